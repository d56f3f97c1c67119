"""Texts of which one tells the other in much shorter sentences: what each is told from, by its words and by order.

A sentence of plain language shares few words with what it is told from, but it stands where that stands: several
short sentences follow each other for a long one, then comes the next. The longer text is a hidden Markov model's
chain of states, each sentence of the shorter one is told from the state that the chain is in or from none, and the
forward-backward algorithm says how likely each state is given all sentences before and after.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from retold_plugins.alignment.evidence import Pair
from retold_plugins.alignment.likeness import alike
from retold_plugins.alignment.units import Unit

SHORTER = 1.3
"""One text simplifies the other if its sentences are shorter by this factor."""

STAY, STEP, SKIP, ANYWHERE = 0.5, 0.3, 0.15, 0.03
"""Told from the same sentence as the last, from the next, from one further on, and from any whatever."""
FURTHER = 0.6
"""How likely passing over one more sentence is, against stopping there."""
FREE = 0.2
"""The share of sentences that are told from none."""
OPENING = (0.3, 0.2)
"""How likely the first and the second sentence of the one text are what the first of the other is told from."""

COPIED = 0.3
"""The share of words that a sentence takes from what it is told from."""
FUNCTION_WORD = 0.3
"""What a function word counts of a content word."""
DEPENDENT = 0.7
"""Words are no independent witnesses: their log odds count so much."""
UNSAID = 0.03
"""Pairs more likely than this by all other evidence gain by it."""
MOST = 30.0

KEEPS_ORDER = 0.2
"""The order is kept if the text is likelier with it than in any order, by so much in log odds for each sentence."""
WORTH_TELLING = 0.1
"""Pairs less likely than this are not told."""

CELLS = 100_000
"""Texts whose numbers of units have a larger product are taken piece by piece between anchors."""
LARGEST = 400_000
"""A piece without anchors may be so large; what lies in a larger one is left to other evidence."""
ANCHOR = 0.9

Side = Sequence[Unit]
Sides = tuple[Side, Side]


def simplifies(sides: Sides) -> int | None:
    """The side whose sentences are much shorter than the other's, if any."""
    means = [sum([sum(u.bag.values()) for u in side]) / max(1, len(side)) for side in sides]
    if min(means) <= 0 or max(means) < SHORTER * min(means):
        return None
    return means.index(min(means))


def told_from(sides: Sides, likely: Mapping[Pair, float], short: int) -> dict[Pair, float]:
    """Pairs of units with the probability that the one of the ``short`` side is told from the other."""
    if short == 0:
        turned = told_from((sides[1], sides[0]), {(j, i): p for (i, j), p in likely.items()}, 1)
        return {(i, j): p for (j, i), p in turned.items()}
    by_column: dict[int, list[tuple[int, float]]] = {}
    for (i, j), p in likely.items():
        if p > UNSAID:
            by_column.setdefault(j, []).append((i, p))
    similar = alike({s for u in sides[0] for s in content(u)}, {s for u in sides[1] for s in content(u)})
    out: dict[Pair, float] = {}
    for rows, columns in pieces(sides, likely):
        gains = [
            {i - rows.start: logit(p) - logit(UNSAID) for i, p in by_column.get(j, ()) if i in rows} for j in columns
        ]
        told = likelihoods(sides[0][rows.start : rows.stop], sides[1][columns.start : columns.stop], gains, similar)
        for j, row in enumerate(posteriors(told)):
            for i, p in row:
                out[i + rows.start, j + columns.start] = p
    return out


def content(unit: Unit) -> Iterator[str]:
    """The stems of a unit that are no function words."""
    return (s for s in unit.bag if s not in unit.stops)


def logit(p: float) -> float:
    """Log odds."""
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def pieces(sides: Sides, likely: Mapping[Pair, float]) -> Iterator[tuple[range, range]]:
    """The texts as a whole, or cut at anchors; the long text's sentence of an anchor belongs to both pieces."""
    ends = len(sides[0]) - 1, len(sides[1]) - 1
    cuts = [ends]
    if len(sides[0]) * len(sides[1]) > CELLS:
        cuts = [*rising(pair for pair, p in likely.items() if p >= ANCHOR and pair[1] < ends[1]), ends]
    i = j = 0
    for cut, following in itertools.zip_longest(cuts, cuts[1:]):
        if following and (following[0] + 1 - i) * (following[1] + 1 - j) <= CELLS:
            continue
        if (cut[0] + 1 - i) * (cut[1] + 1 - j) <= LARGEST:
            yield range(i, cut[0] + 1), range(j, cut[1] + 1)
        i, j = cut[0], cut[1] + 1


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """The longest run of pairs that rises on both sides."""
    ends: list[int] = []
    tails: list[int] = []
    before: dict[int, int] = {}
    found = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for k, (_, j) in enumerate(found):
        at = bisect.bisect_left(ends, j)
        ends[at : at + 1] = [j]
        tails[at : at + 1] = [k]
        if at:
            before[k] = tails[at - 1]
    out = []
    k = tails[-1] if tails else -1
    while k >= 0:
        out.append(found[k])
        k = before.get(k, -1)
    return out[::-1]


