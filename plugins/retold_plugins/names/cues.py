"""What stands beside names in a language."""

from __future__ import annotations

import functools

from attrs import frozen

from retold import tables


@frozen(kw_only=True)
class Cues:
    """Word lists of one language."""

    titles: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    place_before: frozenset[str]
    person_after: frozenset[str]
    joiners: frozenset[str]
    not_names: frozenset[str]
    demonyms: frozenset[str]
    """Adjectives that have a capital: British."""
    nouns_have_capitals: bool


@functools.cache
def cues(language: str) -> Cues:
    """The lists of a language; of one without, what English says of joiners and titles is better than nothing."""
    table = tables.load(__file__, "names", language) or tables.load(__file__, "names", "en")

    def words(name: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in table.get(name, ()))

    return Cues(
        titles=words("titles"),
        organisations=words("organisations"),
        places=words("places"),
        place_before=words("place_before"),
        person_after=words("person_after"),
        joiners=words("name_joiners"),
        not_names=words("not_names"),
        demonyms=words("demonyms"),
        nouns_have_capitals=bool(table.get("nouns_have_capitals")),
    )
