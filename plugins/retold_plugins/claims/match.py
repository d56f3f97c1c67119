"""The provider of shifted claims."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Artifact, BySource, Context, Match, Span, SpanSet, provides
from retold_plugins.alignment.artifacts import WORD_EDITS
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.claims.across import across, levelled
from retold_plugins.claims.artifacts import CLAIM_MATCHES
from retold_plugins.claims.conflict import conflicts
from retold_plugins.claims.lexicon import Lexicon, lexicon
from retold_plugins.claims.linked import Linked, linked, phrase, words_of
from retold_plugins.claims.loaded import loaded
from retold_plugins.claims.parts import parts
from retold_plugins.claims.shifts import CONFLICT, SHIFTED, Shift, shifts
from retold_plugins.claims.strength import bracket, firmer, strength
from retold_plugins.claims.swaps import is_near_copy, swaps
from retold_plugins.figures.artifacts import FIGURE_MATCHES
from retold_plugins.localisation.artifacts import REGIONAL_MATCHES
from retold_plugins.names.artifacts import NAME_MATCHES
from retold_plugins.omissions.artifacts import HEDGE_MATCHES
from retold_plugins.quotes.artifacts import QUOTE_MARKS, QUOTE_MATCHES
from retold_plugins.segmentation.artifacts import WORDS, span_of
from retold_plugins.structure.artifacts import HEADING_MATCHES

HIGHER: tuple[Artifact[BySource[tuple[Match, ...]]], ...] = (
    HEADING_MATCHES, QUOTE_MATCHES, FIGURE_MATCHES, NAME_MATCHES, ATTRIBUTION_MATCHES, HEDGE_MATCHES, REGIONAL_MATCHES,
)  # fmt: skip

APPROXIMATION = "approximation"
VERBAL = frozenset({"loaded", "quantity", "modal", "commitment", "attempt", "expectation", "request"})
"""Scales whose words say something of a verb and what it acts on, which are told with them."""
STRENGTH = frozenset({"modal", "commitment", "expectation"})
LONGEST = 1000
"""Tokens; what is longer is no sentence, and would cost time by the square."""


@provides(CLAIM_MATCHES, needs=[WORD_EDITS, LANGUAGE, RELATION, SENTENCE_ALIGNMENT, WORDS], uses=[*HIGHER, QUOTE_MARKS])
def matches(ctx: Context) -> tuple[Match, ...]:
    """Shifts between linked sentences, in the order of the source."""
    languages = {ctx[LANGUAGE][article.id].split("-")[0] for article in (ctx.source, ctx.retelling)}
    if ctx.here(RELATION).relation == "unrelated":
        return ()
    taken = SpanSet([*changed(ctx), *quoted(ctx)])
    pairs = [pair for pair in map(linked, ctx.here(WORD_EDITS)) if max(map(len, pair.sides)) <= LONGEST]
    if len(languages) > 1:
        shifted = translated(ctx, pairs, taken) if ctx.here(RELATION).is_derived else iter(())
    elif ctx.here(RELATION).is_derived:
        shifted = told(ctx, pairs, languages.pop(), taken)
    else:
        return tuple(
            sorted(
                contradictions(ctx, lexicon(languages.pop()), SpanSet(quoted(ctx))),
                key=lambda m: (m.source, m.retelling),
            )
        )
    found: dict[tuple[tuple[Span, ...], tuple[Span, ...]], Match] = {}
    for pair, shift in shifted:
        match = match_of(pair, shift)
        found.setdefault((match.source, match.retelling), match)
    for match in turned(ctx):
        found.setdefault((match.source, match.retelling), match)
    return tuple(sorted(found.values(), key=lambda match: (match.source, match.retelling)))


def contradictions(ctx: Context, words: Lexicon, taken: SpanSet) -> Iterator[Match]:
    """What independent reports tell otherwise, whether their sentences are linked or not."""
    aligned = ctx.here(SENTENCE_ALIGNMENT)
    ours, theirs = (
        [ctx[WORDS][unit.article].within(unit) for unit in units]
        for units in (aligned.source_units, aligned.retelling_units)
    )
    for one, other in conflicts((ours, theirs), words, taken):
        spans = [span_of(said.tokens, said.start, said.end) for said in (one, other)]
        yield Match(
            source=(spans[0],),
            retelling=(spans[1],),
            change=CONFLICT,
            value=f"{one.scale}: {ctx.text(spans[0])} -> {ctx.text(spans[1])}",
            confidence=0.5,
        )


def translated(ctx: Context, pairs: list[Linked], taken: SpanSet) -> Iterator[tuple[Linked, Shift]]:
    """What a translation says more or less strongly."""
    words = [lexicon(ctx[LANGUAGE][article.id].split("-")[0]) for article in (ctx.source, ctx.retelling)]
    for pair in pairs:
        both = words[0], words[1]
        found = [*across(pair, both, taken)]
        found += [shift for shift in levelled(pair, both, taken) if not any(overlap(shift, other) for other in found)]
        for shift in phrased(pair, found, both, taken):
            yield pair, shift


def told(ctx: Context, pairs: list[Linked], language: str, taken: SpanSet) -> Iterator[tuple[Linked, Shift]]:
    """What a retelling tells otherwise; each word is in one change only."""
    words = lexicon(language)
    hedges = shifted_hedges(ctx)
    same = SpanSet([*taken.spans(), *unchanged(ctx)]) if is_near_copy(pairs) else None
    for pair in pairs:
        found = [*shifts(pair, words, taken)]
        for more in (parts(pair, words, taken), strength(pair, words, taken), firmer(pair, hedges, words)):
            found += [shift for shift in more if not any(overlap(shift, other) for other in found)]
        found += [tone for tone in loaded(pair, language, taken) if not any(overlap(tone, shift) for shift in found)]
        if same is not None:
            found += [swap for swap in swaps(pair, words, same) if not any(overlap(swap, shift) for shift in found)]
        for shift in phrased(pair, found, (words, words), taken):
            yield pair, shift


def phrased(pair: Linked, found: list[Shift], words: tuple[Lexicon, Lexicon], taken: SpanSet) -> Iterator[Shift]:
    """Shifts as phrases, which end before the words of the next change and those that others mark."""
    for shift in found:
        if shift.why not in VERBAL:
            yield shift
            continue
        ranges = []
        for side, tokens in enumerate(pair.sides):
            start, end = (shift.source, shift.retelling)[side]
            others = [(s.source, s.retelling)[side] for s in found if s is not shift]
            stop = min((s for s, _ in others if s >= end), default=len(tokens))
            end = bracket(tokens, start, end, stop, words[side]) if shift.why in STRENGTH else end
            stop = next((k for k in range(end, stop) if taken.touches(tokens[k].span)), stop)
            first = start if words[side].is_final else max((e for _, e in others if e <= start), default=0)
            first = next((k + 1 for k in range(start - 1, first - 1, -1) if taken.touches(tokens[k].span)), first)
            ranges.append(phrase(tokens, start, end, (first, stop), words[side].breaks))
        yield evolve(shift, source=ranges[0], retelling=ranges[1])


def turned(ctx: Context) -> Iterator[Match]:
    """Figures that are rough in another way, as the hedges' plugin tells them, in whatever languages."""
    for match in (ctx.get(HEDGE_MATCHES) or {}).get(ctx.source.id, ()):
        if match.change == SHIFTED and match.value == APPROXIMATION:
            yield match


