"""What a single line says about itself: cue phrases by language, and shapes that mean the same in all of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from attrs import evolve, frozen

from retold import tables

STRONG, LIKELY, WEAK = 0.97, 0.6, 0.3
"""How often a line that shows only this cue is furniture."""

ENDS_SENTENCE = re.compile(r"[.!?…।॥؟。！？]['\"”’»)\]]*$")
INNER_STOP = re.compile(r"[.!?…।](?<=[^\W\d_]{3}.)['\"”’»)]*\s+[\"“„«]?[^\W\d_]")
"""A sentence that ends inside the line."""
PREFIX = re.compile(r"^[^\w©(¿#]+")
SUFFIX = " .:…!»›→>|*·•-–—"
LABEL = 300
"""No label of a page is longer, with the number beside it."""
COUNT = re.compile(r"\s*[(\[]?\d[\d.,]*[kKmM]?[)\]]?$|^\(?\d[\d.,]*[kKmM]?\)?\s+")
PIECES = re.compile(r"\s+[|·•»›/]\s+|\s{2,}|\s*\|\s*")
BARS = re.compile(r"[|·•»›]")
INITIALS = re.compile(r"[^\W\d_](?:[.\s]{1,2}[^\W\d_]){0,2}\.?")
URL = re.compile(r"(?:https?://|www\.)\S+")
HANDLES = re.compile(r"(?:[@#][\w.]{2,40}[\s,]*){1,12}")
CLOCK = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+){0,2}"
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2},?\s+\d{4})"
    r"(?:[\s,|·•@T-]{1,4}(?:at\s+|um\s+|à\s+|às\s+|a las\s+|om\s+|alle\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr|h))?(?:\s?\(?[A-Za-z]{2,5}\)?)?)?",
    re.I,
)
"""A line that is nothing but a date, and perhaps a time."""
SIGNED = re.compile(r"\((?:[^\W\d_]{2,10}(?:\s?[/,]\s?|-)){0,4}[^\W\d_]{2,10}\)")
"""Who wrote an agency's report, in brackets at its end: ``(hpl/dpa)``."""
ADDRESS = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}|\b\d[\d ()/-]{6,20}\d\b")
"""An e-mail address or a telephone number."""
NAMED = r"[^\W\d_][\w.'’-]{0,25}"
CREDITED = re.compile(
    rf"[.!?…।)\]|–—]\s{{0,3}}(?:©|\(c\))\s{{0,2}}\S.{{1,80}}$"
    rf"|[.!?…।)]\s{{1,3}}{NAMED}(?:\s{NAMED}){{0,3}}\s?/\s?{NAMED}(?:\s{NAMED}){{0,4}}$"
    r"|[.!?…।)]\s{1,3}/?\s?[A-ZÀ-ÖØ-Þ]{2,20}(?:[\s.'’/-]{1,2}[A-ZÀ-ÖØ-Þ]{1,20}){1,4}$"
    rf"|[.!?…।]\s{{1,3}}/\s?{NAMED}(?:\s{NAMED}){{0,4}}$"
    r"|[.!?…।]\s{1,3}\((?:[^\W\d_][\w.'’-]{0,25}\s){0,3}(?i:photos?|pictures?|images?|fotos?|bild|imagen|illustration|archiv\w*)"
    r"(?i:\s(?:by|courtesy|of|de|von|par|por|di|van|door))?[\s:/]{1,3}[^()]{2,60}\)$"
)
"""A caption with its credit: a full stop, and then nothing but a name in one of the ways that credits are set."""
COUNTER = re.compile(r"\d[\d.,]*\s*(?:/|of|von|de|sur|di|van)?\s*\d*[%kKmM]?")


@frozen
class Cue:
    """Why a line may be furniture."""

    why: str
    """``class: what was seen``"""
    strength: float
    opens: str = ""
    """``related`` or ``comments`` where what follows is likely to be other stories or readers' remarks."""
    kind: str = "chrome"

    @property
    def group(self) -> str:
        """The group of the table: ``share``, ``credit`` ..."""
        return self.why.split(":")[0]


@frozen
class Table:
    """The phrases of a language and English, by how they are looked for."""

    whole: dict[str, str]
    weak: frozenset[str]
    openers: dict[str, str]
    starts: dict[str, tuple[tuple[str, str], ...]]
    """By their first letter."""
    inside: tuple[tuple[str, str], ...]
    credits: tuple[str, ...]
    by: tuple[str, ...]
    pitch: tuple[str, ...]
    """What a page promises who signs up."""
    roles: frozenset[str]
    place: tuple[tuple[str, str], ...]
    """Two words that join the author and the place of a byline."""
    copula: tuple[str, ...]

    def for_page(self, folded_text: str) -> Table:
        """The table without the phrases that stand inside no line of a page: few of them are in any."""
        words = set(folded_text.split())
        likely = [found for found in self.inside if (middle := middle_of(found[0])) is None or middle in words]
        return evolve(self, inside=tuple([found for found in likely if found[0] in folded_text]))


