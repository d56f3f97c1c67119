"""Sentences that no source has: reported facts, or the reteller's own commentary."""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import frozen

from retold import (
    BLOCKS,
    LANGUAGE,
    RELATION,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Context,
    Finding,
    Importance,
    Kind,
    Sentence,
    Span,
    SpanSet,
    check,
)
from retold_plugins.additions.signals import Voice, deciding, logit
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.omissions.artifacts import DIRECT_SPEECH, SUPPORT
from retold_plugins.quotes.artifacts import QUOTE_MATCHES
from retold_plugins.segmentation.artifacts import NUMBER, WORDS, shortened

FACT = Kind(
    "additions/fact",
    summary="Reported information with no counterpart in any source.",
    message="No source tells: {words}",
)
COMMENTARY = Kind(
    "additions/commentary",
    summary="The reteller's own interpretation, explanation, evaluation or speculation, credited to nobody.",
    message="The reteller's own voice ({signals}): {words}",
    importance=Importance.HIGH,
)
OPENING, CLOSING = "([（［", ")]）］"
JUDGING = ("evaluation", "stance", "explain")
"""In a report of its own nearly all is new; there, one of these has to speak for commentary."""
SURE = 0.75
"""The share of new facts that the marked stories bear out; the others are mostly told in words not recognised."""
PLAIN = 0.7
"""Above this, a sentence is commentary by itself and speaks for its neighbours."""
BORNE_OUT, MOSTLY, ALL_TOLD, ENOUGH = 0.82, 0.7, 0.95, 4
"""A sentence of enough content words is told in the source's own, if sentences in a row have so large a share of them,
or that share and nearly all stand somewhere: it is no news, though it is linked to none."""
NEEDED = (SENTENCE_ALIGNMENT, RELATION, SENTENCES, BLOCKS, WORDS, LANGUAGE, DIRECT_SPEECH, SUPPORT)


@frozen
class Piece:
    """A run of new sentences, or a bracketed one, with what it was taken for."""

    span: Span
    is_commentary: bool
    logit: float
    signals: tuple[str, ...]


@check(
    needs=NEEDED,
    uses=[QUOTE_MATCHES, ATTRIBUTION_MATCHES],
    kinds=[FACT, COMMENTARY],
)
def passages(ctx: Context) -> Iterator[Finding]:
    """What the retelling tells and no source does; nothing where the events differ."""
    if all(ctx[RELATION][source.id].relation == "unrelated" for source in ctx.comparison.sources):
        return
    for piece in pieces(ctx):
        data = {"words": shortened(ctx.text(piece.span))}
        if piece.is_commentary:
            sure = 1 / (1 + math.exp(-piece.logit))
            data["signals"] = ", ".join(piece.signals)
            yield COMMENTARY.at(retelling=piece.span, confidence=sure, data=data)
        else:
            yield FACT.at(retelling=piece.span, confidence=SURE, data=data)


def pieces(ctx: Context) -> Iterator[Piece]:
    """Runs of new sentences of one paragraph that are all fact or all commentary."""
    run: list[tuple[Sentence, dict[str, float]]] = []
    for item in weighed(ctx):
        if logit(item[1]) <= 0 and is_borne_out(ctx, item[0].span):
            continue
        if run and not belong_together(ctx, run[-1], item):
            yield piece_of(run)
            run = []
        run.append(item)
    if run:
        yield piece_of(run)


def is_borne_out(ctx: Context, unit: Span) -> bool:
    """Whether a source has nearly all words of a sentence close together, and every name and figure of it."""
    tokens = [t for t in ctx[WORDS][unit.article].within(unit) if t.is_content]
    if len(tokens) < ENOUGH:
        return False
    for source in ctx.comparison.sources:
        found = ctx[SUPPORT][source.id]
        near, whole = found.near.get(unit, 0.0), found.whole.get(unit, 0.0)
        if near >= BORNE_OUT or (near >= MOSTLY and whole >= ALL_TOLD):
            new = SpanSet(found.nowhere)
            if not any(new.touches(t.span) for t in tokens if t.kind == NUMBER or t.text[:1].isupper()):
                return True
    return False


