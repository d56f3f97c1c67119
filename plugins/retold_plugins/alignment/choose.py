"""From likelihoods to links: which pairs stand, joined where sentences were split or merged, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from retold import Link
from retold_plugins.alignment.corrections import Given
from retold_plugins.alignment.evidence import Pair, Weights
from retold_plugins.alignment.simplified import simplifies, told_from
from retold_plugins.alignment.units import Unit, letters

LEAST = 0.5
"""How likely a link must be in two texts of which one derives from the other."""
LEAST_ALONE = 0.35
"""How likely a pair must be there if neither of its units has another.

A sentence that was rewritten freely has a doubtful counterpart; that it has none at all is the less likely.
"""
SPARSE = 0.33
"""Where one text simplifies the other and less than this share of its units is linked by words, order decides."""
ORDERED, FIRM = 0.4, 0.8
"""How likely a link must be there by words and order together, and how likely by all other evidence to stand anyway."""
LOOSE = 0.5
"""Where no side has this share of its units linked, one text derives from the other in parts at most."""
KEPT, KEPT_LETTERS = 2, 0.6
"""So many units without quotations, told with this share of the same letters, show that parts were derived."""
KEPT_SHARE = 0.05
"""They are at least this share of the shorter text, too."""
WIDEST = 4
"""A link joins at most so many units of a side."""

Sides = tuple[Sequence[Unit], Sequence[Unit]]


def links_of(sides: Sides, weights: Weights, chosen: Mapping[Pair, float]) -> list[Link]:
    """The links of two texts, in the source's order, of the pairs that stand."""
    return [link_of(sides, weights, chosen, *group) for group in groups(chosen)]


def firm(likely: Mapping[Pair, float]) -> dict[Pair, float]:
    """The pairs that stand by their likelihood alone."""
    return {pair: p for pair, p in likely.items() if p >= LEAST}


def is_loose(sides: Sides, found: Collection[Pair]) -> bool:
    """Whether no side has its greater part linked."""
    return all(len({pair[k] for pair in found}) < LOOSE * max(1, len(sides[k])) for k in (0, 1))


def stand_apart(sides: Sides, found: Collection[Pair]) -> bool:
    """Whether neither of two texts derives from the other: little is linked, and no sentence but quotations is kept."""
    if not is_loose(sides, found):
        return False
    kept = sum(
        not u.quoted and not v.quoted and letters(u, v) >= KEPT_LETTERS
        for u, v in ((sides[0][i], sides[1][j]) for i, j in found)
    )
    return kept < max(KEPT, KEPT_SHARE * min(map(len, sides)))


def simplified(sides: Sides, likely: Mapping[Pair, float], given: Given) -> dict[Pair, float]:
    """The pairs of two texts of which one simplifies the other and words link little; none elsewhere."""
    short = simplifies(sides)
    if short is None or len({pair[short] for pair in firm(likely)}) >= SPARSE * max(1, len(sides[short])):
        return {}
    return ordered(sides, likely, short, given)


def ordered(sides: Sides, likely: Mapping[Pair, float], short: int, given: Given) -> dict[Pair, float]:
    """The pairs of two texts whose ``short`` side simplifies the other; none where the order is not kept."""
    told = told_from(sides, {**likely, **dict.fromkeys(sorted(given.pairs), 1.0)}, short)
    if not told:
        return {}
    chosen = {pair: p for pair, p in likely.items() if p >= FIRM}
    done = {pair[short] for pair in chosen}
    chosen.update(
        (pair, p) for pair, p in told.items() if p >= ORDERED and pair[short] not in done and given.leaves(*pair)
    )
    return chosen


def standing(sides: Sides, likely: Mapping[Pair, float]) -> dict[Pair, float]:
    """Pairs that are likely enough, and then those a little less likely whose units would stand alone.

    Two sentences of which each stands word for word in the other text are no pair unless they are the same.
    """
    keys = [{unit.key for unit in side} for side in sides]
    both = keys[0] & keys[1]
    if both:
        likely = {pair: p for pair, p in likely.items() if not is_crossed(sides[0][pair[0]], sides[1][pair[1]], both)}
    chosen = firm(likely)
    rows, columns = {i for i, _ in chosen}, {j for _, j in chosen}
    doubtful = [(p, pair) for pair, p in likely.items() if LEAST_ALONE <= p < LEAST]
    for p, (i, j) in sorted(doubtful, key=lambda x: (-x[0], x[1])):
        if i not in rows and j not in columns:
            chosen[i, j] = p
            rows.add(i)
            columns.add(j)
    return chosen


