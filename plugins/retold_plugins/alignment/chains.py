"""Chains of links that keep their order, in texts of two languages.

They are found one after the other, heaviest first, by a local alignment with gaps: what moved as a whole
becomes a chain of its own. Long texts are aligned piece by piece between anchors.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from retold_plugins.alignment.chart import Chart
from retold_plugins.alignment.evidence import Pair

Step = tuple[int, int]
BEADS: Mapping[Step, float] = {(1, 1): 0.0, (1, 2): -1.2, (2, 1): -1.2, (2, 2): -3.0, (1, 3): -3.5, (3, 1): -3.5}
"""Numbers of units of both sides that make one link, with what the rarer ones cost."""
skip = -1.3
"""What a unit without a counterpart costs inside a chain."""

FORBIDDEN = 1000.0
LEAST_CHAIN = 4.0
"""A chain with less evidence than this is chance."""

CELLS = 40_000
"""Texts whose numbers of units have a larger product are aligned piece by piece between anchors."""
ANCHOR = 8.0
"""What two units must share to be an anchor."""

FIRM = 6.0
"""A strict chain of this weight, of two links or more, shows where a passage went."""
ORDERLY = 0.9
"""Where this share of the strict chains' weight keeps one order, nothing of size was moved."""


@frozen
class Rules:
    """How readily a chain goes on."""

    skip: float
    """What a unit without a counterpart costs inside a chain."""
    every: float
    """What the order itself says for the next pair."""


STRICT, LENIENT = Rules(-0.3, -1.0), Rules(-1.3, 1.0)

Gain = Callable[[int, int, int, int], float]
Bead = tuple[int, int, int, int]
"""First unit and number of units, of the source and of the retelling."""


def chains(chart: Chart, gain: Gain) -> list[list[Bead]]:
    """Runs of beads that keep their order, heaviest first; what one took the next leaves alone.

    Strict chains come first, of what is sure by itself. Where they stand in another order on the other side,
    passages were moved, and the lenient chains that follow keep to the passages that the strict ones found.
    """
    left, right = list(range(len(chart.sides[0]))), list(range(len(chart.sides[1])))
    if len(left) * len(right) > CELLS:
        beads = long_chain(chart, gain)
        return [beads, *peeled(chart, *untaken(left, right, beads), gain, LENIENT)]
    strict = [
        (score, beads) for score, beads in scored(chart, left, right, gain, STRICT) if score >= FIRM and len(beads) > 1
    ]
    if in_order(strict) >= ORDERLY:
        return list(peeled(chart, left, right, gain, LENIENT))
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    for k, (_, beads) in enumerate(strict):
        rows.update(dict.fromkeys((i for a, n, _, _ in beads for i in range(a, a + n)), k))
        columns.update(dict.fromkeys((j for _, _, b, m in beads for j in range(b, b + m)), k))

    def within(i: int, j: int, n: int, m: int) -> float:
        passages = {rows.get(x, -1) for x in range(i, i + n)} | {columns.get(y, -1) for y in range(j, j + m)}
        return gain(i, j, n, m) if len(passages) == 1 else -FORBIDDEN

    return list(peeled(chart, left, right, within, LENIENT))


def in_order(strict: Sequence[tuple[float, list[Bead]]]) -> float:
    """The share of the weight of chains that can stand in one order."""
    best: list[float] = []
    ordered = sorted(strict, key=lambda item: item[1][0][0])
    for k, (weight, beads) in enumerate(ordered):
        before = [best[x] for x in range(k) if ordered[x][1][-1][2] < beads[0][2]]
        best.append(weight + max(before, default=0.0))
    total = sum(weight for weight, _ in strict)
    return max(best, default=0.0) / total if total else 1.0


def scored(
    chart: Chart, left: list[int], right: list[int], gain: Gain, rules: Rules
) -> Iterator[tuple[float, list[Bead]]]:
    """Chains with their weights, the heaviest first, until what is left is chance or too much to look through."""
    while left and right and len(left) * len(right) <= CELLS * 4:
        score, beads = best_chain(chart, left, right, gain, rules)
        if score < LEAST_CHAIN:
            break
        yield score, beads
        left, right = untaken(left, right, beads)


def peeled(chart: Chart, left: list[int], right: list[int], gain: Gain, rules: Rules) -> Iterator[list[Bead]]:
    """The same without the weights."""
    for _, beads in scored(chart, left, right, gain, rules):
        yield beads


def untaken(left: list[int], right: list[int], beads: Sequence[Bead]) -> tuple[list[int], list[int]]:
    """The units that no bead holds."""
    taken = {i for a, n, _, _ in beads for i in range(a, a + n)}, {j for _, _, b, m in beads for j in range(b, b + m)}
    return [i for i in left if i not in taken[0]], [j for j in right if j not in taken[1]]


