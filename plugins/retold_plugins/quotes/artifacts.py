"""What neighbours may know of quotes."""

from __future__ import annotations

from retold import Artifact, BySource, Match

QUOTE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("quote-matches", "pair")
"""Counterparts found between source and retelling, changed or not, and one-sided ones with a change."""
