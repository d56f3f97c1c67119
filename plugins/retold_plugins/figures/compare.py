"""Whether two figures say the same: by value, unit, rounding and how exactly they are meant."""

from __future__ import annotations

from attrs import frozen

from retold_plugins.figures import dates
from retold_plugins.figures.artifacts import (
    ABOUT,
    AGE,
    AMOUNT,
    AT_LEAST,
    AT_MOST,
    DATE,
    DURATION,
    FRACTION,
    LESS_THAN,
    MEASURE,
    MORE_THAN,
    NEARLY,
    NUMBER,
    ORDINAL,
    PERCENTAGE,
    SCORE,
    TIME,
    Figure,
    convert,
    units,
)

SAME, OTHER, APART = "same", "other", "apart"
"""Same value; another value of the same sort; nothing to do with each other."""

CHANGED, CONVERSION = "figures/changed", "figures/conversion"
IN_NUMBER, IN_CURRENCY, IN_DATE, IN_UNIT = (
    "localisation/number",
    "localisation/currency",
    "localisation/date",
    "localisation/unit",
)

UPWARD, DOWNWARD = (AT_LEAST, MORE_THAN), (AT_MOST, LESS_THAN, NEARLY)
LOOSE_UNITS = {"gallon": 0.22, "pint": 0.22, "quart": 0.22, "ton": 0.13, "tonne": 0.13, "month": 0.05}
"""US and imperial gallons, short and long tons and months of 28 to 31 days go by one word."""
UNIT_TOLERANCE, ROUGH = 0.055, 0.085
"""How far a converted measure may lie off; and where one of the two has a single digit or is a plain fraction."""
ROUND = frozenset("1 2 3 4 5 6 7 8 9 25 75 15".split())
LIGHTEST, HEAVIEST = 0.65, 1.15
"""Kilograms of a litre, from petrol to milk, with room for rounding."""
CLOSE = 0.01
"""Numbers that differ by less than this share may be one, the other rounded, without a word that says so."""
TWICE = 0.02
"""... and by less than this where both are told as approximate."""
ROUNDED = 0.1
"""... and by less than this where a word says so and the digits allow it."""
FORTNIGHTS = {
    frozenset({(15.0, "day"), (2.0, "week")}),
    frozenset({(8.0, "day"), (1.0, "week")}),
    frozenset({(15.0, "day"), (1.0, "fortnight")}),
}
"""Fifteen days are two weeks in Spanish, French, Portuguese and Italian, eight days a week in German too."""
PAIRED = {
    frozenset({AGE, DURATION}),
    frozenset({AGE, NUMBER}),
    frozenset({NUMBER, ORDINAL}),
    frozenset({NUMBER, FRACTION}),
    frozenset({FRACTION, PERCENTAGE}),
    frozenset({NUMBER, SCORE}),
}


@frozen
class Verdict:
    """What two figures are to each other, and which kind of change it would be."""

    outcome: str
    change: str = ""


APART_VERDICT = Verdict(APART)


def compare(a: Figure, b: Figure) -> Verdict:
    """The verdict on a source's figure and a retelling's."""
    if a.is_temporal or b.is_temporal:
        return _moments(a, b)
    if a.kind != b.kind and frozenset({a.kind, b.kind}) not in PAIRED:
        return APART_VERDICT
    if SCORE in (a.kind, b.kind):
        same = (a.value, a.second) == (b.value, b.second)
        return Verdict(SAME, _number_change(a, b)) if same else Verdict(OTHER if a.kind == b.kind else APART, CHANGED)
    if a.kind == AMOUNT and a.unit != b.unit:
        return APART_VERDICT
    if a.unit == b.unit == "degree" and a.value != b.value and by_degrees(a.value, b.value):
        return Verdict(SAME, IN_UNIT)
    if NUMBER not in (a.kind, b.kind) and a.kind in (MEASURE, DURATION, AGE) and a.unit != b.unit:
        return _units(a, b)
    if a.kind != b.kind and {a.kind, b.kind} == {FRACTION, PERCENTAGE}:
        x, y = (f.value * (100 if f.kind == FRACTION else 1) for f in (a, b))
        return Verdict(SAME, IN_NUMBER) if abs(x - y) < 1 else APART_VERDICT
    if equal(a, b):
        return Verdict(SAME, _number_change(a, b))
    if a.kind != b.kind:
        return APART_VERDICT
    return Verdict(OTHER, CHANGED)


