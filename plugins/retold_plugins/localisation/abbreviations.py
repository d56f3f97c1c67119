"""Abbreviations of linked sentences: with stops or without, in another case, or written out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import frozen

from retold import Match, tables
from retold_plugins.localisation.pairs import Pair, Word
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORD

ABBREVIATION = "localisation/abbreviation"
SMALL = frozenset(
    "of and the for in on de la le les du des der die das für und von y e do da das dos del los las & i".split()
)
LONGEST = 8
SHOUTING = 0.6
"""Share of words in capitals above which a sentence is set in capitals, where they tell nothing."""
Place = tuple[int, int]


class Short(NamedTuple):
    """An acronym or another abbreviation as it stands in a sentence."""

    place: Place
    letters: str
    """In lower case, without stops."""
    text: str


@frozen
class Table:
    """Abbreviations of one language."""

    words: Mapping[str, tuple[tuple[str, ...], ...]]
    units: Mapping[str, tuple[tuple[str, ...], ...]]
    stopped: frozenset[str]


@functools.cache
def table_of(language: str) -> Table:
    """The table of a language; empty where there is none."""
    raw = tables.load(__file__, "abbreviations", language)
    words, units = (entries(raw.get(name, "")) for name in ("words", "units"))
    return Table(words, units, frozenset(raw.get("stopped", "").split()))


def entries(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Lines ``short = long, long`` by the short form."""
    found = {}
    for line in text.splitlines():
        short, _, longs = line.partition("=")
        if longs:
            found[short.strip()] = tuple(tuple(long.split()) for long in longs.split(","))
    return found


def abbreviated(pair: Pair, language: str) -> Iterator[Match]:
    """All abbreviations that the other side writes in another way."""
    if pair.reprinted and not is_shouting(pair.source) and not is_shouting(pair.retelling):
        yield from recased(pair)
    table = table_of(language)
    yield from restopped(pair, table)
    ours, theirs = shorts(pair.source, pair.source_text), shorts(pair.retelling, pair.retelling_text)
    letters = {one.letters for one in ours}
    by_letters: dict[str, list[Short]] = {}
    for other in theirs:
        by_letters.setdefault(other.letters, []).append(other)
    used: set[Place] = set()
    for one in ours:
        if one.letters not in by_letters:
            place = written_out(one, pair.source, pair.retelling, table)
            if place:
                yield pair.match(*with_number(pair, one.place, place), ABBREVIATION)
        for other in by_letters.get(one.letters, ()):
            if are_forms(pair, one, other) and other.place not in used:
                used.add(other.place)
                yield pair.match(one.place, other.place, ABBREVIATION)
                break
    for other in theirs:
        if other.letters not in letters:
            place = written_out(other, pair.retelling, pair.source, table)
            if place:
                yield pair.match(*with_number(pair, place, other.place), ABBREVIATION)


def with_number(pair: Pair, ours: Place, theirs: Place) -> tuple[Place, Place]:
    """Both places with the number before them, if it is the same."""
    before = [words[place[0] - 1].token for words, place in ((pair.source, ours), (pair.retelling, theirs)) if place[0]]
    if len(before) == 2 and before[0].kind == NUMBER and before[0].text == before[1].text:
        return (ours[0] - 1, ours[1]), (theirs[0] - 1, theirs[1])
    return ours, theirs


def are_forms(pair: Pair, one: Short, other: Short) -> bool:
    """Whether two shorts of the same letters are one acronym with stops and without, or in capitals and with one."""
    if one.text == other.text:
        return False
    if "." in one.text[:-1] or "." in other.text[:-1]:
        return True
    sides = (pair.source, one.place[0], pair.source_text), (pair.retelling, other.place[0], pair.retelling_text)
    return (
        len(one.letters) > 2
        and are_cases(one.text, other.text)
        and not any(is_set_in_capitals(*side) for side in sides)
    )


def is_shouting(words: tuple[Word, ...]) -> bool:
    """Whether most words stand in capitals."""
    texts = [word.token.text for word in words if word.token.kind == WORD and len(word.token.text) > 1]
    return sum(text.isupper() for text in texts) > SHOUTING * len(texts)


def recased(pair: Pair) -> Iterator[Match]:
    """``Nato`` and ``NATO``."""
    for i in pair.reprinted:
        word = pair.source[i]
        if word.token.kind == WORD and len(word.token.text) > 2:
            one, other = word.token.text, pair.retelling[word.partner].token.text
            if not are_cases(one, other):
                continue
            sides = (pair.source, i, pair.source_text), (pair.retelling, word.partner, pair.retelling_text)
            if not any(is_set_in_capitals(*side) for side in sides):
                yield pair.match((i, i + 1), (word.partner, word.partner + 1), ABBREVIATION)


def are_cases(one: str, other: str) -> bool:
    """Whether one of two different words is the other in capitals, the other with one capital."""
    return {one, other} == {one.upper(), one[0].upper() + one[1:].lower()}


def is_set_in_capitals(words: tuple[Word, ...], i: int, text: str) -> bool:
    """Whether a word is no acronym but set in capitals: it or its neighbour, or a dateline (``PARIS - ``)."""
    word = words[i].token.text
    if not word.isupper() or len(word) < 2:
        return False
    near = [words[j].token.text for j in (i - 1, i + 1) if 0 <= j < len(words)]
    if any(other.isupper() and len(other) > 1 and other.isalpha() for other in near):
        return True
    is_dateline = i == 0 and bool(near) and near[0] in ("-", "–", "—", ":", ",", "(")
    return is_dateline or re.search(rf"\b{re.escape(word.capitalize())}\b", text) is not None


