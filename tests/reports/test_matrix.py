"""Several articles, no source named: who tells what, and who has it from whom."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import retold
from retold import Host, Matrix, UsageError
from retold.reporters import View
from retold.reporters.matrix import figure_forms, quotation_forms, render_json, render_table
from retold_plugins.html_report.matrix import render

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FILES = sorted((EXAMPLES / "reservoir").glob("*.txt"))
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.discover()


@pytest.fixture(scope="module")
def made(host: Host) -> Matrix:
    return retold.matrix(FILES, host=host)


def names(made: Matrix) -> dict[str, str]:
    return {record.article.id: Path(record.article.path or "").stem for record in made.articles}


def test_the_source_comes_first_and_the_independent_report_stands_alone(made: Matrix) -> None:
    name = names(made)

    parents = {name[d.child]: name[d.parent] for d in made.descents}
    assert "source" == name[made.articles[0].article.id]
    assert parents.get("paraphrase") == "source"
    assert "independent" not in parents
    assert "independent" not in parents.values()


def test_every_story_sentence_is_in_one_piece_of_content(made: Matrix) -> None:
    told = [span for content in made.contents for _, spans in content.told for span in spans]

    assert len(told) == len(set(told))
    for record in made.articles:
        furniture = {f.span for f in record.furniture}
        story = [s.span for s in record.sentences if not any(f.overlaps(s.span) for f in furniture)]
        assert set(story) <= set(told)


def test_neither_order_nor_names_of_files_matter(made: Matrix, host: Host, tmp_path: Path) -> None:
    renamed = []
    for number, path in enumerate(reversed(FILES)):
        renamed.append(shutil.copy(path, tmp_path / f"z{number}.txt"))
        if path.with_suffix(".toml").exists():
            shutil.copy(path.with_suffix(".toml"), tmp_path / f"z{number}.toml")

    again = retold.matrix([Path(path) for path in renamed], host=host)

    def without_paths(matrix: Matrix) -> object:
        out = json.loads(render_json(matrix, View()))
        for article in out["articles"]:
            del article["path"]
        return out | {"steps": []}

    assert without_paths(made) == without_paths(again)


def test_one_text_twice_is_one_article(host: Host) -> None:
    with pytest.raises(UsageError, match="two different articles"):
        retold.matrix(["The bridge is shut.\n", "The bridge is shut.\n"], host=host)


def test_a_text_that_says_it_is_older_does_not_derive_from_the_other(host: Host) -> None:
    text = (EXAMPLES / "reservoir" / "source.txt").read_text(encoding="utf-8")
    short = "\n\n".join(text.split("\n\n")[:4])

    for older, parent in (("2024-01-01", None), ("2026-01-01", "a0")):
        articles = [
            retold.Article(id="a0", text=text, published=date("2025-01-01")),
            retold.Article(id="a1", text=short, published=date(older)),
        ]
        made = retold.matrix(articles, host=host)
        by_length = {len(r.article.text): r.article.id for r in made.articles}
        found = [d.child for d in made.descents]
        assert (by_length[len(short)] in found) == (parent is not None) or not found


def date(text: str) -> object:
    import datetime

    return datetime.datetime.fromisoformat(text)


def test_the_terminal_and_the_page_show_all_articles(made: Matrix) -> None:
    table, page = render_table(made, View(width=100)), render(made, View())

    for path in FILES:
        assert path.name in table
        assert path.name in page
    assert "<script" not in page
    assert all(len(line) <= 110 for line in table.splitlines())


def test_quotations_differ_by_words_not_by_typography() -> None:
    same = [("A", "We’re sorry"), ("B", "We're sorry")]
    other = [("A", "We are very sorry for it"), ("B", "We are sorry for it"), ("C", "Something else entirely")]

    assert [] == list(quotation_forms([(w, t.replace("’", "'")) for w, t in same]))
    assert [{"We are very sorry for it": "A", "We are sorry for it": "B"}] == list(quotation_forms(other))


def test_figures_differ_by_value_within_a_unit() -> None:
    span = retold.Span("a", 0, 1)
    told = [
        ("A", retold.Mark("figure", span, "90 USD"), "$90"),
        ("B", retold.Mark("figure", span, "90 USD"), "90 dollars"),
        ("C", retold.Mark("figure", span, "80 USD"), "$80"),
        ("C", retold.Mark("figure", span, "3"), "3"),
    ]

    assert [{"$90": "A, B", "$80": "C"}] == list(figure_forms(told))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared articles are not here")
def test_the_real_articles(host: Host) -> None:
    made = retold.matrix(sorted(SEEDS.glob("*.txt")), host=host)
    name = {i: n[:3] for i, n in names(made).items()}

    assert {("000", "001"), ("000", "003")} == {(name[d.parent], name[d.child]) for d in made.descents}
