"""Clauses and phrases of linked sentences that the other text lacks, in both directions.

Words are matched without regard to order, by stem, derivation and paraphrase, in the linked sentences and those
beside them; so what only moved, or what another linked sentence keeps, is not called dropped.
"""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Alignment, Context, Match, Span, SpanSet, provides, tables
from retold_plugins.alignment.artifacts import EQUAL, INSERT, WORD_EDITS, LinkEdits
from retold_plugins.omissions.artifacts import BEGINS, DIRECT_SPEECH, PHRASE_MATCHES
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORDS, Token, Words, span_of

DROPPED, ADDED = "omissions/detail", "additions/detail"
PREFIX = 5
"""Letters that a derivation shares with its word: ``announce`` and ``announcement``."""
NEIGHBOURS = 1
MOST = 50
"""A sentence that is linked to more is one that a text repeats; the first tell what the others do."""
REWORDED = 0.25
LIKENESS, INSERTED = 0.45, 0.5
"""The share of words that two sentences have in common where one inserted word tells; and how sure it is."""


@frozen
class Cuts:
    """Where phrases begin in a language."""

    clause: frozenset[str]
    begin: frozenset[str]
    joins: frozenset[str]


@functools.cache
def cuts(language: str) -> Cuts:
    """The table of a language; without one, marks alone divide."""
    table = tables.load(__file__, "phrases", language)
    clause = frozenset(table.get("clause", ()))
    return Cuts(clause, clause | frozenset(table.get("phrase", ())), frozenset(table.get("joins", ())))


