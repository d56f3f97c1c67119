"""Typography that the retelling changes: quotation marks, dashes, stops at the closing mark, case of headings."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from retold import (
    BLOCKS,
    LANGUAGE,
    RELATION,
    SENTENCE_ALIGNMENT,
    Context,
    Finding,
    Importance,
    Kind,
    Link,
    Match,
    Span,
    check,
)
from retold_plugins.alignment.artifacts import WORD_EDITS
from retold_plugins.localisation.pairs import Pair, Word, pair_of
from retold_plugins.quotes.artifacts import QUOTE_MARKS, QUOTE_MATCHES, QuoteMarks, QuotePart
from retold_plugins.segmentation.artifacts import MARK, WORD

TYPOGRAPHY = Kind(
    "localisation/typography",
    summary="Quotation marks, dashes, stops at the closing mark or the case of headings follow another house style.",
    message="{what}: {before} became {after} ({count} in all).",
    importance=Importance.LOW,
)
MARKS, DASH, STOP, CASE = "quotation marks", "dashes", "stops at the closing mark", "case of headings"
LONGEST = 30
"""Characters of a span: the mark and its words."""
DASHES = frozenset("-‐‑‒–—―")
APOSTROPHES = frozenset("'’ʼ")
SIGNS = DASHES | APOSTROPHES
STOPS = frozenset(".,")
NEAR = 3
"""How many characters from its mark quoted words may begin and still be the quotation's first."""
SAME_QUOTATION = ("", "quotes/altered")
SAME_WORDS = 0.4
"""Share of the shorter quotation's words that two quotations in linked sentences need to be the same one."""
TITLE_SHARE = 0.75


@frozen
class Change:
    """One place where a house style shows on both sides; ``before`` and ``after`` name the two styles."""

    what: str
    before: str
    after: str
    source: Span
    retelling: Span

    @property
    def is_change(self) -> bool:
        """Whether the two styles differ."""
        return self.before != self.after


@frozen
class Side:
    """What typography needs to know of one article."""

    text: str
    parts: tuple[QuotePart, ...] = field(repr=False)
    """Outer quotations, in order."""
    _starts: tuple[int, ...] = field(init=False, repr=False)

    @_starts.default
    def _start_offsets(self) -> tuple[int, ...]:
        return tuple(part.span.start for part in self.parts)

    def quoted(self, units: Iterable[Span]) -> list[QuotePart]:
        """The quotations that begin in these units."""
        return [
            part
            for unit in units
            for part in self.parts[
                bisect.bisect_left(self._starts, unit.start) : bisect.bisect_left(self._starts, unit.end)
            ]
        ]

    def quoting(self, words: Span) -> QuotePart | None:
        """The quotation that begins with these words, if one does."""
        at = bisect.bisect_right(self._starts, words.start) - 1
        part = self.parts[at] if at >= 0 else None
        return part if part and part.span.contains(words) and words.start - part.inner.start < NEAR else None


@check(
    needs=[SENTENCE_ALIGNMENT, WORD_EDITS, RELATION, LANGUAGE, BLOCKS],
    uses=[QUOTE_MARKS, QUOTE_MATCHES],
    kinds=[TYPOGRAPHY],
)
def typography(ctx: Context) -> Iterator[Finding]:
    """One finding for each of the four at its first occurrence, unless another source has the retelling's style."""
    seen: dict[str, list[tuple[str, list[Change]]]] = {}
    for source in ctx.comparison.sources:
        if ctx[RELATION][source.id].is_derived:
            places = sorted(changes(ctx, source.id), key=lambda change: change.retelling)
            for what in (MARKS, DASH, STOP, CASE):
                here = [place for place in places if place.what == what]
                if here:
                    seen.setdefault(what, []).append((source.id, here))
    for what, by_source in seen.items():
        if all(any(place.is_change for place in here) for _, here in by_source):
            changed = [place for place in by_source[0][1] if place.is_change]
            first = changed[0]
            yield TYPOGRAPHY.at(
                first.source,
                first.retelling,
                confidence=0.95 if len(changed) > 1 else 0.85,
                data={"what": what, "before": first.before, "after": first.after, "count": len(changed)},
            )


