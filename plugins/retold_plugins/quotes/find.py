"""Quotations: quoted words with their kind, their speaker and the words that report them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from attrs import evolve, frozen

from retold import BLOCKS, SENTENCES, Block, Context, Sentence, Span, provides
from retold_plugins.attributions.artifacts import ATTRIBUTIONS, Attribution
from retold_plugins.quotes.artifacts import (
    DIRECT,
    MIXED,
    QUOTE_MARKS,
    QUOTES,
    SCARE,
    TITLE,
    Quote,
    QuoteMarks,
)
from retold_plugins.quotes.turns import with_turns
from retold_plugins.segmentation.artifacts import WORD, WORDS, Token, Words

SCARE_WORDS = 4
GOES_ON = ",?!…,—–-"


@frozen
class Reporter:
    """The attribution that a quotation belongs to, and whether it stands behind the quotation."""

    attribution: Attribution
    behind: bool


@provides(QUOTES, needs=[QUOTE_MARKS, ATTRIBUTIONS, SENTENCES, BLOCKS, WORDS])
def quotes(ctx: Context) -> tuple[Quote, ...]:
    """All quotations in order, with those that a reporting clause divides put together."""
    text, words = ctx.article.text, ctx.here(WORDS)
    reported = ctx.here(ATTRIBUTIONS)
    starts = [a.span.start for a in reported]
    units, blocks = ctx.here(SENTENCES), ctx.here(BLOCKS)
    unit_starts = [unit.span.start for unit in units]
    found: list[Quote] = []
    open_to: Quote | None = None
    for marks in ctx.here(QUOTE_MARKS):
        if marks.depth:
            found.append(Quote(marks.parts, kind_of(text, words, marks, None), depth=1, balanced=marks.balanced))
            continue
        near = nearby(reported, starts, block_of(blocks, marks))
        reporter = reporter_of(text, marks, near, units)
        goes_on_here = open_to is not None and divides(open_to, marks, unit_starts, units)
        if (
            open_to is not None
            and goes_on_here
            and not ((reporter is not None and reporter.behind) or is_another(words, marks, near, open_to))
        ):
            at = found.index(open_to)
            found[at] = evolve(open_to, parts=(*open_to.parts, *marks.parts))
            open_to = None
            continue
        quote = made(text, words, marks, reporter)
        found.append(quote)
        open_to = quote if reporter is not None and reporter.behind else None
    return with_turns(ctx.article, blocks, found)


def block_of(blocks: Sequence[Block], marks: QuoteMarks) -> tuple[Span, Span]:
    """The blocks that a quotation begins and ends in."""
    first, last = (
        blocks[bisect.bisect_right(blocks, part.span.start, key=lambda block: block.span.start) - 1].span
        for part in (marks.parts[0], marks.parts[-1])
    )
    return first, last


def nearby(reported: Sequence[Attribution], starts: Sequence[int], ends: tuple[Span, Span]) -> list[Attribution]:
    """The attributions in the quotation's first and last block."""
    out: list[Attribution] = []
    for block in dict.fromkeys(ends):
        out += reported[bisect.bisect_left(starts, block.start) : bisect.bisect_left(starts, block.end)]
    return out


def reporter_of(
    text: str, marks: QuoteMarks, near: Sequence[Attribution], units: Sequence[Sentence]
) -> Reporter | None:
    """The nearest reporting word before the quotation in its sentence, else the clause right behind it."""
    first, last = marks.parts[0].span, marks.parts[-1].span
    begins = sentence_start(units, first.start)
    ahead = [a for a in near if a.span.end <= first.start and a.sentence.start >= begins and a.form != "noun"]
    if ahead:
        return Reporter(ahead[-1], behind=False)
    behind = [a for a in near if a.span.start >= last.end]
    if not behind or not follows(text, last.end, behind[0]):
        return None
    if goes_on(text, marks):
        return Reporter(behind[0], behind=True)
    return Reporter(behind[0], behind=False) if behind[0].span.end <= sentence_end(units, last.end) else None


