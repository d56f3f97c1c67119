"""What neighbours may know of names."""

from __future__ import annotations

from attrs import frozen

from retold import Artifact, ByArticle, BySource, Match, Span

PERSON, PLACE, ORGANISATION, OTHER = "person", "place", "organisation", "other"


@frozen(kw_only=True)
class Name:
    """A name as it stands in an article."""

    span: Span
    """Without titles before it and the possessive after it."""
    text: str
    kind: str
    """``person``, ``place``, ``organisation`` or ``other`` (not known, product, event ...)."""
    entity: str
    """The longest form of this name in the article; all forms of one name share it."""
    title: str = ""
    """A title or honorific right before it."""
    parts: tuple[str, ...] = ()
    """Its words in lower case, function words left out."""


NAMES: Artifact[ByArticle[tuple[Name, ...]]] = Artifact("names", "article")
"""All names of an article in order, without overlap. In scripts without capitals there are none to be seen."""

NAME_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("name-matches", "pair")
"""Counterparts found between source and retelling, changed or not, and one-sided ones with a change.

``change`` is ``names/changed``, ``localisation/name`` or nothing where both sides give the same name.
"""