def changes(ctx: Context, source: str) -> Iterator[Change]:
    """All places where both sides show their style."""
    article, retelling = ctx.comparison.article(source), ctx.retelling
    marks = ctx.get(QUOTE_MARKS) or {}
    sides = Side(article.text, outer(marks.get(source, ()))), Side(retelling.text, outer(marks.get(retelling.id, ())))
    languages = [ctx[LANGUAGE][name].split("-")[0] for name in (source, retelling.id)]
    links = ctx[SENTENCE_ALIGNMENT][source].links
    apostrophes: list[Change] = []
    quoted = [pair for link in links for pair in quotations(link, sides, same_language=languages[0] == languages[1])]
    if languages[0] == languages[1]:
        quoted = list(dict.fromkeys([*quoted, *by_content((ctx.get(QUOTE_MATCHES) or {}).get(source, ()), sides)]))
    whole = [pair for pair in quoted if begin_alike(sides, *pair)] if languages[0] == languages[1] else quoted
    marks_found = [quotation_marks(sides, *pair) for pair in whole or quoted]
    yield from marks_found
    if languages[0] != languages[1]:
        return
    headings = {block.span for name in (source, retelling.id) for block in ctx[BLOCKS][name] if block.kind == "heading"}
    for pair in quoted:
        yield from stops(sides, *pair)
    for edits in ctx[WORD_EDITS][source]:
        is_heading = {*edits.link.source, *edits.link.retelling} <= headings
        if not is_heading and not all(may_differ(ctx, units) for units in (edits.link.source, edits.link.retelling)):
            continue
        linked = pair_of(edits, article.text, retelling.text)
        yield from dashes(linked)
        apostrophes += clitics(linked)
        if is_heading:
            yield from cases(linked)
    if not any(change.is_change for change in marks_found):
        yield from apostrophes


def may_differ(ctx: Context, units: Iterable[Span]) -> bool:
    """Whether one of the units has a dash or an apostrophe: most have neither, and need not be looked through."""
    return any(not SIGNS.isdisjoint(ctx.text(unit)) for unit in units)


def by_content(matches: Iterable[Match], sides: tuple[Side, Side]) -> Iterator[tuple[QuotePart, QuotePart]]:
    """Quotations that were found to be the same one, wherever they stand."""
    for match in matches:
        if match.change in SAME_QUOTATION and match.source and match.retelling:
            ours, theirs = sides[0].quoting(match.source[0]), sides[1].quoting(match.retelling[0])
            if ours and theirs:
                yield ours, theirs


def outer(marks: Iterable[QuoteMarks]) -> tuple[QuotePart, ...]:
    """The parts of quotations that stand in no other one and are closed."""
    parts = (part for quoted in marks if quoted.depth == 0 and quoted.balanced for part in quoted.parts)
    return tuple(sorted(parts, key=lambda part: part.span))


def quotations(link: Link, sides: tuple[Side, Side], *, same_language: bool) -> Iterator[tuple[QuotePart, QuotePart]]:
    """Quotations of linked sentences that are the same one."""
    ours, theirs = sides[0].quoted(link.source), sides[1].quoted(link.retelling)
    if not same_language:
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)
        return
    used: set[int] = set()
    for one in ours:
        for j, other in enumerate(theirs):
            if j not in used and are_alike(words_in(sides[0].text, one.inner), words_in(sides[1].text, other.inner)):
                used.add(j)
                yield one, other
                break


