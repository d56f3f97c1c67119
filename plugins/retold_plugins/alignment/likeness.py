"""Words that share most of their letters: compounds with their parts, forms that no stemmer joins."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4
"""Shorter words share letters by chance."""
GRAM = 3
LEAST = 0.5
"""So much of the shorter word's letter runs must stand in the longer."""
LEAST_SHARED = 3
COMMON = 300
"""Letter runs of more words than this are not looked up."""


def alike(words: Iterable[str], others: Iterable[str]) -> dict[str, dict[str, float]]:
    """For each of the ``others`` the words unlike but similar to it, with the share of letter runs that they share."""
    runs = {word: grams(word) for word in sorted(words) if len(word) >= SHORTEST}
    holders: dict[str, list[str]] = {}
    for word, own in runs.items():
        for gram in own:
            holders.setdefault(gram, []).append(word)
    out: dict[str, dict[str, float]] = {}
    for other in sorted(others):
        if len(other) < SHORTEST:
            continue
        own = grams(other)
        shared: dict[str, int] = {}
        for gram in own:
            found = holders.get(gram, ())
            if len(found) <= COMMON:
                for word in found:
                    shared[word] = shared.get(word, 0) + 1
        near = {
            word: n / min(len(own), len(runs[word]))
            for word, n in shared.items()
            if n >= LEAST_SHARED and word != other and n >= LEAST * min(len(own), len(runs[word]))
        }
        if near:
            out[other] = dict(sorted(near.items()))
    return out


def grams(word: str) -> frozenset[str]:
    """Runs of letters, with where the word begins and ends."""
    word = f"^{word}$"
    return frozenset([word[k : k + GRAM] for k in range(len(word) - GRAM + 1)])
