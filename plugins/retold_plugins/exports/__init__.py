"""The report for other programs: tables, annotations, code hosts, collation and translation tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Report
    from retold.reporters import Reporter, View

FORMATS = (
    ("csv", "tabular", "csv", ".csv"),
    ("parquet", "tabular", "parquet", ".parquet"),
    ("annotations", "annotations", "annotation_page", ".jsonld"),
    ("sarif", "sarif", "sarif", ".sarif"),
    ("collatex", "collation", "collatex", ".json"),
    ("tei", "collation", "tei", ".xml"),
    ("tmx", "bitext", "tmx", ".tmx"),
    ("xliff", "bitext", "xliff", ".xlf"),
)
"""Name, module, function and usual suffix of each format."""


@hookimpl
def retold_reporters() -> Iterable[Reporter]:
    from retold.reporters import Reporter

    return [Reporter(name=n, render=_later(module, function), suffix=suffix) for n, module, function, suffix in FORMATS]


def _later(module: str, function: str) -> Callable[[Report, View], str | bytes]:
    """A function whose module is imported when it is first called."""

    def render(report: Report, view: View) -> str | bytes:
        made: str | bytes = getattr(import_module(f"{__name__}.{module}"), function)(report, view)
        return made

    return render
