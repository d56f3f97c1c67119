"""The cue tables: words that stand on a scale, found among the tokens of a sentence."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attrs import evolve, frozen

from retold import tables
from retold_plugins.segmentation.artifacts import MARK, WORD, Token, stem_of

LOOSE = frozenset(
    {
        "modal",
        "commitment",
        "request",
        "attempt",
        "answer",
        "knowledge",
        "quantity",
        "frequency",
        "degree",
        "era",
        "hazard",
        "expectation",
        "guilt",
        "halt",
        "abatement",
        "comment",
        "warning",
        "blame",
        "blast",
        "deal",
        "advice",
    }
)
"""Scales whose words are looked for across a rewording; those of the others only where little else changed."""
EXACT = "="
"""Before a word of a table: this very form, not all that share its stem (``=willing`` is no form of ``will``)."""
GAP = "…"
"""In a phrase of a table: other words may stand here, as in ``lehnt … ab``; what follows ends the clause."""
LONGEST_GAP = 14
BESIDE = 2
"""A denial of a helping word stands at most so many tokens from it, unless verbs end their clauses."""
MODAL = "modal"
ALSO_ELSE = "?"
"""After a word of a table: it is other everyday words too."""
SCOPES = (("scope", "words"), ("subset", "partitive"))
"""Words before what is only a part, and those for some of what was named before."""
LOWER_CASE_ONLY = frozenset({"may", "will", "mark", "bill"})
"""Words that are also names or months when they have a capital letter."""


class Entry(NamedTuple):
    """A phrase as stems, and where it stands. (A plain tuple: there are thousands.)"""

    stems: tuple[str, ...]
    scale: str
    level: int
    is_loose: bool = False
    """Whether the phrase is also other everyday words: it counts only exactly in the place of its counterpart."""


class Cue(NamedTuple):
    """A phrase of a scale in a sentence: tokens from ``start`` up to ``end``."""

    scale: str
    level: int
    start: int
    end: int
    is_loose: bool = False
    is_split: bool = False
    """Whether other words stand inside the phrase, of which this is the first part."""


@frozen
class Followed:
    """The entries with one first word of which some have a second."""

    entries: tuple[Entry, ...]
    alone: tuple[Entry, ...]
    """Those of one word, and those that other words may part."""
    by_stem: Mapping[str, tuple[Entry, ...]]
    """Those with a second word, the longest first, and behind them those of one word; by the second word's stem."""
    by_form: Mapping[str, tuple[Entry, ...]]
    """The same by the very form of the second word, where an entry asks for it."""

    def before(self, following: Token | None) -> tuple[Entry, ...]:
        """The entries that the next token leaves possible."""
        if following is None:
            return self.alone
        if following.key not in self.by_form:
            return self.by_stem.get(following.stem, self.alone)
        if following.stem not in self.by_stem:
            return self.by_form[following.key]
        seconds = following.stem, EXACT + following.key
        return tuple([e for e in self.entries if e in self.alone or e.stems[1] in seconds])


@frozen
class Grammar:
    """What cues need to know of a language's sentences."""

    joins: frozenset[str] = frozenset()
    """Words that begin another clause."""
    denials: frozenset[str] = frozenset()
    """Words that deny."""
    ability: frozenset[str] = frozenset()
    """Helping words that leave nothing open where they are denied: ``cannot``."""
    is_final: bool = False
    """Whether verbs, and what denies them, stand last in their clause."""


@frozen(eq=False)
class Index:
    """Entries by what they begin with, the longest first."""

    stems: Mapping[str, tuple[Entry, ...]]
    forms: Mapping[str, tuple[Entry, ...]]
    """By the very form of their first word, for those that do not begin with a stem."""
    followed: Mapping[str, Followed]
    """By the first word as the table has it, where an entry has a second one."""
    grammar: Grammar = Grammar()

    def possible(self, first: str, entries: tuple[Entry, ...], following: Token | None) -> tuple[Entry, ...]:
        """Of the entries that a word begins, those that the next token leaves possible."""
        return entries if len(entries[0].stems) == 1 else self.followed[first].before(following)


