"""Readings: where texts that derive from one give its quotations, figures, dates and names otherwise.

Two texts that depart from a third in the same place with the same words have not done so by chance: one
has it from the other, or both from a text between. This is how editors of manuscripts tell who copied whom.
Only what a reteller has no reason to change is compared: values, names, and words inside quotations that
are kept on either side of the change. Plain prose is reworded alike by chance, and so are spellings.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from retold._align import Mark
from retold._text import Span
from retold.diff import WORDS, Matcher

if TYPE_CHECKING:
    from retold._matrix import Content
    from retold._report import ArticleRecord

MOST = 50
"""Marks of one kind of an article in one piece of content that are looked at."""
SPELLING = 0.75
"""Words as like as that are one word spelt in two ways."""
LIKE = 0.6
"""Names as like as that may be one name misread."""
SMALL = 10
ROUNDED = 0.15
"""A number that differs by no more than this share of it, in fewer digits, is rounded."""
HALF = "name"
"""Readings of this kind count half: one misread name may be another spelling after all."""
DOUBLE = re.compile('["“”„«»]')
SINGLE = re.compile(r"(?<!\w)['‘‚](?=\w)|['’‘](?!\w)")
"""Where quotations open and close; what stands between two is a reporting clause."""
NUMBER = re.compile(r"[-+0-9.e]+")
DIGIT = re.compile(r"\d")


@frozen(kw_only=True)
class Reading:
    """A place at which a text departs from the one that it is held against."""

    kind: str
    """``quote``, ``figure``, ``date`` or ``name``."""
    was: Span
    """The words that the older text has; a caret where words were put in."""
    became: Span
    """The words of the other text; a caret where words were left out."""
    place: Span
    """The stretch of the older text that has to be there word for word to be the same place."""
    sense: str
    """What it says, without typography: texts with the same sense share the reading."""

    @property
    def key(self) -> tuple[str, Span, str]:
        """Two texts with this in common depart alike."""
        return self.kind, self.place, self.sense


@define
class Departures:
    """Where one text departs from another, and where it demonstrably does not."""

    readings: dict[tuple[str, Span, str], Reading] = field(factory=dict)
    kept: set[tuple[str, Span]] = field(factory=set)
    """Figures, dates and names given alike."""
    runs: list[Span] = field(factory=list)
    """Words of quotations given alike."""

    def keeps(self, reading: Reading) -> bool:
        """Whether this text has what the other departs from."""
        if reading.kind == "quote":
            return any(run.start <= reading.place.start and reading.place.end <= run.end for run in self.runs)
        return (reading.kind, reading.place) in self.kept

    def add(self, reading: Reading) -> None:
        """Note a reading; the first of a place counts."""
        self.readings.setdefault(reading.key, reading)


@frozen
class Word:
    """A word of a quotation."""

    key: str
    span: Span


@frozen(eq=False)
class Telling:
    """What has to be known of one article."""

    record: ArticleRecord

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """All words of the article, in lower case."""
        return frozenset(folded(word) for word in WORDS.findall(self.record.article.text))

    @functools.cached_property
    def values(self) -> frozenset[str]:
        """All figures and dates of the article, whatever their units."""
        return frozenset(self.value(m)[1] for m in self.record.marks if m.kind in ("figure", "date"))

    def value(self, mark: Mark) -> tuple[str, str]:
        """What it can be held against, its unit or the form of its date (if empty, nothing); and its value."""
        if mark.kind == "date":
            text = str(mark.value or "")
            form = DIGIT.sub("0", text)
            return "" if form.startswith("T") else form, text  # the hour is another one in another zone
        number, _, unit = str(mark.value if mark.value is not None else "").partition(" ")
        return unit or ("" if is_small(number) else "count"), number

    def quoted(self, mark: Mark) -> list[Word]:
        """The words inside the quotation marks; those of a reporting clause between are left out."""
        text, span = self.record.article.text, mark.span
        boundary = DOUBLE if text[span.start] not in "'‘‚" else SINGLE
        bounds = [m.start() for m in boundary.finditer(text, span.start, span.end)]
        inside = [(span.start, span.end)]
        if bounds and bounds[0] == span.start:
            inside = list(zip(bounds[::2], [*bounds[1::2], span.end], strict=False))
        return [
            Word(folded(m[0]), Span(span.article, m.start(), m.end()))
            for start, end in inside
            for m in WORDS.finditer(text, start, end)
            if m[0][0].isalnum()
        ]


def folded(word: str) -> str:
    """In lower case, without accents, with one kind of apostrophe."""
    if not word.isascii():
        letters = unicodedata.normalize("NFD", word.replace("’", "'").replace("ʼ", "'"))
        word = "".join(c for c in letters if not "\u0300" <= c <= "\u036f")
    return word.casefold()


def departures(older: Telling, other: Telling, contents: Iterable[Content]) -> Departures:
    """Where ``other`` gives what ``older`` says otherwise."""
    found = Departures()
    same_language = main(older) == main(other)
    for content in contents:
        marks = dict(content.marks)
        ours, theirs = (by_kind(marks.get(t.record.article.id, ())) for t in (older, other))
        if same_language:
            quotations(found, older, other, ours.get("quote", []), theirs.get("quote", []))
            names(found, older, other, ours.get("name", []), theirs.get("name", []))
        for kind in ("figure", "date"):
            values(found, older, other, ours.get(kind, []), theirs.get(kind, []))
    return found


def main(telling: Telling) -> str:
    """The language without its region."""
    return telling.record.language.split("-")[0]


def by_kind(marks: Iterable[Mark]) -> Mapping[str, list[Mark]]:
    """Some marks of each kind."""
    out: dict[str, list[Mark]] = {}
    for mark in marks:
        some = out.setdefault(mark.kind, [])
        if len(some) < MOST:
            some.append(mark)
    return out


def quotations(found: Departures, older: Telling, other: Telling, ours: list[Mark], theirs: list[Mark]) -> None:
    """Words of quotations changed, left out or put in between words that are kept."""
    candidates = [words for words in map(other.quoted, theirs) if words]
    for mark in ours:
        words = older.quoted(mark)
        keys = {word.key for word in words}
        near = max(candidates, key=lambda them: len(keys & {w.key for w in them}), default=None)
        if near is None or 2 * len(keys & {w.key for w in near}) < max(4, min(len(words), len(near))):
            continue
        codes = Matcher([w.key for w in words], [w.key for w in near]).get_opcodes()
        for tag, i, j, k, m in codes:
            if tag == "equal":
                found.runs.append(hull(words[i:j]))
            elif 0 < i and j < len(words) and 0 < k and m < len(near):
                sense = " ".join(w.key for w in near[k:m])
                if not is_spelling(" ".join(w.key for w in words[i:j]), sense):
                    was = hull(words[i:j]) if i < j else caret(words[i - 1])
                    became = hull(near[k:m]) if k < m else caret(near[k - 1])
                    place = hull(words[i - 1 : j + 1])
                    found.add(Reading(kind="quote", was=was, became=became, place=place, sense=sense))


def hull(words: list[Word]) -> Span:
    """From the first word to the last."""
    return Span(words[0].span.article, words[0].span.start, words[-1].span.end)


def caret(word: Word) -> Span:
    """The place after a word."""
    return Span(word.span.article, word.span.end, word.span.end)


def is_spelling(one: str, other: str) -> bool:
    """Whether two wordings differ as spellings and short forms do: defence and defense, we're and we are."""
    a, b = (re.sub(r"[\W_]", "", text) for text in (one, other))
    if not (a and b) or any(c.isdigit() for c in a + b):
        return a == b
    return max(len(a), len(b)) <= 4 * MOST and difflib.SequenceMatcher(None, a, b).ratio() >= SPELLING


