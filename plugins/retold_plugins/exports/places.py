"""Where articles and spans are, for formats that name files, lines and columns."""

from __future__ import annotations

import bisect
from pathlib import PurePath
from urllib.parse import quote

from attrs import field, frozen

from retold import Article

FORBIDDEN = {
    code: "\ufffd" for code in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)) if code not in (9, 10, 13)
}


def address(article: Article) -> str:
    """A relative URI of the article's file; of a text without one, its hash."""
    if not article.path or article.path == "-":
        return f"urn:sha256:{article.sha256}"
    return quote(PurePath(article.path).as_posix())


def for_xml(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold; each becomes U+FFFD."""
    return text.translate(FORBIDDEN)


@frozen
class Lines:
    """Lines and columns, from 1, of offsets into a text. Columns count code points."""

    text: str = field(repr=False)
    _starts: list[int] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
