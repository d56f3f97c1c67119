"""Bracketed asides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold import Span

PAIRS = {"(": ")", "（": "）", "[": "]"}
OPENER = re.compile(r"[(（\[]")
LONGEST = 600


def asides(text: str, unit: Span) -> Iterator[Span]:
    """The bracketed pieces of a unit with their brackets; of nested ones, the outer."""
    done = unit.start
    for opener in OPENER.finditer(text, unit.start, unit.end):
        at = opener.start()
        end = text.find(PAIRS[opener[0]], at + 1, min(unit.end, at + LONGEST)) if at >= done else -1
        if end > 0:
            yield Span(unit.article, at, end + 1)
            done = end + 1