def goes_on(text: str, marks: QuoteMarks) -> bool:
    """Whether the sentence goes on behind the quotation: a comma, or the end of a question."""
    last = marks.parts[-1]
    inside = text[last.inner.end - 1]
    after = text[last.span.end : last.span.end + 2].lstrip("\u00a0\u202f ")
    return inside in GOES_ON or after[:1] in (",", "-", "–", "—") or (after[:1].islower() and after[:1] != "")


def follows(text: str, end: int, attribution: Attribution) -> bool:
    """Whether the reporting clause comes right behind, with its subject at most before the verb."""
    start = attribution.whole.start if attribution.whole is not None else attribution.span.start
    between = text[end : max(end, min(start, attribution.span.start))]
    return len(between) < 60 and not any(c in between for c in ".;!?") and between.count(",") < 3


def sentence_start(units: Sequence[Sentence], at: int) -> int:
    """Where the sentence that holds an offset begins."""
    i = bisect.bisect_right(units, at, key=lambda unit: unit.span.start) - 1
    return units[max(i, 0)].span.start if units else 0


def sentence_end(units: Sequence[Sentence], at: int) -> int:
    """Where the sentence that ends at or behind an offset ends."""
    i = bisect.bisect_left(units, at, key=lambda unit: unit.span.end)
    return units[min(i, len(units) - 1)].span.end if units else at


def divides(quote: Quote, marks: QuoteMarks, starts: Sequence[int], units: Sequence[Sentence]) -> bool:
    """Whether only the rest of the reporting sentence stands between a quotation and the next one of its block."""
    here = bisect.bisect_right(starts, quote.parts[-1].span.end - 1) - 1
    there = bisect.bisect_right(starts, marks.parts[0].span.start) - 1
    if here < 0 or units[here].block != units[there].block:
        return False
    return here == there or (there == here + 1 and units[there].span.start == marks.parts[0].span.start)


def is_another(words: Words, marks: QuoteMarks, near: Sequence[Attribution], quote: Quote) -> bool:
    """Whether a few quoted words behind a reporting clause are a quotation of their own: another verb reports them."""
    inner = words.within(marks.parts[0].inner)
    if len(inner) > SCARE_WORDS or (inner[:1] and inner[0].text[:1].isupper()):
        return False
    first, end = quote.parts[-1].span.end, marks.parts[-1].span.end
    return any(
        a.span != quote.cue and a.form != "noun" and a.span.start >= first and a.sentence.end >= end for a in near
    )


def made(text: str, words: Words, marks: QuoteMarks, reporter: Reporter | None) -> Quote:
    """The quotation with what its reporting clause says."""
    kind = kind_of(text, words, marks, reporter)
    if reporter is None:
        return Quote(marks.parts, kind, balanced=marks.balanced)
    by = reporter.attribution
    return Quote(marks.parts, kind, by.speaker, by.name, is_near=by.is_near, cue=by.span, balanced=marks.balanced)


def kind_of(text: str, words: Words, marks: QuoteMarks, reporter: Reporter | None) -> str:
    """direct, mixed, scare or title, by the words' own form and by where they stand."""
    inner = [t for part in marks.parts for t in words.within(part.inner) if t.kind == WORD]
    start = marks.parts[0].span.start
    before = text[max(0, start - 3) : start].rstrip()
    fresh = not before or before[-1] in ".!?:…,।" or text[max(0, start - 1) : start] in ("\n", "")
    if not inner:
        return SCARE
    capital = inner[0].text[:1].isupper() or not inner[0].text[:1].islower()
    if reporter is None and len(inner) > 1 and is_title(inner) and not fresh:
        return TITLE
    if capital and fresh and len(inner) > 2:
        return DIRECT
    if reporter is None and len(inner) <= SCARE_WORDS:
        return SCARE
    return MIXED


def is_title(words: Sequence[Token]) -> bool:
    """Whether all words that matter begin with a capital."""
    telling = [t for t in words if not t.is_stop]
    return bool(telling) and all(t.text[:1].isupper() for t in (*telling, words[0]))
