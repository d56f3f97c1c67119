"""Headings, paragraphs and list items of plain text.

What stands between blank lines is a paragraph; where lines are whole paragraphs, each is one; where a
text is hard-wrapped, its lines are joined again (by offsets: a block then runs over line breaks).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from retold import BLOCKS, Block, Context, Span, provides

HEADING_LIMIT = 120
WRAP_LIMIT = 130
"""A line longer than this is a paragraph, not a line of a wrapped one."""
WRAPPED_SHARE = 0.3
"""A text is wrapped if at least this share of its line breaks stand inside a sentence."""

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
ENDS_SENTENCE = re.compile(r"[.!?…:;,。！？।॥؟۔]['\"”’»)\]]*$|[\"”»]$")
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)]\s+\S")
BULLET = re.compile(r"[-–—•*·▪●‣]\s+\S")
MARKER = re.compile(r"(?:\(?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)]|[-–—•*·▪●‣])\s+")
MARKDOWN = re.compile(r"#{1,6}\s+\S")

Lines = list[tuple[int, int]]


@provides(BLOCKS)
def blocks(ctx: Context) -> tuple[Block, ...]:
    """The blocks that the format states, or what the lines of plain text make likely."""
    article = ctx.article
    if article.blocks:
        return tuple(sorted(article.blocks, key=lambda block: block.span))
    text = article.text
    chunks = list(paragraph_groups(text))
    joined = [*unwrapped(text, chunks)] if is_wrapped(text, chunks) else [line for chunk in chunks for line in chunk]
    kinds = [kind_of(text, joined, i) for i in range(len(joined))]
    return tuple(Block(kind, Span(article.id, a, b)) for kind, (a, b) in zip(kinds, joined, strict=True))


def paragraph_groups(text: str) -> Iterator[Lines]:
    """Lines with their white space trimmed, grouped by blank lines between them."""
    group: Lines = []
    last_end = 0
    for match in LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        if group and text.count("\n", last_end, start) + text.count("\r", last_end, start) > (
            2 if "\r\n" in text[last_end:start] else 1
        ):
            yield group
            group = []
        last_end = match.start() + len(line.rstrip())
        group.append((start, last_end))
    if group:
        yield group


def is_wrapped(text: str, chunks: list[Lines]) -> bool:
    """Whether lines are broken by a width and not by paragraphs: many breaks then stand inside sentences."""
    breaks = inside = 0
    for chunk in chunks:
        for (a, b), (c, _) in itertools.pairwise(chunk):
            if b - a > WRAP_LIMIT:
                return False
            breaks += 1
            inside += not ENDS_SENTENCE.search(text[a:b]) and (text[c].islower() or text[c].isdigit())
    return breaks >= 2 and inside >= WRAPPED_SHARE * breaks


def unwrapped(text: str, chunks: list[Lines]) -> Iterator[tuple[int, int]]:
    """Lines joined where the next line's first word would not have fitted on the line before."""
    width = max(b - a for chunk in chunks for a, b in chunk)
    for chunk in chunks:
        start, end = chunk[0]
        for (a, b), (c, d) in itertools.pairwise(chunk):
            first_word = len(text[c:d].split(None, 1)[0])
            ragged = b - a + 1 + first_word < width * 0.85
            if BULLET.match(text, c) or NUMBERED.match(text, c) or (ragged and ENDS_SENTENCE.search(text[a:b])):
                yield start, end
                start = c
            end = d
        yield start, end


def kind_of(text: str, lines: Lines, i: int) -> str:
    """heading, list-item or paragraph, from the block's own shape and its neighbours'."""
    start, end = lines[i]
    words = text[start:end]
    if MARKDOWN.match(words):
        return "heading"
    if BULLET.match(words) and any(0 <= j < len(lines) and BULLET.match(text, lines[j][0]) for j in (i - 1, i + 1)):
        return "list-item"
    if end - start > HEADING_LIMIT or "\n" in words or not is_title_like(words):
        if NUMBERED.match(words) and any(
            0 <= j < len(lines) and NUMBERED.match(text, lines[j][0]) for j in (i - 1, i + 1)
        ):
            return "list-item"
        return "paragraph"
    return "heading"


def is_title_like(words: str) -> bool:
    """A short line that does not end as a sentence ends, though it may ask; one that ends as one is a paragraph."""
    bare = MARKER.sub("", words.strip(), count=1)
    if bare.endswith(("?", "？", "؟")) and not bare.startswith(tuple('"“„«')):
        return not re.search(r"[.!…]\s", bare)
    if ENDS_SENTENCE.search(bare):
        # a title may end in a quoted word: Council calls cut 'a disgrace'
        return (
            bare.endswith(tuple("\"”»’'"))
            and not re.search(r"[.!?…,]['\"”’»]*$", bare)
            and not bare.startswith(tuple('"“„«'))
        )
    return any(c.isalnum() for c in bare)
