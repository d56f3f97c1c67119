"""Places where two long sequences can be cut before they are compared in detail."""

from __future__ import annotations

import bisect
from collections import Counter

PAIRS = 100_000
"""At most so many pairs of equal items are weighed at a time, of the rarest items first."""


def anchors(a: str, b: str) -> list[tuple[int, int]]:
    """Equal items of both, increasing on both sides, from the rarest; none only where nothing is equal.

    Items that stand once on either side come first (and of them those whose neighbours agree too).
    """
    left, right = Counter(a), Counter(b)
    once = {x: i for i, x in enumerate(a) if left[x] == right[x] == 1}
    pairs = [(once[x], j) for j, x in enumerate(b) if x in once]
    firm = [(i, j) for i, j in pairs if a[i - 1 : i] == b[j - 1 : j] or a[i + 1 : i + 2] == b[j + 1 : j + 2]]
    return increasing(firm or pairs or rarest(a, b, left, right))


def rarest(a: str, b: str, left: Counter[str], right: Counter[str]) -> list[tuple[int, int]]:
    """Pairs of equal items, of the rarest items, up to ``PAIRS``."""
    chosen: set[str] = set()
    total = 0
    for cost, item in sorted((left[x] * right[x], x) for x in left if x in right):
        if chosen and total + cost > PAIRS:
            break
        chosen.add(item)
        total += cost
    if total > PAIRS:  # one item, so frequent on both sides that its occurrences are paired in order
        places = [[k for k, x in enumerate(side) if x in chosen] for side in (a, b)]
        return list(zip(*places, strict=False))
    found: dict[str, list[int]] = {}
    for i, x in enumerate(a):
        if x in chosen:
            found.setdefault(x, []).append(i)
    return [(i, j) for j, x in enumerate(b) if x in chosen for i in found[x]]


def increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that increases on both sides."""
    ends: list[int] = []
    last: list[int] = []
    back: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[1], -pair[0]))
    for k, (i, _) in enumerate(ordered):
        place = bisect.bisect_left(ends, i)
        back.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(i)
            last.append(k)
        else:
            ends[place], last[place] = i, k
    out = []
    k = last[-1] if last else -1
    while k >= 0:
        out.append(ordered[k])
        k = back[k]
    return out[::-1]
