"""Attributions and their counterparts: by the quotations they report, then by the sentences they stand in."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterable

from attrs import define, field, frozen

from retold import BLOCKS, LANGUAGE, SENTENCE_ALIGNMENT, Context, Link, Match, Span, SpanSet, provides
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES, ATTRIBUTIONS, Attribution
from retold_plugins.attributions.cues import PHRASE, VERB, cues, grammar
from retold_plugins.attributions.lost import TOLD, Side, lost
from retold_plugins.attributions.people import last
from retold_plugins.attributions.stance import WILLED, is_shift
from retold_plugins.quotes.artifacts import QUOTE_MATCHES, QUOTES, shares_word
from retold_plugins.segmentation.artifacts import WORDS

SHIFTED = "attributions/shifted"
LEAST = 0.0
"""Attributions of linked sentences whose likeness is below this are not one attribution."""
MOST = 30
"""So many attributions on either side of its place may be one's counterpart: sentences without end take no squares."""


@frozen
class Sides:
    """Both sides' attributions by the span of their words."""

    source: dict[Span, Attribution]
    retelling: dict[Span, Attribution]


@define
class Paired:
    """What was matched so far; an attribution of several quotations answers for all of them."""

    pairs: set[tuple[Span, Span]] = field(factory=set)
    source: set[Span] = field(factory=set)
    """Attributions of the source that have a counterpart, if only one that others have as well."""
    retelling: set[Span] = field(factory=set)

    def add(self, source: Span, retelling: Span) -> None:
        """A pair; an attribution of the retelling is in one only, one of the source may have been divided."""
        if retelling not in self.retelling:
            self.pairs.add((source, retelling))
        self.source.add(source)
        self.retelling.add(retelling)


@provides(ATTRIBUTION_MATCHES, needs=[ATTRIBUTIONS, BLOCKS, SENTENCE_ALIGNMENT, QUOTES, QUOTE_MATCHES, LANGUAGE, WORDS])
def attribution_matches(ctx: Context) -> tuple[Match, ...]:
    """Kept, shifted, dropped and added ones."""
    names = (ctx.source.id, ctx.retelling.id)
    languages = [ctx[LANGUAGE][name] for name in names]
    if not all(cues(language) for language in languages):
        return ()
    headings = SpanSet(b.span for name in names for b in ctx[BLOCKS][name] if b.kind == "heading")
    sides = Sides(*({a.span: a for a in ctx[ATTRIBUTIONS][name] if not headings.touches(a.span)} for name in names))
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    paired = Paired()
    by_quotation(ctx.here(QUOTE_MATCHES), Cited(ctx, names[0]), Cited(ctx, names[1]), paired)
    same_language = languages[0] == languages[1]
    by_sentence(alignment.links, sides, paired, functools.cache(lambda a: speaker_words(ctx, a)))
    divided(alignment.links, sides, paired)
    out = [matched(sides.source[s], sides.retelling[r], same_language) for s, r in sorted(paired.pairs)]
    source = side(ctx, names[0], sides.source, paired.source, partners(paired, sides, of_source=True))
    told = side(ctx, names[1], sides.retelling, paired.retelling, partners(paired, sides, of_source=False))
    out += lost(alignment, source, told, same_language=same_language)
    return tuple(sorted(out, key=lambda m: (m.source, m.retelling)))


def matched(source: Attribution, retelling: Attribution, same_language: bool) -> Match:
    """A pair, shifted or not."""
    change = SHIFTED if is_shift(source, retelling, same_language=same_language) else ""
    value = f"{source.stance} {retelling.stance}"
    return Match(
        source=(source.span,),
        retelling=(retelling.span,),
        change=change,
        value=value,
        confidence=0.85 if same_language else 0.7,
    )


def partners(paired: Paired, sides: Sides, *, of_source: bool) -> dict[Span, list[Attribution]]:
    """By an attribution of one side those of the other that it was matched with."""
    found: dict[Span, list[Attribution]] = {}
    for source, retelling in sorted(paired.pairs):
        here, there = (source, sides.retelling[retelling]) if of_source else (retelling, sides.source[source])
        found.setdefault(here, []).append(there)
    return found


def side(
    ctx: Context,
    article: str,
    attributions: dict[Span, Attribution],
    used: set[Span],
    partnered: dict[Span, list[Attribution]],
) -> Side:
    """What is looked up in an article when one of its attributions is missed."""
    quoted = SpanSet(part.span for quote in ctx[QUOTES][article] for part in quote.parts)
    rules = grammar(ctx[LANGUAGE][article])
    return Side(
        ctx[WORDS][article], rules, tuple(attributions.values()), by_unit(attributions), quoted, used, partnered
    )