def _number_change(a: Figure, b: Figure) -> str:
    """A change of notation; words that stand for a group or an age are told otherwise in any text."""
    if a.value != b.value or AGE in (a.kind, b.kind) or "group" in (a.notation, b.notation):
        return ""
    by_house = NUMBER == a.kind == b.kind and {a.notation, b.notation} == {"digits///", "words//"}
    return IN_NUMBER if a.notation != b.notation and not by_house else ""


def equal(a: Figure, b: Figure) -> bool:
    """Whether two numbers of one unit agree, as exactly as they are told."""
    x, y = a.value, b.value
    if x == y or abs(x - y) <= 1e-9 * max(abs(x), abs(y)):
        return not opposed(a, b)
    return rounded(a, b) or rounded(b, a)


def opposed(a: Figure, b: Figure) -> bool:
    """Nearly 500 is not more than 500."""
    return (a.approximator in UPWARD and b.approximator in DOWNWARD) or (
        a.approximator in DOWNWARD and b.approximator in UPWARD
    )


def rounded(fine: Figure, coarse: Figure) -> bool:
    """Whether the second is the first, told less exactly."""
    x, y = fine.value, coarse.value
    if not x or not y or coarse.step < fine.step or (x < 0) != (y < 0):
        return False
    share, gap = abs(x - y) / abs(x), abs(x - y)
    word = coarse.approximator
    if fine.kind == ORDINAL or (word in UPWARD and x < y) or (word in DOWNWARD and x > y):
        return False
    if word and fine.approximator and share <= TWICE and gap <= coarse.step / 2:
        return True
    if word in (ABOUT, *UPWARD, *DOWNWARD) and not fine.approximator:
        limit = coarse.step if word in (*UPWARD, *DOWNWARD) else coarse.step / 2
        return gap <= limit * 1.001 and share <= ROUNDED
    exact = coarse.step >= 1 and coarse.scale == 1
    return gap <= coarse.step / 2 * 1.001 and share <= (CLOSE if exact else 0.04)


def _units(a: Figure, b: Figure) -> Verdict:
    """Measures in different units."""
    x, y = units().get(a.unit), units().get(b.unit)
    if x is None or y is None:
        return APART_VERDICT
    if x.dimension != y.dimension:
        return Verdict(SAME, IN_UNIT) if by_weight(a, b) else APART_VERDICT
    if frozenset({(a.value, a.unit), (b.value, b.unit)}) in FORTNIGHTS:
        return Verdict(SAME)
    change = IN_UNIT
    if x.dimension == "time":
        change = "" if AGE in (a.kind, b.kind) else IN_NUMBER
    if agree_by_unit(a, b):
        return Verdict(SAME, change)
    if x.dimension == "time" or x.system == y.system or not (x.system and y.system):
        return Verdict(OTHER, CHANGED)
    return Verdict(OTHER, CONVERSION)


def by_degrees(x: float, y: float) -> bool:
    """Whether bare degrees can be Fahrenheit on one side and Celsius on the other: of warmth, or of a difference."""
    return any(abs((f - 32) / 1.8 - c) <= 1 or abs(f / 1.8 - c) <= max(0.6, 0.05 * abs(c)) for f, c in ((x, y), (y, x)))


