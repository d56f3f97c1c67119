"""From reports to what people and programs read. Table, JSON and Markdown are here; others are plugins'."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from retold._errors import UsageError, nearest

if TYPE_CHECKING:
    from retold._matrix import Matrix
    from retold._report import Report


_SHOWN = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_SHOWN |= {code: f"<U+{code:04X}>" for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_SHOWN |= {ord(space): " " for space in "\t\n\r\x0b\x0c\x85\u2028\u2029"}


__all__ = ["BUILT_IN", "Reporter", "View", "choose", "visible"]


def visible(text: str) -> str:
    """Text that a terminal can be given: articles and file names are hostile input.

    White space that would break a line is a space, other control characters (escape sequences begin with
    one) and characters that override the direction of text are shown as what they are.
    """
    return text.translate(_SHOWN)


@frozen(kw_only=True)
class View:
    """How a report is to be shown."""

    width: int = 100
    """Columns of the terminal."""
    colour: bool = False
    verbose: bool = False
    timings: bool = False


@frozen(kw_only=True)
class Reporter:
    """A format: its name and the function that makes text (or bytes) of a report."""

    name: str
    render: Callable[[Report, View], str | bytes]
    suffix: str = field(default=".txt")
    """The usual suffix of a file in this format."""
    render_matrix: Callable[[Matrix, View], str | bytes] | None = None
    """For formats that `retold matrix` knows too."""


def _table(report: Report, view: View) -> str:
    from retold.reporters.table import render

    return render(report, view)


def _json(report: Report, view: View) -> str:
    from retold.reporters.json import render

    return render(report, view)


def _markdown(report: Report, view: View) -> str:
    from retold.reporters.markdown import render

    return render(report, view)


def _matrix_table(matrix: Matrix, view: View) -> str:
    from retold.reporters.matrix import render_table

    return render_table(matrix, view)


def _matrix_json(matrix: Matrix, view: View) -> str:
    from retold.reporters.matrix import render_json

    return render_json(matrix, view)


BUILT_IN = (
    Reporter(name="table", render=_table, render_matrix=_matrix_table),
    Reporter(name="json", render=_json, suffix=".json", render_matrix=_matrix_json),
    Reporter(name="markdown", render=_markdown, suffix=".md"),
)


def choose(name: str, further: Iterable[Any]) -> Reporter:
    """The reporter of that name. Raises UsageError."""
    reporters: dict[str, Reporter] = {r.name: r for r in (*further, *BUILT_IN)}
    if name not in reporters:
        raise UsageError(f"no format {name!r}{nearest(name, reporters)}; there are {', '.join(sorted(reporters))}")
    return reporters[name]
