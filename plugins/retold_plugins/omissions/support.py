"""Which sentences of a retelling its source bears out, word by word, wherever the words stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Span, provides
from retold_plugins.omissions.artifacts import SUPPORT, Support
from retold_plugins.omissions.stock import stocked
from retold_plugins.segmentation.artifacts import WORDS

WINDOW = 3
"""So many sentences of the source in a row are looked at together."""
EVERYWHERE = 300
"""A word that stands in more sentences than these says nothing about the place."""


@provides(SUPPORT, needs=[SENTENCE_ALIGNMENT, RELATION, WORDS, LANGUAGE])
def support(ctx: Context) -> Support:
    """For each sentence of the retelling; empty in independent pairs and across languages."""
    source, retelling = ctx.source.id, ctx.retelling.id
    language = ctx[LANGUAGE][source]
    if not ctx.here(RELATION).is_derived or language != ctx[LANGUAGE][retelling]:
        return Support()
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    stock = stocked(ctx[WORDS][source], alignment.source_units, language)
    known: dict[frozenset[int], Places] = {}
    near: dict[Span, float] = {}
    whole: dict[Span, float] = {}
    nowhere: list[Span] = []
    for unit in alignment.retelling_units:
        tokens = [t for t in ctx[WORDS][retelling].within(unit) if t.is_content]
        places = [places_of(stock.units_with(token), known) for token in tokens]
        nowhere += [token.span for token, found in zip(tokens, places, strict=True) if not found.is_anywhere]
        near[unit], whole[unit] = shares(places)
    return Support(near, whole, tuple(nowhere))


@frozen
class Places:
    """Where in the source a word stands, or one that stands for it."""

    is_anywhere: bool
    windows: frozenset[int] | None
    """The first sentences of the windows that hold it; None for a word that says nothing about the place."""


def places_of(units: frozenset[int], known: dict[frozenset[int], Places]) -> Places:
    """Where a word stands that these sentences of the source have."""
    if units not in known:
        windows = None
        if len(units) <= EVERYWHERE:
            windows = frozenset([start for at in units for start in range(at - WINDOW + 1, at + 1)])
        known[units] = Places(bool(units), windows)
    return known[units]


def shares(places: Sequence[Places]) -> tuple[float, float]:
    """The greatest share of the words that sentences in a row have, and the share that the source has at all."""
    if not places:
        return 0.0, 0.0
    counts: Counter[int] = Counter()
    common = 0
    for found in places:
        if found.windows is None:
            common += 1
        else:
            counts.update(found.windows)
    best = max(counts.values(), default=0)
    return (best + common) / len(places), sum(found.is_anywhere for found in places) / len(places)
