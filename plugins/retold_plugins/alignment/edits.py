"""Word edits of each link."""

from __future__ import annotations

from collections.abc import Sequence

from retold import SENTENCE_ALIGNMENT, Context, Link, provides
from retold.diff import Matcher, Opcode
from retold_plugins.alignment.artifacts import EQUAL, REPLACE, WORD_EDITS, Edit, LinkEdits
from retold_plugins.segmentation.artifacts import MARK, WORDS, Token, Words

ISLAND = 2
"""So many equal function words at most may lie inside one replacement."""
SHORE = 4
"""Words that the changes around an island must have together to be told as one."""
FIRM = frozenset('"“”„«».!?…()')
"""Marks that always part two changes."""


@provides(WORD_EDITS, needs=[SENTENCE_ALIGNMENT, WORDS])
def edits(ctx: Context) -> tuple[LinkEdits, ...]:
    """The words of each link compared in order."""
    words = ctx[WORDS]
    return tuple(
        LinkEdits(link, edits_of(link, words[ctx.source.id], words[ctx.retelling.id]))
        for link in ctx.here(SENTENCE_ALIGNMENT).links
    )


def edits_of(link: Link, source: Words, retelling: Words) -> tuple[Edit, ...]:
    """The edits from the link's source words to its retelling's."""
    a = tuple([token for unit in link.source for token in source.within(unit)])
    b = tuple([token for unit in link.retelling for token in retelling.within(unit)])
    opcodes = Matcher([token.key for token in a], [token.key for token in b]).get_opcodes()
    return tuple([Edit(op, a[i:j], b[k:m]) for op, i, j, k, m in readable(opcodes, a)])


def readable(opcodes: Sequence[Opcode], a: Sequence[Token]) -> list[Opcode]:
    """Opcodes in which a function word that stands by chance between two changed phrases is part of one change."""
    out: list[Opcode] = []
    for place, (op, i, j, k, m) in enumerate(opcodes):
        if len(out) > 1 and op != EQUAL and is_island(out[-1], opcodes[place], out[-2], a):
            _, first, _, start, _ = out[-2]
            out[-2:] = [(REPLACE, first, j, start, m)]
        else:
            out.append((op, i, j, k, m))
    return out


def is_island(equal: Opcode, after: Opcode, before: Opcode, a: Sequence[Token]) -> bool:
    """Whether an equal run says nothing by itself and parts two larger changes."""
    op, i, j, _, _ = equal
    if op != EQUAL or j - i > ISLAND or before[0] == EQUAL or REPLACE not in (before[0], after[0]):
        return False
    if any(token.is_content or (token.kind == MARK and token.text in FIRM) for token in a[i:j]):
        return False
    sizes = [max(y - x, n - m) for _, x, y, m, n in (before, after)]
    return sum(sizes) >= SHORE and min(sizes) >= j - i