@functools.cache
def middle_of(phrase: str) -> str | None:
    """The longest word inside a phrase, which a text has as a whole word, too; None for a phrase of one or two."""
    return max(phrase.split(" ")[1:-1], key=len, default=None)


BY = {"en": "by", "de": "von", "fr": "par", "es": "por", "pt": "por", "nl": "door", "it": "di", "sv": "av", "da": "af"}
FROM = {"en": ("from", "in"), "nl": ("vanuit", "door"), "de": ("aus", "von")}
"""``From Ann Other in Bergen``: the word before the first name or place, and the one before the second."""
IS = {"en": "is", "de": "ist", "fr": "est", "es": "es", "pt": "é", "nl": "is", "it": "è"}
SMALL = frozenset("and of for the in de la du des von van der den di da do y et und en e i em".split())


@functools.cache
def table(language: str) -> Table:
    """The phrases of a language; English ones stand on pages of all languages."""
    codes = ["en"] if language == "en" else [language, "en"]
    whole: dict[str, str] = {}
    openers: dict[str, str] = {}
    weak: set[str] = set()
    starts: list[tuple[str, str]] = []
    inside: list[tuple[str, str]] = []
    pitch: list[str] = []
    roles: set[str] = set()
    for code in reversed(codes):
        data = tables.load(__file__, "furniture", code)
        for name, phrases in data.get("whole", {}).items():
            whole.update(dict.fromkeys(phrases, name))
        for name, phrases in data.get("opener", {}).items():
            openers.update(dict.fromkeys(phrases, name))
        for phrases in data.get("weak", {}).values():
            weak.update(phrases)
        starts += [(phrase, name) for name, phrases in data.get("start", {}).items() for phrase in phrases]
        inside += [(phrase, name) for name, phrases in data.get("inside", {}).items() for phrase in phrases]
        pitch += data.get("pitch", {}).get("words", ())
        roles.update(data.get("role", {}).get("words", ()))
    labels = tuple(phrase for phrase, name in starts if name == "credit" and phrase.rstrip().endswith(":"))
    by = tuple(dict.fromkeys(BY[code] for code in codes if code in BY))
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for phrase, name in starts:
        by_letter.setdefault(phrase[0], []).append((phrase, name))
    place = tuple(FROM[code] for code in codes if code in FROM)
    copula = tuple(dict.fromkeys(IS[code] for code in codes if code in IS))
    return Table(
        whole, frozenset(weak), openers, {letter: tuple(found) for letter, found in by_letter.items()}, tuple(inside),
        labels, by, tuple(dict.fromkeys(pitch)), frozenset(roles), place, copula,
    )  # fmt: skip


def folded(line: str) -> str:
    """A line as the tables write it."""
    line = " ".join(line.replace("’", "'").replace("\u00ad", "").casefold().split())
    return PREFIX.sub("", line).rstrip(SUFFIX)


def is_sentence(line: str) -> bool:
    """Whether the line ends as sentences end, or one ends inside it."""
    return bool(ENDS_SENTENCE.search(line) or INNER_STOP.search(line))


def cue(line: str, language: str) -> Cue | None:
    """The strongest cue of a line, or None."""
    return strongest(line, folded(line), table(language))


def strongest(line: str, bare: str, phrases: Table) -> Cue | None:
    """The strongest cue of a line, which is given as it is and folded."""
    return max(cues(line, bare, phrases), key=lambda c: c.strength, default=None)


def cues(line: str, bare: str, phrases: Table) -> Iterator[Cue]:
    """All cues of a line."""
    if not any(c.isalnum() for c in line):
        yield Cue("no words", WEAK)
        return
    counted = (COUNT.sub("", bare).strip() or bare) if may_count(bare) else bare
    for form in dict.fromkeys((bare, counted)):
        if form in phrases.openers:
            yield Cue(f"heads other things: {form}", STRONG, opens=phrases.openers[form])
        if form in phrases.whole:
            # "OK." is what somebody says; "Subscribing..." is what a page says
            spoken = " " not in form and (line[-1:] in '?!"”»' or (line[-1:] == "." and not line.endswith("..")))
            yield Cue(f"{phrases.whole[form]}: {form}", WEAK if spoken else STRONG)
        elif form in phrases.weak:
            yield Cue(f"section: {form}", WEAK)
    if len(line) <= 600:
        yield from phrase_cues(line, bare, phrases)
    if len(line) <= 160:
        yield from shape_cues(line, bare, phrases)
    if is_about_author(line, phrases):
        yield Cue("author: what somebody is at an outlet", 0.45)
    if len(line) <= 300 and CREDITED.search(line[-120:]):
        yield Cue("credit: a name at its end", 0.9)


