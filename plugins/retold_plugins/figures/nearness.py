"""How far apart two values, and two figures in a text, may be and still be of one thing."""

from __future__ import annotations

from retold_plugins.figures.artifacts import AGE, DURATION, NUMBER, ORDINAL, Figure, convert

FAR, NEAR_BY = 1.5, 1.1
"""By how much the same thing may differ between independent reports: in linked sentences, and anywhere."""
SURE, TWICE = 0.8, 2.0
"""In sentences so surely linked the one figure of its sort may differ by so much and still be of the same thing."""

BETWEEN = 8
"""``to``, ``and``, ``bis``, a dash: no more code points stand between the ends of a range."""


def joins_ends(between: str) -> bool:
    """Whether two figures with this between them may be the ends of one range."""
    return len(between) <= BETWEEN and not any(c in between for c in ",.;:()\n")


def comparable(a: Figure, b: Figure, limit: float) -> bool:
    """Whether two reports may give one thing so: the values are not far apart."""
    value = convert(a.value, a.unit, b.unit) if a.kind == b.kind == DURATION else a.value
    low, high = sorted((abs(value or a.value), abs(b.value)))
    return (a.unit == b.unit or a.kind == b.kind == DURATION) and low > 0 and high / low <= limit


def comparable_sorts(a: Figure, b: Figure) -> bool:
    """Whether two figures are of one sort and not far apart."""
    return a.kind == b.kind and comparable(a, b, TWICE if a.kind == NUMBER else FAR)


def comparable_moments(a: Figure, b: Figure) -> bool:
    """Whether two numbers or years of one sentence's counterparts may be of one thing."""
    if a.is_temporal:
        return a.kind == b.kind and len(a.when) == len(b.when) == 4
    return a.kind == b.kind and a.kind not in (AGE, ORDINAL) and comparable(a, b, TWICE) and min(a.value, b.value) > 3


def is_far(a: Figure, b: Figure, limit: float) -> bool:
    """Whether two values are so far apart, in other digits, that they are rather of two things."""
    digits = [sorted(c for c in f"{f.value:g}" if c in "123456789") for f in (a, b)]
    return a.unit == b.unit and not a.is_temporal and digits[0] != digits[1] and not comparable(a, b, limit)
