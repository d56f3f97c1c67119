"""Records: JSON, JSON Lines and Parquet, by the names that fields usually have."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from retold import Host, InputError
from retold.readers import Document, Limits, read_articles, within
from retold.testing import contract
from retold_plugins.records.reader import read_records

test_contract = contract("records")

GOAT = {
    "headline": "The goat", "body": "She came.\n\nShe left.", "datePublished": "2025-05-04", "lang": "en_GB",
    "publisher": {"name": "Island News"}, "url": "https://news.example/goat", "id": 7,
}  # fmt: skip
BOAT = {"title": "The boat", "content": "<p>It <b>sank</b>.</p><p>Nobody saw it.</p>"}


def told(document: Document) -> list[tuple[str, str]]:
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def read(value: Any, name: str = "a.json") -> tuple[Document, ...]:
    return read_records(value if isinstance(value, bytes) else json.dumps(value).encode(), name)


def test_a_record_and_what_it_says_of_itself() -> None:
    (goat,) = read(GOAT)
    assert told(goat) == [("heading", "The goat"), ("paragraph", "She came."), ("paragraph", "She left.")]
    assert (goat.title, goat.language) == ("The goat", "en-GB")
    assert goat.published is not None
    assert goat.published.date().isoformat() == "2025-05-04"
    assert dict(goat.meta) == {
        "extracted": "records", "outlet": "Island News", "url": "https://news.example/goat"
    }  # fmt: skip
    assert [where for _, _, where in goat.places] == ["$.headline", "$.body, block 1", "$.body, block 2"]


@pytest.mark.parametrize("value", [[GOAT, BOAT], {"status": "ok", "articles": [GOAT, BOAT]}])
def test_several_records(value: Any) -> None:
    goat, boat = read(value)
    assert goat.title == "The goat"
    assert told(boat)[1:] == [("paragraph", "It sank."), ("paragraph", "Nobody saw it.")]
    assert boat.places[1][2].endswith("[1].content, block 1")


def test_json_lines_whatever_the_name() -> None:
    data = f"{json.dumps(GOAT)}\n\n{json.dumps(BOAT)}\n".encode()
    assert [d.places[0][2] for d in read(data, "a.jsonl")] == ["line 1.headline", "line 3.title"]
    assert len(read(f"{json.dumps(GOAT)}\n{json.dumps(BOAT)}\n".encode())) == 2


def test_seconds_texts_and_paragraphs() -> None:
    (one,) = read({"text": ["First.", "Second."], "timestamp": 1746349200})
    assert told(one) == [("paragraph", "First."), ("paragraph", "Second.")]
    assert one.published is not None
    assert one.published.isoformat() == "2025-05-04T09:00:00+00:00"
    assert [d.text for d in read(["One goat.", "Two goats."])] == ["One goat.\n", "Two goats.\n"]
    assert len(read([{"text": None}, {"text": "A goat."}])) == 1


def parquet(rows: list[dict[str, Any]]) -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as form

    file = io.BytesIO()
    form.write_table(pyarrow.Table.from_pylist(rows), file)
    return file.getvalue()


def test_rows(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet([{"title": "A", "text": "A goat.", "n": 1}, {"text": "A boat."}]))
    goat, boat = read_articles(tmp_path / "a.parquet", Host.discover().readers())
    assert (goat.title, goat.text, goat.places[1].where) == ("A", "A\n\nA goat.\n", "row 1.text, block 1")
    assert (boat.id, boat.text, boat.sha256) == ("a1", "A boat.\n", goat.sha256)


def test_malformed_files() -> None:
    for value, name, message in (
        (b'{"text": "A goat', "a.json", r"no JSON at line 1, column \d+ \(Unterminated string"),
        (b'{"text": "A goat."}\n{"text": "A b', "a.jsonl", "no JSON at line 2, column"),
        ({"id": 7, "words": "A goat."}, "a.json", r"\$ has no field with a text, only 'id', 'words'; call it text,"),
        ([{"text": "A goat."}, 7], "a.json", r"\$\[1\] is no record with fields but int"),
        ([{"text": " "}], "a.json", "holds no record with a text"),
        ([], "a.json", "holds no record"),
        (b"", "a.jsonl", "holds no record"),
        (b'{"text": "' + b"\xc3\xa9" * 9 + b'\xe9"}', "a.json", "not UTF-8 at byte 28, though most of it is"),
        (b"[" * 100_000, "a.json", "values stand inside each other more than 200"),
        (b'{"text": 1' + b"0" * 5000 + b"}", "a.json", "no JSON that can be read"),
        (b"PAR1 nothing PAR1", "a.parquet", "no Parquet file, or one that was cut off"),
        (b"A goat.", "a.parquet", "no Parquet file"),
        (b"PK\x03\x04", "a.json", "is a ZIP archive"),
    ):
        if name.endswith("parquet"):
            pytest.importorskip("pyarrow")
        with pytest.raises(InputError, match=message) as caught:
            read(value, name)
        assert "\n" not in str(caught.value)


def test_limits_of_rows() -> None:
    data = parquet([{"text": "goat " * 40_000} for _ in range(12)])
    assert len(data) < 100_000
    with within(limits=Limits(articles=9)), pytest.raises(InputError, match="holds rows, more than 9; allow more"):
        read(data, "a.parquet")
    with within(limits=Limits(unpacked=1)), pytest.raises(InputError, match="unpacks to more than 1 MB"):
        read(data, "a.parquet")
    with within(limits=Limits(articles=9)), pytest.raises(InputError, match="holds records, more than 9"):
        read([GOAT] * 10)