def begin_alike(sides: tuple[Side, Side], ours: QuotePart, theirs: QuotePart) -> bool:
    """Whether two quotations begin with the same word."""
    texts = [side.text[part.inner.start : part.inner.end] for side, part in zip(sides, (ours, theirs), strict=True)]
    first = [text.replace("’", "'").casefold().split(None, 1)[:1] for text in texts]
    return [word.strip(".,") for word in first[0]] == [word.strip(".,") for word in first[1]]


def words_in(text: str, span: Span) -> set[str]:
    """The words of a span, case-folded, without marks."""
    return {word.strip(".,;:!?…'’\"“”«»").casefold() for word in text[span.start : span.end].split()}


def are_alike(ours: set[str], theirs: set[str]) -> bool:
    """Whether two sets of words are mostly the same."""
    return len(ours & theirs) >= max(1, SAME_WORDS * min(len(ours), len(theirs)))


def quotation_marks(sides: tuple[Side, Side], ours: QuotePart, theirs: QuotePart) -> Change:
    """The opening marks of the same quotation."""
    before, after = sides[0].text[ours.span.start], sides[1].text[theirs.span.start]
    return Change(MARKS, before, after, head(sides[0].text, ours.span), head(sides[1].text, theirs.span))


def stops(sides: tuple[Side, Side], ours: QuotePart, theirs: QuotePart) -> Iterator[Change]:
    """Whether the comma or full stop stands before or after the closing mark."""
    ends = [closing(side.text, part) for side, part in zip(sides, (ours, theirs), strict=True)]
    lasts = [side.text[part.inner.start : part.inner.end].rstrip(".,").split()[-1:]
             for side, part in zip(sides, (ours, theirs), strict=True)]  # fmt: skip
    if ends[0] and ends[1] and ends[0][1] == ends[1][1] and lasts[0] == lasts[1]:
        spans = [tail(side.text, part) for side, part in zip(sides, (ours, theirs), strict=True)]
        yield Change(STOP, ends[0][0], ends[1][0], spans[0], spans[1])


def closing(text: str, part: QuotePart) -> tuple[str, str] | None:
    """Inside or outside, and which stop; nothing if there is none."""
    last, after = text[part.inner.end - 1 : part.inner.end], text[part.span.end : part.span.end + 1]
    if last in STOPS and last:
        return "inside", last
    return ("outside", after) if after in STOPS and after else None


def head(text: str, span: Span) -> Span:
    """The beginning of a span: as many words as fit, the first in any case."""
    end = min(span.end, span.start + LONGEST)
    if end < span.end:
        cut = max(text.rfind(" ", span.start + 3, end), text.rfind("\n", span.start + 3, end))
        end = cut if cut > span.start else end
    return Span(span.article, span.start, end)


def tail(text: str, part: QuotePart) -> Span:
    """The end of a quotation with its closing mark and the stop after it."""
    end = part.span.end + (text[part.span.end : part.span.end + 1] in STOPS and part.span.end < len(text))
    start = max(part.span.start, end - LONGEST)
    if start > part.span.start:
        cut = text.find(" ", start, end - 3)
        start = cut + 1 if cut >= 0 else start
    return Span(part.span.article, start, end)


def dashes(pair: Pair) -> Iterator[Change]:
    """Dashes beside the same words."""
    places: dict[tuple[str, str], tuple[int, int, int]] = {}
    for j, (left, right) in dash_places(pair.retelling):
        places.setdefault(("left", pair.retelling[left].token.key), (j, left, right))
        places.setdefault(("right", pair.retelling[right].token.key), (j, left, right))
    for i, (left, right) in dash_places(pair.source):
        by_left = places.get(("left", pair.source[left].token.key))
        by_right = places.get(("right", pair.source[right].token.key))
        found = by_left or by_right
        if found is None:
            continue
        before = style(pair.source, i, pair.source_text)
        after = style(pair.retelling, found[0], pair.retelling_text)
        is_compound = not before.startswith(" ") and not after.startswith(" ")
        if (is_compound and by_left != by_right) or before == after == "-":
            continue
        spans = (
            around(pair.source, left, right),
            around(pair.retelling, found[1], found[2]),
        )
        yield Change(DASH, before, after, *spans)


