"""Articles and places in them. Every offset counts Unicode code points of the untouched text."""

from __future__ import annotations

import bisect
import datetime
import functools
import hashlib
import operator
import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

Pairs = tuple[tuple[str, str], ...]
SURROGATE = re.compile("[\ud800-\udfff]")


@functools.total_ordering  # attrs' own comparison builds two tuples; spans are sorted by the thousand
@frozen
class Span:
    """A half-open range of code points of one article's text; ``start == end`` is a caret."""

    article: str
    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0, not from {self.start} to {self.end}")

    def __lt__(self, other: object) -> bool:
        if other.__class__ is not Span:
            return NotImplemented
        return (self.article, self.start, self.end) < (other.article, other.start, other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


PLACE = operator.attrgetter("article", "start", "end")
"""What spans are sorted by, for sorting many."""


class SpanSet:
    """The characters of some spans, merged, for quick questions about overlap."""

    __slots__ = ("_ends", "_runs", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._runs: dict[str, list[tuple[int, int]]] = {}
        for span in sorted(spans, key=PLACE):
            runs = self._runs.setdefault(span.article, [])
            if runs and span.start <= runs[-1][1]:
                runs[-1] = (runs[-1][0], max(runs[-1][1], span.end))
            else:
                runs.append((span.start, span.end))
        # Of runs that hold a character; carets are kept for ``spans`` only.
        self._starts = {article: [a for a, b in runs if a < b] for article, runs in self._runs.items()}
        self._ends = {article: [b for a, b in runs if a < b] for article, runs in self._runs.items()}

    def covered(self, span: Span) -> int:
        """How many characters of the span are in the set."""
        starts, ends = self._starts.get(span.article, ()), self._ends.get(span.article, ())
        total = 0
        for k in range(bisect.bisect_right(ends, span.start), bisect.bisect_left(starts, span.end)):
            total += min(ends[k], span.end) - max(starts[k], span.start)
        return total

    def touches(self, span: Span) -> bool:
        """Whether any character of the span is in the set."""
        ends = self._ends.get(span.article)
        if not ends or ends[-1] <= span.start or span.start == span.end:
            return False
        return self._starts[span.article][bisect.bisect_right(ends, span.start)] < span.end

    def contains(self, span: Span) -> bool:
        """Whether all characters of the span are in the set."""
        return self.covered(span) == len(span)

    def spans(self) -> tuple[Span, ...]:
        """The set as disjoint spans in order."""
        return tuple(Span(a, start, end) for a, runs in sorted(self._runs.items()) for start, end in runs)


@frozen
class Block:
    """A heading, paragraph, list item or further kind of block, as it stands in the text."""

    kind: str
    span: Span


@frozen
class Place:
    """Where a stretch of the text stands in its file: ``page 2, box 72 90 540 130``, ``row 7``, an element's path."""

    span: Span
    where: str


@frozen
class Sentence:
    """One sentence (or heading), and the index of the block that it stands in."""

    span: Span
    block: int


def _without_surrogates(text: str) -> str:
    return SURROGATE.sub("\ufffd", text)


def _sorted_pairs(value: Mapping[str, object] | Pairs) -> Pairs:
    items = value.items() if isinstance(value, Mapping) else value
    return tuple(sorted((str(k), str(v)) for k, v in items))


@frozen(kw_only=True)
class Article:
    """What a document itself says: its text and what it states about itself.

    What is inferred (sentences, furniture, quotations ...) is an artifact and never stands here.
    """

    id: str
    text: str = field(
        converter=_without_surrogates, repr=lambda text: repr(text[:40] + "..." if len(text) > 43 else text)
    )
    """As it was given, but for halves of surrogate pairs, which no file can hold: each is U+FFFD."""
    language: str | None = None
    """A BCP 47 tag that the document or the user states."""
    title: str | None = None
    path: str | None = None
    published: datetime.datetime | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """Blocks that the format itself states; empty for plain text. Steps use the artifact ``BLOCKS``."""
    meta: Pairs = field(default=(), converter=_sorted_pairs)
    """Further statements as sorted pairs: ``outlet``, ``region``, ``readers`` ..."""
    places: tuple[Place, ...] = field(default=(), repr=False)
    """Where parts of the text stand in a file that is not plain text, in order."""
    sha256: str = field(repr=False)
    """Of the file's bytes; of the UTF-8 form where the text did not come from a file."""

    @sha256.default
    def _hash_of_text(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def __attrs_post_init__(self) -> None:
        for block in self.blocks:
            if block.span.article != self.id or block.span.end > len(self.text):
                raise ValueError(f"block {block} lies outside article {self.id!r} of {len(self.text)} code points")
        for place in self.places:
            if place.span.article != self.id or place.span.end > len(self.text):
                raise ValueError(f"place {place} lies outside article {self.id!r} of {len(self.text)} code points")

    def get(self, name: str) -> str | None:
        """A statement from ``meta``, or None."""
        return dict(self.meta).get(name)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """A span of this article; the whole text by default."""
        return Span(self.id, start, len(self.text) if end is None else end)


@frozen
class Comparison:
    """One retelling with one or more sources that it may retell."""

    retelling: Article
    sources: tuple[Article, ...]

    def __attrs_post_init__(self) -> None:
        ids = [a.id for a in self.articles]
        if not self.sources:
            raise ValueError("a comparison needs at least one source")
        if len(set(ids)) != len(ids):
            raise ValueError(f"the articles of a comparison need different ids, not {ids}")

    @property
    def articles(self) -> tuple[Article, ...]:
        """The sources in their order, then the retelling."""
        return (*self.sources, self.retelling)

    def article(self, name: str) -> Article:
        """The article of that id. Raises KeyError."""
        for article in self.articles:
            if article.id == name:
                return article
        raise KeyError(name)

    def text(self, span: Span) -> str:
        """The words of a span of one of the articles."""
        return self.article(span.article).text[span.start : span.end]
