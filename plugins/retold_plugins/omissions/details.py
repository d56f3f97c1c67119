"""Clauses and phrases that were dropped from sentences that are otherwise retained."""

from __future__ import annotations

from collections.abc import Iterator

from retold import BLOCKS, RELATION, Artifact, BySource, Context, Finding, Importance, Kind, Match, Span, SpanSet, check
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.figures.artifacts import FIGURE_MATCHES
from retold_plugins.localisation.artifacts import REGIONAL_MATCHES
from retold_plugins.names.artifacts import NAME_MATCHES
from retold_plugins.omissions.artifacts import DIRECT_SPEECH, HEDGE_MATCHES, PHRASE_MATCHES
from retold_plugins.quotes.artifacts import QUOTE_MATCHES
from retold_plugins.structure.artifacts import HEADING_MATCHES

DETAIL = Kind(
    "omissions/detail",
    summary="A clause, modifier, name or figure dropped from a sentence that is otherwise retained.",
    message="Left out of a sentence that is kept: {words}",
    importance=Importance.LOW,
)
HIGHER: tuple[Artifact[BySource[tuple[Match, ...]]], ...] = (
    HEADING_MATCHES, QUOTE_MATCHES, FIGURE_MATCHES, NAME_MATCHES, ATTRIBUTION_MATCHES, HEDGE_MATCHES, REGIONAL_MATCHES,
)  # fmt: skip


@check(needs=[PHRASE_MATCHES, RELATION, DIRECT_SPEECH, BLOCKS], uses=HIGHER, kinds=[DETAIL])
def details(ctx: Context) -> Iterator[Finding]:
    """For each source that the retelling derives from; what a more specific kind marks is left alone."""
    for source in ctx.comparison.sources:
        if not ctx[RELATION][source.id].is_derived:
            continue
        taken = SpanSet([*ctx[DIRECT_SPEECH][source.id], *headings(ctx, source.id), *changed(ctx, source.id)])
        for match in ctx[PHRASE_MATCHES][source.id]:
            if match.change == DETAIL.id and not any(taken.covered(span) * 2 > len(span) for span in match.source):
                words = " ".join(" ".join(ctx.text(span).split()) for span in match.source)
                yield DETAIL.at(match.source, confidence=match.confidence, data={"words": words})


def headings(ctx: Context, source: str) -> Iterator[Span]:
    """Headings are for ``structure/heading``."""
    return (block.span for block in ctx[BLOCKS][source] if block.kind == "heading")


def changed(ctx: Context, source: str) -> Iterator[Span]:
    """What the neighbours higher in the order of kinds mark."""
    for key in HIGHER:
        matches: tuple[Match, ...] = (ctx.get(key) or {}).get(source, ())
        for match in matches:
            if match.change:
                yield from match.source
