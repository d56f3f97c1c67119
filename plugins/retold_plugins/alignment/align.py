"""Which blocks and sentences of source and retelling tell the same thing."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence

from attrs import evolve

from retold import (
    BLOCK_ALIGNMENT,
    BLOCKS,
    FURNITURE,
    LANGUAGE,
    SENTENCE_ALIGNMENT,
    SENTENCE_VECTORS,
    SENTENCES,
    Alignment,
    Article,
    Context,
    Link,
    Span,
    SpanSet,
    provides,
)
from retold_plugins.alignment.choose import (
    firm,
    links_of,
    simplified,
    stand_apart,
    standing,
)
from retold_plugins.alignment.compounds import decompounded
from retold_plugins.alignment.corrections import Given, Options, given_links
from retold_plugins.alignment.evidence import weights_of
from retold_plugins.alignment.model import likelihoods
from retold_plugins.alignment.units import Unit, units_of
from retold_plugins.alignment.vectors import Nearness, nearness_of
from retold_plugins.segmentation.artifacts import WORDS

LEAST_BLOCK = 0.3
"""Two blocks are linked if at least this share of the shorter lies in linked sentences."""

SAME_LANGUAGE = 0.5
"""Two texts that share this share of the words of the shorter are in one language, whatever was identified."""

SAID = 1.0
"""From these log odds on vectors are named among what a link stands on."""

Sides = tuple[Sequence[Unit], Sequence[Unit]]


@provides(
    SENTENCE_ALIGNMENT,
    needs=[BLOCKS, SENTENCES, FURNITURE, WORDS, LANGUAGE],
    uses=[SENTENCE_VECTORS],
    options=Options,
)
def sentences(ctx: Context) -> Alignment:
    """Links between sentences."""
    sides = story(ctx, ctx.source), story(ctx, ctx.retelling)
    spans = [tuple(u.span for u in side) for side in sides]
    given = given_links(ctx.options.links if ctx.options else "", (ctx.source, ctx.retelling), (spans[0], spans[1]))
    near = nearness(ctx, sides)
    if not given.groups and is_copy(ctx, spans):
        found = [Link((s,), (t,), 1.0, "full", ("same words",)) for s, t in zip(*spans, strict=True)]
    elif in_two_languages(ctx, sides):
        found = translated(ctx, sides, given, near)
    else:
        found = told_alike(ctx, sides, given, near)
    if near is not None:
        found = with_meaning(found, (spans[0], spans[1]), near)
    found += [
        Link(tuple(spans[0][i] for i in left), tuple(spans[1][j] for j in right), 1.0, degree, ("given",))
        for left, right, degree in given.groups
        if left and right
    ]
    found.sort(key=lambda link: (link.source, link.retelling))
    return Alignment(ctx.source.id, ctx.retelling.id, "sentence", spans[0], spans[1], tuple(found))


def is_copy(ctx: Context, spans: Sequence[Sequence[Span]]) -> bool:
    """Whether the two are one text cut into the same sentences: then no likeness need be looked for."""
    places = [[(span.start, span.end) for span in side] for side in spans]
    return ctx.source.text == ctx.retelling.text and places[0] == places[1]


def nearness(ctx: Context, sides: Sides) -> Nearness | None:
    """What vectors say, where somebody provides them."""
    vectors = ctx.get(SENTENCE_VECTORS)
    if not vectors:
        return None
    own = []
    for article, side in zip((ctx.source, ctx.retelling), sides, strict=True):
        by_span = dict(zip([s.span for s in ctx[SENTENCES][article.id]], vectors[article.id], strict=True))
        own.append([by_span[unit.span] for unit in side])
    return nearness_of(own[0], own[1]) if own[0] and own[1] else None


def with_meaning(links: Sequence[Link], spans: tuple[Sequence[Span], Sequence[Span]], near: Nearness) -> list[Link]:
    """The links, told of those that vectors speak for."""
    rows, columns = ({span: k for k, span in enumerate(side)} for side in spans)
    out = []
    for link in links:
        said = [near.odds(rows[s], columns[t]) for s in link.source for t in link.retelling]
        if sum(said) / len(said) >= SAID:
            link = evolve(link, why=(*(reason for reason in link.why if reason != "place"), "meaning"))
        out.append(link)
    return out


def in_two_languages(ctx: Context, sides: Sides) -> bool:
    """Whether two languages were identified, and the words bear it out."""
    first, second = (ctx[LANGUAGE][a.id].split("-")[0] for a in (ctx.source, ctx.retelling))
    if first == second:
        return False
    words = [{stem for unit in side for stem in unit.bag} for side in sides]
    return len(words[0] & words[1]) < SAME_LANGUAGE * min(map(len, words))


def told_alike(ctx: Context, sides: Sides, given: Given, near: Nearness | None) -> list[Link]:
    """The links of two texts in one language."""
    sides = decompounded(sides, ctx[LANGUAGE][ctx.source.id].split("-")[0])
    weights = weights_of(sides)
    likely = likelihoods(sides, weights, given, near)
    found = simplified(sides, likely, given)
    if found:
        return links_of(sides, weights, found)
    if stand_apart(sides, (*firm(likely), *given.pairs)):
        return links_of(sides, weights, told_apart(ctx, sides, likely))
    return links_of(sides, weights, standing(sides, likely))


def told_apart(ctx: Context, sides: Sides, likely: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The pairs that stand in two independent reports."""
    from retold_plugins.alignment.apart import apart

    tokens = [
        [ctx[WORDS][article.id].within(unit.span) for unit in side]
        for article, side in zip((ctx.source, ctx.retelling), sides, strict=True)
    ]
    return apart(sides, (tokens[0], tokens[1]), likely)


