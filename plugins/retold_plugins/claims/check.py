"""Shifted claims as findings."""

from __future__ import annotations

from collections.abc import Iterator

from retold import SENTENCE_ALIGNMENT, Context, Finding, Importance, Kind, Match, check
from retold_plugins.claims.artifacts import CLAIM_MATCHES

SHIFTED = Kind(
    "claims/shifted",
    summary="The same statement with another strength, polarity, actor or scope.",
    message="Says something else: {before!r} became {after!r}",
    importance=Importance.MEDIUM,
)
TONE = Kind(
    "claims/tone",
    summary="The same statement in warmer, colder or more loaded words.",
    message="Sounds different: {before!r} became {after!r}",
    importance=Importance.LOW,
)
CONFLICT = Kind(
    "claims/conflict",
    summary="Two reports of the same matter that cannot both be right.",
    message="Cannot both be right: {before!r} and {after!r}",
    importance=Importance.HIGH,
)
KINDS = {kind.id: kind for kind in (SHIFTED, TONE, CONFLICT)}

GRAVE = {
    **dict.fromkeys(
        ("negation", "answer", "trade", "contest", "permission", "custody", "life", "stage", "change", "commitment"),
        Importance.HIGH,
    ),
    "a function word": Importance.LOW,
}
"""What an editor wants to know more, or less, than other shifts."""


@check(needs=[CLAIM_MATCHES, SENTENCE_ALIGNMENT], kinds=[SHIFTED, TONE, CONFLICT])
def claims(ctx: Context) -> Iterator[Finding]:
    """Each shift against the source that the sentence is best linked to."""
    for source in ctx.comparison.sources:
        for match in ctx[CLAIM_MATCHES][source.id]:
            if match.change in KINDS and is_best(ctx, source.id, match):
                before, after = (" ".join(ctx.text(s) for s in side) for side in (match.source, match.retelling))
                what = match.value.split(":")[0]
                yield KINDS[match.change].at(
                    match.source,
                    match.retelling,
                    confidence=match.confidence,
                    importance=GRAVE.get(what),
                    data={"before": before, "after": after, "what": what},
                )


def is_best(ctx: Context, source: str, match: Match) -> bool:
    """Whether no other source tells the retelling's sentence better, or has the retelling's words."""
    own = max(
        (link.score for span in match.retelling for link in ctx[SENTENCE_ALIGNMENT][source].at_retelling(span)),
        default=0,
    )
    words = [ctx.text(span).casefold() for span in match.retelling]
    for other in ctx.comparison.sources:
        if other.id == source:
            continue
        links = [link for span in match.retelling for link in ctx[SENTENCE_ALIGNMENT][other.id].at_retelling(span)]
        if any(link.score > own or (link.score == own and other.id < source) for link in links):
            return False
        told = " ".join(ctx.text(unit).casefold() for link in links for unit in link.source)
        if links and all(word in told for word in words):
            return False
    return True
