"""Who reports: the subject of a reporting verb, the noun after ``according to``."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from retold import Span
from retold_plugins.attributions.cues import Grammar
from retold_plugins.attributions.people import PERSON, People
from retold_plugins.segmentation.artifacts import CLITIC, MARK, WORD, Token

Items = Sequence[Token | None]
STOPS = frozenset(";:([]–—!?")
REACH = 24
SOURCE = 12
"""So many words at most name a source behind ``according to``."""


@frozen
class Subject:
    """The words that name the speaker, and the name if they are one."""

    span: Span | None = None
    name: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether nobody is named."""
        return self.span is None


def subject_of(items: Items, first: int, last: int, rules: Grammar, people: People, *, is_followed: bool) -> Subject:
    """The speaker before the verb, or after it where a quotation or nothing stands before."""
    if is_followed:
        if rules.postposition:
            return run_before(items, first)
        return named_source(items, last, rules, people)
    if rules.postposition:
        return before_postposition(items, first, rules)
    if closes_clause(items, first, last, rules, people):
        return on_the_right(items, last, rules, people)
    if is_inverted(items, last, rules):
        return on_the_right(items, last, rules, people)
    found = on_the_left(items, first, rules, people)
    inverted = found.is_missing and (None in items[:first] or rules.is_v2)
    return on_the_right(items, last, rules, people) if inverted else found


def named_source(items: Items, last: int, rules: Grammar, people: People) -> Subject:
    """The words behind ``according to``: a name or a noun, with what belongs to it."""
    start = last + 1
    end = source_end(items, start, rules, people)
    if end <= start:
        return Subject()
    first = items[start]
    assert first is not None
    if first.key in rules.subjects:
        return Subject(first.span, PERSON if first.key in rules.persons else "")
    span = Span(first.span.article, first.span.start, end_of(items, end))
    if is_determiner(first, rules):
        return Subject(span)
    for i, j in people.runs(items, start, end):
        return Subject(span, subject(items, i, j, people).name)
    return Subject(span)


def source_end(items: Items, start: int, rules: Grammar, people: People) -> int:
    """Where a source's name ends: at a mark near by; where the verb comes second, with the noun or the name."""
    stop = start
    while stop < len(items) and stop - start < SOURCE and not ends_source(items, stop, rules):
        stop += 1
    is_closed = stop == len(items) or ((t := items[stop]) is not None and t.text in (",", ".", ";", ":", ")", "?", "!"))
    if is_closed and not rules.is_v2:
        return stop
    if (
        start < stop
        and (t := items[start]) is not None
        and t.key in rules.subjects | rules.determiners
        and stop > start + 1
    ):
        follows = items[start + 1]
        if follows is not None and follows.is_stop and not is_determiner(follows, rules):
            return start + 1
    for _, j in people.runs(items, start, stop):
        return extended_by_genitive(items, j, stop, rules, people)
    return min(stop, start + (2 if start < stop and is_determiner(items[start], rules) else 1))


def extended_by_genitive(items: Items, end: int, stop: int, rules: Grammar, people: People) -> int:
    """With ``des Gerichts``, ``von der Universität``: a determiner or preposition and the noun behind it."""
    if end >= stop or not rules.has_noun_capitals or (t := items[end]) is None or t.key not in rules.determiners:
        return end
    after = next(iter(people.runs(items, end, stop)), None)
    return after[1] if after is not None and after[0] == end + 1 else end


def ends_source(items: Items, k: int, rules: Grammar) -> bool:
    """Whether the words that name a source end before an item."""
    token = items[k]
    if token is None or token.key in rules.complementizers:
        return True
    if token.kind != MARK or token.text in "-’'&":
        return False
    before = items[k - 1] if k else None
    return not (token.text == "." and before is not None and len(before.text) <= 2)


def is_inverted(items: Items, last: int, rules: Grammar) -> bool:
    """Whether a pronoun behind the verb is its subject, as in ``schloss er nicht aus``."""
    after = items[last + 1] if last + 1 < len(items) else None
    return rules.is_v2 and after is not None and after.key in rules.persons and after.text[0].islower()


def closes_clause(items: Items, first: int, last: int, rules: Grammar, people: People) -> bool:
    """Whether the verb follows what it reports: ``The toll will rise, said Ilse Marn``. Two commas set off a name."""
    while first > 1 and (t := items[first - 1]) is not None and t.key in rules.between:
        first -= 1
    before = [t for t in items[max(0, first - REACH) : first] if t is not None]
    commas = sum(t.text == "," for t in before)
    after = items[last + 1] if last + 1 < len(items) else None
    if not before or before[-1].text != "," or after is None or len(before) < 4:
        return False
    if commas != 1 and not (rules.is_inverting and not is_set_off(items, first, people)):
        return False
    is_name = any(i == last + 1 for i, _ in people.runs(items, last + 1, min(len(items), last + 3)))
    return is_name or after.key in rules.determiners or after.key in rules.subjects