@frozen
class Lexicon:
    """What is known of a language."""

    scales: Index
    tones: Index
    negations: frozenset[str]
    skipped: frozenset[str]
    """Words that may stand between a negation and what it denies."""
    emphatic: frozenset[str]
    """Words after a negation that make it none: ``not only``."""
    limits: frozenset[str]
    """Words after a negation that limit what is denied: ``not sufficiently``."""
    until: frozenset[str]
    """Words after a denied verb that say when it ends: ``not due until May`` denies nothing else."""
    implicit: Index
    scopes: Index
    """Words for a part of something, and for some of those just named."""
    conditional: tuple[str, ...]
    """Endings of verb forms that say what would be."""
    future: tuple[str, ...]
    """Endings of verb forms that say what will be."""
    is_final: bool
    """Whether an infinitive stands last in its clause."""
    markers: frozenset[str]
    """Words before an infinitive."""
    infinitives: tuple[str, ...]
    """Endings of infinitives."""
    nobody: frozenset[str]
    """Words that say of all that they did not."""
    alike: Mapping[str, str]
    """Stems of words that two reports use for one thing, with the first word of their line."""
    acts: Mapping[str, frozenset[int]]
    """Stems of verbs, with the numbers of the acts that they tell of."""
    counts: frozenset[str]
    """Words for a number."""
    breaks: frozenset[str]
    """Words that begin another clause or phrase."""


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The tables of a language; empty ones where there are none."""
    table = tables.load(__file__, "scales", language)
    negation: Mapping[str, Any] = table.get("negation", {})
    endings: Mapping[str, Any] = table.get("endings", {})
    infinitive: Mapping[str, Any] = table.get("infinitive", {})
    grammar = Grammar(
        frozenset(table.get("breaks", {}).get("words", ())),
        frozenset(negation.get("words", ())),
        frozenset(negation.get("ability", ())),
        bool(infinitive.get("last", False)),
    )
    return Lexicon(
        evolve(indexed(table.get("scales", {}), language), grammar=grammar),
        indexed(grades(language), language),
        grammar.denials,
        frozenset(negation.get("skipped", ())),
        frozenset(negation.get("emphatic", ())),
        frozenset(negation.get("limits", ())),
        frozenset(negation.get("until", ())),
        indexed({"negation": [negation.get("implicit", ())]}, language),
        indexed({name: [table.get("scope", {}).get(key, ())] for name, key in SCOPES}, language),
        tuple(endings.get("conditional", ())),
        tuple(endings.get("future", ())),
        grammar.is_final,
        frozenset(infinitive.get("markers", ())),
        tuple(infinitive.get("endings", ())),
        frozenset(table.get("counts", {}).get("nobody", ())),
        {stem_of(word, language): group[0] for group in table.get("counts", {}).get("alike", ()) for word in group},
        numbered(table.get("verbs", {}).get("alike", ()), language),
        frozenset(table.get("counts", {}).get("words", ())),
        grammar.joins,
    )


def numbered(groups: Sequence[Sequence[str]], language: str) -> Mapping[str, frozenset[int]]:
    """The stems of words with the numbers of the groups that they stand in."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            found.setdefault(stem_of(word, language), set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


def grades(language: str) -> Mapping[str, Sequence[Sequence[str]]]:
    """The words of each concept by their loading, from lines such as ``fall: dip, fall?/fell? | plunge``."""
    found: dict[str, list[list[str]]] = {}
    for line in tables.load(__file__, "tone", language).get("concepts", "").splitlines():
        concept, _, columns = line.partition(":")
        if columns:
            found[concept] = [
                [form.strip() for forms in column.split(",") for form in forms.split("/")]
                for column in columns.split("|")
            ]
    return found


