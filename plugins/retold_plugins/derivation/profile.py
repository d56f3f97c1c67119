"""How much of two texts is linked, and how closely the linked words agree."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from retold import Alignment, Article, Span, SpanSet
from retold_plugins.alignment.artifacts import EQUAL, LinkEdits
from retold_plugins.segmentation.artifacts import MARK, Token, Words, outside

QUOTATION = re.compile(
    r"[“\"«„「‘'](?:(?<=“)[^”“]{1,600}”|(?<=\")[^\"\n]{1,600}\"|(?<=«)[^»«]{1,600}»|(?<=„)[^“”„]{1,600}[“”]"
    r"|(?<=「)[^」]{1,600}」|(?<=‘)(?<!\w‘)[^‘\n]{8,600}?[.,!?…]?’(?!\w)|(?<=')(?<!\w')[^'\n]{8,600}[.,!?…]?'(?!\w))"
)
"""The opening mark comes first, by itself: so a search need look at nothing else."""
RUN = 4
"""Runs of so many words are looked for on both sides."""
NEAR = 0.8
"""A sentence is kept nearly word for word if one side has at least this share of the other's words: a desk that puts an
amount for its readers into a sentence, or cuts one clause, still tells it word for word."""


@frozen(kw_only=True)
class Profile:
    """The figures that the relation is told by. All but ``links`` are shares."""

    retained: float
    """Of the source's characters, those in links; partial links count half."""
    derived: float
    """Of the retelling's."""
    linked_retelling: float
    """The same, with partial links counted in full."""
    same: float
    """Of the words of linked sentences, those that are the same."""
    same_unquoted: float
    """The same outside quotation marks: independent reports share quotations."""
    near: float
    """Of the characters of linked sentences, those in sentences kept nearly word for word."""
    runs: float
    """Of the retelling's runs of words outside quotation marks, those that the source has."""
    kinship: float
    """Of the rarer words and names of the shorter text, those that the other has."""
    known: float
    """Of the retelling's content words, those that the source has anywhere."""
    brevity: float
    """Characters of the retelling for each of the source's."""
    links: int


Quotations = tuple[tuple[Span, ...], tuple[Span, ...]]
"""What stands in quotation marks, by side."""


def quotations_in(article: Article) -> tuple[Span, ...]:
    """What stands in quotation marks, with them."""
    return tuple([Span(article.id, m.start(), m.end()) for m in QUOTATION.finditer(article.text)])


def profile_of(
    alignment: Alignment, edits: Sequence[LinkEdits], words: tuple[Words, Words], quotations: Quotations
) -> Profile:
    """The profile of a pair."""
    sides = (alignment.source_units, "source"), (alignment.retelling_units, "retelling")
    half = [shares(alignment, units, side, 0.5) for units, side in sides]
    quoted = [SpanSet(side) for side in quotations]
    same, unquoted, near = agreement(edits, quoted[0])
    sentences = [[w.within(unit) for unit in units] for (units, _), w in zip(sides, words, strict=True)]
    told = [list(itertools.chain.from_iterable(side)) for side in sentences]
    return Profile(
        retained=half[0],
        derived=half[1],
        linked_retelling=shares(alignment, *sides[1], 1.0),
        same=same,
        same_unquoted=unquoted,
        near=near,
        runs=shared_runs(sentences, quoted),
        kinship=kinship(told),
        known=known(*told),
        brevity=sum(map(len, alignment.retelling_units)) / max(1, sum(map(len, alignment.source_units))),
        links=len(alignment.links),
    )


def known(source: Sequence[Token], retelling: Sequence[Token]) -> float:
    """The share of the retelling's content words, by their stems, that the source has."""
    there = {token.stem for token in source if token.is_content}
    told = [token.stem in there for token in retelling if token.is_content]
    return sum(told) / len(told) if told else 0.0


def shares(alignment: Alignment, units: Sequence[Span], side: str, partial: float) -> float:
    """The share of the characters of a side that is linked, with what a partial link counts."""
    weight: dict[Span, float] = {}
    for link in alignment.links:
        for unit in getattr(link, side):
            weight[unit] = max(weight.get(unit, 0.0), 1.0 if link.degree == "full" else partial)
    total = sum(map(len, units))
    return sum(len(unit) * w for unit, w in weight.items()) / total if total else 0.0


def agreement(edits: Sequence[LinkEdits], quoted: SpanSet) -> tuple[float, float, float]:
    """``same``, ``same_unquoted`` and ``near`` of all links."""
    same = total = same_out = total_out = 0.0
    near = size = 0
    for link in edits:
        own_same = left = right = 0
        quotes = any(map(quoted.touches, link.link.source))
        for edit in link.edits:
            kept = [t for t in edit.source if t.kind != MARK]
            lost = len([t for t in edit.retelling if t.kind != MARK])
            out = sum([not quoted.touches(t.span) for t in kept]) if quotes else len(kept)
            left, right = left + len(kept), right + lost
            total_out += out + (lost if edit.op != EQUAL or out == len(kept) else out)
            if edit.op == EQUAL:
                own_same += len(kept)
                same_out += 2 * out
        same, total = same + 2 * own_same, total + left + right
        chars = sum(map(len, link.link.retelling))
        size += chars
        near += chars if own_same >= NEAR * min(left, right) > 0 else 0
    return same / (total or 1), same_out / (total_out or 1), near / (size or 1)


def shared_runs(sentences: Sequence[Sequence[Sequence[Token]]], quoted: Sequence[SpanSet]) -> float:
    """The share of the retelling's runs of words, outside quotation marks, that stand in the source too."""
    runs = [
        ngrams([t.key for tokens in side for t in outside(tokens, marks) if t.kind != MARK])
        for side, marks in zip(sentences, quoted, strict=True)
    ]
    return len(runs[0] & runs[1]) / (min(map(len, runs)) or 1)


def ngrams(keys: Sequence[str]) -> set[tuple[str, ...]]:
    """All runs of ``RUN`` words."""
    return set(zip(*(keys[k:] for k in range(RUN)), strict=False))


def kinship(told: Iterable[Iterable[Token]]) -> float:
    """Whether the two are about one matter: shared content words against those of the shorter text."""
    stems = [{t.stem for t in tokens if t.is_content and len(t.stem) > 3} for tokens in told]
    return len(stems[0] & stems[1]) / (min(map(len, stems)) or 1)
