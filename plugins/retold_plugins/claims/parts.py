"""A part told as the whole, or the whole as a part: ``one of the best``, ``nine, four of them because ...``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold import SpanSet
from retold_plugins.claims.lexicon import Cue, Lexicon, cues
from retold_plugins.claims.linked import Linked, divides, says
from retold_plugins.claims.shifts import REACH, SHIFTED, Shift, free, shifted_place
from retold_plugins.segmentation.artifacts import NUMBER, Token

AFTER = 5
"""What a word for a part says something of stands at most so many tokens after it."""
PART = "scope"
SOME = range(1, 5)
"""Levels of the words for how many that say neither none nor all."""


def parts(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """What is said of a part on one side and of all on the other."""
    found = [free(side, cued, taken) for side, cued in zip(pair.sides, pair.cues(words.scopes), strict=True)]
    for side in (0, 1):
        if found[1 - side]:
            continue
        for cue in found[side]:
            there = whole(pair, side, cue) if cue.scale == PART else merged(pair, side, cue, words, taken)
            if there is not None:
                yield Shift(SHIFTED, there[side], there[1 - side], 0.5, "scope")


def whole(pair: Linked, side: int, cue: Cue) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The part with what it is of, and the same without the word for a part: ``part of the plan``, ``the plan``."""
    tokens, there = pair.sides[side], pair.sides[1 - side]
    head = next_word(tokens, cue.end)
    if head is None or pair.is_same(side, cue.start) or tokens[cue.end].kind == NUMBER:
        return None
    match = counterpart(pair, side, head)
    if match is None:
        return None
    begin = match - 1 if match and there[match - 1].is_stop else match
    if begin and there[begin - 1].is_content and not (cue.start and tokens[cue.start - 1].is_content):
        begin -= 1
    return (cue.start, head + 1), (begin, match + 1)


def merged(
    pair: Linked, side: int, cue: Cue, words: Lexicon, taken: SpanSet
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """What is told of some of them, and the same told of all: ``23 hurt, four of them badly``, ``23 badly hurt``."""
    tokens, there = pair.sides[side], pair.sides[1 - side]
    number = counted(tokens, cue, words)
    if number is None or any(token.stem == tokens[number].stem for token in there):
        return None
    after = range(cue.end, min(len(tokens), cue.end + AFTER))
    at = next((k for k in after if k != number and is_told(tokens[k], words)), None)
    if at is None or any(map(divides, tokens[cue.end : at])):
        return None
    match = counterpart(pair, side, at)
    if match is None or taken.touches(there[match].span):
        return None
    after = range(match + 1, min(len(there), match + AFTER))
    end = next((k for k in after if there[k].is_content and not any(map(divides, there[match:k]))), match)
    return (min(number, cue.start), at + 1), (match, end + 1)


def counted(tokens: Sequence[Token], cue: Cue, words: Lexicon) -> int | None:
    """Where the word for how many of them stands: right before or right after it."""
    near = (cue.start - 1, cue.start - 2, cue.end)
    return next((k for k in near if 0 <= k < len(tokens) and is_count(tokens[k], words)), None)


def is_count(token: Token, words: Lexicon) -> bool:
    """Whether a token says how many, though not that it is none or all."""
    some = (cue for cue in cues((token,), words.scales) if cue.scale == "quantity")
    return token.kind == NUMBER or token.key in words.counts or any(cue.level in SOME for cue in some)


def is_told(token: Token, words: Lexicon) -> bool:
    """Whether a token says what of them is told: a word that says something, or one that gives a reason."""
    return says(token) or token.key in words.breaks


def next_word(tokens: Sequence[Token], start: int) -> int | None:
    """The next word that says something, in the same clause."""
    for at in range(start, min(len(tokens), start + AFTER)):
        if divides(tokens[at]):
            return None
        if says(tokens[at]):
            return at
    return None


def counterpart(pair: Linked, side: int, at: int) -> int | None:
    """The same word on the other side, nearest to where it would stand."""
    there = pair.sides[1 - side]
    places = [k for k, token in enumerate(there) if token.stem == pair.sides[side][at].stem]
    match = min(places, key=lambda k: abs(shifted_place(pair, side, at) - k), default=None)
    return match if match is not None and abs(shifted_place(pair, side, at) - match) <= REACH else None
