"""Links between texts in different languages without a model: what can be recognised, length, and order.

Chains of links that keep their order are found one after the other, heaviest first, by a local alignment
with gaps: what moved as a whole becomes a chain of its own.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define

from retold import Link
from retold_plugins.alignment.corrections import Given
from retold_plugins.alignment.evidence import Pair
from retold_plugins.alignment.logistic import model
from retold_plugins.alignment.sketch import Sketch
from retold_plugins.alignment.units import Unit
from retold_plugins.alignment.vectors import Nearness

ACROSS = (
    "amount", "in_less", "in_more", "length", "heading", "one_heading", "quoting", "asking", "shouting", "figures",
)  # fmt: skip
"""Evidence from two units in different languages."""


@define(eq=False)
class Chart:
    """What two texts in different languages share, unit by unit."""

    sides: tuple[Sequence[Sketch], Sequence[Sketch]]
    weight: dict[str, float]
    """Of each key that stands on both sides: the rarer, the more."""
    totals: tuple[list[float], list[float]]
    """What the keys of each unit weigh that stand somewhere on the other side."""
    shared: dict[Pair, float]
    ratio: float
    """Characters of the retelling for one of the source."""
    lengths: tuple[list[int], list[int]]
    """Characters before each unit, and of all."""


def chart_of(sides: tuple[Sequence[Sketch], Sequence[Sketch]]) -> Chart:
    """Weigh all keys that both sides have."""
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    for side, found in zip(sides, places, strict=True):
        for k, unit in enumerate(side):
            for key in sorted(unit.keys):
                found.setdefault(key, []).append(k)
    sizes = len(sides[0]), len(sides[1])
    weight = {
        key: worth(key, len(own) / sizes[0], len(places[1][key]) / sizes[1])
        for key, own in places[0].items()
        if key in places[1]
    }
    shared: dict[Pair, float] = {}
    for key, w in weight.items():
        for i in places[0][key]:
            for j in places[1][key]:
                shared[i, j] = shared.get((i, j), 0.0) + w
    totals = tuple([sum([weight.get(k, 0.0) for k in unit.keys]) for unit in side] for side in sides)
    lengths = tuple([*itertools.accumulate([unit.length for unit in side], initial=0)] for side in sides)
    ratio = lengths[1][-1] / max(1, lengths[0][-1])
    return Chart(sides, weight, totals, shared, ratio, lengths)  # type: ignore[arg-type]


def worth(key: str, left: float, right: float) -> float:
    """How much it says that two units share a key."""
    rarity = -math.log(max(left, right) + 0.01)
    return max(0.0, rarity) * (0.4 if key[0] in "^~" else 1.0)


def across(chart: Chart, i: int, j: int, n: int = 1, m: int = 1) -> list[float]:
    """The values of ``ACROSS`` for ``n`` units of the source from ``i`` and ``m`` of the retelling from ``j``."""
    left, right = chart.sides[0][i : i + n], chart.sides[1][j : j + m]
    shared = sum([chart.shared.get((x, y), 0.0) for x in range(i, i + n) for y in range(j, j + m)])
    totals = sorted((sum(chart.totals[0][i : i + n]), sum(chart.totals[1][j : j + m])))
    a, b = sum([u.length for u in left]) * chart.ratio, sum([u.length for u in right])
    u, v = left[0], right[0]
    figures = any(x.has_figures for x in left), any(x.has_figures for x in right)
    return [
        math.log1p(shared),
        min(1.0, shared / (totals[0] + 1.0)),
        min(1.0, shared / (totals[1] + 1.0)),
        min(3.0, abs(math.log((a + 8) / (b + 8)))),
        1.0 if u.is_heading and v.is_heading else 0.0,
        1.0 if u.is_heading != v.is_heading else 0.0,
        agree(any(x.is_quoting for x in left), any(x.is_quoting for x in right)),
        agree(any(x.is_asking for x in left), any(x.is_asking for x in right)),
        agree(any(x.is_shouting for x in left), any(x.is_shouting for x in right)),
        -1.0 if figures[0] != figures[1] else 0.0,
    ]


def agree(left: bool, right: bool) -> float:
    """1 where both have a rare mark, -1 where one has it, 0 where neither."""
    return 1.0 if left and right else -1.0 if left or right else 0.0


Step = tuple[int, int]
BEADS: Mapping[Step, float] = {(1, 1): 0.0, (1, 2): -1.2, (2, 1): -1.2, (2, 2): -3.0, (1, 3): -3.5, (3, 1): -3.5}
"""Numbers of units of both sides that make one link, with what the rarer ones cost."""
SKIP = -1.3
"""What a unit without a counterpart costs inside a chain."""

EVERY_PAIR = 1.0
"""What the order itself says for the next pair of a chain."""
IN_CHAIN = 2.0
"""What a place in a chain says besides."""
GIVEN = 30.0
"""What a link that a person fixed says for its pair, and against all others of its units."""
LEAST_CHAIN = 4.0
"""A chain with less evidence than this is chance."""

CELLS = 40_000
"""Texts whose numbers of units have a larger product are aligned piece by piece between anchors."""
ANCHOR = 8.0
"""What two units must share to be an anchor."""

Gain = Callable[[int, int, int, int], float]
Bead = tuple[int, int, int, int]
"""First unit and number of units, of the source and of the retelling."""


def chains(chart: Chart, gain: Gain) -> list[list[Bead]]:
    """Runs of beads that keep their order, heaviest first; what one took the next leaves alone."""
    left, right = list(range(len(chart.sides[0]))), list(range(len(chart.sides[1])))
    out: list[list[Bead]] = []
    if len(left) * len(right) > CELLS:
        beads = long_chain(chart, gain)
        out.append(beads)
        left, right = untaken(left, right, beads)
    while left and right and len(left) * len(right) <= CELLS * 4:
        score, beads = best_chain(chart, left, right, gain)
        if score < LEAST_CHAIN:
            break
        out.append(beads)
        left, right = untaken(left, right, beads)
    return out


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
    chart: Chart, left: Sequence[int], right: Sequence[int], gain: Gain, *, whole: bool = False
) -> tuple[float, list[Bead]]:
    """The heaviest chain through these units, which may begin and end anywhere; a whole one goes from end to end."""
    rows, columns = len(left), len(right)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    back: list[list[Step | None]] = [[None] * (columns + 1) for _ in range(rows + 1)]
    if whole:
        score[0] = [SKIP * y for y in range(columns + 1)]
        back[0] = [None, *[(0, 1)] * columns]
    best, end = 0.0, (0, 0)
    for x in range(1, rows + 1):
        here, above = score[x], score[x - 1]
        if whole:
            here[0], back[x][0] = SKIP * x, (1, 0)
        for y in range(1, columns + 1):
            top, how = (0.0, None) if not whole else (-math.inf, None)
            if above[y] + SKIP > top:
                top, how = above[y] + SKIP, (1, 0)
            if here[y - 1] + SKIP > top:
                top, how = here[y - 1] + SKIP, (0, 1)
            for n, m, cost in beads_at(chart, left, right, x, y):
                value = score[x - n][y - m] + cost + EVERY_PAIR + gain(left[x - n], right[y - m], n, m)
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


def translated_links(
    chart: Chart, sides: tuple[Sequence[Unit], Sequence[Unit]], given: Given, near: Nearness | None
) -> list[Link]:
    """The links of two texts in different languages, in the source's order, without those that are given."""
    judge = model("across")

    def gain(i: int, j: int, n: int, m: int) -> float:
        if given.groups and any(not given.leaves(x, y) for x in range(i, i + n) for y in range(j, j + m)):
            return GIVEN if n == m == 1 and (i, j) in given.pairs else -GIVEN
        said = near.odds(i, j) if near is not None else 0.0
        return said + judge.odds(across(chart, i, j, n, m))

    out = []
    for chain in chains(chart, gain):
        for i, n, j, m in chain:
            if not given.leaves(i, j):
                continue
            p = 1 / (1 + math.exp(-(gain(i, j, n, m) + BEADS[n, m] + IN_CHAIN)))
            out.append(
                Link(
                    tuple(u.span for u in sides[0][i : i + n]),
                    tuple(u.span for u in sides[1][j : j + m]),
                    round(p, 4),
                    "full",
                    reasons(chart, i, n, j, m),
                )
            )
    return sorted(out, key=lambda link: link.source)


def reasons(chart: Chart, i: int, n: int, j: int, m: int) -> tuple[str, ...]:
    """What a link across languages stands on, for people."""
    keys = [
        frozenset().union(*(u.keys for u in side)) for side in (chart.sides[0][i : i + n], chart.sides[1][j : j + m])
    ]
    both = sorted(keys[0] & keys[1], key=lambda key: (-chart.weight[key], key))
    figures = [f"figure {key[1:]}" for key in both if key[0] == "="][:2]
    named = [key.replace(":", " ") for key in both if ":" in key][:1]
    alike = [f"name {key}" for key in both if key[0] not in "=^~" and ":" not in key][:2]
    return (*figures, *named, *alike, "order and length")
