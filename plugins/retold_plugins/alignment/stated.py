"""Links that a file states which holds both sides: what stands in one unit says the same."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from retold import Article, Span
from retold_plugins.bitext.artifacts import ROLE, SOURCE, TARGET, UNIT

Group = tuple[tuple[int, ...], tuple[int, ...], str]


def states_links(source: Article, retelling: Article) -> bool:
    """Whether the two are the sides of one bilingual file."""
    roles = source.get(ROLE), retelling.get(ROLE)
    return roles == (SOURCE, TARGET) and source.path == retelling.path and source.sha256 == retelling.sha256


def stated_groups(articles: tuple[Article, Article], units: tuple[Sequence[Span], Sequence[Span]]) -> tuple[Group, ...]:
    """Sentences of the same unit; one by one where both sides have as many. One side may be empty."""
    sides = [by_place(article, own) for article, own in zip(articles, units, strict=True)]
    groups: list[Group] = []
    for place in dict.fromkeys((*sides[0], *sides[1])):
        left, right = sides[0].get(place, ()), sides[1].get(place, ())
        if len(left) == len(right):
            groups += [((i,), (j,), "full") for i, j in zip(left, right, strict=True)]
        else:
            groups.append((tuple(left), tuple(right), "full"))
    return tuple(groups)


def by_place(article: Article, units: Sequence[Span]) -> dict[str, list[int]]:
    """The numbers of the sentences in each unit of the file."""
    places = [place for place in article.places if place.where.startswith(UNIT)]
    starts = [place.span.start for place in places]
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        at = bisect.bisect_right(starts, unit.start) - 1
        if at >= 0 and unit.end <= places[at].span.end:
            found.setdefault(places[at].where, []).append(number)
    return found
