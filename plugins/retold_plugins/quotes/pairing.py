"""Which quoted sentences of two texts are the same, by their words and not by their place."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import Alignment, Span
from retold_plugins.quotes.artifacts import Quote
from retold_plugins.quotes.compare import Run, equal_runs
from retold_plugins.quotes.pieces import Piece, Side
from retold_plugins.quotes.words import weight

SAME = 0.62
"""Share of the shorter piece's words, by weight, that makes two pieces one quotation wherever they stand."""
SAME_LINKED = 0.38
"""The same where the sentences that they stand in are linked."""
SAME_SPEAKER = 0.5
"""The same where both are said by one person."""
BESIDE, LEAST_BESIDE, TWICE = 0.3, 4, 2.2
"""Of two sentences that stand between the same ones the share of words in common, their least number, and by how
much one may be longer."""
SHORT, NEARLY = 3, 0.8
"""Quotations of so few words are one if their letters are so much alike."""
CANDIDATES = 12
"""A quotation is compared with so many others at most, those that share most words with it."""
LONG, LONG_SHARE = 6, 0.8
"""So many words in order are one quotation, though all of them be little words."""
COMMON = 40
"""A word in more pieces than this finds no candidates."""


@frozen
class Pair:
    """A quoted sentence of the retelling with the one or more of the source that it has its words from."""

    source: tuple[Piece, ...]
    retelling: Piece
    score: float
    runs: tuple[Run, ...]
    """The equal words, by places in the source pieces' words put together and in the retelling piece's."""


def pairs(source: Side, retelling: Side, alignment: Alignment) -> tuple[Pair, ...]:
    """For each quoted sentence of the retelling its best source, and for each of the source left over its best copy."""
    linked = {(s, r) for link in alignment.links for s in link.source for r in link.retelling}
    scored = sorted(candidates(source, retelling, linked), key=lambda c: (-c[0], c[1], c[2]))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, s, r in scored:
        if r not in chosen and s not in taken:
            chosen[r] = s
            taken.add(s)
    for _, s, r in scored:
        chosen.setdefault(r, s)
    made = [extended(source, s, retelling.pieces[r]) for r, s in sorted(chosen.items())]
    used = {piece.span for pair in made for piece in pair.source}
    for _, s, r in scored:
        if source.pieces[s].span not in used:
            used.add(source.pieces[s].span)
            made.append(pair_of((source.pieces[s],), retelling.pieces[r]))
    return tuple(made)


def candidates(source: Side, retelling: Side, linked: set[tuple[Span, Span]]) -> Iterator[tuple[float, int, int]]:
    """Pairs of pieces that share enough, with a value to choose by."""
    holders: dict[str, list[int]] = defaultdict(list)
    for s, piece in enumerate(source.pieces):
        for stem in {key.stem for key in piece.keys}:
            holders[stem].append(s)
    twin = twins(source, retelling, linked)
    for r, piece in enumerate(retelling.pieces):
        shared: Counter[int] = Counter()
        for key in {k.stem: k for k in piece.keys}.values():
            if len(holders.get(key.stem, ())) <= COMMON:
                for s in holders.get(key.stem, ()):
                    shared[s] += 10 if key.is_content else 3
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        if r in twin and all(s != twin[r] for s, _ in best):
            best.append((twin[r], 10))
        for s, points in sorted(best):
            other = source.pieces[s]
            is_linked = (other.unit, piece.unit) in linked
            if points < 10 and not (is_linked or points >= 6):
                continue
            value = likeness(other, piece, is_linked)
            if value:
                yield value, s, r


