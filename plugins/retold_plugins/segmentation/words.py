"""Words with their stems and whether they are function words."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from retold import LANGUAGE, Article, Context, Span, provides
from retold_plugins.segmentation.artifacts import CLITIC, MARK, NUMBER, WORD, WORDS, Token, Words

# Python's \w leaves out the vowel signs and joiners without which Indic, Arabic and Thai words fall apart.
SIGNS = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0900-\u0963\u0971-\u0dff"
    r"\u0e31-\u0e4e\u0eb1-\u0ecd\u1000-\u109f\u1780-\u17d3\u200c\u200d"
)
LETTER = rf"[^\W\d_\u3040-\u30ff\u3400-\u9fff]|[{SIGNS}]"
ELIDED = {"fr", "it", "ca"}
FOLD = str.maketrans({"’": "'", "ʼ": "'", "\u00ad": None})

# stopwordsiso counts these as function words; in news they say something.
TELLING = frozenset(
    """
    said says say new million billion trillion us home number invention computer information system page research
    example important year years work show shows old great big large small general member
    """.split()
)
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@provides(WORDS, needs=[LANGUAGE])
def words(ctx: Context) -> Words:
    """All tokens of the article."""
    return Words(tuple(tokens(ctx.article, ctx.here(LANGUAGE))))


def tokens(article: Article, language: str) -> list[Token]:
    """The tokens of a text in order; a possessive or elided article is a token of its own."""
    found: list[Token] = []
    name = article.id
    for match in token_pattern(article.text).finditer(article.text):
        text, kind = match[0], match.lastgroup
        start, end = match.span()
        if kind == WORD:
            for a, b, form in forms_of(text, language):
                found.append(Token(Span(name, start + a, start + b), *form))
        else:
            found.append(Token(Span(name, start, end), text, text, text, MARK if kind == MARK else NUMBER, False))
    return found


Form = tuple[int, int, tuple[str, str, str, str, bool]]
"""Where a piece begins and ends in a word, and what a token holds of it besides its place."""


@functools.lru_cache(maxsize=20_000)
def forms_of(word: str, language: str) -> tuple[Form, ...]:
    """The pieces of a word, with their normal forms."""
    stem, stops = stemmer(language), stop_words(language)
    found = []
    for start, end, kind in pieces(word, language):
        part = word[start:end]
        key = part.translate(FOLD).casefold()
        found.append((start, end, (part, key, stem(key), kind, kind == CLITIC or key in stops)))
    return tuple(found)


def token_pattern(text: str) -> re.Pattern[str]:
    """What a token is. Texts in Latin letters need no sets of signs, which take long to compile."""
    is_latin = all((c < "\u0300" and c != "\u00ad") or "\u2010" <= c < "\u2c00" for c in set(text))
    return tokens_of(r"[^\W\d_]") if is_latin else tokens_of(LETTER, r"|[\u3040-\u30ff\u3400-\u9fff]")


@functools.cache
def tokens_of(letter: str, alone: str = "") -> re.Pattern[str]:
    """Numbers, words of such letters, characters that are words ``alone``, and marks."""
    return re.compile(
        r"(?P<number>\d+(?:[.,:٫٬]\d+)*)"
        rf"|(?P<word>(?:{letter})(?:{letter}|\d)*(?:['’ʼ](?:{letter})+)*{alone})"
        r"|(?P<mark>[^\w\s])"
    )


def pieces(word: str, language: str) -> Iterator[tuple[int, int, str]]:
    """A word and the clitic at its end (English ``'s``) or beginning (French ``l'``)."""
    folded = word.translate({0x2019: "'", 0x2BC: "'"})
    if language == "en" and len(word) > 2 and folded[-2:].casefold() == "'s":
        yield 0, len(word) - 2, WORD
        yield len(word) - 2, len(word), CLITIC
    elif language in ELIDED and 0 < folded.find("'") < len(word) - 1 and folded.find("'") < 4:
        cut = folded.find("'") + 1
        yield 0, cut, CLITIC
        yield cut, len(word), WORD
    else:
        yield 0, len(word), WORD


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """Snowball's stemmer of a language; of one that it does not know, the word itself."""
    algorithm = ALGORITHMS.get(language.split("-")[0])
    if algorithm is None:
        return str
    import Stemmer

    return Stemmer.Stemmer(algorithm).stemWord  # type: ignore[no-any-return]


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """Function words of a language; none for one that the list does not know."""
    import stopwordsiso

    code = language.split("-")[0]
    return frozenset(stopwordsiso.stopwords(code)) - TELLING if stopwordsiso.has_lang(code) else frozenset()
