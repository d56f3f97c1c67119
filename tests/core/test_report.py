"""The report: fingerprints, faults, and the JSON that others rely on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from retold import Article, Comparison, Context, Finding, Host, Kind, Span, Step, check, compare, fingerprints, hookimpl
from retold.reporters import View, choose

KIND = Kind("words/lost", summary="", message="{word} is gone")
OTHER = Kind("words/found", summary="", message="")


def comparison(source: str, retelling: str = "Nothing.") -> Comparison:
    return Comparison(Article(id="a1", text=retelling), (Article(id="a0", text=source),))


def lost(text: str, *words: str, word: str = "x") -> tuple[Finding, ...]:
    """A finding at each of these words, each looked for behind the one before."""
    found, start = [], 0
    for w in words:
        start = text.index(w, start)
        found.append(KIND.at(source=Span("a0", start, start + len(w)), data={"word": word}))
        start += len(w)
    return tuple(found)


def test_fingerprints_are_unique_within_a_comparison() -> None:
    text = "red green red"
    names = fingerprints(comparison(text), lost(text, "red", "green", "red"))
    assert len(set(names)) == 3
    assert names[2] == f"{names[0]}-2"


def test_fingerprints_survive_edits_elsewhere_and_other_words_of_the_message() -> None:
    before, after = "A red\n  ship.", "Long ago, a great red ship. And more."
    assert fingerprints(comparison(before), lost(before, "red\n  ship")) == fingerprints(
        comparison(after), lost(after, "red ship", word="other")
    )


def test_fingerprints_differ_by_kind_side_and_words() -> None:
    text = "red green"
    pair = comparison(text, text)
    found = [
        *lost(text, "red", "green"),
        OTHER.at(source=Span("a0", 0, 3)),
        KIND.at(retelling=Span("a1", 0, 3), data={"word": "x"}),
        KIND.at(source=[Span("a0", 0, 3), Span("a0", 4, 9)], data={"word": "x"}),
        KIND.at(source=Span("a0", 0, 3), retelling=Span("a1", 4, 9), data={"word": "x"}),
    ]
    names = fingerprints(pair, found)
    assert len(set(names)) == len(names)
    assert not any("-" in name for name in names)


class Colours:
    """A plugin that looks for red."""

    @hookimpl
    def retold_steps(self) -> Iterable[Step]:
        @check(kinds=[Kind("colours/red", summary="red", message="red: {word}")])
        def red(ctx: Context) -> Iterable[Finding]:
            kind = Kind("colours/red", summary="red", message="red: {word}")
            for side, articles in (("source", ctx.comparison.sources), ("retelling", (ctx.retelling,))):
                for article in articles:
                    at = article.text.find("red")
                    if at >= 0:
                        yield kind.at(**{side: article.span(at, at + 3)}, data={"word": "red"})

        return [red]


class Faulty:
    @hookimpl
    def retold_steps(self) -> Iterable[Step]:
        @check(kinds=[Kind("faulty/x", summary="", message="")])
        def fails(ctx: Context) -> Iterable[Finding]:
            raise OSError("no luck")

        return [fails]


def test_a_report_is_short_in_words() -> None:
    host = Host.of(Colours(), Faulty(), strict=False)
    report = compare("A red ship.", "A blue ship.", host=host)
    assert "1 comparison, 1 finding, incomplete: 1 step did not run" in str(report)
    assert [record.step for record in report.faults] == ["faulty.fails"]
    assert len(repr(report)) < 1500


@pytest.fixture(scope="module")
def printed() -> dict[str, Any]:
    source = Article(id="a0", text="A red ship, 😀 red.\n\nShe sailed.", path="s.txt", language="en")
    retelling = Article(id="a1", text="Cafe\u0301: a red ship.", path="r.txt", language="en")
    report = compare(source, retelling, host=Host.discover())
    report_of_two = compare(source, retelling, host=Host.of(Colours(), Faulty(), strict=False))
    whole: dict[str, Any] = json.loads(choose("json", ()).render(report, View()))
    small = json.loads(choose("json", ()).render(report_of_two, View()))
    whole["comparisons"][0]["findings"] = small["comparisons"][0]["findings"]
    whole["steps"] += small["steps"]
    return whole


def test_json_has_the_names_that_are_promised(printed: dict[str, Any]) -> None:
    assert printed["format"] == "retold-report/1"
    assert printed["offsets"] == "code-point"
    assert printed["generator"].keys() == {"name", "version"}
    assert {"id", "path", "title", "language", "sha256", "length", "blocks", "sentences"} <= printed["articles"][
        0
    ].keys()
    assert {"id", "kind", "start", "end"} <= printed["articles"][0]["blocks"][0].keys()
    assert {"id", "block", "start", "end"} <= printed["articles"][0]["sentences"][0].keys()
    (pair,) = printed["comparisons"]
    assert {"sources", "retelling", "relations", "links", "findings"} <= pair.keys()
    assert {"source", "relation", "direction", "retained", "derived"} <= pair["relations"][0].keys()
    assert {"level", "source", "retelling", "degree", "score", "why"} <= pair["links"][0].keys()
    assert pair["findings"][0].keys() >= {
        "kind", "message", "importance", "confidence", "source", "retelling", "data", "fingerprint",
    }  # fmt: skip
    assert {"step", "plugin", "distribution", "version", "status", "seconds", "reason"} <= printed["steps"][0].keys()


def test_json_offsets_count_code_points(printed: dict[str, Any]) -> None:
    first, second = printed["comparisons"][0]["findings"]
    assert first["retelling"] == [{"article": "a1", "start": 9, "end": 12, "text": "red"}]
    assert second["source"] == [{"article": "a0", "start": 2, "end": 5, "text": "red"}]
    assert printed["articles"][0]["length"] == 31


def test_json_ids_hang_together(printed: dict[str, Any]) -> None:
    (pair,) = printed["comparisons"]
    assert (pair["sources"], pair["retelling"]) == (["a0"], "a1")
    units = {unit["id"] for a in printed["articles"] for unit in (*a["blocks"], *a["sentences"])}
    for link in pair["links"]:
        assert link["level"] in ("block", "sentence")
        assert link["source"]
        assert link["retelling"]
        assert units.issuperset(link["source"] + link["retelling"])


def test_json_says_of_each_step_what_became_of_it(printed: dict[str, Any]) -> None:
    assert {step["status"] for step in printed["steps"]} <= {"ran", "skipped", "failed", "disabled"}
    assert all((step["status"] == "ran") is (step["reason"] is None) for step in printed["steps"])
    failed = next(step for step in printed["steps"] if step["step"] == "faulty.fails")
    assert failed["reason"] == "OSError: no luck"


def test_json_is_the_same_twice_seconds_aside() -> None:
    def render() -> str:
        report = compare("A red ship.\n\nIt sank.", "A red boat.", host=Host.discover())
        whole = json.loads(choose("json", ()).render(report, View()))
        for step in whole["steps"]:
            del step["seconds"]
        return json.dumps(whole)

    assert render() == render()
