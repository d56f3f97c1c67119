"""How likely a pair of units is a link, given its evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from retold_plugins.alignment.context import between, context, setting_of
from retold_plugins.alignment.corrections import Given
from retold_plugins.alignment.evidence import Pair, Weights, candidates, wording
from retold_plugins.alignment.logistic import Model, model
from retold_plugins.alignment.units import Unit
from retold_plugins.alignment.vectors import Nearness

UNLIKELY = 0.01
"""Pairs less likely than this by their words are not looked at again, unless sure pairs hem them in."""


def likelihoods(
    sides: tuple[Sequence[Unit], Sequence[Unit]],
    weights: Weights,
    given: Given | None = None,
    near: Nearness | None = None,
) -> dict[Pair, float]:
    """All candidate pairs with the probability that an editor would link them.

    Pairs of units that a person has linked are not judged, but hold up their neighbours.
    """
    given = given or Given()
    first = model("wording")
    found = candidates(sides, weights)
    if near is not None:
        found += near.nearest()
    values = {pair: wording(sides, weights, pair) for pair in dict.fromkeys(found) if given.leaves(*pair)}
    by_words = {pair: judged_by(first, own, pair, near) for pair, own in values.items()}
    by_words.update(dict.fromkeys(sorted(given.pairs), 1.0))
    setting = setting_of(sides, by_words)
    second = model("context").shifted(model("context-kept"), setting.kept)
    judged = {pair: p for pair, p in by_words.items() if p >= UNLIKELY and pair in values}
    for pair in between(setting, (len(sides[0]), len(sides[1]))):
        if pair not in judged and given.leaves(*pair):
            if pair not in values:
                values[pair] = wording(sides, weights, pair)
            judged[pair] = judged_by(first, values[pair], pair, near)
    return {
        pair: judged_by(second, [*context(sides, weights, setting, pair, p), *values[pair]], pair, near)
        for pair, p in judged.items()
    }


def judged_by(judge: Model, values: Sequence[float], pair: Pair, near: Nearness | None) -> float:
    """A model's probability, with what vectors say besides."""
    if near is None:
        return judge.likely(values)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, judge.odds(values) + near.odds(*pair)))))
