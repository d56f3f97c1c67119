"""The words of one language that figures are made of, ready to be looked up."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from retold import tables

FOLDS = {
    0x2019: "'",
    0x02BC: "'",
    0xA0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2011: "-",
    0x00AD: None,
    0x093C: None,
    0x0901: 0x0902,
}
"""Straight apostrophes and plain spaces; Hindi is written with and without the dot below (nukta)."""
FOLDS |= dict(zip(range(0x0958, 0x0960), (0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F), strict=True))
CHUNK = re.compile(r"[ \t\u00a0\u202f\u2009]{0,2}[-\u2010\u2011]?([^\s\d,;:!?()\[\]\"“”«»„\-\u2010\u2011–—।]+)")
ROMANCE, UNACCENTED = ("es", "fr", "it", "pt"), 5
"""Languages in which words of so many letters are still numbers without their accents: milhoes, vigesimo."""
SPACES = " \t\u00a0\u202f\u2009"


def fold(words: str) -> str:
    """The form in which words are looked up."""
    return words.lower() if words.isascii() else words.translate(FOLDS).casefold()


@frozen
class Phrases:
    """Phrases of up to a few words, to be looked up at a place of a text."""

    table: Mapping[str, str]
    longest: int = field(init=False)
    first: frozenset[str] = field(init=False, repr=False)
    """The first words of all phrases."""

    @longest.default
    def _longest(self) -> int:
        return max((key.count(" ") + 1 for key in self.table), default=0)

    @first.default
    def _first_words(self) -> frozenset[str]:
        return frozenset(key.partition(" ")[0] for key in self.table)

    def at(self, text: str, pos: int) -> tuple[int, str] | None:
        """The end and the meaning of the longest phrase that stands here, after a space or hyphen at most."""
        ends: list[int] = []
        words: list[str] = []
        at = pos
        while len(ends) < self.longest and (match := CHUNK.match(text, at)):
            words.append(fold(match.group(1)))
            if not ends and words[0] not in self.first and words[0].rstrip(".'’") not in self.first:
                return None
            ends.append(match.end())
            at = match.end()
        for n in range(len(ends), 0, -1):
            key = " ".join(words[:n])
            if key in self.table:
                return ends[n - 1], self.table[key]
            bare = key.rstrip(".'’")
            if bare != key and bare in self.table:
                return ends[n - 1] - (len(key) - len(bare)), self.table[bare]
        return None


def phrases(rows: Mapping[str, Iterable[str]]) -> Phrases:
    """Phrases from lists of forms by meaning; the first meaning of a form holds."""
    out: dict[str, str] = {}
    for meaning, forms in rows.items():
        for form in forms:
            out.setdefault(fold(form).replace("-", " "), meaning)
    return Phrases(out)


def folded(rows: Mapping[str, Any], *, bare: bool = False) -> dict[str, float]:
    """A table of numbers by folded word; if so wished, with the longer words as they are typed without accents."""
    out = {fold(word): float(value) for word, value in rows.items()}
    if bare:
        for word, value in list(out.items()):
            plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
            if len(plain) >= UNACCENTED:
                out.setdefault(plain, value)
    return out


@frozen(kw_only=True, eq=False, repr=False)
class Vocabulary:
    """All tables of one language."""

    language: str
    decimal: str
    words: Mapping[str, float]
    hundreds: Mapping[str, float]
    scales: Mapping[str, float]
    bare_scales: frozenset[str]
    short_scales: Mapping[str, float]
    groups: Mapping[str, float]
    fractions: Mapping[str, float]
    ordinals: Mapping[str, float]
    prefixes: Mapping[str, float]
    """Words that add to the number after them (Hindi ``साढ़े``: and a half)."""
    joiners: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    ranges: frozenset[str]
    ratios: frozenset[str]
    """What stands between the two numbers of a share: one in five."""
    scores: frozenset[str]
    score_nouns: frozenset[str]
    """What is counted on both sides of a score: votes, goals."""
    score_between: frozenset[str]
    """What stands between two bare numbers only where they are a score: five against four."""
    score_before: frozenset[str]
    """What stands before a score whose numbers could else be a range: a majority of five to four."""
    multiples: Mapping[str, float]
    """Words that say how many times as much something became or is: doubled, threefold."""
    fillers: frozenset[str]
    unsure: frozenset[str]
    after_one: frozenset[str]
    ordinal_suffixes: tuple[str, ...]
    compounds: bool
    """Whether number words are written in one (``zweihundertfünf``), so that text2num has to take them apart."""
    percent: Phrases
    percent_parts: Phrases
    """What stands behind a fraction of one per cent: half a percentage point."""
    approximators: Mapping[str, str]
    approximators_after: Phrases
    halves_after: Phrases
    """Words after a unit that add to its number: an hour and a half."""
    currencies: Phrases
    units: Phrases
    age_after: Phrases
    age_before: frozenset[str]
    calendar: Mapping[str, Any]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, int]
    moments: Phrases
    """Days and times of several words (segunda-feira, après-demain), and weeks, months and seasons told from the
    article's day (last year), with what they say as ``Figure.when`` has it."""
    clock_words: Mapping[str, str]
    before_hour: Phrases
    """Words before an hour that tell the minutes from it: half past, halb."""
    hour_words: frozenset[str]
    """What stands behind an hour in words, as it is printed, and behind nothing that lasts: Uhr."""
    first_words: frozenset[str]
    """The words that a figure without digits can begin with."""


