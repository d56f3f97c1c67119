"""The words of a quotation in a form in which two texts may print them differently."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from attrs import define, frozen

from retold import Span, tables
from retold_plugins.segmentation.artifacts import MARK, Token, Words

STOP_WEIGHT = 0.3
LITTLE = ("not", "is", "us")
"""What short forms hold and no stop word is: it says nothing by itself."""


@define(eq=False)  # one for each word of the article: a frozen one takes thrice the time to make
class Key:
    """One word for comparison; a short form (``don't``) is several, with one place in the text."""

    text: str
    stem: str
    span: Span
    is_content: bool
    is_editors: bool = False
    """Whether it stands in square brackets: an editor's word."""
    after_gap: bool = False
    """Whether dots of omission stand before it."""

    @property
    def weight(self) -> float:
        """What it counts for when texts are compared."""
        return 1.0 if self.is_content else STOP_WEIGHT


@frozen
class Folding:
    """A language's short forms and regional endings."""

    words: dict[str, tuple[str, ...]]
    endings: dict[str, str]
    is_after: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    light: frozenset[str]


@functools.lru_cache(maxsize=50_000)
def fold(word: str, language: str) -> str:
    """One spelling for all regions; only for comparison."""
    for ending, other in folding(language).spellings:
        if word.endswith(ending) and (len(word) > len(ending) + 1 or word == ending):
            return word[: -len(ending)] + other
    return word


@functools.cache
def folding(language: str) -> Folding:
    """The tables of a language; empty ones where there are none."""
    short = tables.load(__file__, "contractions", language)
    spelling = tables.load(__file__, "spelling", language).get("endings", {})
    return Folding(
        {word: tuple(full.split()) for word, full in short.get("words", {}).items()},
        short.get("endings", {}),
        frozenset(short.get("is", {}).get("after", "").split()),
        tuple(sorted(spelling.items(), key=lambda pair: -len(pair[0]))),
        frozenset(tables.load(__file__, "light", language).get("words", "").split()),
    )


def keys_of(words: Words, span: Span, language: str) -> tuple[Key, ...]:
    """The words inside a span, in order."""
    found: list[Key] = []
    editors = gap = False
    tokens = words.within(span)
    for i, token in enumerate(tokens):
        if token.kind == MARK:
            gap = gap or is_gap(tokens, i)
            editors = token.text == "[" or (editors and token.text != "]")
            continue
        word = one_word(token.key, language)
        if word is not None:
            is_content = token.is_content and token.key not in LITTLE
            found.append(Key(word, token.stem, token.span, is_content, editors, gap))
        else:
            for part, stem in parts_of(token, tokens[i - 1] if i else None, folding(language)):
                is_content = token.is_content and part not in LITTLE
                found.append(Key(fold(part, language), stem, token.span, is_content, editors, gap))
                gap = False
        gap = False
    return tuple(found)


@functools.lru_cache(maxsize=50_000)
def one_word(key: str, language: str) -> str | None:
    """A word in one spelling, None for one that is a short form, or may be in its place."""
    rules = folding(language)
    is_short = key in rules.words or key == "'s" or key.endswith(tuple(rules.endings))
    return None if is_short else fold(key, language)


def is_gap(tokens: Sequence[Token], i: int) -> bool:
    """Whether dots of omission stand here: ``…`` or the third of three stops."""
    if tokens[i].text == "…":
        return True
    return tokens[i].text == "." and i > 1 and tokens[i - 1].text == "." and tokens[i - 2].text == "."


def parts_of(token: Token, previous: Token | None, rules: Folding) -> tuple[tuple[str, str], ...]:
    """A token's words with their stems: two for a short form."""
    key = token.key
    if key in rules.words:
        return tuple((word, word) for word in rules.words[key])
    if key == "'s" and previous is not None:
        if previous.key == "let":
            return (("us", "us"),)
        if previous.key in rules.is_after:
            return (("is", "is"),)
    for ending, full in rules.endings.items():
        if len(key) > len(ending) and key.endswith(ending):
            word = key[: -len(ending)]
            return (word, word), (full, full)
    return ((key, token.stem),)


def weight(keys: Sequence[Key]) -> float:
    """What the words count for together."""
    return sum(key.weight for key in keys)
