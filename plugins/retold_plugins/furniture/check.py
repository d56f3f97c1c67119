"""Furniture as findings."""

from __future__ import annotations

from collections.abc import Iterator

from retold import FURNITURE, Context, Finding, Importance, Kind, check
from retold_plugins.segmentation.artifacts import shortened

CHROME = Kind(
    "furniture/chrome",
    summary="Text on the page that is not the story: share lines, credits, bylines, messages, repeated headlines.",
    message="Not the story: {text} ({why})",
    importance=Importance.LOW,
    of_one_article=True,
)
TEASER = Kind(
    "furniture/teaser",
    summary="Headline or text of another story that the page carries along.",
    message="Of another story: {text} ({why})",
    importance=Importance.LOW,
    of_one_article=True,
)

SHOWN = 60


@check(needs=[FURNITURE], kinds=[CHROME, TEASER])
def report(ctx: Context) -> Iterator[Finding]:
    """One finding for each block of furniture, in the sources and in the retelling."""
    for article in ctx.comparison.articles:
        is_source = article.id != ctx.retelling.id
        for block in ctx[FURNITURE].get(article.id, ()):
            kind = TEASER if block.kind == "teaser" else CHROME
            data = {"text": shortened(ctx.text(block.span), SHOWN), "why": "; ".join(block.why)}
            sides = (block.span, ()) if is_source else ((), block.span)
            yield kind.at(*sides, confidence=block.confidence, data=data)
