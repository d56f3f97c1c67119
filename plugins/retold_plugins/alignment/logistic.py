"""Logistic models with fitted weights."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Sequence

from attrs import frozen

from retold import tables


@frozen
class Model:
    """Weights in the order of the evidence that they belong to, and a bias."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def shifted(self, by: Model, amount: float) -> Model:
        """This model with so much of another's weights added, for the same evidence."""
        weights = tuple([own + amount * more for own, more in zip(self.weights, by.weights, strict=True)])
        return Model(self.names, weights, self.bias + amount * by.bias)

    def odds(self, values: Sequence[float]) -> float:
        """Log odds."""
        weighted: float = sum(map(operator.mul, self.weights, values))
        return self.bias + weighted

    def likely(self, values: Sequence[float]) -> float:
        """Between 0 and 1."""
        return sigmoid(self.odds(values))


def sigmoid(odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@functools.cache
def model(name: str, file: str = "weights") -> Model:
    """A model of a file in ``data``; its weights stand there by name, in the order of the evidence."""
    table = dict(tables.load(__file__, file)[name])
    bias = float(table.pop("bias"))
    return Model(tuple(table), tuple(map(float, table.values())), bias)
