"""Statements whose strength a translation changed: what may be and what will be, what is ruled out and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold import SpanSet
from retold_plugins.claims.lexicon import MODAL, Cue, Lexicon, cues
from retold_plugins.claims.linked import Linked
from retold_plugins.claims.shifts import SHIFTED, Shift, free, futures, negated
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
TRANSLATED = ("advice", "knowledge", "guilt", "halt", "abatement", "warning", "blame", "blast")
"""Scales whose words translators give level by level."""
LINKED = 2
"""Sentences of a link's side, at most."""
NEAR = 0.25
"""A word and its translation stand at most this share of their sentences apart."""


def across(pair: Linked, words: tuple[Lexicon, Lexicon], taken: SpanSet) -> Iterator[Shift]:
    """Words for the strength of a sentence, where those of the translation are firm and those of the source are not,
    or the other way round; each with the nearest one."""
    if len(pair.edits.link.source) > LINKED or len(pair.edits.link.retelling) > LINKED:
        return
    ours, theirs = (strengths(side, w) for side, w in zip(pair.sides, words, strict=True))
    levels = [{level for level, _ in side} for side in (ours, theirs)]
    if min(map(len, levels)) != 1 or levels[0] == levels[1] or max(len(ours), len(theirs)) > 2:
        return
    couples = sorted(
        (abs(one.start / len(pair.source) - two.start / len(pair.retelling)), i, j)
        for i, (_, one) in enumerate(ours)
        for j, (_, two) in enumerate(theirs)
    )
    distance, i, j = couples[0]
    (level, cue), (other_level, other) = ours[i], theirs[j]
    if distance > NEAR or (level == FIRM) == (other_level == FIRM):
        return
    if max(map(len, levels)) > 1 and {cue.scale, other.scale} != {MODAL}:
        return  # of several only a helping word is sure to be the counterpart
    if free(pair.source, [cue], taken) and free(pair.retelling, [other], taken):
        yield Shift(SHIFTED, (cue.start, cue.end), (other.start, other.end), 0.5, "modal")


def levelled(pair: Linked, words: tuple[Lexicon, Lexicon], taken: SpanSet) -> Iterator[Shift]:
    """The only word of a scale in a sentence, where its translation's only one is of another level."""
    if len(pair.edits.link.source) > LINKED or len(pair.edits.link.retelling) > LINKED:
        return
    sides = [
        [cue for cue in cues(side, w.scales) if cue.scale in TRANSLATED]
        for side, w in zip(pair.sides, words, strict=True)
    ]
    for scale in TRANSLATED:
        ours, theirs = ([cue for cue in side if cue.scale == scale] for side in sides)
        if len(ours) != 1 or len(theirs) != 1 or ours[0].level == theirs[0].level:
            continue
        cue, other = ours[0], theirs[0]
        distance = abs(cue.start / len(pair.source) - other.start / len(pair.retelling))
        if distance > NEAR or negated(pair.source, cue, words[0]) != negated(pair.retelling, other, words[1]):
            continue
        if free(pair.source, [cue], taken) and free(pair.retelling, [other], taken):
            yield Shift(SHIFTED, (cue.start, cue.end), (other.start, other.end), 0.45, scale)


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
