"""The report as one web page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Report
    from retold.reporters import Reporter, View


@hookimpl
def retold_reporters() -> Iterable[Reporter]:
    from retold.reporters import Reporter

    return [Reporter(name="html", render=_render, suffix=".html")]


def _render(report: Report, view: View) -> str:
    from retold_plugins.html_report.page import render

    return render(report, view)
