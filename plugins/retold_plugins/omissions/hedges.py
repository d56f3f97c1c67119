"""Hedges and conditions of the source, and what became of them in the sentences that are linked."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from retold import BLOCKS, LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Link, Match, Span, SpanSet, provides, tables
from retold_plugins.omissions.artifacts import DIRECT_SPEECH, HEDGE_MATCHES
from retold_plugins.quotes.artifacts import QUOTE_MATCHES
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORDS, Phrases, Token, outside

DROPPED, SHIFTED = "omissions/caveat", "claims/shifted"
BEFORE, AFTER = 5, 5
"""Content words around a hedge that show whether what it hedges is still told."""
NEAREST = 2
KEPT_SHARE = 0.34
CLAUSE_WORDS = 25
VERB = 8
"""A modal verb and what it says something of stand at most so many tokens apart."""
APPROXIMATION, CONDITION, RESERVATION, ALSO = "approximation", "condition", "reservation", "also"
ALSO_IF = "also-if"
BOUND = "bound"
PLAIN = "plain"
"""Longer phrases in which a hedge is none, as in "as planned"."""
QUANTITY = "quantity"
"""How many of them is told in so many ways that its scales, which are among the claims, tell it better."""
LOOSE = frozenset({"frequency", QUANTITY})
"""Classes that translators give in too many ways to say that one was dropped."""
ABOUT, EXACT = "about", "exact"
AFTER_NUMBER = "approximation-after"
LIKE = {"probability": "modal", "appearance": "modal", CONDITION: CONDITION, RESERVATION: RESERVATION}
"""Classes that stand in for each other: what seems so is not said to be so."""


@frozen
class Table:
    """The cue table of a language."""

    hedges: Phrases
    openers: Phrases
    adjectives: frozenset[str]
    before: frozenset[str]
    reserved: Phrases
    also: Phrases
    verbs: frozenset[str]
    phrasal: frozenset[str]
    """Last words of phrases that go before a verb as modal verbs do: ``is expected to``."""
    perfect: frozenset[str]
    """Words that make a modal verb one of the past."""
    loose: frozenset[str]
    firm: frozenset[str]
    total: frozenset[str]
    direct: frozenset[str]
    """Words of approximation that say something else unless a number follows at once."""
    degree: frozenset[str]
    """Words of approximation that hold back an adjective, too."""
    fractions: frozenset[str]
    """Fractions and numbers in words."""
    bounds: Phrases
    """Words that keep an approximation of the source, though they make no number rough by themselves: ``within``."""
    after: frozenset[str]
    """Words of approximation that may follow the number."""
    adverbs: frozenset[str]
    """Hedges beside a verb: where one is gone, the verb stands as it did, and nothing took its place."""
    directions: Mapping[str, str] = field(repr=False)
    """For words of approximation, which way they are rough."""


@frozen
class Hedge:
    """A hedge or condition, as tokens of its sentence."""

    label: str
    start: int
    end: int
    tokens: tuple[Token, ...] = field(repr=False)
    number: str = ""
    """What an approximation makes rough: digits, a number in words, or the word after it."""

    @property
    def words(self) -> tuple[str, ...]:
        """The hedge's own keys."""
        return tuple(t.key for t in self.tokens[self.start : self.end])

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        first, last = self.tokens[self.start].span, self.tokens[self.end - 1].span
        return Span(first.article, first.start, last.end)

    @property
    def likeness(self) -> str:
        """What it can be replaced by without being dropped."""
        return LIKE.get(self.label, self.label)