def may_count(bare: str) -> bool:
    """Whether a line is as short as labels are, and begins or ends as one does that has a number there."""
    return len(bare) <= LABEL and any(c.isdecimal() or c in "()[].,kKmM" for c in bare[:1] + bare[-1:])


def phrase_cues(line: str, bare: str, phrases: Table) -> Iterator[Cue]:
    """Cues from phrases at the start of a line or inside it."""
    within = [(phrase, name) for phrase, name in phrases.inside if phrase in bare]
    if within:
        phrase, name = within[0]
        yield Cue(f"{name}: {phrase}", inside_strength(name, line, len(within) < 2 and is_sentence(line)))
    for phrase, name in phrases.starts.get(bare[:1], ()):
        if bare.startswith(phrase) and not (bare[len(phrase) : len(phrase) + 1].isalpha() and phrase[-1].isalpha()):
            found = start_cue(line, bare, phrase, name)
            if found:
                yield found
            elif name == "contact":
                told = is_sentence(line)
                addressed = bool(within) or bool(ADDRESS.search(line))
                yield Cue(f"{name}: {phrase}", 0.9 if addressed else 0.6 if len(line) <= 60 and not told else 0.45)
            elif name == "author":
                named = bool(ADDRESS.search(line)) or any(f" {role}" in f" {bare}" for role in phrases.roles)
                yield Cue(f"{name}: {phrase}", 0.9 if named and len(line) <= ABOUT else WEAK)
            elif name in IMPERATIVES:
                yield Cue(f"{name}: {phrase}", imperative_strength(line, is_sentence(line), bool(within)))
    for label in phrases.credits:
        at = bare.find(label)
        if (
            at > 0
            and bare[:at].rstrip()[-1:] in BEFORE_CREDIT
            and len(bare) - at - len(label) <= 60
            and len(line) <= 300
        ):
            yield Cue(f"credit: {label}", 0.93)


ABOUT = 300
"""What a page says of its author is not longer."""
BEFORE_CREDIT = tuple('.।)|–—-/;”"')
"""What stands between a caption and its credit."""
IMPERATIVES = frozenset({"share", "newsletter", "comments"})
"""Groups whose phrases at the start of a line ask the reader to do something."""


def inside_strength(name: str, line: str, doubtful: bool) -> float:
    """What a phrase inside a line is worth. A sentence of the story may well speak of cookies or a newsletter."""
    if name == "author":
        return 0.45
    if name == "note":
        return 0.9 if len(line) <= 400 else 0.45
    if name == "contact":
        return 0.9 if ADDRESS.search(line) and len(line) <= 250 else 0.45
    if doubtful and len(line) > 80:
        return 0.6 if name == "credit" else 0.45
    return 0.9 if len(line) <= (90 if name == "time" else 400) else LIKELY


def imperative_strength(line: str, told: bool, more: bool) -> float:
    """What a phrase is worth that asks the reader to do something."""
    if not told and len(line) <= 140:
        return 0.93
    if more or len(line) <= 60:
        return 0.9
    return 0.45


def start_cue(line: str, bare: str, phrase: str, name: str) -> Cue | None:
    """What a phrase at the start of a line says, if it does not ask the reader to do something."""
    told = is_sentence(line)
    label = phrase.endswith((":", "|", "("))
    rest = bare[len(phrase) :].strip(" :|-–—")
    if name == "read":
        return pointer(line, phrase, rest, label or bare[len(phrase) :].lstrip()[:1] in tuple(":|-–—»"), told)
    if name == "more" and len(line) <= 60 and not told:
        return Cue(f"heads other things: {phrase}", 0.9, opens="related")
    if name == "dates" and len(line) <= 140 and not told and (any(c.isdigit() for c in rest) or len(rest) < 3):
        return Cue(f"dates: {phrase}", 0.93)
    if name == "byline" and len(line) <= 250 and (not told or line.startswith("(")):
        return Cue(f"byline: {phrase}", 0.93)
    if name == "credit" and len(line) <= 200 and (label or not told):
        return Cue(f"credit: {phrase}", 0.94 if label else 0.75)
    if name == "tags" and len(line) <= 300 and not told:
        return Cue(f"tags: {phrase}", 0.93 if label else 0.75)
    if name in ("legal", "elsewhere"):
        return Cue(f"{name}: {phrase}", 0.95 if len(line) <= 400 else LIKELY)
    if name == "note":
        marked = label or phrase.count(" ") >= 2 or bare[len(phrase) :].lstrip()[:1] in (":", "|", "", "-", "–")
        return Cue(f"note: {phrase}", 0.93 if marked and len(line) <= 500 else 0.45)
    return None


