"""How reports and comparisons show themselves in a notebook: a small table, every word escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from retold.reporters import wording

if TYPE_CHECKING:
    from retold._report import ComparisonRecord, Report

MOST = 20
EXCERPT = 120


def report_html(report: Report) -> str:
    """A row for each retelling, then the weightiest findings of each."""
    names = wording.article_names(report.articles)
    rows = [
        [
            headline,
            " ".join(f"{label}: {counts}." for label, counts in wording.what_happened(record)) or wording.NOTHING,
        ]
        for record in report.comparisons
        for headline in wording.headlines(record, names, report.articles)
    ]
    parts = [table(["retelling", "what happened"], rows)]
    parts += [comparison_html(record, names[record.comparison.retelling.id]) for record in report.comparisons]
    if report.faults:
        lines = [f"{r.step} {r.status}: {r.reason}" for r in report.faults]
        parts.append("<p><b>Incomplete:</b> " + "; ".join(escape(wording.one_line(line)) for line in lines) + "</p>")
    return "\n".join(parts)


def comparison_html(record: ComparisonRecord, name: str | None = None) -> str:
    """The weightiest findings of one comparison."""
    told = record.comparison.retelling
    name = name or told.path or told.id
    by_weight = sorted((f for f in record.findings if not wording.is_minor(f)), key=lambda f: -f.importance.rank)
    rows = [
        [
            str(f.importance), f.kind, wording.one_line(f.message),
            *(wording.cut(wording.words_of(record.comparison, side), EXCERPT) for side in (f.source, f.retelling)),
        ]
        for f in by_weight[:MOST]
    ]  # fmt: skip
    rest = len(record.findings) - len(rows)
    more = f"<p>and {rest} more; <code>to_frame()</code> has all</p>" if rest else ""
    return (
        f"<p><b>{escape(name)}</b></p>" + table(["importance", "kind", "message", "source", "retelling"], rows) + more
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """An HTML table of plain texts."""
    head = "".join(f"<th>{escape(h)}</th>" for h in heads)
    body = "".join("<tr>" + "".join(f'<td dir="auto">{escape(c)}</td>' for c in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
