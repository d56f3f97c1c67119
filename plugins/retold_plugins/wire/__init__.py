"""Reads what news agencies send: NewsML-G2, NITF and ninjs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Document, Reader

NINJS = (b'"body_text"', b'"body_xhtml"', b'"body_html"', b'"bodies"')


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader

    return [
        Reader(
            name="wire",
            suffixes=(".newsml", ".nitf", ".ninjs", ".xml", ".json"),
            read=read,
            sniff=sniff,
            types=("application/vnd.iptc.g2.newsitem+xml", "application/xml", "text/xml", "application/json"),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The news items of a file. What it takes is loaded when there is one."""
    from retold_plugins.wire.reader import read_wire

    return read_wire(data, path)


def sniff(data: bytes) -> bool:
    """Whether the first element, or the fields, are a news item's."""
    from retold.readers import root_name

    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return any(name in data for name in NINJS) and b'"uri"' in data
    return root_name(data) in ("newsitem", "newsmessage", "packageitem", "nitf")
