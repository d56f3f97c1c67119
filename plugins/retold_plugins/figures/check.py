"""Figures that changed, and conversions that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from retold import SENTENCE_ALIGNMENT, Context, Finding, Kind, Match, SpanSet, check
from retold_plugins.figures.artifacts import FIGURE_MATCHES

CHANGED = Kind(
    "figures/changed",
    summary="A number, amount, date, time, duration or count of the same thing differs in value.",
    message="“{before}” became “{after}”",
    importance="high",
)
CONVERSION = Kind(
    "figures/conversion",
    summary="A converted amount does not agree with the amount it stands for.",
    message="“{after}” cannot be “{before}” converted",
    importance="high",
)
KINDS = {kind.id: kind for kind in (CHANGED, CONVERSION)}


@check(kinds=[CHANGED, CONVERSION], needs=[FIGURE_MATCHES, SENTENCE_ALIGNMENT])
def changes(ctx: Context) -> Iterator[Finding]:
    """One finding for each match with one of these changes, against the source that tells it best.

    A figure that changed inside a quotation is told here too: it is wrong whoever said it.
    """
    by_source = ctx[FIGURE_MATCHES]
    agreed = SpanSet(
        span for matches in by_source.values() for m in matches if m.change not in KINDS for span in m.retelling
    )
    told: list[Match] = []
    for name in by_source:
        told += [m for m in by_source[name] if m.change in KINDS]
    seen: set[object] = set()
    for match in sorted(told, key=lambda m: (-strength(ctx, m), -m.confidence, m.source)):
        if match.retelling in seen or any(agreed.touches(s) for s in match.retelling):
            continue
        seen.add(match.retelling)
        before, after = (" ".join(ctx.text(s) for s in side) for side in (match.source, match.retelling))
        yield KINDS[match.change].at(
            source=match.source,
            retelling=match.retelling,
            confidence=match.confidence,
            data={"before": before, "after": after},
        )


def strength(ctx: Context, match: Match) -> float:
    """How well the sentence is linked to that source."""
    source = match.source[0].article
    links = ctx[SENTENCE_ALIGNMENT][source].at_retelling(match.retelling[0])
    return links[0].score if links else 0.0
