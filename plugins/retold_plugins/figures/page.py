"""An article as it is read for figures: its text, its words and its language's tables."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from attrs import field, frozen

from retold import Article
from retold_plugins.figures.vocabulary import SPACES, Vocabulary, fold
from retold_plugins.segmentation.artifacts import Token

SIGNS = "~<>≈≤≥-"
"""Marks that belong to a number and do not end the look at the words before it."""

LONGEST = 60
"""Characters of a word that are looked at; no word that is looked for is longer."""


@frozen(kw_only=True, eq=False, repr=False)
class Page:
    """What the grammar needs of an article."""

    article: Article
    text: str
    vocab: Vocabulary
    tokens: Sequence[Token]
    starts: Sequence[int] = field(init=False, repr=False)

    @starts.default
    def _starts(self) -> list[int]:
        return [token.span.start for token in self.tokens]

    def index(self, pos: int) -> int:
        """The number of the first token that begins at a place or after it."""
        return bisect.bisect_left(self.starts, pos)

    def before(self, pos: int) -> str:
        """The word right before a place, folded; empty across punctuation."""
        i = self.index(pos) - 1
        if i < 0 or self.text[self.tokens[i].span.end : pos].strip():
            return ""
        return fold(self.tokens[i].key[:LONGEST])

    def words_before(self, pos: int, count: int) -> list[str]:
        """The folded words before a place, in order, back to the nearest punctuation."""
        out: list[str] = []
        i, end = self.index(pos) - 1, pos
        while i >= 0 and len(out) < count:
            token = self.tokens[i]
            gap = self.text[token.span.end : end].strip(SPACES + "\n")
            if gap or (token.kind == "mark" and token.text not in SIGNS):
                break
            out.append(fold(token.key[:LONGEST]))
            end = token.span.start
            i -= 1
        return out[::-1]
