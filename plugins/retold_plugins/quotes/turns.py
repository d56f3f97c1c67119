"""Transcripts: what stands behind a speaker's name is quoted whole, without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from retold import Article, Block, Span, SpanSet
from retold_plugins.quotes.artifacts import DIRECT, Quote, QuotePart
from retold_plugins.quotes.counterparts import FABRICATED, UNQUOTED, Counterpart

TURN = "turn"
SPEAKER = "speaker "
HEAD = re.compile(r"[^:：\n]{0,80}(?:[0-9]:[0-9]{2}[^:：\n]{0,80}){0,3}[:：][ \t]*")


def is_transcript(article: Article) -> bool:
    """Whether the article's reader found turns of speakers."""
    return any(block.kind == TURN for block in article.blocks)


def with_turns(article: Article, blocks: Sequence[Block], found: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations with a quotation for each turn; what is in marks inside a turn is nested in it."""
    if not is_transcript(article):
        return tuple(found)
    places = {place.span.start: place.where for place in article.places}
    turns = [
        quote for block in blocks if block.kind == TURN and (quote := turn_of(article, block.span, places)) is not None
    ]
    spoken = SpanSet(quote.span for quote in turns)
    inner = [evolve(quote, depth=1) if spoken.touches(quote.span) else quote for quote in found]
    return tuple(sorted((*turns, *inner), key=lambda quote: (quote.span.start, quote.depth)))


def turn_of(article: Article, span: Span, places: dict[int, str]) -> Quote | None:
    """The words behind the name, as a quotation of who is named."""
    name = places.get(span.start, "").partition(SPEAKER)[2]
    text = article.text[span.start : span.end]
    at = text.find(name) if name else -1
    head = HEAD.match(text, at + len(name)) if 0 <= at < 80 else None
    start = span.start + (head.end() if head else 0)
    if start >= span.end:
        return None
    words = Span(article.id, start, span.end)
    speaker = Span(article.id, span.start + at, span.start + at + len(name)) if head else None
    bare = re.sub(r"\([^()]{0,60}\)", "", name).strip()
    return Quote((QuotePart(words, words),), DIRECT, speaker, bare.title() if bare.isupper() else bare)


def held_against(article: Article, found: Iterable[Counterpart]) -> tuple[Counterpart, ...]:
    """What became of a transcript's words: that they are reported, shortened or left out is what reports are for."""
    if not is_transcript(article):
        return tuple(found)
    return tuple(
        item for item in found if item.change != UNQUOTED and (item.retelling or item.change in ("", FABRICATED))
    )


def unheard(
    article: Article, spoken: Sequence[Quote], quoted: Sequence[Quote], found: Iterable[Counterpart]
) -> Iterator[Counterpart]:
    """What the retelling has a speaker of the transcript say, who did not say anything like it there."""
    if not is_transcript(article):
        return
    heard = SpanSet(span for item in found for span in item.retelling)
    names = {word for quote in spoken for word in quote.name.casefold().split() if len(word) > 1}
    for quote in quoted:
        inner = tuple(part.inner for part in quote.parts)
        own = set(quote.name.casefold().split())
        if quote.depth == 0 and quote.kind == DIRECT and own & names and not any(map(heard.touches, inner)):
            yield Counterpart(retelling=inner, change=FABRICATED, retelling_quote=quote, confidence=0.7)
