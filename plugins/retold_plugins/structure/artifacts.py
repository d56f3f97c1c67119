"""What neighbours may know of structure."""

from __future__ import annotations

from retold import Artifact, BySource, Match

HEADING_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("heading-matches", "pair")
"""Headings kept, changed, added or dropped; a changed one's words belong to ``structure/heading``."""
