"""Compounds that the other text writes in parts or with a hyphen, in languages that join words into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from retold_plugins.alignment.units import Unit

JOINING = frozenset({"da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"})
"""Languages whose nouns are joined without a blank."""
SHORTEST = 8
"""Letters of a compound's stem."""
LEAST_PART, LEAST_SECOND = 5, 3
"""Letters of a part that is known by itself, and of the part before one; shorter ones also end or begin other words."""
LINKS = ("", "s", "es", "n", "en", "er", "e")
"""What may stand between the parts."""

Sides = tuple[Sequence[Unit], Sequence[Unit]]


def decompounded(sides: Sides, language: str) -> Sides:
    """The units of two texts, compounds with their parts besides where the other text has these as words.

    ``language`` is a code of ISO 639; in other languages than ``JOINING`` the units are returned as they are.
    """
    if language not in JOINING:
        return sides
    words = [words_of(side) for side in sides]
    left, right = (tuple(with_parts(unit, words[1 - k]) for unit in side) for k, side in enumerate(sides))
    return left, right


def words_of(side: Sequence[Unit]) -> dict[str, str]:
    """The stems of a text's content words, and its words with the stem that each begins with."""
    out = {stem: stem for unit in side for stem in unit.bag if stem.isalpha() and stem not in unit.stops}
    for unit in side:
        stems = frozenset(unit.order)
        for word in unit.key.split():
            if word not in out:
                stem = next((word[:k] for k in range(len(word), 0, -1) if word[:k] in stems), "")
                if stem in out:
                    out[word] = stem
    return out


def with_parts(unit: Unit, others: Mapping[str, str]) -> Unit:
    """A unit with the parts of its compounds among its stems."""
    added: dict[str, int] = {}
    for stem, times in unit.bag.items():
        if len(stem) >= SHORTEST and stem not in others and stem.isalpha() and stem not in unit.stops:
            added.update((part, times) for part in parts(stem, others) if part not in unit.bag)
    return evolve(unit, bag={**unit.bag, **added}) if added else unit


def parts(stem: str, others: Mapping[str, str]) -> list[str]:
    """The parts of a compound that the other text has as words: the last and, if that too, the first; or the first."""
    for k in range(LEAST_SECOND, len(stem) - LEAST_PART + 1):
        if others.get(stem[k:]) == stem[k:]:
            return [stem[k:], *first_part(stem[:k], others)]
    for k in range(len(stem) - LEAST_SECOND, LEAST_PART - 1, -1):
        if stem[:k] in others:
            return [others[stem[:k]]]
    return []


def first_part(head: str, others: Mapping[str, str]) -> list[str]:
    """The stem of a compound's first part as the other text has it, without what links it."""
    for link in LINKS:
        word = head.removesuffix(link)
        if len(word) >= LEAST_SECOND and head.endswith(link) and word in others:
            return [others[word]]
    return []
