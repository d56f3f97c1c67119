"""What was added inside sentences that are otherwise retained: details, glosses, asides and credits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from retold import (
    BLOCKS,
    LANGUAGE,
    RELATION,
    SENTENCE_ALIGNMENT,
    Artifact,
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
from retold_plugins.additions.brackets import asides
from retold_plugins.additions.glosses import glosses, is_translated_name, judges, opening
from retold_plugins.additions.passages import COMMENTARY, NEEDED, voice_of
from retold_plugins.additions.signals import HEAD, Voice, cues, deciding, is_heard, logit
from retold_plugins.additions.strangers import strangers
from retold_plugins.additions.voiced import voiced_clauses
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.figures.artifacts import FIGURE_MATCHES
from retold_plugins.localisation.artifacts import REGIONAL_MATCHES
from retold_plugins.names.artifacts import NAME_MATCHES
from retold_plugins.omissions.artifacts import BEGINS, DIRECT_SPEECH, HEDGE_MATCHES, PHRASE_MATCHES
from retold_plugins.quotes.artifacts import QUOTE_MATCHES
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORDS, shortened
from retold_plugins.structure.artifacts import HEADING_MATCHES

DETAIL = Kind(
    "additions/detail",
    summary="A clause, modifier, name or figure added inside a sentence that is otherwise retained.",
    message="Added to a sentence that is retold: {words}",
)
GLOSS = Kind(
    "additions/gloss",
    summary="A short identification or background beside retained text, for a reader who lacks context.",
    message="Explained for the reader: {words}",
    importance=Importance.LOW,
)
HIGHER: tuple[Artifact[BySource[tuple[Match, ...]]], ...] = (
    HEADING_MATCHES, QUOTE_MATCHES, FIGURE_MATCHES, NAME_MATCHES, ATTRIBUTION_MATCHES, HEDGE_MATCHES, REGIONAL_MATCHES,
)  # fmt: skip
VOICED = ("evaluation", "loaded", "stance", "explain", "first", "second", "question", "generic")
"""Inside a sentence, one of these has to speak for commentary."""
CLAUSE = 3
"""Content words. Who puts a clause of so many into a sentence that he retells, with "but", "which" and their like,
without a figure, a quotation or anybody's word for it, mostly comments on it."""
LEAST = 0.5
"""How sure an added detail has to be. Rewording looks like one more often than the mirror does for a dropped one."""


@check(needs=[*NEEDED, PHRASE_MATCHES], uses=HIGHER, kinds=[DETAIL, GLOSS, COMMENTARY])
def phrases(ctx: Context) -> Iterator[Finding]:
    """In derived pairs; what a more specific kind marks, or another source has, is left alone."""
    derived = [s.id for s in ctx.comparison.sources if ctx[RELATION][s.id].is_derived]
    if not derived:
        return
    voice = voice_of(ctx)
    taken = SpanSet([*ctx[DIRECT_SPEECH][ctx.retelling.id], *headings(ctx), *changed(ctx)])
    small = list(smallest(ctx, derived, voice, taken))
    yield from small
    done = [span for found in small for span in found.retelling]
    bracketed = list(brackets(ctx, derived, voice))
    inside = SpanSet(piece.span for piece in bracketed)
    pieces = [*bracketed, *(piece for piece in added(ctx, derived) if not inside.touches(piece.span))]
    for piece in pieces:
        if taken.covered(piece.span) * 2 > len(piece.span) or is_explained(small, piece.span):
            continue
        found = finding(ctx, piece, voice)
        if found is not None:
            done += found.retelling
            yield found
    marked = SpanSet(done)
    for clause in voiced_clauses(ctx, heard(ctx, derived), voice):
        if not marked.touches(clause.span) and taken.covered(clause.span) * 2 <= len(clause.span):
            yield commentary(ctx, clause.span, clause.signals)
    said = SpanSet([*done, *(piece.span for piece in pieces)])
    for span in strangers(ctx):
        if not said.touches(span) and not taken.touches(span) and not voice.signals(span, beside=True).get("credited"):
            yield DETAIL.at(retelling=span, confidence=0.5, data={"words": shortened(ctx.text(span))})


def smallest(ctx: Context, derived: list[str], voice: Voice, taken: SpanSet) -> Iterator[Finding]:
    """Evaluative words at the head of retained sentences, and identifications; of these, those that judge."""
    for span, words in adverbs(ctx, heard(ctx, derived), voice):
        if not taken.touches(span):
            yield COMMENTARY.at(retelling=span, confidence=0.6, data={"words": words, "signals": "stance"})
    table = opening(voice.language)
    for span in glosses(ctx, derived):
        is_name = is_translated_name(ctx.text(span))
        if not is_name and (taken.covered(span) * 2 > len(span) or is_voiced(ctx, span, voice)):
            continue
        if judges(voice.words.within(span), table):
            yield commentary(ctx, span, {**voice.signals(span, beside=True), "judging": 1.0})
        else:
            yield GLOSS.at(retelling=span, confidence=0.6, data={"words": shortened(ctx.text(span))})


def heard(ctx: Context, derived: list[str]) -> list[str]:
    """The sources whose voice can be told; none if one of them is in a language without cues: it may say the same."""
    return derived if all(is_heard(ctx[LANGUAGE][source]) for source in derived) else []


def is_explained(found: Sequence[Finding], span: Span) -> bool:
    """Whether one of these identifications has words of it."""
    return any(f.kind == GLOSS.id and any(span.overlaps(other) for other in f.retelling) for f in found)


