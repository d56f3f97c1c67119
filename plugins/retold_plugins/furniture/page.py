"""Whole pages: a small fitted model of which blocks are the article among menus, teasers and remarks.

Two logistic functions in turn, after Kohlschütter et al. (2010), who found that a block's length, its
density and those of its neighbours tell most. The first looks at a block and its surroundings; from its
scores follows the stretch of the page that holds the article (the contiguous run of the highest sum); the
second also knows where the block stands to that stretch, and whether it speaks of what the stretch speaks of.
The weights are in ``data/page.toml``, fitted by ``tests/benchmarks/fit_furniture.py``.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from retold import tables

REACHES = (1, 2, 4, 9)
"""How many blocks to each side a window looks at."""


class Seen(Protocol):
    """What the model needs to know of a block."""

    @property
    def text(self) -> str: ...
    @property
    def stems(self) -> frozenset[str]: ...
    @property
    def told(self) -> bool: ...


Features = list[float]


def probabilities(lines: Sequence[Seen], cued: Sequence[float], closed: Sequence[int]) -> list[float]:
    """For each block, how likely it is that it is furniture.

    ``cued`` is what the cues say of each block (0 where nothing), ``closed`` how many headings of remarks
    or of other stories stand above it.
    """
    first = local_features(lines, cued)
    scores = scored(first, weights("first"))
    second = placed_features(lines, first, scores, closed)
    return [1 / (1 + math.exp(-score)) for score in scored(second, weights("second"))]


@functools.cache
def weights(name: str) -> tuple[float, ...]:
    """The weights of one of the two functions, in the order of its features; the last is the constant."""
    table: Mapping[str, float] = tables.load(__file__, "page")[name]
    names = (*FIRST, *(SECOND if name == "second" else ()), "constant")
    return tuple(float(table.get(feature, 0.0)) for feature in names)


def scored(rows: Sequence[Features], weight: Sequence[float]) -> list[float]:
    """The log-odds of each row."""
    return [sum(w * x for w, x in zip(weight, row, strict=False)) + weight[-1] for row in rows]


OWN = (
    "length",
    "sentence",
    "sentence_length",
    "stops",
    "commas",
    "capitals",
    "digits",
    "cued",
    "short",
    "repeated",
    "page_prose",
    "page_size",
)
FIRST = (*OWN, *(f"{name}_{reach}" for reach in REACHES for name in ("prose_near", "cued_near", "length_near")))
SECOND = (
    "score",
    "score_before",
    "score_after",
    "inside",
    "before",
    "after",
    "topic",
    "topic_sentence",
    "topic_outside",
    "closed",
    "closed_after",
    "remarks_after",
    "core_share",
    "edge",
    "same_kind",
)


def local_features(lines: Sequence[Seen], cued: Sequence[float]) -> list[Features]:
    """A block's own shape and what surrounds it."""
    count = Counter(line.text for line in lines)
    sizes = [min(len(line.text), 1000) for line in lines]
    prose = [size if line.told else 0 for line, size in zip(lines, sizes, strict=True)]
    total = sum(sizes) or 1
    page = [sum(prose) / total, math.log(1 + len(lines))]
    windows = [list(summed(values)) for values in (prose, cued, sizes)]
    out = []
    for i, line in enumerate(lines):
        row = own_features(line, cued[i], count[line.text]) + page
        for reach in REACHES:
            low, high = max(0, i - reach), min(len(lines), i + reach + 1)
            near, marked, size = (window[high] - window[low] for window in windows)
            near, size, others = near - prose[i], size - sizes[i], high - low - 1
            marked -= cued[i]
            row += [math.log1p(near) / 7, marked / max(1, others), math.log1p(size / max(1, others)) / 6]
        out.append(row)
    return out


def own_features(line: Seen, cued: float, times: int) -> Features:
    """What a block shows by itself."""
    text = line.text
    words = text.split()
    long = [word for word in words if len(word) > 3]
    length = math.log1p(len(text)) / 7
    return [
        length,
        float(line.told),
        length * line.told,
        sum(text.count(mark) for mark in ".!?।") / max(1, len(words)),
        text.count(",") / max(1, len(words)),
        sum(word[0].isupper() for word in long) / max(1, len(long)),
        sum(c.isdigit() for c in text) / max(1, len(text)),
        cued,
        float(len(text) < 25),
        float(times > 1),
    ]


def summed(values: Sequence[float]) -> list[float]:
    """Sums of all beginnings of a list."""
    out = [0.0]
    for value in values:
        out.append(out[-1] + value)
    return out


def stretch(lines: Sequence[Seen], scores: Sequence[float]) -> tuple[int, int]:
    """The contiguous run of blocks that most likely holds the article."""
    best, run, start, found = 0.0, 0.0, 0, (0, len(lines))
    for i, (line, score) in enumerate(zip(lines, scores, strict=True)):
        gain = -math.tanh(score / 2) * math.sqrt(min(len(line.text), 1000) + 20)
        if run <= 0:
            run, start = 0.0, i
        run += gain
        if run > best:
            best, found = run, (start, i + 1)
    return found


def placed_features(
    lines: Sequence[Seen], first: Sequence[Features], scores: Sequence[float], closed: Sequence[int]
) -> list[Features]:
    """A block's place to the stretch that holds the article, and whether it speaks of the same things."""
    start, end = stretch(lines, scores)
    core = Counter(
        stem
        for line, score in zip(lines[start:end], scores[start:end], strict=True)
        if score < 0
        for stem in line.stems
    )
    clipped = [max(-4.0, min(4.0, score)) / 4 for score in scores]
    total = sum(len(line.text) for line in lines) or 1
    share = sum(len(line.text) for line in lines[start:end]) / total
    base = closed[start] if lines else 0
    out = []
    for i, line in enumerate(lines):
        inside = start <= i < end
        own = 1 if inside and scores[i] < 0 else 0
        known = sum(core[stem] > own for stem in line.stems) / max(1, len(line.stems))
        before, after = clipped[max(0, i - 2) : i], clipped[i + 1 : i + 3]
        distance = 0 if inside else (start - i if i < start else i - end + 1)
        passed = min(3, max(0, closed[i] - base)) / 3
        out.append(
            [
                *first[i],
                clipped[i],
                sum(before) / max(1, len(before)) if before else 1.0,
                sum(after) / max(1, len(after)) if after else 1.0,
                float(inside),
                0.0 if inside or i >= end else math.log1p(distance) / 3,
                0.0 if inside or i < start else math.log1p(distance) / 3,
                known,
                known * line.told,
                known * (not inside),
                passed,
                passed * (i >= end),
                float(closed[i] > base),
                share,
                float(inside and min(i - start, end - 1 - i) < 2),
                float(inside and line.told),
            ]
        )
    return out
