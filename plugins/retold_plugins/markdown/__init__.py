"""Reads Markdown, with the blocks and the front matter that it states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Document, Reader


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader

    return [Reader(name="markdown", suffixes=(".md", ".markdown"), read=read)]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The article of a file. What it takes is loaded when there is one."""
    from retold_plugins.markdown.reader import read_markdown

    return read_markdown(data, path)
