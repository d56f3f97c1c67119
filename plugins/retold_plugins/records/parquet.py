"""The rows of a Parquet file, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retold import InputError, Unavailable
from retold.readers import reading
from retold_plugins.records.names import FIELDS, TEXT, folded

BATCH = 256


def rows(data: bytes, path: str) -> Iterator[tuple[Any, str]]:
    """Each row's fields that may say something of an article, and its number. Raises InputError."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise Unavailable("reading Parquet needs the extra 'parquet'", "pip install 'retold[parquet]'") from None
    limits = reading().limits
    wanted = {*TEXT, *(name for names in FIELDS.values() for name in names)}
    try:
        file = parquet.ParquetFile(pyarrow.BufferReader(data))
        table = file.metadata
        limits.check("articles", table.num_rows, path, "holds rows,")
        size = sum(table.row_group(i).total_byte_size for i in range(table.num_row_groups))
        limits.check("unpacked", size, path, "unpacks to")
        names = file.schema_arrow.names
        columns = [name for name in names if folded(name) in wanted] or names[:8]
        number = taken = 0
        for batch in file.iter_batches(batch_size=BATCH, columns=columns):
            taken += batch.nbytes
            limits.check("unpacked", taken, path, "unpacks to")
            for row in batch.to_pylist():
                number += 1
                yield row, f"row {number}"
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        why = " ".join(str(error).split())[:200]
        raise InputError(path, f"no Parquet file, or one that was cut off ({why})") from None
