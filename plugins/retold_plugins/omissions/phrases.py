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
from retold_plugins.omissions.stock import Stock, stocked
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORDS, Token, Words, span_of

DROPPED, ADDED = "omissions/detail", "additions/detail"
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


@frozen
class Side:
    """One text of the pair, as this module looks at it."""

    words: Words
    units: tuple[Span, ...]
    linked: Mapping[Span, tuple[Span, ...]]
    """For each unit, the units of the other text that it is linked to."""
    stock: Stock
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _start_offsets(self) -> tuple[int, ...]:
        return tuple([unit.start for unit in self.units])

    def around(self, units: Sequence[Span]) -> set[int]:
        """The numbers of these units and of those beside them."""
        near: set[int] = set()
        for unit in units:
            at = bisect.bisect_left(self._starts, unit.start)
            near.update(range(max(0, at - NEIGHBOURS), min(len(self._starts), at + NEIGHBOURS + 1)))
        return near


@provides(PHRASE_MATCHES, needs=[SENTENCE_ALIGNMENT, RELATION, WORDS, LANGUAGE, WORD_EDITS, DIRECT_SPEECH])
def phrase_matches(ctx: Context) -> tuple[Match, ...]:
    """One-sided phrases of a derived pair in one language, the source's first."""
    source, retelling = ctx.source.id, ctx.retelling.id
    language = ctx[LANGUAGE][source]
    if not ctx.here(RELATION).is_derived or language != ctx[LANGUAGE][retelling]:
        return ()
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    edits = ctx.here(WORD_EDITS)
    ours, theirs = (
        Side(ctx[WORDS][article], units, linked, stocked(ctx[WORDS][article], units, language))
        for article, units, linked in (
            (source, alignment.source_units, partners(alignment, "source", "retelling")),
            (retelling, alignment.retelling_units, partners(alignment, "retelling", "source")),
        )
    )
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
        near = source.around(link.link.source)
        for before, edit, after in zip(link.edits, link.edits[1:], link.edits[2:], strict=False):
            word = edit.retelling[0] if edit.op == INSERT and len(edit.retelling) == 1 else None
            if word is None or before.op != EQUAL or after.op != EQUAL or not is_modifier(word):
                continue
            if not any(t.is_content for t in after.retelling[:1]):
                continue
            if near.isdisjoint(source.stock.units_with(word)) and not retelling.touches(word.span):
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
    logit: float = field(init=False)
    """Above 0, it is more likely lacking than not."""

    @logit.default
    def _weighed(self) -> float:
        by_name = weights()
        return by_name["base"] + sum([by_name.get(name, 0.0) * value for name, value in self.signals.items()])

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
    near = other_side.around(own_side.linked[span])
    tokens = own_side.words.within(span)
    theirs, ours = other_side.stock.units_with, own_side.stock.units_with
    holders = [theirs(t) if t.is_content else None for t in tokens]
    lost = tuple([found is not None and near.isdisjoint(found) for found in holders])
    kept = tuple([t.is_content and not gone for t, gone in zip(tokens, lost, strict=True)])
    told = tuple([gone and bool(found) for found, gone in zip(holders, lost, strict=True)])
    mine = own_side.around([u for partner in own_side.linked[span] for u in other_side.linked[partner]])
    block: dict[int, int] = {}
    new_words: dict[int, int] = {}
    for number, edit in enumerate(edits.edits):
        if edit.op != EQUAL:
            for t in getattr(edit, own):
                block[t.span.start] = number
            new_words[number] = sum([t.is_content and mine.isdisjoint(ours(t)) for t in getattr(edit, other)])
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
            start, end = trimmed(unit.tokens, *whole_pieces(unit.tokens, start, end), cut, is_clause=kind == "clause")
            if (start, end) not in seen and any(unit.lost[start:end]):
                seen.add((start, end))
                yield Candidate(span_of(unit.tokens, start, end), signals(unit, start, end, kind, cut))


def whole_pieces(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Without the beginning of another clause behind its last mark: ``31 March, compared``."""
    is_edge = end >= len(tokens) or divides(tokens[end])
    last = next((at for at in range(end - 1, start, -1) if divides(tokens[at])), None)
    return (start, last) if last is not None and not is_edge and tokens[last].text in ",;–—" else (start, end)


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
    start = last = -1
    for at, (edit, is_kept) in enumerate(zip(unit.block, unit.kept, strict=True)):
        is_clean = edit >= 0 and not is_kept
        if start >= 0 and (not is_clean or edit != last):
            yield start, at
            start = -1
        if is_clean and start < 0:
            start = at
        last = edit
    if start >= 0:
        yield start, len(unit.tokens)


def chunks(tokens: Sequence[Token], begin: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The tokens divided at marks and before words that begin a phrase."""
    start = 0
    for at, token in enumerate(tokens):
        if (token.key in begin or (token.kind == MARK and divides(token))) and at > start:
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
    """What speaks for and against a candidate's being lacking; each between 0 and 1, and 0 where it is not there."""
    gone = [t for t, is_lost in zip(unit.tokens[start:end], unit.lost[start:end], strict=True) if is_lost]
    lost = len(gone)
    kept = sum(unit.kept[start:end])
    blocks = {b for b in unit.block[start:end] if b >= 0}
    new = sum([unit.new_words.get(b, 0) for b in blocks])
    before = unit.tokens[start - 1] if start else None
    after = unit.tokens[end] if end < len(unit.tokens) else None
    first = unit.tokens[start].key
    begins_phrase = first in cut.begin and first not in cut.clause
    edges = before is None or divides(before), after is None or divides(after)
    found = {
        kind: 1.0,
        "words": min(lost, 8) / 8,
        "kept-words": kept / (lost + kept),
        "replaced": min(1.0, new / lost),
        "unit-rewritten": min(1.0, unit.all_new / max(1, unit.all_kept)),
        "unit-kept": unit.all_kept / max(1, unit.all_kept + unit.all_lost),
        "elsewhere": sum(unit.told[start:end]) / lost,
        "lost-share": lost / max(1, unit.all_lost),
        "equal-words": unit.block[start:end].count(-1) / max(1, end - start),
    }
    true = (
        ("nothing-new", new == 0),
        ("edge-before", edges[0]),
        ("edge-after", edges[1]),
        ("whole", edges[0] and edges[1]),
        ("begins-clause", first in cut.clause),
        ("begins-phrase", begins_phrase),
        ("figure", any(t.kind == NUMBER for t in gone)),
        ("capital", any(t.text[0].isupper() for t in gone)),
        ("first", start == 0),
        ("bracketed", before is not None and before.text == "("),
        ("all-lost", kept == 0),
        ("comma-before", before is not None and before.text in (",", "–", "—")),
        ("one-word", lost == 1),
        ("modifier", lost == 1 and end - start == 1 and not edges[1]),
        ("number-word", lost == 1 and gone[0].kind == NUMBER),
        ("preposition-one", lost == 1 and begins_phrase),
    )
    for name, is_true in true:
        if is_true:
            found[name] = 1.0
    return found
