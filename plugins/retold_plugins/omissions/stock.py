"""Where in a text each word stands, or one that stands for it: a derivation, a paraphrase, a number set otherwise."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from retold import Span, tables
from retold_plugins.segmentation.artifacts import MARK, NUMBER, Token, Words

PREFIX = 5
"""Letters that a derivation shares with its word: ``announce`` and ``announcement``."""
NOWHERE: frozenset[int] = frozenset()


@functools.cache
def paraphrases(language: str) -> Mapping[str, frozenset[int]]:
    """For each stem, the lines of the paraphrase table that it stands in."""
    lines = tables.load(__file__, "paraphrase", language).get("same", ())
    found: dict[str, set[int]] = {}
    if lines:
        from retold_plugins.segmentation.artifacts import stem_of

        for number, line in enumerate(lines):
            for word in line:
                found.setdefault(stem_of(word, language), set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


@frozen
class Stock:
    """The words of a text's units (its sentences that are no furniture), by what they are looked for by."""

    language: str
    by_form: Mapping[str, Sequence[int]] = field(repr=False)
    """Numbers of units."""
    _known: dict[str, frozenset[int]] = field(factory=dict, init=False, repr=False, eq=False)

    def units_with(self, token: Token) -> frozenset[int]:
        """The numbers of the units that hold the word or one that stands for it."""
        word = word_of(token) if token.kind == NUMBER else token.stem
        found = self._known.get(word)
        if found is None:
            places = [self.by_form[form] for form in forms(word, self.language) if form in self.by_form]
            found = self._known[word] = NOWHERE.union(*places)
        return found


def stocked(words: Words, units: Sequence[Span], language: str) -> Stock:
    """The words of some units."""
    by_form: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        for word in {word_of(token) for token in words.within(unit) if token.kind != MARK}:
            for form in forms(word, language):
                if form in by_form:
                    by_form[form].append(number)
                else:
                    by_form[form] = [number]
    return Stock(language, by_form)


def word_of(token: Token) -> str:
    """The stem, or a number without its separators behind a sign that no word has."""
    return token.stem if token.kind != NUMBER else "#" + "".join([c for c in token.key if c.isdigit()])


@functools.lru_cache(maxsize=50_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """What a word is looked for by: itself, the beginning it shares with derivations, and its senses."""
    if word[0] == "#":
        return (word,)
    beginning = (f"{word[: PREFIX + 1]}-",) if len(word) > PREFIX else ()
    return (word, *beginning, *[f"={sense}" for sense in paraphrases(language).get(word, ())])
