"""Counterparts of quotations in two texts of one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from retold import Alignment, Importance, Span
from retold_plugins.quotes.compare import CUT, EXTENDED, REWORDED, Difference, difference
from retold_plugins.quotes.counterparts import ALTERED, DROPPED, FABRICATED, Counterpart
from retold_plugins.quotes.pairing import Pair, beside, pairs
from retold_plugins.quotes.pieces import Piece, Side
from retold_plugins.quotes.plain import Plain
from retold_plugins.quotes.words import Key

Words = tuple[str, Sequence[Key], Sequence[Key]]
"""How words changed, those of the source, and those of the retelling."""
FEW = 2
"""A fragment that lacks so many words at its beginning is a quotation cut; one that lacks more is a part quoted."""
MOST = 50
"""Quoted words are looked for in so many other places of the retelling."""


def within(source: Side, retelling: Side, alignment: Alignment) -> Iterator[Counterpart]:
    """Quoted words kept, changed, told outside the marks, dropped, and quoted without a quotation."""
    plain = Plain(source, retelling, alignment)
    paired = pairs(source, retelling, alignment)
    kept: dict[Span, list[Pair]] = {}
    for pair in paired:
        for piece in pair.source:
            kept.setdefault(piece.span, []).append(pair)
    for pair in paired:
        yield from judged(pair, kept, plain)
    for pair in beside(source, retelling, paired):
        piece = pair.source[0]
        if plain.told(piece, piece.keys) is None:
            kept[piece.span] = [pair]
            paired = (*paired, pair)
            yield in_place(pair, plain)
    for piece in source.pieces:
        if piece.span not in kept and piece.quote.kind in ("direct", "mixed"):
            yield plain.told(piece, piece.keys) or dropped(piece, piece.span, source)
    have = {pair.retelling.span for pair in paired}
    for piece in retelling.pieces:
        if piece.span not in have and piece.quote.kind in ("direct", "mixed"):
            found = plain.invented(piece)
            if found is not None:
                yield found


def dropped(piece: Piece, span: Span, side: Side) -> Counterpart:
    """Quoted words that the retelling does not have."""
    words = side.article.text[span.start : span.end]
    return Counterpart(source=(span,), change=DROPPED, before=words, confidence=0.8, source_quote=piece.quote)


def in_place(pair: Pair, plain: Plain) -> Counterpart:
    """A quoted sentence in other words, told by its place in its quotation."""
    keys = pair.source[0].keys
    base = Counterpart(
        source=(pair.source[0].span,),
        retelling=(pair.retelling.span,),
        confidence=0.6,
        source_quote=pair.source[0].quote,
        retelling_quote=pair.retelling.quote,
        likeness=pair.score,
    )
    return altered(base, [(REWORDED, keys, pair.retelling.keys)], plain, merged=False)


def judged(pair: Pair, kept: dict[Span, list[Pair]], plain: Plain) -> Iterator[Counterpart]:
    """One pair: the same, changed inside, and what became of the ends."""
    keys = [key for piece in pair.source for key in piece.keys]
    extra: list[Counterpart] = []
    words = changed(pair, keys, kept, plain, extra)
    base = Counterpart(
        source=tuple(piece.span for piece in pair.source),
        retelling=(pair.retelling.span,),
        confidence=0.95,
        source_quote=pair.source[0].quote,
        retelling_quote=pair.retelling.quote,
        likeness=sum(n for _, _, n in pair.runs) / max(len(keys), len(pair.retelling.keys)),
    )
    yield from extra
    gained = sum(len(come) for how, _, come in words if how == EXTENDED)
    if gained > FEW and gained >= len(keys) and pair.source[0].quote.kind != "direct":
        before, after = plain.source_words(keys), base_words(pair, plain)
        yield evolve(base, change=FABRICATED, confidence=0.6, before=before, after=after)
    elif words:
        yield altered(base, words, plain, len(pair.source) > 1 and not is_gap_between(pair))
    else:
        contracted = contractions(pair, keys, plain)
        if contracted:
            base = evolve(base, confidence=0.6, importance=Importance.LOW)
        yield altered(base, contracted, plain, merged=False) if contracted else base


def contractions(pair: Pair, keys: Sequence[Key], plain: Plain) -> list[Words]:
    """Words that one side prints in their short form and the other in full: said otherwise, though little."""
    found: list[Words] = []
    texts = plain.source.article.text, plain.retelling.article.text
    for a, b, n in pair.runs:
        for one, other in zip(keys[a : a + n], pair.retelling.keys[b : b + n], strict=True):
            is_short = [
                any(c in text[key.span.start : key.span.end] for c in "'’")
                for key, text in zip((one, other), texts, strict=True)
            ]
            if is_short[0] != is_short[1]:
                found.append((REWORDED, [one], [other]))
    return found


def changed(
    pair: Pair, keys: Sequence[Key], kept: dict[Span, list[Pair]], plain: Plain, extra: list[Counterpart]
) -> list[Words]:
    """The words that changed inside the marks; what was told outside them or dropped goes to ``extra``."""
    other: Sequence[Key] = pair.retelling.keys
    if not pair.runs:
        return [(REWORDED, keys, other)]
    found = difference(keys, other, pair.runs)
    front, tail = ends(found, covered(pair, kept))
    words: list[Words] = [
        (change.how, keys[slice(*change.source)], other[slice(*change.retelling)]) for change in found.inside
    ]
    for lost, new, judge in (
        (keys[slice(*front)], other[slice(*found.front[1])], at_front),
        (keys[slice(*tail)], other[slice(*found.tail[1])], at_tail),
    ):
        own = [key for key in new if not key.is_editors]
        if own or lost:
            words += judge(pair, lost, own, plain, extra)
    return words


def base_words(pair: Pair, plain: Plain) -> str:
    """The retelling's quoted words."""
    return plain.retelling_words(pair.retelling.keys)


