"""Reads HTML, by way of trafilatura (the extra ``html``), which is loaded when a page is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Reader


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader
    from retold_plugins.html.reader import read_html

    return [Reader(name="html", suffixes=(".html", ".htm", ".xhtml"), read=read_html)]
