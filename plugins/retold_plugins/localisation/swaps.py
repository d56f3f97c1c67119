"""Words of linked sentences swapped for the other region's word."""

from __future__ import annotations

from collections.abc import Iterator

from retold import Match
from retold_plugins.localisation.pairs import Pair, Word
from retold_plugins.localisation.terms import Form, Terms

TERM = "localisation/term"
Found = tuple[int, int, tuple[Form, ...]]


def swaps(pair: Pair, terms: Terms) -> Iterator[Match]:
    """Pairs of forms of one concept that stand on different sides of it."""
    ours = list(terms.within([word.token.key for word in pair.source]))
    if not ours:
        return
    theirs = list(terms.within([word.token.key for word in pair.retelling]))
    used: set[int] = set()
    for one in ours:
        candidates = [
            (rank, number)
            for number, other in enumerate(theirs)
            if number not in used and (rank := swap_rank(pair, one, other)) is not None
        ]
        if candidates:
            rank, number = min(candidates)
            used.add(number)
            other = theirs[number]
            yield pair.match(one[:2], other[:2], TERM, 0.75 if rank == 2 else 0.95)


def swap_rank(pair: Pair, one: Found, other: Found) -> int | None:
    """How well two forms stand in each other's place (0 best), or None where they are no swap."""
    readings = [
        (a, b) for a in one[2] for b in other[2]
        if a.concept == b.concept and a.side != b.side and joined(a.words) != joined(b.words)
    ]  # fmt: skip
    if not readings:
        return None
    in_place = stands_for(pair, one, other)
    if in_place:
        return 0
    firm = max(2 - a.is_loose - b.is_loose for a, b in readings)
    sides = pair.source[one[0] : one[1]], pair.retelling[other[0] : other[1]]
    if firm == 2 and all(any(word.is_changed for word in side) for side in sides):
        return 1
    # a word that is nothing but the one region's says what the everyday word stands for, if neither was there before
    return 2 if firm == 1 and all(word.is_changed for side in sides for word in side) else None


def joined(words: tuple[str, ...]) -> str:
    """The letters alone: a compound written in two ways is a matter of spelling."""
    return "".join(words).replace("-", "")


def stands_for(pair: Pair, one: Found, other: Found) -> bool:
    """Whether the one form stands exactly where the other does: its changes are the other's, the rest is the same."""
    ours, theirs = pair.source[one[0] : one[1]], pair.retelling[other[0] : other[1]]
    runs = [{word.edit for word in words if word.is_changed} for words in (ours, theirs)]
    if not runs[0] and not runs[1]:
        return False
    kept = all_kept_inside(ours, other) and all_kept_inside(theirs, one)
    if runs[0] and runs[1]:
        shares_a_word = any(not word.is_changed for word in ours)
        return kept and (bool(runs[0] & runs[1]) or shares_a_word)
    return kept and any(not word.is_changed for word in (ours if not runs[0] else theirs))


def all_kept_inside(words: tuple[Word, ...], other: Found) -> bool:
    """Whether the unchanged ones among the words stand inside the other form too."""
    return all(word.is_changed or other[0] <= word.partner < other[1] for word in words)
