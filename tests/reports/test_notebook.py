"""Reports in notebooks: tables and frames."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import retold
from retold import Report, Unavailable

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "stadium"


@pytest.fixture(scope="module")
def report() -> Report:
    return retold.compare(FOLDER / "source.txt", FOLDER / "explainer.txt")


def test_a_report_shows_its_relation_and_findings(report: Report) -> None:
    shown = report._repr_html_()

    assert "explainer.txt" in shown
    assert report.comparisons[0].relations[0][1].relation in shown
    assert report.comparisons[0]._repr_html_() in shown or "<table>" in report.comparisons[0]._repr_html_()


def test_nothing_of_an_article_is_markup() -> None:
    text = "<script>x</script> is shut on Monday, the mayor <b>said</b>.\n\nIt opens on Friday.\n"

    shown = retold.compare(text, text.replace("Monday", "Tuesday"))._repr_html_()

    assert "<script" not in shown
    assert "<b>said" not in shown


def test_a_frame_has_a_row_for_each_finding(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, list[Any]]] = []
    stand_in = ModuleType("polars")
    stand_in.DataFrame = made.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "polars", stand_in)

    report.to_frame("polars")

    assert [f.kind for f in report.findings] == made[0]["kind"]
    assert list(report.comparisons[0].fingerprints) == made[0]["fingerprint"]
    report.comparisons[0].to_frame("polars")
    assert made[0] == made[1]


def test_without_a_library_the_cure_is_named(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)

    with pytest.raises(Unavailable, match="pip install pandas"):
        report.to_frame()
    with pytest.raises(ValueError, match="not with 'numpy'"):
        report.to_frame("numpy")
