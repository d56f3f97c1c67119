"""What neighbours may know of attributions."""

from __future__ import annotations

from attrs import frozen

from retold import Artifact, ByArticle, BySource, Match, Span

PLAIN = "plain"
OTHER = "other"
"""A verb in no table, followed by its stem: it reports, but what it commits to is not known."""


@frozen
class Attribution:
    """Words of reporting outside quotation marks: a verb, a noun or a phrase."""

    span: Span
    """The verb, noun or phrase itself."""
    stance: str
    """What the reporter commits to, the same name in all languages: ``plain``, ``claim``, ``admit`` ..."""
    form: str
    """``verb``, ``noun``, ``phrase`` or ``passive`` (``was told that``, which names whom it was said to)."""
    sentence: Span
    speaker: Span | None = None
    """The words that name who reports, be it ``she``."""
    name: str = ""
    """Who that is, by the fullest name that the article gives; empty where it cannot be told."""
    is_near: bool = True
    """Whether the name stands in the same paragraph; a pronoun explained farther off may stand for anybody."""
    whole: Span | None = None
    """Speaker, verb and complementizer: what goes if the attribution is dropped."""


ATTRIBUTIONS: Artifact[ByArticle[tuple[Attribution, ...]]] = Artifact("attributions", "article")
"""All words of reporting outside quotation marks, in order."""

ATTRIBUTION_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("attribution-matches", "pair")
"""Attributions and their counterparts.

``change`` is empty where both say it with the same commitment, else ``attributions/shifted``,
``omissions/attribution`` (only in the source, whose words the retelling tells by itself) or
``additions/attribution`` (only in the retelling, which credits words that the source tells by itself).
"""
