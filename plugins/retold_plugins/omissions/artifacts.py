"""What neighbours may know of omissions."""

from __future__ import annotations

from retold import Artifact, BySource, Match

HEDGE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("hedge-matches", "pair")
"""Hedges and conditions of the source: kept (both sides), dropped (``omissions/caveat``) or replaced."""
