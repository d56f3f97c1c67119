"""Pieces of HTML, such as feeds hold, as blocks of words; nothing in them has to be right."""

from __future__ import annotations

from html.parser import HTMLParser

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


class Fragment(HTMLParser):
    """Collects the blocks of a piece of HTML, of which nothing has to be right."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._kind = "paragraph"
        self._silent = ""

    def finish(self, kind: str = "paragraph") -> None:
        """The block is over."""
        words = " ".join("".join(self._words).split())
        if words:
            self.blocks.append((self._kind, words))
        self._words.clear()
        self._kind = kind

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in SILENT and not self._silent:
            self._silent = tag
        elif tag in BREAKS:
            inside = self._kind if tag in ("p", "div", "br") and self._kind in ("list-item", "quote") else "paragraph"
            self.finish(BLOCK_KINDS.get(tag, inside))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in BREAKS:
            self.finish(self._kind)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in BREAKS:
            inside = tag == "p" and self._kind in ("list-item", "quote")
            self.finish(self._kind if inside else "paragraph")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)
