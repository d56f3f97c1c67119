"""The main language: what is stated, else the script, else function words, else py3langid's model."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping

from retold import LANGUAGE, Context, provides

SAMPLE = 4000
"""Code points that are looked at, from the middle of the text, where page furniture is rarest."""
SURE_SHARE = 0.25
"""Of the words; running prose of a language has more of its function words than this."""
SURE_RATIO = 1.25
"""By how much the best language must beat the second."""

WORD = re.compile(r"[^\s.,;:!?\"“”„«»()\[\]।॥،؟0-9]+")
LIKELY = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "no",
    "fi",
    "pl",
    "cs",
    "hu",
    "ro",
    "tr",
    "id",
    "ru",
    "uk",
    "bg",
    "el",
)
SCRIPTS = (
    ("\u0900", "\u097f", ("hi", "mr", "ne")),
    ("\u3040", "\u30ff", ("ja",)),
    ("\uac00", "\ud7af", ("ko",)),
    ("\u4e00", "\u9fff", ("zh",)),
    ("\u0980", "\u09ff", ("bn",)),
    ("\u0a00", "\u0a7f", ("pa",)),
    ("\u0a80", "\u0aff", ("gu",)),
    ("\u0b80", "\u0bff", ("ta",)),
    ("\u0c00", "\u0c7f", ("te",)),
    ("\u0d80", "\u0dff", ("si",)),
    ("\u0e00", "\u0e7f", ("th",)),
    ("\u0590", "\u05ff", ("he",)),
    ("\u0600", "\u06ff", ("ar", "fa", "ur")),
)
SCRIPT_SHARE = 0.3


@provides(LANGUAGE)
def language(ctx: Context) -> str:
    """A two- or three-letter code; ``und`` for a text without words."""
    if ctx.article.language:
        return ctx.article.language.split("-")[0].lower()
    text = ctx.article.text
    middle = max(0, (len(text) - SAMPLE) // 2)
    return identify(text[middle : middle + SAMPLE])


def identify(text: str) -> str:
    """The language of a text. Short texts without function words go to py3langid's model."""
    counts = Counter(text)
    letters = sum(n for c, n in counts.items() if c.isalpha())
    if not letters:
        return "und"
    for first, last, codes in SCRIPTS:
        if sum(n for c, n in counts.items() if first <= c <= last) >= SCRIPT_SHARE * letters:
            return codes[0] if len(codes) == 1 else by_function_words(text, codes) or by_model(text, codes)
    return by_function_words(text, LIKELY) or by_model(text)


def by_function_words(text: str, codes: tuple[str, ...]) -> str | None:
    """The language most of whose function words are there, or None where that is not clear."""
    words = [word.casefold() for word in WORD.findall(text)]
    if len(words) < 8:
        return None
    totals = dict.fromkeys(codes, 0)
    languages = languages_by_word(codes)
    for word, count in Counter(words).items():
        for code in languages.get(word, ()):
            totals[code] += count
    found = sorted(((total / len(words), code) for code, total in totals.items()), reverse=True)
    (best, code), (second, _) = found[0], found[1]
    return code if best >= SURE_SHARE and best >= SURE_RATIO * second else None


@functools.cache
def short_stop_words(code: str) -> frozenset[str]:
    """Function words of at most six letters: the long ones in the lists are content words as often as not."""
    import stopwordsiso

    return frozenset(word for word in stopwordsiso.stopwords(code) if len(word) <= 6)


@functools.cache
def languages_by_word(codes: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Of which of some languages each function word is one."""
    found: dict[str, list[str]] = {}
    for code in codes:
        for word in short_stop_words(code):
            found.setdefault(word, []).append(code)
    return {word: tuple(known) for word, known in found.items()}


def by_model(text: str, codes: tuple[str, ...] | None = None) -> str:
    """py3langid's guess, among some languages if given. Costs numpy and a model, so it comes last."""
    import py3langid

    ranked = py3langid.rank(text)
    return next((code for code, _ in ranked if codes is None or code in codes), "und")
