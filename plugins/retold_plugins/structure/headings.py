"""Headings kept with other words, added or dropped."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import (
    BLOCKS,
    FURNITURE,
    LANGUAGE,
    RELATION,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Alignment,
    Context,
    Finding,
    Importance,
    Kind,
    Match,
    Span,
    SpanSet,
    check,
    provides,
)
from retold_plugins.segmentation.artifacts import NUMBER, WORD, WORDS, Token
from retold_plugins.structure.artifacts import HEADING_MATCHES

HEADING = Kind(
    "structure/heading",
    summary="A section heading or headline kept with other words or another number, added, or dropped.",
    message="Heading {change}: {words}",
    importance=Importance.LOW,
)
TOP = 3
"""A headline stands among so many first units of a story."""
SECTION = 0.5
"""Two sections are one if at least this share of the linked sentences of either goes to the other."""
ALIKE = 0.7
"""Two words with at least this share of their letters in common may be one word in two spellings."""

PER_CENT = frozenset({"per", "cent", "percent", "pct", "pour", "prozent", "por", "ciento", "cento"})
"""Words for the sign: how a share is written is no matter of the heading."""


@frozen
class Section:
    """A heading and the units under it, by number."""

    heading: int
    units: range


@provides(HEADING_MATCHES, needs=[SENTENCE_ALIGNMENT, RELATION, SENTENCES, BLOCKS, FURNITURE, WORDS, LANGUAGE])
def heading_matches(ctx: Context) -> tuple[Match, ...]:
    """All headings of a derived pair with their counterparts; nothing for an independent one."""
    if not ctx.here(RELATION).is_derived:
        return ()
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    titles = SpanSet(b.span for a in (ctx.source, ctx.retelling) for b in ctx[BLOCKS][a.id] if b.kind == "heading")
    sides = alignment.source_units, alignment.retelling_units
    heads = [[k for k, unit in enumerate(units) if titles.contains(unit)] for units in sides]
    pairs = paired(alignment, heads)
    translated = len({ctx[LANGUAGE][a.id].split("-")[0] for a in (ctx.source, ctx.retelling)}) > 1
    out = []
    for i, j in sorted(pairs.items()):
        source, retelling = sides[0][i], sides[1][j]
        same = translated or says_the_same(
            ctx[WORDS][ctx.source.id].within(source), ctx[WORDS][ctx.retelling.id].within(retelling)
        )
        out.append(match(ctx, source, retelling, "" if same else HEADING.id))
    # one that tells what a sentence of the other side tells is a heading dropped or added all the same
    lost = [sides[0][i] for i in heads[0] if i not in pairs]
    kept = set(pairs.values())
    new = [sides[1][j] for j in heads[1] if j not in kept]
    out += [Match(source=(unit,), change=HEADING.id, value=ctx.text(unit)) for unit in lost]
    out += [Match(retelling=(unit,), change=HEADING.id, value=ctx.text(unit)) for unit in new]
    return tuple(out)


def match(ctx: Context, source: Span, retelling: Span, change: str) -> Match:
    """A heading on both sides."""
    return Match(source=(source,), retelling=(retelling,), change=change, value=ctx.text(source))


def paired(alignment: Alignment, heads: Sequence[Sequence[int]]) -> dict[int, int]:
    """Headings of the source with the retelling's: linked, headlines of their texts, or over the same section."""
    units = alignment.source_units, alignment.retelling_units
    at = [{unit: k for k, unit in enumerate(side)} for side in units]
    links = [(at[0][s], at[1][t], link.score) for link in alignment.links for s in link.source for t in link.retelling]
    known = [set(side) for side in heads]
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def pair(i: int, j: int) -> None:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)

    for i, j, _ in sorted(links, key=lambda x: (-x[2], x[0], x[1])):
        if i in known[0] and j in known[1]:
            pair(i, j)
    linked_to_text = [{x[k] for x in links if x[1 - k] not in known[1 - k]} for k in (0, 1)]
    first = [next((k for k in side if k < TOP), None) for side in heads]
    if first[0] is not None and first[1] is not None:
        pair(first[0], first[1])
    sections = [list(sections_of(side, len(u))) for side, u in zip(heads, units, strict=True)]
    for a, b in same_sections(sections, links):
        i, j = a.heading, b.heading
        if i not in linked_to_text[0] and j not in linked_to_text[1]:
            pair(i, j)
    return pairs


