"""The provider of figure matches: what became of each figure, in linked sentences first, then anywhere."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from retold import (
    FURNITURE,
    LANGUAGE,
    RELATION,
    SENTENCE_ALIGNMENT,
    Article,
    Context,
    Link,
    Match,
    Span,
    SpanSet,
    provides,
)
from retold_plugins.figures import compare, money
from retold_plugins.figures.artifacts import (
    AGE,
    AMOUNT,
    DURATION,
    FIGURE_MATCHES,
    FIGURES,
    MEASURE,
    NUMBER,
    ORDINAL,
    SCORE,
    Figure,
)
from retold_plugins.figures.compare import CHANGED, CONVERSION, IN_CURRENCY, OTHER, SAME
from retold_plugins.figures.evidence import Surroundings, likeness, shared
from retold_plugins.segmentation.artifacts import WORDS

FAR, NEAR_BY = 1.5, 1.1
"""By how much the same thing may differ between independent reports: in linked sentences, and anywhere."""
STRONG, FAIR = 0.6, 0.3
"""How alike the words around two figures are: the same place of the same sentence; the same matter."""


@frozen(order=True)
class Pair:
    """A figure of the source and one of the retelling, by number, and what they are to each other."""

    i: int
    j: int
    change: str = ""
    confidence: float = 1.0


@provides(FIGURE_MATCHES, needs=[FIGURES, SENTENCE_ALIGNMENT, WORDS, LANGUAGE, RELATION, FURNITURE])
def matches(ctx: Context) -> tuple[Match, ...]:
    """Counterparts between one source and the retelling."""
    sides = [figures_of(ctx, article) for article in (ctx.source, ctx.retelling)]
    if not all(sides):
        return ()
    languages = [ctx[LANGUAGE][article.id].split("-")[0] for article in (ctx.source, ctx.retelling)]
    matching = Matching(
        sides[0],
        sides[1],
        ctx.here(SENTENCE_ALIGNMENT).links,
        tuple(
            Surroundings(words=ctx[WORDS][article.id], figures=side, across=languages[0] != languages[1])
            for article, side in zip((ctx.source, ctx.retelling), sides, strict=True)
        ),
        ctx.here(RELATION).is_derived,
        (ctx.source, ctx.retelling),
    )
    pairs = matching.run()
    return tuple(
        Match(
            source=(matching.source[p.i].span,),
            retelling=(matching.retelling[p.j].span,),
            change=p.change if matching.is_derived or p.change == CHANGED else "",
            value=f"{ctx.text(matching.source[p.i].span)} → {ctx.text(matching.retelling[p.j].span)}",
            confidence=p.confidence,
        )
        for p in pairs
    )


def figures_of(ctx: Context, article: Article) -> list[Figure]:
    """The figures of an article that do not stand in furniture."""
    junk = SpanSet(block.span for block in ctx[FURNITURE].get(article.id, ()))
    return [figure for figure in ctx[FIGURES][article.id] if not junk.touches(figure.span)]


class Matching:
    """The figures of two texts and what has been found of them so far."""

    def __init__(
        self,
        source: Sequence[Figure],
        retelling: Sequence[Figure],
        links: Sequence[Link],
        around: tuple[Surroundings, ...],
        is_derived: bool,
        articles: tuple[Article, Article],
    ) -> None:
        self.source, self.retelling, self.around = source, retelling, around
        self.is_derived, self.articles = is_derived, articles
        self.across = around[0].across
        self.linked = [
            (link, inside(source, link.source), inside(retelling, link.retelling))
            for link in sorted(links, key=lambda link: (-link.score, link.source, link.retelling))
        ]
        self.pairs: dict[tuple[int, int], Pair] = {}
        self.known: tuple[set[int], set[int]] = set(), set()

    def run(self) -> list[Pair]:
        """All pairs, in the order of the source."""
        for link, a, b in self.linked:
            self.same_in(link, a, b)
        for link, a, b in self.linked:
            self.changed_in(link, a, b, STRONG)
        self.same_anywhere()
        if self.is_derived:
            self.converted()
        for link, a, b in self.linked:
            self.changed_in(link, a, b, FAIR)
        if not self.across:
            self.changed_anywhere()
        return sorted(self.pairs.values())

    def changed_anywhere(self) -> None:
        """Figures of one thing in sentences that are not linked: in the same words, or the only ones of their label."""
        rest = [
            [n for n in range(len(side)) if n not in known]
            for side, known in zip((self.source, self.retelling), self.known, strict=True)
        ]
        found = []
        for i, j in self.alike(rest):
            a, b = self.source[i], self.retelling[j]
            if compare.compare(a, b) == compare.Verdict(OTHER, CHANGED) and a.sure and b.sure:
                like = self.like(i, j)
                sure = self.retold_elsewhere(i, j, like) if self.is_derived else self.reported_elsewhere(a, b, like)
                if sure:
                    found.append((-sure, -like, i, j))
        for sure, _, i, j in sorted(found):
            if i not in self.known[0] and j not in self.known[1]:
                self.add(i, j, CHANGED, -sure)

    def alike(self, rest: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Pairs of unexplained figures that share a label; in independent reports, one that is the only one of its text."""
        tables: list[dict[tuple[str, str, str], list[int]]] = [{}, {}]
        for side, (figures, around) in enumerate(zip((self.source, self.retelling), self.around, strict=True)):
            wanted = set(rest[side]) if self.is_derived else set(range(len(figures)))
            for n, figure in enumerate(figures):
                if n in wanted and not figure.is_temporal and figure.kind not in (AGE, ORDINAL):
                    for label in (*figure.counts[:2], "<" + around.of(n).left):
                        tables[side].setdefault((figure.kind, figure.unit, label), []).append(n)
        seen: set[tuple[int, int]] = set()
        rest_of = set(rest[0]), set(rest[1])
        for label, mine in tables[0].items():
            theirs = tables[1].get(label, [])
            if len(mine) * len(theirs) > 16:
                continue
            only = len(mine) == len(theirs) == 1
            for pair in ((i, j) for i in mine for j in theirs if i in rest_of[0] and j in rest_of[1]):
                near = comparable(self.source[pair[0]], self.retelling[pair[1]], NEAR_BY)
                if pair not in seen and (self.is_derived or only or near):
                    seen.add(pair)
                    yield pair

    def retold_elsewhere(self, i: int, j: int, like: float) -> float:
        """How sure it is that a figure was changed, where its sentences are not linked."""
        common = shared(self.around[0].of(i), self.around[1].of(j))
        if (like >= STRONG and common >= 3) or (like >= 0.45 and common >= 2 and self.source[i].unit):
            return 0.75
        return 0.0

    @staticmethod
    def reported_elsewhere(a: Figure, b: Figure, like: float) -> float:
        """How sure it is that two reports give one thing differently, where their sentences are not linked."""
        if a.kind == DURATION or not comparable(a, b, FAR):
            return 0.0
        counted = bool(set(a.counts[:1]) & set(b.counts[:1]))
        near = comparable(a, b, NEAR_BY) and min(a.value, b.value) > 5
        return 0.6 if like >= 0.2 or a.kind == MEASURE or (near and counted) else 0.0

    def add(self, i: int, j: int, change: str, confidence: float = 1.0) -> None:
        """Note a pair."""
        self.pairs.setdefault((i, j), Pair(i, j, change, round(confidence, 3)))
        self.known[0].add(i)
        self.known[1].add(j)

    def like(self, i: int, j: int) -> float:
        """How alike the surroundings of two figures are."""
        return likeness(self.around[0].of(i), self.around[1].of(j))

    def same_in(self, link: Link, a: Sequence[int], b: Sequence[int]) -> None:
        """Figures of one value in linked sentences, one for one, those in like surroundings first."""
        found = []
        for i in a:
            for j in b:
                verdict = compare.compare(self.source[i], self.retelling[j])
                if verdict.outcome == SAME:
                    exact = (
                        self.source[i].value == self.retelling[j].value
                        and self.source[i].unit == self.retelling[j].unit
                    )
                    place = abs(a.index(i) / len(a) - b.index(j) / len(b))
                    found.append((-self.like(i, j) - 0.3 * exact, place, i, j, verdict.change))
        taken: tuple[set[int], set[int]] = set(), set()
        chosen = []
        for _, _, i, j, change in sorted(found):
            if i not in taken[0] and j not in taken[1]:
                taken[0].add(i)
                taken[1].add(j)
                chosen.append((i, j, change))
        crossed = set(self.swapped(chosen)) if not self.across else set()
        for i, j, change in chosen:
            if (i, j) not in crossed:
                self.add(i, j, change)

    def swapped(self, chosen: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
        """Two figures of a sentence that changed places: each stands where the other stood."""
        for n, (i, j, _) in enumerate(chosen):
            for k, m, _ in chosen[n + 1 :]:
                if compare.compare(self.source[i], self.retelling[m]).outcome != OTHER or (i < k) == (j < m):
                    continue
                if min(self.like(i, m), self.like(k, j)) >= STRONG and max(self.like(i, j), self.like(k, m)) <= 0.3:
                    self.add(i, m, CHANGED, 0.8)
                    self.add(k, j, CHANGED, 0.8)
                    yield i, j
                    yield k, m

    def changed_in(self, link: Link, a: Sequence[int], b: Sequence[int], least: float) -> None:
        """Figures of one thing that differ in value, in linked sentences."""
        rest = [[n for n in side if n not in known] for side, known in zip((a, b), self.known, strict=True)]
        found = []
        for i in rest[0]:
            for j in rest[1]:
                verdict = compare.compare(self.source[i], self.retelling[j])
                if verdict.outcome == OTHER and (self.is_derived or verdict.change == CHANGED):
                    rivals = self.rivals(i, j, rest)
                    sure = self.evidence(link, i, j, rivals, least)
                    if sure:
                        found.append((-sure, abs(i - j), i, j, verdict.change))
        for sure, _, i, j, change in sorted(found):
            if i not in self.known[0] and j not in self.known[1]:
                self.add(i, j, change, -sure)

    def rivals(self, i: int, j: int, rest: Sequence[Sequence[int]]) -> int:
        """How many others of the sort are left in the two sentences."""
        kind = self.source[i].kind
        return (
            sum(self.source[k].kind == kind for k in rest[0]) + sum(self.retelling[k].kind == kind for k in rest[1]) - 2
        )

    def evidence(self, link: Link, i: int, j: int, rivals: int, least: float) -> float:
        """How sure it is that two unequal figures tell the same thing; 0 where it is not."""
        a, b = self.source[i], self.retelling[j]
        unsure = not (a.sure and b.sure)
        if self.across:
            if not self.is_derived or least > FAIR or rivals or unsure or a.kind == ORDINAL:
                return 0.0
            return 0.75 if (a.kind != NUMBER or min(a.value, b.value) > 3) else 0.4
        like = self.like(i, j)
        counted = bool(set(a.counts[:2]) & set(b.counts[:2]))
        if not self.is_derived:
            return self.plainly_counted(link, a, b, like, counted, rivals, unsure)
        if like >= STRONG:
            return 0.9 if not unsure else 0.7
        if least > FAIR or unsure:
            return 0.0
        if like >= FAIR and (counted or rivals == 0):
            return 0.75 if counted else 0.6
        return 0.55 if counted and rivals == 0 and link.score >= 0.4 else 0.0

    @staticmethod
    def plainly_counted(
        link: Link, a: Figure, b: Figure, like: float, counted: bool, rivals: int, unsure: bool
    ) -> float:
        """In independent reports only what is plainly the same thing counts."""
        if unsure or a.kind in (AGE, ORDINAL) or a.is_temporal:
            return 0.0
        if like >= 0.4 and (counted or a.unit or a.kind == SCORE) and rivals <= 1:
            return 0.7
        if (
            a.unit
            and rivals == 0
            and comparable(a, b, FAR)
            and (like >= 0.2 or link.score >= 0.75)
            and link.score >= 0.5
        ):
            return 0.55
        return 0.6 if like >= FAIR and counted and rivals == 0 else 0.0

    def same_anywhere(self) -> None:
        """Figures of one value that stand in sentences that are not linked; those that are hard to mistake."""
        by_value: dict[tuple[str, str, float, str], list[int]] = {}
        for i, figure in enumerate(self.source):
            by_value.setdefault(key(figure), []).append(i)
        for j, figure in enumerate(self.retelling):
            if j in self.known[1]:
                continue
            rows = by_value.get(key(figure), [])
            best = max(rows, key=lambda i: (self.like(i, j), -i), default=None)
            if best is None or not (compare.is_distinct(figure) or self.like(best, j) >= FAIR):
                continue
            verdict = compare.compare(self.source[best], figure)
            if verdict.outcome == SAME:
                self.add(best, j, verdict.change, 0.8)

    def converted(self) -> None:
        """Amounts in another currency, beside their amount or in its place; those that cannot be right are told."""
        self.remeasured()
        found = list(self.exchanges())
        told = {exchange.converted.span for _, _, exchange in found}
        known = [exchange for _, _, exchange in found]
        for side, article in zip((self.source, self.retelling), self.articles, strict=True):
            known += [money.Exchange(a, b) for a, b in beside(side, article.text) if b.span not in told]
        day = next((d.date() for d in (self.articles[1].published, self.articles[0].published) if d), None)
        for i, j, exchange in found:
            right = money.is_right(exchange, known, day)
            self.add(i, j, IN_CURRENCY if right else CONVERSION, 0.9)

    def remeasured(self) -> None:
        """Measures in brackets after a measure that the source has: 100 metres (about 110 yards)."""
        partner = {p.j: p.i for p in self.pairs.values()}
        text = self.articles[1].text
        for j, (first, second) in enumerate(zip(self.retelling, self.retelling[1:], strict=False)):
            between = text[first.span.end : second.span.start]
            if (
                first.kind != MEASURE
                or second.kind != MEASURE
                or "(" not in between
                or ")" in between
                or len(between) > 40
            ):
                continue
            if j in partner and j + 1 not in self.known[1] and first.unit != second.unit:
                verdict = compare.compare(self.source[partner[j]], second)
                if verdict.change in (compare.IN_UNIT, CONVERSION):
                    self.add(partner[j], j + 1, verdict.change, 0.85)

    def exchanges(self) -> Iterator[tuple[int, int, money.Exchange]]:
        """Amounts of the retelling in a currency that the linked source does not give them in."""
        beside_it = {b.span: a for a, b in beside(self.retelling, self.articles[1].text)}
        number = {figure.span: j for j, figure in enumerate(self.retelling)}
        partner = {p.j: p.i for p in self.pairs.values()}
        done: set[int] = set()
        for j, figure in enumerate(self.retelling):
            if figure.kind != AMOUNT or j in self.known[1] or figure.span not in beside_it:
                continue
            i = partner.get(number[beside_it[figure.span].span])
            if i is not None and money.are_convertible(self.source[i], figure):
                done.add(j)
                yield i, j, money.Exchange(self.source[i], figure)
        for _, a, b in self.linked:
            left = [j for j in b if self.retelling[j].kind == AMOUNT and j not in self.known[1] and j not in done]
            if not left:
                continue
            free = [i for i in a if self.source[i].kind == AMOUNT and not self.is_aside(i)]
            if len(free) > len(left):
                free = [i for i in free if i not in self.known[0]] or free
            for i, j in self.in_order(free, left):
                done.add(j)
                yield i, j, money.Exchange(self.source[i], self.retelling[j])

    def is_aside(self, i: int) -> bool:
        """Whether an amount of the source is itself a conversion in brackets."""
        start = self.source[i].span.start
        return "(" in self.articles[0].text[max(0, start - 16) : start] and i > 0 and self.source[i - 1].kind == AMOUNT

    def in_order(self, free: Sequence[int], left: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Amounts and conversions: in their order where there are as many, else the first that can be right."""
        if len(free) == len(left):
            for i, j in zip(free, left, strict=True):
                if money.are_convertible(self.source[i], self.retelling[j]):
                    yield i, j
            return
        open_ = list(free)
        for j in left:
            for i in open_:
                a, b = self.source[i], self.retelling[j]
                if money.are_convertible(a, b) and money.is_plausible(money.Exchange(a, b)):
                    open_.remove(i)
                    yield i, j
                    break


def comparable(a: Figure, b: Figure, limit: float) -> bool:
    """Whether two reports may give one thing so: the values are not far apart."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return a.unit == b.unit and low > 0 and high / low <= limit


def beside(side: Sequence[Figure], text: str) -> Iterator[tuple[Figure, Figure]]:
    """Amounts with another currency's amount in brackets after them: $90bn (£67bn)."""
    for first, second in zip(side, side[1:], strict=False):
        if money.are_convertible(first, second) and second.span.start - first.span.end <= 40:
            between = text[first.span.end : second.span.start]
            if "(" in between and ")" not in between:
                yield first, second


def key(figure: Figure) -> tuple[str, str, float, str]:
    """What figures of one value share."""
    return figure.kind, figure.unit if not figure.is_temporal else "", figure.value, figure.when


def inside(figures: Sequence[Figure], units: Iterable[Span]) -> list[int]:
    """The numbers of the figures that stand in these units."""
    starts = [figure.span.start for figure in figures]
    out: list[int] = []
    for unit in units:
        out += range(bisect.bisect_left(starts, unit.start), bisect.bisect_left(starts, unit.end))
    return sorted(set(out))
