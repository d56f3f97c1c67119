"""Quoted words that the other text tells outside quotation marks."""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from retold import Alignment, Span
from retold_plugins.quotes.compare import equal_runs
from retold_plugins.quotes.counterparts import FABRICATED, UNQUOTED, Counterpart
from retold_plugins.quotes.pairing import Pair
from retold_plugins.quotes.pieces import Piece, Side
from retold_plugins.quotes.words import STOP_WEIGHT, Key, folding

TOLD_LINKED = 0.34
TOLD = 0.66
"""Share of a quotation's words, by rarity, that a sentence's plain words hold if it tells it: linked, and anywhere."""
TOLD_SURELY = 0.8
"""The same, where only two of its words are telling."""
TOLD_BESIDE, TOLD_HERE = 0.34, 0.28
"""The same of words that quotation marks lack: in a sentence nearby, and in that of the quotation itself."""
LEAST = 0.28
"""Below this no rule looks at a sentence."""
SURE_LINK = 0.5
CANDIDATES = 10
"""So many sentences are looked at besides the linked ones, those that share most words."""
COMMON = 25
"""A word in more sentences than this finds none."""
NEAR = 5
"""Little words that two sentences share belong to the clause if they are no farther off than this."""


@frozen
class Hit:
    """A sentence of the other side that tells words outside its marks."""

    unit: Span
    share: float
    first: int
    """The first and the last of its plain words that are the same, by place among them."""
    last: int


