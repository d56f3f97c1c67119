"""How likely a pair of units is a link, given its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from retold_plugins.alignment.context import between, context, setting_of
from retold_plugins.alignment.evidence import Pair, Weights, candidates, wording
from retold_plugins.alignment.logistic import model
from retold_plugins.alignment.units import Unit

UNLIKELY = 0.01
"""Pairs less likely than this by their words are not looked at again, unless sure pairs hem them in."""


def likelihoods(sides: tuple[Sequence[Unit], Sequence[Unit]], weights: Weights) -> dict[Pair, float]:
    """All candidate pairs with the probability that an editor would link them."""
    first, second = model("wording"), model("context")
    values = {pair: wording(sides, weights, pair) for pair in candidates(sides, weights)}
    by_words = {pair: first.likely(own) for pair, own in values.items()}
    setting = setting_of(sides, by_words)
    judged = {pair: p for pair, p in by_words.items() if p >= UNLIKELY}
    for pair in between(setting, (len(sides[0]), len(sides[1]))):
        if pair not in judged:
            if pair not in values:
                values[pair] = wording(sides, weights, pair)
            judged[pair] = first.likely(values[pair])
    return {
        pair: second.likely([*context(sides, weights, setting, pair, p), *values[pair]]) for pair, p in judged.items()
    }
