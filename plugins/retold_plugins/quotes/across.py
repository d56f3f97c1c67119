"""Counterparts of quotations in two languages: by the sentences they stand in, and no more is guessed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from retold import Alignment, Span
from retold_plugins.quotes.counterparts import DROPPED, UNQUOTED, Counterpart
from retold_plugins.quotes.pieces import Piece, Side

SHORT = 8
PART = 0.5
"""A quotation of less than this share of its sentence is looked for in a clause of the other."""
CLAUSE = re.compile(r"[,;:–—] ")
LEAST, MOST = 0.6, 1.6
"""A short sentence and its translation are about as long as each other."""


def across(source: Side, retelling: Side, alignment: Alignment) -> Iterator[Counterpart]:
    """Quoted sentences whose linked sentences quote, quote nothing, or are not there."""
    for piece in source.pieces:
        if piece.quote.kind not in ("direct", "mixed"):
            continue
        links = alignment.at_source(piece.unit)
        units = sorted({unit for link in links for unit in link.retelling})
        inside = [other for other in retelling.pieces if other.unit in units]
        words = source.article.text[piece.span.start : piece.span.end]
        if not units:
            yield Counterpart(
                source=(piece.span,), change=DROPPED, before=words, confidence=0.7, source_quote=piece.quote
            )
        elif inside:
            yield kept(piece, inside)
        elif (
            is_run_in(piece, source, retelling, alignment)
            and not LEAST <= sum(map(len, units)) / len(piece.span) <= MOST
        ):
            continue
        elif not any(retelling.quoted.touches(unit) for unit in units) and links[0].score >= 0.5:
            told = [in_clause(piece, retelling, units[0])] if len(units) == 1 else units
            yield Counterpart(
                source=(piece.span,),
                retelling=tuple(told),
                change=UNQUOTED,
                before=words,
                after=" ".join(retelling.article.text[span.start : span.end] for span in told),
                confidence=0.75,
                source_quote=piece.quote,
            )


def in_clause(piece: Piece, retelling: Side, unit: Span) -> Span:
    """Of a translated sentence the clause between commas that stands where the quotation stood in its own."""
    text, share = retelling.article.text, len(piece.span) / len(piece.unit)
    if share > PART or not text[unit.start : unit.end].strip():
        return unit
    place = (piece.span.start + piece.span.end - 2 * piece.unit.start) / 2 / len(piece.unit)
    cuts = [unit.start, *(m.end() for m in CLAUSE.finditer(text, unit.start, unit.end)), unit.end]
    at = unit.start + place * len(unit)
    clauses = [
        Span(unit.article, a, a + len(text[a:b].rstrip(" ,;:–—.!?"))) for a, b in itertools.pairwise(cuts) if b - a > 2
    ]
    best = min(clauses, key=lambda c: abs((c.start + c.end) / 2 - at), default=unit)
    return best if LEAST <= len(best) / len(piece.span) <= MOST else unit


def is_run_in(piece: Piece, source: Side, retelling: Side, alignment: Alignment) -> bool:
    """Whether a short sentence may have gone into the quotation that its neighbour became: not to be told here."""
    if len(piece.keys) > SHORT:
        return False
    beside = [other for other in source.pieces if other.number == piece.number and other is not piece]
    units = {unit for other in beside for link in alignment.at_source(other.unit) for unit in link.retelling}
    return any(other.unit in units for other in retelling.pieces)


def kept(piece: Piece, inside: list[Piece]) -> Counterpart:
    """A quoted sentence with the quoted words of its linked sentences, taken on trust."""
    spans: tuple[Span, ...] = tuple(other.span for other in inside)
    return Counterpart(
        source=(piece.span,), retelling=spans, confidence=0.7, source_quote=piece.quote, retelling_quote=inside[0].quote
    )
