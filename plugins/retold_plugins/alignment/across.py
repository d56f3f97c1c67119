"""Links between texts in different languages without a model: what can be recognised, length, and order.

Chains of links that keep their order are found one after the other, heaviest first, by a local alignment
with gaps: what moved as a whole becomes a chain of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from attrs import define

from retold import Link
from retold_plugins.alignment.evidence import Pair
from retold_plugins.alignment.logistic import model
from retold_plugins.alignment.sketch import Sketch
from retold_plugins.alignment.units import Unit

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
    lengths = [sum(unit.length for unit in side) for side in sides]
    return Chart(sides, weight, totals, shared, lengths[1] / max(1, lengths[0]))  # type: ignore[arg-type]


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
    figures = any([x.has_figures for x in left]), any([x.has_figures for x in right])
    return [
        math.log1p(shared),
        min(1.0, shared / (totals[0] + 1.0)),
        min(1.0, shared / (totals[1] + 1.0)),
        min(3.0, abs(math.log((a + 8) / (b + 8)))),
        1.0 if u.is_heading and v.is_heading else 0.0,
        1.0 if u.is_heading != v.is_heading else 0.0,
        agree(any([x.is_quoting for x in left]), any([x.is_quoting for x in right])),
        agree(any([x.is_asking for x in left]), any([x.is_asking for x in right])),
        agree(any([x.is_shouting for x in left]), any([x.is_shouting for x in right])),
        -1.0 if figures[0] != figures[1] else 0.0,
    ]


def agree(left: bool, right: bool) -> float:
    """1 where both have a rare mark, -1 where one has it, 0 where neither."""
    return 1.0 if left and right else -1.0 if left or right else 0.0


Step = tuple[int, int]
BEADS: Mapping[Step, float] = {(1, 1): 0.0, (1, 2): -1.2, (2, 1): -1.2, (2, 2): -3.0, (1, 3): -3.5, (3, 1): -3.5}
"""Numbers of units of both sides that make one link, with what the rarer ones cost."""
SKIP = -0.9
"""What a unit without a counterpart costs inside a chain."""

EVERY_PAIR = 1.0
"""What the order itself says for the next pair of a chain."""
IN_CHAIN = 2.0
"""What a place in a chain says besides."""
LEAST_CHAIN = 4.0
"""A chain with less evidence than this is chance."""

Bead = tuple[int, int, int, int]
"""First unit and number of units, of the source and of the retelling."""


def chains(chart: Chart, gain: Callable[[int, int, int, int], float]) -> list[list[Bead]]:
    """Runs of beads that keep their order, heaviest first; what one took the next leaves alone."""
    left, right = list(range(len(chart.sides[0]))), list(range(len(chart.sides[1])))
    out: list[list[Bead]] = []
    while left and right:
        score, beads = best_chain(left, right, gain)
        if score < LEAST_CHAIN:
            break
        out.append(beads)
        taken = (
            {i for a, n, _, _ in beads for i in range(a, a + n)},
            {j for _, _, b, m in beads for j in range(b, b + m)},
        )
        left, right = [i for i in left if i not in taken[0]], [j for j in right if j not in taken[1]]
    return out


def best_chain(
    left: Sequence[int], right: Sequence[int], gain: Callable[[int, int, int, int], float]
) -> tuple[float, list[Bead]]:
    """The heaviest chain through these units, which may begin and end anywhere."""
    rows, columns = len(left), len(right)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    back: list[list[Step | None]] = [[None] * (columns + 1) for _ in range(rows + 1)]
    best, end = 0.0, (0, 0)
    for x in range(1, rows + 1):
        here, above = score[x], score[x - 1]
        for y in range(1, columns + 1):
            top, how = 0.0, None
            if above[y] + SKIP > top:
                top, how = above[y] + SKIP, (1, 0)
            if here[y - 1] + SKIP > top:
                top, how = here[y - 1] + SKIP, (0, 1)
            for (n, m), cost in BEADS.items():
                if n > x or m > y:
                    continue
                i, j = left[x - n], right[y - m]
                if left[x - 1] - i != n - 1 or right[y - 1] - j != m - 1:
                    continue
                value = score[x - n][y - m] + cost + EVERY_PAIR + gain(i, j, n, m)
                if value > top:
                    top, how = value, (n, m)
            here[y], back[x][y] = top, how
            if top > best:
                best, end = top, (x, y)
    return best, traced(left, right, back, end)


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


def translated_links(chart: Chart, sides: tuple[Sequence[Unit], Sequence[Unit]]) -> list[Link]:
    """The links of two texts in different languages, in the source's order."""
    judge = model("across")

    def gain(i: int, j: int, n: int, m: int) -> float:
        return judge.odds(across(chart, i, j, n, m))

    out = []
    for chain in chains(chart, gain):
        for i, n, j, m in chain:
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