def is_gap_between(pair: Pair) -> bool:
    """Whether the retelling's quotation shows by dots that it leaves something out."""
    return any(key.after_gap for key in pair.retelling.keys)


def altered(base: Counterpart, words: Sequence[Words], plain: Plain, merged: bool) -> Counterpart:
    """The pair as an altered quotation, with the words that changed."""
    before = " … ".join(filter(None, (plain.source_words(gone) for _, gone, _ in words)))
    after = " … ".join(filter(None, (plain.retelling_words(come) for _, _, come in words)))
    hows = {how for how, _, _ in words}
    how = "merged" if merged else REWORDED if len(hows) > 1 else hows.pop()
    return evolve(base, change=ALTERED, how=how, before=before, after=after)


def covered(pair: Pair, kept: dict[Span, list[Pair]]) -> set[int]:
    """Places in the source words of a pair that other quoted words of the retelling have."""
    places: set[int] = set()
    offset = 0
    for piece in pair.source:
        for other in kept.get(piece.span, ())[:MOST]:
            if other.retelling.span == pair.retelling.span:
                continue
            at = 0
            for further in other.source:
                if further.span == piece.span:
                    for a, _, n in other.runs:
                        places |= {offset + k - at for k in range(a, a + n) if 0 <= k - at < len(piece.keys)}
                at += len(further.keys)
        offset += len(piece.keys)
    return places


def ends(found: Difference, elsewhere: set[int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """What hangs over at the source's ends, less what other quoted words have."""
    start, stop = found.front[0]
    while start < stop and any(k in elsewhere for k in range(start, stop)):
        start = max(k for k in range(start, stop) if k in elsewhere) + 1
    begin, end = found.tail[0]
    if any(k in elsewhere for k in range(begin, end)):
        end = min(k for k in range(begin, end) if k in elsewhere)
    return (start, stop), (begin, end)


def at_front(
    pair: Pair, lost: Sequence[Key], new: Sequence[Key], plain: Plain, extra: list[Counterpart]
) -> list[Words]:
    """What the beginning of the quotation has become."""
    if not lost:
        return [(EXTENDED, lost, new)] if is_serious(new, plain) else []
    if new:
        return [(REWORDED, lost, new)]
    is_light = all(key.text in plain.light for key in lost) and len(lost) <= 3
    if pair.retelling.keys[0].after_gap or (is_light and not (len(lost) == 1 and is_whole(pair, plain))):
        return []
    if is_light:
        return [(CUT, lost, new)]
    told = plain.told_beside(pair, lost, before=True)
    if pair.retelling.quote.kind != "direct" and len(lost) > FEW:
        is_ahead = told is not None and told.retelling[0].start < pair.retelling.span.start
        if told is None or (is_ahead and pair.retelling.unit.contains(told.retelling[0])):
            told = plain.retold_around(pair) or told
    if told is not None:
        extra.append(told)
        return []
    return [(CUT, lost, new)]


def is_whole(pair: Pair, plain: Plain) -> bool:
    """Whether the retelling prints what is left as a sentence of its own, as if nothing stood before it."""
    first = pair.retelling.span.start
    return pair.retelling.quote.kind == "direct" and plain.retelling.article.text[first].isupper()


def at_tail(pair: Pair, lost: Sequence[Key], new: Sequence[Key], plain: Plain, extra: list[Counterpart]) -> list[Words]:
    """What the end of the quotation has become."""
    if lost and new:
        return [(REWORDED, lost, new)]
    if new:
        return [(EXTENDED, lost, new)] if is_serious(new, plain) else []
    told = plain.told_beside(pair, lost, before=False)
    if told is not None:
        extra.append(told)
    elif any(key.is_content for key in lost) or len(lost) > 2:
        span = Span(lost[0].span.article, lost[0].span.start, lost[-1].span.end)
        extra.append(dropped(pair.source[-1], span, plain.source))
    return []


def is_serious(new: Sequence[Key], plain: Plain) -> bool:
    """Whether words beyond the source's quotation say anything."""
    return not all(key.text in plain.light for key in new)
