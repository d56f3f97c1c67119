"""What was read of one article, on a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

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
    furniture = {block.span for block in record.furniture}
    size = f"{len(article.text)} characters, {len(record.blocks)} blocks, {len(record.sentences)} sentences"
    lines = [bold(f"{name}: ", view.colour) + one_line(value) for name, value in told.items() if value]
    lines += [bold("size: ", view.colour) + size, ""]
    places = {place.span.start: place.where for place in article.places}
    for block in record.blocks:
        kind = "furniture" if block.span in furniture else block.kind
        words = one_line(article.text[block.span.start : block.span.end])
        label = f"{kind:<10} "
        if view.verbose and block.span.start in places:
            words += f" [{one_line(places[block.span.start])}]"
        shown = words if view.verbose else cut(words, max(30, 2 * (total - len(label))))
        lines += textwrap.wrap(
            label + visible(shown), total, subsequent_indent=" " * len(label), break_on_hyphens=False
        )
    rows = []
    for mark in record.marks:
        text = one_line(article.text[mark.span.start : mark.span.end])
        value = "" if mark.value is None else one_line(str(mark.value))
        rows.append([mark.kind, text if view.verbose else cut(text, 120), "" if value == text else cut(value, 120)])
    if rows:
        lines += ["", columns(["mark", "words", "value"], rows, total, weights=[1, 4, 3]).rstrip()]
    return "\n".join(lines) + "\n"
