"""The evidence that a pair's surroundings give, once every pair has been judged by its words."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Mapping, Sequence

from attrs import define

from retold_plugins.alignment.evidence import Pair, Weights
from retold_plugins.alignment.units import Unit, letters

SURE = 0.75
"""Pairs at least this likely by their words alone hold up their neighbours."""
GAP = 4
"""Between two sure pairs at most this far apart on both sides, every pair is a candidate."""
REWRITTEN = 0.7
"""Where sure pairs share less of their letters than this, nothing counts as kept."""

CONTEXT = (
    "words", "row_margin", "column_margin", "row_news", "column_news", "before", "after", "block", "fits", "jump",
    "derived", "derived_least", "words_derived", "fits_derived", "margins_derived",
    "crowded", "around", "best", "around_derived",
)  # fmt: skip
"""Evidence from the pair's surroundings."""


@define(eq=False)
class Setting:
    """All pairs' likelihoods, in the forms that context is taken from."""

    likely: Mapping[Pair, float]
    rows: dict[int, list[tuple[float, int]]]
    """For each unit of the source its pairs, likeliest first."""
    columns: dict[int, list[tuple[float, int]]]
    blocks: dict[Pair, float]
    """For each pair of blocks the likelihoods of the pairs in them, summed."""
    sure: list[Pair]
    """The sure pairs that are each other's best, in the source's order."""
    derived: tuple[float, float]
    """The mean of the units' best likelihoods, by side."""
    kept: float
    """How alike sure pairs are told: 1 in an unchanged copy, 0 where every sentence was rewritten or none is sure."""


def setting_of(sides: tuple[Sequence[Unit], Sequence[Unit]], likely: Mapping[Pair, float]) -> Setting:
    """The surroundings of all pairs."""
    rows: dict[int, list[tuple[float, int]]] = {}
    columns: dict[int, list[tuple[float, int]]] = {}
    blocks: dict[Pair, float] = {}
    a, b = sides
    for (i, j), p in likely.items():
        rows.setdefault(i, []).append((p, j))
        columns.setdefault(j, []).append((p, i))
        at = a[i].block, b[j].block
        blocks[at] = blocks.get(at, 0.0) + p
    for table in (rows, columns):
        for found in table.values():
            found.sort(key=lambda x: (-x[0], x[1]))
    sure = sorted(
        (i, found[0][1]) for i, found in rows.items() if found[0][0] >= SURE and columns[found[0][1]][0][1] == i
    )
    derived = (
        sum(found[0][0] for found in rows.values()) / max(1, len(a)),
        sum(found[0][0] for found in columns.values()) / max(1, len(b)),
    )
    alike = sum([letters(a[i], b[j]) for i, j in sure]) / max(1, len(sure))
    kept = max(0.0, alike - REWRITTEN) / (1 - REWRITTEN)
    return Setting(likely, rows, columns, blocks, sure, derived, kept)


def between(setting: Setting, sizes: Pair) -> list[Pair]:
    """Pairs that stand in a small gap between two sure pairs, whatever their words."""
    out = []
    ends = [(-1, -1), *setting.sure, sizes]
    for (i, j), (k, n) in itertools.pairwise(ends):
        if 1 < k - i <= GAP and 1 < n - j <= GAP:
            out += [(x, y) for x in range(i + 1, k) for y in range(j + 1, n)]
    return out


def context(
    sides: tuple[Sequence[Unit], Sequence[Unit]], weights: Weights, setting: Setting, pair: Pair, p: float
) -> list[float]:
    """The values of ``CONTEXT`` for a pair that is so likely by its words."""
    i, j = pair
    row_best, row_rival = rival(setting.rows.get(i, ()), j)
    column_best, column_rival = rival(setting.columns.get(j, ()), i)
    least, most = sorted(setting.derived)
    words = logit(p)
    fit, jump = fits(setting, pair, (len(sides[0]), len(sides[1])))
    u, v = sides[0][i], sides[1][j]
    near = around(setting.likely, i, j)
    row_margin, column_margin = p - row_best, p - column_best
    return [
        words,
        row_margin,
        column_margin,
        news(u, v, sides[1][row_rival], weights) if row_margin < 0 else 1.0,
        news(u, v, sides[0][column_rival], weights) if column_margin < 0 else 1.0,
        step(setting.likely, i, j, -1),
        step(setting.likely, i, j, 1),
        min(2.0, setting.blocks.get((u.block, v.block), 0.0) - p),
        fit,
        jump,
        most,
        least,
        words * most,
        fit * most,
        min(row_margin, column_margin) * most,
        max(0.0, row_best - 0.5) + max(0.0, column_best - 0.5),
        near,
        1.0 if row_margin > 0 and column_margin > 0 else 0.0,
        near * most,
    ]


def logit(p: float) -> float:
    """Log odds."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def rival(found: Sequence[tuple[float, int]], own: int) -> tuple[float, int]:
    """The likeliest other pair of a unit: its likelihood and the other unit."""
    for p, other in found[:2]:
        if other != own:
            return p, other
    return 0.0, -1


def news(u: Unit, v: Unit, other: Unit, weights: Weights) -> float:
    """The share of what two units share that the rival does not share with them."""
    common = u.bag.keys() & v.bag.keys()
    total = sum([weights.of[s] for s in common])
    return sum([weights.of[s] for s in common if s not in other.bag]) / total if total else 0.0


def step(likely: Mapping[Pair, float], i: int, j: int, by: int) -> float:
    """How likely the next (or last) units on both sides are a pair; a unit may be passed over."""
    get = likely.get
    return max(
        get((i + by, j + by), 0.0),
        0.8 * get((i + 2 * by, j + by), 0.0),
        0.8 * get((i + by, j + 2 * by), 0.0),
        0.6 * get((i + 2 * by, j + 2 * by), 0.0),
    )


def fits(setting: Setting, pair: Pair, sizes: Pair) -> tuple[float, float]:
    """How closely the nearest sure pairs hem a pair in (1 where nothing else fits), and how far it jumps."""
    i, j = pair
    sure = setting.sure
    at = bisect.bisect_left(sure, (i, -1))
    last = sure[at - 1] if at else (-1, -1)
    while at < len(sure) and sure[at][0] == i:
        at += 1
    following = sure[at] if at < len(sure) else sizes
    jump = min(abs((j - last[1]) - (i - last[0])), abs((following[1] - j) - (following[0] - i)))
    if last[1] < j < following[1]:
        return 2.0 / ((following[0] - last[0] - 1) + (following[1] - last[1] - 1)), math.log1p(jump)
    return 0.0, math.log1p(jump)


def around(likely: Mapping[Pair, float], i: int, j: int) -> float:
    """How likely pairs are that stand beside this one, in whatever order."""
    get = likely.get
    above = get((i - 1, j - 1), 0.0) + get((i - 1, j), 0.0) + get((i - 1, j + 1), 0.0)
    return min(
        1.5,
        above
        + get((i, j - 1), 0.0)
        + get((i, j + 1), 0.0)
        + get((i + 1, j - 1), 0.0)
        + get((i + 1, j), 0.0)
        + get((i + 1, j + 1), 0.0),
    )
