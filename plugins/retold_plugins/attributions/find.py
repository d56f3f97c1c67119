"""Words of reporting outside quotation marks, and who reports."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import LANGUAGE, SENTENCES, Context, Span, provides
from retold_plugins.attributions.around import (
    Items,
    before,
    ends_clause,
    is_aside,
    is_bare_participle,
    is_day,
    is_done,
    is_in_a_compound,
    is_in_a_name,
    is_measure,
    is_noun,
    is_participle,
    is_passive,
    is_plain_word,
    is_possessed,
    is_unreal,
    reports_clause,
)
from retold_plugins.attributions.artifacts import ATTRIBUTIONS, OTHER, PLAIN, Attribution
from retold_plugins.attributions.cues import IGNORED, NOUN, PASSIVE, PHRASE, VERB, Cues, Grammar, cues, grammar
from retold_plugins.attributions.people import PERSON, People
from retold_plugins.attributions.subject import Subject, is_determiner, subject_of
from retold_plugins.quotes.artifacts import QUOTE_MARKS
from retold_plugins.segmentation.artifacts import CLITIC, MARK, WORD, WORDS, Token

FRAME_REACH = 8
"""A verb's preposition stands within so many tokens, with no mark between."""
SPLIT_REACH = 25
"""A verb's particle stands within so many tokens."""

RECKONED = frozenset(["estimate", "predict", "think"])
FORUM = 6
"""A court stands so near before the verb."""
CLOSING = 9
"""So many words at most stand from German ``so`` to the end of the name."""
DESCRIBED = 60
"""What describes the speaker is no longer than this: ``a indiqué l'adjointe aux finances, NAME``."""
SOURCE_WORDS = 5
"""So many words at most name a source up to a noun that looks like a verb of reporting."""
APART = 15
"""A speaker named farther off than this is left out of the words that go if the attribution is dropped."""


@frozen
class Cue:
    """Where a reporting word stands among the items of its sentence."""

    first: int
    last: int
    stance: str
    form: str
    is_followed: bool = False
    """Whether the one who reports stands behind it (``according to``)."""
    tail: int | None = None
    """Where the particle or preposition of a divided verb stands."""
    is_framed: bool = False
    """Whether that is a preposition."""


@provides(ATTRIBUTIONS, needs=[SENTENCES, WORDS, LANGUAGE, QUOTE_MARKS])
def attributions(ctx: Context) -> tuple[Attribution, ...]:
    """All of them in order; a pronoun stands for the person last spoken of."""
    language = ctx.here(LANGUAGE)
    table, rules = cues(language), grammar(language)
    if not table:
        return ()
    outer = [part.span for marks in ctx.here(QUOTE_MARKS) if marks.depth == 0 for part in marks.parts]
    starts = [span.start for span in outer]
    words, found = ctx.here(WORDS), []
    people = People(rules, words.tokens)
    for sentence in ctx.here(SENTENCES):
        items = outside(words.within(sentence.span), outer, starts)
        here = list(in_sentence(items, sentence.span, table, rules, people))
        found += [people.named(attribution, sentence.block) for attribution in here]
        people.hear(items, found[len(found) - len(here) :], sentence.block)
    return tuple(people.in_office(people.fullest(attribution), words) for attribution in found)


def outside(tokens: Sequence[Token], quoted: Sequence[Span], starts: Sequence[int]) -> list[Token | None]:
    """The tokens that stand outside the quotations, which begin at ``starts``, with None for each quotation."""
    if tokens:
        first, last = (bisect.bisect_right(starts, token.span.start) for token in (tokens[0], tokens[-1]))
        if first == last and (not first or quoted[first - 1].end <= tokens[0].span.start):
            return list(tokens)
    items: list[Token | None] = []
    for token in tokens:
        at = bisect.bisect_right(starts, token.span.start) - 1
        if at >= 0 and token.span.start < quoted[at].end:
            if not items or items[-1] is not None:
                items.append(None)
        else:
            items.append(token)
    return items


def in_sentence(items: Items, sentence: Span, table: Cues, rules: Grammar, people: People) -> Iterator[Attribution]:
    """The attributions of one sentence."""
    known = Subject()
    for cue in find(items, table, rules):
        subject = subject_of(items, cue.first, cue.last, rules, people, is_followed=cue.is_followed)
        if cue.form != NOUN and not cue.is_followed and not known.is_missing and is_second(items, cue.first, rules):
            subject = known
        if subject.span is not None and is_denied(items, subject.span, cue.first, rules):
            continue
        known = subject if cue.form == VERB else known
        near = beside_quote(items, cue) or reports_clause(items, cue.last, rules)
        if cue.form == VERB and subject.is_missing and not near:
            continue
        first, last = items[cue.first], items[cue.last]
        assert first is not None
        assert last is not None
        span = Span(sentence.article, first.span.start, last.span.end)
        yield Attribution(
            span,
            cue.stance,
            cue.form,
            sentence,
            speaker=subject.span,
            name=PERSON if subject.is_missing and rules.is_prodrop and cue.form == VERB else subject.name,
            whole=whole(items, cue, subject, span, rules),
        )


