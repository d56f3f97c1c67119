"""Pages as people paste them, in eight languages: what is the story's and what is not, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from retold import SpanSet, read

PAGES = Path(__file__).parent / "pages"
FLOOR = {"en-live": 0.9, "pt-portal": 0.9, "en-arts": 0.88}
"""The least F1 of furniture lines, where it is not ``USUAL``."""
USUAL = 0.95
LOST = {"en-live": 5, "pt-jornal": 1, "it-giornale": 1, "nl-krant": 1}
"""How many lines of the story are taken for furniture so far; none of all other pages."""


@frozen
class Judged:
    """How many lines of a page were judged how."""

    found: int
    lost: int
    missed: int

    @property
    def f1(self) -> float:
        wrong = self.lost + self.missed
        return 2 * self.found / (2 * self.found + wrong) if self.found or wrong else 1.0


def judged(path: Path) -> Judged:
    """A page read without its marks, and each line's verdict held against its mark."""
    marked = path.read_text(encoding="utf-8").splitlines()
    article = read("\n".join(line[2:] for line in marked)).articles[0]
    furniture = SpanSet(block.span for block in article.furniture)
    found = lost = missed = place = 0
    for line in marked:
        size = len(line[2:])
        if size:
            taken = 2 * furniture.covered(article.article.span(place, place + size)) >= size
            found += taken and line[0] != "S"
            lost += taken and line[0] == "S"
            missed += not taken and line[0] != "S"
        place += size + 1
    return Judged(found, lost, missed)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.txt")))
def test_page(name: str) -> None:
    page = judged(PAGES / f"{name}.txt")
    assert page.lost <= LOST.get(name, 0)
    assert page.f1 >= FLOOR.get(name, USUAL)


def test_pages_are_marked() -> None:
    lines = [line for path in PAGES.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines() if line]
    assert len(lines) > 600
    assert {line[:2] for line in lines} == {"S ", "C ", "T "}
