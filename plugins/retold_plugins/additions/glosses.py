"""Identifications for the reader inside retained sentences: appositions between marks, and bracketed explanations."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from retold import LANGUAGE, SENTENCE_ALIGNMENT, Context, Link, Span, SpanSet, tables
from retold_plugins.additions.brackets import asides
from retold_plugins.omissions.artifacts import SUPPORT
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORDS, Phrases, Token, span_of

LONGEST = 16
"""Words; a longer explanation is more than an identification."""
PLACE_WORDS = 5
FEW_WORDS = 4
"""Content words; a bracket of so few with a figure among them converts an amount."""
COGNATE = 5
"""So many letters at the beginning show that a word of another language is the same."""
ARTICLES = 4
"""So many little words at most stand between ``in``, the quarter of the compass and the name."""
FEW_LINKS = 4
"""From fewer links the usual length of a translation cannot be told."""
EXCESS = 0.55
"""The part of a piece by which its sentence has to be longer than a translation usually is."""
HEAD_WORDS = 5
QUOTES = "\"'“”„‚‘’«»"
OPENS, ENDS = ",–—-", ",.;:–—-()!?।"


@frozen
class Opening:
    """How identifications begin in a language."""

    begin: frozenset[str]
    place: frozenset[str]
    relative: frozenset[str]
    verbs: frozenset[str]
    past: frozenset[str]
    places: frozenset[str]
    of: frozenset[str]
    judging: frozenset[str]
    future: frozenset[str]
    negation: frozenset[str]
    compass: Phrases
    """What says where in a country: ``eastern``, ``the north``."""
    past_endings: tuple[str, ...]
    """What is told of somebody in the past is an event, not an identification."""


@functools.cache
def opening(language: str) -> Opening:
    """The table of a language; an empty one where there is none."""
    table = tables.load(__file__, "gloss", language)
    names = ("begin", "place", "relative", "verbs", "past", "places", "of", "judging", "future", "negation")
    return Opening(
        **{name: frozenset(table.get(name, ())) for name in names},
        compass=Phrases({"compass": table.get("compass", ())}),
        past_endings=tuple(table.get("past_endings", ())),
    )


def glosses(ctx: Context, derived: Sequence[str]) -> Iterator[Span]:
    """Pieces of retained sentences that say who or what something is and that no source has, in order."""
    retelling = ctx.retelling
    table = opening(ctx[LANGUAGE][retelling.id])
    sources = [Told(ctx, source) for source in derived]
    for unit in sorted({u for told in sources for u in told.links}):
        found = [
            span
            for span, tokens in pieces(ctx, unit, table)
            if all(unit not in told.links or told.lacks(unit, span, tokens) for told in sources)
        ]
        taken = SpanSet(found)
        for span, tokens in places(ctx[WORDS][unit.article].within(unit), table):
            if not taken.touches(span) and all(unit not in t.links or t.lacks_place(unit, tokens) for t in sources):
                found.append(span)
        yield from sorted(found)


def pieces(ctx: Context, unit: Span, table: Opening) -> Iterator[tuple[Span, tuple[Token, ...]]]:
    """The bracketed pieces of a sentence, and those between other marks that begin as identifications do."""
    words = ctx[WORDS][unit.article]
    bracketed = [span for span in asides(ctx.retelling.text, unit) if span != unit]
    for span in bracketed:
        tokens = tuple(t for t in words.within(span) if t.kind != MARK)
        if is_explanation(tokens):
            yield span, tokens
    inside = SpanSet(bracketed)
    tokens = words.within(unit)
    for begin, end in kinds_of_place(tokens, table):
        yield Span(unit.article, tokens[begin].span.start, tokens[end - 1].span.end), tokens[begin:end]
    start: int | None = None
    for at, token in enumerate(tokens):
        if token.kind != MARK or inside.touches(token.span) or is_hyphen(ctx.retelling.text, token):
            continue
        if start is not None and token.text in ENDS and at > start:
            run = tokens[start:at]
            after = tokens[at + 1].key if at + 1 < len(tokens) else ""
            if token.text == "." and after:
                continue
            if is_identification(run, table) and not (token.text == "," and after in ("and", "or", "und", "y", "et")):
                yield Span(unit.article, run[0].span.start, run[-1].span.end), run
        start = at + 1 if token.text in OPENS and at else None


def kinds_of_place(tokens: Sequence[Token], table: Opening) -> Iterator[tuple[int, int]]:
    """``the port of`` and its like before a name, with their article and adjectives."""
    for at in range(1, len(tokens) - 2):
        if tokens[at].key in table.places and tokens[at + 1].key in table.of and tokens[at + 2].text[:1].isupper():
            start = at
            while start > at - 4 and start > 0 and tokens[start - 1].is_content and tokens[start - 1].kind != NUMBER:
                start -= 1
            if start > 0 and tokens[start - 1].is_stop and tokens[start - 1].key in table.begin:
                yield start - 1, at + 2


def places(tokens: Sequence[Token], table: Opening) -> Iterator[tuple[Span, Sequence[Token]]]:
    """Where a place lies, said without a relative: ``in eastern Norway``, and the country behind a town's comma."""
    for start, end, _ in table.compass.find(tokens):
        first = start
        while first > start - ARTICLES and first > 0 and tokens[first].key not in table.place:
            first -= 1
        while end + 1 < len(tokens) and tokens[end].text == "-":  # nord-ouest
            end += 2
        last = end
        while last < len(tokens) and last < end + ARTICLES and not is_capital(tokens[last]) and tokens[last].is_stop:
            last += 1
        is_place = tokens[first].key in table.place and last < len(tokens) and is_capital(tokens[last])
        if is_place and all(t.is_stop for t in tokens[first + 1 : start]):
            yield span_of(tokens, first, last + 1), tokens[last : last + 1]
    for at in range(2, len(tokens) - 2):
        town, comma, country, after = tokens[at - 2 : at + 2]
        is_between = comma.text == "," and after.text == "," and is_capital(town) and is_capital(country)
        if (
            is_between
            and any(t.key in table.place for t in tokens[max(0, at - 4) : at - 2])
            and not is_capital(tokens[at + 2])
        ):
            yield span_of(tokens, at, at + 1), tokens[at : at + 1]


