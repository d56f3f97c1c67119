"""Figures that belong together: scores, ranges, one in five."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from retold import Span
from retold_plugins.figures.artifacts import AMOUNT, FRACTION, NUMBER, ORDINAL, SCORE, Figure
from retold_plugins.figures.vocabulary import Vocabulary, fold

DASH = re.compile(r"[ \u00a0]?[-–—‐‑−][ \u00a0]?")
BETWEEN_WORDS = frozenset("between zwischen entre tussen".split())


def joined(text: str, found: list[Figure], vocab: Vocabulary) -> Iterator[Figure]:
    """Scores made one figure, and the unit and scale of a range given to both of its ends."""
    i = 0
    while i < len(found):
        figure = found[i]
        following = found[i + 1] if i + 1 < len(found) else None
        if following is not None and following.span.start - figure.span.end <= 24:
            between = text[figure.span.end : following.span.start]
            if merged := ratio(figure, following, between, vocab) or score(figure, following, between, text, vocab):
                yield merged
                i += 2
                continue
            if ends := ends_of_range(figure, following, between, text, vocab):
                yield ends[0]
                found[i + 1] = ends[1]
                i += 1
                continue
        yield figure
        i += 1


def ratio(first: Figure, second: Figure, between: str, vocab: Vocabulary) -> Figure | None:
    """One in five, three out of four."""
    if fold(between).strip() not in vocab.ratios or first.kind != NUMBER or second.kind != NUMBER:
        return None
    if not 0 < first.value < second.value <= 1000 or first.value % 1 or second.value % 1:
        return None
    span = Span(first.span.article, first.span.start, second.span.end)
    value = first.value / second.value
    return evolve(
        first, span=span, number=span, kind=FRACTION, value=value, step=0.01, sure=True, notation="words/ratio/",
        counts=second.counts,
    )  # fmt: skip


def score(first: Figure, second: Figure, between: str, text: str, vocab: Vocabulary) -> Figure | None:
    """6-3, or six votes to three."""
    if first.kind != NUMBER or second.kind != NUMBER or not (first.value < 1000 and second.value < 1000):
        return None
    if first.value % 1 or second.value % 1 or "." in text[first.span.start : second.span.end]:
        return None
    words = fold(between).split()
    hyphen = DASH.fullmatch(between) and first.notation == second.notation == "digits///" and len(between) == 1
    named = len(words) == 2 and words[1] in vocab.scores and words[0] in vocab.score_nouns
    named = named or (not first.counts and is_score(first, second, " ".join(words), text, vocab))
    if hyphen and not (first.value >= second.value or not second.counts):
        return None
    if not hyphen and not named:
        return None
    span = Span(first.span.article, first.span.start, second.span.end)
    style = "score/words" if named else "score/digits"
    return evolve(first, span=span, number=span, kind=SCORE, second=second.value, notation=style, counts=second.counts)


def is_score(first: Figure, second: Figure, between: str, text: str, vocab: Vocabulary) -> bool:
    """Whether bare numbers are a score by the word between them, or by that word and what is said before them."""
    if between in vocab.score_between:
        return True
    if between not in vocab.scores or (first.value < second.value and second.counts):
        return False
    before = fold(text[max(0, first.span.start - 24) : first.span.start]).split()[-2:]
    return bool({" ".join(before), *before[-1:]} & vocab.score_before)


def ends_of_range(
    first: Figure, second: Figure, between: str, text: str, vocab: Vocabulary
) -> tuple[Figure, Figure] | None:
    """Both ends with the unit that is printed once."""
    if first.is_temporal or second.is_temporal or SCORE in (first.kind, second.kind):
        return None
    words = fold(between).strip()
    if not DASH.fullmatch(between) and words not in vocab.ranges:
        return None
    if words in ("and", "und", "et", "y", "e", "en") and not (
        BETWEEN_WORDS & set(fold(text[max(0, first.span.start - 24) : first.span.start]).split())
    ):
        return None
    if first.kind in (NUMBER, FRACTION) and second.kind not in (NUMBER, FRACTION, ORDINAL):
        first = evolve(first, kind=second.kind, unit=second.unit, counts=second.counts, sure=True)
    elif second.kind == NUMBER and first.kind == AMOUNT:
        second = evolve(second, kind=AMOUNT, unit=first.unit)
    if first.kind != second.kind or first.unit != second.unit:
        return None
    if second.scale > 1 and first.scale == 1 and first.value * second.scale <= second.value * 10 and first.value < 1000:
        first = evolve(first, value=first.value * second.scale, scale=second.scale, step=first.step * second.scale)
    if not first.value < second.value:
        return None
    low = evolve(first, part="low", counts=first.counts or second.counts)
    return low, evolve(second, part="high", approximator=second.approximator or first.approximator)
