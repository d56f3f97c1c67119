"""Web archives: responses become articles by whichever reader knows what they hold."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from retold import Article, Host, InputError
from retold.readers import Limits, read_articles, within
from retold.testing import contract

test_contract = contract("warc")

pytest.importorskip("trafilatura")

WORDS = "<p>The goat was first seen on the quay shortly after dawn, when the boats were being loaded.</p>"
PAGE = (
    f"<html lang='en'><head><title>Goat</title></head><body><article><h1>Goat</h1>{WORDS}"
    f"<p>Caf\xe9 owners fed her until the weekend, they said on Monday.</p></article></body></html>"
)


def record(body: bytes, kind: str = "response", address: str = "https://news.example/goat") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Content-Type: application/http; msgtype=response\r\n\r\n" + body + b"\r\n\r\n"


def response(body: bytes, further: str = "", status: str = "200 OK", media: str = "text/html") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{further}\r\n".encode() + body


def read(folder: Path, data: bytes, name: str = "a.warc") -> tuple[Article, ...]:
    (folder / name).write_bytes(data)
    return read_articles(folder / name, Host.discover().readers())


ARCHIVE = (
    record(b"software: x\r\n", "warcinfo")
    + record(b"GET / HTTP/1.1\r\n\r\n", "request")
    + record(response(PAGE.encode("latin-1"), media="text/html; charset=iso-8859-1"))
    + record(response(b"gone", status="404 Not Found"))
    + record(response(b"\x89PNG", media="image/png"))
    + record(response(b"One goat.\n\nTwo goats.\n", media="text/plain"), address="https://news.example/b")
)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_an_archive(tmp_path: Path, name: str) -> None:
    parts = [b"WARC" + part for part in ARCHIVE.split(b"WARC/1.0") if part]
    data = b"".join(gzip.compress(part.replace(b"WARC", b"WARC/1.0", 1)) for part in parts)
    goat, plain = read(tmp_path, data if name.endswith("gz") else ARCHIVE, name)
    assert "Café owners fed her" in goat.text
    assert (goat.title, goat.get("url"), goat.get("extracted")) == ("Goat", "https://news.example/goat", "html")
    assert goat.places[0].where == "record 3, https://news.example/goat, /html/body/article/h1"
    assert (plain.text, plain.get("extracted")) == ("One goat.\n\nTwo goats.\n", "warc")


def test_chunks_and_compression(tmp_path: Path) -> None:
    packed = gzip.compress(b"A goat.\n")
    body = b"%x\r\n%s\r\n%x;x=1\r\n%s\r\n0\r\n\r\n" % (5, packed[:5], len(packed) - 5, packed[5:])
    further = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    (article,) = read(tmp_path, record(response(body, further, media="text/plain")))
    assert article.text == "A goat.\n"


def test_malformed_files(tmp_path: Path) -> None:
    brotli = record(response(b"x", "Content-Encoding: br\r\n"))
    for data, name, message in (
        (ARCHIVE[:-30], "a.warc", r"was cut off: record 6 \(at byte \d+\) is not whole"),
        (gzip.compress(ARCHIVE)[:-30], "a.warc.gz", "was cut off: its last record is not whole"),
        (gzip.compress(ARCHIVE)[:40] + b"x" * 90, "a.warc.gz", "is damaged where it is compressed"),
        (b"A goat.", "a.warc", "is no web archive"),
        (gzip.compress(b"A goat."), "a.warc.gz", "is no web archive"),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", "a.warc", "has no head that says how long it is"),
        (b"WARC/1.0\r\n", "a.warc", "has no head that says how long it is"),
        (ARCHIVE + b"<html>", "a.warc", r"no record begins at byte \d+, behind record 6"),
        (record(b"", "warcinfo"), "a.warc", "holds no page with an article"),
        (brotli, "a.warc", r"holds no page with an article \(holds pages compressed as 'br'"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read(tmp_path, data, name)
        assert "\n" not in str(caught.value)


def test_bombs(tmp_path: Path) -> None:
    with within(limits=Limits(unpacked=1)), pytest.raises(InputError, match="unpacks to more than 1 MB; allow more"):
        read(tmp_path, gzip.compress(record(b"x" * 3_000_000)), "a.warc.gz")
    inner = response(gzip.compress(b"x" * 3_000_000), "Content-Encoding: gzip\r\n", media="text/plain")
    with within(limits=Limits(unpacked=1)), pytest.raises(InputError, match="unpacks to more than 1 MB"):
        read(tmp_path, record(inner))
    assert zlib.crc32(inner)