def shifted_hedges(ctx: Context) -> list[Span]:
    """Modal verbs that the hedges' plugin leaves to this one: replaced, not dropped."""
    hedges = (ctx.get(HEDGE_MATCHES) or {}).get(ctx.source.id, ())
    return [
        span for match in hedges if match.change == SHIFTED and match.value != APPROXIMATION for span in match.source
    ]


def match_of(pair: Linked, shift: Shift) -> Match:
    """A shift in the form that neighbours know."""
    return Match(
        source=(span_of(pair.source, *shift.source),),
        retelling=(span_of(pair.retelling, *shift.retelling),),
        change=shift.kind,
        value=f"{shift.why}: {words_of(pair.source, *shift.source)} -> {words_of(pair.retelling, *shift.retelling)}",
        confidence=shift.confidence,
    )


def changed(ctx: Context) -> Iterator[Span]:
    """What more specific plugins mark."""
    for key in HIGHER:
        for match in (ctx.get(key) or {}).get(ctx.source.id, ()):
            if match.change and match.change != SHIFTED:
                yield from (*match.source, *match.retelling)


def unchanged(ctx: Context) -> Iterator[Span]:
    """What more specific plugins found to be the same on both sides."""
    for key in HIGHER:
        for match in (ctx.get(key) or {}).get(ctx.source.id, ()):
            if not match.change and match.source and match.retelling:
                yield from (*match.source, *match.retelling)


def overlap(one: Shift, other: Shift) -> bool:
    """Whether two changes share a word of the source or of the retelling."""
    return any(a[0] < b[1] and b[0] < a[1] for a, b in ((one.source, other.source), (one.retelling, other.retelling)))


def quoted(ctx: Context) -> Iterator[Span]:
    """What stands inside quotation marks."""
    marks = ctx.get(QUOTE_MARKS) or {}
    for article in (ctx.source, ctx.retelling):
        for quote in marks.get(article.id, ()):
            yield from (part.inner for part in quote.parts)
