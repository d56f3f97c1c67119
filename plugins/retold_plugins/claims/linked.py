"""Two linked sentences token by token: which words are the same, and where a word of one stands in the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from attrs import field, frozen

from retold_plugins.alignment.artifacts import EQUAL, REPLACE, LinkEdits
from retold_plugins.claims.lexicon import Cue, Index, cues
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORD, Token

NEAR = 5
"""So many tokens to each side are the surroundings of a word."""
SHORT, ENOUGH, LONGEST = 14, 16, 30
"""A phrase of fewer characters needs the clause that a comma begins, reads well from so many on, and is too long
beyond so many."""

SAYING = 4
"""A word of so many letters may say something although a list of function words holds it."""


@frozen
class Linked:
    """The tokens of a link's two sides, and the edits between them."""

    source: tuple[Token, ...]
    retelling: tuple[Token, ...]
    edit_of_source: tuple[int, ...]
    edit_of_retelling: tuple[int, ...]
    places: tuple[float, ...]
    """For each token of the source, where its counterpart stands or would stand."""
    edits: LinkEdits
    _cues: dict[Index, tuple[list[Cue], list[Cue]]] = field(factory=dict, init=False, repr=False, eq=False)

    def cues(self, index: Index) -> tuple[list[Cue], list[Cue]]:
        """The phrases of an index among the tokens of each side."""
        if index not in self._cues:
            self._cues[index] = cues(self.source, index), cues(self.retelling, index)
        return self._cues[index]

    @property
    def sides(self) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """Source, then retelling."""
        return self.source, self.retelling

    def is_same(self, side: int, at: int) -> bool:
        """Whether a token is the same in both."""
        edit = (self.edit_of_source, self.edit_of_retelling)[side][at]
        return self.edits.edits[edit].op == EQUAL

    def in_one_edit(self, i: int, j: int) -> bool:
        """Whether a token of the source was replaced together with one of the retelling."""
        number = self.edit_of_source[i]
        return number == self.edit_of_retelling[j] and self.edits.edits[number].op == REPLACE

    @property
    def likeness(self) -> float:
        """The share of words that are the same."""
        same = sum(len(e.source) for e in self.edits.edits if e.op == EQUAL)
        return 2 * same / max(1, len(self.source) + len(self.retelling))


def linked(edits: LinkEdits) -> Linked:
    """The two sides of a link."""
    source: list[Token] = []
    retelling: list[Token] = []
    numbers: tuple[list[int], list[int]] = ([], [])
    places: list[float] = []
    for number, edit in enumerate(edits.edits):
        share = len(edit.retelling) / max(1, len(edit.source))
        places += [len(retelling) + k * share for k in range(len(edit.source))]
        source += edit.source
        retelling += edit.retelling
        numbers[0].extend([number] * len(edit.source))
        numbers[1].extend([number] * len(edit.retelling))
    return Linked(tuple(source), tuple(retelling), tuple(numbers[0]), tuple(numbers[1]), tuple(places), edits)


def around(tokens: Sequence[Token], start: int, end: int, near: int = NEAR) -> frozenset[str]:
    """The stems of the content words around a phrase."""
    close = (*tokens[max(0, start - near) : start], *tokens[end : end + near])
    return frozenset([token.stem for token in close if token.is_content])


def clause(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause that a phrase stands in: up to the marks around it."""
    while start > 0 and not divides(tokens[start - 1]):
        start -= 1
    while end < len(tokens) and not divides(tokens[end]):
        end += 1
    return start, end


def divides(token: Token) -> bool:
    """Whether a mark parts clauses."""
    return token.kind == MARK and token.text in ",;:.!?()।—–"


def says(token: Token) -> bool:
    """Whether a word says something: lists of function words hold longer ones that do (``best``, ``test``)."""
    return token.is_content or (token.kind == WORD and len(token.key) >= SAYING)


def with_verb(tokens: Sequence[Token], start: int, end: int, reach: int = 4) -> tuple[int, int]:
    """A phrase with the next content word, if it stands close by in the same clause."""
    for at in range(end, min(len(tokens), end + reach)):
        if divides(tokens[at]):
            break
        if tokens[at].is_content:
            return start, at + 1
    return start, end


def phrase(
    tokens: Sequence[Token], start: int, end: int, bounds: tuple[int, int], breaks: frozenset[str]
) -> tuple[int, int]:
    """Words with what they say something about, within bounds: the content words after them in their clause, and if
    these are few, those before."""
    begin = tokens[start].span.start
    for at in range(end, min(len(tokens), bounds[1])):
        long, goes_on = tokens[end - 1].span.end - begin, at == end and tokens[at].is_content
        opens = long < SHORT and tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].is_stop
        if (divides(tokens[at]) and not opens) or (long >= ENOUGH and not goes_on):
            break
        if is_amount(tokens[at]) or (tokens[at].key in breaks and tokens[at - 1].text != ","):
            break
        if tokens[at].span.end - begin > LONGEST:
            break
        if tokens[at].is_content:
            end = at + 1
    for at in range(start - 1, bounds[0] - 1, -1):
        long = tokens[end - 1].span.end - tokens[start].span.start
        if divides(tokens[at]) or long >= ENOUGH or is_amount(tokens[at]) or tokens[at].key in breaks:
            break
        if tokens[end - 1].span.end - tokens[at].span.start > LONGEST:
            break
        if tokens[at].is_content:
            start = at
    return start, end


def is_amount(token: Token) -> bool:
    """Whether a figure begins here: figures have findings of their own, and a span never ends inside one."""
    return token.kind == NUMBER or unicodedata.category(token.text[0]) == "Sc"


def words_of(tokens: Sequence[Token], start: int, end: int) -> str:
    """The tokens as a short text."""
    return " ".join(token.text for token in tokens[start:end])
