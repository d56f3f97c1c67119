"""The report as one web page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Matrix, Report
    from retold.reporters import Reporter, View


@hookimpl
def retold_reporters() -> Iterable[Reporter]:
    from retold.reporters import Reporter

    return [Reporter(name="html", render=_render, suffix=".html", render_matrix=_render_matrix)]


def _render(report: Report, view: View) -> str:
    from retold_plugins.html_report.page import render

    return render(report, view)


def _render_matrix(matrix: Matrix, view: View) -> str:
    from retold_plugins.html_report.matrix import render

    return render(matrix, view)