def by_weight(a: Figure, b: Figure) -> bool:
    """Whether a weight and a volume in the units of two systems can be of one liquid: oil, fuel, water, milk."""
    x, y = units()[a.unit], units()[b.unit]
    if {x.dimension, y.dimension} != {"mass", "volume"} or not a.value or not b.value or x.system == y.system:
        return False
    mass, volume = (a.value * x.factor, b.value * y.factor)[:: 1 if x.dimension == "mass" else -1]
    return LIGHTEST <= mass / volume / 1000 <= HEAVIEST


def agree_by_unit(a: Figure, b: Figure) -> bool:
    """Whether one measure is the other, converted and rounded."""
    there, back = convert(a.value, a.unit, b.unit), convert(b.value, b.unit, a.unit)
    if there is None or back is None:
        return False
    if units()[a.unit].dimension == "temperature":
        return abs(there - b.value) <= max(1.2, b.step / 2 if b.step < 10 else 2.0)
    by = (a.approximator, b.approximator)
    rough = ROUGH if is_rough(a) or is_rough(b) else UNIT_TOLERANCE
    tolerance = max(rough, LOOSE_UNITS.get(a.unit, 0.0), LOOSE_UNITS.get(b.unit, 0.0))
    if units()[a.unit].dimension == "time":
        tolerance = 0.08 if ABOUT in by or NEARLY in by else 0.05 if "month" in (a.unit, b.unit) else 0.003
    if abs(there - b.value) <= tolerance * max(abs(there), abs(b.value)):
        return True
    if b.step == 1 and b.value < 10 and abs(there - b.value) <= 0.6 and abs(there - b.value) <= 0.25 * there:
        return units()[a.unit].dimension != "time"
    by_step = abs(there - b.value) <= b.step / 2 or abs(back - a.value) <= a.step / 2
    return by_step and abs(there - b.value) <= 0.15 * abs(there) and units()[a.unit].dimension != "time"


def is_rough(figure: Figure) -> bool:
    """Whether a measure is told in one digit or as a fraction: half an inch, 20 miles."""
    return f"{figure.value:.10g}".replace(".", "").strip("0") in ROUND


def _moments(a: Figure, b: Figure) -> Verdict:
    """Dates and times."""
    if a.kind != b.kind:
        return APART_VERDICT
    if a.kind == TIME and a.unit and b.unit and a.unit != b.unit and a.when[4:] == b.when[4:]:
        return Verdict(SAME, IN_DATE)
    outcome = dates.agree(a.when, b.when, (a.date, b.date))
    if outcome is None:
        return APART_VERDICT
    if outcome:
        plain = {a.when[:1], b.when[:1]} & set("WDR")
        return Verdict(SAME, IN_DATE if a.notation != b.notation and not plain and told_alike(a, b) else "")
    return Verdict(OTHER, CHANGED) if told_alike(a, b) else APART_VERDICT


def told_alike(a: Figure, b: Figure) -> bool:
    """Whether two dates name the same parts of a date: day and month, year, weekday."""
    if a.kind == TIME:
        return True
    return form(a.when) == form(b.when) or {form(a.when), form(b.when)} <= {"day", "full"}


def form(when: str) -> str:
    """day, month, month-year, full, year, decade, weekday or relative."""
    if when[:1] in "WDR":
        return when[:1]
    if when.startswith("--"):
        return "day" if len(when) == 7 else "month"
    if "X" in when or "/" in when:
        return "decade"
    return {4: "year", 7: "month-year"}.get(len(when), "full")


def is_distinct(figure: Figure) -> bool:
    """Whether a figure is unlikely to occur twice by chance: with a unit, or large, or not round."""
    if figure.kind == DATE:
        return form(figure.when) in ("day", "full")
    if figure.kind == TIME or figure.kind in (AMOUNT, SCORE):
        return True
    if figure.kind in (PERCENTAGE, MEASURE):
        return figure.value not in (0, 1, 2, 3, 5, 10, 50, 100)
    return figure.kind == NUMBER and figure.value > 12 and figure.value not in (20, 50, 100, 1000)
