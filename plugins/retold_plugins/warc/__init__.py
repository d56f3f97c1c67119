"""Reads web archives (WARC): every response with a page that a reader knows is an article."""

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
            name="warc",
            suffixes=(".warc", ".warc.gz"),
            read=read,
            sniff=sniff,
            types=("application/warc",),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The pages of an archive. What it takes is loaded when there is one."""
    from retold_plugins.warc.reader import read_warc

    return read_warc(data, path)


def sniff(data: bytes) -> bool:
    """Whether it begins as an archive does, or is compressed as they are."""
    return data.startswith((b"WARC/1.", b"\x1f\x8b\x08"))
