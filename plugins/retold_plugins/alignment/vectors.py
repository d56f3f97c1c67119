"""Evidence from sentence vectors, where a plugin provides them. Who has vectors has numpy, which made them fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define

WEIGHT = 12.0
"""Log odds for one unit of margin."""
NEAREST = 4
"""A margin is measured against so many nearest units on either side."""
CANDIDATES = 3
"""Each unit's nearest so many are candidates, whatever their words."""
MOST = 4.0
"""Vectors say at most so much, in log odds, for or against a pair."""
ROWS = 256
"""So many rows are sorted at once: a book's rows at once would fill the memory."""

Vector = Sequence[float]


@define(eq=False)
class Nearness:
    """Cosines of two sides' units, against what is usual for each unit (the margin of Artetxe and Schwenk, 2019)."""

    cosines: Any
    """An array of numpy's, a row for each unit of the source."""
    usual: tuple[list[float], list[float]]

    def odds(self, i: int, j: int) -> float:
        """Log odds for a pair."""
        margin = float(self.cosines[i, j]) - (self.usual[0][i] + self.usual[1][j]) / 2
        return max(-MOST, min(MOST, WEIGHT * margin))

    def nearest(self) -> list[tuple[int, int]]:
        """The pairs of each unit of the source and its nearest."""
        return [
            (start + i, j)
            for start in range(0, len(self.cosines), ROWS)
            for i, row in enumerate(
                (-self.cosines[start : start + ROWS]).argsort(axis=1, kind="stable")[:, :CANDIDATES]
            )
            for j in row.tolist()
        ]


def nearness_of(source: Sequence[Vector], retelling: Sequence[Vector]) -> Nearness:
    """The cosines of all pairs."""
    import numpy as np

    sides = [scaled(np.array(side, np.float32)) for side in (source, retelling)]
    cosines = sides[0] @ sides[1].T
    return Nearness(cosines, (top_means(cosines), top_means(cosines.T)))


def scaled(rows: Any) -> Any:
    """Vectors of length 1."""
    lengths = (rows * rows).sum(axis=1, keepdims=True) ** 0.5
    lengths[lengths == 0] = 1.0
    return rows / lengths


def top_means(rows: Any) -> list[float]:
    """The mean of the highest of each row."""
    import numpy as np

    out: list[float] = []
    for start in range(0, len(rows), ROWS):
        best = -np.sort(-rows[start : start + ROWS], axis=1)[:, :NEAREST]
        out += best.mean(axis=1, dtype=np.float64).tolist()
    return out
