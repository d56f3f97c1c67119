"""Several articles, no source named: who tells what, and who has it from whom."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest

import retold
from retold import Host, Matrix, UsageError
from retold._readings import Telling
from retold.reporters import View
from retold.reporters.matrix import figure_forms, quotation_forms, quotation_groups, render_json, render_table
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


def date(text: str) -> datetime.datetime:
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
    span = retold.Span("a", 0, 1)
    other = ["We are very sorry for it", "We are sorry for it", "Something else entirely", "We are off to sea now"]

    assert [] == list(quotation_forms(same))
    groups = quotation_groups([(who, words, span) for who, words in zip("ABCD", other, strict=True)])
    assert [["A", "B"], ["C"], ["D"]] == [[who for who, _, _ in group] for group in groups]
    assert [{other[0]: "A", other[1]: "B"}] == list(quotation_forms([("A", other[0]), ("B", other[1])]))


def test_figures_differ_by_value_within_a_unit() -> None:
    span = retold.Span("a", 0, 1)
    told = [
        ("A", retold.Mark("figure", span, "90 USD"), "$90"),
        ("B", retold.Mark("figure", span, "90 USD"), "90 dollars"),
        ("C", retold.Mark("figure", span, "80 USD"), "$80"),
        ("C", retold.Mark("figure", span, "3"), "3"),
    ]

    assert [{"$90": "A, B", "$80": "C"}] == list(figure_forms(told))


SOURCE = (EXAMPLES / "reservoir" / "source.txt").read_text(encoding="utf-8")
ERRORS = ("3,400 people", "4,300 people"), ("will fail", "will collapse")


def altered(text: str, *changes: tuple[str, str]) -> str:
    for was, became in changes:
        assert was in text
        text = text.replace(was, became)
    return text


def stemma(host: Host, **texts: str) -> tuple[Matrix, dict[str, str]]:
    articles = [
        retold.Article(id=name, text=text, published=date("2025-03-12" if name == "source" else "2025-03-13"))
        for name, text in texts.items()
    ]
    made = retold.matrix(articles, host=host)
    of = {text: name for name, text in texts.items()}
    return made, {record.article.id: of[record.article.text] for record in made.articles}


def words(made: Matrix, span: retold.Span) -> str:
    text = next(r.article.text for r in made.articles if r.article.id == span.article)
    return text[span.start : span.end]


def test_errors_that_two_texts_share_show_which_has_them_from_the_other(host: Host) -> None:
    first = altered(SOURCE, *ERRORS, ("Buses took residents to", "Residents went by bus to"))
    second = altered(first, ("180 tonnes", "810 tonnes"), ("The council said schools", "Schools, the council said,"))

    made, name = stemma(host, source=SOURCE, first=first, second=second)

    assert {("source", "first"), ("first", "second")} == {(name[d.parent], name[d.child]) for d in made.descents}
    (shared,) = made.shared
    assert ("source", "first", False) == (name[shared.base], name[shared.parent or ""], shared.is_between)
    told = [(words(made, r.was), words(made, r.became)) for r, _ in shared.readings]
    assert [("3,400", "4,300"), ("fail", "collapse")] == told
    table = render_table(made, View(width=100))
    assert "“3,400” became “4,300”, “fail” became “collapse”" in " ".join(table.split())


def test_errors_that_two_texts_share_and_errors_of_each_alone_show_a_text_between(host: Host) -> None:
    one = altered(SOURCE, *ERRORS, ("180 tonnes", "810 tonnes"))
    other = altered(SOURCE, *ERRORS, ("within 25 minutes", "within 35 minutes"), ("it passed", "it was fine"))

    made, name = stemma(host, source=SOURCE, one=one, other=other)

    (shared,) = made.shared
    assert shared.is_between
    assert shared.parent is None
    assert {"source"} == {name[d.parent] for d in made.descents}
    assert "not here" in render(made, View())


def test_changes_that_are_alike_by_chance_are_no_shared_errors(host: Host) -> None:
    house = ("metres", "meters"), ("defended the", "stood by the"), ("nine million", "9m")
    one = altered(SOURCE, *house, ("We are not saying", "We're not saying"), ("3,400", "3,000"), ("180", "181"))
    other = altered(
        SOURCE, *house, ("We are not saying", "We're not saying"), ("3,400", "3,000"), ("14 miles", "15 miles")
    )

    made, _ = stemma(host, source=SOURCE, one=one, other=other)

    assert () == made.shared
    assert () == made.siblings


def test_a_text_with_its_grandparents_words_is_put_under_that(host: Host) -> None:
    first = altered(SOURCE, *ERRORS)
    second = altered(SOURCE, ("The company, Orrin Water, said", "Orrin Water, the company, said"))

    made, name = stemma(host, source=SOURCE, first=first, second=second)

    assert ("first", "second") not in {(name[d.parent], name[d.child]) for d in made.descents}
    assert () == made.shared


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared articles are not here")
def test_the_real_articles(host: Host) -> None:
    made = retold.matrix(sorted(SEEDS.glob("*.txt")), host=host)
    name = {i: n[:3] for i, n in names(made).items()}

    assert {("000", "001"), ("000", "003")} == {(name[d.parent], name[d.child]) for d in made.descents}
    assert () == made.shared
    assert () == made.siblings


def test_the_hour_is_held_against_no_other_for_zones_differ() -> None:
    (record,) = retold.read("The gates open at 7:40 a.m. on 3 May 2024.").articles
    units = [Telling(record).value(mark)[0] for mark in record.marks]
    assert units == ["", "0000-00-00"]
