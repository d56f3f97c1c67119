"""Quotations and their counterparts."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from retold import (
    BLOCKS,
    FURNITURE,
    LANGUAGE,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Context,
    Match,
    SpanSet,
    provides,
)
from retold_plugins.quotes.across import across
from retold_plugins.quotes.artifacts import QUOTE_MATCHES, QUOTES
from retold_plugins.quotes.counterparts import COUNTERPARTS, Counterpart
from retold_plugins.quotes.pieces import Side, side_of
from retold_plugins.quotes.turns import held_against, unheard
from retold_plugins.quotes.within import within
from retold_plugins.segmentation.artifacts import WORDS


@provides(COUNTERPARTS, needs=[QUOTES, WORDS, SENTENCES, BLOCKS, LANGUAGE, FURNITURE, SENTENCE_ALIGNMENT])
def quote_counterparts(ctx: Context) -> tuple[Counterpart, ...]:
    """What became of each quoted sentence of the source, and where each of the retelling comes from."""
    source, retelling = sides(ctx)
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    find = within if source.language == retelling.language else across
    found = held_against(ctx.source, find(source, retelling, alignment))
    spoken, quoted = (ctx[QUOTES][article.id] for article in (ctx.source, ctx.retelling))
    made_up = [
        evolve(item, after=" ".join(ctx.text(span) for span in item.retelling))
        for item in unheard(ctx.source, spoken, quoted, found)
    ]
    return tuple(sorted((*found, *made_up), key=lambda c: (c.source, c.retelling, c.change)))


@provides(QUOTE_MATCHES, needs=[COUNTERPARTS])
def quote_matches(ctx: Context) -> tuple[Match, ...]:
    """The counterparts as matches for neighbours."""
    return tuple(
        Match(
            source=c.source,
            retelling=c.retelling,
            change=c.change,
            value=c.before or c.after,
            confidence=c.confidence,
        )
        for c in ctx.here(COUNTERPARTS)
        if c.source or c.retelling
    )


def sides(ctx: Context) -> Iterator[Side]:
    """The source, then the retelling."""
    for article in (ctx.source, ctx.retelling):
        furniture = SpanSet(block.span for block in ctx[FURNITURE].get(article.id, ()))
        yield side_of(
            article,
            ctx[LANGUAGE][article.id],
            ctx[WORDS][article.id],
            units=[s.span for s in ctx[SENTENCES][article.id] if not furniture.touches(s.span)],
            headings=SpanSet(block.span for block in ctx[BLOCKS][article.id] if block.kind == "heading"),
            quotes=ctx[QUOTES][article.id],
        )
