"""What was read of one article, on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from retold._text import Span
from retold.reporters import View, visible
from retold.reporters.tables import bold, columns
from retold.reporters.wording import cut, one_line

if TYPE_CHECKING:
    from retold._report import ArticleRecord


def render_reading(record: ArticleRecord, view: View) -> str:
    """What the document says of itself, its blocks, and the quotations, figures, dates and names in it."""
    total = min(view.width, 160)
    article = record.article
    told = {
        "file": article.path or article.id,
        "title": article.title or "",
        "language": record.language,
        "published": article.published.isoformat() if article.published else "",
        **dict(article.meta),
    }
    size = f"{len(article.text)} characters, {len(record.blocks)} blocks, {len(record.sentences)} sentences"
    lines = [bold(f"{name}: ", view.colour) + one_line(value) for name, value in told.items() if value]
    lines += [bold("size: ", view.colour) + size, ""]
    lines += told_blocks(record, view, total)
    rows = []
    for mark in record.marks:
        text = one_line(article.text[mark.span.start : mark.span.end])
        value = "" if mark.value is None else one_line(str(mark.value))
        rows.append([mark.kind, text if view.verbose else cut(text, 120), "" if value == text else cut(value, 120)])
    if rows:
        lines += ["", columns(["mark", "words", "value"], rows, total, weights=[1, 4, 3]).rstrip()]
    return "\n".join(lines) + "\n"


def told_blocks(record: ArticleRecord, view: View, total: int) -> Iterator[str]:
    """The blocks in order: of the story by their kind, of the page with the reason why they are not the story's."""
    text = record.article.text
    places = {place.span.start: place.where for place in record.article.places}
    for span, kind, why in parts(record):
        label = f"{kind:<10} "
        words = one_line(text[span.start : span.end])
        shown = words if view.verbose else cut(words, max(30, 2 * (total - len(label))))
        shown += f"  ({why})" if why else ""
        if view.verbose and span.start in places:
            shown += f" [{one_line(places[span.start])}]"
        yield from textwrap.wrap(
            label + visible(shown), total, subsequent_indent=" " * len(label), break_on_hyphens=False
        )


def parts(record: ArticleRecord) -> Iterator[tuple[Span, str, str]]:
    """Each block, cut where only a part of it is furniture: its span, its kind, and why it is no part of the story."""
    furniture = sorted(record.furniture, key=lambda f: f.span)
    number = 0
    for block in record.blocks:
        start = block.span.start
        while number < len(furniture) and furniture[number].span.end <= block.span.end:
            found = furniture[number]
            number += 1
            if start < found.span.start:
                yield Span(block.span.article, start, found.span.start), block.kind, ""
            yield found.span, "furniture", f"{found.kind}, {found.confidence:.0%}: {'; '.join(found.why)}"
            start = found.span.end
        if start < block.span.end:
            yield Span(block.span.article, start, block.span.end), block.kind, ""
