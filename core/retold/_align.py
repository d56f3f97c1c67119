"""What stands where: links between units of a source and of a retelling."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from retold._text import Span

FULL, PARTIAL = "full", "partial"


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans))


@frozen
class Link:
    """These units of the source and these of the retelling tell the same thing."""

    source: tuple[Span, ...] = field(converter=_in_order)
    retelling: tuple[Span, ...] = field(converter=_in_order)
    score: float = 1.0
    """Between 0 and 1: the share of such links that a careful editor would uphold."""
    degree: str = FULL
    """``full``: each side tells all that the other tells, details aside; ``partial``: part of it."""
    why: tuple[str, ...] = ()
    """What the link stands on, for people: ``wording``, ``figure 90bn``, ``name Merz`` ..."""

    def __attrs_post_init__(self) -> None:
        if not self.source or not self.retelling:
            raise ValueError("a link needs units on both sides; a unit without a counterpart is in no link")
        if self.degree not in (FULL, PARTIAL):
            raise ValueError(f"the degree of a link is full or partial, not {self.degree!r}")
        if not 0 <= self.score <= 1:
            raise ValueError(f"the score of a link lies between 0 and 1, not at {self.score}")


@frozen
class Alignment:
    """All links of one level between one source and one retelling.

    Units are the blocks or sentences that are not furniture, in order. A unit may be in several links.
    """

    source: str
    retelling: str
    level: str
    source_units: tuple[Span, ...] = field(repr=False)
    retelling_units: tuple[Span, ...] = field(repr=False)
    links: tuple[Link, ...]

    def __attrs_post_init__(self) -> None:
        for side, article, units in (
            ("source", self.source, self.source_units),
            ("retelling", self.retelling, self.retelling_units),
        ):
            known = set(units)
            if any(unit.article != article for unit in known):
                raise ValueError(f"a {side} unit of another article than {article!r}")
            for link in self.links:
                strange = set(getattr(link, side)) - known
                if strange:
                    raise ValueError(f"a link names {min(strange)}, which is no {self.level} of the {side}")

    @property
    def unmatched_source(self) -> tuple[Span, ...]:
        """Units of the source that are in no link."""
        return tuple(unit for unit in self.source_units if unit not in self._by_source.links)

    @property
    def unmatched_retelling(self) -> tuple[Span, ...]:
        """Units of the retelling that are in no link."""
        return tuple(unit for unit in self.retelling_units if unit not in self._by_retelling.links)

    def at_source(self, span: Span) -> tuple[Link, ...]:
        """The links one of whose source units overlaps the span, best first."""
        return self._by_source.at(span)

    def at_retelling(self, span: Span) -> tuple[Link, ...]:
        """The links one of whose retelling units overlaps the span, best first."""
        return self._by_retelling.at(span)

    @functools.cached_property
    def _by_source(self) -> _Index:
        return _Index.of((unit, link) for link in self.links for unit in link.source)

    @functools.cached_property
    def _by_retelling(self) -> _Index:
        return _Index.of((unit, link) for link in self.links for unit in link.retelling)

    def crossings(self) -> tuple[tuple[Link, Link], ...]:
        """Pairs of links that stand in another order in the retelling than in the source."""
        links = sorted(self.links, key=lambda link: (link.source, link.retelling))
        return tuple(
            (first, second)
            for i, first in enumerate(links)
            for second in links[i + 1 :]
            if first.source[-1] < second.source[0] and second.retelling[-1] < first.retelling[0]
        )


@frozen
class _Index:
    """The links of one side by unit, so that asking at a place costs no look at all of them."""

    units: tuple[Span, ...]
    """In order. Units are blocks or sentences and do not overlap, so that their ends are in order too."""
    starts: tuple[int, ...]
    links: Mapping[Span, tuple[Link, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Span, Link]]) -> _Index:
        links: dict[Span, list[Link]] = {}
        for unit, link in pairs:
            links.setdefault(unit, []).append(link)
        units = tuple(sorted(links))
        return cls(units, tuple(u.start for u in units), {unit: tuple(found) for unit, found in links.items()})

    def at(self, span: Span) -> tuple[Link, ...]:
        found: dict[int, Link] = {}
        for i in range(bisect.bisect_left(self.starts, span.end) - 1, -1, -1):
            unit = self.units[i]
            if unit.overlaps(span):
                found |= {id(link): link for link in self.links[unit]}
            elif unit.end <= span.start:
                break
        return tuple(sorted(found.values(), key=lambda link: (-link.score, link.source, link.retelling)))


@frozen(kw_only=True)
class Relation:
    """What a retelling is to one source."""

    relation: str
    """verbatim, edited, paraphrase, summary, partial, independent or unrelated."""
    direction: str
    """source-to-retelling, retelling-to-source, common or none."""
    retained: float
    """Share of the characters of the source's story that the retelling keeps."""
    derived: float
    """Share of the characters of the retelling's story that come from the source."""
    confidence: float = 1.0
    why: tuple[str, ...] = ()

    RELATIONS = ("verbatim", "edited", "paraphrase", "summary", "partial", "independent", "unrelated")
    DIRECTIONS = ("source-to-retelling", "retelling-to-source", "common", "none")

    def __attrs_post_init__(self) -> None:
        if self.relation not in self.RELATIONS:
            raise ValueError(f"no relation {self.relation!r}; one of {', '.join(self.RELATIONS)}")
        if self.direction not in self.DIRECTIONS:
            raise ValueError(f"no direction {self.direction!r}; one of {', '.join(self.DIRECTIONS)}")

    @property
    def is_derived(self) -> bool:
        """Whether one text comes from the other (or both from a third), wholly or in part."""
        return self.relation not in ("independent", "unrelated")


@frozen(kw_only=True)
class Match:
    """A quotation, figure, name ... and its counterpart in the other text.

    Specific plugins offer their matches as artifacts, so that more general ones (``claims``, details)
    leave those words alone: one change, one kind.
    """

    source: tuple[Span, ...] = field(default=(), converter=_in_order)
    retelling: tuple[Span, ...] = field(default=(), converter=_in_order)
    change: str = ""
    """The id of the kind that marks the difference; empty where the two say the same."""
    value: str = ""
    """What is matched, for people."""
    confidence: float = 1.0

    def __attrs_post_init__(self) -> None:
        if not self.source and not self.retelling:
            raise ValueError("a match needs a span on at least one side")


@frozen
class FurnitureBlock:
    """A block of the page that is not the story."""

    span: Span
    kind: str
    """``chrome`` (share lines, credits ...) or ``teaser`` (other stories)."""
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@frozen
class Mark:
    """Something in an article that `retold read` shows: a quotation, figure, date or name."""

    kind: str
    span: Span
    value: str | float | None = None
