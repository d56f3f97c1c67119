"""Reads the text layer of PDF files, by way of pdfminer.six (the extra ``pdf``), which is loaded when one is read."""

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
            name="pdf",
            suffixes=(".pdf",),
            read=read,
            sniff=sniff,
            types=("application/pdf",),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The article of a file. What it takes is loaded when there is one."""
    from retold_plugins.pdf.reader import read_pdf

    return read_pdf(data, path)


def sniff(data: bytes) -> bool:
    """Whether it says that it is a PDF file."""
    return b"%PDF-" in data[:1024]
