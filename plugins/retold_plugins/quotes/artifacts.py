"""What neighbours may know of quotations."""

from __future__ import annotations

from attrs import frozen

from retold import Artifact, ByArticle, BySource, Match, Span

DIRECT, MIXED, SCARE, TITLE = "direct", "mixed", "scare", "title"


@frozen
class QuotePart:
    """A run of quoted words in one block."""

    span: Span
    """With its marks."""
    inner: Span
    """What stands inside the marks, white space trimmed."""


@frozen
class QuoteMarks:
    """Quoted words before anybody asks who says them: one part, or more where paragraphs reopen the mark."""

    parts: tuple[QuotePart, ...]
    depth: int = 0
    """0 for outer marks, 1 for a quotation inside a quotation."""
    balanced: bool = True
    """Whether the opening and the closing mark were both there."""


@frozen
class Quote:
    """A quotation; one that its reporting clause or its paragraphs divide is one quotation of several parts."""

    parts: tuple[QuotePart, ...]
    kind: str = DIRECT
    """``direct`` (clauses quoted whole), ``mixed`` (words quoted in a sentence that reports), ``scare`` (a word or
    phrase held at a distance, said by nobody in particular) or ``title`` (a name in quotation marks)."""
    speaker: Span | None = None
    """The words that name the speaker beside the quotation, be it ``she``."""
    name: str = ""
    """Who that is, by the fullest name that the article gives; empty where it cannot be told."""
    is_near: bool = True
    """Whether the name stands in the paragraph of its reporting clause."""
    cue: Span | None = None
    """The reporting verb, noun or phrase."""
    depth: int = 0
    balanced: bool = True

    @property
    def span(self) -> Span:
        """From the first opening mark to the last closing mark."""
        return Span(self.parts[0].span.article, self.parts[0].span.start, self.parts[-1].span.end)


QUOTE_MARKS: Artifact[ByArticle[tuple[QuoteMarks, ...]]] = Artifact("quote-marks", "article")
"""All quoted words of an article, in order; nested ones follow those that they stand in."""

QUOTES: Artifact[ByArticle[tuple[Quote, ...]]] = Artifact("quotes", "article")
"""All quotations of an article with kind, speaker and cue, in order; nested ones among them."""

QUOTE_MATCHES: Artifact[BySource[tuple[Match, ...]]] = Artifact("quote-matches", "pair")
"""Quoted words of one side and their counterparts on the other, by content and not by place.

``change`` is empty where the words are the same, else ``quotes/altered``, ``quotes/unquoted`` (the source's
quoted words and the retelling's plain ones), ``quotes/fabricated`` (the retelling's quoted words, with the
source's plain ones if there are any) or ``omissions/quote`` (the source's quoted words that the retelling
does not have, or the part cut off at the end; no span in the retelling). In headings nothing is looked for.
"""


def shares_word(one: str, other: str) -> bool:
    """Whether two names of speakers may be forms of one."""
    return bool(set(one.casefold().split()) & set(other.casefold().split()))
