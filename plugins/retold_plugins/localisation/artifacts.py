"""What neighbours may know of localisation."""

from __future__ import annotations

from attrs import frozen

from retold import Artifact, ByArticle, BySource, Match

REGIONAL_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("regional-matches", "pair")
"""Words that differ by region only: ``change`` is ``localisation/spelling``, ``/term``, ``/abbreviation`` or ``/name``.

Every occurrence, not only the first of its forms. Numbers, amounts, dates and units are among the figure matches.
"""


@frozen
class Edition:
    """Which regional form of its language a text is written in, and what shows it."""

    regions: tuple[str, ...]
    """The regions that most of the evidence fits, sorted; empty where nothing tells."""
    evidence: tuple[tuple[str, int], ...] = ()
    """Words that fit these regions and not all others, with how often they occur, most frequent first."""
    against: tuple[tuple[str, int], ...] = ()
    """Words that do not fit them: the text is mixed where there are several."""

    @property
    def is_mixed(self) -> bool:
        """Whether at least two words, and a fifth of the evidence, speak for another region."""
        for_it, against_it = (sum(n for _, n in words) for words in (self.evidence, self.against))
        return len(self.against) > 1 and 4 * against_it >= for_it


EDITION: Artifact[ByArticle[Edition]] = Artifact("edition", "article")
"""The edition that each article is written in."""
