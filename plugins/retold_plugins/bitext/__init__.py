"""Reads source and translation from one file: XLIFF 1.2 and 2, TMX, PO."""

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
            name="bitext",
            suffixes=(".xliff", ".xlf", ".tmx", ".po", ".xml"),
            read=read,
            sniff=sniff,
            types=("application/xliff+xml", "application/x-tmx+xml", "text/x-gettext-translation"),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """Both sides of a file. What it takes is loaded when there is one."""
    from retold_plugins.bitext.reader import read_bitext

    return read_bitext(data, path)


def sniff(data: bytes) -> bool:
    """Whether the first element is that of XLIFF or TMX."""
    from retold.readers import root_name

    return root_name(data) in ("xliff", "tmx")