def is_second(items: Items, first: int, rules: Grammar) -> bool:
    """Whether a conjunction stands before a verb, so that it has the subject of the verb before."""
    previous = before(items, first, rules.between)
    return previous is not None and previous.key in rules.conjunctions


def is_denied(items: Items, subject: Span, first: int, rules: Grammar) -> bool:
    """Whether nobody reports: ``neither side has confirmed``, ``no one said``."""
    begun = max(0, first - SPLIT_REACH)
    return any(t is not None and t.key in rules.negative and subject.overlaps(t.span) for t in items[begun:first])


def whole(items: Items, cue: Cue, subject: Subject, span: Span, rules: Grammar) -> Span:
    """From the speaker to the verb and the complementizer after it."""
    start, end = span.start, span.end
    if subject.span is not None and is_joined(items, subject.span, span):
        start, end = min(start, subject.span.start), max(end, subject.span.end)
    at = cue.last + 1
    if cue.is_framed and cue.tail is not None and (last := items[cue.tail]) is not None:
        end, at = max(end, last.span.end), cue.tail + 1
    while at < len(items) and at <= cue.last + 2 and (day := items[at]) is not None and is_day(day, rules):
        end = max(end, day.span.end)
        at += 1
    after = items[at] if at < len(items) else None
    if after is not None and after.key in rules.complementizers:
        end = max(end, after.span.end)
    return Span(span.article, start, end)


def is_joined(items: Items, speaker: Span, span: Span) -> bool:
    """Whether no more than a description stands between the verb and the speaker."""
    if span.start - speaker.end <= APART and speaker.start - span.end <= APART:
        return True
    if not 0 < speaker.start - span.end <= DESCRIBED:
        return False
    inside = [t for t in items if t is not None and span.end <= t.span.start < speaker.start]
    return inside[-1].text == "," and all(t.kind != MARK for t in inside[:-1])


def find(items: Items, table: Cues, rules: Grammar) -> Iterator[Cue]:
    """The reporting words of a sentence, phrases before words."""
    done = credit = -1
    for i, token in enumerate(items):
        if token is None or token.kind == MARK or (token.kind == CLITIC and token.key not in table.phrases):
            continue
        if i <= done:
            continue
        if token.key in table.known:
            cue = phrase_at(items, i, table, rules) or word_at(items, i, table, rules)
        elif token.key in rules.hearing:
            cue = None
        else:
            cue = closing_at(items, i, rules) if token.key in rules.closing else None
            if cue is None and items[0] is None:
                cue = unknown_at(items, i, table, rules)
        if token.key in rules.hearing and is_in_forum(items, i, rules):
            cue = Cue(i, i, PLAIN, VERB)
        if cue is not None and cue.form == VERB and is_in_source(items, i, credit, rules):
            cue = None
        if cue is not None:
            if cue.stance != IGNORED:
                yield cue
            done = cue.last
            credit = cue.last if cue.is_followed and not rules.postposition else credit


def is_in_source(items: Items, i: int, credit: int, rules: Grammar) -> bool:
    """Whether a word ends the name of a source: ``according to internal emails``, behind which nobody speaks."""
    after = items[i + 1] if i + 1 < len(items) else None
    if (
        credit < 0
        or i - credit > SOURCE_WORDS
        or not ends_clause(items, i, rules)
        or (after is None and i + 1 < len(items))
    ):
        return False
    return all(
        t is not None and t.kind != MARK and t.key not in rules.relatives and t.key not in rules.subjects
        for t in items[credit + 1 : i]
    )


def phrase_at(items: Items, i: int, table: Cues, rules: Grammar) -> Cue | None:
    """The longest phrase that begins here."""
    token, after = items[i], items[i + 1] if i + 1 < len(items) else None
    assert token is not None
    for run, stance in table.phrases.get(token.key, ()):
        if len(run) > 1 and (after is None or after.key != run[1]):
            continue
        here = items[i : i + len(run)]
        if len(here) < len(run) or any(t is None or t.key != word for t, word in zip(here, run, strict=True)):
            continue
        if len(run) == 1 and is_noun(items, i, rules):
            continue
        if token.key not in rules.passive and run not in table.sources and is_passive(items, i, rules):
            continue
        if run in table.sources and is_measure(items, i + len(run), rules):
            continue
        if run in table.sources:
            stance = reckoned(items, i, i + len(run), table, rules) or stance
        return Cue(i, i + len(run) - 1, stance, PHRASE, run in table.sources)
    return None


