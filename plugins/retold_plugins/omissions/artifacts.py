"""What neighbours may know of omissions."""

from __future__ import annotations

from retold import Artifact, ByArticle, BySource, Match, Span

HEDGE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("hedge-matches", "pair")
"""Hedges and conditions of the source: kept (both sides), dropped (``omissions/caveat``) or replaced."""

PHRASE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("phrase-matches", "pair")
"""Clauses and phrases of linked sentences that the other text lacks.

Those of the source have the change ``omissions/detail``, those of the retelling ``additions/detail``.
What more specific kinds mark, and whether another source has it, is for the reader of these to see to.
"""

DIRECT_SPEECH: Artifact[ByArticle[tuple[Span, ...]]] = Artifact("direct-speech", "article")
"""What stands inside quotation marks, without the marks, in order; a quotation over several sentences is one span."""
