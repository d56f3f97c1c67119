"""Whose dollar a bare ``$`` is, in a text that marks the American one: US$90m ($135m)."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from retold_plugins.figures.artifacts import AMOUNT, Figure

EXPLICIT = ("US$", "$US", "U.S.$", "USD")
LOCAL = {
    "AUD": ("Australia", "A$", "$A", "Sydney", "Melbourne"),
    "CAD": ("Canad", "C$", "Toronto", "Ottawa"),
    "NZD": ("New Zealand", "NZ$", "$NZ", "Auckland", "Wellington"),
    "SGD": ("Singapore", "S$"),
    "HKD": ("Hong Kong", "HK$"),
}
"""Words of a text that tell which country's dollars a bare sign stands for."""


def own_dollars(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures, with the local currency for bare signs where the text marks US dollars as such."""
    marked = [f for f in figures if f.kind == AMOUNT and f.unit == "USD" and is_marked(f, text)]
    bare = [
        f for f in figures if f.kind == AMOUNT and f.unit == "USD" and text[f.span.start] == "$" and f not in marked
    ]
    if not marked or not bare:
        return list(figures)
    told = {code: sum(text.count(word) for word in words) for code, words in LOCAL.items()}
    code = max(told, key=lambda name: told[name])
    if not told[code]:
        return list(figures)
    spans = {f.span for f in bare}
    return [evolve(f, unit=code) if f.span in spans else f for f in figures]


def is_marked(figure: Figure, text: str) -> bool:
    """Whether an amount says that its dollars are American."""
    return any(sign in text[figure.span.start : figure.span.end] for sign in EXPLICIT)
