"""Passages told in another place of the order."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import (
    BLOCKS,
    RELATION,
    SENTENCE_ALIGNMENT,
    Alignment,
    Context,
    Finding,
    Importance,
    Kind,
    Link,
    Span,
    SpanSet,
    check,
)
from retold_plugins.segmentation.artifacts import shortened

MOVED = Kind(
    "structure/moved",
    summary="A retained passage told in another place of the order.",
    message="Told {where}: {words}",
    importance=Importance.LOW,
)

SURE = 0.5
"""A link less sure than this tells nothing about the order."""
DROPPED = 1
"""So many sentences dropped in between leave a passage one."""


@frozen
class Told:
    """A link by the places of its units on both sides."""

    link: Link
    source: tuple[int, int]
    """The first and the last unit."""
    retelling: tuple[int, int]
    weight: int
    """Characters on both sides."""


@check(needs=[SENTENCE_ALIGNMENT, RELATION, BLOCKS], kinds=[MOVED])
def moved(ctx: Context) -> Iterator[Finding]:
    """Of two passages that changed places the shorter, for each source that the retelling derives from."""
    for source in ctx.comparison.sources:
        if not ctx[RELATION][source.id].is_derived:
            continue
        titles = SpanSet(b.span for a in (source, ctx.retelling) for b in ctx[BLOCKS][a.id] if b.kind == "heading")
        told = places(ctx[SENTENCE_ALIGNMENT][source.id], titles)
        kept = heaviest_chain(told)
        for run in runs([t for t in told if t not in kept]):
            yield finding(ctx, run, kept)


def places(alignment: Alignment, titles: SpanSet) -> list[Told]:
    """The links of the story with their places, in the source's order; what is told twice counts where it is best."""
    at = [{unit: k for k, unit in enumerate(units)} for units in (alignment.source_units, alignment.retelling_units)]
    best: dict[Span, Link] = {}
    for link in sorted(alignment.links, key=lambda link: (link.degree != "full", -link.score, link.source)):
        for unit in (*link.source, *link.retelling):
            best.setdefault(unit, link)
    out = []
    for link in alignment.links:
        if link.score < SURE or any(titles.contains(unit) for unit in (*link.source, *link.retelling)):
            continue
        if any(best[unit] != link for unit in (*link.source, *link.retelling)):
            continue
        ends = [
            (table[units[0]], table[units[-1]]) for table, units in zip(at, (link.source, link.retelling), strict=True)
        ]
        out.append(Told(link, ends[0], ends[1], sum(map(len, (*link.source, *link.retelling)))))
    return sorted(out, key=lambda t: (t.source, t.retelling))


def heaviest_chain(told: Sequence[Told]) -> set[Told]:
    """The links of the most characters that stand in one order on both sides."""
    ends: list[int] = []  # last units in the retelling, ascending, with the heaviest chain that ends there or before
    heads: list[tuple[float, int]] = []
    back: list[int] = []
    for k, item in enumerate(told):
        at = bisect.bisect_left(ends, item.retelling[0])
        before = heads[at - 1] if at else (0.0, -1)
        back.append(before[1])
        weight = before[0] + item.weight
        place = bisect.bisect_left(ends, item.retelling[1])
        if place and heads[place - 1][0] >= weight:
            continue
        while place < len(ends) and heads[place][0] <= weight:
            del ends[place], heads[place]
        ends.insert(place, item.retelling[1])
        heads.insert(place, (weight, k))
    chain = set()
    k = heads[-1][1] if heads else -1
    while k >= 0:
        chain.add(told[k])
        k = back[k]
    return chain


def runs(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Links that stand together on both sides, joined: one passage, whatever became of its own order."""
    run: list[Told] = []
    first = last = 0
    for item in told:
        near = first - 1 <= item.retelling[1] and item.retelling[0] <= last + 1
        if run and not (near and item.source[0] - run[-1].source[1] <= 1 + DROPPED):
            yield run
            run = []
        first = min(first, item.retelling[0]) if run else item.retelling[0]
        last = max(last, item.retelling[1]) if run else item.retelling[1]
        run.append(item)
    if run:
        yield run


def finding(ctx: Context, run: Sequence[Told], kept: set[Told]) -> Finding:
    """One finding for a run."""
    before = [t for t in kept if t.source < run[0].source]
    passed = [t for t in before if t.retelling > run[-1].retelling]
    words = shortened(ctx.text(run[0].link.retelling[0]))
    return MOVED.at(
        source=[unit for t in run for unit in t.link.source],
        retelling=sorted(unit for t in run for unit in t.link.retelling),
        confidence=0.9 * min(t.link.score for t in run),
        data={"where": "earlier" if passed else "later", "words": words},
    )