def restopped(pair: Pair, table: Table) -> Iterator[Match]:
    """``Mr`` and ``Mr.``"""
    for i, word in enumerate(pair.source):
        if not word.is_changed and word.token.key in table.stopped:
            ends = stop_after(pair.source, i), stop_after(pair.retelling, word.partner)
            last = i + 1 >= len(pair.source) - 1 or word.partner + 1 >= len(pair.retelling) - 1
            if (ends[0] == i + 1) != (ends[1] == word.partner + 1) and not last:
                yield pair.match((i, ends[0]), (word.partner, ends[1]), ABBREVIATION)


def stop_after(words: tuple[Word, ...], i: int) -> int:
    """The end of the word, and of a full stop that touches it."""
    if i + 1 < len(words):
        this, following = words[i].token, words[i + 1].token
        if following.text == "." and following.span.start == this.span.end:
            return i + 2
    return i + 1


def shorts(words: tuple[Word, ...], text: str) -> tuple[Short, ...]:
    """Changed acronyms and, after them, changed words that may be other abbreviations."""
    found = []
    done = 0
    for i, word in enumerate(words):
        token = word.token
        if i < done or (word.partner >= 0 and len(token.text) > 1):
            continue
        end = dotted_end(words, i) if len(token.text) == 1 else i
        if end - i >= 4:
            if any(part.is_changed for part in words[i:end]):
                letters = "".join(part.token.key for part in words[i:end] if part.token.kind == WORD)
                span = text[token.span.start : words[end - 1].token.span.end]
                if span.isupper():
                    found.append(Short((i, end), letters, span))
            done = end
        elif word.is_changed and token.kind == WORD and len(token.text) <= LONGEST:
            end = i + 1 if token.text.isupper() and len(token.text) > 1 else stop_after(words, i)
            found.append(Short((i, end), token.key, text[token.span.start : words[end - 1].token.span.end]))
            done = end
    return tuple(found)


def dotted_end(words: tuple[Word, ...], i: int) -> int:
    """The end of ``U.S.`` where one begins."""
    while i + 1 < len(words):
        token, stop = words[i].token, words[i + 1].token
        if len(token.text) != 1 or not token.text.isupper() or stop.text != "." or stop.span.start != token.span.end:
            break
        i += 2
        if i < len(words) and words[i].token.span.start != stop.span.end:
            break
    return i


def written_out(short: Short, own: tuple[Word, ...], words: tuple[Word, ...], table: Table) -> Place | None:
    """Where the other side writes an abbreviation out in changed words."""
    longs, before = table.words.get(short.letters, ()), short.place[0] - 1
    is_unit = before >= 0 and own[before].token.kind == NUMBER
    is_acronym = short.text.isupper() and len(short.letters) > 1
    if not (longs or is_unit or is_acronym):
        return None
    runs = {word.edit for word in own[short.place[0] : short.place[1]]}
    for long in longs:
        for start in range(len(words) - len(long) + 1):
            part = words[start : start + len(long)]
            if tuple(word.token.key for word in part) == long and runs & {
                word.edit for word in part if word.is_changed
            }:
                return start, start + len(long)
    if is_unit:
        return unit_written_out(short, own[before], words, table)
    return by_initials(short, runs, words) if is_acronym else None


def unit_written_out(short: Short, number: Word, words: tuple[Word, ...], table: Table) -> Place | None:
    """``m`` after a number that the other side follows with ``metres``."""
    for long in table.units.get(short.letters, ()):
        for start in range(1, len(words) - len(long) + 1):
            same_number = words[start - 1].token.text == number.token.text
            if same_number and tuple(word.token.key for word in words[start : start + len(long)]) == long:
                return start, start + len(long)
    return None


def by_initials(short: Short, runs: set[int], words: tuple[Word, ...]) -> Place | None:
    """Words that begin with the letters of an acronym: capitalised, or in its place and three at least."""
    for start, word in enumerate(words):
        if word.is_changed and word.token.kind == WORD and word.token.key[0] == short.letters[0]:
            end = initials_end(short.letters, words, start)
            if end is None:
                continue
            part = [w for w in words[start:end] if w.token.kind == WORD and w.token.key not in SMALL]
            changed = [w for w in part if w.is_changed]
            in_place = any(w.edit in runs for w in changed)
            are_names = all(w.token.text[0].isupper() for w in part)
            if 2 * len(changed) > len(part) and ((are_names and len(part) > 1) or (in_place and len(part) > 2)):
                return start, end
    return None


def initials_end(letters: str, words: tuple[Word, ...], start: int) -> int | None:
    """Where the words end that have these initials; small words may stand between them."""
    at = start
    for letter in letters:
        while at < len(words) and words[at].token.key in SMALL and words[at].token.key[0] != letter and at > start:
            at += 1
        while at < len(words) and words[at].token.kind == MARK and words[at].token.text in "-‐&":
            at += 1
        if at >= len(words) or words[at].token.kind != WORD or words[at].token.key[0] != letter:
            return None
        at += 1
    return at
