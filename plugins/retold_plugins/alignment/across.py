"""Links between texts in different languages without a model: what can be recognised, length, and order.

Chains of links that keep their order are found one after the other, heaviest first, by a local alignment
with gaps: what moved as a whole becomes a chain of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from retold import Link
from retold_plugins.alignment.chains import BEADS, chains
from retold_plugins.alignment.chart import Chart, across
from retold_plugins.alignment.corrections import Given
from retold_plugins.alignment.logistic import model
from retold_plugins.alignment.units import Unit
from retold_plugins.alignment.vectors import Nearness

IN_CHAIN = 2.0
"""What a place in a chain says besides."""
GIVEN = 30.0
"""What a link that a person fixed says for its pair, and against all others of its units."""


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
