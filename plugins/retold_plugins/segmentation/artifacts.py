"""Words, for neighbours that look inside sentences."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from retold import Artifact, ByArticle, Span, SpanSet

WORD, NUMBER, MARK, CLITIC = "word", "number", "mark", "clitic"


@frozen
class Token:
    """A word, number, punctuation mark or clitic (``'s``, ``l'``) with its normal forms."""

    span: Span
    text: str
    key: str
    """Case-folded, with straight apostrophes and without soft hyphens."""
    stem: str
    """Snowball's stem of the key, where the language has an algorithm; else the key."""
    kind: str
    is_stop: bool
    """Whether it is a function word of the article's language."""
    is_content: bool = field(init=False, repr=False, eq=False)
    """Whether it is a word or number that says something by itself."""

    @is_content.default
    def _says_something(self) -> bool:
        return not self.is_stop and self.kind in (WORD, NUMBER)


@frozen
class Words:
    """All tokens of an article, in order."""

    tokens: tuple[Token, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _start_offsets(self) -> tuple[int, ...]:
        return tuple([token.span.start for token in self.tokens])

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that begin inside the span."""
        return self.tokens[bisect.bisect_left(self._starts, span.start) : bisect.bisect_left(self._starts, span.end)]


WORDS: Artifact[ByArticle[Words]] = Artifact("words", "article")


def span_of(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> Span:
    """From the first of some tokens to the last, white space and all; ``end`` is the place after the last."""
    first, last = tokens[start].span, tokens[-1 if end is None else end - 1].span
    return Span(first.article, first.start, last.end)


def shortened(text: str, most: int = 80) -> str:
    """A passage as a message shows it: on one line, and cut where it has more code points than ``most``."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."


def outside(tokens: Sequence[Token], taken: SpanSet) -> tuple[Token, ...]:
    """Those of some tokens in a row that have no character in the set."""
    if not tokens or not taken.touches(span_of(tokens)):
        return tuple(tokens)
    return tuple([token for token in tokens if not taken.touches(token.span)])


class Phrases:
    """Words and phrases of a cue table, by label, to be found among tokens.

    A phrase is matched by the tokens' keys. ``{be} likely`` stands for one phrase with each of the words of the
    group ``be``; a clitic may be written together with its word (``that's``, ``l'avis``) as in a text.
    """

    __slots__ = ("_labels", "_lengths")
    CLITIC = re.compile(r"(?<=\w)('s)\b|\b([cdjlmnst]'|qu')(?=\w{2})")

    def __init__(self, table: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]] | None = None) -> None:
        self._labels: dict[tuple[str, ...], str] = {}
        for label, phrases in table.items():
            for phrase in phrases:
                for words in self._expanded(phrase, groups or {}):
                    self._labels.setdefault(words, label)
        lengths: dict[str, set[int]] = {}
        for words in self._labels:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def _expanded(self, phrase: str, groups: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
        folded = composed(phrase.casefold().replace("’", "'"))
        parts = [groups[p[1:-1]] if p[:1] == "{" else (p,) for p in folded.split()]
        for choice in itertools.product(*parts):
            words = " ".join(choice)
            yield tuple((self.CLITIC.sub(r" \1\2 ", words) if "'" in words else words).split())

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        """The phrases among the tokens as half-open ranges with their labels: the longest first, without overlap."""
        keys = tuple([token.key for token in tokens])
        if not "".join(keys).isascii():
            keys = tuple([key if key.isascii() else composed(key) for key in keys])
        done = 0
        for at in [place for place, key in enumerate(keys) if key in self._lengths]:
            if at < done:
                continue
            for length in self._lengths[keys[at]]:
                # At the end of the tokens a slice is shorter than asked, and another phrase.
                label = self._labels.get(keys[at : at + length]) if at + length <= len(keys) else None
                if label is not None:
                    yield at, at + length, label
                    done = at + length
                    break

    def labels(self, tokens: Iterable[Token]) -> dict[str, list[str]]:
        """What was found, as printed, by label."""
        listed, found = tuple(tokens), dict[str, list[str]]()
        for start, end, label in self.find(listed):
            found.setdefault(label, []).append(" ".join(t.text for t in listed[start:end]))
        return found


def composed(text: str) -> str:
    """The text in normal form C: some letters (Devanagari's with a dot) are written in two ways that look the same."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def stem_of(word: str, language: str) -> str:
    """The stem that a word of a table has as a token's: Snowball's, where the language has an algorithm."""
    return _stemmer(language)(word.casefold())


@functools.cache
def _stemmer(language: str) -> Callable[[str], str]:
    from retold_plugins.segmentation.words import stemmer

    return stemmer(language)
