"""What neighbours may know of figures."""

from __future__ import annotations

from retold import Artifact, BySource, Match

FIGURE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("figure-matches", "pair")
"""Counterparts found between source and retelling, changed or not, and one-sided ones with a change."""
