"""What can be recognised of a unit in another language: figures, names, cognates, places, days, and its shape."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from retold_plugins.alignment.units import Unit, figure
from retold_plugins.segmentation.artifacts import NUMBER, WORD, Token

PREFIX = 5
"""Words that begin with so many equal letters count as cognates."""
SKELETON = 3
"""Consonants that a name needs to be known by them alone."""
VOWELS = re.compile(r"[aeiouyhw'`]+")
DOUBLED = re.compile(r"(.)\1+")
SOUNDS = str.maketrans(
    {"q": "k", "c": "k", "z": "s", "x": "s", "v": "b", "w": "b", "p": "b", "f": "b", "j": "g", "d": "t"}
)
QUOTES = set('"“”„«»「」')
LONGEST_NAME = 3
"""Words in the longest name of a country that is looked up."""


@frozen(eq=False)
class Sketch:
    """A unit's recognisable keys and its shape."""

    keys: frozenset[str]
    length: int
    is_heading: bool
    is_quoting: bool
    is_asking: bool
    is_shouting: bool
    has_figures: bool


def sketches(
    units: Sequence[Unit], tokens: Sequence[Sequence[Token]], texts: Sequence[str], language: str
) -> tuple[Sketch, ...]:
    """The sketches of one side's units."""
    lexicon = named(language)
    return tuple(
        Sketch(
            keys=frozenset(keys_of(unit, own, lexicon)),
            length=len(text),
            is_heading=unit.is_heading,
            is_quoting=not QUOTES.isdisjoint(text),
            is_asking=text.rstrip("\"”»’' )").endswith(("?", "？", "؟", ";")),
            is_shouting="!" in text or "！" in text,
            has_figures=bool(unit.figures),
        )
        for unit, own, text in zip(units, tokens, texts, strict=True)
    )


def keys_of(unit: Unit, tokens: Sequence[Token], lexicon: dict[str, str]) -> Iterable[str]:
    """All that may be met again in the other language."""
    words = [t for t in tokens if t.kind == WORD]
    for token in words:
        if not token.is_stop or token.text[:1].isupper():
            yield from forms(token.key, token.stem in unit.names or token.text[:1].isupper())
    for token in tokens:
        if token.kind == NUMBER:
            yield "=" + figure(digits(token.text))
    for n in range(1, LONGEST_NAME + 1):
        for k in range(len(words) - n + 1):
            code = lexicon.get(" ".join([t.key for t in words[k : k + n]]))
            if code:
                yield code


def digits(numeral: str) -> str:
    """A numeral in ASCII digits."""
    return numeral if numeral.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in numeral)


@functools.lru_cache(maxsize=20_000)
def forms(key: str, is_name: bool) -> tuple[str, ...]:
    """The forms in which a word may meet its cognate: romanised, its beginning, its consonants."""
    if key.isascii():
        roman, foreign = key, False
    else:
        from anyascii import anyascii

        roman = anyascii(key).lower()
        foreign = not any(c.isascii() and c.isalpha() for c in key)
    out = [roman] if len(roman) > 2 or is_name else []
    if len(roman) >= PREFIX:
        out.append("^" + roman[:PREFIX])
    bones = DOUBLED.sub(
        r"\1", VOWELS.sub("", roman.replace("ph", "f").replace("sch", "s").replace("ch", "k")).translate(SOUNDS)
    )
    if len(bones) >= SKELETON and (is_name or foreign or len(bones) > SKELETON):
        out.append("~" + bones)
    return tuple(out)


@functools.cache
def named(language: str) -> dict[str, str]:
    """Countries, months, days, languages and currencies of a language's CLDR data, by name."""
    try:
        from babel import Locale, UnknownLocaleError

        locale = Locale.parse(language.replace("-", "_"))
    except (ImportError, ValueError, UnknownLocaleError):
        return {}
    out: dict[str, str] = {}
    tables = [
        ("territory", locale.territories),
        ("month", locale.months["format"]["wide"]),
        ("month", locale.months["stand-alone"]["wide"]),
        ("day", locale.days["format"]["wide"]),
        ("language", locale.languages),
        ("currency", locale.currencies),
    ]
    for name, table in tables:
        for code, word in table.items():
            if not (name == "territory" and str(code).isdigit()):
                out.setdefault(str(word).casefold(), f"{name}:{code}")
    return out