def is_capital(token: Token) -> bool:
    """Whether a word has a capital, as names have."""
    return token.kind != MARK and token.text[:1].isupper()


def is_hyphen(text: str, token: Token) -> bool:
    """Whether a line joins two words."""
    return token.text in "-–" and text[token.span.start - 1 : token.span.start].isalnum()


def is_explanation(tokens: Sequence[Token]) -> bool:
    """Whether a bracketed piece says more than a figure or an abbreviation."""
    content = [t for t in tokens if t.is_content]
    figures = sum(t.kind == NUMBER for t in content)
    if figures and len(content) <= FEW_WORDS:
        return False
    spelt = sum(len(t.text) > 1 and t.text.isupper() for t in content)
    return len(tokens) >= 2 and 0 < len(content) and 2 * (figures + spelt) < len(content)


def judges(tokens: Sequence[Token], table: Opening) -> bool:
    """Whether an apposition calls something a blow or a pity, or says what it will not do: the writer thinks so."""
    head: list[Token] = []
    for token in tokens[:HEAD_WORDS]:
        if token.key in table.relative or token.key in table.place or token.key in table.of or token.kind == MARK:
            break
        head.append(token)
    return any(t.key in table.judging for t in head[1:]) or is_foretold(tokens, table)


def is_foretold(tokens: Sequence[Token], table: Opening) -> bool:
    """Whether a relative clause denies what is to come: ``which will not pay many rents``."""
    at = next((n for n, t in enumerate(tokens) if t.key in table.relative), len(tokens))
    clause = {t.key for t in tokens[at:]}
    return not clause.isdisjoint(table.future) and not clause.isdisjoint(table.negation)


def is_translated_name(text: str) -> bool:
    """Whether a bracket holds nothing but words in quotation marks: what a name means, not what somebody said."""
    return text[:1] in "([（" and text[1:2] in QUOTES and text[-2:-1] in QUOTES and len(text.split()) <= PLACE_WORDS