@functools.cache
def paraphrases(language: str) -> Mapping[str, frozenset[int]]:
    """For each stem, the lines of the paraphrase table that it stands in."""
    lines = tables.load(__file__, "paraphrase", language).get("same", ())
    found: dict[str, set[int]] = {}
    if lines:
        from retold_plugins.segmentation.artifacts import stem_of

        for number, line in enumerate(lines):
            for word in line:
                found.setdefault(stem_of(word, language), set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


@frozen
class Stock:
    """The words of one or more sentences that words of the other text may be matched with."""

    stems: frozenset[str]
    prefixes: frozenset[str]
    senses: frozenset[int]
    numbers: frozenset[str]


def stock(tokens: Sequence[Token], senses: Mapping[str, frozenset[int]]) -> Stock:
    """What the tokens offer."""
    stems = frozenset(t.stem for t in tokens if t.kind not in (MARK, NUMBER))
    return Stock(
        stems,
        frozenset(stem[: PREFIX + 1] for stem in stems if len(stem) > PREFIX),
        frozenset(number for stem in stems for number in senses.get(stem, ())),
        frozenset(digits(t.key) for t in tokens if t.kind == NUMBER),
    )


def together(stocks: Sequence[Stock]) -> Stock:
    """The words of several sentences."""
    return Stock(
        frozenset().union(*(s.stems for s in stocks)),
        frozenset().union(*(s.prefixes for s in stocks)),
        frozenset().union(*(s.senses for s in stocks)),
        frozenset().union(*(s.numbers for s in stocks)),
    )


def has(stock: Stock, token: Token, senses: Mapping[str, frozenset[int]]) -> bool:
    """Whether the word, a derivation, or a paraphrase of it is among those of the stock."""
    if token.kind == NUMBER:
        return digits(token.key) in stock.numbers
    stem = token.stem
    if stem in stock.stems or (len(stem) > PREFIX and stem[: PREFIX + 1] in stock.prefixes):
        return True
    meant = senses.get(stem)
    return meant is not None and not stock.senses.isdisjoint(meant)


def digits(number: str) -> str:
    """A number without its separators."""
    return "".join(c for c in number if c.isdigit())


@frozen
class Side:
    """One text of the pair, as this module looks at it."""

    words: Words
    units: tuple[Span, ...]
    linked: Mapping[Span, tuple[Span, ...]]
    """For each unit, the units of the other text that it is linked to."""
    senses: Mapping[str, frozenset[int]]
    _stocks: dict[int, Stock] = field(factory=dict, init=False, repr=False, eq=False)
    _together: dict[frozenset[int], Stock] = field(factory=dict, init=False, repr=False, eq=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)
    _all: list[Stock] = field(factory=list, init=False, repr=False, eq=False)

    @_starts.default
    def _start_offsets(self) -> tuple[int, ...]:
        return tuple(unit.start for unit in self.units)

    def anywhere(self) -> Stock:
        """The words of all units."""
        if not self._all:
            self._all.append(stock([t for unit in self.units for t in self.words.within(unit)], self.senses))
        return self._all[0]

    def around(self, units: Sequence[Span]) -> Stock:
        """The words of these units and of those beside them."""
        near: set[int] = set()
        for unit in units:
            at = bisect.bisect_left(self._starts, unit.start)
            near.update(range(max(0, at - NEIGHBOURS), min(len(self.units), at + NEIGHBOURS + 1)))
        known = frozenset(near)
        if known not in self._together:
            for at in near:
                if at not in self._stocks:
                    self._stocks[at] = stock(self.words.within(self.units[at]), self.senses)
            self._together[known] = together([self._stocks[at] for at in near])
        return self._together[known]


@provides(PHRASE_MATCHES, needs=[SENTENCE_ALIGNMENT, RELATION, WORDS, LANGUAGE, WORD_EDITS, DIRECT_SPEECH])
def phrase_matches(ctx: Context) -> tuple[Match, ...]:
    """One-sided phrases of a derived pair in one language, the source's first."""
    source, retelling = ctx.source.id, ctx.retelling.id
    language = ctx[LANGUAGE][source]
    if not ctx.here(RELATION).is_derived or language != ctx[LANGUAGE][retelling]:
        return ()
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    senses, edits = paraphrases(language), ctx.here(WORD_EDITS)
    ours = Side(ctx[WORDS][source], alignment.source_units, partners(alignment, "source", "retelling"), senses)
    theirs = Side(ctx[WORDS][retelling], alignment.retelling_units, partners(alignment, "retelling", "source"), senses)
    dropped = candidates(ours, theirs, language, edits, own="source", other="retelling")
    added = candidates(theirs, ours, language, edits, own="retelling", other="source")
    return (
        *(Match(source=(c.span,), change=DROPPED, confidence=c.sure) for c in dropped),
        *(
            Match(retelling=(c.span,), change=ADDED, value=BEGINS if c.is_begun else "", confidence=c.sure)
            for c in added
            if not c.is_reworded
        ),
        *(
            Match(retelling=(span,), change=ADDED, value=BEGINS, confidence=INSERTED)
            for span in inserted(ctx, ours, edits)
        ),
    )


def inserted(ctx: Context, source: Side, edits: Sequence[LinkEdits]) -> Iterator[Span]:
    """Single words that were put between words that stayed, where the source has no word like them nearby."""
    retelling = SpanSet(ctx[DIRECT_SPEECH][ctx.retelling.id])
    for link in edits:
        same = sum(len(e.source) for e in link.edits if e.op == EQUAL)
        if 2 * same < LIKENESS * sum(len(e.source) + len(e.retelling) for e in link.edits):
            continue
        offer = source.around(link.link.source)
        for before, edit, after in zip(link.edits, link.edits[1:], link.edits[2:], strict=False):
            word = edit.retelling[0] if edit.op == INSERT and len(edit.retelling) == 1 else None
            if word is None or before.op != EQUAL or after.op != EQUAL or not is_modifier(word):
                continue
            if not any(t.is_content for t in after.retelling[:1]):
                continue
            if not has(offer, word, source.senses) and not retelling.touches(word.span):
                yield word.span


def is_modifier(token: Token) -> bool:
    """Whether a word can be one that tells more about the next: no name, no figure, no function word."""
    return token.is_content and token.kind != NUMBER and token.text[:1].islower()


def partners(alignment: Alignment, own: str, other: str) -> dict[Span, tuple[Span, ...]]:
    """For each linked unit of one side, those of the other."""
    found: dict[Span, set[Span]] = {}
    for link in alignment.links:
        for unit in getattr(link, own):
            found.setdefault(unit, set()).update(getattr(link, other))
    return {unit: tuple(sorted(others, key=lambda other: other.start)[:MOST]) for unit, others in found.items()}


@functools.cache
def least() -> float:
    """From which sum on a phrase of the source is told as dropped."""
    return float(tables.load(__file__, "details")["least"])


@functools.cache
def weights() -> Mapping[str, float]:
    """What each signal weighs, learnt as ``data/details.toml`` says."""
    loaded: Mapping[str, float] = tables.load(__file__, "details")["weights"]
    return loaded


@frozen
class Candidate:
    """A phrase that the other text may lack, and what speaks for that."""

    span: Span
    signals: Mapping[str, float] = field(hash=False)

    @functools.cached_property
    def logit(self) -> float:
        """Above 0, it is more likely lacking than not."""
        by_name = weights()
        return by_name["base"] + sum(by_name.get(name, 0.0) * value for name, value in self.signals.items())

    @property
    def is_reworded(self) -> bool:
        """Whether the other text has words of its own in this place: then little of it is new."""
        return self.signals.get("replaced", 0.0) > REWORDED

    @property
    def is_begun(self) -> bool:
        """Whether it is a clause or phrase with the word that begins it."""
        return any(map(self.signals.get, ("begins-clause", "begins-phrase")))

    @property
    def sure(self) -> float:
        """As a share."""
        return round(1 / (1 + math.exp(-max(-20.0, min(20.0, self.logit)))), 4)


def chosen(found: Sequence[Candidate], floor: float) -> list[Candidate]:
    """The best candidates above a floor that do not overlap, in order."""
    taken: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.logit, c.span)):
        if candidate.logit <= floor:
            break
        if not any(candidate.span.overlaps(other.span) for other in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.span)