def dash_places(words: tuple[Word, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Dashes and hyphens with the words to their left and right (not numbers: those are figures)."""
    for i in range(1, len(words) - 1):
        token = words[i].token
        if token.kind == MARK and token.text in DASHES:
            left, right = i - 1, i + 1
            if words[right].token.text in DASHES:
                continue
            while left > 0 and words[left].token.kind == MARK:
                left -= 1
            while right < len(words) - 1 and words[right].token.kind == MARK:
                right += 1
            if words[left].token.kind == WORD and words[right].token.kind == WORD:
                yield i, (left, right)


def style(words: tuple[Word, ...], i: int, text: str) -> str:
    """The dash as it is set: with a space before it or not."""
    span = words[i].token.span
    is_spaced = text[span.start - 1 : span.start].isspace() and text[span.end : span.end + 1].isspace()
    dash = "--" if text[span.start - 1 : span.start] == "-" else words[i].token.text
    return f" {dash} " if is_spaced else dash


def around(words: tuple[Word, ...], left: int, right: int) -> Span:
    """From the word before to the word after, if that is short."""
    a, b = words[left].token.span, words[right].token.span
    return Span(a.article, max(a.start, b.start - LONGEST), min(b.end, max(a.start, b.start - LONGEST) + LONGEST))


def clitics(pair: Pair) -> Iterator[Change]:
    """The apostrophes of the same words."""
    for i, word in enumerate(pair.source):
        if not word.is_changed:
            other = pair.retelling[word.partner]
            texts = word.token.text, other.token.text
            if APOSTROPHES.isdisjoint(texts[0]) or APOSTROPHES.isdisjoint(texts[1]):
                continue
            before, after = (next(c for c in text if c in APOSTROPHES) for text in texts)
            yield Change(MARKS, before, after, with_word(pair.source, i), with_word(pair.retelling, word.partner))


def with_word(words: tuple[Word, ...], i: int) -> Span:
    """A word with the clitic that touches it."""
    span = words[i].token.span
    if i and span.start == words[i - 1].token.span.end and len(span) <= 2:
        return Span(span.article, words[i - 1].token.span.start, span.end)
    return span


def cases(pair: Pair) -> Iterator[Change]:
    """A heading in title case and the same words in sentence case."""
    lower_before = lower_after = 0
    firsts = [
        next((i for i, w in enumerate(words) if w.token.kind == WORD), 0) for words in (pair.source, pair.retelling)
    ]
    for i, word in enumerate(pair.source):
        if word.partner > firsts[1] and word.token.kind == WORD and i > firsts[0]:
            one, other = word.token.text[0], pair.retelling[word.partner].token.text[0]
            lower_before += one.islower() and other.isupper()
            lower_after += one.isupper() and other.islower()
    styles = heading_style(pair.source), heading_style(pair.retelling)
    if (lower_before > lower_after and styles[1] == "title case") or (
        lower_after > lower_before and styles[0] == "title case"
    ):
        first, second = (Span(w[0].token.span.article, w[0].token.span.start, w[-1].token.span.end)
                         for w in (pair.source, pair.retelling))  # fmt: skip
        before, after = (
            ("sentence case", "title case") if lower_before > lower_after else ("title case", "sentence case")
        )
        yield Change(CASE, before, after, head(pair.source_text, first), head(pair.retelling_text, second))


def heading_style(words: tuple[Word, ...]) -> str:
    """Title case if most content words begin with a capital."""
    telling = [w.token.text for w in words if w.token.kind == WORD and not w.token.is_stop and len(w.token.text) > 2]
    capital = sum(text[0].isupper() for text in telling)
    return "title case" if telling and capital >= TITLE_SHARE * len(telling) else "sentence case"