def is_in_forum(items: Items, i: int, rules: Grammar) -> bool:
    """Whether a court or a committee hears it, behind a comma or before a clause: ``..., the jury heard``."""
    ahead = items[max(0, i - FORUM) : i]
    if not any(t is not None and t.key in rules.forums for t in ahead):
        return False
    if any(t is not None and t.kind == WORD and (t.key in rules.persons or t.text == "to") for t in ahead[-2:]):
        return False
    skipped = rules.prepositions | rules.between
    at = next((k for k in range(i + 1, len(items)) if (t := items[k]) is None or t.key not in skipped), len(items))
    after = items[at] if at < len(items) else None
    is_last = at == len(items) or (after is not None and after.kind == MARK and after.text in ".,")
    return at - i < FORUM and (is_last or (after is not None and after.key in rules.complementizers))


def closing_at(items: Items, i: int, rules: Grammar) -> Cue | None:
    """A word such as German ``so`` that credits the name that follows it, behind a comma or a quotation."""
    token, after = items[i], items[i + 1] if i + 1 < len(items) else None
    if token is None or token.key not in rules.closing or after is None or not i:
        return None
    ahead = items[i - 1]
    if (ahead is not None and ahead.text != ",") or not (after.text[0].isupper() or is_determiner(after, rules)):
        return None
    end = next((k for k in range(i + 1, len(items)) if (t := items[k]) is None or t.kind == MARK), len(items))
    return Cue(i, i, PLAIN, PHRASE, is_followed=True) if end - i <= CLOSING else None


def unknown_at(items: Items, i: int, table: Cues, rules: Grammar) -> Cue | None:
    """A verb that no table has: what joins a quotation at the beginning to its speaker reports, whatever it means."""
    token = items[i]
    if (
        token is None
        or items[0] is not None
        or i > 6
        or not is_plain_word(token)
        or is_followed_by_verb(items, i, table)
    ):
        return None
    first = 1
    while (
        first < i and (t := items[first]) is not None and (t.text == "," or t.kind == CLITIC or t.key in rules.between)
    ):
        first += 1
    after = items[i + 1] if i + 1 < len(items) else None
    if after is None:
        return None
    stance = f"{OTHER} {token.stem}"
    if first == i:
        dash = 1
        while (
            after is not None
            and dash < 5
            and (after.text == "-" or (after.key in rules.between and len(after.key) == 1))
        ):
            dash += 1
            after = items[i + dash] if i + dash < len(items) else None
        if after is None:
            return None
        is_named = after.text[0].isupper() and after.key not in rules.little and not rules.has_noun_capitals
        is_apart = any(t is not None and t.text == "," for t in items[1:i])
        if is_named or after.key.lstrip("-") in rules.persons or (is_apart and is_determiner(after, rules)):
            return Cue(i, i, stance, VERB)
        return Cue(i, i, stance, VERB) if is_apart and after.text[0].isupper() else None
    is_closed = after.kind == MARK and after.text in ",.;:"
    named = [t for t in items[first:i] if t is not None]
    is_name = all(t.text[0].isupper() and t.kind == WORD for t in named) or (
        len(named) == 1 and named[0].key in rules.persons
    )
    return Cue(i, i, stance, VERB) if is_closed and is_name else None


def is_followed_by_verb(items: Items, i: int, table: Cues) -> bool:
    """Whether the name behind a word is the subject of a verb of reporting: ``spokesman Jon Rask said``."""
    for token in items[i + 1 : i + 8]:
        if token is None or token.kind == MARK:
            return False
        if token.key in table.verbs and token.text[0].islower():
            return True
    return False


def is_office(items: Items, i: int, table: Cues) -> bool:
    """Whether nothing but a name parts a word from a verb of reporting: it says what the one is who speaks."""
    is_named = False
    for token in items[i + 1 : i + 6]:
        if token is None or token.kind == MARK:
            return False
        if not token.text[0].isupper():
            return is_named and token.key in table.verbs
        is_named = True
    return False


def reckoned(items: Items, first: int, end: int, table: Cues, rules: Grammar) -> str:
    """The stance of an estimate or a forecast that a credit names in place of a person: ``according to estimates``."""
    near = items[max(0, first - 1) : first] if rules.postposition else items[end : end + 3]
    for token in near:
        for noun, stance in table.nouns.items():
            if (
                stance in RECKONED
                and token is not None
                and token.key.startswith(noun)
                and len(token.key) <= len(noun) + 2
            ):
                return stance
    return ""


