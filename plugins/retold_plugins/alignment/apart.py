"""Links between two reports of one event of which neither derives from the other.

There the words of most pairs agree no better by kinship than by chance, since all sentences share the event's
names and terms. So pairs are judged once more: by what they share besides names and introductions, by figures of
about the same size that count the same, and by whether each is the other's best.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from retold_plugins.alignment.context import logit
from retold_plugins.alignment.evidence import Pair, length_weight
from retold_plugins.alignment.logistic import model, sigmoid
from retold_plugins.alignment.tellings import FIGURE, NAME, TOPIC, Sides, Telling, tellings
from retold_plugins.alignment.units import letters
from retold_plugins.segmentation.artifacts import Token

LEAST_NEW, LEAST_MORE, LEAST_FULL = 0.35, 0.5, 0.6
"""How likely a link must be where neither unit is in a likelier one, where one is, and where both are."""
GENERAL = 0.3
"""What the general model counts in log odds beside those for reports: it knows the pairs around a pair better."""
SURE = 0.6
"""A pair that the general model holds for so likely stands too, unless both its units are linked."""
INTRODUCED = 0.65
"""Where so much of what two units share only introduces people, the general model is not heard, and a pair must be as
likely as one whose units both have another."""
KIN, KIN_SHARE = 5, 0.6
"""Words of one family share so many first letters, and this share of the longer."""
KIN_WEIGHT = 0.7
ABOUT = 2.0
"""Two reports count a thing alike if neither figure is more than so many times the other."""

AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, 1), (1, -1))
"""Where pairs beside a pair stand: what one report tells in a sentence the other may spread over two, or turn."""

SHARED = ("likely", "names", "topic", "figures", "about", "letters", "introduced")
"""Evidence from the two units by themselves."""
BESIDE = ("shared", "near", "best")
"""Evidence from the pairs around them."""


def apart(
    sides: Sides, tokens: tuple[Sequence[Sequence[Token]], Sequence[Sequence[Token]]], likely: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The pairs that stand, with their likelihoods, given those by the general model."""
    values = shared(sides, tokens, likely)
    first, second = model("apart", "apart"), model("apart-beside", "apart")
    by_shared = {pair: first.likely(own) for pair, own in values.items()}
    return chosen({pair: second.likely(own) for pair, own in beside(by_shared).items()}, likely, values)


def chosen(
    own: Mapping[Pair, float], likely: Mapping[Pair, float], values: Mapping[Pair, Sequence[float]]
) -> dict[Pair, float]:
    """The pairs that stand by the models for reports (``own``) and the general one (``likely``).

    The likeliest come first, since a unit that has its counterpart needs a second one less.
    """
    heard = {pair: p for pair, p in likely.items() if values[pair][-1] < INTRODUCED}
    both = {
        pair: sigmoid((1 - GENERAL) * logit(p) + GENERAL * general(heard[pair])) if pair in heard else p
        for pair, p in own.items()
    }
    sure = {pair: p for pair, p in heard.items() if p >= SURE}
    out: dict[Pair, float] = {}
    rows, columns = set(), set()
    for told, least in ((both, (LEAST_NEW, LEAST_MORE, LEAST_FULL)), (sure, (SURE, SURE, math.inf))):
        for (i, j), p in sorted(told.items(), key=lambda item: (-item[1], item[0])):
            others = (i in rows) + (j in columns) if (i, j) in heard else 2
            if (i, j) not in out and p >= least[others]:
                out[i, j] = p
                rows.add(i)
                columns.add(j)
    return out


def shared(
    sides: Sides, tokens: tuple[Sequence[Sequence[Token]], Sequence[Sequence[Token]]], likely: Mapping[Pair, float]
) -> dict[Pair, list[float]]:
    """The values of ``SHARED`` for all candidates."""
    told = tellings(sides, tokens)
    held: dict[str, int] = {}
    for side in told:
        for unit in side:
            for stem in unit.concepts:
                held[stem] = held.get(stem, 0) + 1
    count = len(sides[0]) + len(sides[1])
    rare = {stem: math.log(1 + count / n) for stem, n in held.items()}
    out = {}
    for (i, j), p in likely.items():
        u, v = sides[0][i], sides[1][j]
        *sums, introduced = agreement(told[0][i], told[1][j], rare)
        about = counted_alike(told[0][i], told[1][j])
        out[i, j] = [general(p), *map(math.log1p, sums), float(about), letters(u, v), introduced]
    return out


def general(p: float) -> float:
    """Log odds by the general model, which is no surer of what stands apart than this."""
    return logit(min(max(p, 0.002), 0.998))


def agreement(left: Telling, right: Telling, rare: Mapping[str, float]) -> tuple[float, float, float, float]:
    """What two units share in names, topics and figures, by rarity; the share of it that only introduces people."""
    common = kin(left, right)
    names = {s for s in common if left.concepts[s] == NAME == right.concepts[common[s]]}
    sums = [0.0, 0.0, 0.0, 0.0]
    for stem, other in common.items():
        kind = left.concepts[stem]
        weight = rare[stem] * (length_weight(stem) if kind == TOPIC else 1.0) * (1.0 if stem == other else KIN_WEIGHT)
        if any((stem, n) in left.introduced and (other, common[n]) in right.introduced for n in names):
            sums[3] += weight
        elif stem in names:
            sums[0] += weight
        else:
            sums[2 if kind == FIGURE else 1] += weight
    return sums[0], sums[1], sums[2], sums[3] / (sum(sums) or 1.0)


def counted_alike(left: Telling, right: Telling) -> bool:
    """Whether both have a figure before the same word, and the two are about the same size."""
    return any(
        word == other and max(x, y) <= ABOUT * min(x, y) for x, word in left.counted for y, other in right.counted
    )


def kin(left: Telling, right: Telling) -> dict[str, str]:
    """The concepts of the left that the right has too, as it is or as a word of the same family."""
    out = {stem: stem for stem in left.concepts if stem in right.concepts}
    families: dict[str, list[str]] = {}
    for stem, kind in right.concepts.items():
        if kind != FIGURE and stem not in left.concepts:
            families.setdefault(stem[:KIN], []).append(stem)
    for stem, kind in left.concepts.items():
        if kind != FIGURE and stem not in out and len(stem) >= KIN:
            for other in families.get(stem[:KIN], ()):
                if first_letters(stem, other) >= KIN_SHARE * max(len(stem), len(other)):
                    out[stem] = other
                    break
    return out


def first_letters(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    least = min(len(one), len(other))
    return next((k for k in range(least) if one[k] != other[k]), least)


def beside(likely: Mapping[Pair, float]) -> dict[Pair, list[float]]:
    """The values of ``BESIDE``: with the pair's own likelihood the best beside it, and whether it is best for both."""
    rows: dict[int, list[float]] = {}
    columns: dict[int, list[float]] = {}
    for (i, j), p in likely.items():
        rows.setdefault(i, []).append(p)
        columns.setdefault(j, []).append(p)
    firsts = [{k: sorted(found)[-2:] for k, found in table.items()} for table in (rows, columns)]
    out = {}
    for (i, j), p in likely.items():
        best = all(p == found[-1] and (len(found) < 2 or found[0] < p) for found in (firsts[0][i], firsts[1][j]))
        near = max(likely.get((i + x, j + y), 0.0) for x, y in AROUND)
        out[i, j] = [logit(p), near, float(best)]
    return out
