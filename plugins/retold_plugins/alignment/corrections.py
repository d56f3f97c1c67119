"""Links that a person has fixed: read from a report, resolved by the texts' hashes and the sentences' spans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from retold import Article, Span, UsageError
from retold_plugins.alignment.stated import stated_groups, states_links


@frozen
class Options:
    """Options of the aligner."""

    links: str = ""
    """The path of a JSON report; its sentence links stand, and the rest is aligned around them."""


@frozen
class Given:
    """Groups of units that are linked, whatever the evidence, and units that are in no other link."""

    groups: tuple[tuple[tuple[int, ...], tuple[int, ...], str], ...] = ()
    """Units of the source, of the retelling, and the degree."""
    rows: frozenset[int] = field(init=False)
    columns: frozenset[int] = field(init=False)

    @rows.default
    def _rows(self) -> frozenset[int]:
        return frozenset(i for left, _, _ in self.groups for i in left)

    @columns.default
    def _columns(self) -> frozenset[int]:
        return frozenset(j for _, right, _ in self.groups for j in right)

    @property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """All pairs of units that stand in one group."""
        return frozenset((i, j) for left, right, _ in self.groups for i in left for j in right)

    def leaves(self, i: int, j: int) -> bool:
        """Whether the pair is for the aligner to judge."""
        return i not in self.rows and j not in self.columns


def given_links(path: str, articles: tuple[Article, Article], units: tuple[Sequence[Span], Sequence[Span]]) -> Given:
    """The links of a report for two texts. Raises UsageError where it does not fit them.

    A link with one side empty says that the units of the other have no counterpart.
    """
    if not path:
        return Given(stated_groups(articles, units)) if states_links(*articles) else Given()
    report = read(path)
    try:
        return in_report(path, report, articles, units)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path}: not a whole report of retold ({type(error).__name__}: {error})") from None


def in_report(
    path: str,
    report: Mapping[str, Any],
    articles: tuple[Article, Article],
    units: tuple[Sequence[Span], Sequence[Span]],
) -> Given:
    """The links that a report has for two texts."""
    known = [records_of(path, report, article) for article in articles]
    comparison, records = comparison_of(path, report, known[0], known[1])
    places = [by_id(record, own) for record, own in zip(records, units, strict=True)]
    others = {
        str(s.get("id"))
        for record in report["articles"]
        if record["id"] in comparison["sources"] and record["id"] != records[0]["id"]
        for s in record.get("sentences", ())
    }
    groups = []
    for link in comparison.get("links", ()):
        source, retelling = link.get("source", ()), link.get("retelling", ())
        if link.get("level") != "sentence" or any(str(name) in others for name in source):
            continue
        left = tuple(sorted({number(path, places[0], name) for name in source}))
        right = tuple(sorted({number(path, places[1], name) for name in retelling}))
        groups.append((left, right, "partial" if link.get("degree") == "partial" else "full"))
    return Given(tuple(groups))


def read(path: str) -> dict[str, Any]:
    """A JSON report."""
    try:
        report = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the report with the links cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise UsageError(f"{path}: the report with the links is not JSON ({error})") from None
    if not isinstance(report, dict) or not str(report.get("format", "")).startswith("retold-report/"):
        raise UsageError(f"{path}: not a report of retold; links are taken from what --format json printed")
    return report


def records_of(path: str, report: Mapping[str, Any], article: Article) -> dict[str, Mapping[str, Any]]:
    """What the report says of an article, which it knows by the hash of its bytes: by id, for it may be there twice."""
    records: list[dict[str, Any]] = report.get("articles", [])
    found = {record["id"]: record for record in records if record.get("sha256") == article.sha256}
    if found:
        return dict(found)
    name = article.path or article.title or article.id
    if any(record.get("path") == article.path for record in records if article.path):
        raise UsageError(f"{path}: {name} has changed since its links were fixed; compare it again and fix them there")
    raise UsageError(f"{path}: holds no links of {name} (no text with its hash)")


def comparison_of(
    path: str, report: Mapping[str, Any], sources: Mapping[str, Any], retellings: Mapping[str, Any]
) -> tuple[Mapping[str, Any], tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The comparison of the two in the report, and what it says of either."""
    for comparison in report.get("comparisons", ()):
        for name in comparison.get("sources", ()):
            if comparison.get("retelling") in retellings and name in sources:
                return comparison, (sources[name], retellings[comparison["retelling"]])
    raise UsageError(f"{path}: does not compare these two texts")


def by_id(record: Mapping[str, Any], units: Sequence[Span]) -> dict[str, int]:
    """The number of the unit of today that each sentence of the report is."""
    at = {(unit.start, unit.end): k for k, unit in enumerate(units)}
    out = {}
    for sentence in record.get("sentences", ()):
        span = sentence.get("start"), sentence.get("end")
        k = at.get(span)
        if k is None:
            k = next((n for n, u in enumerate(units) if 2 * (min(span[1], u.end) - max(span[0], u.start)) > len(u)), -1)
        out[str(sentence.get("id"))] = k
    return out


def number(path: str, table: Mapping[str, int], name: str) -> int:
    """The unit of a sentence that a link names."""
    k = table.get(str(name), -1)
    if k < 0:
        raise UsageError(f"{path}: a link names {name}, which is no sentence of the story")
    return k