def word_at(items: Items, i: int, table: Cues, rules: Grammar) -> Cue | None:
    """The verb or noun of reporting that stands here."""
    token = items[i]
    assert token is not None
    key = token.key
    for particle, stance in table.split.get(key, ()):
        for j in range(i + 1, min(len(items), i + SPLIT_REACH)):
            other = items[j]
            if other is not None and other.key in rules.negative:
                break  # "schloss das nicht aus"
            if other is not None and other.key == particle and ends_clause(items, j, rules):
                return Cue(i, i, stance, VERB, tail=j)
    if key in table.possessed and is_possessed(items, i):
        return Cue(i, i, table.possessed[key], PHRASE)
    framed = frame_at(items, i, table, rules)
    if framed is not None:
        return framed
    if key in table.nouns and (is_noun(items, i, rules, 3) or (key not in table.verbs and key not in table.weak)):
        return Cue(i, i, table.nouns[key], NOUN) if reports_clause(items, i, rules, strict=True) else None
    stance = table.verbs.get(key) or table.weak.get(key, "")
    if stance and reports_nothing(items, i, table, rules):
        return None
    is_one = is_noun(items, i, rules) and not follows_clitic(items, i, table, rules)
    if not stance or (is_one and not is_done(items, i, rules)):
        return None
    if is_unreal(items, i, rules):
        is_passive_one = key in rules.addressed and is_passive(items, i, rules) and reports_clause(items, i, rules)
        return Cue(i, i, stance, PASSIVE) if is_passive_one else None
    cue = Cue(i, i, stance, VERB)
    is_near = beside_quote(items, cue)
    if key in table.quoting:
        return cue if is_near else None
    if key in table.weak and key not in table.verbs and is_office(items, i, table):
        return None  # "defence counsel Jon Rask told"
    if key in table.verbs or reports_clause(items, i, rules) or is_near or is_aside(items, i, rules):
        return cue
    return cue if is_done(items, i, rules) else None


def follows_clitic(items: Items, i: int, table: Cues, rules: Grammar) -> bool:
    """Whether what looks like a determiner is a pronoun: ``lo niega``; a word that is also a noun stays one."""
    token, previous = items[i], items[i - 1] if i else None
    return token is not None and previous is not None and previous.key in rules.clitics and token.key not in table.nouns


def frame_at(items: Items, i: int, table: Cues, rules: Grammar) -> Cue | None:
    """A verb with the preposition that makes it one of reporting, if this is one."""
    token = items[i]
    assert token is not None
    frames = table.frames.get(token.key, ())
    if not frames or is_noun(items, i, rules) or is_unreal(items, i, rules) or is_participle(items, i, rules):
        return None
    for j in range(i + 1, min(len(items), i + FRAME_REACH)):
        other = items[j]
        if other is None or other.kind == MARK:
            return None
        for preposition, stance in frames:
            if other.key == preposition:
                return Cue(i, i, stance, VERB, tail=j, is_framed=True)
    return None


def reports_nothing(items: Items, i: int, table: Cues, rules: Grammar) -> bool:
    """Whether a word of the table is part of a name, describes a noun, is one, or is an infinitive left undone."""
    token = items[i]
    assert token is not None
    if token.key.endswith(rules.infinitives) and not is_done(items, i, rules):
        return True
    if is_in_a_compound(items, i) or is_gerund(items, i, table) or is_bare_participle(items, i, rules):
        return True
    return is_in_a_name(items, i, rules) or is_participle(items, i, rules) or is_beside_verb(items, i, table)


def is_gerund(items: Items, i: int, table: Cues) -> bool:
    """Whether a form in ``-ing`` is what another verb of reporting tells of: ``recalled warning the owner``."""
    token, ahead = items[i], items[i - 1] if i else None
    if token is None or ahead is None or not token.key.endswith("ing"):
        return False
    return ahead.text[0].islower() and (ahead.key in table.verbs or ahead.key in table.weak)


def is_beside_verb(items: Items, i: int, table: Cues) -> bool:
    """Whether a word is a noun at a verb, its subject or object: ``estimates put``, ``denies blame``."""
    token, ahead, after = items[i], items[i - 1] if i else None, items[i + 1] if i + 1 < len(items) else None
    assert token is not None
    if ahead is not None and ahead.key in table.verbs and ahead.text[0].islower() and ahead.key not in table.nouns:
        return token.key not in table.verbs
    may_be_noun = token.key in table.nouns or token.key[:-1] in table.nouns
    return may_be_noun and after is not None and (after.key in table.verbs or after.key in table.frames)


def beside_quote(items: Items, cue: Cue) -> bool:
    """Whether a quotation stands before or after the verb with no more than its subject between."""
    return None in items[max(0, cue.first - 5) : cue.first] or None in items[cue.last + 1 : cue.last + 8]
