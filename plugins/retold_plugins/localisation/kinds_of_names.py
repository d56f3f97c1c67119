"""What a difference between two forms of one name is: a matter of spelling, an abbreviation, or the name itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import evolve

from retold import Match, Span
from retold_plugins.localisation.spelling import spelling, without_marks

SPELLING, ABBREVIATION = "localisation/spelling", "localisation/abbreviation"
WORD = re.compile(r"[^\W\d_]+")


def own_kind(match: Match, text: Callable[[Span], str], language: str) -> Match:
    """The match of two forms of a name with its own kind; a spelling is narrowed to the words that differ."""
    if len(match.source) != 1 or len(match.retelling) != 1:
        return match
    sides = match.source[0], match.retelling[0]
    texts = text(sides[0]), text(sides[1])
    words = [[(m.group().casefold(), m.span()) for m in WORD.finditer(one)] for one in texts]
    fold = spelling(language).fold
    if len(words[0]) == len(words[1]):
        pairs = [(a, b) for a, b in zip(*words, strict=True) if a[0] != b[0]]
        if pairs and all(fold(a) == fold(b) and without_marks(a) != without_marks(b) for (a, _), (b, _) in pairs):
            spans = [part(side, (pair[i][1] for pair in pairs)) for i, side in enumerate(sides)]
            return evolve(match, source=(spans[0],), retelling=(spans[1],), change=SPELLING)
    if is_short_for(*texts) or is_short_for(texts[1], texts[0]):
        return evolve(match, change=ABBREVIATION)
    return match


def part(span: Span, places: Iterator[tuple[int, int]]) -> Span:
    """From the first to the last of some places inside a span."""
    bounds = list(places)
    return Span(span.article, span.start + bounds[0][0], span.start + bounds[-1][1])


def is_short_for(short: str, long: str) -> bool:
    """Whether the first is the second in capitals, or its initials, with stops or without."""
    letters = short.replace(".", "")
    if not letters.isalpha():
        return False
    if letters.casefold() == long.replace(".", "").casefold():
        return letters.isupper() or long.isupper()
    capitals = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isupper())
    return letters.isupper() and len(letters) > 1 and letters == capitals
