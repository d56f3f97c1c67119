"""Which text derives from which: the heaviest forest of derivations, put right by the readings that texts share.

Each text has at most one parent, and there are no circles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from retold._align import Relation
from retold._readings import Departures, Reading, Telling, alone, departures, shared, weight
from retold._text import SpanSet

if TYPE_CHECKING:
    from retold._matrix import Content
    from retold._report import ArticleRecord

WORD = re.compile(r"\w+")
NEARLY = 0.85
"""A text whose wording is kept this much as well as another's, which derives from it, goes before that."""
ENOUGH = 1.0
"""What readings have to weigh before they say anything: a quotation, a figure, or two names."""
DERIVED = ("verbatim", "edited", "paraphrase", "summary", "partial")

Pair = tuple[str, str]


@frozen
class Descent:
    """One text derives from another: the share of the child that comes from the parent, and why."""

    parent: str
    child: str
    relation: str
    derived: float
    confidence: float
    why: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Quotations, figures, dates and names that the child gives otherwise than the parent."""


@frozen(kw_only=True)
class Shared:
    """Two texts depart alike from a third one: one has it from the other, or both from a text between."""

    base: str
    articles: Pair
    readings: tuple[tuple[Reading, Reading], ...]
    parent: str | None = None
    """Which of the two the other has it from; None where they have it from a text between, or it cannot be told."""
    is_between: bool = False
    """Whether each of them keeps words of the third text that the other has changed: neither was the other's source."""


@frozen
class Offer:
    """A derivation that may hold, and the share of the child's runs of words that the parent has."""

    kept: float
    descent: Descent


def stemma(
    records: Mapping[str, ArticleRecord], relations: Mapping[Pair, Relation], contents: Iterable[Content]
) -> tuple[tuple[Descent, ...], tuple[Shared, ...]]:
    """The descent of all texts, and what texts share against those that they descend from."""
    offers = offered(records, relations)
    chosen = forest(offers)
    held = held_against(records, offers, tuple(contents))
    found = [s for base in sorted({b for b, _ in held}) for s in shares(base, held, offers, records)]
    found.sort(key=lambda s: (-weight(one for one, _ in s.readings), s.base, s.articles))
    settled: set[str] = set()
    for one in found:
        follow(one, chosen, offers, settled)
    for child in sorted(set(chosen) - settled):
        lift(child, chosen, offers, held)
    told = [s for s in found if tells(s, chosen)]
    descents = tuple(
        evolve(d, readings=readings_of(held.get((d.parent, d.child)))) for d in map(chosen.__getitem__, sorted(chosen))
    )
    return descents, tuple(s for s in told if not is_inherited(s, told, chosen))


def offered(records: Mapping[str, ArticleRecord], relations: Mapping[Pair, Relation]) -> dict[Pair, Offer]:
    """All derivations with a direction, by parent and child. What says that it is older has no younger parent."""
    runs = {name: word_runs(record) for name, record in records.items()}
    offers: dict[Pair, Offer] = {}
    for (source, retelling), relation in relations.items():
        if relation.relation not in DERIVED or relation.direction not in ("source-to-retelling", "retelling-to-source"):
            continue
        forward = relation.direction == "source-to-retelling"
        parent, child = (source, retelling) if forward else (retelling, source)
        dates = tuple(records[name].article.published for name in (parent, child))
        if None not in dates and naive(dates[1]) < naive(dates[0]):
            continue
        why = relation.why
        if None not in dates and naive(dates[0]) < naive(dates[1]):
            why = (*why, f"published later: {naive(dates[1])[:10]}, after {naive(dates[0])[:10]}")
        share = relation.derived if forward else relation.retained
        kept = len(runs[child] & runs[parent]) / max(1, len(runs[child]))
        offers[parent, child] = Offer(kept, Descent(parent, child, relation.relation, share, relation.confidence, why))
    return offers


def forest(offers: Mapping[Pair, Offer]) -> dict[str, Descent]:
    """The heaviest forest by child, taken greedily: the closest wording first, one parent each, no circles.

    Of several texts that a text may derive from, its parent is the one that shares most of its runs of
    words: a retelling keeps more of the wording of what it was made from than of another retelling of
    that. Where this hardly differs it is the ancestor: two retellings of one text are alike.
    """
    chosen: dict[str, Descent] = {}
    for _, offer in sorted(offers.items(), key=lambda o: (-o[1].kept, -o[1].descent.derived, o[0])):
        step = offer.descent
        if step.child not in chosen and step.child not in ancestors(step.parent, chosen):
            chosen[step.child] = step
    for child in sorted(chosen):
        while (step := chosen[child]).parent in chosen:
            above = offers.get((chosen[step.parent].parent, child))
            if above is None or above.kept < NEARLY * offers[step.parent, child].kept:
                break
            chosen[child] = above.descent
    return chosen


def held_against(
    records: Mapping[str, ArticleRecord], offers: Mapping[Pair, Offer], contents: tuple[Content, ...]
) -> dict[Pair, Departures]:
    """Each text held against each that it may derive from."""
    tellings = {name: Telling(record) for name, record in records.items()}
    return {
        (parent, child): departures(tellings[parent], tellings[child], contents) for parent, child in sorted(offers)
    }


