"""Pieces of HTML, such as feeds hold, as blocks of words; nothing in them has to be right."""

from __future__ import annotations

import re
from html import unescape

BLOCK_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hedline", "hl1", "hl2"), "heading"),
    "li": "list-item",
    "blockquote": "quote",
}
BREAKS = {
    *BLOCK_KINDS,
    *("p", "div", "br", "ul", "ol", "table", "tr", "td", "th", "section", "article", "figure", "figcaption", "pre"),
    *("header", "footer", "aside", "main", "nav", "dl", "dt", "dd", "hr", "body"),
}
SILENT = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "title"}


MARKUP = re.compile(
    r"<!--(?:.*?-->|.*)|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9:-]{0,30})(?:[\s/][^<>]{0,4000})?>|<[!?/][^<>]{0,4000}>",
    re.DOTALL,
)
"""Comments, tags, declarations. Nothing is looked at twice: Python's own parser takes the square of hostile text."""


class Fragment:
    """Collects the blocks of a piece of HTML, of which nothing has to be right."""

    def __init__(self) -> None:
        self.blocks: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._kind = "paragraph"
        self._silent = ""

    def read(self, text: str) -> list[tuple[str, str]]:
        """The kind and the words of each block."""
        at = 0
        for found in MARKUP.finditer(text):
            if not self._silent:
                self._words.append(text[at : found.start()])
            at = found.end()
            tag = (found["tag"] or "").lower()
            if tag and found["end"]:
                self.close(tag)
            elif tag:
                self.open(tag)
        if not self._silent:
            self._words.append(text[at:])
        self.finish()
        return self.blocks

    def finish(self, kind: str = "paragraph") -> None:
        """The block is over."""
        words = " ".join(unescape("".join(self._words)).split())
        if words:
            self.blocks.append((self._kind, words))
        self._words.clear()
        self._kind = kind

    def open(self, tag: str) -> None:
        """An element begins; one that divides blocks ends the block before it."""
        if tag in SILENT and not self._silent:
            self._silent = tag
        elif tag in BREAKS and not self._silent:
            inside = self._kind if tag in ("p", "div", "br") and self._kind in ("list-item", "quote") else "paragraph"
            self.finish(BLOCK_KINDS.get(tag, inside))

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag == self._silent:
            self._silent = ""
        elif tag in BREAKS and not self._silent:
            inside = tag == "p" and self._kind in ("list-item", "quote")
            self.finish(self._kind if inside else "paragraph")