@frozen
class Added:
    """A piece of a retained sentence that no source has."""

    span: Span
    confidence: float
    bracketed: bool = False
    begun: bool = False
    """Whether it is a phrase with its first word; what is not may be a piece of a rewording."""


def added(ctx: Context, derived: list[str]) -> Iterator[Added]:
    """Phrases that every source that the sentence is linked to lacks."""
    found: dict[Span, list[Match]] = {}
    for source in derived:
        for match in ctx[PHRASE_MATCHES][source]:
            if match.change == DETAIL.id:
                for span in match.retelling:
                    found.setdefault(span, []).append(match)
    for span, matches in sorted(found.items(), key=lambda item: item[0]):
        linked = [s for s in derived if ctx[SENTENCE_ALIGNMENT][s].at_retelling(span)]
        if len(matches) == len(linked):
            yield Added(span, min(m.confidence for m in matches), begun=all(m.value == BEGINS for m in matches))


def brackets(ctx: Context, derived: list[str], voice: Voice) -> Iterator[Added]:
    """Bracketed asides whose words no source has."""
    story = {u for s in derived for u in ctx[SENTENCE_ALIGNMENT][s].retelling_units}
    same = any(ctx[LANGUAGE][s] == voice.language for s in derived)
    for unit in sorted(story):
        for span in asides(ctx.retelling.text, unit):
            tokens = [t for t in voice.words.within(span) if t.is_content]
            words = [t for t in tokens if t.kind != NUMBER]
            new = [t for t in words if t.stem not in voice.known]
            if same and len(words) > len(tokens) - len(words) and len(new) * 2 >= len(words) and span != unit:
                yield Added(span, 0.6, bracketed=True)


def adverbs(ctx: Context, derived: list[str], voice: Voice) -> Iterator[tuple[Span, str]]:
    """Words at the head of a retained sentence that give the reteller's view of it, where no source has any."""
    units: dict[Span, list[Span]] = {}
    for source in derived:
        for link in ctx[SENTENCE_ALIGNMENT][source].links:
            for unit in link.retelling:
                units.setdefault(unit, []).extend(link.source)
    for unit, partners in sorted(units.items()):
        tokens = voice.words.within(unit)
        at_head = [
            (start, end)
            for start, end, label in cues(voice.language).find(tokens[:HEAD])
            if label == "stance" and all(t.kind == MARK for t in tokens[:start])
        ]
        for start, end in at_head:
            is_apart = end < len(tokens) and tokens[end].text in (",", ":", "，")
            if is_apart and not any(stances(ctx, partner) for partner in partners):
                span = Span(unit.article, tokens[start].span.start, tokens[end - 1].span.end)
                yield span, ctx.text(span)


def stances(ctx: Context, unit: Span) -> bool:
    """Whether a sentence of a source has a stance of its own."""
    found = cues(ctx[LANGUAGE][unit.article]).find(ctx[WORDS][unit.article].within(unit))
    return any(label == "stance" for _, _, label in found)


def is_voiced(ctx: Context, span: Span, voice: Voice) -> bool:
    """Whether an explanation judges, asks, addresses the reader or credits somebody; of a whole sentence, any voice."""
    signals = voice.signals(span, beside=True)
    is_sentence = ctx.text(span).rstrip(")]）")[-1:] in ".!?।"
    if is_sentence and any(map(signals.get, VOICED)):
        return True
    judged = any(map(signals.get, ("evaluation", "loaded", "stance", "second", "question", "imperative", "credited")))
    return judged or ("generic" in signals and logit(signals) > 0)


def finding(ctx: Context, piece: Added, voice: Voice) -> Finding | None:
    """The piece as what it most looks like; None where it is too little to tell."""
    signals = voice.signals(piece.span, beside=True, bracketed=piece.bracketed)
    data = {"words": shortened(ctx.text(piece.span))}
    if any(map(signals.get, VOICED)) and logit(signals) > 0:
        return commentary(ctx, piece.span, signals)
    content = [t for t in voice.words.within(piece.span) if t.is_content]
    is_amount = 2 * sum(t.kind == NUMBER for t in content) >= len(content)
    told = any(map(signals.get, ("credited", "quotation", "figures", "when")))
    if len(content) >= CLAUSE and signals.get("anaphora") and not told and is_retold(ctx):
        return commentary(ctx, piece.span, {**signals, "added-clause": 1.0})
    if piece.confidence >= LEAST and piece.begun and not is_amount:
        return DETAIL.at(retelling=piece.span, confidence=piece.confidence, data=data)
    return None


def is_retold(ctx: Context) -> bool:
    """Whether a source is told at length: in a summary, what looks added is mostly told in other words."""
    return any(ctx[RELATION][s.id].relation in ("edited", "paraphrase") for s in ctx.comparison.sources)


def commentary(ctx: Context, span: Span, signals: Mapping[str, float]) -> Finding:
    """A clause of the reteller's own, as sure as its signals make it."""
    data = {"words": shortened(ctx.text(span)), "signals": ", ".join(deciding(signals))}
    return COMMENTARY.at(retelling=span, confidence=1 / (1 + math.exp(-logit(signals))), data=data)


def headings(ctx: Context) -> Iterator[Span]:
    """Headings are for ``structure/heading``."""
    return (block.span for block in ctx[BLOCKS][ctx.retelling.id] if block.kind == "heading")


def changed(ctx: Context) -> Iterator[Span]:
    """What the neighbours higher in the order of kinds mark."""
    for key in HIGHER:
        for matches in (ctx.get(key) or {}).values():
            for match in matches:
                if match.change:
                    yield from match.retelling
