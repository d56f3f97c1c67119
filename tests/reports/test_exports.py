"""Formats for other programs: each is read back by what reads such files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import retold
from retold import Alignment, Article, Host, Link, Report, Span
from retold.reporters import View, choose
from retold_plugins.exports.places import Lines, address, for_xml
from retold_plugins.exports.segments import segments

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "stadium"
SOURCE, RETELLING = FOLDER / "source.txt", FOLDER / "paraphrase.txt"


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.discover()


@pytest.fixture(scope="module")
def report(host: Host) -> Report:
    return retold.compare(SOURCE, RETELLING, host=host)


def exported(name: str, report: Report, host: Host) -> Any:
    return choose(name, host.reporters()).render(report, View())


def test_csv_has_a_row_for_each_finding_and_its_offsets_hold(report: Report, host: Host) -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv", report, host), newline="")))

    text = SOURCE.read_text(encoding="utf-8")
    assert len(report.findings) == len(rows)
    one_sided = [r for r in rows if r["source_text"] and " … " not in r["source_text"]]
    assert one_sided
    for row in one_sided:
        words = text[int(row["source_start"]) : int(row["source_end"])]
        assert words == row["source_text"].removeprefix("'") or words == row["source_text"]


def test_no_cell_is_a_formula(host: Host) -> None:
    told = retold.compare(
        "The club won on Monday.\n", '=HYPERLINK("x") the club said on Monday. It lost again.\n', host=host
    )

    rows = list(csv.reader(io.StringIO(exported("csv", told, host), newline="")))[1:]

    assert rows
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_parquet_holds_the_same_rows(report: Report, host: Host) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(exported("parquet", report, host)))

    assert len(report.findings) == table.num_rows
    assert b"retold-findings/1" == table.schema.metadata[b"retold"]
    assert [f.kind for f in report.findings] == table.column("kind").to_pylist()


def test_annotations_select_by_position_and_by_quote(report: Report, host: Host) -> None:
    page = json.loads(exported("annotations", report, host))

    assert "http://www.w3.org/ns/anno.jsonld" == page["@context"]
    texts = {address(r.article): r.article.text for r in report.articles}
    assert len(report.findings) == len({item["id"] for item in page["items"]})
    for item in page["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert quote["exact"] == text[position["start"] : position["end"]]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_sarif_results_point_into_the_files(report: Report, host: Host) -> None:
    log = json.loads(exported("sarif", report, host))

    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert "2.1.0" == log["version"]
    assert len(report.findings) == len(run["results"])
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        lines = (FOLDER.parents[2] / place["artifactLocation"]["uri"]).read_text(encoding="utf-8").split("\n")
        region = place["region"]
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert region["snippet"]["text"] == line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_sarif_tells_what_did_not_run() -> None:
    class Broken:
        @retold.hookimpl
        def retold_steps(self) -> Any:
            @retold.check(kinds=[retold.Kind("broken/x", summary="x", message="x")])
            def fails(ctx: retold.Context) -> Any:
                raise RuntimeError("no such luck")

            return [fails]

    told = retold.compare("One.\n", "Two.\n", host=Host.named({"broken": Broken()}, strict=False))
    log = json.loads(choose("sarif", Host.discover().reporters()).render(told, View()))

    (invocation,) = log["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert "no such luck" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_collation_tables_hold_every_story_sentence_once(report: Report, host: Host) -> None:
    (table,) = json.loads(exported("collatex", report, host))
    tei = ET.fromstring(exported("tei", report, host))

    (alignment,) = [a for a in report.comparisons[0].alignments if a.level == "sentence"]
    comparison = report.comparisons[0].comparison
    for column, units in enumerate((alignment.source_units, alignment.retelling_units)):
        told = "".join(token["t"] for row in table["table"] for token in row[column] or ())
        wanted = sorted(comparison.text(unit).replace(" ", "") for unit in units)
        assert sorted("".join(wanted)) == sorted(told.replace(" ", ""))
    readings = tei.findall(".//{http://www.tei-c.org/ns/1.0}rdg")
    assert 2 * len(table["table"]) == len(readings)
    known = {
        w.get("{http://www.w3.org/XML/1998/namespace}id") for w in tei.iter("{http://www.tei-c.org/ns/1.0}witness")
    }
    assert {r.get("wit", "")[1:] for r in readings} <= known


def test_tmx_and_xliff_hold_the_linked_sentences(report: Report, host: Host) -> None:
    tmx = ET.fromstring(exported("tmx", report, host).encode())
    xliff = ET.fromstring(exported("xliff", report, host).encode())

    units = tmx.findall("./body/tu")
    assert "1.4" == tmx.get("version")
    assert {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"} <= set(
        tmx.find("header").attrib  # type: ignore[union-attr]
    )
    assert units
    assert all(2 == len(unit.findall("tuv/seg")) for unit in units)
    name = "{urn:oasis:names:tc:xliff:document:2.0}"
    found = [
        s for s in xliff.iter(f"{name}segment") if s.find(f"{name}target") is not None and s.find(f"{name}source").text
    ]  # type: ignore[union-attr]
    assert len(units) == len(found)
    assert "2.0" == xliff.get("version")


@pytest.mark.parametrize("name", ["tei", "tmx", "xliff"])
def test_xml_survives_what_it_cannot_hold(name: str, host: Host) -> None:
    text = "The mayor <b>said</b> \x08 & \x1b[31m that ]]> the bridge \ufffe is shut on Monday.\n"

    ET.fromstring(exported(name, retold.compare(text, text, host=host), host).encode())


def test_segments_of_crossing_and_shared_links() -> None:
    s = [Span("s", i * 10, i * 10 + 9) for i in range(4)]
    t = [Span("t", i * 10, i * 10 + 9) for i in range(4)]
    links = (Link((s[2],), (t[0],)), Link((s[0],), (t[1],)), Link((s[0],), (t[2],), 0.5))
    alignment = Alignment("s", "t", "sentence", tuple(s), tuple(t), links)

    found = [(x.source, x.retelling, x.score) for x in segments(alignment)]

    assert [
        ((s[2],), (t[0],), 1.0),
        ((s[3],), (), 1.0),
        ((s[0],), (t[1], t[2]), 0.5),
        ((s[1],), (), 1.0),
        ((), (t[3],), 1.0),
    ] == found


def test_lines_count_code_points_from_one() -> None:
    lines = Lines("a👩b\nc\r\nd")

    assert (1, 3) == lines.at(2)
    assert (2, 1) == lines.at(4)
    assert (3, 1) == lines.at(7)


def test_addresses_are_uris() -> None:
    assert "a%20b/%C3%BC.txt" == address(Article(id="a", text="", path="a b/ü.txt"))
    assert address(Article(id="a", text="")).startswith("urn:sha256:")
    assert "a\ufffdb" == for_xml("a\x00b")
