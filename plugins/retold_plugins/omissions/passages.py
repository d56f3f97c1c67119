"""Sentences of a source that the retelling does not tell, and the quotations among them."""

from __future__ import annotations

from collections.abc import Iterator

from retold import (
    BLOCKS,
    RELATION,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Article,
    Artifact,
    Block,
    BySource,
    Context,
    Finding,
    Importance,
    Kind,
    Match,
    Span,
    SpanSet,
    check,
)
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.omissions.artifacts import DIRECT_SPEECH, HEDGE_MATCHES
from retold_plugins.omissions.weigh import importance
from retold_plugins.quotes.artifacts import QUOTE_MATCHES
from retold_plugins.segmentation.artifacts import WORDS, shortened

PASSAGE = Kind(
    "omissions/passage",
    summary="A sentence or more with no counterpart.",
    message="Not told: {words}",
)
QUOTE = Kind(
    "omissions/quote",
    summary="A direct quotation that is dropped, or the part of one cut off at its end.",
    message="Quotation {how}: {words}",
    importance=Importance.MEDIUM,
)
"""Code points of a passage that its message shows."""
SURE = 0.85
"""The share of dropped sentences that the marked stories bear out."""
DATELINE, DASHES = 40, ("—", "–", "-")
LEAST_WORDS = 2
"""A quotation of fewer words is a word that the writer keeps at a distance."""


@check(
    needs=[SENTENCE_ALIGNMENT, RELATION, SENTENCES, BLOCKS, WORDS, DIRECT_SPEECH],
    uses=[QUOTE_MATCHES, ATTRIBUTION_MATCHES, HEDGE_MATCHES],
    kinds=[PASSAGE, QUOTE],
)
def passages(ctx: Context) -> Iterator[Finding]:
    """What each source tells and the retelling does not; nothing where the two tell of different events."""
    for source in ctx.comparison.sources:
        if ctx[RELATION][source.id].relation != "unrelated":
            yield from dropped_sentences(ctx, source)
            yield from dropped_quotes(ctx, source)


def dropped_sentences(ctx: Context, source: Article) -> Iterator[Finding]:
    """Unlinked sentences: alone where they quote, else with their unlinked neighbours of the same paragraph."""
    speech = ctx[DIRECT_SPEECH][source.id]
    words = ctx[WORDS][source.id]
    told = SpanSet([*speech, *spans_of(ctx, ATTRIBUTION_MATCHES, source.id)])
    hedged = SpanSet(spans_of(ctx, HEDGE_MATCHES, source.id))
    for run, quotes in runs(ctx, source, speech):
        span = Span(source.id, run[0].start, run[-1].end)
        place = span.start / max(1, len(source.text))
        weight = importance(span, words, place, told, hedged)
        shown = shortened(ctx.text(span))
        if quotes:
            yield QUOTE.at(span, importance=weight, confidence=SURE, data={"words": shown, "how": "dropped"})
        else:
            yield PASSAGE.at(span, importance=weight, confidence=SURE, data={"words": shown})


def runs(ctx: Context, source: Article, speech: tuple[Span, ...]) -> Iterator[tuple[list[Span], bool]]:
    """Unlinked sentences that belong together, and whether they quote."""
    headings = SpanSet(heading.span for heading in headings_of(ctx[BLOCKS][source.id]))
    quoted = SpanSet(span for span in speech if len(ctx[WORDS][source.id].within(span)) >= LEAST_WORDS)
    unmatched = set(ctx[SENTENCE_ALIGNMENT][source.id].unmatched_source)
    run: list[Span] = []
    last = None
    for sentence in ctx[SENTENCES][source.id]:
        span = sentence.span
        quotes = quoted.touches(span)
        is_told = span not in unmatched or headings.touches(span) or is_dateline(source.text, span)
        state = None if is_told else (sentence.block, quotes)
        if run and state != last:
            yield run, bool(last and last[1])
            run = []
        last = state
        if state:
            run.append(span)
    if run:
        yield run, bool(last and last[1])


def is_dateline(text: str, span: Span) -> bool:
    """Whether a dash follows, as after the place and day at the head of a report that end with an abbreviation."""
    return len(span) <= DATELINE and text[span.end : span.end + 3].lstrip()[:1] in DASHES


def headings_of(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Headings; whether one is dropped is for ``structure/heading`` to say."""
    return (block for block in blocks if block.kind == "heading")


def dropped_quotes(ctx: Context, source: Article) -> Iterator[Finding]:
    """Quotations of retained sentences that are gone, and ends that were cut off."""
    alignment = ctx[SENTENCE_ALIGNMENT][source.id]
    gone = SpanSet(alignment.unmatched_source)
    for match in (ctx.get(QUOTE_MATCHES) or {}).get(source.id, ()):
        if match.change != QUOTE.id:
            continue
        for span in match.source:
            if not gone.touches(span):
                how = "cut off at its end" if match.retelling else "dropped"
                data = {"words": shortened(ctx.text(span)), "how": how}
                yield QUOTE.at(span, confidence=min(match.confidence, 0.8), data=data)


def spans_of(ctx: Context, key: Artifact[BySource[tuple[Match, ...]]], source: str) -> Iterator[Span]:
    """The source's side of a neighbour's matches, where there are any."""
    for match in (ctx.get(key) or {}).get(source, ()):
        yield from match.source
