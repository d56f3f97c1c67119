"""Quoted words that the other text tells outside quotation marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import frozen

from retold import Alignment, Span
from retold_plugins.quotes.counterparts import FABRICATED, UNQUOTED, Counterpart
from retold_plugins.quotes.pairing import Pair
from retold_plugins.quotes.pieces import Piece, Side
from retold_plugins.quotes.words import Key, folding

TOLD_LINKED = 0.34
TOLD = 0.66
"""Share of a quotation's telling words that a sentence's plain words hold, if it tells it: linked, and anywhere."""
TOLD_BESIDE = 0.45
COMMON = 25
"""A word in more sentences than this finds none."""


@frozen
class Hit:
    """A sentence of the other side that tells words outside its marks."""

    unit: Span
    share: float
    keys: tuple[Key, ...]
    """Those of its plain words that are the same, in order."""


class Plain:
    """The plain words of both sides, ready to be searched."""

    def __init__(self, source: Side, retelling: Side, alignment: Alignment) -> None:
        self.source, self.retelling = source, retelling
        self.light = folding(source.language).light
        self._links = alignment
        self._known: dict[Span, tuple[Key, ...]] = {}
        self._holders = {side.article.id: self._index(side) for side in (source, retelling)}

    def _index(self, side: Side) -> dict[str, list[Span]]:
        holders: dict[str, list[Span]] = defaultdict(list)
        for unit in side.units:
            if not side.headings.touches(unit):
                for stem in {key.stem for key in self.plain(side, unit) if key.is_content}:
                    holders[stem].append(unit)
        return holders

    def plain(self, side: Side, unit: Span) -> tuple[Key, ...]:
        """A sentence's words outside quotation marks."""
        if unit not in self._known:
            self._known[unit] = side.plain(unit)
        return self._known[unit]

    def source_words(self, keys: Sequence[Key]) -> str:
        """The words as the source prints them."""
        return printed(self.source, keys)

    def retelling_words(self, keys: Sequence[Key]) -> str:
        """The words as the retelling prints them."""
        return printed(self.retelling, keys)

    def linked(self, unit: Span, *, of_source: bool) -> dict[Span, float]:
        """The other side's sentences that a sentence is linked to, with the links' scores."""
        found: dict[Span, float] = {}
        for link in self._links.at_source(unit) if of_source else self._links.at_retelling(unit):
            for other in link.retelling if of_source else link.source:
                found[other] = max(found.get(other, 0.0), link.score)
        return found

    def search(self, side: Side, keys: Sequence[Key], linked: dict[Span, float]) -> Hit | None:
        """The sentence of a side whose plain words tell these best."""
        wanted = {key.stem for key in keys if key.is_content} or {key.stem for key in keys}
        units = dict.fromkeys(linked)
        for stem in sorted(wanted):
            holders = self._holders[side.article.id].get(stem, ())
            if len(holders) <= COMMON:
                units.update(dict.fromkeys(holders))
        best: Hit | None = None
        for unit in units:
            same = tuple(key for key in self.plain(side, unit) if key.stem in wanted)
            share = len({key.stem for key in same}) / len(wanted)
            least = TOLD_LINKED if unit in linked else TOLD
            few = len({key.stem for key in same}) < (1 if unit in linked and len(wanted) < 3 else 2)
            if share < least or few or (unit not in linked and len(wanted) < 3):
                continue
            if best is None or share + 0.1 * (unit in linked) > best.share:
                best = Hit(unit, share + 0.1 * (unit in linked), same)
        return best

    def told(self, piece: Piece, keys: Sequence[Key]) -> Counterpart | None:
        """A quoted sentence that the retelling tells in plain words."""
        hit = self.search(self.retelling, keys, self.linked(piece.unit, of_source=True))
        if hit is None:
            return None
        spans = self.clause(self.retelling, hit)
        return self.unquoted(piece, piece.span, spans, min(0.9, 0.45 + 0.5 * hit.share))

    def unquoted(self, piece: Piece, span: Span, told: Span, confidence: float) -> Counterpart:
        """The finding's substance."""
        text = self.source.article.text[span.start : span.end]
        after = self.retelling.article.text[told.start : told.end]
        return Counterpart(
            source=(span,),
            retelling=(told,),
            change=UNQUOTED,
            before=text,
            after=after,
            confidence=confidence,
            source_quote=piece.quote,
        )

    def clause(self, side: Side, hit: Hit) -> Span:
        """From the first to the last of the words, with the little words around them; a sentence told whole is whole."""
        plain = self.plain(side, hit.unit)
        first, last = plain.index(hit.keys[0]), plain.index(hit.keys[-1])
        while first > 0 and not plain[first - 1].is_content and plain[first - 1].text not in ("that", "said"):
            first -= 1
        return Span(hit.unit.article, plain[first].span.start, max(plain[last].span.end, plain[first].span.end))

    def told_beside(self, pair: Pair, lost: Sequence[Key], *, before: bool) -> Counterpart | None:
        """Whether the words that the marks lack are told before or behind them in the same sentence."""
        piece = pair.source[0 if before else -1]
        unit, inside = pair.retelling.unit, pair.retelling.span
        near = [
            key
            for key in self.plain(self.retelling, unit)
            if (key.span.end <= inside.start if before else key.span.start >= inside.end)
        ]
        wanted = {key.stem for key in lost if key.is_content} or {key.stem for key in lost}
        same = [key for key in near if key.stem in wanted]
        share = len({key.stem for key in same}) / len(wanted)
        if share < TOLD_BESIDE:
            return None
        span = Span(lost[0].span.article, lost[0].span.start, lost[-1].span.end)
        hit = Hit(unit, share, tuple(same))
        return self.unquoted(piece, span, self.clause(self.retelling, hit), 0.8)

    def invented(self, piece: Piece) -> Counterpart | None:
        """Words that the retelling quotes and the source does not: with the source's plain words, if there are any."""
        if sum(key.is_content for key in piece.keys) < 2 or len(piece.keys) < 3:
            return None
        hit = self.search(self.source, piece.keys, self.linked(piece.unit, of_source=False))
        spans = (self.clause(self.source, hit),) if hit is not None else ()
        words = self.retelling.article.text[piece.span.start : piece.span.end]
        return Counterpart(
            source=spans,
            retelling=(piece.span,),
            change=FABRICATED,
            after=words,
            before=self.source.article.text[spans[0].start : spans[0].end] if spans else "",
            confidence=0.75 if spans else 0.65,
            retelling_quote=piece.quote,
        )


def printed(side: Side, keys: Iterable[Key]) -> str:
    """From the first to the last of the words, as the text has them."""
    spans = sorted(key.span for key in keys)
    return side.article.text[spans[0].start : spans[-1].end] if spans else ""