def shares(
    base: str,
    held: Mapping[Pair, Departures],
    offers: Mapping[Pair, Offer],
    records: Mapping[str, ArticleRecord],
) -> Iterable[Shared]:
    """What each two of the texts that may derive from ``base`` have in common against it."""
    for one, other in combinations([child for parent, child in held if parent == base], 2):
        ours, theirs = held[base, one], held[base, other]
        common = tuple(shared(ours, theirs))
        if weight(reading for reading, _ in common) < ENOUGH:
            continue
        mine, yours = weight(alone(ours, theirs)), weight(alone(theirs, ours))
        parent = None
        if not (mine and yours):
            if bool(mine) != bool(yours):
                parent = other if mine else one
            elif ((one, other) in offers) != ((other, one) in offers):
                parent = one if (one, other) in offers else other
        child = one if parent == other else other
        if parent is not None and is_older(records[child], records[parent]):
            parent = None
        yield Shared(base=base, articles=(one, other), readings=common, parent=parent, is_between=bool(mine and yours))


def is_older(one: ArticleRecord, other: ArticleRecord) -> bool:
    """Whether one says that it was published before the other."""
    dates = one.article.published, other.article.published
    return None not in dates and naive(dates[0]) < naive(dates[1])


def follow(found: Shared, chosen: dict[str, Descent], offers: Mapping[Pair, Offer], settled: set[str]) -> None:
    """Put a text under the one whose changes it shares, if so far it hangs above that."""
    if found.parent is None:
        return
    parent = found.parent
    child = found.articles[0] if parent == found.articles[1] else found.articles[1]
    above = ancestors(parent, chosen)
    if child in settled or child in above or found.base not in above:
        return
    step = chosen.get(child)
    if step is None or step.parent not in above:
        return
    offer = offers.get((parent, child)) or offers[found.base, child]
    chosen[child] = evolve(offer.descent, parent=parent)
    settled.add(child)


def lift(child: str, chosen: dict[str, Descent], offers: Mapping[Pair, Offer], held: Mapping[Pair, Departures]) -> None:
    """Put a text under its grandparent while it keeps that one's words where its parent has changed them."""
    while (step := chosen[child]).parent in chosen:
        above = chosen[step.parent].parent
        ours, theirs = held.get((above, step.parent)), held.get((above, child))
        if ours is None or theirs is None or any(shared(ours, theirs)) or weight(alone(ours, theirs)) < ENOUGH:
            return
        chosen[child] = offers[above, child].descent


def readings_of(found: Departures | None) -> tuple[Reading, ...]:
    """All readings in the order of the older text."""
    return tuple(sorted(found.readings.values(), key=lambda r: (r.was, r.kind, r.sense))) if found else ()


def tells(found: Shared, chosen: Mapping[str, Descent]) -> bool:
    """Whether the descent does not explain it already: two children of one text have that one's changes."""
    one, other = found.articles
    if found.parent is not None:
        child = other if found.parent == one else one
        return child in chosen and chosen[child].parent == found.parent and found.base in ancestors(child, chosen)
    above = line_of(other, chosen)
    nearest = next((name for name in line_of(one, chosen) if name in above), None)
    return nearest == found.base


def is_inherited(found: Shared, others: Iterable[Shared], chosen: Mapping[str, Descent]) -> bool:
    """Whether it says of a text's descendant what is said of that text already."""
    if found.parent is not None:
        return False
    above = [ancestors(name, chosen) for name in found.articles]
    return any(
        o is not found and o.parent is None and o.base == found.base
        and ((o.articles[0] in above[0] and o.articles[1] in above[1])
             or (o.articles[1] in above[0] and o.articles[0] in above[1]))
        for o in others
    )  # fmt: skip


def line_of(name: str, chosen: Mapping[str, Descent]) -> list[str]:
    """A text, its parent, and so on up."""
    line = [name]
    while line[-1] in chosen:
        line.append(chosen[line[-1]].parent)
    return line


def ancestors(name: str, chosen: Mapping[str, Descent]) -> set[str]:
    """A text, its parent, and so on."""
    return set(line_of(name, chosen))


def siblings(relations: Mapping[Pair, Relation], descents: Iterable[Descent]) -> tuple[Pair, ...]:
    """Pairs that derive from one text, which is not among the others."""
    chosen = {d.child: d for d in descents}
    pairs = (pair for pair, r in relations.items() if r.is_derived and r.direction == "common")
    return tuple(sorted((a, b) for a, b in pairs if not ancestors(a, chosen) & ancestors(b, chosen)))


def word_runs(record: ArticleRecord) -> set[tuple[str, ...]]:
    """All runs of three words of the story."""
    furniture = SpanSet(block.span for block in record.furniture)
    story = [s.span for s in record.sentences if not furniture.touches(s.span)]
    words = [word for s in story for word in WORD.findall(record.article.text[s.start : s.end].casefold())]
    return set(zip(words, words[1:], words[2:], strict=False))


def naive(moment: object) -> str:
    """A date as text that sorts, its zone left out: dates of articles are rarely exact to the hour."""
    return str(moment)[:16]


def genealogical(names: list[str], descents: Iterable[Descent]) -> list[str]:
    """Roots with most descendants first, each followed by its children."""
    children: dict[str, list[str]] = {}
    parents = {d.child for d in descents}
    for d in descents:
        children.setdefault(d.parent, []).append(d.child)

    def size(name: str) -> int:
        return 1 + sum(size(child) for child in children.get(name, ()))

    order: list[str] = []
    queue = sorted((n for n in names if n not in parents), key=lambda n: (-size(n), n))
    while queue:
        name = queue.pop(0)
        order.append(name)
        queue = sorted(children.get(name, ()), key=lambda n: (-size(n), n)) + queue
    return order
