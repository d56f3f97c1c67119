"""What neighbours may know of names."""

from __future__ import annotations

from retold import Artifact, BySource, Match

NAME_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("name-matches", "pair")
"""Counterparts found between source and retelling, changed or not, and one-sided ones with a change."""
