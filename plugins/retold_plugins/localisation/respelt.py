"""Words of linked sentences that are spelt in two ways."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from retold import Match
from retold_plugins.localisation.pairs import Pair, Word
from retold_plugins.localisation.spelling import Spelling, without_marks
from retold_plugins.segmentation.artifacts import WORD

SPELLING, NAME = "localisation/spelling", "localisation/name"
GAPS = frozenset((" ", "-", "\u2010", "\u2011", "\n"))
ALIKE = str.maketrans(
    {**dict.fromkeys("cqszxßç", "k"), "j": "g", **dict.fromkeys("aeiouyhwáéíóúâêîôûàèùäöüïëœæãõ'-", None)}
)
LEAST_COMPOUND = 6
"""Letters; shorter words that are written together are other words (``into``, ``apart``)."""


def respelt(pair: Pair, spelling: Spelling) -> Iterator[Match]:
    """Changed words of one fold, each with the nearest one of the other side, and compounds written otherwise."""
    waiting: dict[str, list[int]] = defaultdict(list)
    used: set[int] = set()
    ours, theirs = (
        [(i, frame(words[i].token.key)) for i in pair.changed(side) if words[i].token.kind == WORD]
        for side, words in enumerate((pair.source, pair.retelling))
    )
    both = {own for _, own in ours} & {own for _, own in theirs}
    for j, own in theirs:
        if own in both:
            waiting[spelling.fold(pair.retelling[j].token.key)].append(j)
    for i, own in ours:
        if own in both:
            word = pair.source[i]
            chosen = nearest(pair, i, waiting.get(spelling.fold(word.token.key), ()), used)
            if chosen is not None:
                used.add(chosen)
                yield pair.match((i, i + 1), (chosen, chosen + 1), kind_of(pair, i, chosen))
    yield from sharp_s(pair)
    yield from compounds(pair, spelling)


@functools.lru_cache(maxsize=20000)
def frame(word: str) -> str:
    """What all spellings of a word share, quick to tell: the first two consonants, alike ones taken together
    (no second c or k: Portuguese drops it)."""
    consonants = word.translate(ALIKE)
    second = consonants.lstrip(consonants[:1] + "k")[:1]
    return consonants[:1] + second


def sharp_s(pair: Pair) -> Iterator[Match]:
    """``Straße`` and ``Strasse``, which are equal when case is folded."""
    for i in pair.reprinted:
        word = pair.source[i]
        if word.token.kind == WORD:
            ours, theirs = word.token.text.lower(), pair.retelling[word.partner].token.text.lower()
            if ("ß" in ours) != ("ß" in theirs):
                yield pair.match((i, i + 1), (word.partner, word.partner + 1), SPELLING)


def nearest(pair: Pair, i: int, candidates: list[int] | tuple[()], used: set[int]) -> int | None:
    """The candidate in the same run of changes, else the first."""
    key = pair.source[i].token.key
    open_ones = [j for j in candidates if j not in used and pair.retelling[j].token.key != key]
    same = [j for j in open_ones if pair.retelling[j].edit == pair.source[i].edit]
    return next(iter(same or open_ones), None)


def kind_of(pair: Pair, i: int, j: int) -> str:
    """A capitalised word that differs by the marks over its letters is a name: ``São Paulo``."""
    one, other = pair.source[i].token, pair.retelling[j].token
    both_capital = one.text[:1].isupper() and other.text[:1].isupper()
    if both_capital and i and j and without_marks(one.key) == without_marks(other.key):
        return NAME
    return SPELLING


def compounds(pair: Pair, spelling: Spelling) -> Iterator[Match]:
    """``lifejackets`` and ``life jackets``, ``midafternoon`` and ``mid-afternoon``.

    Before a particle only a hyphen makes a noun: ``pick-up`` is ``pickup``, and ``pick up`` is not.
    """
    for flipped, (ones, others) in enumerate(((pair.source, pair.retelling), (pair.retelling, pair.source))):
        texts = (pair.source_text, pair.retelling_text)
        whole = {key for i in pair.changed(flipped) if len(key := ones[i].token.key) >= LEAST_COMPOUND}
        divided = {
            joined: place
            for place, joined in reversed(list(two_words(others, texts[1 - flipped], whole)))
            if joined not in spelling.divided
            and (place[1] - place[0] > 2 or others[place[1] - 1].token.key not in spelling.particles)
        }
        for i, word in enumerate(ones if divided else ()):
            place = divided.get(word.token.key)
            if place and word.is_changed:
                sides = (place, (i, i + 1)) if flipped else ((i, i + 1), place)
                yield pair.match(*sides, SPELLING)


def two_words(words: tuple[Word, ...], text: str, whole: set[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Two neighbouring words that are one of the whole ones together: one of them changed, with a space or a hyphen
    between."""
    last: int | None = None
    key = ""
    for i, word in enumerate(words):
        token = word.token
        if token.kind != WORD:
            continue
        if (
            last is not None
            and key + token.key in whole
            and (words[last].is_changed or word.is_changed)
            and text[words[last].token.span.end : token.span.start] in GAPS
        ):
            yield (last, i + 1), key + token.key
        last, key = i, token.key
