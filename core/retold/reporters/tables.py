"""Tables on a terminal, on tabulate: fitted to a width, and safe with whatever the cells hold."""

from __future__ import annotations

from collections.abc import Sequence

from tabulate import tabulate

from retold.reporters import visible
from retold.reporters.wording import width

BLANK = "\u2800"
PLAIN = "\u2064"
"""Takes no columns, and makes a cell text: tabulate 0.10 makes a number or a truth value of what looks like one where
it wraps, whatever ``disable_numparse`` says, and fails at "31,000" (astanin/python-tabulate#428)."""
GAP, HEADER_PADDING, NARROWEST = 2, 2, 8
MOST_OF_FIRST = 0.4
"""The share of all columns that the first one gets at most for its longest word."""


def bold(text: str, colour: bool, code: str = "1") -> str:
    """Text with an SGR code, where colour is wanted."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def columns(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    total: int,
    *,
    weights: Sequence[int] | None = None,
    first: int = 0,
) -> str:
    """A table of text within ``total`` columns. The widest columns give way first, in the ratio of their weights.

    The first column gets ``first`` columns at least, so that its words need not be broken, where that leaves
    the others enough. Where a cell takes several lines, an empty one follows each row.
    """
    if not rows:
        return ""
    # tabulate keeps line breaks inside a cell, and everything else is made visible.
    safe = [["\n".join(visible(line) for line in cell.split("\n")) for cell in row] for row in rows]
    # tabulate keeps two columns beside each header at the least.
    wanted = [
        max(width(headers[i]) + HEADER_PADDING, *(width(line) for row in safe for line in row[i].split("\n")))
        for i in range(len(headers))
    ]
    room, weights = total - GAP * (len(headers) - 1), weights or [1] * len(headers)
    widths = shared(wanted, room, weights)
    if len(widths) > 1 and widths[0] < first <= MOST_OF_FIRST * room:
        widths = [first, *shared(wanted[1:], room - first, weights[1:])]
    safe = [[PLAIN + cell if cell else "" for cell in row] for row in safe]
    if any("\n" in cell or width(cell) > widths[i] for row in safe for i, cell in enumerate(row)):
        # tabulate leaves a row out whose cells are empty.
        safe = [cells for row in safe for cells in (row, [BLANK, *[""] * (len(row) - 1)])][:-1]
    table = tabulate(
        safe,
        headers=headers,
        tablefmt="simple",
        maxcolwidths=widths,
        maxheadercolwidths=[w - HEADER_PADDING for w in widths],
        disable_numparse=True,
    )
    lines = (line.replace(PLAIN, "").rstrip() for line in table.split("\n"))
    return "".join("\n" if line == BLANK else f"{line}\n" for line in lines)


def shared(wanted: Sequence[int], total: int, weights: Sequence[int]) -> list[int]:
    """So many columns for each: what it wants where that is less than its fair share; the rest share the rest."""
    result = [0] * len(wanted)
    open_ = list(range(len(wanted)))
    while open_:
        weight = sum(weights[i] for i in open_)
        fair = {i: max(NARROWEST, total * weights[i] // weight) for i in open_}
        modest = [i for i in open_ if wanted[i] <= fair[i]]
        if not modest:
            for i in open_:
                result[i] = fair[i]
            break
        for i in modest:
            result[i] = wanted[i]
            total -= wanted[i]
            open_.remove(i)
    return result
