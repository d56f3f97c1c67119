"""Regional vocabulary: which words of two texts are one concept in the words of two regions."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import field, frozen

from retold import tables

TABLES = ("terms", "terms-usage", "terms-world")
"""The vocabulary; verbs and idioms, and words of further countries, where one table grows too long to look through."""
PARTS = ("noun", "verb", "other")
ROMANCE = ("es", "pt", "fr")
GERMAN = ("es", "en", "er", "ern", "n", "s", "e", "in", "innen")
"""Endings of nouns; plurals with another vowel are written out in the table."""
LETTERS = re.compile(r"[^\W_]{1,3}")
FIRST = 3
"""Letters of a first word by which entries are found; inflection leaves them alone."""


class Form(NamedTuple):
    """One way to say a concept. (A plain tuple: there are thousands.)"""

    words: tuple[str, ...]
    concept: int
    side: int
    """Which of the concept's regional sides it stands on."""
    is_loose: bool
    """Whether it is also another word: then it counts only exactly in the place of the other form."""
    part: str


class Entry(NamedTuple):
    """A form as the table has it."""

    text: str
    concept: int
    side: int
    part: str


@frozen
class Terms:
    """The regional vocabulary of one language."""

    language: str
    entries: Mapping[str, list[Entry]] = field(repr=False)
    """By the first letters of their first word."""
    sides: tuple[tuple[frozenset[str], ...], ...] = field(repr=False)
    """The regions of each concept, by side."""
    _known: dict[str, tuple[Form, ...]] = field(factory=dict, repr=False, eq=False)
    _readings: dict[str, tuple[tuple[Form, ...], tuple[Form, ...]]] = field(factory=dict, repr=False, eq=False)
    """By word: the forms of several words that it may begin, and those that it is by itself."""

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, tuple[Form, ...]]]:
        """Where forms stand among the words: begin, end and all readings; longer ones hide those inside them."""
        words = tuple(words)
        at = 0
        while at < len(words):
            longer, alone = self._readings_of(words[at])
            readings = (self._longest(longer, words, at) if longer else ()) or alone
            if readings:
                yield at, at + len(readings[0].words), readings
            at += len(readings[0].words) if readings else 1

    def beginning_with(self, word: str) -> tuple[Form, ...]:
        """All forms whose first word this is, or may be inflected so."""
        if word not in self._known:
            entries = [entry for n in range(min(FIRST, len(word)), 0, -1) for entry in self.entries.get(word[:n], ())]
            found = bases(word, self.language) if entries else ()
            forms = (form_of(entry) for entry in entries)
            self._known[word] = tuple(form for form in forms if form.words[0] in found)
        return self._known[word]

    def _readings_of(self, word: str) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
        if word not in self._readings:
            forms = self.beginning_with(word)
            longer = tuple(form for form in forms if len(form.words) > 1)
            self._readings[word] = longer, self._longest([form for form in forms if len(form.words) == 1], (word,), 0)
        return self._readings[word]

    def _longest(self, candidates: Sequence[Form], words: tuple[str, ...], at: int) -> tuple[Form, ...]:
        """The longest forms that stand here."""
        found: list[Form] = []
        seconds = bases(words[at + 1], self.language) if at + 1 < len(words) else ()
        for form in candidates:
            size = len(form.words)
            if (size > 1 and form.words[1] not in seconds) or (found and size < len(found[0].words)):
                continue
            here = words[at : at + size]
            if here != form.words and not self._inflects(form, here):
                continue
            if found and size > len(found[0].words):
                found.clear()
            found.append(form)
        return tuple(found)

    def _inflects(self, form: Form, words: tuple[str, ...]) -> bool:
        """Whether the words are an inflection of the form: one word of it is inflected."""
        if form.part == "other" or len(words) < len(form.words):
            return False
        at = len(words) - 1 if form.part == "noun" and self.language not in ROMANCE else 0
        if len(words) > 1 and (words[:at] != form.words[:at] or words[at + 1 :] != form.words[at + 1 :]):
            return False
        marked = form.part != "noun" or self.language == "de" or words[at][-1] in "sx"
        return marked and form.words[at] in bases(words[at], self.language)


@functools.cache
def terms(language: str) -> Terms:
    """The vocabulary of a language; an empty one for a language without a table."""
    entries: dict[str, list[Entry]] = {}
    regions: list[tuple[frozenset[str], ...]] = []
    for name in TABLES:
        table = tables.load(__file__, name, language)
        for part in PARTS:
            for line in filter(None, table.get(part, "").splitlines()):
                codes = []
                for number, side in enumerate(line.split("|")):
                    code, _, listed = side.partition(":")
                    codes.append(expanded(code, table))
                    for form in (form for text in listed.split(",") for form in variants(text)):
                        first = LETTERS.match(form)
                        if first:
                            entries.setdefault(first[0], []).append(Entry(form, len(regions), number, part))
                regions.append(tuple(codes))
    return Terms(language, entries, tuple(regions))


def variants(text: str) -> Iterable[str]:
    """The forms of one entry; a question mark after any stands for all."""
    text = text.strip().casefold()
    if "/" not in text:
        return (text,)
    mark = "?" if "?" in text else ""
    return (form + mark for form in text.replace("?", "").split("/"))


@functools.cache
def form_of(entry: Entry) -> Form:
    """An entry with its words apart."""
    return Form(pieces(entry.text.replace("?", "")), entry.concept, entry.side, "?" in entry.text, entry.part)


@functools.cache
def _regions(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


def expanded(codes: str, table: Mapping[str, str]) -> frozenset[str]:
    """Regions with their abbreviations written out."""
    return _regions(" ".join(table.get(code, code) for code in codes.split()))


def pieces(text: str) -> tuple[str, ...]:
    """A form (in lower case) as the words and marks that it has in a text."""
    if text.isalpha():
        return (text,)
    for mark in ("'s", "-", "(", ")", "&", "."):
        text = text.replace(mark, f" {mark} ")
    return tuple(text.split())


@functools.lru_cache(maxsize=20000)
def bases(word: str, language: str) -> tuple[str, ...]:
    """The word and what it may be a regular inflection of."""
    found = [word]
    if language == "en":
        for ending, others in (
            ("ies", ("y",)),
            ("es", ("", "e")),
            ("s", ("",)),
            ("ied", ("y",)),
            ("ed", ("", "e")),
            ("ing", ("", "e")),
        ):
            if word.endswith(ending) and len(word) - len(ending) > 1:
                stem = word[: -len(ending)]
                found += [stem + other for other in others]
                if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                    found.append(stem[:-1])
    elif language in ROMANCE:
        for ending, other in (("ões", "ão"), ("ns", "m"), ("ces", "z"), ("iones", "ión"), ("ones", "ón"), ("is", "l")):
            if word.endswith(ending):
                found.append(word[: -len(ending)] + other)
        found += [word[: -len(ending)] for ending in ("es", "s", "x") if word.endswith(ending) and len(word) > 3]
    elif language == "de":
        found += [word[: -len(ending)] for ending in GERMAN if word.endswith(ending) and len(word) > len(ending) + 3]
    return tuple(dict.fromkeys(found))
