"""A first aligner: best match by weighted shared stems, in both directions."""

from __future__ import annotations

import math
from collections import Counter

from retold import (
    BLOCK_ALIGNMENT,
    BLOCKS,
    FURNITURE,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Alignment,
    Context,
    Link,
    Span,
    SpanSet,
    provides,
)
from retold_plugins.segmentation.artifacts import WORDS, Words

LEAST = 0.3


@provides(SENTENCE_ALIGNMENT, needs=[SENTENCES, FURNITURE, WORDS])
def sentences(ctx: Context) -> Alignment:
    """Links between sentences."""
    units = [tuple(s.span for s in ctx[SENTENCES][a.id]) for a in (ctx.source, ctx.retelling)]
    return align(ctx, units, "sentence")


@provides(BLOCK_ALIGNMENT, needs=[BLOCKS, FURNITURE, WORDS])
def blocks(ctx: Context) -> Alignment:
    """Links between blocks."""
    units = [tuple(b.span for b in ctx[BLOCKS][a.id]) for a in (ctx.source, ctx.retelling)]
    return align(ctx, units, "block")


def align(ctx: Context, units: list[tuple[Span, ...]], level: str) -> Alignment:
    """Each unit with its best counterpart, if it is good enough."""
    junk = SpanSet(f.span for name in (ctx.source.id, ctx.retelling.id) for f in ctx[FURNITURE].get(name, ()))
    sides = [tuple(u for u in side if not junk.touches(u)) for side in units]
    bags = [
        [bag(ctx[WORDS][article.id], u) for u in side]
        for article, side in zip((ctx.source, ctx.retelling), sides, strict=True)
    ]
    seen = Counter(stem for side in bags for b in side for stem in b)
    total = sum(map(len, bags))
    weight = {stem: math.log((1 + total) / n) for stem, n in seen.items()}
    norms = [[math.sqrt(sum((weight[s] * n) ** 2 for s, n in b.items())) for b in side] for side in bags]
    table = [
        [
            sum(weight[s] ** 2 * n * c[s] for s, n in b.items() if s in c) / (norms[0][i] * norms[1][j] or 1)
            for j, c in enumerate(bags[1])
        ]
        for i, b in enumerate(bags[0])
    ]
    best = {(i, max(range(len(row)), key=row.__getitem__)) for i, row in enumerate(table) if row}
    best |= {(max(range(len(table)), key=lambda i: table[i][j]), j) for j in range(len(sides[1])) if table}
    links = [
        Link(
            (sides[0][i],),
            (sides[1][j],),
            round(min(1.0, table[i][j]), 4),
            "full" if table[i][j] > 0.5 else "partial",
            ("wording",),
        )
        for i, j in sorted(best)
        if table[i][j] >= LEAST
    ]
    return Alignment(ctx.source.id, ctx.retelling.id, level, sides[0], sides[1], tuple(links))


def bag(words: Words, span: Span) -> Counter[str]:
    """Stems of content words."""
    return Counter(token.stem for token in words.within(span) if token.is_content)
