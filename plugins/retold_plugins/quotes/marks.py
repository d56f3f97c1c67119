"""Quotation marks: which opens, which closes, and what they hold.

A mark is read by the marks that are open and by its neighbours, not by its shape alone: ``»`` opens in
German and closes in French, ``"`` does both, and ``'`` is mostly an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, frozen

from retold import BLOCKS, Block, Context, Span, provides
from retold_plugins.quotes.artifacts import QUOTE_MARKS, QuoteMarks, QuotePart

MARK = re.compile(r"[\"“”„‟«»‹›‘’‚'「」『』＂]")
DOUBLE_CLOSERS = {
    '"': '"“”',
    "＂": "＂",
    "“": '”"',
    "‟": '”"',
    "„": '“”"',
    "”": "”",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
}
"""What may close what: mixed shapes are common in pasted text."""
SINGLE_CLOSERS = {"'": "'’", "‘": "’'", "‚": "‘’", "‹": "›", "›": "‹"}
FAMILIES = ('"“”„‟＂', "«»", "'‘’‚", "‹›", "「」", "『』")
SINGLE_REACH = 1200
"""A single quotation mark closes within so many characters, or is an apostrophe."""
ELISIONS = re.compile(r"['’](?:\d|em\b|tis\b|twas\b|til\b|cause\b|n['’]?\b|round\b|bout\b|cos\b|k\b|t\b|s\b)", re.I)
OPENS_AFTER = frozenset("([{-–—/:¿¡…") | frozenset('"“„«‘‚‹「『')
SENTENCE_END = re.compile(r"[.!?…।](?=\s)")
DEEPEST = 8
"""So many marks in one another may be left open; more are no quotations, and each would be read to the end."""


@frozen
class Held:
    """A quotation inside one block, by offsets of the text; ``end`` follows its closing mark."""

    start: int
    end: int
    depth: int
    mark: str
    has_start: bool = True
    has_end: bool = True


@define
class Open:
    """A mark that waits for its partner; that of a single mark is looked up at once."""

    mark: str
    at: int
    end: int | None = None


@provides(QUOTE_MARKS, needs=[BLOCKS])
def quote_marks(ctx: Context) -> tuple[QuoteMarks, ...]:
    """All quoted words, with paragraphs that reopen a mark joined to the one before."""
    text, name = ctx.article.text, ctx.article.id
    found: list[QuoteMarks] = []
    running: Held | None = None
    for block in ctx.here(BLOCKS):
        held = list(in_block(text, block))
        for i, item in enumerate(held):
            part = part_of(text, name, item)
            if part is None:
                continue
            outer = item.depth == 0
            if running and i == 0 and outer and reopens(text, block, running, item):
                before = next(k for k in range(len(found) - 1, -1, -1) if found[k].depth == 0)
                found[before] = QuoteMarks((*found[before].parts, part), 0, item.has_end)
            else:
                found.append(QuoteMarks((part,), item.depth, item.has_start and item.has_end))
        last = [item for item in held if item.depth == 0][-1:]
        running = last[0] if last and not last[0].has_end and last[0].end == block.span.end else None
    return tuple(found)


def reopens(text: str, block: Block, running: Held, item: Held) -> bool:
    """Whether a block begins with the mark that the block before left open."""
    family = next(f for f in FAMILIES if running.mark in f)
    return item.start == block.span.start and text[item.start] in family


def part_of(text: str, article: str, item: Held) -> QuotePart | None:
    """The part with the white space inside its marks trimmed; None where the marks hold no word."""
    a, b = item.start + item.has_start, item.end - item.has_end
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    if not any(c.isalnum() for c in text[a:b]):
        return None
    return QuotePart(Span(article, item.start, item.end), Span(article, a, b))


def in_block(text: str, block: Block) -> Iterator[Held]:
    """The quotations of one block, outer ones before those inside them."""
    start, end = block.span.start, block.span.end
    stack: list[Open] = []
    found: list[Held] = []
    for match in MARK.finditer(text, start, end):
        i, c = match.start(), match.group()
        if c in SINGLE_CLOSERS or c in "’":
            single(text, i, end, stack, found)
        else:
            double(text, i, start, stack, found)
    doubles = [o for o in stack if o.end is None][:DEEPEST]
    for depth, opened in enumerate(doubles):
        last = end if depth == 0 else found_end(text, opened.at, end)
        found.append(Held(opened.at, last, min(depth, 1), opened.mark, has_end=False))
    yield from sorted(found, key=lambda h: (h.start, -h.end))


def found_end(text: str, at: int, end: int) -> int:
    """Where a quotation without its closing mark ends: with its sentence."""
    match = SENTENCE_END.search(text, at, end)
    return match.end() if match else end


def single(text: str, i: int, end: int, stack: list[Open], found: list[Held]) -> None:
    """Open or close at a single mark; an apostrophe does neither."""
    if stack and stack[-1].end == i:
        opened = stack.pop()
        found.append(Held(opened.at, i + 1, min(len(stack), 1), opened.mark))
        return
    if any(o.end is not None for o in stack) or not opens(text, i) or text[i] not in SINGLE_CLOSERS:
        return
    if text[i] in "'’" and ELISIONS.match(text, i) and not re.match(r"['’](?!\d\ds?\b)\d[\d,.]*\s\w", text[i : i + 12]):
        return
    close = single_close(text, i, end)
    if close is not None:
        stack.append(Open(text[i], i, close))


def single_close(text: str, i: int, end: int) -> int | None:
    """The mark that closes the single one at ``i``: the first that cannot be an apostrophe, else the first."""
    closers = SINGLE_CLOSERS[text[i]]
    first = None
    for match in MARK.finditer(text, i + 1, min(end, i + SINGLE_REACH)):
        j, c = match.start(), match.group()
        before, after = text[j - 1], text[j + 1] if j + 1 < end else " "
        if c in "‘‚'" and c not in "’" and opens(text, j) and first is not None:
            break
        if c not in closers or after.isalnum() or (before.isspace() and text[i] in "'‘"):
            continue
        plural = before in "sSzxZ" and after.isspace()
        if not plural:
            return j
        first = j if first is None else first
    return first


def opens(text: str, i: int) -> bool:
    """Whether a mark stands where one opens: after a space, bracket or dash and before a word."""
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if text[i] in "«»" and after in " \u00a0\u202f" and i + 2 < len(text):
        after = text[i + 2]
    return (before.isspace() or before in OPENS_AFTER) and not after.isspace() and after not in ".,;:!?)]}"


def double(text: str, i: int, start: int, stack: list[Open], found: list[Held]) -> None:
    """Open or close at a double mark; report a closing one that nothing opened."""
    c = text[i]
    at = next((k for k in range(len(stack) - 1, -1, -1) if c in DOUBLE_CLOSERS.get(stack[k].mark, "")), None)
    if at is not None and not (c in '"»' and opens(text, i) and not closes(text, i) and stack[at].end is None):
        opened = stack[at]
        del stack[at:]
        found.append(Held(opened.at, i + 1, min(at, 1), opened.mark))
        return
    if c in DOUBLE_CLOSERS and (c not in '"”»' or opens(text, i) or i == start):
        if at is not None:  # the one before was never closed
            opened = stack[at]
            del stack[at:]
            found.append(Held(opened.at, found_end(text, opened.at, i), min(at, 1), opened.mark, has_end=False))
        stack.append(Open(c, i))
    elif not stack and c in '"”»' and closes(text, i) and not found and not inches(text, i):
        if len(text[start:i].split()) > 1:
            found.append(Held(start, i + 1, 0, c, has_start=False))
    elif c in DOUBLE_CLOSERS and not inches(text, i) and not closes(text, i):
        stack.append(Open(c, i))


def closes(text: str, i: int) -> bool:
    """Whether a mark stands where one closes: after a word or stop and before no word."""
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (not before.isspace() and not after.isalnum()) or (text[i] in "»”" and before in " \u00a0\u202f")


def inches(text: str, i: int) -> bool:
    """Whether a straight mark stands for inches: ``a 6" pipe``."""
    return text[i] == '"' and i > 0 and text[i - 1].isdigit()
