"""Reads Markdown, with the blocks and the front matter that it states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Reader


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader
    from retold_plugins.markdown.reader import read_markdown

    return [Reader(name="markdown", suffixes=(".md", ".markdown"), read=read_markdown)]
