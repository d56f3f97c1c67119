"""Whether the same words are given to someone else; said only where both speakers are named."""

from __future__ import annotations

from retold_plugins.quotes.artifacts import shares_word
from retold_plugins.quotes.counterparts import FABRICATED, UNQUOTED, Counterpart
from retold_plugins.quotes.described import Scene, is_another

ALIKE = 0.7
MANY = 40
"""Characters of a quotation that two people will hardly have said alike."""


def other_speaker(item: Counterpart, source: str, retelling: str) -> tuple[str, str] | None:
    """The two names, where both are known, differ, and both people are known to one of the texts."""
    if item.change in (FABRICATED, UNQUOTED) or item.source_quote is None or item.retelling_quote is None:
        return None
    before, after = item.source_quote.name, item.retelling_quote.name
    if not before or not after or item.likeness < ALIKE or shares_word(before, after):
        return None
    if not item.retelling_quote.is_near:
        return None
    folded = source.casefold(), retelling.casefold()
    is_other = last(after) in folded[0] or last(before) in folded[1] or both_are_full(before, after, item)
    return (before, after) if is_other else None


def other_description(item: Counterpart, scenes: tuple[Scene, Scene]) -> tuple[str, str] | None:
    """How the two speakers are told, where one is described in words that cannot mean the other."""
    one, other = item.source_quote, item.retelling_quote
    if item.change in (FABRICATED, UNQUOTED) or one is None or other is None or item.likeness < ALIKE:
        return None
    if scenes[0].language != scenes[1].language or (one.name and other.name):
        return None
    return is_another(scenes, (one, other))


def both_are_full(before: str, after: str, item: Counterpart) -> bool:
    """Whether both texts give many words, unchanged, to somebody by first name and surname."""
    quotes = item.source_quote, item.retelling_quote
    is_named = all(quote is not None and quote.speaker is not None and quote.is_near for quote in quotes)
    are_many = all(sum(map(len, side)) >= MANY for side in (item.source, item.retelling))
    return is_named and are_many and not item.change and min(len(before.split()), len(after.split())) >= 2


def last(name: str) -> str:
    """A name's last word, case-folded."""
    return name.casefold().rsplit(" ", 1)[-1]