def indexed(scales: Mapping[str, Sequence[Sequence[str]]], language: str) -> Index:
    """The index of a table."""
    found: dict[str, dict[tuple[tuple[str, ...], str], Entry]] = {}
    stems_of: dict[str, str] = {}
    for scale, levels in scales.items():
        for level, phrases in enumerate(levels):
            for phrase in phrases:
                words = phrase.rstrip(ALSO_ELSE).replace("-", " - ").split()
                for word in words:
                    if word not in stems_of:
                        stems_of[word] = word if word[0] in EXACT + GAP else stem_of(word, language)
                stems = tuple([stems_of[word] for word in words])
                entry = Entry(stems, scale, level, phrase.endswith(ALSO_ELSE))
                found.setdefault(stems[0], {}).setdefault((stems, scale), entry)
    ordered = {first: tuple(sorted(e.values(), key=lambda x: (-len(x.stems), x.scale))) for first, e in found.items()}
    return Index(
        {first: entries for first, entries in ordered.items() if first[0] != EXACT},
        {first[1:]: entries for first, entries in ordered.items() if first[0] == EXACT},
        {first: followed(entries) for first, entries in ordered.items() if len(entries[0].stems) > 1},
    )


def followed(entries: tuple[Entry, ...]) -> Followed:
    """Entries with one first word, by their second."""
    alone = tuple(e for e in entries if len(e.stems) == 1 or e.stems[1] == GAP)
    seconds = dict.fromkeys(e.stems[1] for e in entries if e not in alone)
    found = {second: (*[e for e in entries if len(e.stems) > 1 and e.stems[1] == second], *alone) for second in seconds}
    return Followed(
        entries,
        alone,
        {second: longer for second, longer in found.items() if second[0] != EXACT},
        {second[1:]: longer for second, longer in found.items() if second[0] == EXACT},
    )


def cues(tokens: Sequence[Token], index: Index) -> list[Cue]:
    """The phrases among the tokens: of one scale the longest first, without overlap."""
    stems, forms = index.stems, index.forms
    found: list[Cue] = []
    end: dict[str, int] = {}
    for at, token in enumerate(tokens):
        entries = stems.get(token.stem, ())
        if not entries and token.key not in forms:
            continue
        if token.kind != WORD or (token.key in LOWER_CASE_ONLY and at and token.text[:1].isupper()):
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if entries:
            entries = index.possible(token.stem, entries, following)
        if token.key in forms:
            exact = index.possible(EXACT + token.key, forms[token.key], following)
            entries = tuple(sorted((*exact, *entries), key=lambda e: -len(e.stems)))
        for words, scale, level, is_loose in entries:
            is_split = len(words) > 1 and words[1] == GAP
            size = 1 if is_split else len(words)
            if end.get(scale, 0) > at or (size > 2 and not goes_on(tokens, at + 2, words[2:])):
                continue
            if is_split and not closes(tokens, at + 1, words[2:], index.grammar):
                continue
            end[scale] = at + size
            if scale != MODAL or not is_ruled_out(tokens, at, at + size, index.grammar):
                found.append(Cue(scale, level, at, at + size, is_loose, is_split))
    return found


def is_ruled_out(tokens: Sequence[Token], start: int, end: int, grammar: Grammar) -> bool:
    """Whether a word for what one can do is denied in its clause: what cannot be is not open."""
    if tokens[start].key not in grammar.ability:
        return False
    stop = end + (LONGEST_GAP if grammar.is_final else BESIDE)
    for at in range(max(0, start - BESIDE), min(len(tokens), stop)):
        if at >= end and tokens[at].kind == MARK:
            return False
        if tokens[at].key in grammar.denials or tokens[at].key.endswith("n't"):
            return True
    return False


def closes(tokens: Sequence[Token], start: int, words: Sequence[str], grammar: Grammar) -> bool:
    """Whether words end the clause that goes on at a place, and nothing before them denies."""
    for at in range(start, min(len(tokens), start + LONGEST_GAP)):
        if goes_on(tokens, at, words):
            end = at + len(words)
            if end == len(tokens) or tokens[end].kind == MARK or tokens[end].key in grammar.joins:
                return True
        if tokens[at].key in grammar.denials or (tokens[at].kind == MARK and tokens[at].text in ".;:!?।"):
            return False
    return False


def goes_on(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Whether the further words of a phrase stand at a place."""
    for place, word in enumerate(words, at):
        if place == len(tokens):
            return False
        token = tokens[place]
        if word != token.stem and (word[0] != EXACT or word[1:] != token.key):
            return False
    return True
