"""Reads RSS and Atom feeds: every entry is an article."""

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
            name="feeds",
            suffixes=(".rss", ".atom", ".rdf", ".xml"),
            read=read,
            sniff=sniff,
            types=("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The entries of a feed. What it takes is loaded when there is one."""
    from retold_plugins.feeds.reader import read_feeds

    return read_feeds(data, path)


def sniff(data: bytes) -> bool:
    """Whether the first element is a feed's."""
    from retold.readers import root_name

    return root_name(data) in ("rss", "feed", "rdf")
