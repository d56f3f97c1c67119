"""Comparing from programs: paths, texts and articles."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import retold
from retold import Article, Given, Host, InputError, UsageError
from retold.cli.starting import examples

STORY = examples() / "stadium"
SOURCE = "The bridge will open on Monday, the mayor said. It has cost $3 million.\n"
RETELLING = "The bridge may open on Monday, the mayor said. It has cost $5 million.\n"


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.discover()


def test_paths_texts_and_articles_are_told_alike(host: Host, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "r.txt").write_text(RETELLING, encoding="utf-8")
    by_path = retold.compare(tmp_path / "s.txt", tmp_path / "r.txt", host=host)
    by_name = retold.compare(str(tmp_path / "s.txt"), str(tmp_path / "r.txt"), host=host)
    by_text = retold.compare(SOURCE, RETELLING, host=host)
    by_article = retold.compare(Article(id="a0", text=SOURCE), Article(id="a1", text=RETELLING), host=host)
    assert by_path == by_name
    assert by_path.findings == by_text.findings == by_article.findings
    assert by_path.findings
    assert by_text.articles[0].article.path is None


def test_ids_are_given_around_those_that_are_taken(host: Host) -> None:
    report = retold.compare_all([SOURCE], [Article(id="a0", text=RETELLING), RETELLING], host=host)
    assert [c.comparison.sources[0].id for c in report.comparisons] == ["a1", "a1"]
    assert [c.comparison.retelling.id for c in report.comparisons] == ["a0", "a2"]


def test_one_id_twice_is_an_error(host: Host) -> None:
    with pytest.raises(UsageError, match="different ids"):
        retold.compare(Article(id="x", text=SOURCE), Article(id="x", text=RETELLING), host=host)


@pytest.mark.parametrize("name", ["gone.txt", "folder/gone.md"])
def test_a_name_that_looks_like_a_file_is_one(host: Host, name: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        retold.compare(name, RETELLING, host=host)


@pytest.mark.parametrize(
    "text", ["", "word", "a\0b", "x" * 5000, "He wrote it in a file named report.txt", "ends.txt\n"]
)
def test_other_strings_are_texts(host: Host, text: str) -> None:
    (record, _) = retold.compare(text, RETELLING, host=host).articles
    assert record.article.text == text


@pytest.mark.parametrize(("sources", "retellings"), [([], [RETELLING]), ([SOURCE], [])])
def test_both_sides_are_needed(host: Host, sources: list[str], retellings: list[str]) -> None:
    with pytest.raises(UsageError, match="at least one"):
        retold.compare_all(sources, retellings, host=host)


def test_several_sources(host: Host) -> None:
    report = retold.compare_all([SOURCE, RETELLING], [RETELLING], host=host)
    (comparison,) = report.comparisons
    assert [source for source, _ in comparison.relations] == ["a0", "a1"]
    assert not [f for f in report.findings if f.kind.startswith("additions/")]


def test_what_the_caller_says_of_each_side(host: Host) -> None:
    report = retold.compare(
        SOURCE, RETELLING, host=host,
        given=Given(date="2025-05-04", outlet="B", readers="en-GB"), source_given=Given(language="en-US", outlet="A"),
    )  # fmt: skip
    source, retelling = (record.article for record in report.articles)
    assert (source.language, source.get("outlet"), source.published) == ("en-US", "A", None)
    assert (retelling.get("outlet"), retelling.get("readers")) == ("B", "en-GB")
    assert retelling.published == datetime.datetime(2025, 5, 4)


def test_the_users_statement_goes_before_the_sidecar(host: Host) -> None:
    (record,) = retold.read(STORY / "source.txt", host=host, given=Given(outlet="Another")).articles
    assert record.article.get("outlet") == "Another"
    assert record.article.language == "en-US"


def test_read_makes_no_comparison(host: Host) -> None:
    report = retold.read(STORY / "source.txt", host=host)
    assert report.comparisons == ()
    (record,) = report.articles
    assert record.language == "en"
    assert record.sentences


def test_progress_is_told_each_step(host: Host) -> None:
    told: list[tuple[str, int, int]] = []
    retold.compare(SOURCE, RETELLING, host=host, progress=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert len({total for _, _, total in told}) == 1


def test_a_report_says_what_happened(host: Host) -> None:
    report = retold.compare(STORY / "source.txt", STORY / "paraphrase.txt", host=host)
    assert repr(report).startswith(f"<Report: 1 comparison, {len(report.findings)} findings")
    assert str(report).splitlines()[1].startswith("paraphrase.txt retells source.txt in other words (paraphrase): ")
    assert repr(report.comparisons[0]).startswith("<ComparisonRecord: a1 is paraphrase of a0, ")


def test_the_same_article_has_no_findings_of_weight(host: Host) -> None:
    text = (STORY / "source.txt").read_text("utf-8")
    report = retold.compare(text, text, host=host)
    assert [f.kind for f in report.findings if not f.kind.startswith("furniture/")] == []
    ((_, relation),) = report.comparisons[0].relations
    assert relation.relation == "verbatim"
