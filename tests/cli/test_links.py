"""``--links``: links that a person has fixed stand, and the rest is aligned around them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Retold

Report = dict[str, Any]


@pytest.fixture
def report(retold: Retold) -> Report:
    """The report whose links a person is about to fix."""
    done = retold("compare", "source.txt", "a.txt", "--format", "json", "-o", "report.json")
    assert done.status == 0
    return read("report.json")


def read(path: str) -> Report:
    return json.loads(Path(path).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def write(report: Report) -> None:
    Path("report.json").write_text(json.dumps(report), encoding="utf-8")


def sentence_links(report: Report) -> list[tuple[list[str], list[str]]]:
    return [(x["source"], x["retelling"]) for x in report["comparisons"][0]["links"] if x["level"] == "sentence"]


def again(retold: Retold, *arguments: str) -> Report:
    done = retold("compare", "source.txt", "a.txt", "--links", "report.json", "--format", "json", *arguments)
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)  # type: ignore[no-any-return]


def test_links_as_they_were_give_the_same_findings(retold: Retold, report: Report) -> None:
    found = again(retold)

    assert sentence_links(found) == sentence_links(report)
    assert {tuple(link["why"]) for link in found["comparisons"][0]["links"]} == {("given",)}
    assert [f["fingerprint"] for f in found["comparisons"][0]["findings"]] == [
        f["fingerprint"] for f in report["comparisons"][0]["findings"]
    ]


def test_a_corrected_link_stands_and_a_removed_one_is_judged_anew(retold: Retold, report: Report) -> None:
    corrected = {"level": "sentence", "source": ["a0.s4"], "retelling": ["a1.s2"], "degree": "partial"}
    report["comparisons"][0]["links"] = [corrected]
    write(report)

    links = sentence_links(again(retold))

    assert (["a0.s4"], ["a1.s2"]) in links
    assert (["a0.s2"], ["a1.s2"]) not in links
    assert (["a0.s1"], ["a1.s1"]) in links


def test_a_sentence_stated_to_have_no_counterpart_is_omitted(retold: Retold, report: Report) -> None:
    report["comparisons"][0]["links"].append({"level": "sentence", "source": ["a0.s1"], "retelling": []})
    report["comparisons"][0]["links"] = [
        x for x in report["comparisons"][0]["links"] if x["source"] != ["a0.s1"] or not x["retelling"]
    ]
    write(report)

    assert all("a0.s1" not in left for left, _ in sentence_links(again(retold)))


def test_links_stand_wherever_the_files_lie(retold: Retold, report: Report) -> None:
    shutil.copy("source.txt", "moved.txt")
    Path("elsewhere").mkdir()
    shutil.copy("a.txt", "elsewhere/b.txt")

    done = retold("compare", "moved.txt", "elsewhere/b.txt", "--links", "report.json", "--format", "json")

    assert sentence_links(json.loads(done.out)) == sentence_links(report)


def test_a_text_may_be_compared_with_its_copy(retold: Retold) -> None:
    shutil.copy("source.txt", "a.txt")
    retold("compare", "source.txt", "a.txt", "--format", "json", "-o", "report.json")

    assert len(sentence_links(again(retold))) == 5


def test_links_go_before_those_of_the_configuration(retold: Retold, report: Report) -> None:
    Path("retold.toml").write_text('[plugins.alignment]\nlinks = "nowhere.json"\n', encoding="utf-8")

    assert retold("compare", "source.txt", "a.txt").status == 2
    assert again(retold)["options"]["plugins.alignment.links"] == "report.json"


def test_a_text_that_has_changed_is_an_error(retold: Retold, report: Report) -> None:
    with Path("a.txt").open("a", encoding="utf-8") as file:
        file.write("\nThe goat slept.\n")

    done = retold("compare", "source.txt", "a.txt", "--links", "report.json")

    assert done.status == 2
    assert done.lines == [
        "retold: report.json: a.txt has changed since its links were fixed; compare it again and fix them there"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "report.json: the report with the links cannot be read"),
        ("{", "report.json: the report with the links is not JSON"),
        ("[]", "report.json: not a report of retold"),
        ('{"format": "retold-report/1"}', "report.json: holds no links of source.txt"),
        ('{"format": "retold-report/1", "articles": [3]}', "report.json: not a whole report of retold"),
        ('{"format": "retold-report/1", "articles": 7}', "report.json: not a whole report of retold"),
    ],
)
def test_what_is_no_report_is_an_error(retold: Retold, content: str | None, words: str) -> None:
    if content is not None:
        Path("report.json").write_text(content, encoding="utf-8")

    done = retold("compare", "source.txt", "a.txt", "--links", "report.json")

    assert done.status == 2
    assert len(done.lines) == 1
    assert words in done.err


def test_a_link_of_a_sentence_that_is_not_there_is_an_error(retold: Retold, report: Report) -> None:
    report["comparisons"][0]["links"].append({"level": "sentence", "source": ["a0.s99"], "retelling": ["a1.s0"]})
    write(report)

    done = retold("compare", "source.txt", "a.txt", "--links", "report.json")

    assert done.status == 2
    assert "a0.s99, which is no sentence" in done.err


def test_links_need_the_aligner(retold: Retold, report: Report) -> None:
    done = retold("compare", "source.txt", "a.txt", "--links", "report.json", "--disable", "alignment")

    assert done.status == 2
    assert "--links needs the plugin 'alignment', which is disabled" in done.err
