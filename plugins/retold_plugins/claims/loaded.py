"""Words that judge or stir by themselves, on one side only."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator, Sequence

from retold import SpanSet, tables
from retold_plugins.alignment.artifacts import INSERT, REPLACE
from retold_plugins.claims.lexicon import Cue, Index, cues, indexed
from retold_plugins.claims.linked import Linked, divides, says
from retold_plugins.claims.shifts import TONE, Shift, is_name
from retold_plugins.segmentation.artifacts import NUMBER, Token, span_of

SHOWN = 3
"""So many words to each side of a place are told as the counterpart, at most."""
STRESS = "stress"


@functools.cache
def vocabulary(language: str) -> Index:
    """Loaded words, and those that stress a figure; an empty table where a language has none."""
    table = tables.load(__file__, "loaded", language)
    return indexed({name: [table.get(name, ())] for name in ("loaded", STRESS)}, language)


def loaded(pair: Linked, language: str, taken: SpanSet) -> Iterator[Shift]:
    """A loaded word where the source's sentence has none, with the words that it stands in place of or goes with."""
    theirs = stirring(pair.retelling, language)
    if not theirs:
        return
    known, kept = ({token.stem for token in side} for side in pair.sides)
    theirs = [cue for cue in theirs if any(t.stem not in known for t in pair.retelling[cue.start : cue.end])]
    ours = stirring(pair.source, language)
    if any(t.stem not in kept for cue in ours for t in pair.source[cue.start : cue.end]):
        return
    for cue in theirs:
        if taken.touches(span_of(pair.retelling, cue.start, cue.end)):
            continue
        end = cue.end + (cue.scale == STRESS)
        there = counterpart(pair, cue, end)
        if there is not None and not is_name(pair.retelling, cue) and not taken.touches(span_of(pair.source, *there)):
            yield Shift(TONE, there, (cue.start, end), 0.5, "loaded")


def stirring(tokens: Sequence[Token], language: str) -> list[Cue]:
    """The loaded words of a sentence; those that stress count before a figure only."""
    found = cues(tokens, vocabulary(language))
    return [c for c in found if c.scale != STRESS or (c.end < len(tokens) and tokens[c.end].kind == NUMBER)]


def counterpart(pair: Linked, cue: Cue, end: int) -> tuple[int, int] | None:
    """The words of the source in the place of a word, or the one that it was put before."""
    if cue.scale == STRESS:
        figure = pair.retelling[end - 1].key
        at = next((i for i, token in enumerate(pair.source) if token.key == figure), -1)
        return (at, min(len(pair.source), at + 2)) if at >= 0 else None
    number = pair.edit_of_retelling[cue.start]
    edit = pair.edits.edits[number]
    slot = beside(pair, cue, end)
    if slot is not None:
        return slot
    if edit.op == REPLACE:
        first = pair.edit_of_source.index(number)
        share = (cue.start - pair.edit_of_retelling.index(number)) / max(1, len(edit.retelling))
        at = first + min(len(edit.source) - 1, int(share * len(edit.source)))
        return around(pair.source, at, first, first + len(edit.source))
    if edit.op == INSERT:
        for k in range(end - 1, min(len(pair.retelling), end + 3)):
            if pair.retelling[k].is_content and pair.is_same(1, k):
                stem = pair.retelling[k].stem
                at = min(
                    (i for i, t in enumerate(pair.source) if t.stem == stem),
                    key=lambda i: abs(pair.places[i] - k),
                    default=-1,
                )
                return (at, at + 1) if at >= 0 else None
    return None


def beside(pair: Linked, cue: Cue, end: int) -> tuple[int, int] | None:
    """The content word of the source that is followed, or else preceded, by the same words as a loaded one."""
    tokens, others = pair.retelling, pair.source
    after = next((k for k in range(end, min(len(tokens), end + SHOWN)) if tokens[k].is_content), None)
    before = next((k for k in range(cue.start - 1, max(-1, cue.start - 1 - SHOWN), -1) if tokens[k].is_content), None)
    for there, step in ((after, -1), (before, 1)):
        if there is None or not pair.is_same(1, there):
            continue
        places = [i for i, token in enumerate(others) if token.key == tokens[there].key and pair.is_same(0, i)]
        at = min(places, key=lambda i: abs(pair.places[i] - there), default=None)
        if at is None:
            continue
        for i in range(at + step, at + step * (SHOWN + 1), step):
            if not 0 <= i < len(others) or divides(others[i]):
                break
            if others[i].is_content:
                if pair.is_same(0, i):
                    break
                return i, i + 1
    return None


def around(tokens: Sequence[Token], at: int, first: int, last: int) -> tuple[int, int] | None:
    """The content words beside a place, inside a range; where there are none, the longer function words."""
    start, end = max(first, at - SHOWN), min(last, at + SHOWN + 1)
    for tells in (operator.attrgetter("is_content"), says):
        told = [k for k in range(start, end) if tells(tokens[k])]
        if told:
            return told[0], told[-1] + 1
    return None
