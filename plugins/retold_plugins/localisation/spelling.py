"""Regional spellings of one word, by rules and exceptions from ``data/spellings.LANGUAGE.toml``.

A word is folded: rewritten to one form of its class (in English the American one). Two words of one
fold are one word spelt in two ways. A single word also tells which regions write it so, unless the
table flags it as ambiguous (``practice``, ``program``, ``tire``).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from retold import tables

Regions = frozenset[str]
NOWHERE: Regions = frozenset()
NUKTA = "\u093c"
LONGEST_WORD = 80
"""What is longer is no word: its parts are not looked up, which takes the square of its length."""


@frozen
class Rule:
    """[prefix + stem + from + ending] on the left is [prefix + stem + to + ending] on the right."""

    name: str
    left: str
    right: str
    left_regions: Regions
    right_regions: Regions
    stems: Regions
    """A closed list; empty where any stem that is long enough fits."""
    least_stem: int
    prefixes: Regions
    endings: Regions | None
    not_left: Regions
    not_right: Regions
    is_evidence: bool
    _tails: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, eq=False)
    """How the words end that have one of the parts: with the part and an ending; anyhow where any ending fits."""

    @_tails.default
    def _tails_of_parts(self) -> Mapping[str, tuple[str, ...]]:
        return {part: tuple(part + ending for ending in self.endings or ("",)) for part in (self.left, self.right)}

    def folded(self, word: str) -> str:
        """The word as the right side writes it."""
        at = self._at(word, self.left, self.not_left)
        return word if at is None else word[:at] + self.right + word[at + len(self.left) :]

    def regions(self, word: str) -> Regions:
        """Where one writes so; nowhere if the rule does not concern the word."""
        if self.is_evidence:
            if self._at(word, self.left, self.not_left) is not None:
                return self.left_regions
            if self._at(word, self.right, self.not_right) is not None:
                return self.right_regions
        return NOWHERE

    def _at(self, word: str, part: str, excluded: Regions) -> int | None:
        """Where the part begins of which the rule speaks."""
        if self.endings is not None and not word.endswith(self._tails[part]):
            return None
        at = word.find(part, 1)
        while at > 0:
            if self._fits(word[:at], word[at + len(part) :], excluded):
                return at
            at = word.find(part, at + 1)
        return None

    def _fits(self, stem: str, ending: str, excluded: Regions) -> bool:
        if self.endings is not None and ending not in self.endings:
            return False
        if self.stems:
            return any(stem[i:] in self.stems and (not i or stem[:i] in self.prefixes) for i in range(len(stem)))
        return len(stem) >= self.least_stem and not any(
            stem[i:] in excluded and (not i or stem[:i] in self.prefixes) for i in range(len(stem))
        )


@frozen
class Spelling:
    """The spellings of one language."""

    language: str
    rules: tuple[Rule, ...]
    words: Mapping[str, str] = field(repr=False)
    """Words of a left side with their forms of the right; with a star, words that take endings."""
    known: Mapping[str, Regions] = field(repr=False)
    """Words that tell where they are written; with a star too."""
    endings: Regions = field(repr=False)
    """What may follow a word with a star."""
    prefixes: Regions = field(repr=False)
    ignores_marks: bool = False
    """Whether marks over letters are a matter of spelling: ``café`` and ``cafe``."""
    plain: Regions = field(default=NOWHERE, repr=False)
    """Words in which they are not."""
    divided: Regions = field(default=NOWHERE, repr=False)
    """Words that are another thing than their two parts: ``everyday``."""
    particles: Regions = field(default=NOWHERE, repr=False)
    """Second parts that make a noun of a verb: ``shutdown`` and ``shut down``."""
    folds: dict[str, str] = field(factory=dict, init=False, repr=False, eq=False)
    telling: tuple[Rule, ...] = field(init=False, repr=False)
    """The rules whose forms tell a region."""

    @telling.default
    def _telling_rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.is_evidence)

    def fold(self, word: str) -> str:
        """One form for all spellings of a case-folded word."""
        if word not in self.folds:
            self.folds[word] = self._fold(word)
        return self.folds[word]

    def _fold(self, word: str) -> str:
        if len(word) > LONGEST_WORD:
            return word
        bare = without_marks(word) if self.ignores_marks and not word.isascii() and word not in self.plain else word
        bare = self._listed(bare) or bare
        for rule in self.rules:
            if rule.left in bare:
                bare = rule.folded(bare)
        return bare

    def _listed(self, word: str) -> str | None:
        """The right side's form of a word in the tables of words."""
        if word in self.words:
            return self.words[word]
        for start in range(max(1, len(word) - 3)):
            if start and word[:start] not in self.prefixes:
                continue
            for end in range(start + 3, len(word) + 1):
                base = word[start:end] + "*"
                if base in self.words and word[end:] in self.endings:
                    return word[:start] + self.words[base].rstrip("*") + word[end:]
        return None

    def are_variants(self, first: str, second: str) -> bool:
        """Whether two different words (case-folded) are one word in two spellings."""
        return first != second and self.fold(first) == self.fold(second)

    def regions(self, word: str) -> Regions:
        """The regions whose spelling the word has; empty where it tells nothing."""
        if word in self.known:
            return self.known[word]
        if len(word) > LONGEST_WORD:
            return NOWHERE
        for end in range(3, len(word) + 1):
            if word[:end] + "*" in self.known and word[end:] in self.endings:
                return self.known[word[:end] + "*"]
        for rule in self.telling:
            if rule.left in word or rule.right in word:
                found = rule.regions(word)
                if found:
                    return found
        return NOWHERE


