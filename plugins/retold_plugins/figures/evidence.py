"""The words around a figure, by which two figures are told to be of one thing."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from retold import Span
from retold_plugins.figures.artifacts import Figure
from retold_plugins.segmentation.artifacts import Words

REACH = 60
"""Characters that are looked at on both sides."""
NEAR = 5
"""Words that are looked at on both sides."""


@frozen
class Setting:
    """Stems on both sides of a figure, and the words right beside it."""

    before: frozenset[str]
    after: frozenset[str]
    left: str
    right: str


EMPTY = Setting(frozenset(), frozenset(), "", "")


@frozen(kw_only=True)
class Surroundings:
    """The settings of an article's figures; worked out as they are asked for."""

    words: Words
    figures: Sequence[Figure]
    across: bool
    """Whether the two texts are in different languages, so that words tell nothing."""
    _known: dict[int, Setting] = field(factory=dict, repr=False)

    def of(self, n: int) -> Setting:
        """The setting of the n-th figure."""
        if self.across:
            return EMPTY
        if n not in self._known:
            self._known[n] = self._made(self.figures[n].span)
        return self._known[n]

    def _made(self, span: Span) -> Setting:
        before = self.words.within(Span(span.article, max(0, span.start - REACH), span.start))
        after = self.words.within(Span(span.article, span.end, span.end + REACH))
        told = [t for t in before if t.is_content][-NEAR:], [t for t in after if t.is_content][:NEAR]
        return Setting(
            frozenset(t.stem for t in told[0] if t.kind == "word"),
            frozenset(t.stem for t in told[1] if t.kind == "word"),
            before[-1].key if before else "",
            after[0].key if after else "",
        )


def shared(a: Setting, b: Setting) -> int:
    """How many stems stand around both."""
    return len((a.before | a.after) & (b.before | b.after))


def likeness(a: Setting, b: Setting) -> float:
    """Between 0 (nothing shared) and 1 (the same words on both sides)."""
    sides = []
    for x, y, p, q in ((a.before, b.before, a.left, b.left), (a.after, b.after, a.right, b.right)):
        least = min(len(x), len(y))
        if least:
            sides.append((len(x & y) / least, min(least, 3)))
        elif p and p == q:
            sides.append((1.0, 1))
    if not sides:
        return 0.0
    by_side = sum(share * weight for share, weight in sides) / sum(weight for _, weight in sides)
    everything = a.before | a.after, b.before | b.after
    least = min(map(len, everything))
    loose = len(everything[0] & everything[1]) / least if least else 0.0
    beside = 0.5 * (a.left == b.left != "") + 0.5 * (a.right == b.right != "")
    return round(max(0.7 * by_side + 0.3 * beside, 0.6 * loose), 4)