@frozen
class Unit:
    """A linked sentence with what is known of its words."""

    tokens: tuple[Token, ...]
    lost: tuple[bool, ...]
    kept: tuple[bool, ...]
    block: tuple[int, ...]
    """For each token, which edit it is in; -1 for one that is the same in both."""
    new_words: Mapping[int, int]
    """For each edit, how many content words of the other side are in it that this side lacks."""
    all_new: int
    """How many such words the linked units have altogether."""
    all_lost: int
    all_kept: int
    told: tuple[bool, ...] = ()
    """For each token, whether the other text has it anywhere at all."""


def candidates(
    own_side: Side, other_side: Side, language: str, edits: tuple[LinkEdits, ...], *, own: str, other: str
) -> list[Candidate]:
    """The best candidates of all linked units, in order."""
    cut = cuts(language)
    by_unit: dict[Span, LinkEdits] = {}
    for link in edits:
        for unit in getattr(link.link, own):
            if unit not in by_unit or by_unit[unit].link.score < link.link.score:
                by_unit[unit] = link
    floor = least() if own == "source" else 0.0
    found: list[Candidate] = []
    for span in own_side.units:
        if span in own_side.linked and span in by_unit:
            unit = looked_at(span, own_side, other_side, by_unit[span], own=own, other=other)
            if unit.all_kept and unit.all_lost:
                found += chosen(list(candidates_of(unit, cut)), floor)
    return found


def looked_at(
    span: Span,
    own_side: Side,
    other_side: Side,
    edits: LinkEdits,
    *,
    own: str,
    other: str,
) -> Unit:
    """What became of the words of one unit."""
    senses = own_side.senses
    offer = other_side.around(own_side.linked[span])
    tokens = own_side.words.within(span)
    lost = tuple([t.is_content and not has(offer, t, senses) for t in tokens])
    everywhere = other_side.anywhere()
    told = tuple([gone and has(everywhere, t, senses) for t, gone in zip(tokens, lost, strict=True)])
    mine = own_side.around([u for partner in own_side.linked[span] for u in other_side.linked[partner]])
    block: dict[int, int] = {}
    new_words: dict[int, int] = {}
    for number, edit in enumerate(edits.edits):
        if edit.op != EQUAL:
            block.update((t.span.start, number) for t in getattr(edit, own))
            new_words[number] = sum([t.is_content and not has(mine, t, senses) for t in getattr(edit, other)])
    kept = tuple([t.is_content and not gone for t, gone in zip(tokens, lost, strict=True)])
    places = tuple([block.get(t.span.start, -1) for t in tokens])
    return Unit(tokens, lost, kept, places, new_words, sum(new_words.values()), sum(lost), sum(kept), told)


def candidates_of(unit: Unit, cut: Cuts) -> Iterator[Candidate]:
    """Clauses that are mostly lost, phrases that are wholly lost, and runs of one edit."""
    seen: set[tuple[int, int]] = set()
    for kind, ranges in (
        ("clause", clauses(unit, cut)),
        ("phrase", phrases(unit, cut)),
        ("clean", clean_runs(unit)),
    ):
        for start, end in ranges:
            start, end = trimmed(unit.tokens, start, end, cut, is_clause=kind == "clause")
            if (start, end) not in seen and any(unit.lost[start:end]):
                seen.add((start, end))
                yield Candidate(span_of(unit.tokens, start, end), signals(unit, start, end, kind, cut))


