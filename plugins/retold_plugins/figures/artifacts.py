"""What neighbours may know of figures: their type, their matches, and the table of units."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from attrs import frozen

from retold import Artifact, ByArticle, BySource, Match, Span, tables

NUMBER, AMOUNT, PERCENTAGE, MEASURE, DURATION, AGE = "number", "amount", "percentage", "measure", "duration", "age"
ORDINAL, FRACTION, SCORE, DATE, TIME = "ordinal", "fraction", "score", "date", "time"
MULTIPLE = "multiple"
"""How many times as much: doubled, threefold, halved."""
KINDS = (NUMBER, AMOUNT, PERCENTAGE, MEASURE, DURATION, AGE, ORDINAL, FRACTION, SCORE, DATE, TIME, MULTIPLE)

ABOUT, NEARLY, AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN = (
    "about",
    "nearly",
    "at-least",
    "at-most",
    "more-than",
    "less-than",
)


@frozen(kw_only=True)
class Figure:
    """A number, amount, date, time ... as it stands in an article. The ends of a range are a figure each."""

    span: Span
    """The figure with its unit, without the approximator."""
    number: Span
    """The numeral alone, with its scale word."""
    kind: str
    """One of ``KINDS``."""
    value: float = 0.0
    """The number, scale applied; for a score its first part; 0 for dates."""
    second: float | None = None
    """The other part of a score: 6-3."""
    when: str = ""
    """Of a date or time what is said, in the manner of ISO 8601: ``2025-08-18``, ``--08-18``, ``2025-08``,
    ``--08``, ``2025``, ``197X`` (a decade), ``W6`` (Saturday), ``D-1`` (yesterday), ``R-1 week``, ``T07:40``."""
    date: str = ""
    """The day meant, as ``2025-08-18`` (or the week ``2025-W34``, month or year), where the article's date tells it."""
    unit: str = ""
    """A code of ``UNITS``, or an ISO 4217 currency; of a time, its zone as printed."""
    approximator: str = ""
    """``about``, ``nearly``, ``at-least``, ``at-most``, ``more-than``, ``less-than`` or nothing."""
    approximate: Span | None = None
    """Where the approximator stands."""
    counts: tuple[str, ...] = ()
    """Stems of the content words beside it that say what is counted."""
    step: float = 1.0
    """What one more in the last digit that is told would add: the precision of 1.2 million is 100,000."""
    scale: float = 1.0
    """What the printed scale word stands for: 1e9 in ``90bn``."""
    notation: str = ""
    """How it is written, without what is written: two figures of one value and notation look alike."""
    part: str = ""
    """``low`` or ``high`` for the ends of a range."""
    sure: bool = True
    """False for words that are not always meant as a number: one, a second, a week."""

    @property
    def is_temporal(self) -> bool:
        """Whether it is a date or a time of day."""
        return self.kind in (DATE, TIME)


FIGURES: Artifact[ByArticle[tuple[Figure, ...]]] = Artifact("figures", "article")
"""All figures of an article in order, without overlap."""

FIGURE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("figure-matches", "pair")
"""Counterparts found between source and retelling, changed or not, and one-sided ones with a change.

``change`` is ``figures/changed``, ``figures/conversion``, ``localisation/number``, ``localisation/currency``,
``localisation/date``, ``localisation/unit``, or nothing where both sides say and write the same.
"""


@frozen
class Unit:
    """A unit of measure: ``base = factor * x + offset`` in the base unit of its dimension."""

    code: str
    dimension: str
    factor: float
    offset: float
    system: str
    """``metric``, ``imperial`` or nothing (time, angles)."""


@functools.cache
def units() -> Mapping[str, Unit]:
    """All units by their code."""
    table = tables.load(__file__, "units")
    return {
        code: Unit(
            code,
            row["dimension"],
            float(row["factor"]),
            float(row.get("offset", 0)),
            row.get("system", ""),
        )
        for code, row in table.items()
    }


def convert(value: float, unit: str, into: str) -> float | None:
    """The value in another unit of the same dimension; None where there is none such."""
    a, b = units().get(unit), units().get(into)
    if a is None or b is None or a.dimension != b.dimension:
        return None
    return (value * a.factor + a.offset - b.offset) / b.factor
