"""Words in capitals that no source prints so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from retold import Context, Finding, Kind, check

SHOUTED = Kind(
    "example/shouted",
    summary="A word of the source stands in capitals.",
    message="{word} is shouted",
    importance="low",
)
CAPITALS = re.compile(r"\b[A-Z]{4,40}\b")


@frozen
class Options:
    """What users may set under [plugins.example]."""

    least_length: int = 4
    """Shorter words are as often abbreviations."""


@check(kinds=[SHOUTED], options=Options)
def shouted(ctx: Context) -> Iterable[Finding]:
    """A word that a source has in small letters, and none in capitals."""
    sources = [source.text for source in ctx.comparison.sources]
    for match in CAPITALS.finditer(ctx.retelling.text):
        word = match.group()
        if len(word) < ctx.options.least_length or any(word in text for text in sources):
            continue
        if any(re.search(rf"\b{word.lower()}\b", text) for text in sources):
            yield SHOUTED.at(retelling=ctx.retelling.span(*match.span()), confidence=0.9, data={"word": word})
