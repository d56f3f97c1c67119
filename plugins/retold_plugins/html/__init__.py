"""Reads HTML, by way of trafilatura (the extra ``html``), which is loaded when a page is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Document, Reader


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader

    types = ("text/html", "application/xhtml+xml")
    return [Reader(name="html", suffixes=(".html", ".htm", ".xhtml"), read=read, sniff=sniff, types=types)]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The article of a file. What it takes is loaded when there is one."""
    from retold_plugins.html.reader import read_html

    return read_html(data, path)


def sniff(data: bytes) -> bool:
    """Whether it begins as a page does."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))
