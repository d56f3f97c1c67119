"""A report as rows, one a finding: for tables, frames and spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from retold._errors import Unavailable

if TYPE_CHECKING:
    from retold._report import Report
    from retold._text import Span

COLUMNS = (
    "comparison", "source_path", "retelling_path", "kind", "importance", "confidence", "message", "source_start",
    "source_end", "source_text", "retelling_start", "retelling_end", "retelling_text", "data", "fingerprint",
)  # fmt: skip


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """The findings in the report's order. Offsets of several spans run from the first start to the last end."""
    for number, record in enumerate(report.comparisons):
        comparison = record.comparison
        for finding, fingerprint in zip(record.findings, record.fingerprints, strict=True):
            source = finding.source[0].article if finding.source else comparison.sources[0].id
            yield {
                "comparison": number,
                "source_path": comparison.article(source).path or source,
                "retelling_path": comparison.retelling.path or comparison.retelling.id,
                "kind": finding.kind,
                "importance": str(finding.importance),
                "confidence": finding.confidence,
                "message": finding.message,
                **side("source", finding.source, comparison.text),
                **side("retelling", finding.retelling, comparison.text),
                "data": json.dumps(dict(finding.data), ensure_ascii=False),
                "fingerprint": fingerprint,
            }


def side(name: str, spans: Sequence[Span], text: Callable[[Span], str]) -> dict[str, Any]:
    """The columns of one side."""
    if not spans:
        return {f"{name}_start": None, f"{name}_end": None, f"{name}_text": None}
    return {
        f"{name}_start": spans[0].start,
        f"{name}_end": spans[-1].end,
        f"{name}_text": " … ".join(text(span) for span in spans),
    }


def frame(report: Report, library: str | None = None) -> Any:
    """The rows as a pandas or polars frame, whichever is named, else whichever is installed.

    Raises Unavailable where it is not, and ValueError for another name.
    """
    if library not in (None, "pandas", "polars"):
        raise ValueError(f"frames are made with pandas or polars, not with {library!r}")
    made = {column: [row[column] for row in rows(report)] for column in COLUMNS}
    for name in [library] if library else ["pandas", "polars"]:
        try:
            return __import__(name).DataFrame(made)
        except ImportError:
            continue
    raise Unavailable(f"a frame needs {library or 'pandas or polars'}", f"pip install {library or 'pandas'}")