def sections_of(heads: Sequence[int], count: int) -> Iterator[Section]:
    """Each heading with what follows it up to the next."""
    for here, following in itertools.pairwise((*heads, count)):
        if here >= TOP and following > here + 1:
            yield Section(here, range(here + 1, following))


def same_sections(
    sections: Sequence[Sequence[Section]], links: Sequence[tuple[int, int, float]]
) -> Iterator[tuple[Section, Section]]:
    """Sections most of whose linked sentences go to each other."""
    home = [{unit: k for k, section in enumerate(side) for unit in section.units} for side in sections]
    own: Counter[int] = Counter()
    theirs: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    for i, j, _ in links:
        a, b = home[0].get(i), home[1].get(j)
        if a is not None:
            own[a] += 1
        if b is not None:
            theirs[b] += 1
        if a is not None and b is not None:
            both[a, b] += 1
    for (a, b), shared in sorted(both.items()):
        if shared >= SECTION * own[a] and shared >= SECTION * theirs[b] and shared > 0.5 * max(own[a], theirs[b]):
            yield sections[0][a], sections[1][b]


def says_the_same(source: Sequence[Token], retelling: Sequence[Token]) -> bool:
    """Whether two headings differ in case, punctuation, notation or spelling at most."""
    sides = [
        [t.key.replace("'", "") for t in side if t.kind in (WORD, NUMBER) and t.key not in PER_CENT]
        for side in (source, retelling)
    ]
    return len(sides[0]) == len(sides[1]) and all(map(spelt_alike, sides[0], sides[1]))


def spelt_alike(left: str, right: str) -> bool:
    """Whether two words may be one in two spellings."""
    if left == right:
        return True
    if left.isdigit() or right.isdigit() or left[:2] != right[:2]:
        return False
    shared = sum(min(left.count(c), right.count(c)) for c in set(left))
    return len(left) > 3 and 2 * shared / (len(left) + len(right)) > ALIKE + 0.15


@check(needs=[HEADING_MATCHES, SENTENCE_ALIGNMENT, RELATION], kinds=[HEADING])
def headings(ctx: Context) -> Iterator[Finding]:
    """What became of the headings. One is added only if no source has it.

    Of several sources the one that the retelling derives most from is asked first what a heading was.
    """
    relations = ctx[RELATION]
    derived = [source.id for source in ctx.comparison.sources if relations[source.id].is_derived]
    derived.sort(key=lambda name: -relations[name].derived)
    matches = [m for name in derived for m in ctx[HEADING_MATCHES][name]]
    said = {span for m in matches if m.source and not m.change for span in m.retelling}
    for m in sorted(matches, key=lambda m: not (m.source and m.retelling)):
        if m.change and said.isdisjoint(m.retelling):
            said.update(m.retelling)
            yield finding(ctx, m)


def finding(ctx: Context, m: Match) -> Finding:
    """One changed, added or dropped heading."""
    change = "changed" if m.source and m.retelling else "dropped" if m.source else "added"
    words = " -> ".join(ctx.text(side[0]) for side in (m.source, m.retelling) if side)
    return HEADING.at(
        source=m.source,
        retelling=m.retelling,
        confidence=0.85,
        importance=Importance.MEDIUM if change == "changed" and not numbered_only(m, ctx) else Importance.LOW,
        data={"change": change, "words": words},
    )


def numbered_only(m: Match, ctx: Context) -> bool:
    """Whether only the number before the heading differs."""
    sides = [ctx.text(side[0]).lstrip("0123456789.)-–—• ").casefold() for side in (m.source, m.retelling)]
    return sides[0] == sides[1]
