"""What neighbours may know of omissions."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from retold import Artifact, ByArticle, BySource, Match, Span

HEDGE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("hedge-matches", "pair")
"""Hedges and conditions of the source: kept (both sides), dropped (``omissions/caveat``) or replaced."""

PHRASE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("phrase-matches", "pair")
"""Clauses and phrases of linked sentences that the other text lacks.

Those of the source have the change ``omissions/detail``, those of the retelling ``additions/detail``, with
``value`` ``begins`` where they are a clause or phrase with its first word, or one word put in.
What more specific kinds mark, and whether another source has it, is for the reader of these to see to.
"""

BEGINS = "begins"

DIRECT_SPEECH: Artifact[ByArticle[tuple[Span, ...]]] = Artifact("direct-speech", "article")
"""What stands inside quotation marks, without the marks, in order; a quotation over several sentences is one span."""


@frozen
class Support:
    """How far the words of each sentence of a retelling stand in its source, in whatever order."""

    near: Mapping[Span, float] = field(factory=dict, repr=False)
    """The greatest share of a sentence's content words that three sentences of the source in a row have."""
    whole: Mapping[Span, float] = field(factory=dict, repr=False)
    """The share that the source has anywhere."""
    nowhere: tuple[Span, ...] = ()
    """The content words that the source has nowhere, nor a derivation or paraphrase of them; in order."""


SUPPORT: Artifact[BySource[Support]] = Artifact("support", "pair")
"""Empty in independent pairs and across languages."""
