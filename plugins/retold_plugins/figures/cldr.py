"""What CLDR (through Babel) knows of a language that has no table here: separators, calendar, currencies, units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAJOR = "USD EUR GBP INR JPY CNY AUD CAD CHF SEK NOK DKK PLN CZK HUF RUB UAH TRY BRL MXN ZAR KRW ILS".split()
UNITS = {
    "length-meter": "metre", "length-kilometer": "kilometre", "length-centimeter": "centimetre",
    "length-millimeter": "millimetre", "length-mile": "mile", "length-yard": "yard", "length-foot": "foot",
    "length-inch": "inch", "area-hectare": "hectare", "area-acre": "acre", "area-square-kilometer": "square-kilometre",
    "area-square-mile": "square-mile", "mass-kilogram": "kilogram", "mass-gram": "gram", "mass-metric-ton": "tonne",
    "mass-pound": "pound", "volume-liter": "litre", "volume-gallon": "gallon",
    "speed-kilometer-per-hour": "kilometre-per-hour",
    "speed-mile-per-hour": "mile-per-hour", "temperature-celsius": "celsius", "temperature-fahrenheit": "fahrenheit",
    "duration-second": "second", "duration-minute": "minute", "duration-hour": "hour", "duration-day": "day",
    "duration-week": "week", "duration-month": "month", "duration-year": "year",
}  # fmt: skip
SCALES = ("1000", "1000000", "1000000000", "1000000000000")


def table_of(language: str) -> Mapping[str, Any]:
    """A table in the shape of ``data/figures.*.toml``; an empty one for a language that CLDR does not know."""
    if language == "und":
        return {}
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    symbols = locale.number_symbols.get("latn", {})
    return {
        "decimal": symbols.get("decimal", "."),
        "percent": ["%", "٪"],
        "scales": scales(locale),
        "currencies": {code: names(locale, code) for code in MAJOR},
        "units": {ours: forms(locale, theirs) for theirs, ours in UNITS.items()},
        "calendar": {"months": calendar(locale, "months", 12), "weekdays": weekdays(locale), "day_first": True},
    }


def calendar(locale: Any, kind: str, count: int) -> list[list[str]]:
    """Names in the form used in dates and the form used alone, wide and abbreviated."""
    tables = [
        getattr(locale, kind)[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated")
    ]
    return [sorted({t[i].rstrip(".") for t in tables if i in t and len(t[i]) > 2}) for i in range(1, count + 1)]


def weekdays(locale: Any) -> list[list[str]]:
    """From Monday on."""
    return [
        sorted({locale.days[form]["wide"][i] for form in ("format", "stand-alone") if i in locale.days[form]["wide"]})
        for i in range(7)
    ]


def names(locale: Any, code: str) -> list[str]:
    """A currency's name and its plural forms."""
    found = {locale.currencies.get(code, code), code}
    found |= set(getattr(locale, "_data", {}).get("currency_names_plural", {}).get(code, {}).values())
    return sorted(found)


def forms(locale: Any, unit: str) -> list[str]:
    """A unit's forms with the placeholder for the number removed."""
    rows = [row for row in locale._data["unit_patterns"].get(unit, {}).values() if hasattr(row, "values")]
    words = {str(p).replace("{0}", "").strip() for row in rows for p in row.values() if "{0}" in str(p)}
    return sorted(word for word in words if len(word) > 1)


def scales(locale: Any) -> dict[str, float]:
    """Words for thousand, million ... from the patterns for long compact numbers."""
    out: dict[str, float] = {}
    for patterns in locale.compact_decimal_formats.get("long", {}).values():
        for magnitude, pattern in patterns.items():
            if magnitude in SCALES:
                word = str(pattern.pattern).strip("0# \u00a0").replace("'", "").strip()
                if word:
                    out.setdefault(word, float(magnitude))
    return out