def clauses(unit: Unit, cut: Cuts) -> Iterator[tuple[int, int]]:
    """Clauses and runs of clauses more than half of whose content words are lost."""
    pieces = list(chunks(unit.tokens, cut.clause))
    mostly = [sum(unit.lost[a:b]) > sum(unit.kept[a:b]) for a, b in pieces]
    run: list[int] = []
    for at, gone in enumerate([*mostly, False]):
        if gone:
            run.append(at)
            yield pieces[at]
        else:
            if len(run) > 1:
                yield pieces[run[0]][0], pieces[run[-1]][1]
            run = []


def phrases(unit: Unit, cut: Cuts) -> Iterator[tuple[int, int]]:
    """Runs of phrases none of whose content words is kept."""
    run: tuple[int, int] | None = None
    for start, end in chunks(unit.tokens, cut.begin):
        if any(unit.lost[start:end]) and not any(unit.kept[start:end]):
            run = (run[0] if run else start, end)
        elif run and any(unit.kept[start:end]):
            yield run
            run = None
    if run:
        yield run


def clean_runs(unit: Unit) -> Iterator[tuple[int, int]]:
    """Runs of words of one edit without a kept word among them."""
    start = 0
    for at in range(len(unit.tokens) + 1):
        if (
            at == len(unit.tokens)
            or unit.block[at] < 0
            or unit.kept[at]
            or (at and unit.block[at] != unit.block[at - 1])
        ):
            if at > start:
                yield start, at
            start = at + (at < len(unit.tokens) and (unit.block[at] < 0 or unit.kept[at]))


def chunks(tokens: Sequence[Token], begin: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The tokens divided at marks and before words that begin a phrase."""
    start = 0
    for at, token in enumerate(tokens):
        if at > start and (token.key in begin or divides(token)):
            yield start, at
            start = at
    if start < len(tokens):
        yield start, len(tokens)


def divides(token: Token) -> bool:
    """Whether a mark ends a clause."""
    return token.kind == MARK and token.text in ",;:.!?()[]–—…।"


def trimmed(tokens: Sequence[Token], start: int, end: int, cut: Cuts, *, is_clause: bool) -> tuple[int, int]:
    """Without marks and joining words at its ends."""
    while start < end and (tokens[start].kind == MARK or (not is_clause and tokens[start].key in cut.joins)):
        start += 1
    while end > start and (tokens[end - 1].kind == MARK or tokens[end - 1].key in cut.joins):
        end -= 1
    return start, end


def signals(unit: Unit, start: int, end: int, kind: str, cut: Cuts) -> dict[str, float]:
    """What speaks for and against a candidate's being lacking; each between 0 and 1."""
    gone = [t for t, is_lost in zip(unit.tokens[start:end], unit.lost[start:end], strict=True) if is_lost]
    lost = len(gone)
    kept = sum(unit.kept[start:end])
    blocks = {b for b in unit.block[start:end] if b >= 0}
    new = sum([unit.new_words.get(b, 0) for b in blocks])
    before = unit.tokens[start - 1] if start else None
    after = unit.tokens[end] if end < len(unit.tokens) else None
    is_edge = before is None or divides(before), after is None or divides(after)
    first = unit.tokens[start].key
    found = {
        kind: 1.0,
        "words": min(lost, 8) / 8,
        "one-word": float(lost == 1),
        "kept-words": kept / (lost + kept),
        "replaced": min(1.0, new / lost),
        "nothing-new": float(new == 0),
        "unit-rewritten": min(1.0, unit.all_new / max(1, unit.all_kept)),
        "unit-kept": unit.all_kept / max(1, unit.all_kept + unit.all_lost),
        "edge-before": float(is_edge[0]),
        "edge-after": float(is_edge[1]),
        "whole": float(all(is_edge)),
        "begins-clause": float(first in cut.clause),
        "begins-phrase": float(first in cut.begin and first not in cut.clause),
        "figure": float(any(t.kind == NUMBER for t in gone)),
        "capital": float(any(t.text[:1].isupper() for t in gone)),
        "first": float(start == 0),
        "elsewhere": sum(unit.told[start:end]) / lost,
        "lost-share": lost / max(1, unit.all_lost),
        "bracketed": float(before is not None and before.text == "("),
        "all-lost": float(kept == 0),
        "comma-before": float(before is not None and before.text in (",", "–", "—")),
        "modifier": float(lost == 1 and end - start == 1 and not is_edge[1]),
        "number-word": float(lost == 1 and any(t.kind == NUMBER for t in gone)),
        "preposition-one": float(lost == 1 and first in cut.begin and first not in cut.clause),
        "equal-words": unit.block[start:end].count(-1) / max(1, end - start),
    }
    return {name: value for name, value in found.items() if value}