def _set(table: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table.get(name, ()))


def _numbered(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    return {fold(form): i for i, forms in enumerate(rows, 1) for form in forms}


def _moments(calendar: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Phrases of the calendar, with what they say."""
    for words, told in calendar.get("periods", {}).items():
        yield fold(words).replace("-", " "), f"R{told}"
    found = [(form, f"W{i}") for i, forms in enumerate(calendar.get("weekdays", ()), 1) for form in forms]
    found += [(form, f"D{days:+d}") for form, days in calendar.get("relative", {}).items()]
    found += [(form, f"T{time}") for form, time in calendar.get("times", {}).items()]
    for form, told in found:
        if "-" in form or " " in form:
            yield fold(form).replace("-", " "), told


@functools.cache
def symbols() -> Mapping[str, str]:
    """Symbols of units, as they are written everywhere."""
    return {sign: code for code, row in tables.load(__file__, "units").items() for sign in row.get("symbols", ())}


@functools.cache
def signs() -> tuple[tuple[str, str], ...]:
    """Signs and codes of currencies, the longest first."""
    table = tables.load(__file__, "currencies")
    return tuple(
        sorted(((s, code) for code, row in table.items() for s in row["signs"]), key=lambda x: (-len(x[0]), x[0]))
    )


@functools.cache
def vocabulary(language: str) -> Vocabulary:
    """The tables of a language; for one that has none, digits, symbols and what CLDR knows of its calendar."""
    code = language.split("-")[0].lower()
    table = tables.load(__file__, "figures", code)
    if not table:
        from retold_plugins.figures.cldr import table_of

        table = table_of(code)
    return _built(code, table)


def _built(code: str, table: Mapping[str, Any]) -> Vocabulary:
    calendar = table.get("calendar", {})
    words, hundreds, scales, groups, ordinals = (
        folded(table.get(name, {}), bare=code in ROMANCE)
        for name in ("words", "hundreds", "scales", "groups", "ordinals")
    )
    fractions, prefixes = folded(table.get("fractions", {})), folded(table.get("prefixes", {}))
    months, weekdays = _numbered(calendar.get("months", ())), _numbered(calendar.get("weekdays", ()))
    relative = {fold(word): int(n) for word, n in calendar.get("relative", {}).items()}
    clock_words = {fold(word): str(time) for word, time in calendar.get("times", {}).items()}
    moments = Phrases(dict(_moments(calendar)))
    before_hour = Phrases({fold(form): str(n) for form, n in calendar.get("before_hour", {}).items()})
    bare, articles = _set(table, "bare_scales"), _set(table, "articles")
    multiples = {fold(form): float(row["value"]) for row in table.get("multiples", ()) for form in row["forms"]}
    first = {*words, *hundreds, *groups, *ordinals, *fractions, *prefixes, *bare, *articles, *multiples}
    first |= {
        *months,
        *weekdays,
        *clock_words,
        *(word.split()[0] for word in (*relative, *moments.table, *before_hour.table)),
    }
    return Vocabulary(
        language=code,
        decimal=table.get("decimal", "."),
        words=words,
        hundreds=hundreds,
        scales=scales,
        bare_scales=bare,
        short_scales={"k": 1e3, "K": 1e3} | {str(k): float(v) for k, v in table.get("short_scales", {}).items()},
        groups=groups,
        fractions=fractions,
        ordinals=ordinals,
        prefixes=prefixes,
        joiners=_set(table, "joiners"),
        articles=articles,
        points=_set(table, "point"),
        ranges=_set(table, "range"),
        ratios=_set(table, "ratios"),
        scores=_set(table, "scores"),
        score_nouns=_set(table, "score_nouns"),
        score_between=_set(table, "score_between"),
        score_before=_set(table, "score_before"),
        multiples=multiples,
        fillers=_set(table, "fillers"),
        unsure=_set(table, "unsure"),
        after_one=_set(table, "after_one"),
        ordinal_suffixes=tuple(table.get("ordinal_suffixes", ())),
        compounds=bool(table.get("compounds")),
        percent=phrases({"percent": table.get("percent", ["%"])}),
        percent_parts=phrases({"percent": table.get("percent_parts", [])}),
        approximators={fold(f): code for code, forms in table.get("approximators", {}).items() for f in forms},
        approximators_after=phrases(table.get("approximators_after", {})),
        halves_after=phrases(table.get("halves_after", {})),
        currencies=phrases(table.get("currencies", {})),
        units=phrases(table.get("units", {})),
        age_after=phrases({"age": table.get("age", {}).get("after", [])}),
        age_before=_set(table.get("age", {}), "before"),
        calendar=calendar,
        months=months,
        weekdays=weekdays,
        relative=relative,
        moments=moments,
        clock_words=clock_words,
        before_hour=before_hour,
        hour_words=frozenset(calendar.get("hour_words", ())),
        first_words=frozenset(first),
    )
