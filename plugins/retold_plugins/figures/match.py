"""The provider of figure matches: what became of each figure, in linked sentences first, then anywhere."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from retold import (
    FURNITURE,
    LANGUAGE,
    RELATION,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Article,
    Context,
    Link,
    Match,
    Span,
    SpanSet,
    provides,
)
from retold_plugins.figures import compare, exchanges
from retold_plugins.figures.artifacts import (
    AGE,
    AMOUNT,
    DURATION,
    FIGURE_MATCHES,
    FIGURES,
    MEASURE,
    NUMBER,
    ORDINAL,
    PERCENTAGE,
    SCORE,
    Figure,
)
from retold_plugins.figures.compare import CHANGED, OTHER, SAME
from retold_plugins.figures.evidence import Surroundings, likeness, shared
from retold_plugins.figures.nearness import (
    FAR,
    NEAR_BY,
    SURE,
    TWICE,
    comparable,
    comparable_moments,
    comparable_sorts,
    is_far,
    joins_ends,
)
from retold_plugins.figures.summaries import Summaries, told_otherwise
from retold_plugins.segmentation.artifacts import WORDS

Label = tuple[str, str, str]
VERY_FAR = 12.0
"""By how much it may differ across languages, where the words around it say nothing."""
LINKED, NEARISH = 0.45, 1.25
"""A link and a distance at which the only comparable figures of two reports' sentences are of one thing."""
LIKELY, CERTAIN = 0.65, 0.9
"""Scores of links between independent reports, whose words are each their own."""
ZONED = re.compile(
    r",? (?:\(|in the )?(?:[^\W\d_]{2,20} ){1,2}(?:time|zone)\b|,? \(?(?:hora|Ortszeit|heure|plaatselijke)\b"
)
"""Words behind a day that say in which place's time it is told."""
NEXT = 3
"""The other end of a range, told in two ways, is among so many matches that follow."""
MANY = 100
"""Figures of one sentence that are looked at."""
FEW = 20
"""Figures of one value that are looked at when its sentence has no link."""
STRONG, FAIR = 0.6, 0.3
"""How alike the words around two figures are: the same place of the same sentence; the same matter."""


@frozen(order=True)
class Pair:
    """A figure of the source and one of the retelling, by number, and what they are to each other."""

    i: int
    j: int
    change: str = ""
    confidence: float = 1.0


@provides(FIGURE_MATCHES, needs=[FIGURES, SENTENCE_ALIGNMENT, SENTENCES, WORDS, LANGUAGE, RELATION, FURNITURE])
def matches(ctx: Context) -> tuple[Match, ...]:
    """Counterparts between one source and the retelling."""
    sides = [figures_of(ctx, article) for article in (ctx.source, ctx.retelling)]
    if not all(sides):
        return ()
    languages = [ctx[LANGUAGE][article.id].split("-")[0] for article in (ctx.source, ctx.retelling)]
    matching = Matching(
        sides,
        ctx.here(SENTENCE_ALIGNMENT).links,
        tuple(
            Surroundings(words=ctx[WORDS][article.id], figures=side, across=languages[0] != languages[1])
            for article, side in zip((ctx.source, ctx.retelling), sides, strict=True)
        ),
        (ctx.source, ctx.retelling),
        Summaries(
            (ctx[WORDS][ctx.source.id], ctx[WORDS][ctx.retelling.id]),
            tuple([s.span for s in ctx[SENTENCES][article.id]] for article in (ctx.source, ctx.retelling)),
        ),
        is_derived=ctx.here(RELATION).is_derived,
    )
    found = [match_of(ctx, matching, pair) for pair in matching.run()]
    return tuple(ranges_joined(found, (ctx.source.text, ctx.retelling.text)))


def match_of(ctx: Context, matching: Matching, pair: Pair) -> Match:
    """A pair of figures as a match."""
    a, b = matching.source[pair.i], matching.retelling[pair.j]
    return Match(
        source=(told(a, b, pair.change),),
        retelling=(told(b, a, pair.change),),
        change=pair.change if matching.is_derived or pair.change == CHANGED else "",
        value=f"{ctx.text(a.span)} → {ctx.text(b.span)}",
        confidence=pair.confidence,
    )


