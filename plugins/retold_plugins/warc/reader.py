"""Pages out of web archives: records are split here, and read by whichever reader knows what they hold."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from attrs import evolve, frozen

from retold import InputError
from retold.readers import Document, read_part, reading

GZIP = b"\x1f\x8b"
STEP, FED = 1 << 20, 1 << 14
HEAD = 65536
"""A record's head is not longer than this."""
TAKEN = ("response", "resource", "conversion")
NAMES = {"text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt"}
TYPES = {*NAMES, "application/pdf", "application/rss+xml", "application/atom+xml"}


@frozen
class Record:
    """A record's head and what it holds."""

    number: int
    head: dict[str, str]
    body: bytes


def read_warc(data: bytes, path: str) -> tuple[Document, ...]:
    """The articles of the archive. Raises InputError where it is none, was cut off, or holds no article."""
    plain = inflated(data, path) if data.startswith(GZIP) else data
    if not plain.startswith(b"WARC/"):
        raise InputError(path, "is no web archive: it does not begin with WARC/")
    found: list[Document] = []
    problem: InputError | None = None
    for record in records(plain, path):
        reading().limits.check("articles", len(found) + 1, path, "holds articles,")
        try:
            found += articles(record, path)
        except InputError as error:
            problem = problem or error
    if not found:
        why = f" ({problem.problem})" if problem else ""
        raise InputError(path, f"holds no page with an article{why}")
    return tuple(found)


def inflated(data: bytes, path: str) -> bytes:
    """All members of a compressed archive. Raises InputError for a damaged one and one that is too large.

    Input is fed a little at a time: what a member leaves over is then never much.
    """
    limits = reading().limits
    parts: list[bytes] = []
    total, at = 0, 0
    machine = zlib.decompressobj(wbits=31)
    try:
        while at < len(data):
            rest = data[at : at + FED]
            at += len(rest)
            while rest and not machine.eof:
                part = machine.decompress(rest, STEP)
                rest = machine.unconsumed_tail
                total += len(part)
                limits.check("unpacked", total, path, "unpacks to")
                parts.append(part)
            if machine.eof:
                at -= len(machine.unused_data)
                while data[at : at + 1] == b"\0":
                    at += 1
                machine = zlib.decompressobj(wbits=31) if at < len(data) else machine
    except zlib.error as error:
        raise InputError(path, f"is damaged where it is compressed ({error})") from None
    if not machine.eof:
        raise InputError(path, "was cut off: its last record is not whole")
    return b"".join(parts)


def records(data: bytes, path: str) -> Iterator[Record]:
    """The records in order. Raises InputError where a head is none, or a record runs past the end."""
    at = number = 0
    while at < len(data):
        if data[at : at + 2] in (b"\r\n", b"\n\n") or data[at : at + 1] == b"\n":
            at += 1 if data[at : at + 1] == b"\n" else 2
            continue
        number += 1
        if not data.startswith(b"WARC/", at):
            raise InputError(path, f"no record begins at byte {at}, behind record {number - 1}")
        head, begin = head_of(data, at)
        length = head.get("content-length", "")
        if begin < 0 or not length.isdecimal() or len(length) > 15:
            raise InputError(path, f"record {number} (at byte {at}) has no head that says how long it is")
        end = begin + int(length)
        if end > len(data):
            raise InputError(path, f"was cut off: record {number} (at byte {at}) is not whole")
        yield Record(number, head, data[begin:end])
        at = end


def head_of(data: bytes, at: int) -> tuple[dict[str, str], int]:
    """The fields of a head by lower-case name, and where the body begins; -1 where the head does not end."""
    window = data[at : at + HEAD]
    ends = [(window.find(sign), len(sign)) for sign in (b"\r\n\r\n", b"\n\n") if sign in window]
    if not ends:
        return {}, -1
    end, length = min(ends)
    lines = window[:end].decode("utf-8", "replace").splitlines()
    fields = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    fields["status"] = lines[0] if lines else ""
    return fields, end + length + at


def articles(record: Record, path: str) -> Iterator[Document]:
    """The articles that a record holds, with its address and place."""
    if record.head.get("warc-type", "").lower() not in TAKEN:
        return
    body, stated = record.body, record.head.get("content-type", "")
    if record.head.get("warc-type", "").lower() == "response":
        http, begin = head_of(body, 0)
        status = http.get("status", "").split()
        if begin < 0 or len(status) < 2 or status[1] != "200":
            return
        body, stated = unfolded(body[begin:], http, path), http.get("content-type", "")
    media, _, parameters = stated.partition(";")
    media = media.strip().lower()
    if media not in TYPES:
        return
    charset = parameters.lower().partition("charset=")[2].strip(" \"'").split(";")[0]
    address = record.head.get("warc-target-uri", "").strip("<>")
    where = f"record {record.number}" + (f", {address}" if address else "")
    from retold.readers import within

    with within(charset=charset or None) as now:
        documents = read_part(body, NAMES.get(media, "page"), media)
    reading().replaced.extend(now.replaced)
    for document in documents:
        inner = document.places or ((0, len(document.text), ""),)
        yield evolve(
            document,
            places=tuple((start, end, f"{where}{', ' if place else ''}{place}") for start, end, place in inner),
            meta={"extracted": "warc", **document.meta, **({"url": address} if address else {})},
        )


def unfolded(body: bytes, http: dict[str, str], path: str) -> bytes:
    """The body of a response without its transfer's chunks and compression."""
    if "chunked" in http.get("transfer-encoding", "").lower():
        body = b"".join(chunks(body))
    coding = http.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip") and body.startswith(GZIP):
        return inflated(body, path)
    if coding in ("", "identity", "gzip", "x-gzip"):
        return body
    raise InputError(path, f"holds pages compressed as {coding[:40]!r}, which cannot be read")


def chunks(body: bytes) -> Iterator[bytes]:
    """The chunks of a body; all of it where it was stored without them."""
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 40)
        digits = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(digits, 16)
        except ValueError:
            yield body[at:]
            return
        if size <= 0:
            return
        yield body[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
