"""Which figure of the retelling is a figure of the source in another currency or unit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from retold_plugins.figures import compare, money
from retold_plugins.figures.artifacts import AMOUNT, MEASURE, TIME, Figure
from retold_plugins.figures.compare import CONVERSION, IN_CURRENCY
from retold_plugins.figures.nearness import joins_ends

if TYPE_CHECKING:
    from retold_plugins.figures.match import Matching

MOST = 200
"""Conversions that tell an article's rates: each one is compared with all of these."""


def conversions(m: Matching) -> Iterator[tuple[int, int, str]]:
    """Measures and amounts of the retelling that the source gives in another unit or currency, and what they are."""
    yield from remeasured(m)
    found = list(exchanged(m))
    told = {exchange.converted.span for _, _, exchange in found}
    known = [exchange for _, _, exchange in found]
    for side, article in zip((m.source, m.retelling), m.articles, strict=True):
        known += [money.Exchange(a, b) for a, b in beside(side, article.text) if b.span not in told]
    day = next((d.date() for d in (m.articles[1].published, m.articles[0].published) if d), None)
    for i, j, exchange in found:
        right = money.is_right(exchange, known[:MOST], day)
        yield i, j, IN_CURRENCY if right else CONVERSION


def remeasured(m: Matching) -> Iterator[tuple[int, int, str]]:
    """Measures in brackets after a measure that the source has: 100 metres (about 110 yards)."""
    partner = {p.j: p.i for p in m.pairs.values()}
    text = m.articles[1].text
    for j, (first, second) in enumerate(itertools.pairwise(m.retelling)):
        between = text[first.span.end : second.span.start]
        if first.kind == second.kind == TIME and is_other_zone(first, second, between) and j + 1 not in m.known[1]:
            if j in partner:
                yield partner[j], j + 1, compare.IN_DATE
            continue
        if first.kind != MEASURE or second.kind != MEASURE or not opens_bracket(between):
            continue
        pairs = [(j, j + 1)]
        if is_range(m.retelling, j - 1, text) and is_range(m.retelling, j + 1, text):
            pairs = [(j - 1, j + 1), (j, j + 2)]
        for plain, converted in pairs:
            if plain in partner and converted not in m.known[1] and first.unit != second.unit:
                verdict = compare.compare(m.source[partner[plain]], m.retelling[converted])
                if verdict.change in (compare.IN_UNIT, CONVERSION):
                    yield partner[plain], converted, verdict.change


def is_other_zone(first: Figure, second: Figure, between: str) -> bool:
    """Whether a time beside another is the same moment elsewhere: 2.30pm (1.30pm GMT)."""
    minutes = [int(f.when[1:3]) * 60 + int(f.when[4:6]) for f in (first, second)]
    is_beside = opens_bracket(between) or (second.unit and len(between) <= 4)
    return bool(is_beside) and minutes[0] != minutes[1] and (minutes[0] - minutes[1]) % 15 == 0


def exchanged(m: Matching) -> Iterator[tuple[int, int, money.Exchange]]:
    """Amounts of the retelling in a currency that the linked source does not give them in."""
    beside_it = {b.span: a for a, b in beside(m.retelling, m.articles[1].text)}
    number = {figure.span: j for j, figure in enumerate(m.retelling)}
    partner = {p.j: p.i for p in m.pairs.values()}
    done: set[int] = set()
    for j, figure in enumerate(m.retelling):
        if figure.kind != AMOUNT or j in m.known[1] or figure.span not in beside_it:
            continue
        i = partner.get(number[beside_it[figure.span].span])
        if i is not None and money.are_convertible(m.source[i], figure):
            done.add(j)
            yield i, j, money.Exchange(m.source[i], figure)
    for _, a, b in m.linked:
        left = [j for j in b if m.retelling[j].kind == AMOUNT and j not in m.known[1] and j not in done]
        if not left:
            continue
        free = [i for i in a if m.source[i].kind == AMOUNT and not is_aside(m, i)]
        if len(free) > len(left):
            free = [i for i in free if i not in m.known[0]] or free
        for i, j in in_order(m, free, left):
            done.add(j)
            yield i, j, money.Exchange(m.source[i], m.retelling[j])


def is_aside(m: Matching, i: int) -> bool:
    """Whether an amount of the source is itself a conversion in brackets."""
    start = m.source[i].span.start
    return "(" in m.articles[0].text[max(0, start - 16) : start] and i > 0 and m.source[i - 1].kind == AMOUNT


def in_order(m: Matching, free: Sequence[int], left: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Amounts and conversions: in their order where there are as many, else the first that can be right."""
    if len(free) == len(left):
        for i, j in zip(free, left, strict=True):
            if money.are_convertible(m.source[i], m.retelling[j]):
                yield i, j
        return
    open_ = list(free)
    for j in left:
        for i in open_:
            a, b = m.source[i], m.retelling[j]
            if money.are_convertible(a, b) and money.is_plausible(money.Exchange(a, b)):
                open_.remove(i)
                yield i, j
                break


def beside(side: Sequence[Figure], text: str) -> Iterator[tuple[Figure, Figure]]:
    """Amounts with another currency's amount in brackets after them: $90bn (£67bn)."""
    for n, (first, second) in enumerate(itertools.pairwise(side)):
        if not money.are_convertible(first, second) or not opens_bracket(text[first.span.end : second.span.start]):
            continue
        if is_range(side, n - 1, text) and is_range(side, n + 1, text):
            yield from ((side[n - 1], second), (first, side[n + 2]))
        else:
            yield first, second


def is_range(side: Sequence[Figure], n: int, text: str) -> bool:
    """Whether a figure and the next are the ends of a range of one unit: $5 to $7."""
    if not 0 <= n < len(side) - 1 or (side[n].kind, side[n].unit) != (side[n + 1].kind, side[n + 1].unit):
        return False
    return joins_ends(text[side[n].span.end : side[n + 1].span.start])


def opens_bracket(between: str) -> bool:
    """Whether a bracket opens between two figures, not far from each other."""
    return len(between) <= 40 and "(" in between and ")" not in between
