"""Reads articles that are records: JSON, JSON Lines, and Parquet (the extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Document, Reader

NEWS_ITEMS = (b'"body_text"', b'"body_xhtml"', b'"body_html"', b'"bodies"')
"""Fields of ninjs, which is read by a reader of its own."""


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader

    return [
        Reader(
            name="records",
            suffixes=(".json", ".jsonl", ".ndjson", ".parquet"),
            read=read,
            sniff=sniff,
            types=("application/json", "application/ld+json", "application/x-ndjson", "application/vnd.apache.parquet"),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The articles of a file. What it takes is loaded when there is one."""
    from retold_plugins.records.reader import read_records

    return read_records(data, path)


def sniff(data: bytes) -> bool:
    """Whether it begins as an object, a list of objects or a Parquet file does."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and b'"uri"' in data and any(name in data for name in NEWS_ITEMS):
        return False
    return start.startswith((b"{", b"[{", b"PAR1")) or (start.startswith(b"[") and b"{" in start)
