"""What neighbours may know of localisation."""

from __future__ import annotations

from retold import Artifact, BySource, Match

REGIONAL_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("regional-matches", "pair")
"""Words that differ by region only (spelling, term, abbreviation, name form, number, date or unit notation)."""
