"""One row a finding: CSV with the standard library, Parquet with pyarrow (extra ``parquet``)."""

from __future__ import annotations

import csv as csv_module
import io
from typing import Any

from retold import Report, Unavailable
from retold.reporters import View
from retold.reporters.rows import COLUMNS, rows

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SCHEMA = "retold-findings/1"


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