def twins(source: Side, retelling: Side, linked: set[tuple[Span, Span]]) -> dict[int, int]:
    """For each quoted sentence of the retelling the source's with the same words: the linked one, else in order.

    However often a text repeats a quotation, its copies need not be looked for by single words.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_unit: dict[tuple[tuple[str, ...], Span], int] = {}
    for s, piece in enumerate(source.pieces):
        words = tuple(key.text for key in piece.keys)
        places[words].append(s)
        by_unit.setdefault((words, piece.unit), s)
    of_retelling: dict[Span, list[Span]] = defaultdict(list)
    for one, other in sorted(linked):
        of_retelling[other].append(one)
    found: dict[int, int] = {}
    met: Counter[tuple[str, ...]] = Counter()
    for r, piece in enumerate(retelling.pieces):
        words = tuple(key.text for key in piece.keys)
        copies = places.get(words, ())
        if copies:
            near = (by_unit.get((words, unit)) for unit in of_retelling[piece.unit])
            found[r] = next((s for s in near if s is not None), copies[min(met[words], len(copies) - 1)])
            met[words] += 1
    return found


def likeness(source: Piece, retelling: Piece, is_linked: bool) -> float:
    """How likely the two are one quotation, and how much of it they share; 0 where they are not."""
    if most_common(source, retelling) < SAME_LINKED and len(source.keys) > SHORT:
        return 0.0
    runs = equal_runs(source.keys, retelling.keys, by_stem=True)
    common = sum(weight(source.keys[a : a + n]) for a, _, n in runs)
    shorter, longer = sorted((weight(source.keys), weight(retelling.keys)))
    content = sum(key.is_content for a, _, n in runs for key in source.keys[a : a + n])
    share = common / shorter
    short = min(len(source.keys), len(retelling.keys))
    if is_linked and max(len(source.keys), len(retelling.keys)) <= SHORT and near(source, retelling) >= NEARLY:
        return shorter + 1.0
    by_one = not is_linked and are_by_one(source.quote, retelling.quote)
    if share < (SAME_LINKED if is_linked else SAME_SPEAKER if by_one else SAME):
        return 0.0
    if share >= LONG_SHARE and sum(n for _, _, n in runs) >= LONG:
        return common * (0.5 + common / (shorter + longer))
    if by_one and share >= 1 and content:
        return common * (0.5 + common / (shorter + longer))
    if not is_linked and (content < 2 or short < 3) and (share < 1 or short < 2 or content < 1):
        return 0.0
    if is_linked and not content and share < 0.75:
        return 0.0
    return common * (0.5 + common / (shorter + longer)) + (1.0 if is_linked else 0.0)


def most_common(source: Piece, retelling: Piece) -> float:
    """The share of the shorter piece's words that the two can have in common at most, whatever their order."""
    stems = {key.stem for key in retelling.keys}
    shared = weight([key for key in source.keys if key.stem in stems])
    return shared / min(weight(source.keys), weight(retelling.keys))


def near(source: Piece, retelling: Piece) -> float:
    """How much two short pieces are alike letter by letter."""
    one, other = (" ".join(key.text for key in piece.keys) for piece in (source, retelling))
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def are_by_one(one: Quote, other: Quote) -> bool:
    """Whether both quotations are given to one person, by the last word of the name."""
    names = [quote.name.casefold().rsplit(" ", 1)[-1] for quote in (one, other)]
    return names[0] == names[1] != ""


def beside(source: Side, retelling: Side, found: Sequence[Pair]) -> Iterator[Pair]:
    """The sentences left over that stand beside the same sentence of one quotation, on the same side of it."""
    places = {piece.span: s for s, piece in enumerate(source.pieces)}
    partners = {pair.retelling.span: [places[piece.span] for piece in pair.source] for pair in found}
    taken = {s for row in partners.values() for s in row}
    for r, piece in enumerate(retelling.pieces):
        if piece.span in partners:
            continue
        for step in (-1, 1):
            if not 0 <= r + step < len(retelling.pieces) or retelling.pieces[r + step].number != piece.number:
                continue
            row = partners.get(retelling.pieces[r + step].span)
            s = (max(row) + 1 if step < 0 else min(row) - 1) if row else -1
            if 0 <= s < len(source.pieces) and s not in taken and is_in_place(source, s, row, piece):
                taken.add(s)
                yield pair_of((source.pieces[s],), piece)
                break


def is_in_place(source: Side, s: int, row: Sequence[int] | None, piece: Piece) -> bool:
    """Whether a sentence belongs to its neighbours' quotation and may be another's other wording."""
    one = source.pieces[s]
    if not row or source.pieces[row[0]].number != one.number:
        return False
    shorter, longer = sorted((len(one.keys), len(piece.keys)))
    common = sum(n for _, _, n in equal_runs(one.keys, piece.keys, by_stem=True))
    return shorter >= LEAST_BESIDE and longer <= TWICE * shorter and common >= BESIDE * shorter


def extended(source: Side, s: int, retelling: Piece) -> Pair:
    """With the neighbouring pieces of the same quotation whose words the retelling has run in."""
    found = pair_of((source.pieces[s],), retelling)
    for step in (-1, 1):
        at = s + step
        while 0 <= at < len(source.pieces) and source.pieces[at].number == source.pieces[s].number:
            group = (source.pieces[at], *found.source) if step < 0 else (*found.source, source.pieces[at])
            wider = pair_of(group, retelling)
            gain = matched_content(wider) - matched_content(found)
            if gain < 2 and gain < sum(key.is_content for key in source.pieces[at].keys):
                break
            if gain < 1:
                break
            found = wider
            at += step
    return found


def pair_of(source: tuple[Piece, ...], retelling: Piece) -> Pair:
    """The pair with its equal words."""
    keys = [key for piece in source for key in piece.keys]
    runs = equal_runs(keys, retelling.keys)
    common = sum(weight(keys[a : a + n]) for a, _, n in runs)
    return Pair(source, retelling, common / min(weight(keys), weight(retelling.keys)), tuple(runs))


def matched_content(pair: Pair) -> int:
    """How many words that say something the two share."""
    return sum(key.is_content for _, b, n in pair.runs for key in pair.retelling.keys[b : b + n])