def is_crossed(unit: Unit, other: Unit, both: Collection[str]) -> bool:
    """Whether two different units each have the same words as a unit of the other's text."""
    return unit.key != other.key and unit.key in both and other.key in both


def groups(chosen: Mapping[Pair, float]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairs that share a unit and whose other units follow each other, as one group of n to 1 or 1 to n."""
    left = dict.fromkeys(sorted(chosen))
    out: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    by_row: dict[int, set[int]] = {}
    by_column: dict[int, set[int]] = {}
    for i, j in chosen:
        by_row.setdefault(i, set()).add(j)
        by_column.setdefault(j, set()).add(i)
    while left:
        i, j = next(iter(left))
        across, down = [j], [i]
        if len(by_column[j]) == 1:
            while len(across) < WIDEST and (i, across[-1] + 1) in left and len(by_column[across[-1] + 1]) == 1:
                across.append(across[-1] + 1)
        if len(across) == 1 and len(by_row[i]) == 1:
            while len(down) < WIDEST and (down[-1] + 1, j) in left and len(by_row[down[-1] + 1]) == 1:
                down.append(down[-1] + 1)
        for x in down:
            for y in across:
                del left[x, y]
        out.append((tuple(down), tuple(across)))
    return sorted(out)


def link_of(
    sides: Sides, weights: Weights, chosen: Mapping[Pair, float], left: tuple[int, ...], right: tuple[int, ...]
) -> Link:
    """One link of these units."""
    pairs = [(i, j) for i in left for j in right]
    score = sum(chosen[pair] for pair in pairs) / len(pairs)
    source, retelling = [sides[0][i] for i in left], [sides[1][j] for j in right]
    return Link(
        tuple(u.span for u in source),
        tuple(u.span for u in retelling),
        round(score, 4),
        degree(source, retelling, weights),
        reasons(source, retelling, weights),
    )


def degree(source: Sequence[Unit], retelling: Sequence[Unit], weights: Weights) -> str:
    """full where each side holds most of what the other says."""
    left, right = bag(source), bag(retelling)
    shared = sum(weights.of[s] * min(n, right[s]) for s, n in left.items() if s in right)
    totals = [sum(weights.of[s] * n for s, n in side.items()) or 1e-9 for side in (left, right)]
    return "full" if shared / max(totals) > 0.4 else "partial"


def bag(units: Sequence[Unit]) -> dict[str, int]:
    """The stems of several units."""
    if len(units) == 1:
        return units[0].bag
    out: dict[str, int] = {}
    for unit in units:
        for stem, n in unit.bag.items():
            out[stem] = out.get(stem, 0) + n
    return out


def reasons(source: Sequence[Unit], retelling: Sequence[Unit], weights: Weights) -> tuple[str, ...]:
    """What a link stands on, in words for people."""
    if " ".join(u.key for u in source) == " ".join(u.key for u in retelling):
        return ("same words",)
    out = []
    quoted = [frozenset().union(*(u.quoted for u in side)) for side in (source, retelling)]
    if len(quoted[0] & quoted[1]) >= 2:
        out.append("quotation")
    for what in ("figures", "names"):
        both = [frozenset().union(*(getattr(u, what) for u in side)) for side in (source, retelling)]
        best = sorted(both[0] & both[1], key=lambda s: (-weights.of[s], s))[:2]
        out += [f"{what[:-1]} {spelt(word, source)}" for word in best]
    words = sorted(
        (s for s in bag(source).keys() & bag(retelling).keys() if not any(s in u.stops for u in source)),
        key=lambda s: (-weights.of[s], s),
    )
    if len(words) >= 2:
        out.append("wording")
    return tuple(out) or ("place",)


def spelt(stem: str, units: Sequence[Unit]) -> str:
    """A stem as the text prints it."""
    return next((u.forms[stem] for u in units if stem in u.forms), stem)