def ranges_joined(found: Sequence[Match], texts: tuple[str, str]) -> list[Match]:
    """The matches, with the two ends of a range that were localised alike as one."""
    kept: list[Match] = []
    for match in found:
        near = range(len(kept) - 1, max(-1, len(kept) - 1 - NEXT), -1)
        first = next((k for k in near if is_other_end(kept[k], match, texts)), None)
        if first is None:
            kept.append(match)
            continue
        ((a,), (b,)), ((c,), (d,)) = ((m.source, m.retelling) for m in (kept[first], match))
        kept[first] = evolve(
            kept[first],
            source=(Span(a.article, a.start, c.end),),
            retelling=(Span(b.article, b.start, d.end),),
            value=f"{texts[0][a.start : c.end]} → {texts[1][b.start : d.end]}",
        )
    return kept


def is_other_end(first: Match, second: Match, texts: tuple[str, str]) -> bool:
    """Whether two figures stand in one short phrase of both texts and are told in another way, both alike."""
    if first.change != second.change or not first.change.startswith("localisation/"):
        return False
    for (a,), (b,), text in zip((first.source, first.retelling), (second.source, second.retelling), texts, strict=True):
        between = text[a.end : b.start]
        if not between or not joins_ends(between) or len(between.split()) > 1:
            return False
    return True


def told(figure: Figure, other: Figure, change: str) -> Span:
    """The span of a figure: with its approximator where that alone is what changed."""
    if change == CHANGED and figure.approximate and figure.value == other.value and figure.unit == other.unit:
        return Span(figure.span.article, min(figure.approximate.start, figure.span.start), figure.span.end)
    return figure.span


def figures_of(ctx: Context, article: Article) -> list[Figure]:
    """The figures of an article that do not stand in furniture."""
    junk = SpanSet(block.span for block in ctx[FURNITURE].get(article.id, ()))
    return [figure for figure in ctx[FIGURES][article.id] if not junk.touches(figure.span)]


