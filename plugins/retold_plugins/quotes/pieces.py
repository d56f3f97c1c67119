"""Quoted sentences: what is compared of a quotation."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from attrs import field, frozen

from retold import Article, Span, SpanSet
from retold_plugins.quotes.artifacts import Quote
from retold_plugins.quotes.words import Key, keys_of
from retold_plugins.segmentation.artifacts import Words

EDGES = ' \t\r\n\u00a0\u202f,;:"“”„«»‘’'


@frozen
class Piece:
    """One sentence, or part of one, inside the marks of a quotation."""

    span: Span
    keys: tuple[Key, ...]
    quote: Quote
    number: int
    """Of the quotation in its article."""
    order: int
    """Of the piece in its quotation."""
    unit: Span
    """The sentence that it stands in."""


@frozen
class Side:
    """One article's quotations, and all that is needed to look at its words."""

    article: Article
    language: str
    words: Words
    units: tuple[Span, ...]
    """Its sentences that are no furniture, in order."""
    headings: SpanSet
    quoted: SpanSet
    """All quoted words with their marks."""
    pieces: tuple[Piece, ...]
    _keys: dict[Span, tuple[Key, ...]] = field(factory=dict, init=False, repr=False, eq=False)

    def keys(self, span: Span) -> tuple[Key, ...]:
        """The words of a span."""
        if span not in self._keys:
            self._keys[span] = keys_of(self.words, span, self.language)
        return self._keys[span]

    def plain(self, unit: Span) -> tuple[Key, ...]:
        """The words of a sentence outside quotation marks."""
        if not self.quoted.touches(unit):
            return self.keys(unit)
        return tuple([key for key in self.keys(unit) if not self.quoted.touches(key.span)])

    def unit_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset, or of the one before it."""
        return max(0, bisect.bisect_right(self.units, offset, key=lambda unit: unit.start) - 1)


def side_of(
    article: Article, language: str, words: Words, *, units: Sequence[Span], headings: SpanSet, quotes: Sequence[Quote]
) -> Side:
    """An article made ready; quotations in headings are left out, and those outside the units."""
    outer = [q for q in quotes if q.depth == 0]
    quoted = SpanSet(part.span for q in outer for part in q.parts)
    found: list[Piece] = []
    for number, quote in enumerate(outer):
        if not headings.touches(quote.span):
            for order, (span, unit) in enumerate(sentences_of(article, units, quote)):
                keys = keys_of(words, span, language)
                if keys:
                    found.append(Piece(span, keys, quote, number, order, unit))
    return Side(article, language, words, tuple(units), headings, quoted, tuple(found))


def sentences_of(article: Article, units: Sequence[Span], quote: Quote) -> Iterator[tuple[Span, Span]]:
    """The quotation cut at the ends of sentences: what is quoted, and the sentence that it stands in."""
    for part in quote.parts:
        for unit in units[bisect.bisect_right(units, part.inner.start, key=lambda u: u.end) :]:
            if unit.start >= part.inner.end:
                break
            yield trimmed(article, max(unit.start, part.inner.start), min(unit.end, part.inner.end)), unit


def trimmed(article: Article, start: int, end: int) -> Span:
    """Without white space, commas and marks at the edges."""
    text = article.text
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return article.span(start, end)