def pointer(line: str, phrase: str, rest: str, label: bool, told: bool) -> Cue | None:
    """``Read also``, alone (then what follows is of another story) or with a headline in the same line."""
    if len(rest) < 3:
        return Cue(f"points elsewhere: {phrase}", 0.96)
    if label and len(line) <= 220:
        return Cue(f"points elsewhere: {phrase}", 0.96, kind="teaser")
    if len(line) <= 120 and not told:
        return Cue(f"points elsewhere: {phrase}", 0.7, kind="chrome" if len(rest) < 25 else "teaser")
    return None


def shape_cues(line: str, bare: str, phrases: Table) -> Iterator[Cue]:
    """Cues that no language owns: initials, addresses, times, bars between links."""
    if INITIALS.fullmatch(line) and line.upper() == line and len(line) <= 8 and not line.isnumeric():
        yield Cue("initials", 0.9 if len(line) > 2 else WEAK)
    if SIGNED.fullmatch(line) and ("/" in line or line == line.lower()):
        yield Cue("initials", 0.93)
    if URL.fullmatch(line) or HANDLES.fullmatch(line):
        yield Cue("an address", 0.85)
    if COUNTER.fullmatch(line):
        yield Cue("a number alone", WEAK)
    if CLOCK.fullmatch(bare):
        yield Cue("a date alone", 0.85)
    if is_byline(line, phrases.by) or any(is_dispatch(line, *words) for words in phrases.place):
        yield Cue("byline", 0.93)
    parts = [part for part in PIECES.split(line.strip()) if part.strip()]
    if len(parts) > 1 and not is_sentence(line) and all(len(part) <= 45 for part in parts):
        known = [COUNT.sub("", folded(part)).strip() or folded(part) for part in parts]
        hits = sum(k in phrases.whole or k in phrases.weak or k in phrases.openers for k in known)
        if hits and (hits * 2 >= len(parts)):
            yield Cue("links in a row", 0.93)
        elif len(parts) >= 4 and BARS.search(line):
            yield Cue("links in a row", 0.8)
        elif "|" in line or "›" in line or "»" in line:
            yield Cue("a bar between names", 0.45)


def is_byline(line: str, by: tuple[str, ...]) -> bool:
    """``By Ann Other, The Outlet``: the word for by, then nothing but names."""
    words = line.replace("\u00a0", " ").split()
    if not 2 <= len(words) <= 14 or words[0].casefold().strip(":") not in by or not words[0][0].isupper():
        return False
    if ENDS_SENTENCE.search(line) and not line.rstrip().endswith("."):
        return False
    head = line.split(",")[0].split("|")[0].split()[1:]
    named = [w for w in head if w.casefold() not in SMALL]
    return 1 <= len(named) <= 8 and all(w[:1].isupper() or w[:1] in "@(" for w in named) and len(head) <= 9


def is_dispatch(line: str, first: str, second: str) -> bool:
    """``From Ann Other in Bergen``: who wrote and from where, and nothing else."""
    words = line.replace("\u00a0", " ").rstrip(",").split()
    if not 4 <= len(words) <= 9 or words[0].casefold() != first or not words[0][0].isupper() or is_sentence(line):
        return False
    at = next((n for n, word in enumerate(words) if word == second), 0)
    named = [word for word in words[1:] if word != second and word not in SMALL]
    return 2 < at < len(words) - 1 and all(word[:1].isupper() for word in named)


def is_about_author(line: str, phrases: Table) -> bool:
    """``Ann Other is the paper's arts correspondent.``: a name, and what the named person is at an outlet."""
    words = line.replace("\u00a0", " ").split()
    at = next((n for n, word in enumerate(words[:5]) if word in phrases.copula), 0)
    if at < 2 or len(line) > ABOUT or not all(word[:1].isupper() for word in words[:at]):
        return False
    after = " ".join(words[at + 1 : at + 9]).casefold()
    return any(re.search(rf"(?<!\w){role}(?!\w)", after) for role in phrases.roles)


def is_pitch(line: str, language: str) -> bool:
    """Whether a short line promises what newsletters promise, in two ways at least, and quotes nobody."""
    if len(line) > 160 or any(mark in line for mark in '"“”„«»'):
        return False
    bare = f" {folded(line)} ".replace(",", " ").replace(".", " ").replace("  ", " ")
    return sum(f" {phrase} " in bare for phrase in table(language).pitch) >= 2


def is_role(line: str, language: str) -> bool:
    """Whether a line is what somebody is at an outlet: ``Health reporter``."""
    roles = table(language).roles
    words = folded(line).replace(",", " ").split()
    return 1 <= len(words) <= 7 and len(line) <= 60 and not is_sentence(line) and any(word in roles for word in words)
