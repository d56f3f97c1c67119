"""Markdown as it stands: the text is the file's own, and blocks say where its headings and paragraphs are.

Inline marks (emphasis, links) stay in the text, so that every offset is one of the file. What is no prose
(front matter, code, comments, rules, images by themselves, link definitions) is in no block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field, frozen

from retold.readers import Document, decode
from retold_plugins.markdown.front import front_matter

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
HEADING_END = re.compile(r"(?:[ \t]+#{1,20})?[ \t]*$")
UNDERLINE = re.compile(r" {0,3}(?:={2,200}|-{2,200})[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]{0,3}){3,80}|(?:-[ \t]{0,3}){3,80}|(?:_[ \t]{0,3}){3,80})$")
ITEM = re.compile(r"[ \t]{0,20}(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?=\S)")
QUOTE = re.compile(r"(?: {0,3}>[ \t]?){1,20}")
FENCE = re.compile(r" {0,3}(`{3,20}|~{3,20})")
NO_PROSE = re.compile(
    r"\s*(?:!\[[^\]]{0,1000}\]\([^)]{0,2000}\)|\[[^\]]{1,200}\]:\s*\S+.{0,500}"
    r"|<[/!?A-Za-z][^<>]{0,2000}>|\|?[ \t:|-]{3,500})\s*$"
)


@frozen
class Line:
    """A line without its break: where it begins and its words."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_markdown(data: bytes, path: str) -> tuple[Document, ...]:
    """One article. Raises InputError for bytes that are no text."""
    text = decode(data, path)
    stated, body = front_matter(text)
    return (
        Document(
            text=text,
            title=stated.title,
            language=stated.language,
            published=stated.published,
            blocks=tuple(blocks(text, body)),
            meta=dict(stated.meta),
        ),
    )


def lines(text: str, start: int) -> Iterator[Line]:
    """The lines from an offset on."""
    while start < len(text):
        match = LINE.match(text, start)
        if match is None or match.end() == start:
            return
        yield Line(start, match.group().rstrip("\r\n"))
        start = match.end()


@define
class Blocks:
    """Collects the lines of one block after the other."""

    done: list[tuple[str, int, int]] = field(factory=list)
    kind: str = ""
    start: int = 0
    end: int = 0

    def begin(self, kind: str, line: Line, at: int) -> None:
        """A block begins at a column of a line."""
        self.finish()
        self.kind, self.start = kind, line.start + at
        self.extend(line)

    def extend(self, line: Line) -> None:
        """The block goes on to the end of the line."""
        self.end = line.start + len(line.text.rstrip())

    def finish(self) -> None:
        """The block is over."""
        if self.kind and self.end > self.start:
            self.done.append((self.kind, self.start, self.end))
        self.kind = ""


def blocks(text: str, start: int) -> list[tuple[str, int, int]]:
    """Kind, start and end of each block, in order."""
    found = Blocks()
    fence = ""
    in_comment = False
    for line in lines(text, start):
        if in_comment:
            in_comment = "-->" not in line.text
        elif fence:
            fence = "" if line.text.strip().startswith(fence) else fence
        elif opening := FENCE.match(line.text):
            found.finish()
            fence = opening[1]
        elif line.text.lstrip().startswith("<!--"):
            found.finish()
            in_comment = "-->" not in line.text
        else:
            take(found, line)
    found.finish()
    return found.done


def take(found: Blocks, line: Line) -> None:
    """What one line of prose does to the block that is open."""
    if not line.text.strip():
        found.finish()
    elif heading := HEADING.match(line.text):
        ending = HEADING_END.search(line.text, heading.end())
        found.begin("heading", Line(line.start, line.text[: ending.start() if ending else None]), heading.end())
        found.finish()
    elif found.kind == "paragraph" and UNDERLINE.match(line.text):
        found.kind = "heading"
        found.finish()
    elif RULE.match(line.text) or NO_PROSE.match(line.text):
        found.finish()
    elif quote := QUOTE.match(line.text):
        if not line.text[quote.end() :].strip():
            found.finish()
        elif found.kind == "quote":
            found.extend(line)
        else:
            found.begin("quote", line, quote.end())
    elif item := ITEM.match(line.text):
        found.begin("list-item", line, item.end())
    elif found.kind:
        found.extend(line)
    else:
        found.begin("paragraph", line, len(line.text) - len(line.text.lstrip()))
