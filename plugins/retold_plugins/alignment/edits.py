"""Word edits of each link."""

from __future__ import annotations

from retold import SENTENCE_ALIGNMENT, Context, Link, provides
from retold.diff import Matcher
from retold_plugins.alignment.artifacts import WORD_EDITS, Edit, LinkEdits
from retold_plugins.segmentation.artifacts import WORDS, Words


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
    a = [token for unit in link.source for token in source.within(unit)]
    b = [token for unit in link.retelling for token in retelling.within(unit)]
    matcher = Matcher([token.key for token in a], [token.key for token in b])
    return tuple(Edit(op, tuple(a[i:j]), tuple(b[k:m])) for op, i, j, k, m in matcher.get_opcodes())
