"""Linked sentences as the finders of regional forms see them: words, which of them changed, and what stands where."""

from __future__ import annotations

from attrs import define, field, frozen

from retold import Match, Span, SpanSet
from retold_plugins.alignment.artifacts import EQUAL, LinkEdits
from retold_plugins.segmentation.artifacts import Token


@define(eq=False)  # one for each token of each link: a frozen one takes thrice the time to make
class Word:
    """A token of a linked sentence and its place among the edits."""

    token: Token
    edit: int
    """The number of the run of changes that it lies in; neighbouring deletions and insertions are one run."""
    partner: int
    """The index of the same word on the other side, -1 where it changed."""

    @property
    def is_changed(self) -> bool:
        """Whether the other side has another word here, or none."""
        return self.partner < 0


@frozen
class Pair:
    """The words of both sides of one link."""

    source: tuple[Word, ...]
    retelling: tuple[Word, ...]
    reprinted: tuple[int, ...]
    """The indexes of words of the source that are the same on the other side and printed otherwise."""
    source_text: str = field(repr=False)
    """The whole article."""
    retelling_text: str = field(repr=False)

    def changed(self, side: int) -> list[int]:
        """The indexes of the words of the source (0) or the retelling (1) that the other side lacks."""
        return [i for i, word in enumerate((self.source, self.retelling)[side]) if word.partner < 0]

    def match(
        self, source: tuple[int, int], retelling: tuple[int, int], change: str, confidence: float = 0.95
    ) -> Match:
        """A match of words from index to index."""
        a, b = span_of(self.source, source), span_of(self.retelling, retelling)
        value = f"{self.source_text[a.start : a.end]} / {self.retelling_text[b.start : b.end]}"
        return Match(source=(a,), retelling=(b,), change=change, value=value, confidence=confidence)


def pair_of(edits: LinkEdits, source_text: str, retelling_text: str) -> Pair:
    """The words of a link with their places."""
    sides: tuple[list[Word], list[Word]] = ([], [])
    reprinted: list[int] = []
    run, was_equal = 0, True
    for edit in edits.edits:
        if edit.op == EQUAL:
            for one, other in zip(edit.source, edit.retelling, strict=True):
                places = len(sides[0]), len(sides[1])
                sides[0].append(Word(one, -1, places[1]))
                sides[1].append(Word(other, -1, places[0]))
                if one.text != other.text:
                    reprinted.append(places[0])
        else:
            run += was_equal
            for side, tokens in zip(sides, (edit.source, edit.retelling), strict=True):
                side += [Word(token, run, -1) for token in tokens]
        was_equal = edit.op == EQUAL
    return Pair(tuple(sides[0]), tuple(sides[1]), tuple(reprinted), source_text, retelling_text)


def span_of(words: tuple[Word, ...], place: tuple[int, int]) -> Span:
    """From the first word's begin to the last one's end."""
    first, last = words[place[0]].token.span, words[place[1] - 1].token.span
    return Span(first.article, first.start, last.end)


def free(match: Match, taken: SpanSet) -> bool:
    """Whether no word of the match is taken."""
    return not any(taken.touches(span) for span in (*match.source, *match.retelling))
