"""The order of a page that is set in clean columns: pdfminer's own guess errs where they end at different heights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retold_plugins.pdf.layout import Line

GUTTER = 6.0
"""Points between two columns at least."""
ACROSS = 3
"""At most so many boxes (headline, standfirst, byline) stand over all columns."""
LEAST_LINES, LEAST_WIDTH, MOST = 3, 0.15, 5
"""Of a column: its lines, and its share of the page's width; and how many of them a page has."""


def in_columns(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines column by column below what stands over all columns; as they were where no such columns are."""
    boxes: dict[int, list[Line]] = {}
    for line in lines:
        boxes.setdefault(line.box, []).append(line)
    order = sorted(boxes.values(), key=lambda box: -max(line.y1 for line in box))
    for over in range(min(ACROSS, len(order)) + 1):
        columns = split(order[over:])
        if 2 <= len(columns) <= MOST and all(is_column(column, width) for column in columns):
            below = [line for column in columns for box in column for line in box]
            return [line for box in order[:over] for line in box] + below
    return list(lines)


def split(boxes: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """The boxes by column, from the left; in each from the top."""
    columns: list[list[list[Line]]] = []
    edge = 0.0
    for box in sorted(boxes, key=lambda box: min(line.x0 for line in box)):
        if not columns or min(line.x0 for line in box) > edge + GUTTER:
            columns.append([])
        columns[-1].append(box)
        edge = max(edge, *(line.x1 for line in box))
    return [sorted(column, key=lambda box: -max(line.y1 for line in box)) for column in columns]


def is_column(boxes: Sequence[list[Line]], width: float) -> bool:
    """Whether boxes are a column of text, and not a margin, a list's numbers or a caption."""
    lines = [line for box in boxes for line in box]
    wide = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    return len(lines) >= LEAST_LINES and wide >= LEAST_WIDTH * width