class Matching:
    """The figures of two texts and what has been found of them so far."""

    def __init__(
        self,
        sides: Sequence[Sequence[Figure]],
        links: Sequence[Link],
        around: tuple[Surroundings, ...],
        articles: tuple[Article, Article],
        summaries: Summaries,
        *,
        is_derived: bool,
    ) -> None:
        (self.source, self.retelling), self.around = sides, around
        self.is_derived, self.articles, self.summaries = is_derived, articles, summaries
        self.across = around[0].across
        starts = self.starts = [[figure.span.start for figure in side] for side in sides]
        self.linked = [
            (link, inside(starts[0], link.source), inside(starts[1], link.retelling))
            for link in sorted(links, key=lambda link: (-link.score, link.source, link.retelling))
        ]
        # one sentence of thousands of figures is no sentence; looking at all pairs of them would take for ever
        self.linked = [(link, a[:MANY], b[:MANY]) for link, a, b in self.linked]
        self.pairs: dict[tuple[int, int], Pair] = {}
        self.known: tuple[set[int], set[int]] = set(), set()

    def run(self) -> list[Pair]:
        """All pairs, in the order of the source."""
        for _, a, b in self.linked:
            self.same_in(a, b)
        for link, a, b in self.linked:
            self.changed_in(link, a, b, STRONG)
        self.same_anywhere()
        if self.is_derived:
            self.converted()
        for link, a, b in self.linked:
            self.changed_in(link, a, b, FAIR)
        if not self.across:
            self.changed_anywhere()
            for i, j, sure in told_otherwise((self.source, self.retelling), self.known, self.summaries):
                if i not in self.known[0] and (self.is_derived or sure > 0.6):
                    self.add(i, j, CHANGED, sure)
        return sorted(self.pairs.values())

    def converted(self) -> None:
        """Amounts and measures given in another currency or unit, beside the source's figure or in its place."""
        for i, j, change in exchanges.conversions(self):
            self.add(i, j, change, 0.9)

    def changed_anywhere(self) -> None:
        """Figures of one thing in sentences that are not linked: in the same words, or with a label of their own."""
        rest = [
            [n for n in range(len(side)) if n not in known]
            for side, known in zip((self.source, self.retelling), self.known, strict=True)
        ]
        found = []
        for i, j in self.alike(rest):
            a, b = self.source[i], self.retelling[j]
            if compare.compare(a, b) == compare.Verdict(OTHER, CHANGED) and a.sure and b.sure:
                like = self.like(i, j)
                sure = self.retold_elsewhere(i, j, like) if self.is_derived else self.reported_elsewhere(i, j, like)
                if sure:
                    found.append((-sure, -like, i, j))
        for sure, _, i, j in sorted(found):
            if i not in self.known[0] and j not in self.known[1]:
                self.add(i, j, CHANGED, -sure)

    def alike(self, rest: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Pairs of unexplained figures that share a label; in independent reports of their own or near in value."""
        tables: list[dict[Label, list[int]]] = [{}, {}]
        for side, (figures, around) in enumerate(zip((self.source, self.retelling), self.around, strict=True)):
            wanted = set(rest[side]) if self.is_derived else set(range(len(figures)))
            for n, figure in enumerate(figures):
                if n in wanted and not figure.is_temporal and figure.kind not in (AGE, ORDINAL):
                    for word in (*figure.counts[:2], "<" + around.of(n).left):
                        tables[side].setdefault((figure.kind, figure.unit, word), []).append(n)
        seen: set[tuple[int, int]] = set()
        rest_of = set(rest[0]), set(rest[1])
        for label, mine in tables[0].items():
            theirs = tables[1].get(label, [])
            if len(mine) * len(theirs) > 16:
                continue
            alone = self.is_derived or len(self.comparable_pairs(mine, theirs, FAR)) == 1
            pairs = [(i, j) for i in mine for j in theirs if i in rest_of[0] and j in rest_of[1]]
            for pair in pairs if alone else self.comparable_pairs(mine, theirs, NEAR_BY):
                if pair not in seen and pair in pairs:
                    seen.add(pair)
                    yield pair
        if not self.is_derived:
            yield from (pair for pair in self.near_in_value(rest) if pair not in seen)

    def comparable_pairs(self, mine: Sequence[int], theirs: Sequence[int], limit: float) -> list[tuple[int, int]]:
        """Those of two groups of figures that are not far apart."""
        return [(i, j) for i in mine for j in theirs if comparable(self.source[i], self.retelling[j], limit)]

    def near_in_value(self, rest: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Unexplained figures of one sort whose values hardly differ."""
        groups: list[dict[tuple[str, str], list[int]]] = [{}, {}]
        for numbers, figures, group in zip(rest, (self.source, self.retelling), groups, strict=True):
            for n in numbers:
                if figures[n].kind in (NUMBER, AMOUNT, PERCENTAGE, MEASURE):
                    group.setdefault((figures[n].kind, figures[n].unit), []).append(n)
        for sort, mine in groups[0].items():
            yield from self.comparable_pairs(mine[:FEW], groups[1].get(sort, [])[:FEW], NEAR_BY)

    def retold_elsewhere(self, i: int, j: int, like: float) -> float:
        """How sure it is that a figure was changed, where its sentences are not linked."""
        common = shared(self.around[0].of(i), self.around[1].of(j))
        if (like >= STRONG and common >= 3) or (like >= 0.45 and common >= 2 and self.source[i].unit):
            return 0.75
        return 0.0

    def reported_elsewhere(self, i: int, j: int, like: float) -> float:
        """How sure it is that two reports give one thing differently, where their sentences are not linked."""
        a, b = self.source[i], self.retelling[j]
        if a.kind == DURATION or not comparable(a, b, FAR):
            return 0.0
        counted = bool(set(a.counts[:1]) & set(b.counts[:1]))
        near = comparable(a, b, NEAR_BY) and min(a.value, b.value) > 5
        common = shared(self.around[0].of(i), self.around[1].of(j))
        is_large = a.kind == AMOUNT and min(a.scale, b.scale) > 1
        if near and (counted or common >= 2 or is_large):
            return 0.6
        return 0.6 if (like >= 0.2 and (counted or common >= 2)) or (a.kind == MEASURE and common) else 0.0

    def add(self, i: int, j: int, change: str, confidence: float = 1.0) -> None:
        """Note a pair."""
        self.pairs.setdefault((i, j), Pair(i, j, change, round(confidence, 3)))
        self.known[0].add(i)
        self.known[1].add(j)

    def verdict(self, i: int, j: int) -> compare.Verdict:
        """What two figures are to each other; a month's name in another language is no other way to tell it."""
        a, b = self.source[i], self.retelling[j]
        verdict = compare.compare(a, b)
        forms = {compare.form(a.when), compare.form(b.when)}
        is_named = self.across and verdict.change == compare.IN_DATE and forms in ({"month"}, {"month-year"})
        return compare.Verdict(verdict.outcome) if is_named else verdict

    def like(self, i: int, j: int) -> float:
        """How alike the surroundings of two figures are."""
        return likeness(self.around[0].of(i), self.around[1].of(j))

    def same_in(self, a: Sequence[int], b: Sequence[int]) -> None:
        """Figures of one value in linked sentences, one for one, those in like surroundings first."""
        found = []
        for i in a:
            for j in b:
                verdict = self.verdict(i, j)
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
                    if self.is_other_zone(i, j):
                        found.append((-0.8, abs(i - j), i, j, compare.IN_DATE))
                        continue
                    rivals = self.rivals(i, j, rest)
                    sure = self.evidence(link, i, j, rivals, least)
                    if sure:
                        found.append((-sure, abs(i - j), i, j, verdict.change))
        for sure, _, i, j, change in sorted(found):
            if i not in self.known[0] and j not in self.known[1]:
                self.add(i, j, change, -sure)

    def is_other_zone(self, i: int, j: int) -> bool:
        """Whether two days in a row are the same moment: the one is told in another place's time."""
        a, b = self.source[i], self.retelling[j]
        if not (a.when[:1] == b.when[:1] == "W") or (int(a.when[1]) - int(b.when[1])) % 7 not in (1, 6):
            return False
        return any(
            ZONED.match(article.text, figure.span.end) for article, figure in zip(self.articles, (a, b), strict=True)
        )

    def rivals(self, i: int, j: int, rest: Sequence[Sequence[int]]) -> int:
        """How many others of the sort are left in the two sentences."""
        return (
            sum(
                side[k].kind == this.kind
                and (side[k].unit == this.unit or not this.unit)
                and compare.form(side[k].when) == compare.form(this.when)
                for side, this, numbers in zip(
                    (self.source, self.retelling), (self.source[i], self.retelling[j]), rest, strict=True
                )
                for k in numbers
            )
            - 2
        )

    def evidence(self, link: Link, i: int, j: int, rivals: int, least: float) -> float:
        """How sure it is that two unequal figures tell the same thing; 0 where it is not."""
        a, b = self.source[i], self.retelling[j]
        unsure = not (a.sure and b.sure)
        if self.across:
            if not self.is_derived or least > FAIR or rivals or unsure or a.kind == ORDINAL:
                return 0.0
            if is_far(a, b, VERY_FAR):
                return 0.0
            if a.value == b.value and a.unit == b.unit and not a.is_temporal:
                return 0.5
            return 0.75 if (a.kind != NUMBER or min(a.value, b.value) > 3) else 0.4
        like = self.like(i, j)
        counted = bool(set(a.counts[:2]) & set(b.counts[:2]))
        if not self.is_derived:
            if unsure or a.kind in (AGE, ORDINAL):
                return 0.0
            if a.is_temporal:
                return 0.6 if like >= 0.4 and rivals == 0 and link.score >= LIKELY else 0.0
            sure = self.plainly_counted(link, (a, b), like, rivals)
            return sure or self.only_near_ones(link, i, j)
        if like >= STRONG:
            return 0.9 if not unsure else 0.7
        if least > FAIR or unsure:
            return 0.0
        limit = TWICE if rivals == 0 and link.score >= SURE else FAR
        if not counted and like < STRONG and (a.kind == AGE or is_far(a, b, limit)):
            return 0.0
        if like >= FAIR and (counted or rivals == 0):
            return 0.75 if counted else 0.6
        if rivals == 0 and link.score >= SURE and like and comparable_moments(a, b):
            return 0.6
        return 0.55 if counted and rivals == 0 and link.score >= 0.4 else 0.0

    def only_near_ones(self, link: Link, i: int, j: int) -> float:
        """Whether two reports' figures are the only ones of linked sentences that may be of one thing."""
        a, b = self.source[i], self.retelling[j]
        common = shared(self.around[0].of(i), self.around[1].of(j))
        if a.kind not in (NUMBER, AMOUNT, PERCENTAGE, MEASURE) or link.score < LINKED or common < 2:
            return 0.0
        sides = inside(self.starts[0], link.source)[:MANY], inside(self.starts[1], link.retelling)[:MANY]
        others = (
            [n for n in sides[0] if comparable_sorts(self.source[n], b)],
            [n for n in sides[1] if comparable_sorts(self.retelling[n], a)],
        )
        if others != ([i], [j]):
            return 0.0
        # passengers are not all the people aboard
        things = [self.counted_beside(0, i), self.counted_beside(1, j)]
        if a.kind == NUMBER and (min(a.value, b.value) <= 12 or (all(things) and things[0] != things[1])):
            return 0.0
        return 0.55 if comparable(a, b, NEARISH if common < 3 else TWICE) else 0.0

    def counted_beside(self, side: int, n: int) -> str:
        """The stem of what is counted, where it stands right behind the number."""
        first = next(iter((self.source, self.retelling)[side][n].counts), "")
        return first if first and self.around[side].of(n).right.startswith(first[:3]) else ""

    @staticmethod
    def plainly_counted(link: Link, pair: tuple[Figure, Figure], like: float, rivals: int) -> float:
        """In independent reports only what is plainly the same thing counts."""
        a, b = pair
        counted = bool(set(a.counts[:2]) & set(b.counts[:2]))
        if like >= 0.4 and (counted or a.unit or a.kind == SCORE) and rivals <= 1:
            return 0.7
        if a.unit and not rivals and comparable(a, b, FAR) and link.score >= (0.5 if like >= 0.2 else LIKELY):
            return 0.55
        least = LIKELY if like >= 0.25 else CERTAIN
        is_alone = a.kind == NUMBER and not rivals and min(a.value, b.value) > 12
        if is_alone and comparable(a, b, TWICE) and link.score >= least:
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
            rows = by_value.get(key(figure), [])[:FEW]
            best = max(rows, key=lambda i: (self.like(i, j), -i), default=None)
            if best is None or not (compare.is_distinct(figure) or self.like(best, j) >= FAIR):
                continue
            verdict = self.verdict(best, j)
            if verdict.outcome == SAME:
                self.add(best, j, verdict.change, 0.8)


def key(figure: Figure) -> tuple[str, str, float, str]:
    """What figures of one value share."""
    return figure.kind, figure.unit if not figure.is_temporal else "", figure.value, figure.when


def inside(starts: Sequence[int], units: Iterable[Span]) -> list[int]:
    """The numbers of the figures, told by where they start, that stand in these units."""
    out: list[int] = []
    for unit in units:
        out += range(bisect.bisect_left(starts, unit.start), bisect.bisect_left(starts, unit.end))
    return sorted(set(out))