def values(found: Departures, older: Telling, other: Telling, ours: list[Mark], theirs: list[Mark]) -> None:
    """Figures or dates of one unit: one that the other text has nowhere stands against one that the older has not."""
    here: dict[str, dict[str, Mark]] = {}
    there: dict[str, dict[str, Mark]] = {}
    for telling, marks, table in ((older, ours, here), (other, theirs, there)):
        for mark in marks:
            unit, value = telling.value(mark)
            table.setdefault(unit, {}).setdefault(value, mark)
    for unit, said in here.items():
        told = there.get(unit, {})
        for value, mark in said.items():
            if value in told:
                found.kept.add((mark.kind, mark.span))
        lost = [(value, m) for value, m in said.items() if value not in other.values]
        new = [(value, m) for value, m in told.items() if value not in older.values]
        if len(lost) == len(new) == 1 and unit and not is_rounded(lost[0][0], new[0][0]):
            (_, was), (sense, became) = lost[0], new[0]
            found.add(Reading(kind=was.kind, was=was.span, became=became.span, place=was.span, sense=sense))


def is_small(number: str) -> bool:
    """Whether it is one of the counts and ordinals that any sentence may have several of."""
    try:
        return abs(float(number)) < SMALL
    except ValueError:
        return True


def is_rounded(was: str, became: str) -> bool:
    """Whether a number is nearly the other with fewer digits: retellers round alike by chance."""
    if not (NUMBER.fullmatch(was) and NUMBER.fullmatch(became)):
        return False
    try:
        a, b = float(was), float(became)
    except ValueError:
        return False
    return abs(a - b) <= ROUNDED * abs(a) and digits(b) < digits(a)


