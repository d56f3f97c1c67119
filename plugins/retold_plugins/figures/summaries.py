"""Figures of a retelling's sentence that no source sentence has, held against the sentence that tells the same."""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from retold import Span
from retold_plugins.figures import compare
from retold_plugins.figures.artifacts import ORDINAL, Figure
from retold_plugins.figures.compare import CHANGED, OTHER
from retold_plugins.segmentation.artifacts import Words

LEAST, SHARE = 3, 0.5
"""So many content words, and this share of those of the retelling's sentence, must stand in the source's."""
MANY = 60
"""Figures of one sort that are looked at."""
Place = tuple[int, int]


class Summaries:
    """The sentences of two texts by their words."""

    def __init__(self, words: Sequence[Words], units: Sequence[Sequence[Span]]) -> None:
        self._words, self._units = words, units
        self._starts = tuple([unit.start for unit in side] for side in units)
        self._stems: dict[Place, frozenset[str]] = {}

    def place(self, side: int, span: Span) -> Place:
        """The sentence that holds a span."""
        return side, bisect.bisect_right(self._starts[side], span.start) - 1

    def stems(self, place: Place) -> frozenset[str]:
        """The content words of a sentence."""
        if place not in self._stems:
            side, n = place
            found = self._words[side].within(self._units[side][n]) if 0 <= n < len(self._units[side]) else ()
            self._stems[place] = frozenset(t.stem for t in found if t.is_content and t.kind == "word")
        return self._stems[place]

    def share(self, source: Span, retelling: Span) -> float:
        """Which part of the words of the retelling's sentence the source's has; 0 where too little is the same."""
        ours, theirs = self.stems(self.place(0, source)), self.stems(self.place(1, retelling))
        common = len(ours & theirs)
        return common / len(theirs) if common >= LEAST and common >= SHARE * len(theirs) else 0.0


def told_otherwise(
    sides: tuple[Sequence[Figure], Sequence[Figure]], known: tuple[set[int], set[int]], summaries: Summaries
) -> Iterator[tuple[int, int, float]]:
    """Figures that the source does not have, with the one of their sort in the sentence that tells the same."""
    values = {(f.value, f.when) for f in sides[0]}
    by_sort: dict[tuple[str, str], list[int]] = defaultdict(list)
    per_unit: Counter[tuple[Place, str, str]] = Counter()
    for i, figure in enumerate(sides[0]):
        by_sort[figure.kind, "" if figure.is_temporal else figure.unit].append(i)
        per_unit[summaries.place(0, figure.span), figure.kind, figure.unit] += 1
    for j, figure in enumerate(sides[1]):
        if j in known[1] or not figure.sure or figure.kind == ORDINAL or (figure.value, figure.when) in values:
            continue
        best: tuple[float, int] = (0.0, -1)
        for i in by_sort[figure.kind, "" if figure.is_temporal else figure.unit][:MANY]:
            other = sides[0][i]
            if not other.sure or compare.compare(other, figure) != compare.Verdict(OTHER, CHANGED):
                continue
            alone = per_unit[summaries.place(0, other.span), other.kind, other.unit] == 1
            counted = bool(set(other.counts[:2]) & set(figure.counts[:2]))
            share = summaries.share(other.span, figure.span) if alone or counted else 0.0
            if share > best[0]:
                best = share, i
        if best[1] >= 0 and best[1] not in known[0]:
            yield best[1], j, 0.55 + 0.2 * (best[0] >= 0.7)
