"""Quoted sentences: what is compared of a quotation."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import Article, Block, Sentence, Span, SpanSet
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

    @property
    def is_whole(self) -> bool:
        """Whether the quotation covers its sentence, so that nothing of it is told outside the marks."""
        return self.quote.kind == "direct"


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

    def keys(self, span: Span) -> tuple[Key, ...]:
        """The words of a span."""
        return keys_of(self.words, span, self.language, self.article.text)

    def plain(self, unit: Span) -> tuple[Key, ...]:
        """The words of a sentence outside quotation marks."""
        return tuple(key for key in self.keys(unit) if not self.quoted.touches(key.span))

    def unit_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset, or of the one before it."""
        return max(0, bisect.bisect_right([unit.start for unit in self.units], offset) - 1)


def side_of(
    article: Article,
    language: str,
    words: Words,
    sentences: Sequence[Sentence],
    blocks: Sequence[Block],
    quotes: Sequence[Quote],
    furniture: SpanSet,
) -> Side:
    """An article made ready; quotations in headings and furniture are left out."""
    units = tuple(s.span for s in sentences if not furniture.touches(s.span))
    headings = SpanSet(block.span for block in blocks if block.kind == "heading")
    outer = [q for q in quotes if q.depth == 0]
    quoted = SpanSet(part.span for q in outer for part in q.parts)
    told = [q for q in outer if not headings.touches(q.span) and not furniture.touches(q.span)]
    found = [p for n, q in enumerate(told) for p in pieces_of(article, language, words, units, q, n)]
    return Side(article, language, words, units, headings, quoted, tuple(found))


def pieces_of(
    article: Article, language: str, words: Words, units: Sequence[Span], quote: Quote, number: int
) -> Iterator[Piece]:
    """The quotation cut at the ends of sentences."""
    ends = [unit.end for unit in units]
    order = 0
    for part in quote.parts:
        at = bisect.bisect_right(ends, part.inner.start)
        for unit in units[at:]:
            if unit.start >= part.inner.end:
                break
            span = trimmed(article, max(unit.start, part.inner.start), min(unit.end, part.inner.end))
            keys = keys_of(words, span, language, article.text)
            if keys:
                yield Piece(span, keys, quote, number, order, unit)
                order += 1


def trimmed(article: Article, start: int, end: int) -> Span:
    """Without white space, commas and marks at the edges."""
    text = article.text
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return article.span(start, end)