def digits(number: float) -> int:
    """How many digits count."""
    return len(f"{abs(number):.10e}".partition("e")[0].replace(".", "").rstrip("0"))


def names(found: Departures, older: Telling, other: Telling, ours: list[Mark], theirs: list[Mark]) -> None:
    """A name that the other text has nowhere, against a like one that the older text has nowhere."""
    new = [(mark, parts) for mark in theirs if (parts := name_words(other, mark)) and not parts <= older.words]
    for mark in ours:
        parts = name_words(older, mark)
        if parts and parts <= other.words:
            found.kept.add(("name", mark.span))
            continue
        for theirs_, told in new:
            was, became = sorted(parts - told - other.words), sorted(told - parts - older.words)
            if len(was) == len(became) == 1 and is_like(was[0], became[0], bool(parts & told)):
                sense = became[0]
                found.add(Reading(kind="name", was=mark.span, became=theirs_.span, place=mark.span, sense=sense))
                break


def name_words(telling: Telling, mark: Mark) -> frozenset[str]:
    """The words of a name, in lower case."""
    text = telling.record.article.text[mark.span.start : mark.span.end]
    return frozenset(folded(word) for word in WORDS.findall(text) if word[0].isalpha())


def is_like(was: str, became: str, shares: bool) -> bool:
    """Whether one name may be taken for the other, and is not the same with another ending or spelling."""
    if max(len(was), len(became)) > MOST or min(len(was), len(became)) < 3:
        return False
    ratio = difflib.SequenceMatcher(None, was, became).ratio()
    return (shares or ratio >= LIKE) and ratio < SPELLING + 0.1


def shared(one: Departures, other: Departures) -> Iterator[tuple[Reading, Reading]]:
    """Readings that two texts have in common against the same third one."""
    for key, reading in sorted(one.readings.items()):
        if key in other.readings:
            yield reading, other.readings[key]


def weight(readings: Iterable[Reading]) -> float:
    """How much they say."""
    return sum(0.5 if reading.kind == HALF else 1.0 for reading in readings)


def alone(one: Departures, other: Departures) -> tuple[Reading, ...]:
    """Readings of one where the other demonstrably keeps the older text's."""
    return tuple(reading for _, reading in sorted(one.readings.items()) if other.keeps(reading))
