"""The alignment of one source and one retelling as a sequence of segments, each sentence in exactly one."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from retold import Alignment, Span


@frozen
class Segment:
    """Sentences of both sides that are linked to each other, directly or through others; or a lone one."""

    source: tuple[Span, ...]
    retelling: tuple[Span, ...]
    score: float


def segments(alignment: Alignment) -> Iterator[Segment]:
    """All sentences in the retelling's order; one that only the source has stands after its predecessor there."""
    groups = linked_groups(alignment)
    of = {unit: number for number, group in enumerate(groups) for unit in (*group.source, *group.retelling)}
    after: dict[int, list[Span]] = {}
    last = -1
    for unit in alignment.source_units:
        if unit in of:
            last = of[unit]
        else:
            after.setdefault(last, []).append(unit)
    yield from (Segment((unit,), (), 1.0) for unit in after.get(-1, ()))
    told: set[int] = set()
    for unit in alignment.retelling_units:
        if unit not in of:
            yield Segment((), (unit,), 1.0)
        elif of[unit] not in told:
            told.add(of[unit])
            yield groups[of[unit]]
            yield from (Segment((lone,), (), 1.0) for lone in after.get(of[unit], ()))


def linked_groups(alignment: Alignment) -> list[Segment]:
    """Connected components of the links, by their first sentence of the retelling."""
    parent: dict[Span, Span] = {}

    def root(unit: Span) -> Span:
        while parent.setdefault(unit, unit) != unit:
            parent[unit] = parent[parent[unit]]
            unit = parent[unit]
        return unit

    for link in alignment.links:
        units = (*link.source, *link.retelling)
        for unit in units[1:]:
            parent[root(unit)] = root(units[0])
    members: dict[Span, set[Span]] = {}
    for unit in list(parent):
        members.setdefault(root(unit), set()).add(unit)
    scores: dict[Span, float] = {}
    for link in alignment.links:
        top = root(link.source[0])
        scores[top] = min(scores.get(top, 1.0), link.score)
    groups = [
        Segment(
            tuple(sorted(u for u in group if u.article == alignment.source)),
            tuple(sorted(u for u in group if u.article == alignment.retelling)),
            scores[top],
        )
        for top, group in members.items()
    ]
    return sorted(groups, key=lambda group: group.retelling)
