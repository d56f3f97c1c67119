"""News items: NewsML-G2, NITF and ninjs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retold import Host, InputError
from retold.readers import Document, read_articles
from retold.testing import contract
from retold_plugins.wire.reader import read_wire

test_contract = contract("wire")

NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-05-05T00:00:00Z</sent></header><itemSet>
<newsItem guid="tag:goat" version="2" xml:lang="en"><itemMeta><versionCreated>2025-05-04T11:00:00+01:00</versionCreated>
<provider literal="isle"><name>Island Agency</name></provider></itemMeta>
<contentMeta><contentCreated>2025-05-04T09:30:00+01:00</contentCreated><by>I. Vale</by><headline>The goat</headline>
<language tag="en-GB"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>The goat</title></head><body><h1>The goat</h1><p>She came <b>aboard</b>.</p><ul><li>One</li></ul>
<blockquote><p>I saw her.</p></blockquote></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="tag:picture"><contentMeta><headline>A picture</headline></contentMeta></newsItem>
<newsItem guid="tag:plain"><contentSet><inlineData contenttype="text/plain">One.

Two.</inlineData></contentSet></newsItem></itemSet></newsMessage>"""
NITF = """<nitf><head><docdata><date.issue norm="20250504T093000+0100"/></docdata></head><body><body.head><hedline>
<hl1>The goat</hl1></hedline><byline>By I. Vale</byline></body.head><body.content><block><p>She came.</p>
<media><media-caption><p>A goat.</p></media-caption></media><hl2>Later</hl2><p>She left.</p></block></body.content>
</body></nitf>"""
NINJS: dict[str, Any] = {
    "uri": "https://news.example/goat", "language": "en-GB", "versioncreated": "2025-05-04T09:30:00+01:00",
    "headline": "The goat", "byline": "I. Vale", "body_text": "She came.\n\nShe left.",
}  # fmt: skip


def told(document: Document) -> list[tuple[str, str]]:
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def test_newsml() -> None:
    goat, plain = read_wire(NEWSML.encode(), "a.xml")
    assert told(goat) == [
        ("heading", "The goat"), ("paragraph", "She came aboard."), ("list-item", "One"), ("paragraph", "I saw her.")
    ]  # fmt: skip
    assert (goat.title, goat.language) == ("The goat", "en-GB")
    assert goat.published is not None
    assert goat.published.isoformat() == "2025-05-04T09:30:00+01:00"
    assert (goat.meta["outlet"], goat.meta["author"], goat.meta["guid"]) == ("Island Agency", "I. Vale", "tag:goat")
    assert goat.places[1][2].startswith("/newsMessage/itemSet[1]/newsItem[1]/contentSet[1]/inlineXML[1]/html[1]/body")
    assert told(plain) == [("paragraph", "One."), ("paragraph", "Two.")]


def test_nitf() -> None:
    (goat,) = read_wire(NITF.encode(), "a.nitf")
    assert told(goat) == [
        ("heading", "The goat"), ("paragraph", "She came."), ("heading", "Later"), ("paragraph", "She left.")
    ]  # fmt: skip
    assert goat.published is not None
    assert goat.published.isoformat() == "2025-05-04T09:30:00+01:00"


@pytest.mark.parametrize(
    ("item", "first"),
    [
        (NINJS, "$.headline"),
        ({"items": [NINJS]}, "$.items[0].headline"),
        (
            {"uri": "x", "headlines": [{"role": "main", "value": "The goat"}],
             "bodies": [{"role": "main", "value": "<p>She came.</p><p>She left.</p>"}]},
            "$.headlines[0]",
        ),
    ],
)  # fmt: skip
def test_ninjs(item: Any, first: str) -> None:
    (goat,) = read_wire(json.dumps(item).encode(), "a.json")
    assert told(goat) == [("heading", "The goat"), ("paragraph", "She came."), ("paragraph", "She left.")]
    assert goat.places[0][2] == first


def test_what_is_json_or_xml_is_told_by_its_beginning(tmp_path: Path) -> None:
    readers = Host.discover().readers()
    (tmp_path / "a.json").write_text(json.dumps(NINJS), encoding="utf-8")
    (tmp_path / "b.json").write_text('[{"text": "A goat."}]', encoding="utf-8")
    (tmp_path / "c.xml").write_text(NEWSML, encoding="utf-8")
    found = [read_articles(tmp_path / name, readers)[0] for name in ("a.json", "b.json", "c.xml")]
    assert [article.get("extracted") for article in found] == ["wire", "records", "wire"]


def test_malformed_files() -> None:
    for data, message in (
        (NEWSML[:700], "no well-formed XML at line"),
        ("<newsItem/>", "holds no news item with a text"),
        ('<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>', "declares entities"),
        ('{"uri": "x", "body_text": "A goat', "no JSON at line 1, column"),
        ('{"uri": "x"}', "holds no news item with a text"),
        ("[" * 100_000, "no JSON"),
        ('{"items": ' * 300 + "1" + "}" * 300, "items stand inside each other more than 200"),
        ("", "holds nothing"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read_wire(data.encode(), "a.xml")
        assert "\n" not in str(caught.value)
