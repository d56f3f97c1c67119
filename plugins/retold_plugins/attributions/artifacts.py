"""What neighbours may know of attributions."""

from __future__ import annotations

from retold import Artifact, BySource, Match

ATTRIBUTION_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("attribution-matches", "pair")
"""Counterparts found between source and retelling, changed or not, and one-sided ones with a change."""