def is_set_off(items: Items, first: int, people: People) -> bool:
    """Whether a name with something set off by commas stands before: ``Ilse Marn, the mayor, said``."""
    for i, j in people.runs(items, max(0, first - REACH), first):
        after = items[j]
        if after is not None and after.text == "," and j < first - 1 and not people.is_object(items, i):
            return True
    return False


def on_the_left(items: Items, first: int, rules: Grammar, people: People) -> Subject:
    """Back to a quotation, semicolon or the beginning; what stands in brackets is passed over."""
    start, depth = first, 0
    while start > 0 and first - start < REACH:
        token = items[start - 1]
        if token is None or (token.text in STOPS and not depth):
            break
        depth += (token.text == ")") - (token.text == "(" and depth > 0)
        start -= 1
    end = first
    while end > start and is_between(items[end - 1], rules):
        end -= 1
    while end > start and (t := items[end - 1]) is not None and t.text == ")":
        while end > start and (u := items[end - 1]) is not None and u.text != "(":
            end -= 1
        end -= 1
    if end <= start:
        return Subject()
    nearest = items[end - 1]
    assert nearest is not None
    if nearest.key in rules.relatives:
        return before_relative(items, start, end, people)
    if nearest.key in rules.subjects:
        return Subject(nearest.span, PERSON if nearest.key in rules.persons else "")
    if nearest.key in rules.conjunctions:
        return first_subject(items, start, end - 1, rules, people)
    if any(t is not None and t.text == "," for t in items[end:first]):
        return apart(items, start, end, rules, people)
    return adjacent(items, start, end, rules, people) or described(items, start, end, rules)


def before_relative(items: Items, start: int, end: int, people: People) -> Subject:
    """The name that ``who`` stands for."""
    runs = [run for run in people.runs(items, start, end - 1) if end - 1 - run[1] <= 1]
    return subject(items, *runs[-1], people) if runs else Subject()


def first_subject(items: Items, start: int, end: int, rules: Grammar, people: People) -> Subject:
    """Of a second verb (``said ... and asked``): the sentence's first pronoun or name."""
    for k in range(start, end):
        token = items[k]
        if token is not None and token.key in rules.subjects and token.key not in rules.relatives:
            return Subject(token.span, PERSON if token.key in rules.persons else "")
        if token is not None and token.text[0].isupper():
            break
    return apart(items, start, end, rules, people) if any(people.runs(items, start, end)) else Subject()


def apart(items: Items, start: int, end: int, rules: Grammar, people: People) -> Subject:
    """Where a comma stands before the verb: the first name of ``NAME, who ...,`` and ``Its chairman, NAME,``."""
    runs = [
        (i, j)
        for i, j in people.runs(items, start, end)
        if not people.is_object(items, i) and not is_possessive(items, j)
    ]
    bare = [(i, j) for i, j in runs if not (i > 0 and is_determiner(items[i - 1], rules))]
    for i, j in bare:
        after = items[j] if j < len(items) else None
        if j == end or (after is not None and after.text in (",", "(")):
            return subject(items, i, j, people)
    if runs and not bare:
        return with_determiner(items, *runs[0])
    return subject(items, *likeliest(bare), people) if bare else described(items, start, end, rules)


