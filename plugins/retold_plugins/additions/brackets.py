"""Bracketed asides."""

from __future__ import annotations

from collections.abc import Iterator

from retold import Span

PAIRS = {"(": ")", "（": "）", "[": "]"}
LONGEST = 600


def asides(text: str, unit: Span) -> Iterator[Span]:
    """The bracketed pieces of a unit with their brackets; of nested ones, the outer."""
    at = unit.start
    while at < unit.end:
        closer = PAIRS.get(text[at])
        if closer:
            end = text.find(closer, at + 1, min(unit.end, at + LONGEST))
            if end > 0:
                yield Span(unit.article, at, end + 1)
                at = end
        at += 1
