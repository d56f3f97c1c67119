"""From reports to what people and programs read. Table, JSON and Markdown are here; others are plugins'."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from retold._errors import UsageError, nearest

if TYPE_CHECKING:
    from retold._report import Report


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


def _table(report: Report, view: View) -> str:
    from retold.reporters.table import render

    return render(report, view)


def _json(report: Report, view: View) -> str:
    from retold.reporters.json import render

    return render(report, view)


def _markdown(report: Report, view: View) -> str:
    from retold.reporters.markdown import render

    return render(report, view)


BUILT_IN = (
    Reporter(name="table", render=_table),
    Reporter(name="json", render=_json, suffix=".json"),
    Reporter(name="markdown", render=_markdown, suffix=".md"),
)


def choose(name: str, further: Iterable[Any]) -> Reporter:
    """The reporter of that name. Raises UsageError."""
    reporters: dict[str, Reporter] = {r.name: r for r in (*further, *BUILT_IN)}
    if name not in reporters:
        raise UsageError(f"no format {name!r}{nearest(name, reporters)}; there are {', '.join(sorted(reporters))}")
    return reporters[name]
