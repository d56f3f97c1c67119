"""One row a finding: CSV with the standard library, Parquet with pyarrow (extra ``parquet``)."""

from __future__ import annotations

import csv as csv_module
import io
import json
from collections.abc import Iterator
from typing import Any

from retold import Report, Unavailable
from retold.reporters import View

COLUMNS = (
    "comparison", "source_path", "retelling_path", "kind", "importance", "confidence", "message", "source_start",
    "source_end", "source_text", "retelling_start", "retelling_end", "retelling_text", "data", "fingerprint",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SCHEMA = "retold-findings/1"


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
                **_side("source", finding.source, comparison.text),
                **_side("retelling", finding.retelling, comparison.text),
                "data": json.dumps(dict(finding.data), ensure_ascii=False),
                "fingerprint": fingerprint,
            }


def _side(name: str, spans: Any, text: Any) -> dict[str, Any]:
    if not spans:
        return {f"{name}_start": None, f"{name}_end": None, f"{name}_text": None}
    return {
        f"{name}_start": spans[0].start,
        f"{name}_end": spans[-1].end,
        f"{name}_text": " … ".join(text(span) for span in spans),
    }


def csv(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """CSV (RFC 4180). A cell that a spreadsheet would run as a formula begins with an apostrophe instead."""
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(report):
        writer.writerow(["" if row[column] is None else harmless(row[column]) for column in COLUMNS])
    return out.getvalue()


def harmless(value: Any) -> Any:
    """Words that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def parquet(report: Report, view: View) -> bytes:  # noqa: ARG001 - every reporter gets a view
    """Parquet, with the version of its columns in the metadata. Raises Unavailable without pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise Unavailable("Parquet needs pyarrow", "pip install 'retold[parquet]'") from None
    whole = pyarrow.int64()
    types = {c: pyarrow.string() for c in COLUMNS} | {c: whole for c in COLUMNS if c.endswith(("_start", "_end"))}
    types |= {"comparison": whole, "confidence": pyarrow.float64()}
    schema = pyarrow.schema([(c, types[c]) for c in COLUMNS], metadata={"retold": SCHEMA})
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows(report)), schema=schema), sink)
    return sink.getvalue()