def likelihoods(
    long: Side, short: Side, gains: Sequence[Mapping[int, float]], similar: Mapping[str, Mapping[str, float]]
) -> list[list[float]]:
    """For each short unit how much more likely its words are if told from each long one than if told from none."""
    count: dict[str, int] = {}
    places: dict[str, list[tuple[int, float]]] = {}
    for side in (long, short):
        for unit in side:
            for stem, n in unit.bag.items():
                count[stem] = count.get(stem, 0) + n
    for i, unit in enumerate(long):
        length = sum(unit.bag.values())
        for stem, n in unit.bag.items():
            places.setdefault(stem, []).append((i, n / length))
    total = sum(count.values())
    ratio = COPIED / (1 - COPIED)
    out = []
    for unit, gain in zip(short, gains, strict=True):
        odds: dict[int, float] = {}
        nothing = 0.0
        for stem in unit.bag:
            weight = DEPENDENT * (FUNCTION_WORD if stem in unit.stops else 1.0)
            nothing += weight * math.log(1 - COPIED)
            usual = ratio * total / count[stem]
            for i, share in shares(places, stem, similar.get(stem)):
                odds[i] = odds.get(i, 0.0) + weight * math.log1p(usual * share)
        for i, more in gain.items():
            odds[i] = odds.get(i, 0.0) + more
        row = [math.exp(max(-MOST, nothing))] * len(long)
        for i, more in odds.items():
            row[i] = math.exp(max(-MOST, min(MOST, nothing + more)))
        out.append(row)
    return out


def shares(
    places: Mapping[str, Sequence[tuple[int, float]]], stem: str, similar: Mapping[str, float] | None
) -> Iterable[tuple[int, float]]:
    """The long units that hold a stem or one like it, with the share of their words that it makes up."""
    own = places.get(stem, ())
    if not similar:
        return own
    best = dict(own)
    for other, likeness in similar.items():
        for i, share in places.get(other, ()):
            best[i] = max(best.get(i, 0.0), share * likeness * likeness)
    return best.items()


def posteriors(told: Sequence[Sequence[float]]) -> Iterator[list[tuple[int, float]]]:
    """For each short unit the long ones that it is likely told from; nothing where the order is not kept."""
    n = len(told[0])
    state = [0.5 / n] * n
    for i, p in enumerate(OPENING[:n]):
        state[i] += p
    states, expected, scales = [], [], []
    for j, row in enumerate(told):
        ahead = moved(state) if j else state
        states.append(state)
        expected.append(ahead)
        state = [(1 - FREE) * p * x + FREE * last for p, x, last in zip(ahead, row, state, strict=True)]
        scales.append(sum(state))
        state = [p / scales[j] for p in state]
    chance = [(1 - FREE) * sum(row) / n + FREE for row in told]
    gain = sum(math.log(own / other) for own, other in zip(scales, chance, strict=True))
    if gain < KEEPS_ORDER * len(told):
        return
    later = [1.0] * n
    found = []
    for j in range(len(told) - 1, -1, -1):
        here = [(1 - FREE) * x * p for x, p in zip(told[j], later, strict=True)]
        own = [p * x for p, x in zip(expected[j], here, strict=True)]
        total = sum(own) + FREE * sum([p * x for p, x in zip(states[j], later, strict=True)])
        found.append([(i, p / total) for i, p in enumerate(own) if p >= WORTH_TELLING * total])
        back = moved(here[::-1])[::-1]
        later = [(p + FREE * x) / scales[j] for p, x in zip(back, later, strict=True)]
    yield from reversed(found)


def moved(state: Sequence[float]) -> list[float]:
    """Where the chain is after one move, from where it may be now. Read backwards it is the transposed move."""
    anywhere = ANYWHERE * sum(state) / len(state)
    out = []
    last = before = skipped = 0.0
    for p in state:
        skipped = FURTHER * skipped + (1 - FURTHER) * before
        out.append(STAY * p + STEP * last + SKIP * skipped + anywhere)
        before, last = last, p
    return out