def likeliest(runs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first name of two words or more, else the first."""
    return next((run for run in runs if run[1] - run[0] > 1), runs[0])


def adjacent(items: Items, start: int, end: int, rules: Grammar, people: People) -> Subject | None:
    """The name right before the verb, unless a preposition governs it (``the mayor of London said``)."""
    for i, j in people.runs(items, start, end):
        if j == end:
            if people.is_object(items, i):
                return None
            return (
                with_determiner(items, i, j)
                if i and is_determiner(items[i - 1], rules)
                else subject(items, i, j, people)
            )
    return None


def is_possessive(items: Items, j: int) -> bool:
    """Whether a name stands in the possessive."""
    return j < len(items) and (t := items[j]) is not None and t.kind == CLITIC


def with_determiner(items: Items, i: int, j: int) -> Subject:
    """``the White House``: words that name a speaker, but no person's name."""
    token = items[i - 1]
    assert token is not None
    return Subject(Span(token.span.article, token.span.start, end_of(items, j)))


def on_the_right(items: Items, last: int, rules: Grammar, people: People) -> Subject:
    """Up to the end of the clause."""
    start = last + 1
    while start < len(items) and is_between(items[start], rules):
        start += 1
    end = start
    while end < len(items) and end - start < REACH:
        token = items[end]
        if token is None or token.text in STOPS or (token.text == "." and end - start > 0 and len(items) - end < 3):
            break
        end += 1
    if end == start:
        return Subject()
    nearest = items[start]
    assert nearest is not None
    if nearest.key.lstrip("-") in rules.subjects:
        return Subject(nearest.span, PERSON if nearest.key in rules.persons else "")
    return named(items, start, end, rules, people) or described(items, start, end, rules, right=True)


def is_between(token: Token | None, rules: Grammar) -> bool:
    """An auxiliary, an adverb or a comma between subject and verb."""
    if token is None:
        return False
    return token.key in rules.between or token.text in (",", "-") or (token.kind == MARK and token.text in "’'")


def named(items: Items, start: int, end: int, rules: Grammar, people: People) -> Subject | None:
    """The first name behind the verb that no preposition governs, unless a common noun comes first and alone."""
    comma = next((k for k in range(start, end) if (t := items[k]) is not None and t.text in ",;"), end)
    runs = [(i, j) for i, j in people.runs(items, start, end) if not people.is_object(items, i)]
    runs = [(i, j) for i, j in runs if not is_possessive(items, j)]
    near = [run for run in runs if run[0] <= comma + 1]
    if not near:
        return None
    bare = [(i, j) for i, j in near if not (i > 0 and is_determiner(items[i - 1], rules))]
    return subject(items, *likeliest(bare), people) if bare else with_determiner(items, *near[0])


def subject(items: Items, i: int, j: int, people: People) -> Subject:
    """A run of capitalised words as the speaker, with its name if it is one."""
    first = items[i]
    assert first is not None
    name = people.name(items, i, j)
    return Subject(Span(first.span.article, first.span.start, end_of(items, j)), name if people.is_name(name) else "")


def end_of(items: Items, j: int) -> int:
    """Where the item before ``j`` ends."""
    token = items[j - 1]
    assert token is not None
    return token.span.end


def is_determiner(token: Token | None, rules: Grammar) -> bool:
    """An article, or a possessive."""
    return token is not None and (token.key in rules.determiners or (token.kind == CLITIC and token.key != "'s"))


def described(items: Items, start: int, end: int, rules: Grammar, *, right: bool = False) -> Subject:
    """A speaker without a name: ``the company``, ``officials``."""
    if right:
        stop = start
        while stop < end and (t := items[stop]) is not None and t.kind != MARK and t.key not in rules.complementizers:
            stop += 1
        end = min(stop, start + 6)
    else:
        begin = end
        while begin > start and (t := items[begin - 1]) is not None and t.kind != MARK:
            begin -= 1
            if t.key in rules.determiners or end - begin >= 8:
                break
        start = begin
    inside = [t for t in items[start:end] if t is not None and t.kind in (WORD, CLITIC)]
    if not inside or all(t.key in rules.prepositions or t.key in rules.between for t in inside):
        return Subject()
    return Subject(Span(inside[0].span.article, inside[0].span.start, inside[-1].span.end))


def before_postposition(items: Items, first: int, rules: Grammar) -> Subject:
    """The words before the last postposition before the verb, back to a comma, stop or quotation."""
    end = None
    for k in range(first - 1, max(-1, first - REACH), -1):
        token = items[k]
        if token is None or (token.kind == MARK and token.text in "।.!?"):
            break
        if token.key == rules.postposition:
            end = k
            break
    if end is None:
        return pronoun_before(items, first, rules)
    start = end
    while start > 0 and end - start < 8 and (t := items[start - 1]) is not None and t.kind != MARK:
        start -= 1
    if start == end:
        return Subject()
    begin = items[start]
    assert begin is not None
    return Subject(Span(begin.span.article, begin.span.start, end_of(items, end)))


def run_before(items: Items, first: int) -> Subject:
    """The few words before a postposed phrase (``के मुताबिक``), back to a mark."""
    start = first
    while start > 0 and first - start < 5 and (t := items[start - 1]) is not None and t.kind != MARK:
        start -= 1
    begin = items[start]
    if start == first or begin is None:
        return Subject()
    return Subject(Span(begin.span.article, begin.span.start, end_of(items, first)))


def pronoun_before(items: Items, first: int, rules: Grammar) -> Subject:
    """A pronoun that carries its case in itself (``उन्होंने``)."""
    for k in range(first - 1, max(-1, first - REACH), -1):
        token = items[k]
        if token is None:
            break
        if token.key in rules.subjects:
            return Subject(token.span, PERSON if token.key in rules.persons else "")
    return Subject()