def is_identification(tokens: Sequence[Token], table: Opening) -> bool:
    """Whether a piece between marks begins as one, and is no statement of its own."""
    first, two = tokens[0].key, " ".join(t.key for t in tokens[:2])
    if not 2 <= len(tokens) <= LONGEST:
        return False
    if any(t.kind == NUMBER for t in tokens):
        return False
    if sum(t.is_content for t in tokens) < 2 and first not in table.place:
        return False
    if first in table.place and len(tokens) <= PLACE_WORDS:
        return any(t.text[:1].isupper() for t in tokens[1:])
    if first in table.relative and any(t.key in table.past or t.key.endswith(table.past_endings) for t in tokens):
        return False
    if not table.begin.intersection((first, two)):
        return False
    return any(t.key in table.relative for t in tokens) or not any(t.key in table.verbs for t in tokens)


class Told:
    """A source as far as it shows what an identification adds to it."""

    def __init__(self, ctx: Context, source: str) -> None:
        alignment = ctx[SENTENCE_ALIGNMENT][source]
        self.ctx, self.source = ctx, source
        self.of = opening(ctx[LANGUAGE][ctx.retelling.id]).of
        self.same = ctx[LANGUAGE][source] == ctx[LANGUAGE][ctx.retelling.id]
        self.nowhere = SpanSet(ctx[SUPPORT][source].nowhere)
        self.links: Mapping[Span, list[Link]] = {}
        for link in alignment.links:
            for unit in link.retelling:
                self.links.setdefault(unit, []).append(link)
        self.usual = usual_length(alignment.links)
        self.known = set() if self.same else {beginning(t) for t in ctx[WORDS][source].tokens if t.is_content}

    def lacks(self, unit: Span, span: Span, tokens: Sequence[Token]) -> bool:
        """Whether the source has at most half of a piece's words, or leaves no room for it in another language."""
        content = [t for t in tokens if t.is_content]
        if self.same:
            if tokens[-1].key in self.of:
                return not self.told_there(unit).intersection(t.stem for t in content[-1:])
            new = sum(self.nowhere.touches(t.span) for t in content)
            if self.ctx.text(span)[:1] in "([（":
                new = max(new, sum(t.stem not in self.told_there(unit) for t in content))
            return new * 2 >= len(content) > 0
        ours = {u for link in self.links[unit] for u in link.source}
        if self.ctx.text(span)[:1] in "([（" and not self.brackets(ours):
            return True
        if self.usual is None or 2 * sum(beginning(t) in self.known for t in content) > len(content):
            return False
        theirs = {u for link in self.links[unit] for u in link.retelling}
        excess = length(theirs) - self.usual * length(ours)
        return excess >= EXCESS * len(span) and self.marks(theirs) > self.marks(ours)

    def lacks_place(self, unit: Span, tokens: Sequence[Token]) -> bool:
        """Whether the source names no such place, and says nothing there of where in a country it lies."""
        ours = {u for link in self.links[unit] for u in link.source}
        words = [t for u in ours for t in self.ctx[WORDS][u.article].within(u)]
        compass = opening(self.ctx[LANGUAGE][self.source]).compass
        if any(compass.find(words)):
            return False
        known = {beginning(t) for t in self.ctx[WORDS][self.source].tokens if is_capital(t)}
        return not any(beginning(t) in known for t in tokens)

    def told_there(self, unit: Span) -> set[str]:
        """The stems of the sentences that a unit is linked to."""
        units = {u for link in self.links[unit] for u in link.source}
        return {t.stem for u in units for t in self.ctx[WORDS][u.article].within(u)}

    def brackets(self, units: set[Span]) -> bool:
        """Whether one of these sentences has a bracket of its own."""
        return any(t.text in "([（" for u in units for t in self.ctx[WORDS][u.article].within(u))

    def marks(self, units: set[Span]) -> int:
        """How many marks part the pieces of these sentences."""
        return sum(t.text in OPENS or t.text == "(" for u in units for t in self.ctx[WORDS][u.article].within(u))


def beginning(token: Token) -> str:
    """What a word shares with its like in a related language."""
    return token.key[:COGNATE]


def length(units: set[Span]) -> int:
    """Of these sentences together."""
    return sum(map(len, units))


def usual_length(links: Sequence[Link]) -> float | None:
    """How many characters of the retelling stand for one of the source, mostly."""
    if len(links) < FEW_LINKS:
        return None
    from statistics import median

    return median(length(set(link.retelling)) / length(set(link.source)) for link in links)