def translated(ctx: Context, sides: Sides, given: Given, near: Nearness | None) -> list[Link]:
    """The links of two texts in different languages."""
    from retold_plugins.alignment.across import translated_links
    from retold_plugins.alignment.chart import chart_of
    from retold_plugins.alignment.sketch import sketches

    drawn = [
        sketches(
            side,
            [ctx[WORDS][article.id].within(u.span) for u in side],
            [article.text[u.span.start : u.span.end] for u in side],
            ctx[LANGUAGE][article.id],
        )
        for article, side in zip((ctx.source, ctx.retelling), sides, strict=True)
    ]
    return translated_links(chart_of((drawn[0], drawn[1])), sides, given, near)


def story(ctx: Context, article: Article) -> tuple[Unit, ...]:
    """The sentences of an article that are not furniture, with what the aligner knows of them."""
    blocks = ctx[BLOCKS][article.id]
    junk = SpanSet(f.span for f in ctx[FURNITURE].get(article.id, ()))
    told = [s for s in ctx[SENTENCES][article.id] if not junk.touches(s.span)]
    headings = [s.span for s in told if blocks[s.block].kind == "heading"]
    return units_of([s.span for s in told], ctx[WORDS][article.id], headings, [s.block for s in told])


@provides(BLOCK_ALIGNMENT, needs=[BLOCKS, FURNITURE, SENTENCE_ALIGNMENT])
def blocks(ctx: Context) -> Alignment:
    """Links between blocks, from the links between their sentences."""
    sides = []
    for article in (ctx.source, ctx.retelling):
        junk = SpanSet(f.span for f in ctx[FURNITURE].get(article.id, ()))
        sides.append(tuple(b.span for b in ctx[BLOCKS][article.id] if not junk.contains(b.span)))
    links = block_links(sides[0], sides[1], ctx.here(SENTENCE_ALIGNMENT).links)
    return Alignment(ctx.source.id, ctx.retelling.id, "block", sides[0], sides[1], links)


def block_links(source: Sequence[Span], retelling: Sequence[Span], links: Sequence[Link]) -> tuple[Link, ...]:
    """Two blocks are linked where linked sentences make up enough of the shorter."""
    at = {unit: block for side in (source, retelling) for block, unit in placed(side, links)}
    shared: dict[tuple[Span, Span], list[tuple[Link, Span, Span]]] = {}
    for link in links:
        for s in link.source:
            for t in link.retelling:
                if s in at and t in at:
                    shared.setdefault((at[s], at[t]), []).append((link, s, t))
    out = []
    for (a, b), found in sorted(shared.items()):
        left = sum(len(s) for s in {s for _, s, _ in found}) / len(a)
        right = sum(len(t) for t in {t for _, _, t in found}) / len(b)
        if max(left, right) >= LEAST_BLOCK:
            full = min(left, right) > 0.5 and all(link.degree == "full" for link, _, _ in found)
            score = sum(link.score for link, _, _ in found) / len(found)
            why = tuple(dict.fromkeys(w for link, _, _ in found for w in link.why))
            out.append(Link((a,), (b,), round(score, 4), "full" if full else "partial", why[:4]))
    return tuple(out)


def placed(blocks: Sequence[Span], links: Sequence[Link]) -> list[tuple[Span, Span]]:
    """The linked sentences of one side with the block that each stands in."""
    starts = [block.start for block in blocks]
    out = []
    for link in links:
        for unit in (*link.source, *link.retelling):
            if blocks and unit.article == blocks[0].article:
                k = bisect.bisect_right(starts, unit.start) - 1
                if k >= 0 and blocks[k].contains(unit):
                    out.append((blocks[k], unit))
    return out
