"""Attributions and their counterparts: by the quotations they report, then by the sentences they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from retold import LANGUAGE, SENTENCE_ALIGNMENT, Alignment, Context, Link, Match, Span, provides
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES, ATTRIBUTIONS, Attribution
from retold_plugins.attributions.people import last
from retold_plugins.attributions.stance import is_shift
from retold_plugins.quotes.artifacts import QUOTE_MATCHES, QUOTES, Quote

SHIFTED, DROPPED, ADDED = "attributions/shifted", "omissions/attribution", "additions/attribution"
LEAST = 0.0
"""Attributions of linked sentences whose likeness is below this are not one attribution."""
Pairs = dict[Span, Span]


@frozen
class Sides:
    """Both sides' attributions by the span of their words."""

    source: dict[Span, Attribution]
    retelling: dict[Span, Attribution]


@provides(ATTRIBUTION_MATCHES, needs=[ATTRIBUTIONS, SENTENCE_ALIGNMENT, QUOTES, QUOTE_MATCHES, LANGUAGE])
def attribution_matches(ctx: Context) -> tuple[Match, ...]:
    """Kept, shifted, dropped and added ones."""
    names = (ctx.source.id, ctx.retelling.id)
    sides = Sides(*({a.span: a for a in ctx[ATTRIBUTIONS][name]} for name in names))
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    paired = by_quotation(ctx.here(QUOTE_MATCHES), ctx[QUOTES][names[0]], ctx[QUOTES][names[1]], sides)
    by_sentence(alignment, sides, paired)
    same_language = ctx[LANGUAGE][names[0]] == ctx[LANGUAGE][names[1]]
    out = [matched(sides.source[s], sides.retelling[r], same_language) for s, r in sorted(paired.items())]
    out += lost(alignment, sides, set(paired), set(paired.values()))
    return tuple(sorted(out, key=lambda m: (m.source, m.retelling)))


def matched(source: Attribution, retelling: Attribution, same_language: bool) -> Match:
    """A pair, shifted or not."""
    change = SHIFTED if is_shift(source, retelling) else ""
    value = f"{source.stance} {retelling.stance}"
    return Match(
        source=(source.span,),
        retelling=(retelling.span,),
        change=change,
        value=value,
        confidence=0.85 if same_language else 0.7,
    )


def by_quotation(
    matches: Iterable[Match], source: Sequence[Quote], retelling: Sequence[Quote], sides: Sides
) -> Pairs:
    """Cues of quotations that were matched with each other; where one quotation has several partners, the first."""
    paired: Pairs = {}
    taken: set[Span] = set()
    for match in matches:
        if not match.source or not match.retelling:
            continue
        cue = cue_of(match.source[0], source)
        other = cue_of(match.retelling[0], retelling)
        if cue in sides.source and other in sides.retelling and cue not in paired and other not in taken:
            assert cue is not None
            assert other is not None
            paired[cue] = other
            taken.add(other)
    return paired


def cue_of(span: Span, quotes: Sequence[Quote]) -> Span | None:
    """The reporting words of the quotation that holds a span."""
    for quote in quotes:
        if any(part.span.contains(span) for part in quote.parts):
            return quote.cue
    return None


def by_sentence(alignment: Alignment, sides: Sides, paired: Pairs) -> None:
    """Pairs of linked sentences, the likeliest first."""
    taken = set(paired.values())
    scored: list[tuple[float, Span, Span]] = []
    for link in alignment.links:
        here = inside(sides.source, link.source)
        there = inside(sides.retelling, link.retelling)
        for i, s in enumerate(here):
            for j, r in enumerate(there):
                if s.span not in paired and r.span not in taken:
                    order = abs((i + 0.5) / len(here) - (j + 0.5) / len(there))
                    scored.append((likeness(s, r) - order + 0.5 * link.score, s.span, r.span))
    for score, s_span, r_span in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score > LEAST and s_span not in paired and r_span not in taken:
            paired[s_span] = r_span
            taken.add(r_span)


def inside(attributions: dict[Span, Attribution], units: Iterable[Span]) -> list[Attribution]:
    """The attributions that stand in some sentences."""
    spans = set(units)
    return [a for a in attributions.values() if a.sentence in spans]


def likeness(source: Attribution, retelling: Attribution) -> float:
    """How likely two attributions of linked sentences are one: the same speaker, the same commitment."""
    score = 0.3 if source.stance == retelling.stance else 0.0
    score += 0.2 if source.form == retelling.form else 0.0
    if source.name and retelling.name:
        known = last(source.name) == last(retelling.name) or shares_word(source.name, retelling.name)
        return score + (1.0 if known else -0.8)
    return score


def shares_word(one: str, other: str) -> bool:
    """Whether the two may be forms of one name."""
    return bool(set(one.casefold().split()) & set(other.casefold().split()))


def lost(
    alignment: Alignment, sides: Sides, source: set[Span], retelling: set[Span]
) -> Iterator[Match]:
    """Attributions whose sentence is told on the other side by somebody who attributes nothing there."""
    by_source: dict[Span, list[Link]] = {}
    by_retelling: dict[Span, list[Link]] = {}
    for link in sorted(alignment.links, key=lambda link: -link.score):
        for unit in link.source:
            by_source.setdefault(unit, []).append(link)
        for unit in link.retelling:
            by_retelling.setdefault(unit, []).append(link)
    for a in sides.source.values():
        links = by_source.get(a.sentence, ())
        if a.span not in source and links and is_bare(links, sides.retelling, retelling, of_source=True):
            assert a.whole is not None
            yield Match(source=(a.whole,), change=DROPPED, value=a.stance, confidence=0.6)
    for a in sides.retelling.values():
        links = by_retelling.get(a.sentence, ())
        if a.span not in retelling and links and is_bare(links, sides.source, source, of_source=False):
            assert a.whole is not None
            yield Match(retelling=(a.whole,), change=ADDED, value=a.stance, confidence=0.6)


def is_bare(
    links: Sequence[Link], others: dict[Span, Attribution], used: set[Span], *, of_source: bool
) -> bool:
    """Whether the linked sentences hold no attribution that is free to be the counterpart."""
    if links[0].score < 0.5:
        return False
    units = {unit for link in links for unit in (link.retelling if of_source else link.source)}
    return not any(a.sentence in units and a.span not in used for a in others.values())
