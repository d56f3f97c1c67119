"""Independent reports that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold import SpanSet
from retold_plugins.claims.lexicon import Cue, Lexicon, cues
from retold_plugins.claims.linked import Linked, clause, span_of
from retold_plugins.claims.shifts import CONFLICT, Shift, negated
from retold_plugins.segmentation.artifacts import Token

OPPOSED = frozenset(
    "answer change trade contest access stage permission custody life outcome safety proof profit possible".split()
)
"""Scales whose ends exclude each other."""
SHARED, SHARE = 2, 0.2
"""So many content words, and this share of the shorter sentence's, must be the same for one matter."""


def conflicts(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """Clauses of linked sentences that stand at opposite ends of a scale, about the same matter."""
    stems = [frozenset(t.stem for t in side if t.is_content) for side in pair.sides]
    common = stems[0] & stems[1]
    if len(common) < SHARED or len(common) < SHARE * min(map(len, stems)):
        return
    ours, theirs = (ends(side, words) for side in pair.sides)
    for scale in sorted(ours.keys() & theirs.keys()):
        left, right = ours[scale], theirs[scale]
        if {pole for pole, _ in left} & {pole for pole, _ in right}:
            continue
        one, other = left[0][1], right[0][1]
        if taken.touches(span_of(pair.source, one.start, one.end)):
            continue
        if taken.touches(span_of(pair.retelling, other.start, other.end)):
            continue
        yield Shift(CONFLICT, whole(pair.source, one), whole(pair.retelling, other), 0.45, scale)
        return


def ends(tokens: Sequence[Token], words: Lexicon) -> dict[str, list[tuple[bool, Cue]]]:
    """For each scale of opposites the words at its ends; a negation turns an end into the other."""
    found: dict[str, list[tuple[bool, Cue]]] = {}
    for cue in cues(tokens, words.scales):
        top = 2 if cue.scale == "answer" else 1
        if cue.scale in OPPOSED and cue.level in (0, top):
            found.setdefault(cue.scale, []).append(((cue.level == top) != negated(tokens, cue, words), cue))
    return found


def whole(tokens: Sequence[Token], cue: Cue) -> tuple[int, int]:
    """The clause of the word, without the mark that ends it, unless it is the whole sentence."""
    start, end = clause(tokens, cue.start, cue.end)
    return (start, len(tokens)) if start == 0 and end >= len(tokens) - 1 else (start, end)
