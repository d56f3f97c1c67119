"""Names in whose place another one stands."""

from __future__ import annotations

from collections.abc import Iterator

from retold import SENTENCE_ALIGNMENT, Context, Finding, Kind, Match, SpanSet, check
from retold_plugins.figures.artifacts import FIGURE_MATCHES
from retold_plugins.names.artifacts import NAME_MATCHES

CHANGED = Kind(
    "names/changed",
    summary="The same person, place or organisation given as another one, not merely spelt otherwise.",
    message="“{before}” became “{after}”",
    importance="high",
)


@check(kinds=[CHANGED], needs=[NAME_MATCHES, SENTENCE_ALIGNMENT], uses=[FIGURE_MATCHES])
def changes(ctx: Context) -> Iterator[Finding]:
    """One finding for each pair of forms, at its first place, against the source that tells it best."""
    by_source = ctx[NAME_MATCHES]
    agreed = SpanSet(
        span for found in by_source.values() for m in found if m.change != CHANGED.id for span in m.retelling
    )
    figures = (ctx.get(FIGURE_MATCHES) or {}).values()
    taken = SpanSet(span for found in figures for m in found if m.change for span in (*m.source, *m.retelling))
    told = [m for name in by_source for m in by_source[name] if m.change == CHANGED.id]
    seen: set[tuple[str, str]] = set()
    for match in sorted(told, key=lambda m: (-strength(ctx, m), m.retelling, m.source)):
        before, after = ctx.text(match.source[0]), ctx.text(match.retelling[0])
        spans = (*match.source, *match.retelling)
        if (before, after) in seen or agreed.touches(match.retelling[0]) or any(taken.touches(s) for s in spans):
            continue
        seen.add((before, after))
        yield CHANGED.at(
            source=match.source,
            retelling=match.retelling,
            confidence=match.confidence,
            data={"before": before, "after": after},
        )


def strength(ctx: Context, match: Match) -> float:
    """How well the sentence is linked to that source."""
    links = ctx[SENTENCE_ALIGNMENT][match.source[0].article].at_retelling(match.retelling[0])
    return links[0].score if links else 0.0
