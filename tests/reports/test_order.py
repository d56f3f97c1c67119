"""The order in which files are given, and their names, change nothing of what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs
import pytest

import retold
from retold import Article, ComparisonRecord, Span
from retold.cli.starting import examples

RETELLINGS = ("explainer", "paraphrase", "regional")
NAMES = {"source": "z", "independent": "y", "explainer": "c", "paraphrase": "b", "regional": "a"}


@pytest.mark.parametrize("story", ["reservoir", "stadium"])
@pytest.mark.parametrize(
    ("sources", "retellings"),
    [(("source", "independent"), RETELLINGS), (("paraphrase", "source", "independent"), ("explainer",))],
)
def test_order_of_the_files(story: str, sources: Sequence[str], retellings: Sequence[str]) -> None:
    assert compared(story, sources, retellings) == compared(story, sources[::-1], retellings[::-1])


@pytest.mark.parametrize("story", ["reservoir", "stadium"])
def test_names_of_the_articles(story: str) -> None:
    sources = ("source", "independent")

    assert compared(story, sources, RETELLINGS) == compared(story, sources, RETELLINGS, NAMES)


@pytest.mark.parametrize("story", ["reservoir", "stadium"])
@pytest.mark.parametrize("also", ["source", "paraphrase", "independent"])
def test_nothing_is_added_that_a_source_has(story: str, also: str) -> None:
    told = article(story, "explainer", "explainer")
    copy = attrs.evolve(told, id="copy")
    (record,) = retold.compare_all([article(story, also, also), copy], [told], strict=True).comparisons

    assert {f.kind for f in record.findings if not f.source} <= {"furniture/chrome", "furniture/teaser"}


@cache
def article(story: str, name: str, given: str) -> Article:
    """An article of an example, by the name that it is given."""
    (record,) = retold.read(examples() / story / f"{name}.txt").articles
    return attrs.evolve(record.article, id=given, path=None)


def compared(
    story: str, sources: Sequence[str], retellings: Sequence[str], names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What is found in some files of an example, under the names of the files, whatever names they are given."""
    names = names or {}
    files = {names.get(name, name): name for name in (*sources, *retellings)}
    told = [[article(story, name, names.get(name, name)) for name in side] for side in (sources, retellings)]
    report = retold.compare_all(*told, strict=True)
    return {files[c.comparison.retelling.id]: list(facts(c, files)) for c in report.comparisons}


def facts(record: ComparisonRecord, files: Mapping[str, str]) -> Iterator[object]:
    """All that a comparison tells, in an order of its own."""

    def places(spans: Sequence[Span]) -> list[tuple[str, int, int]]:
        return [(files[span.article], span.start, span.end) for span in spans]

    yield sorted((files[source], str(relation)) for source, relation in record.relations)
    yield sorted(
        (files[a.source], a.level, places(x.source), places(x.retelling), x.score)
        for a in record.alignments
        for x in a.links
    )
    yield sorted(
        (f.kind, f.message, f.confidence, str(f.importance), places(f.source), places(f.retelling))
        for f in record.findings
    )
