"""Words, for neighbours that look inside sentences."""

from __future__ import annotations

import bisect

from attrs import field, frozen

from retold import Artifact, ByArticle, Span

WORD, NUMBER, MARK, CLITIC = "word", "number", "mark", "clitic"


@frozen
class Token:
    """A word, number, punctuation mark or clitic (``'s``, ``l'``) with its normal forms."""

    span: Span
    text: str
    key: str
    """Case-folded, with straight apostrophes and without soft hyphens."""
    stem: str
    """Snowball's stem of the key, where the language has an algorithm; else the key."""
    kind: str
    is_stop: bool
    """Whether it is a function word of the article's language."""

    @property
    def is_content(self) -> bool:
        """A word or number that says something by itself."""
        return self.kind in (WORD, NUMBER) and not self.is_stop


@frozen
class Words:
    """All tokens of an article, in order."""

    tokens: tuple[Token, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _start_offsets(self) -> tuple[int, ...]:
        return tuple(token.span.start for token in self.tokens)

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that begin inside the span."""
        return self.tokens[bisect.bisect_left(self._starts, span.start) : bisect.bisect_left(self._starts, span.end)]


WORDS: Artifact[ByArticle[Words]] = Artifact("words", "article")