@functools.cache
def table(language: str) -> Table | None:
    """The table of a language, or None where there is none."""
    loaded = tables.load(__file__, "hedges", language)
    if not loaded:
        return None
    groups = loaded.get("groups", {})
    return Table(
        Phrases(loaded["classes"], groups),
        Phrases(loaded.get("openers", {}), groups),
        frozenset(loaded.get("adjectives", {}).get("words", ())),
        frozenset(loaded.get("adjectives", {}).get("before", ())),
        Phrases({"reserved": loaded.get("reserved", {}).get("words", ())}),
        Phrases({ALSO: loaded.get("also", {}).get("words", ()), ALSO_IF: loaded.get("also", {}).get("conditions", ())}),
        frozenset(loaded.get("verbs", {}).get("words", ())),
        frozenset(loaded.get("verbs", {}).get("phrasal", ())),
        frozenset(loaded.get("verbs", {}).get("perfect", ())),
        frozenset(loaded.get("loose", {}).get("words", ())),
        frozenset(loaded.get("firm", {}).get("words", ())),
        frozenset(loaded.get("total", {}).get("words", ())),
        frozenset(loaded.get("approximate", {}).get("direct", ())),
        frozenset(loaded.get("approximate", {}).get("degree", ())),
        frozenset(loaded.get("approximate", {}).get("fractions", ())),
        Phrases({BOUND: loaded.get("approximate", {}).get("bounds", ())}),
        frozenset(loaded["classes"].get(AFTER_NUMBER, ())),
        frozenset(loaded.get("adverbs", {}).get("words", ())),
        {word: way for way, words in loaded.get("directions", {}).items() for word in words},
    )


@provides(
    HEDGE_MATCHES, needs=[SENTENCE_ALIGNMENT, RELATION, WORDS, LANGUAGE, BLOCKS, DIRECT_SPEECH], uses=[QUOTE_MATCHES]
)
def hedge_matches(ctx: Context) -> tuple[Match, ...]:
    """Kept, dropped and replaced hedges of a derived pair's linked sentences, in order; quotations are left alone."""
    source, retelling = ctx.source.id, ctx.retelling.id
    first, second = table(ctx[LANGUAGE][source]), table(ctx[LANGUAGE][retelling])
    if not ctx.here(RELATION).is_derived or first is None or second is None:
        return ()
    same = ctx[LANGUAGE][source] == ctx[LANGUAGE][retelling]
    taken = quoted(ctx)
    headings = SpanSet(block.span for block in ctx[BLOCKS][source] if block.kind == "heading")
    found: list[Match] = []
    for linked, theirs in groups(ctx.here(SENTENCE_ALIGNMENT).links):
        ours = [unit for unit in linked if not headings.touches(unit)]
        sides = [[outside(ctx[WORDS][unit.article].within(unit), taken) for unit in units] for units in (ours, theirs)]
        there = [t for unit in theirs for t in ctx[WORDS][retelling].within(unit)]
        held = [hedge for tokens in sides[0] for hedge in hedges(tokens, first)]
        old = [hedge for tokens in sides[0] for hedge in others(tokens, first)]
        also = [hedge for tokens in sides[1] for hedge in others(tokens, second)]
        kept = [hedge for tokens in sides[1] for hedge in hedges(tokens, second, is_kept=True)]
        kept = sorted([*kept, *beyond(old, also, same_language=same)], key=lambda hedge: hedge.span)
        found += matched(held, kept, there, (first, second), same_language=same)
    return tuple(sorted(found, key=lambda match: match.source))