def long_chain(chart: Chart, gain: Gain) -> list[Bead]:
    """One chain through long texts, found piece by piece between sure anchors."""
    beads: list[Bead] = []
    sizes = len(chart.sides[0]), len(chart.sides[1])
    last = (0, 0)
    for anchor in (*anchors(chart), sizes):
        for top, bottom in tiles(last, anchor):
            left, right = range(top[0], bottom[0]), range(top[1], bottom[1])
            beads += best_chain(chart, left, right, gain, whole=True)[1]
        last = anchor
    return beads


def tiles(top: Pair, bottom: Pair) -> Iterator[tuple[Pair, Pair]]:
    """A stretch between anchors, halved along its diagonal until a piece is small enough."""
    rows, columns = bottom[0] - top[0], bottom[1] - top[1]
    if rows * columns <= CELLS or min(rows, columns) < 2:
        yield top, bottom
        return
    middle = top[0] + rows // 2, top[1] + columns // 2
    yield from tiles(top, middle)
    yield from tiles(middle, bottom)


def anchors(chart: Chart) -> list[Pair]:
    """Pairs that share much and are each other's best by far, the longest run of them that keeps its order."""
    best: tuple[dict[int, list[tuple[float, int]]], dict[int, list[tuple[float, int]]]] = ({}, {})
    for (i, j), w in chart.shared.items():
        for table, own, other in ((best[0], i, j), (best[1], j, i)):
            found = table.setdefault(own, [])
            found.append((w, other))
            if len(found) > 8:
                found.sort(reverse=True)
                del found[2:]
    for table in best:
        for found in table.values():
            found.sort(reverse=True)
    firm = []
    for i, found in sorted(best[0].items()):
        w, j = found[0]
        second = max((x[1][0] for x in (found, best[1][j]) if len(x) > 1), default=0.0)
        if w >= ANCHOR and best[1][j][0][1] == i and w >= 2 * second:
            firm.append((i, j))
    return longest_run(firm)


def longest_run(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest increasing run of pairs that are sorted by their first."""
    ends: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect.bisect_left(ends, j)
        back.append(last[place - 1] if place else -1)
        ends[place : place + 1], last[place : place + 1] = [j], [k]
    run = []
    k = last[-1] if last else -1
    while k >= 0:
        run.append(pairs[k])
        k = back[k]
    return run[::-1]


def best_chain(
    chart: Chart,
    left: Sequence[int],
    right: Sequence[int],
    gain: Gain,
    rules: Rules = LENIENT,
    *,
    whole: bool = False,
) -> tuple[float, list[Bead]]:
    """The heaviest chain through these units, which may begin and end anywhere; a whole one goes from end to end."""
    rows, columns, skip = len(left), len(right), rules.skip
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    back: list[list[Step | None]] = [[None] * (columns + 1) for _ in range(rows + 1)]
    if whole:
        score[0] = [skip * y for y in range(columns + 1)]
        back[0] = [None, *[(0, 1)] * columns]
    best, end = 0.0, (0, 0)
    for x in range(1, rows + 1):
        here, above = score[x], score[x - 1]
        if whole:
            here[0], back[x][0] = skip * x, (1, 0)
        for y in range(1, columns + 1):
            top, how = (0.0, None) if not whole else (-math.inf, None)
            if above[y] + skip > top:
                top, how = above[y] + skip, (1, 0)
            if here[y - 1] + skip > top:
                top, how = here[y - 1] + skip, (0, 1)
            for n, m, cost in beads_at(chart, left, right, x, y):
                value = score[x - n][y - m] + cost + rules.every + gain(left[x - n], right[y - m], n, m)
                if value > top:
                    top, how = value, (n, m)
            here[y], back[x][y] = top, how
            if top > best:
                best, end = top, (x, y)
    if whole:
        best, end = score[rows][columns], (rows, columns)
    return best, traced(left, right, back, end)


def beads_at(
    chart: Chart, left: Sequence[int], right: Sequence[int], x: int, y: int
) -> Iterator[tuple[int, int, float]]:
    """The beads that may end there: of units that follow each other, and not of too unlike a length."""
    sums = chart.lengths
    for (n, m), cost in BEADS.items():
        if n > x or m > y:
            continue
        i, j = left[x - n], right[y - m]
        if left[x - 1] - i != n - 1 or right[y - 1] - j != m - 1:
            continue
        if n + m > 2:
            a, b = (sums[0][i + n] - sums[0][i]) * chart.ratio, sums[1][j + m] - sums[1][j]
            if not 0.5 * a - 20 < b < 2.0 * a + 20:
                continue
        yield n, m, cost


def traced(
    left: Sequence[int], right: Sequence[int], back: Sequence[Sequence[Step | None]], end: tuple[int, int]
) -> list[Bead]:
    """The beads of a chain that ends there."""
    x, y = end
    beads: list[Bead] = []
    while (step := back[x][y]) is not None:
        n, m = step
        x, y = x - n, y - m
        if n and m:
            beads.append((left[x], n, right[y], m))
    return beads[::-1]
