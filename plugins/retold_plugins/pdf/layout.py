"""From lines on pages to paragraphs: running heads, columns, hyphens at line ends, paragraphs over pages."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, frozen

from retold.readers import Pieces
from retold_plugins.pdf.columns import in_columns

MARGIN = 0.12
"""Running heads and feet stand in this share of the page, at its top and its bottom."""
HEAD_LENGTH = 80
HEADING = 1.15
"""Larger than the body's size by this much: a heading."""
HEADING_LENGTH = 200
ENDS = re.compile(r"[.!?…:;。！？।॥][\"'”’»)\]]{0,3}$|[\"”»]$")
FOLIO = re.compile(r"[^\w]{0,3}(?:[^\W\d]{1,10}\.?\s)?\d{1,4}(?:\s?(?:/|[^\W\d]{1,5})\s?\d{1,4})?[^\w]{0,3}")
"""A page's number: ``12``, ``- 12 -``, ``Page 3 of 7``, ``3/7``."""


@frozen
class Line:
    """A line with its box on the page (from the lower left corner), its letters' size, and whether they are bold."""

    box: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool


@frozen
class Page:
    """A page with its lines in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@define
class Paragraph:
    """Lines that belong together, with the pages that they stand on."""

    lines: list[tuple[Page, Line]]
    kind: str = "paragraph"

    @property
    def last(self) -> Line:
        return self.lines[-1][1]


def assemble(pages: Sequence[Page]) -> tuple[Pieces, int]:
    """The blocks of a document, and how many running lines were left out."""
    running = running_lines(pages)
    kept = [
        (page, line)
        for page in pages
        for line in in_columns([line for line in page.lines if (page.number, line) not in running], page.width)
    ]
    compounds = Counter(word for _, line in kept for word in re.findall(r"\w{1,40}-\w{1,40}", line.text.lower()))
    body = body_size([line for _, line in kept])
    pieces = Pieces("pdf")
    for paragraph in joined(list(paragraphs(kept, body))):
        pieces.add(paragraph.kind, text_of(paragraph, compounds), place_of(paragraph))
    return pieces, len(running)


def running_lines(pages: Sequence[Page]) -> set[tuple[int, Line]]:
    """Lines at the top and bottom that come back on other pages, numbers aside, and page numbers.

    What stands on one height with a line that comes back belongs to it: the name of the paper or the day, which
    left and right pages have in turn.
    """
    edges = [
        (page, line)
        for page in pages
        for line in page.lines
        if line.y0 > page.height * (1 - MARGIN) or line.y1 < page.height * MARGIN
    ]
    seen: dict[tuple[str, bool], set[int]] = {}
    for page, line in edges:
        seen.setdefault(form(page, line), set()).add(page.number)
    often = max(2, min(3, len(pages) // 3))
    back = [(page, line) for page, line in edges if len(seen[form(page, line)]) >= often]
    heights = {(page.number, round(line.y0)) for page, line in back if len(line.text) <= HEAD_LENGTH}
    return {
        (page.number, line)
        for page, line in edges
        if len(seen[form(page, line)]) >= often
        or FOLIO.fullmatch(line.text)
        or (len(line.text) <= HEAD_LENGTH and (page.number, round(line.y0)) in heights)
    }


def form(page: Page, line: Line) -> tuple[str, bool]:
    """A line without its numbers, and whether it stands at the top."""
    return re.sub(r"\d+", "#", " ".join(line.text.split())), line.y0 > page.height / 2


def body_size(lines: Sequence[Line]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes.items(), key=lambda item: (item[1], -item[0]))[0] if sizes else 0.0


def paragraphs(lines: Sequence[tuple[Page, Line]], body: float) -> Iterator[Paragraph]:
    """Lines put together where neither space, indent, size nor a short line before them parts them."""
    by_box: dict[tuple[int, int], list[Line]] = {}
    for page, line in lines:
        by_box.setdefault((page.number, line.box), []).append(line)
    open_: Paragraph | None = None
    for page, line in lines:
        box = by_box[page.number, line.box]
        kind = "heading" if is_heading(line, body) else "paragraph"
        same_box = open_ is not None and open_.lines[-1][0] is page and open_.last.box == line.box
        if open_ is not None and same_box and kind == open_.kind and not begins(open_.last, line, box):
            open_.lines.append((page, line))
            continue
        if open_ is not None:
            yield open_
        open_ = Paragraph([(page, line)], kind)
    if open_ is not None:
        yield open_


def is_heading(line: Line, body: float) -> bool:
    """Whether a line is set larger than the body, or bold, and is short."""
    larger = line.size > body * HEADING
    return (larger or (line.bold and not line.text.endswith((".", ",")))) and len(line.text) < HEADING_LENGTH


def begins(before: Line, line: Line, box: Sequence[Line]) -> bool:
    """Whether a line begins a paragraph in its box."""
    gaps = [a.y0 - b.y0 for a, b in itertools.pairwise(box)]
    usual = statistics.median(gaps) if gaps else 0.0
    if before.y0 - line.y0 > usual + 0.35 * line.size:
        return True
    left, right = min(one.x0 for one in box), max(one.x1 for one in box)
    indented = left + 0.6 * line.size < line.x0 < left + 6 * line.size and before.x0 < line.x0 - 0.4 * line.size
    short = before.x1 < right - 0.15 * (right - left)
    return (indented or short) and bool(ENDS.search(before.text))


def joined(found: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that go on in the next column or on the next page."""
    out: list[Paragraph] = []
    for paragraph in found:
        both = bool(out) and out[-1].kind == paragraph.kind == "paragraph"
        if both and goes_on(out[-1].last.text, paragraph.lines[0][1].text):
            out[-1].lines += paragraph.lines
        else:
            out.append(paragraph)
    return out


def goes_on(end: str, start: str) -> bool:
    """Whether a sentence that stops in the middle goes on there."""
    return not ENDS.search(end) and (start[:1].islower() or end.endswith(("-", ",")))


def text_of(paragraph: Paragraph, compounds: Counter[str]) -> str:
    """The words of a paragraph; a word that a line end divides is whole again."""
    out = ""
    for _, line in paragraph.lines:
        words = " ".join(line.text.replace("\u00ad", "-").split()) if line.text.endswith("\u00ad") else line.text
        if out.endswith("-") and words[:1].islower() and len(out) > 1 and out[-2].isalpha():
            head = re.search(r"\w{1,40}-$", out)
            tail = re.match(r"\w{1,40}", words)
            whole = f"{head.group()}{tail.group()}".lower() if head and tail else ""
            out = out + words if whole in compounds else out[:-1] + words
        else:
            out = f"{out} {words}" if out else words
    return out


def place_of(paragraph: Paragraph) -> str:
    """The pages and boxes of a paragraph: ``page 2, box 72 90 540 130``."""
    by_box: dict[tuple[int, int], list[Line]] = {}
    for page, line in paragraph.lines:
        by_box.setdefault((page.number, line.box), []).append(line)
    return "; ".join(
        f"page {number}, box {min(i.x0 for i in lines):.0f} {min(i.y0 for i in lines):.0f} "
        f"{max(i.x1 for i in lines):.0f} {max(i.y1 for i in lines):.0f}"
        for (number, _), lines in by_box.items()
    )
