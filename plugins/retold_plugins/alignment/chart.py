"""What two texts in different languages share, unit by unit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from attrs import define

from retold_plugins.alignment.evidence import Pair
from retold_plugins.alignment.sketch import Sketch

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
