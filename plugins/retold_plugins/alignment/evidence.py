"""Candidate pairs of units of one language, and the evidence for each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from attrs import define

from retold_plugins.alignment.units import Unit, letters

STOP_WEIGHT = 0.2
"""What a function word weighs against a content word of the same rarity."""
POSTINGS = 400
"""Words that join more pairs than this say too little to look for candidates by."""
CANDIDATES = 6
"""How many candidates a unit keeps on the other side before all evidence is weighed."""

Pair = tuple[int, int]


@define(eq=False)
class Weights:
    """How much each stem says in these two texts: the rarer, the more."""

    of: dict[str, float]
    total: tuple[list[float], list[float]]
    """The weight of all words of each unit, by side."""


def length_weight(stem: str) -> float:
    """Longer words are rarer in the language at large."""
    return min(1.2, 0.6 + 0.1 * len(stem))


def weights_of(sides: tuple[Sequence[Unit], Sequence[Unit]]) -> Weights:
    """Weights of stems by the share of units that hold them."""
    seen: dict[str, int] = {}
    stops: set[str] = set()
    for side in sides:
        for unit in side:
            for stem in unit.bag:
                seen[stem] = seen.get(stem, 0) + 1
            stops |= unit.stops
    count = len(sides[0]) + len(sides[1])
    of = {s: math.log(1 + count / n) * (STOP_WEIGHT if s in stops else length_weight(s)) for s, n in seen.items()}
    total = tuple([sum([of[s] * n for s, n in unit.bag.items()]) or 1e-9 for unit in side] for side in sides)
    return Weights(of, total)  # type: ignore[arg-type]


def candidates(sides: tuple[Sequence[Unit], Sequence[Unit]], weights: Weights) -> list[Pair]:
    """Pairs that share words: of each unit the best on the other side."""
    a, b = sides
    postings = places_of(b)
    counts = {stem: len(found) for stem, found in places_of(a).items()}
    of = weights.of
    by_key: dict[str, list[int]] = {}
    for j, unit in enumerate(b):
        by_key.setdefault(unit.key, []).append(j)
    ranked: dict[int, list[tuple[float, int]]] = {}
    kept: dict[Pair, None] = {}
    total_a, total_b = weights.total
    for i, unit in enumerate(a):
        row: dict[int, float] = {}
        for stem in unit.bag:
            found = postings.get(stem)
            if found is None or counts[stem] * len(found) > POSTINGS:
                continue
            w = of[stem]
            for j in found:
                row[j] = row.get(j, 0.0) + w
        for j in by_key.get(unit.key, ())[:CANDIDATES]:
            row.setdefault(j, 0.0)
        scored = [(w / math.sqrt(total_b[j]), j) for j, w in row.items()]
        for s, j in scored:
            ranked.setdefault(j, []).append((s * math.sqrt(total_b[j] / total_a[i]), i))
        scored.sort(reverse=True)
        for _, j in scored[:CANDIDATES]:
            kept[i, j] = None
    for j, column in ranked.items():
        column.sort(reverse=True)
        for _, i in column[:CANDIDATES]:
            kept[i, j] = None
    return list(kept)


def places_of(side: Sequence[Unit]) -> dict[str, list[int]]:
    """The units that hold each stem."""
    out: dict[str, list[int]] = {}
    for k, unit in enumerate(side):
        for stem in unit.bag:
            out.setdefault(stem, []).append(k)
    return out


def shared_weight(of: dict[str, float], one: frozenset[str], other: frozenset[str]) -> float:
    """What the stems that both have weigh together, on a logarithmic scale."""
    return 0.0 if one.isdisjoint(other) else math.log1p(sum([of[s] for s in one & other]))


WORDING = (
    "cosine", "in_source", "in_retelling", "best_cover", "amount", "sequence", "letters", "names", "figures",
    "figures_differ", "quoted", "same", "heading", "one_heading", "far", "longer", "short",
)  # fmt: skip
"""Evidence from the two units by themselves."""


def wording(sides: tuple[Sequence[Unit], Sequence[Unit]], weights: Weights, pair: Pair) -> list[float]:
    """The values of ``WORDING`` for a pair."""
    i, j = pair
    u, v = sides[0][i], sides[1][j]
    of = weights.of
    total_u, total_v = weights.total[0][i], weights.total[1][j]
    left, right = u.bag, v.bag
    common = left.keys() & right.keys()
    shared = 0.0
    for stem in common:
        n = min(left[stem], right[stem])
        shared += of[stem] * n
    square = sum([of[s] for s in common if s not in u.stops])
    in_u, in_v = min(1.0, shared / total_u), min(1.0, shared / total_v)
    runs = 0.0
    if not u.pairs.isdisjoint(v.pairs):
        runs = sum([of[x] + of[y] for x, y in itertools.pairwise(u.order) if (x, y) in v.pairs])
    figures = len(u.figures & v.figures)
    differ = 1.0 if u.figures and v.figures and not figures else 0.0
    return [
        math.sqrt(in_u * in_v),
        in_u,
        in_v,
        max(in_u, in_v),
        math.log1p(square),
        math.log1p(runs),
        letters(u, v),
        shared_weight(of, u.names, v.names),
        shared_weight(of, u.figures, v.figures),
        differ,
        shared_weight(of, u.quoted, v.quoted),
        1.0 if u.key == v.key else 0.0,
        1.0 if u.is_heading and v.is_heading else 0.0,
        1.0 if u.is_heading != v.is_heading else 0.0,
        abs(i / len(sides[0]) - j / len(sides[1])),
        abs(math.log(total_u / total_v)),
        1.0 / (1.0 + min(len(left), len(right))),
    ]
