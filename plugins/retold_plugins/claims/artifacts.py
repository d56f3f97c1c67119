"""What neighbours may know of claims."""

from __future__ import annotations

from retold import Artifact, BySource, Match

CLAIM_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("claim-matches", "pair")
"""Words of linked sentences that say more, less or the opposite (``claims/shifted``), that are more or less
loaded (``claims/tone``), or that contradict each other in independent reports (``claims/conflict``).

``value`` says in a few words what became what.
"""
