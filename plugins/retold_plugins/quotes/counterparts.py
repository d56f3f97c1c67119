"""A quoted sentence and what became of it."""

from __future__ import annotations

from attrs import field, frozen

from retold import Artifact, BySource, Importance, Span
from retold_plugins.quotes.artifacts import Quote

ALTERED, UNQUOTED, FABRICATED, DROPPED = "quotes/altered", "quotes/unquoted", "quotes/fabricated", "omissions/quote"


def _sorted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(spans))


@frozen(kw_only=True)
class Counterpart:
    """Quoted words of one side with those of the other that tell the same."""

    source: tuple[Span, ...] = field(default=(), converter=_sorted)
    retelling: tuple[Span, ...] = field(default=(), converter=_sorted)
    change: str = ""
    how: str = ""
    """For ``quotes/altered``: cut, reworded, extended or merged."""
    before: str = ""
    """The words concerned, as the source prints them."""
    after: str = ""
    confidence: float = 1.0
    importance: Importance | None = None
    """Where it is another than its kind's."""
    source_quote: Quote | None = None
    retelling_quote: Quote | None = None
    likeness: float = 0.0
    """Share of the words of the longer side that are the same."""


COUNTERPARTS: Artifact[BySource[tuple[Counterpart, ...]]] = Artifact("quote-counterparts", "pair")
