"""Statements whose strength a translation changed: what may be and what will be, what is ruled out and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold import SpanSet
from retold_plugins.claims.lexicon import Cue, Lexicon, cues
from retold_plugins.claims.linked import Linked
from retold_plugins.claims.shifts import SHIFTED, Shift, free, futures
from retold_plugins.segmentation.artifacts import Token

OPEN, PLAN, FIRM = 0, 1, 2
CLASSES = {
    ("modal", 0): OPEN,
    ("modal", 1): PLAN,
    ("modal", 2): FIRM,
    ("commitment", 0): OPEN,
    ("commitment", 1): PLAN,
    ("commitment", 2): PLAN,
    ("expectation", 0): PLAN,
    ("expectation", 1): PLAN,
    ("expectation", 2): PLAN,
}
"""How strong the words of these scales make a statement about what will come."""
LINKED = 2
"""Sentences of a link's side, at most."""
NEAR = 0.25
"""A word and its translation stand at most this share of their sentences apart."""


def across(pair: Linked, words: tuple[Lexicon, Lexicon], taken: SpanSet) -> Iterator[Shift]:
    """The only word for the strength of a sentence, where the translation's only one is of another strength."""
    if len(pair.edits.link.source) > LINKED or len(pair.edits.link.retelling) > LINKED:
        return
    ours, theirs = (strengths(side, w) for side, w in zip(pair.sides, words, strict=True))
    levels = [{level for level, _ in side} for side in (ours, theirs)]
    if sorted(map(len, levels)) != [1, 1] or (FIRM in levels[0]) == (FIRM in levels[1]):
        return
    if min(len(ours), len(theirs)) > 1 or max(len(ours), len(theirs)) > 2:
        return
    distance, cue, other = min(
        (
            (abs(one.start / len(pair.source) - two.start / len(pair.retelling)), one, two)
            for _, one in ours
            for _, two in theirs
        ),
        key=lambda item: item[0],
    )
    if distance > NEAR:
        return
    if free(pair.source, [cue], taken) and free(pair.retelling, [other], taken):
        yield Shift(SHIFTED, (cue.start, cue.end), (other.start, other.end), 0.5, "modal")


def strengths(tokens: Sequence[Token], words: Lexicon) -> list[tuple[int, Cue]]:
    """The words of a sentence that say how strong it is; of those that overlap the longest."""
    found = [*cues(tokens, words.scales), *futures(tokens, words)]
    # A modal verb that opens a sentence asks or puts a condition.
    known = [(CLASSES[c.scale, c.level], c) for c in found if (c.scale, c.level) in CLASSES and c.start]
    kept: list[tuple[int, Cue]] = []
    for level, cue in sorted(known, key=lambda item: (item[1].start - item[1].end, item[1].start)):
        if not any(cue.start < other.end and other.start < cue.end for _, other in kept):
            kept.append((level, cue))
    return sorted(kept, key=lambda item: item[1].start)