def belong_together(
    ctx: Context, left: tuple[Sentence, dict[str, float]], right: tuple[Sentence, dict[str, float]]
) -> bool:
    """Whether two new sentences stand side by side in one paragraph and are of the same kind."""
    between = ctx.text(Span(ctx.retelling.id, left[0].span.end, right[0].span.start))
    same_kind = (logit(left[1]) > 0) == (logit(right[1]) > 0)
    return left[0].block == right[0].block and not between.strip() and same_kind


def piece_of(run: list[tuple[Sentence, dict[str, float]]]) -> Piece:
    """The run as one piece; the plainest of its sentences gives the signals."""
    span = Span(run[0][0].span.article, run[0][0].span.start, run[-1][0].span.end)
    plainest = max((signals for _, signals in run), key=logit)
    weight = logit(plainest)
    return Piece(span, weight > 0, weight, tuple(deciding(plainest)))


def weighed(ctx: Context) -> list[tuple[Sentence, dict[str, float]]]:
    """New sentences with their signals; what stands beside plain commentary is the more likely commentary itself."""
    voice = voice_of(ctx)
    derived = any(ctx[RELATION][source.id].is_derived for source in ctx.comparison.sources)
    found: list[tuple[Sentence, dict[str, float]]] = []
    for sentence, beside in new_sentences(ctx):
        text = ctx.text(sentence.span)
        bracketed = text[:1] in OPENING and text.rstrip(".")[-1:] in CLOSING
        signals = voice.signals(sentence.span, beside=beside, bracketed=bracketed)
        if text.rstrip()[-1:] in (":", "："):
            signals["introduces"] = 1.0
        if not derived:
            signals["judges-in-report" if any(map(signals.get, JUDGING)) else "report"] = 1.0
        found.append((sentence, signals))
    plain = {sentence.span for sentence, signals in found if logit(signals) > PLAIN}
    blocks = [sentence.block for sentence, _ in found]
    for at, (sentence, signals) in enumerate(found):
        around = [n for n in (at - 1, at + 1) if 0 <= n < len(found) and blocks[n] == sentence.block]
        if any(found[n][0].span in plain for n in around):
            signals["beside-commentary"] = 1.0
    return found


def new_sentences(ctx: Context) -> Iterator[tuple[Sentence, bool]]:
    """Sentences that no source has, and whether one beside them is retained."""
    retelling = ctx.retelling.id
    alignments = [ctx[SENTENCE_ALIGNMENT][source.id] for source in ctx.comparison.sources]
    linked = {unit for alignment in alignments for link in alignment.links for unit in link.retelling}
    story = {unit for alignment in alignments for unit in alignment.retelling_units}
    headings = SpanSet(block.span for block in ctx[BLOCKS][retelling] if block.kind == "heading")
    fabricated = SpanSet(
        span
        for source in ctx.comparison.sources
        if ctx[RELATION][source.id].is_derived
        for match in (ctx.get(QUOTE_MATCHES) or {}).get(source.id, ())
        if match.change == "quotes/fabricated"
        for span in match.retelling
    )
    told = [s for s in ctx[SENTENCES][retelling] if s.span in story and not headings.touches(s.span)]
    for at, sentence in enumerate(told):
        if sentence.span in linked or fabricated.touches(sentence.span):
            continue
        beside = any(other.span in linked for other in told[max(0, at - 1) : at + 2])
        yield sentence, beside


def voice_of(ctx: Context) -> Voice:
    """What the retelling's pieces are weighed by."""
    retelling = ctx.retelling.id
    credited = [
        span
        for source in ctx.comparison.sources
        for match in (ctx.get(ATTRIBUTION_MATCHES) or {}).get(source.id, ())
        for span in match.retelling
    ]
    known = frozenset(t.stem for source in ctx.comparison.sources for t in ctx[WORDS][source.id].tokens if t.is_content)
    return Voice(
        words=ctx[WORDS][retelling],
        language=ctx[LANGUAGE][retelling],
        speech=SpanSet(ctx[DIRECT_SPEECH][retelling]),
        credits=SpanSet(credited),
        known=known,
    )
