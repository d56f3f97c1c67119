"""What changed inside quotation marks, word by word."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Sequence

from attrs import frozen

from retold.diff import Matcher
from retold_plugins.quotes.words import Key

Run = tuple[int, int, int]
"""Where equal words begin in the one and in the other, and how many they are."""
LONG = 40_000
"""Product of two lengths above which they are compared by the method whose time grows more slowly."""
CUT, REWORDED, EXTENDED = "cut", "reworded", "extended"


@frozen
class Change:
    """Words that the retelling's marks hold otherwise, as ranges of both sequences."""

    how: str
    source: tuple[int, int]
    retelling: tuple[int, int]


@frozen
class Difference:
    """What is between the first and the last equal word, and what hangs over at both ends."""

    inside: tuple[Change, ...]
    front: tuple[tuple[int, int], tuple[int, int]]
    tail: tuple[tuple[int, int], tuple[int, int]]


def equal_runs(source: Sequence[Key], retelling: Sequence[Key], *, by_stem: bool = False) -> list[Run]:
    """The runs of equal words in the same order, the longest first chosen (as difflib does)."""
    one, other = ([key.stem if by_stem else key.text for key in side] for side in (source, retelling))
    # the longest first is truer to a reader's eye; over long sequences it would take the square of their length
    matcher = Matcher(one, other) if len(one) * len(other) > LONG else difflib.SequenceMatcher(None, one, other, False)
    return [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size]


def difference(source: Sequence[Key], retelling: Sequence[Key], runs: Sequence[Run]) -> Difference:
    """The changes between two sequences with these equal runs, of which there is one at least."""
    inside = []
    for (a, b, n), (c, d, _) in itertools.pairwise(runs):
        change = change_of(source, retelling, (a + n, c), (b + n, d))
        if change is not None:
            inside.append(change)
    first, last = runs[0], runs[-1]
    ends = last[0] + last[2], last[1] + last[2]
    front, tail = ((0, first[0]), (0, first[1])), ((ends[0], len(source)), (ends[1], len(retelling)))
    if all(a < b for a, b in front) and joined(source[: first[0]]) == joined(retelling[: first[1]]):
        front = ((0, 0), (0, 0))
    if all(a < b for a, b in tail) and joined(source[ends[0] :]) == joined(retelling[ends[1] :]):
        tail = ((len(source), len(source)), (len(retelling), len(retelling)))
    return Difference(tuple(inside), front, tail)


def change_of(
    source: Sequence[Key], retelling: Sequence[Key], gone: tuple[int, int], come: tuple[int, int]
) -> Change | None:
    """The change that stands between two equal runs; None where dots or brackets own up to it."""
    lost = [key for key in source[slice(*gone)] if not key.is_editors]
    new = [key for key in retelling[slice(*come)] if not key.is_editors]
    has_editors = len(new) < come[1] - come[0] or len(lost) < gone[1] - gone[0]
    if not lost and not new:
        return None
    if lost and not new and (has_editors or (come[1] < len(retelling) and retelling[come[1]].after_gap)):
        return None
    if new and not lost and (has_editors or (gone[1] < len(source) and source[gone[1]].after_gap)):
        return None
    if [key.text for key in lost] == [key.text for key in new] or joined(lost) == joined(new):
        return None
    how = REWORDED if lost and new else CUT if lost else EXTENDED
    return Change(how, gone, come)


def joined(keys: Sequence[Key]) -> str:
    """The words with nothing between, so that ``U.S.`` is ``US`` and ``web site`` is ``website``."""
    return "".join(key.text for key in keys)
