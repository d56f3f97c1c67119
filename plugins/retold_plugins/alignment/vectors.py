"""Evidence from sentence vectors, where a plugin provides them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import define, field

WEIGHT = 12.0
"""Log odds for one unit of margin."""
NEAREST = 4
"""A margin is measured against so many nearest units on either side."""
CANDIDATES = 3
"""Each unit's nearest so many are candidates, whatever their words."""
MOST = 4.0
"""Vectors say at most so much, in log odds, for or against a pair."""

Vector = Sequence[float]


@define(eq=False)
class Nearness:
    """Cosines of two sides' units, against what is usual for each unit (the margin of Artetxe and Schwenk, 2019)."""

    cosines: list[list[float]]
    usual: tuple[list[float], list[float]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        columns = [list(column) for column in zip(*self.cosines, strict=True)]
        self.usual = [top_mean(row) for row in self.cosines], [top_mean(column) for column in columns]

    def odds(self, i: int, j: int) -> float:
        """Log odds for a pair."""
        margin = self.cosines[i][j] - (self.usual[0][i] + self.usual[1][j]) / 2
        return max(-MOST, min(MOST, WEIGHT * margin))

    def nearest(self) -> list[tuple[int, int]]:
        """The pairs of each unit of the source and its nearest."""
        return [
            (i, j)
            for i, row in enumerate(self.cosines)
            for j in sorted(range(len(row)), key=lambda j: (-row[j], j))[:CANDIDATES]
        ]


def nearness_of(source: Sequence[Vector], retelling: Sequence[Vector]) -> Nearness:
    """The cosines of all pairs."""
    sides = [[scaled(v) for v in side] for side in (source, retelling)]
    return Nearness([[sum(map(float.__mul__, u, v)) for v in sides[1]] for u in sides[0]])


def scaled(vector: Vector) -> list[float]:
    """A vector of length 1."""
    length = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [float(x) / length for x in vector]


def top_mean(values: Sequence[float]) -> float:
    """The mean of the highest."""
    best = sorted(values, reverse=True)[:NEAREST]
    return sum(best) / len(best) if best else 0.0
