"""How much an omission changes what a reader learns."""

from __future__ import annotations

from retold import Importance, Span, SpanSet
from retold_plugins.segmentation.artifacts import NUMBER, Token, Words

LEAD = 0.2
"""The share of the source that counts as its top."""


def importance(span: Span, words: Words, place: float, told: SpanSet, hedged: SpanSet) -> Importance:
    """Of a dropped passage: figures, names, quotations and hedges weigh, and where in the source it stands.

    ``place`` is between 0 (first) and 1 (last); ``told`` are the quotations and credits, ``hedged`` the hedges.
    """
    tokens = words.within(span)
    points = 0.0
    points += min(2, sum(t.kind == NUMBER for t in tokens)) * 0.75
    points += min(2, capitals(tokens)) * 0.5
    points += 1.0 if told.touches(span) else 0.0
    points += 0.5 if hedged.touches(span) else 0.0
    points += 1.0 if place < LEAD else 0.0
    return Importance.HIGH if points >= 3 else Importance.MEDIUM if points >= 1 else Importance.LOW


def capitals(tokens: tuple[Token, ...]) -> int:
    """Words with a capital that do not begin the passage: names, mostly."""
    return sum(t.text[:1].isupper() and not t.is_stop for t in tokens[1:])
