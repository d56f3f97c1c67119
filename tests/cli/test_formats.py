"""Files of each format on the command line: what cannot be read is one line and exit status 2."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Retold = Callable[..., Any]
SUFFIXES = (
    *("txt", "md", "html", "docx", "pdf", "rss", "atom", "xml", "json", "jsonl", "parquet", "newsml", "ninjs"),
    *("warc", "warc.gz", "xliff", "tmx", "po", "vtt", "srt"),
)
MIXED = "Zoë and Ægir were in the café; “naïve”. ".encode() + "Zoë".encode("latin-1")
MALFORMED = {
    "zero bytes": b"A goat.\0\1\2",
    "another format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "an empty archive": b"PK\x05\x06" + bytes(18),
    "noise": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_files_are_one_line_and_status_2(retold: Retold, story: Path, suffix: str, name: str) -> None:
    path = story / f"odd.{suffix}"
    path.write_bytes(MALFORMED[name])
    done = retold("read", path, "--no-config")
    assert (done.status, done.out, len(done.lines)) == (2, "", 1), done.err
    assert done.err.startswith(f"retold: {path}: ")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "rss", "jsonl", "xliff", "po", "vtt", "srt"])
def test_mixed_encodings_are_refused_with_the_byte(retold: Retold, story: Path, suffix: str) -> None:
    path = story / f"odd.{suffix}"
    path.write_bytes(MIXED)
    done = retold("read", path, "--no-config")
    assert (done.status, len(done.lines)) == (2, 1)
    assert "not UTF-8 at byte 50, though most of it is" in done.err


def test_what_does_not_fit_is_replaced_and_told(retold: Retold, story: Path) -> None:
    (story / "mixed.txt").write_bytes(MIXED)
    done = retold("compare", "source.txt", "mixed.txt", "--lossy", "--no-config", "--format", "json")
    report = json.loads(done.out)
    told = "1 place of bytes that are not utf-8, from byte 50 on"
    assert report["notes"] == [f"mixed.txt: replaced {told}"]
    assert report["articles"][1]["meta"]["replaced"] == told
    assert done.err == f"retold: mixed.txt: replaced {told}\n"


def test_places_are_printed(retold: Retold, story: Path) -> None:
    (story / "a.json").write_text('{"title": "Goat", "text": "She came.\\n\\nShe left."}', encoding="utf-8")
    article = json.loads(retold("read", "a.json", "--no-config", "--format", "json").out)["article"]
    assert article["places"] == [
        {"start": 0, "end": 4, "place": "$.title"},
        {"start": 6, "end": 15, "place": "$.text, block 1"},
        {"start": 17, "end": 26, "place": "$.text, block 2"},
    ]
    assert article["text"][6:15] == "She came."


def test_places_stand_in_every_report(retold: Retold, story: Path) -> None:
    """JSON lists them, Markdown names the place beside each finding, the page shows it when one points at a block."""
    told = {"title": "Goat", "text": "She came at dawn, said the mayor of the town.\n\nNobody had asked her to come."}
    (story / "a.json").write_text(json.dumps(told), encoding="utf-8")
    (story / "b.txt").write_text("Goat\n\nShe came at dawn, said the mayor of the town.\n", encoding="utf-8")
    pages = {
        f: retold("compare", "a.json", "b.txt", "--no-config", "-v", "--format", f).out for f in ("markdown", "html")
    }
    assert "source $.text, block 2" in pages["markdown"].replace("\\", "")
    assert 'title="$.text, block 2"' in pages["html"]


def test_why_something_is_furniture_is_shown(retold: Retold, story: Path) -> None:
    (story / "page.txt").write_text(
        "Goat lands on quay\n\nShe came at dawn, said the mayor.\n\nShare this article\n\nShe ate the bread.\n",
        encoding="utf-8",
    )
    shown = retold("read", "page.txt", "--no-config").out
    assert "furniture  Share this article  (chrome, 97%: share: share this article)" in shown


def test_limits_on_the_command_line(retold: Retold, story: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 3_000_000)
    (story / "bomb.docx").write_bytes(file.getvalue())
    done = retold("read", "bomb.docx", "--limit", "unpacked=2", "--no-config")
    assert (done.status, done.lines) == (
        2, ["retold: bomb.docx: word/document.xml unpacks to more than 2 MB; allow more with --limit unpacked=NUMBER"]
    )  # fmt: skip
    done = retold("compare", "source.txt", "a.txt", "--limit", "sizes=2")
    assert (done.status, done.lines) == (
        2, ["retold: no limit 'sizes'; did you mean 'size'?; there are size, unpacked, depth, pages, articles"]
    )  # fmt: skip


def test_standard_input_is_told_by_its_beginning(retold: Retold, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, extracted in (
        (b'{"text": "A goat."}', "records"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nA goat.\n", "transcripts"),
        (b"<rss><channel><item><title>A goat</title></item></channel></rss>", "feeds"),
        (b"A goat.", None),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        done = retold("read", "-", "--no-config", "--format", "json")
        assert json.loads(done.out)["article"]["meta"].get("extracted") == extracted
