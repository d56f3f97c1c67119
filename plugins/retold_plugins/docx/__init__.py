"""Reads Word documents (.docx) with the standard library alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Document, Reader


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader

    return [
        Reader(
            name="docx",
            suffixes=(".docx", ".docm"),
            read=read,
            sniff=sniff,
            types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The article of a document. What it takes is loaded when there is one."""
    from retold_plugins.docx.reader import read_docx

    return read_docx(data, path)


def sniff(data: bytes) -> bool:
    """Whether it is a ZIP archive with a part for Word."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data
