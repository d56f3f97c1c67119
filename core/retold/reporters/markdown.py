"""The report as Markdown for an issue or a mail: lists, which read well as plain text too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from retold._finding import Importance
from retold.reporters import View
from retold.reporters.wording import (
    NOTHING,
    article_names,
    cut,
    fault_lines,
    focus,
    headlines,
    is_minor,
    minor_counts,
    one_line,
    percent,
    summed_up,
    what_happened,
    where_of,
    words_of,
)

if TYPE_CHECKING:
    from retold._finding import Finding
    from retold._report import ComparisonRecord, Report

LIMIT = 300
"""Columns of quoted words; the middle of longer ones is left out unless all are asked for."""
SPECIAL = re.compile(r"[\\`*_\[\]|~<&#$]")
ENTITIES = {"<": "&lt;", "&": "&amp;"}
MENTION = re.compile(r"@(?=\w)")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line, and that mentions nobody."""
    text = SPECIAL.sub(lambda match: ENTITIES.get(match[0], "\\" + match[0]), one_line(text))
    return MENTION.sub("@\u2060", text)


def render(report: Report, view: View) -> str:
    """The report as Markdown."""
    names = {name: escaped(shown) for name, shown in article_names(report.articles).items()}
    parts = [part for record in report.comparisons for part in comparison_parts(record, report, names, view)]
    if len(report.comparisons) > 1:
        headers, *rows = summed_up(report, names)
        lines = [headers, ["---"] * len(headers), *rows]
        parts.insert(0, "\n".join(f"| {' | '.join(line)} |" for line in lines))
    if report.faults:
        faults = (f"- {escaped(line)}" for line in fault_lines(report.faults, every=view.verbose))
        parts.append("\n".join(["## This report is incomplete", "", *faults]))
    if report.notes:
        parts.append("\n".join(["## Notes", "", *(f"- {escaped(note)}" for note in report.notes)]))
    if view.timings:
        ran = sorted((s for s in report.steps if s.status == "ran"), key=lambda s: (-s.seconds, s.step))
        parts.append("\n".join(["## Timings", "", *(f"- {escaped(s.step)}: {1000 * s.seconds:.1f} ms" for s in ran)]))
    return "\n\n".join(parts) + "\n"


def comparison_parts(record: ComparisonRecord, report: Report, names: dict[str, str], view: View) -> Iterator[str]:
    """Headings, what happened in words, and the findings by importance."""
    yield f"## {names[record.comparison.retelling.id]}"
    yield from headlines(record, names, report.articles)
    told = [f"- **{label}:** {escaped(counts)}" for label, counts in what_happened(record)]
    yield "\n".join(told) or NOTHING
    for importance in reversed(Importance):
        some = [f for f in record.findings if f.importance is importance and (view.verbose or not is_minor(f))]
        if some:
            yield f"### {importance.capitalize()} importance ({len(some)})"
            yield "\n".join(items(record, names, some, view))
    less = [] if view.verbose else minor_counts(record, names)
    if less:
        yield f"Also: {', '.join(less)}."


def items(record: ComparisonRecord, names: dict[str, str], findings: Iterable[Finding], view: View) -> Iterator[str]:
    """A list item for each finding: kind, place and message, then the words of the sides that it does not quote."""
    comparison = record.comparison
    for finding in findings:
        several = len(comparison.sources) > 1 and finding.source
        source = names[finding.source[0].article] if several else "source"
        sides = [(s, spans) for s, spans in ((source, finding.source), ("retelling", finding.retelling)) if spans]
        place = ", ".join(f"{side} {escaped(where_of(comparison, spans))}" for side, spans in sides)
        sure = f", {percent(finding.confidence)} sure" if view.verbose else ""
        yield f"- **{escaped(finding.kind)}** ({place}{sure}): {escaped(finding.message)}"
        words = [words_of(comparison, spans) for _, spans in sides]
        if all(said in one_line(finding.message) for said in words):
            continue
        if not view.verbose:
            words = list(focus(words[0], words[1], LIMIT)) if len(words) == 2 else [cut(words[0], LIMIT)]
        for (side, _), said in zip(sides, words, strict=True):
            yield f"  - {side}: {escaped(said)}"