class Plain:
    """The plain words of both sides, ready to be searched."""

    def __init__(self, source: Side, retelling: Side, alignment: Alignment) -> None:
        self.source, self.retelling = source, retelling
        self.light = folding(source.language).light
        self._known: dict[Span, tuple[Key, ...]] = {}
        self._seen: Counter[str] = Counter()
        self._seen_in_source = {key.stem for unit in source.units for key in source.keys(unit)}
        self._holders = {side.article.id: self._index(side) for side in (source, retelling)}
        self._total = len(source.units) + len(retelling.units)
        self._by_quote: dict[int, list[Piece]] = defaultdict(list)
        for piece in source.pieces:
            self._by_quote[piece.number].append(piece)
        self._links: dict[Span, dict[Span, float]] = defaultdict(dict)
        for link in alignment.links:
            for one in link.source:
                for other in link.retelling:
                    self._links[one][other] = max(self._links[one].get(other, 0.0), link.score)
                    self._links[other][one] = max(self._links[other].get(one, 0.0), link.score)

    def _index(self, side: Side) -> dict[str, list[Span]]:
        holders: dict[str, list[Span]] = defaultdict(list)
        for unit in side.units:
            self._seen.update({key.stem for key in side.keys(unit)})
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

    def linked(self, unit: Span) -> dict[Span, float]:
        """The other side's sentences that a sentence is linked to, with the links' scores."""
        return self._links.get(unit, {})

    def rarity(self, keys: Iterable[Key]) -> dict[str, float]:
        """What each of the words' stems is worth: much if few sentences have it, little if it is a function word."""
        worth: dict[str, float] = {}
        for key in keys:
            value = math.log(1 + self._total / max(1, self._seen[key.stem]))
            worth[key.stem] = max(worth.get(key.stem, 0.0), value * (1.0 if key.is_content else STOP_WEIGHT))
        return worth

    def search(self, side: Side, keys: Sequence[Key], linked: dict[Span, float]) -> Hit | None:
        """The sentence of a side whose plain words tell these best."""
        worth = self.rarity(keys)
        shared: Counter[Span] = Counter()
        for stem in sorted({key.stem for key in keys if key.is_content}):
            holders = self._holders[side.article.id].get(stem, ())
            if len(holders) <= COMMON:
                shared.update(holders)
        likeliest = sorted(shared, key=lambda unit: (-shared[unit], unit))[:CANDIDATES]
        units = dict.fromkeys((*sorted(linked), *likeliest))
        best: Hit | None = None
        for unit in units:
            bonus = 0.1 if unit in linked else 0.0
            hit = self.hit(side, unit, keys, worth)
            if hit is None or hit.share < (TOLD_LINKED if unit in linked else TOLD):
                continue
            telling = len({key.stem for key in keys if key.is_content})
            if unit not in linked and telling < (2 if hit.share >= TOLD_SURELY else 3):
                continue
            if best is None or hit.share + bonus > best.share:
                best = Hit(unit, min(1.0, hit.share + bonus), hit.first, hit.last)
        return best

    def hit(self, side: Side, unit: Span, keys: Sequence[Key], worth: dict[str, float]) -> Hit | None:
        """How much of the words a sentence's plain words tell, and where; None where no telling word is among them."""
        plain = self.plain(side, unit)
        content = [i for i, key in enumerate(plain) if key.is_content and key.stem in worth]
        if not content:
            return None
        stems = {plain[i].stem for i in content}
        total = sum(worth.values())
        if sum(worth.get(stem, 0.0) for stem in {key.stem for key in plain}) < LEAST * total:
            return None
        runs = equal_runs(keys, plain, by_stem=True)
        little = sorted(i for _, b, n in runs if n > 1 for i in range(b, b + n))
        first, last = content[0], content[-1]
        for i in reversed(little):
            if i < first and first - i <= NEAR:
                first = i
        for i in little:
            if i > last and i - last <= NEAR:
                last = i
        stems |= {plain[i].stem for i in little}
        share = sum(worth[stem] for stem in stems) / total
        return Hit(unit, share, first, last)

    def clause(self, side: Side, hit: Hit) -> Span:
        """From the first to the last of the words, with the little words that lead to them."""
        plain, text = self.plain(side, hit.unit), side.article.text
        first = hit.first
        while first > 0 and not plain[first - 1].is_content:
            if text[plain[first - 1].span.end : plain[first].span.start].strip():
                break
            first -= 1
        return Span(hit.unit.article, plain[first].span.start, plain[hit.last].span.end)

    def told(self, piece: Piece, keys: Sequence[Key]) -> Counterpart | None:
        """A quoted sentence that the retelling tells in plain words."""
        linked = {unit: score for near in self.siblings(piece) for unit, score in self.linked(near).items()}
        linked.update(self.linked(piece.unit))
        hit = self.search(self.retelling, keys, linked)
        if hit is not None:
            return self.unquoted(piece, piece.span, self.clause(self.retelling, hit), min(0.9, 0.45 + 0.5 * hit.share))
        if piece.quote.kind == "direct":
            return None
        for unit, score in sorted(self.linked(piece.unit).items(), key=lambda item: (-item[1], item[0])):
            span = self.in_place(piece, unit) if score >= SURE_LINK else None
            if span is not None:
                return self.unquoted(piece, piece.span, span, 0.6)
        return None

    def siblings(self, piece: Piece) -> list[Span]:
        """The sentences of the same quotation."""
        return sorted({other.unit for other in self._by_quote[piece.number]})

    def in_place(self, piece: Piece, unit: Span) -> Span | None:
        """The words that stand where the quoted ones stood, between words that both sentences have."""
        here, there = self.source.keys(piece.unit), self.retelling.keys(unit)
        starts = [key.span.start for key in here]
        begin = bisect.bisect_left(starts, piece.span.start)
        end = bisect.bisect_left(starts, piece.span.end)
        runs = equal_runs(here, there, by_stem=True)
        rest = [key for key in (*here[:begin], *here[end:]) if key.is_content]
        same = sum(key.is_content for a, _, n in runs for key in here[a : a + n])
        ahead = [(a, b, n) for a, b, n in runs if a + n <= begin]
        behind = [(a, b, n) for a, b, n in runs if a >= end]
        if not ahead or begin - ahead[-1][0] - ahead[-1][2] > 2 or same < 0.5 * max(1, len(rest)):
            return None
        if end < len(here) and (not behind or behind[0][0] - end > 2):
            return None
        first, last = ahead[-1][1] + ahead[-1][2], behind[0][1] if behind and end < len(here) else len(there)
        window = there[first:last]
        telling = [key for key in window if key.is_content]
        if (
            not telling
            or len(window) > 2 * (end - begin) + 3
            or any(self.retelling.quoted.touches(k.span) for k in window)
        ):
            return None
        return Span(unit.article, window[0].span.start, window[-1].span.end)

    def unquoted(self, piece: Piece, span: Span, told: Span, confidence: float) -> Counterpart:
        """The finding's substance."""
        return Counterpart(
            source=(span,),
            retelling=(told,),
            change=UNQUOTED,
            before=self.source.article.text[span.start : span.end],
            after=self.retelling.article.text[told.start : told.end],
            confidence=confidence,
            source_quote=piece.quote,
        )

    def told_beside(self, pair: Pair, lost: Sequence[Key], *, before: bool) -> Counterpart | None:
        """Whether the words that the marks lack are told outside them, in that sentence or in a linked one."""
        piece = pair.source[0 if before else -1]
        worth = self.rarity(lost)
        best: Hit | None = None
        at = self.retelling.unit_at(pair.retelling.unit.start)
        beside = self.retelling.units[max(0, at - 1) : at + 2]
        for unit in dict.fromkeys((pair.retelling.unit, *self.linked(piece.unit), *beside)):
            hit = self.hit(self.retelling, unit, lost, worth)
            least = TOLD_HERE if unit == pair.retelling.unit else TOLD_BESIDE
            if hit is not None and hit.share >= least and (best is None or hit.share > best.share):
                best = hit
        if best is None:
            return None
        span = Span(lost[0].span.article, lost[0].span.start, lost[-1].span.end)
        return self.unquoted(piece, span, self.clause(self.retelling, best), 0.8)

    def retold_around(self, pair: Pair) -> Counterpart | None:
        """Where the marks hold only the end of a quotation: the retelling's own clause that leads to them."""
        unit, inside, quote = pair.retelling.unit, pair.retelling.span, pair.retelling.quote
        text = self.retelling.article.text
        start = max(unit.start, *(text.rfind(mark, unit.start, inside.start) + 1 for mark in ",;:("))
        if quote.cue is not None and unit.start <= quote.cue.start and quote.cue.end <= inside.start:
            start = quote.cue.start
        own = [span for span in (quote.cue, quote.speaker) if span is not None]
        near = [
            key
            for key in self.plain(self.retelling, unit)
            if start <= key.span.start
            and key.span.end <= inside.start
            and not any(span.overlaps(key.span) for span in own)
        ]
        if len(near) < 2:
            return None
        told = Span(unit.article, near[0].span.start, inside.end)
        return self.unquoted(pair.source[0], pair.source[0].span, told, 0.7)

    def invented(self, piece: Piece) -> Counterpart | None:
        """Words that the retelling quotes and the source does not: with the source's plain words, if there are any."""
        if sum(key.is_content for key in piece.keys) < 2 or len(piece.keys) < 3:
            return None
        hit = self.search(self.source, piece.keys, self.linked(piece.unit))
        spans = (self.clause(self.source, hit),) if hit is not None else ()
        if not spans and not self.is_known(piece):
            return None
        return Counterpart(
            source=spans,
            retelling=(piece.span,),
            change=FABRICATED,
            after=self.retelling.article.text[piece.span.start : piece.span.end],
            before=self.source.article.text[spans[0].start : spans[0].end] if spans else "",
            confidence=0.75 if spans else 0.65,
            retelling_quote=piece.quote,
        )

    def is_known(self, piece: Piece) -> bool:
        """Whether the source knows the speaker: another one's words are new matter, not a made-up quotation."""
        name, speaker = piece.quote.name.rsplit(" ", 1)[-1], piece.quote.speaker
        if name:
            return name in self.source.article.text
        if speaker is not None:
            told = {key.stem for key in self.retelling.keys(speaker) if key.is_content}
            return bool(told) and all(stem in self._seen_in_source for stem in told)
        return any(name in self.source.article.text for name in self.named_behind(piece))

    def named_behind(self, piece: Piece) -> Iterator[str]:
        """Names of two words or more behind a quotation in its sentence, where no known verb reports it."""
        text = self.retelling.article.text
        behind = [key for key in self.plain(self.retelling, piece.unit) if key.span.start >= piece.span.end]
        capitals = [text[key.span.start].isupper() for key in behind]
        for n in range(len(behind) - 1):
            if capitals[n] and capitals[n + 1]:
                yield text[behind[n].span.start : behind[n + 1].span.end]
                return


def printed(side: Side, keys: Iterable[Key]) -> str:
    """From the first to the last of the words, as the text has them."""
    spans = sorted(key.span for key in keys)
    return side.article.text[spans[0].start : spans[-1].end] if spans else ""