@functools.cache
def spelling(language: str) -> Spelling:
    """The spellings of a language; one of no rules for a language without a table."""
    table = tables.load(__file__, "spellings", language)
    prefixes = words_of(table.get("prefixes"))
    rules = tuple(rule(entry, prefixes) for entry in table.get("rule", ()))
    words: dict[str, str] = {}
    known: dict[str, Regions] = {}
    for group in table.get("words", ()):
        sides = words_of(group["left"]), words_of(group["right"])
        for line in group["pairs"].splitlines():
            if line.strip():
                add_pair(line.split(), sides, words, known)
    endings = frozenset(table.get("star-endings", "").split(" "))
    return Spelling(
        language, rules, words, known, endings, prefixes, table.get("ignore-marks", False),
        words_of(table.get("plain")), words_of(table.get("not-joined")),
        words_of(table.get("particles")),
    )  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def regions_of(word: str, language: str) -> Regions:
    """The regions whose spelling a word of a language has; empty where it tells nothing."""
    return spelling(language).regions(word)


def add_pair(
    forms: list[str], sides: tuple[Regions, Regions], words: dict[str, str], known: dict[str, Regions]
) -> None:
    """One line of a table of words."""
    bases = [form.replace("?", "") for form in forms]
    words.setdefault(*bases)
    for form, base, regions in zip(forms, bases, sides, strict=True):
        known.setdefault(base, NOWHERE if "?" in form else regions)


def rule(entry: Mapping[str, Any], prefixes: Regions) -> Rule:
    """A rule from its table."""
    endings = entry.get("endings")
    return Rule(
        name=entry["name"],
        left=entry["from"],
        right=entry["to"],
        left_regions=words_of(entry["left"]),
        right_regions=words_of(entry["right"]),
        stems=words_of(entry.get("stems")),
        least_stem=entry.get("least-stem", 2),
        prefixes=prefixes,
        endings=None if endings is None else frozenset(endings.split(" ")),
        not_left=words_of(entry.get("not-from")),
        not_right=words_of(entry.get("not-to")),
        is_evidence=entry.get("evidence", True),
    )


def words_of(text: str | None) -> Regions:
    """A list of words as a set."""
    return frozenset((text or "").split())


def without_marks(word: str) -> str:
    """The word without accents and other marks over letters; ligatures as two letters."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn" or c == NUKTA)
    return re.sub("[œæ]", lambda m: "oe" if m.group() == "œ" else "ae", bare)