class Cited:
    """Which attribution a run of words belongs to: as a quotation, or as what the attribution's sentence tells."""

    def __init__(self, ctx: Context, article: str) -> None:
        self._attributions = ctx[ATTRIBUTIONS][article]
        self._known = {a.span for a in self._attributions}
        self._quotes = ctx[QUOTES][article]
        self._starts = [quote.span.start for quote in self._quotes]
        self._sentences = [a.sentence.start for a in self._attributions]

    def of(self, span: Span) -> Span | None:
        """The attribution's words; None where there is none."""
        at = bisect.bisect_right(self._starts, span.start)
        for quote in reversed(self._quotes[max(0, at - 3) : at]):
            if any(part.span.contains(span) for part in quote.parts):
                return quote.cue if quote.cue in self._known else None
        at = bisect.bisect_right(self._sentences, span.start)
        near = [a for a in self._attributions[max(0, at - 4) : at] if a.sentence.overlaps(span)]
        ahead = [a for a in near if a.span.end <= span.start]
        return (ahead[-1] if ahead else near[0]).span if near else None


def by_quotation(matches: Iterable[Match], source: Cited, retelling: Cited, paired: Paired) -> None:
    """Attributions of quotations that were matched with each other or with plain words."""
    for match in matches:
        if match.source and match.retelling:
            one, other = source.of(match.source[0]), retelling.of(match.retelling[0])
            if one is not None and other is not None:
                paired.add(one, other)


def by_sentence(links: Iterable[Link], sides: Sides, paired: Paired, words: Callable[[Attribution], set[str]]) -> None:
    """Pairs of linked sentences, the likeliest first."""
    scored: list[tuple[float, Span, Span]] = []
    here_by, there_by = by_unit(sides.source), by_unit(sides.retelling)
    for link in links:
        here = [a for unit in link.source for a in here_by.get(unit, ())]
        there = [a for unit in link.retelling for a in there_by.get(unit, ())]
        for i, s in enumerate(here):
            middle = i * len(there) // len(here)
            first = max(0, middle - MOST)
            for j, r in enumerate(there[first : middle + MOST], first):
                if s.span not in paired.source and r.span not in paired.retelling:
                    order = abs((i + 0.5) / len(here) - (j + 0.5) / len(there))
                    score = likeness(s, r, words(s), words(r)) - order + 0.5 * link.score
                    is_one = s.stance == r.stance or link.score >= TOLD or words(s) & words(r)
                    if is_one and not is_crossed(s, r, words(s), words(r)):
                        scored.append((score, s.span, r.span))
    for score, source, retelling in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score > LEAST and source not in paired.source and retelling not in paired.retelling:
            paired.add(source, retelling)


def divided(links: Iterable[Link], sides: Sides, paired: Paired) -> None:
    """What one person said at one place of the source and says at two of the retelling, with another verb each."""
    here_by, there_by = by_unit(sides.source), by_unit(sides.retelling)
    for link in links:
        here = [a for unit in link.source for a in here_by.get(unit, ())]
        there = [a for unit in link.retelling for a in there_by.get(unit, ())]
        if len(here) != 1 or here[0].span not in paired.source or link.score < TOLD:
            continue
        if any((here[0].span, r.span) in paired.pairs for r in there):
            continue
        for r in there:
            if r.span not in paired.retelling and r.name and last(r.name) == last(here[0].name):
                paired.add(here[0].span, r.span)
                break


def by_unit(attributions: dict[Span, Attribution]) -> dict[Span, list[Attribution]]:
    """The attributions by the sentence that they stand in."""
    found: dict[Span, list[Attribution]] = {}
    for attribution in attributions.values():
        found.setdefault(attribution.sentence, []).append(attribution)
    return found


def speaker_words(ctx: Context, attribution: Attribution) -> set[str]:
    """The words that name the speaker, but for the shortest."""
    span = attribution.speaker
    return {w.strip(",.").casefold() for w in ctx.text(span).split() if len(w) > 3} if span is not None else set()


def likeness(source: Attribution, retelling: Attribution, one: set[str], other: set[str]) -> float:
    """How likely two attributions of linked sentences are one: the same speaker, the same commitment."""
    score = 0.3 if source.stance == retelling.stance else 0.0
    score += 0.2 if source.form == retelling.form else 0.0
    if source.name and retelling.name:
        known = last(source.name) == last(retelling.name) or shares_word(source.name, retelling.name)
        # where pronouns stand for both, the names may be wrong
        names = ((one, source.name), (other, retelling.name))
        is_printed = any(words & set(name.casefold().split()) for words, name in names)
        return score + (1.0 if known else -0.8 if is_printed else 0.0)
    return score + (0.5 if one & other else 0.0)


def is_crossed(source: Attribution, retelling: Attribution, one: set[str], other: set[str]) -> bool:
    """Whether a credit (``according to X``) stands beside what somebody promises, demands or denies: two matters."""
    forms = {(a.form, a.stance in WILLED or a.stance == "deny") for a in (source, retelling)}
    return forms == {(PHRASE, False), (VERB, True)} and not one & other
