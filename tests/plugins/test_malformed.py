"""Files of every format cut off and damaged: an article, or one line that says why not; never anything else."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator

import pytest

from retold import Host, InputError
from retold.readers import read_bytes

WORDS = "A goat was seen on the quay at dawn, before the boats were loaded. "
PAGE = f"<!doctype html><html><head><title>Goat</title></head><body><article><p>{WORDS * 4}</p></article></body></html>"
UNITS = "".join(
    f'<trans-unit id="{i}"><source>A goat {i}.</source><target>Eine Ziege {i}.</target></trans-unit>' for i in range(6)
)
NEWS = "http://iptc.org/std/nar/2006-10-01/"
READERS = tuple(Host.discover().readers())


def docx() -> bytes:
    file = io.BytesIO()
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        body = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>" * 9
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def pdf() -> bytes:
    content = f"BT /F1 10 Tf 72 700 Td ({WORDS}) Tj ET"
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n"
        f"4 0 obj\n<< /Length {len(content)} >>\nstream\n{content}\nendstream\nendobj\n"
        "trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n"
    ).encode()


def warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/goat\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    file = io.BytesIO()
    pytest.importorskip("pyarrow.parquet").write_table(
        pyarrow.Table.from_pylist([{"title": "Goat", "text": WORDS}] * 5), file
    )
    return file.getvalue()


TEXTS = {
    "a.txt": "Caf\u00e9 " + WORDS * 4,
    "a.md": "---\ntitle: Goat\n---\n# Goat\n\n" + WORDS * 3,
    "a.html": PAGE,
    "a.json": json.dumps([{"title": "Goat", "text": WORDS}] * 4),
    "a.jsonl": "\n".join([json.dumps({"title": "Goat", "text": WORDS})] * 4),
    "a.rss": "<rss version='2.0'><channel><title>News</title>"
    + f"<item><title>Goat</title><description>{WORDS}</description></item>" * 3
    + "</channel></rss>",
    "a.xml": f'<newsItem xmlns="{NEWS}" guid="x" version="1"><contentMeta><headline>Goat</headline></contentMeta>'
    f"<contentSet><inlineXML><nitf><body><body.content><p>{WORDS}</p></body.content></body></nitf></inlineXML>"
    "</contentSet></newsItem>",
    "a.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" '
    f'target-language="de" original="a" datatype="plaintext"><body>{UNITS}</body></file></xliff>',
    "a.tmx": '<tmx version="1.4"><header srclang="en"/><body>'
    + '<tu><tuv xml:lang="en"><seg>A goat.</seg></tuv><tuv xml:lang="de"><seg>Eine Ziege.</seg></tuv></tu>' * 3
    + "</body></tmx>",
    "a.po": 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "A goat."\nmsgstr "Eine Ziege."\n',
    "a.srt": "1\n00:00:01,000 --> 00:00:03,000\nA goat\n\n2\n00:00:04,000 --> 00:00:06,000\nwas seen\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\nA goat was seen\n",
}
MADE = {"a.docx": docx, "a.pdf": pdf, "a.warc": warc, "a.warc.gz": lambda: gzip.compress(warc()), "a.parquet": parquet}


def content(name: str) -> bytes:
    return TEXTS[name].encode() if name in TEXTS else MADE[name]()


def damaged(data: bytes) -> Iterator[bytes]:
    """Cut at every twentieth, bytes changed, two encodings in one, nothing but zeros, and another format."""
    chance = random.Random(5)
    yield from (data[: len(data) * part // 20] for part in range(20))
    for number in (1, 1, 1, 3, 3, 3, 20, 20, 20, 20):
        odd = bytearray(data)
        for _ in range(number):
            odd[chance.randrange(len(odd))] = chance.randrange(256)
        yield bytes(odd)
    half = len(data) // 2
    yield data[:half] + b"\xe9\xff\xc3(" + data[half:]
    yield b"\0" * 500
    yield b"\xff" * 500
    yield pdf()
    yield docx()


def refused(data: bytes, name: str) -> Iterator[InputError]:
    """The error, if there is one; whatever else is raised fails the test."""
    try:
        read_bytes(data, name, READERS, beside=False)
    except InputError as error:
        yield error


@pytest.mark.parametrize("name", [*TEXTS, *MADE])
def test_damaged(name: str) -> None:
    """``retold`` prints an InputError as one line and ends with status 2."""
    data = content(name)
    assert read_bytes(data, name, READERS, beside=False)
    refusals = [str(error) for odd in damaged(data) for error in refused(odd, name)]
    assert refusals
    assert not [words for words in refusals if "\n" in words or len(words) > 300]


@pytest.mark.parametrize("name", [*TEXTS, *MADE])
@pytest.mark.parametrize("data", [b"\0" * 500, b"\xff" * 500], ids=["zeros", "no letters"])
def test_what_is_no_text_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(InputError):
        read_bytes(data, name, READERS, beside=False)


@pytest.mark.parametrize("name", sorted({*TEXTS, *MADE} - {"a.pdf"}))
def test_a_pdf_under_another_name_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        read_bytes(pdf(), name, READERS, beside=False)


def test_a_web_page_is_no_plain_text() -> None:
    with pytest.raises(InputError, match="web page"):
        read_bytes(PAGE.encode(), "a.txt", READERS, beside=False)
