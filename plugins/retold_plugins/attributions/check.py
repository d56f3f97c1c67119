"""Verbs of reporting that commit to something else than the source's."""

from __future__ import annotations

from collections.abc import Iterator

from retold import RELATION, Context, Finding, Importance, Kind, check
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES

SHIFTED = Kind(
    "attributions/shifted",
    summary="Another verb of reporting, with another commitment.",
    message="'{before}' became '{after}'.",
    importance=Importance.MEDIUM,
)


@check(needs=[ATTRIBUTION_MATCHES, RELATION], kinds=[SHIFTED])
def shifted(ctx: Context) -> Iterator[Finding]:
    """One finding for each matched pair whose stance differs."""
    for source in ctx.comparison.sources:
        if not ctx[RELATION][source.id].is_derived:
            continue
        for match in ctx[ATTRIBUTION_MATCHES][source.id]:
            if match.change == SHIFTED.id:
                before, after = (ctx.text(side[0]) for side in (match.source, match.retelling))
                yield SHIFTED.at(
                    match.source, match.retelling, confidence=match.confidence, data={"before": before, "after": after}
                )
