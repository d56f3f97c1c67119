"""Near copies: where all else is the same, a word that was exchanged for another one changes what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from retold import SpanSet
from retold_plugins.alignment.artifacts import EQUAL, REPLACE, Edit
from retold_plugins.claims.lexicon import Lexicon, cues
from retold_plugins.claims.linked import Linked
from retold_plugins.claims.shifts import SHIFTED, Shift
from retold_plugins.segmentation.artifacts import MARK, NUMBER, Token

CHANGED_LINKS, CHANGED_SHARE = 2, 0.15
"""In a near copy so many linked sentences were touched at most, or this share of them."""
LIKENESS = 0.5
"""At least this share of a touched sentence is the same."""
LONGEST = 8
"""Words of a replacement, at most."""
PRONOUN = "a function word"
"""Why, where a name or noun became a pronoun or the other way round."""
VARIANT = 0.8
"""From this likeness of letters on, two words with the same beginning are two forms of one."""


def is_near_copy(pairs: Sequence[Linked]) -> bool:
    """Whether nearly all linked sentences are the same word by word."""
    touched = sum(any(e.op != EQUAL and says_something(e) for e in pair.edits.edits) for pair in pairs)
    return 0 < touched <= max(CHANGED_LINKS, CHANGED_SHARE * len(pairs))


def says_something(edit: Edit) -> bool:
    """Whether more than marks differ."""
    return any(token.kind != MARK for token in (*edit.source, *edit.retelling))


def swaps(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """Words of an otherwise retained sentence that were exchanged for others that do not mean the same."""
    if pair.likeness < LIKENESS:
        return
    at = [0, 0]
    for edit in pair.edits.edits:
        start = tuple(at)
        at = [at[0] + len(edit.source), at[1] + len(edit.retelling)]
        if edit.op != REPLACE or any(taken.touches(t.span) for t in (*edit.source, *edit.retelling)):
            continue
        if max(len(edit.source), len(edit.retelling)) > LONGEST or means_the_same(edit, words):
            continue
        named = [any(t.is_content for t in side) for side in (edit.source, edit.retelling)]
        if any(named):
            sure, why = (0.55, "another word") if all(named) else (0.4, PRONOUN)
            yield Shift(SHIFTED, (start[0], at[0]), (start[1], at[1]), sure, why)


def means_the_same(edit: Edit, words: Lexicon) -> bool:
    """Whether the two sides are forms of one word, or words of one level of a scale."""
    left, right = ([t for t in side if t.kind != MARK] for side in (edit.source, edit.retelling))
    if not left or not right or any(t.kind == NUMBER for t in (*left, *right)):
        return True
    content = [{t.stem for t in side if t.is_content} for side in (left, right)]
    if content[0] and content[0] == content[1]:
        return True
    if len(left) == len(right) == 1 and is_variant(left[0], right[0]):
        return True
    for index in (words.scales, words.tones):
        levels = [{(c.scale, c.level) for c in cues(side, index) if not c.is_loose} for side in (left, right)]
        if levels[0] & levels[1]:
            return True
    return False


def is_variant(one: Token, other: Token) -> bool:
    """Whether two words are spellings or forms of one."""
    same = one.key[:3] == other.key[:3]
    return same and SequenceMatcher(None, one.key, other.key, autojunk=False).ratio() >= VARIANT
