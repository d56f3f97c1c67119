"""How likely a pair is a link, given its evidence: two logistic models with fitted weights."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from attrs import frozen

from retold import tables
from retold_plugins.alignment.context import CONTEXT, between, context, setting_of
from retold_plugins.alignment.evidence import WORDING, Pair, Weights, candidates, wording
from retold_plugins.alignment.units import Unit


@frozen
class Model:
    """Weights in the order of the evidence that they belong to, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def likely(self, values: Sequence[float]) -> float:
        """Between 0 and 1."""
        z = self.bias + sum([w * x for w, x in zip(self.weights, values, strict=True)])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


@functools.cache
def model(name: str) -> Model:
    """A model of ``data/weights.toml``; its weights stand there by name."""
    table = tables.load(__file__, "weights")[name]
    names = WORDING if name == "wording" else (*CONTEXT, *WORDING)
    return Model(tuple(float(table[n]) for n in names), float(table["bias"]))


def likelihoods(sides: tuple[Sequence[Unit], Sequence[Unit]], weights: Weights) -> dict[Pair, float]:
    """All candidate pairs with the probability that an editor would link them."""
    first, second = model("wording"), model("context")
    values = {pair: wording(sides, weights, pair) for pair in candidates(sides, weights)}
    by_words = {pair: first.likely(own) for pair, own in values.items()}
    setting = setting_of(sides, by_words)
    for pair in between(setting, (len(sides[0]), len(sides[1]))):
        if pair not in values:
            values[pair] = wording(sides, weights, pair)
            by_words[pair] = first.likely(values[pair])
    return {
        pair: second.likely([*context(sides, weights, setting, pair, p), *values[pair]]) for pair, p in by_words.items()
    }