def groups(links: Iterable[Link]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Units that links hold together, so that a sentence told in two is looked at as one."""
    by_unit: dict[Span, list[Link]] = {}
    for link in links:
        for unit in (*link.source, *link.retelling):
            by_unit.setdefault(unit, []).append(link)
    seen: set[Span] = set()
    for unit in sorted(by_unit):
        if unit in seen:
            continue
        seen.add(unit)
        queue, ours, theirs = [unit], set[Span](), set[Span]()
        while queue:
            for link in by_unit[queue.pop()]:
                ours.update(link.source)
                theirs.update(link.retelling)
                fresh = [u for u in (*link.source, *link.retelling) if u not in seen]
                seen.update(fresh)
                queue += fresh
        yield sorted(ours), sorted(theirs)


def quoted(ctx: Context) -> SpanSet:
    """Direct quotations of both texts, and what the quotation plugin marks in the source."""
    spans = [span for name in (ctx.source.id, ctx.retelling.id) for span in ctx[DIRECT_SPEECH][name]]
    for match in (ctx.get(QUOTE_MATCHES) or {}).get(ctx.source.id, ()):
        if match.change:
            spans += match.source
    return SpanSet(spans)


def beyond(ours: Sequence[Hedge], theirs: Sequence[Hedge], *, same_language: bool) -> list[Hedge]:
    """Those of the retelling's words that the source's sentence does not have just so beside its hedges."""
    counted = Counter(hedge.words if same_language else () for hedge in ours if hedge.label == ALSO)
    found = []
    for hedge in theirs:
        words = hedge.words if same_language else ()
        if hedge.label == ALSO and counted[words] > 0:
            counted[words] -= 1
        else:
            found.append(hedge)
    return found


def hedges(tokens: Sequence[Token], cues: Table, *, is_kept: bool = False) -> list[Hedge]:
    """The hedges of a sentence, in order; those inside a condition go with it.

    In the retelling (``is_kept``) any reservation will do: what it says otherwise, it does not leave out.
    """
    listed = tuple(tokens)
    found: list[Hedge] = []
    for start, _, label in cues.openers.find(listed):
        end = clause_end(listed, start)
        reserves = label != RESERVATION or is_kept or any(cues.reserved.find(listed[start:end]))
        if label == CONDITION and start + 1 < len(listed) and any(t.kind == NUMBER for t in listed[start : start + 4]):
            continue
        if reserves and end - start > 2 and not (found and start < found[-1].end):
            found.append(Hedge(label, start, end, listed))
    clauses = [] if is_kept else list(found)
    plain = [range(start, end) for start, end, label in cues.hedges.find(listed) if label == PLAIN]
    for start, end, label in cues.hedges.find(listed):
        if label == PLAIN or (not label.startswith(APPROXIMATION) and is_name(listed, start)):
            continue
        if label in (APPROXIMATION, AFTER_NUMBER):
            label = roughness(listed, start, end, label, cues, is_kept=is_kept)
            if label == PLAIN:
                continue
        number = number_of(listed, start, end, cues) if label == APPROXIMATION else ""
        found.append(Hedge(label, start, end, listed, number))
    if is_kept:
        for start, end, label in cues.bounds.find(listed):
            found.append(Hedge(label, start, end, listed, number_of(listed, start, end, cues)))
    taken = {at for places in (*plain, *(range(h.start, h.end) for h in found)) for at in places}
    for at in range(1, len(listed)):
        if at not in taken and listed[at].key in cues.adjectives and listed[at - 1].key in cues.before:
            found.append(Hedge("probability", at, at + 1, listed))
    inside = [h for h in found if h not in clauses and any(c.start <= h.start < c.end for c in clauses)]
    return sorted((h for h in found if h not in inside), key=lambda hedge: hedge.start)


def roughness(tokens: Sequence[Token], start: int, end: int, label: str, cues: Table, *, is_kept: bool) -> str:
    """What words of approximation do here: make a number rough, hold back an adjective, or nothing (``PLAIN``)."""
    words = " ".join(t.key for t in tokens[start:end])
    near, behind = tokens[end : end + 3], tokens[max(0, start - 4) : start]
    if label == AFTER_NUMBER or (words in cues.after and not any(is_number(t, cues) for t in near)):
        label, near = AFTER_NUMBER, behind
    at_once = bool(near) and near[0].kind in (NUMBER, MARK)  # "over three days", "gegen zwei Zeugen"
    if words in cues.direct and not at_once and not is_kept:
        return PLAIN
    if any(is_number(t, cues) for t in near):
        is_plain = label == APPROXIMATION and is_compared(tokens, start, words, cues)
        return PLAIN if is_plain else APPROXIMATION
    return "frequency" if words in cues.degree and near and near[0].is_content else PLAIN


def is_number(token: Token, cues: Table) -> bool:
    """Whether a token is a number in digits or words, perhaps with its currency: ``US120``."""
    return token.kind == NUMBER or token.key in cues.fractions or (token.kind != MARK and token.key[-1:].isdigit())


def is_compared(tokens: Sequence[Token], start: int, words: str, cues: Table) -> bool:
    """Whether a measure stands before, so that one thing is compared with another: ``16 % more than in 2023``."""
    is_comparison = words in cues.directions and cues.directions[words] in ("more", "less")
    return is_comparison and " " in words and any(t.kind == NUMBER for t in tokens[max(0, start - 2) : start])


def is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word has a capital of its own, as the month of May has."""
    if not tokens[at].text[:1].isupper():
        return False
    beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    return any(t.kind == NUMBER for t in beside) or (at > 0 and tokens[at - 1].kind != MARK)


def clause_end(tokens: Sequence[Token], start: int) -> int:
    """Where the clause that begins here ends: before the next mark that divides."""
    for at in range(start + 1, min(len(tokens), start + CLAUSE_WORDS)):
        if tokens[at].kind == MARK and tokens[at].text in ",;:.!?–—()।":
            return at
    return min(len(tokens), start + CLAUSE_WORDS)


def others(tokens: Sequence[Token], cues: Table) -> list[Hedge]:
    """Words that keep a hedge though they are none by themselves."""
    return [Hedge(label, start, end, tuple(tokens)) for start, end, label in cues.also.find(tokens)]


def matched(
    ours: Iterable[Hedge],
    theirs: Iterable[Hedge],
    there: Sequence[Token],
    cues: tuple[Table, Table],
    *,
    same_language: bool,
) -> Iterator[Match]:
    """Each hedge with its counterpart, or with the change that befell it."""
    ours, free = list(ours), list(theirs)
    pairs: dict[int, Hedge] = {}
    if same_language:
        free = [hedge for hedge in free if hedge.label != ALSO_IF]
    for alike in (same_words, same_class, same_likeness):
        for number, hedge in enumerate(ours):
            if number not in pairs:
                other = next((o for o in free if alike(hedge, o)), None)
                if other is not None:
                    pairs[number] = other
                    free.remove(other)
    stems = {t.stem for t in there}
    for number, hedge in enumerate(ours):
        if number in pairs and is_turned(hedge, pairs[number], cues):
            spans = with_number(hedge), with_number(pairs[number])
            yield Match(source=(spans[0],), retelling=(spans[1],), change=SHIFTED, value=APPROXIMATION, confidence=0.7)
        elif hedge.label == APPROXIMATION and way(hedge, cues[0]) == EXACT:
            continue
        elif number in pairs:
            yield Match(source=(hedge.span,), retelling=(pairs[number].span,), value=" ".join(hedge.words))
        elif hedge.label == QUANTITY or (
            not same_language and (hedge.label in LOOSE or " ".join(hedge.words) in cues[0].loose)
        ):
            continue
        elif still_told(hedge, stems, there, same_language=same_language):
            yield lost(hedge, there, cues, same_language=same_language)


def is_turned(left: Hedge, right: Hedge, cues: tuple[Table, Table]) -> bool:
    """Whether a figure is rough in another way: about, more than, at most, exactly ..."""
    return left.label == right.label == APPROXIMATION and way(left, cues[0]) != way(right, cues[1])


def way(hedge: Hedge, cues: Table) -> str:
    """Which way an approximation is rough."""
    return cues.directions.get(" ".join(hedge.words), ABOUT)


def with_number(hedge: Hedge) -> Span:
    """An approximation with the figure that it makes rough, if it stands right beside it."""
    if hedge.end < len(hedge.tokens) and hedge.tokens[hedge.end].kind == NUMBER:
        return Span(hedge.span.article, hedge.span.start, hedge.tokens[hedge.end].span.end)
    return hedge.span


def same_words(left: Hedge, right: Hedge) -> bool:
    """The same hedge; of the same number, where it makes a number rough."""
    return left.words == right.words and (left.label != APPROXIMATION or left.number == right.number)


def same_class(left: Hedge, right: Hedge) -> bool:
    """A hedge of the same kind; of the same number, unless the numbers are written otherwise."""
    return left.label == right.label and (left.label != APPROXIMATION or left.number == right.number)


def same_likeness(left: Hedge, right: Hedge) -> bool:
    """A hedge that holds back in its place."""
    if left.label == APPROXIMATION:
        return right.label == BOUND and left.number == right.number
    if left.label == CONDITION and right.label == ALSO_IF:
        return True
    return left.likeness == right.likeness or (right.label == ALSO and left.likeness == "modal")


def number_of(tokens: Sequence[Token], start: int, end: int, cues: Table) -> str:
    """The digits of the number that words make rough, or the word for it."""
    after = list(tokens[end : end + 5])
    at = next((k for k, t in enumerate(after[:3]) if is_number(t, cues)), None)
    if at is None:
        before = [t for t in reversed(tokens[max(0, start - 4) : start]) if is_number(t, cues)]
        number = next((t for t in before if t.kind == NUMBER), before[0] if before else None)
        word = next((t.key for t in after[:3] if t.is_content), "")
        return digits_of(number.key) or number.key if number is not None else word
    run = list(itertools.takewhile(lambda t: t.kind == NUMBER, after[at:])) or [after[at]]
    return "".join(digits_of(t.key) for t in run) or run[0].key


def digits_of(key: str) -> str:
    """A number without its separators; nothing where it is a word."""
    return "".join(c for c in key if c.isdigit())


def still_told(hedge: Hedge, stems: set[str], there: Sequence[Token], *, same_language: bool) -> bool:
    """Whether what the hedge holds back is told; else it went with its clause, which is no caveat dropped."""
    if hedge.label == APPROXIMATION:
        if not digits_of(hedge.number) and not same_language:
            return False
        return any((digits_of(t.key) or t.key) == hedge.number for t in there if t.kind != MARK)
    if not same_language:
        return True
    before = [t.stem for t in hedge.tokens[: hedge.start] if t.is_content][-BEFORE:]
    after = [t.stem for t in hedge.tokens[hedge.end :] if t.is_content][:AFTER]
    if hedge.label in (CONDITION, RESERVATION):
        own = [t.stem for t in hedge.tokens[hedge.start : hedge.end] if t.is_content]
        near = (before or after)[-NEAREST:] if before else after[:NEAREST]
        return share(own, stems) < 0.5 and share(before or after, stems) >= KEPT_SHARE and share(near, stems) > 0
    return (not after or share(after, stems) > 0) and share(before + after, stems) >= KEPT_SHARE


def share(words: Sequence[str], stems: set[str]) -> float:
    """How many of the words are among the stems."""
    return sum(word in stems for word in words) / max(1, len(words))


def lost(hedge: Hedge, there: Sequence[Token], cues: tuple[Table, Table], *, same_language: bool) -> Match:
    """The match of a dropped hedge; where another word or form stands in its place, of a replaced one."""
    if hedge.likeness == "modal":
        is_verb, is_phrase = hedge.words[0] in cues[0].verbs, hedge.words[-1] in cues[0].phrasal
        if (is_verb and (not same_language or is_reformed(hedge, there, cues))) or (
            is_phrase and same_language and is_asserted(hedge, there, cues)
        ):
            return Match(source=(hedge.span,), change=SHIFTED, value=" ".join(hedge.words), confidence=0.6)
        verb = next((t.stem for t in hedge.tokens[hedge.end :] if t.kind != MARK), None)
        is_adverb = " ".join(hedge.words) in cues[0].adverbs
        for at, token in enumerate(there if not is_adverb else ()):
            if token.key in cues[1].firm and any(t.stem == verb for t in there[at + 1 : at + 3]):
                return Match(
                    source=(hedge.span,),
                    retelling=(token.span,),
                    change=SHIFTED,
                    value=" ".join(hedge.words),
                    confidence=0.7,
                )
    is_total = any(t.key in cues[1].total for t in there) and not any(t.key in cues[0].total for t in hedge.tokens)
    if hedge.label in LOOSE and is_total:
        return Match(source=(hedge.span,), change=SHIFTED, value=" ".join(hedge.words), confidence=0.6)
    return Match(source=(hedge.span,), change=DROPPED, value=" ".join(hedge.words), confidence=0.65)


def is_reformed(hedge: Hedge, there: Sequence[Token], cues: tuple[Table, Table]) -> bool:
    """Whether a modal verb went into another form of its verb: ``could cost`` and ``costs`` or ``will mean``.

    What may *have been* is told as what was by leaving words out: a caveat dropped.
    """
    tokens = hedge.tokens
    if hedge.words[-1] in cues[0].perfect or (hedge.end < len(tokens) and tokens[hedge.end].key in cues[0].perfect):
        return False
    if is_asserted(hedge, there, cues):
        return True
    end = clause_end(tokens, hedge.end - 1)
    stems = {t.stem for t in there}
    return any(t.is_content and t.stem in stems for t in tokens[hedge.end : min(end, hedge.end + VERB)])


def is_asserted(hedge: Hedge, there: Sequence[Token], cues: tuple[Table, Table]) -> bool:
    """Whether a word that asserts is told, where the source has none."""
    return any(t.key in cues[1].firm for t in there) and not any(t.key in cues[0].firm for t in hedge.tokens)
