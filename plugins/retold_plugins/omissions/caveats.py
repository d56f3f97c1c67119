"""Hedges, conditions and credits that a retelling lost."""

from __future__ import annotations

from collections.abc import Iterator

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Finding, Importance, Kind, Match, check
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.omissions.artifacts import HEDGE_MATCHES
from retold_plugins.omissions.hedges import table
from retold_plugins.segmentation.artifacts import WORDS

CAVEAT = Kind(
    "omissions/caveat",
    summary="A hedge, condition or uncertainty deleted.",
    message="Caveat dropped: {words}",
)
ATTRIBUTION = Kind(
    "omissions/attribution",
    summary="The words that say who claims something, dropped, so that the retelling asserts it by itself.",
    message="No longer said who says so: {words}",
)

ROUGH = frozenset({"approximation", "approximation-after", "frequency", "quantity"})


@check(
    needs=[SENTENCE_ALIGNMENT, RELATION, HEDGE_MATCHES, WORDS, LANGUAGE],
    uses=[ATTRIBUTION_MATCHES],
    kinds=[CAVEAT, ATTRIBUTION],
)
def caveats(ctx: Context) -> Iterator[Finding]:
    """For each source that the retelling derives from."""
    for source in ctx.comparison.sources:
        if not ctx[RELATION][source.id].is_derived:
            continue
        credited = (ctx.get(ATTRIBUTION_MATCHES) or {}).get(source.id, ())
        for kind, matches in ((CAVEAT, ctx[HEDGE_MATCHES][source.id]), (ATTRIBUTION, credited)):
            for match in matches:
                if match.change == kind.id and match.source:
                    yield finding(ctx, kind, match)


def finding(ctx: Context, kind: Kind, match: Match) -> Finding:
    """One dropped hedge or credit. A rough number made exact, or a rule without its exceptions, weighs little."""
    words = " ... ".join(" ".join(ctx.text(span).split()) for span in match.source)
    weight = Importance.MEDIUM
    if kind is CAVEAT:
        article = match.source[0].article
        cues = table(ctx[LANGUAGE][article])
        tokens = [t for span in match.source for t in ctx[WORDS][article].within(span)]
        labels = {label for _, _, label in cues.hedges.find(tokens)} if cues else set()
        weight = Importance.LOW if labels and labels <= ROUGH else Importance.HIGH
    return kind.at(match.source, importance=weight, confidence=match.confidence, data={"words": words})
