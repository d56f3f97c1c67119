"""Regional vocabulary: which words of two texts are one concept in the words of two regions."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import field, frozen

from retold import tables

VOWELS = "aeiou"
PARTS = ("noun", "verb", "other")


class Form(NamedTuple):
    """One way to say a concept. (A plain tuple: there are thousands.)"""

    words: tuple[str, ...]
    concept: int
    side: int
    """Which of the concept's regional sides it stands on."""
    is_loose: bool
    """Whether it is also another word: then it counts only exactly in the place of the other form."""
    part: str


@frozen
class Terms:
    """The regional vocabulary of one language."""

    language: str
    forms: Mapping[str, tuple[Form, ...]] = field(repr=False)
    """By their first word."""
    sides: tuple[tuple[frozenset[str], ...], ...] = field(repr=False)
    """The regions of each concept, by side."""
    known: dict[str, tuple[str, ...]] = field(factory=dict, repr=False, eq=False)

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, tuple[Form, ...]]]:
        """Where forms stand among the words: begin, end and all readings; longer ones hide those inside them."""
        at = 0
        while at < len(words):
            readings = self._at(words, at)
            if readings:
                yield at, at + len(readings[0].words), readings
            at += len(readings[0].words) if readings else 1

    def _at(self, words: Sequence[str], at: int) -> tuple[Form, ...]:
        """The longest forms that begin here."""
        found: list[Form] = []
        for base in self._bases(words[at]):
            for form in self.forms.get(base, ()):
                size = len(form.words)
                if (found and size < len(found[0].words)) or not self._fits(form, base, words[at : at + size]):
                    continue
                if found and size > len(found[0].words):
                    found.clear()
                if form not in found:
                    found.append(form)
        return tuple(found)

    def _fits(self, form: Form, base: str, words: Sequence[str]) -> bool:
        """Whether the words are the form or an inflection of it; the first word has the base."""
        if len(words) < len(form.words):
            return False
        last = len(form.words) - 1
        inflects = {"noun": 0 if self.language in ("es", "pt", "fr") else last, "verb": 0}.get(form.part, -1)
        for i, (word, wanted) in enumerate(zip(words, form.words, strict=True)):
            if word != wanted and (i != inflects or wanted not in self._bases(word)):
                return False
            if word != wanted and form.part == "noun" and word[-1] not in "sx":
                return False
        return form.words[0] == base

    def _bases(self, word: str) -> tuple[str, ...]:
        if word not in self.known:
            self.known[word] = bases(word, self.language)
        return self.known[word]


@functools.cache
def terms(language: str) -> Terms:
    """The vocabulary of a language; an empty one for a language without a table."""
    table = tables.load(__file__, "terms", language)
    forms: dict[str, list[Form]] = {}
    regions: list[tuple[frozenset[str], ...]] = []
    for part in PARTS:
        for line in table.get(part, "").splitlines():
            if not line.strip():
                continue
            codes = []
            for number, side in enumerate(line.split("|")):
                code, _, entries = side.partition(":")
                codes.append(expanded(code, table))
                for entry in entries.split(","):
                    is_loose = "?" in entry
                    for text in entry.replace("?", "").split("/"):
                        words = pieces(text)
                        forms.setdefault(words[0], []).append(Form(words, len(regions), number, is_loose, part))
            regions.append(tuple(codes))
    return Terms(language, {first: tuple(found) for first, found in forms.items()}, tuple(regions))


@functools.cache
def _regions(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


def expanded(codes: str, table: Mapping[str, str]) -> frozenset[str]:
    """Regions with their abbreviations written out."""
    return _regions(" ".join(table.get(code, code) for code in codes.split()))


def pieces(text: str) -> tuple[str, ...]:
    """A form as the words and marks that it has in a text."""
    text = text.casefold()
    if text.isalpha():
        return (text,)
    for mark in ("'s", "-", "(", ")", "&", "."):
        text = text.replace(mark, f" {mark} ")
    return tuple(text.split())


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
    elif language in ("es", "pt", "fr"):
        for ending, other in (("ões", "ão"), ("ns", "m"), ("ces", "z"), ("iones", "ión"), ("ones", "ón"), ("is", "l")):
            if word.endswith(ending):
                found.append(word[: -len(ending)] + other)
        found += [word[: -len(ending)] for ending in ("es", "s", "x") if word.endswith(ending) and len(word) > 3]
    return tuple(dict.fromkeys(found))
