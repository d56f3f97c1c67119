"""What a PDF's compressed streams hold, unpacked a little at a time before anybody unpacks them whole."""

from __future__ import annotations

import base64
import bisect
import re
import zlib

from retold import InputError
from retold.readers import reading

STREAM = re.compile(rb"stream\r?\n")
LAYERS = 4
STEP, FED = 1 << 20, 1 << 14
OVERLAP = 4


def check_streams(data: bytes, path: str) -> None:
    """Raise InputError where the streams together hold more than they may.

    Streams may stand inside each other's bytes, so that each beginning is looked at; together they may not be
    many times the file.
    """
    limits = reading().limits
    allowed = limits.unpacked * STEP
    ends = [found.start() for found in re.finditer(rb"endstream", data)]
    view = memoryview(data)
    total = seen = 0
    for found in STREAM.finditer(data):
        at = bisect.bisect_left(ends, found.end())
        if at == len(ends):
            return
        if data[found.start() - 3 : found.start()] == b"end":
            continue
        before = data[max(0, found.start() - 400) : found.start()]
        before = before[before.rfind(b"obj") + 1 :]
        if b"Decode" not in before and b"/Fl" not in before:
            continue
        seen += ends[at] - found.end()
        if seen > OVERLAP * len(data):
            raise InputError(path, "its streams stand inside each other")
        total += unpacked(view[found.end() : ends[at]], before, allowed - total)
        limits.check("unpacked", total, path, "its streams unpack to")


def unpacked(content: bytes | memoryview, before: bytes, allowed: int) -> int:
    """How much a stream holds, up to a little more than is allowed, through layers of compression."""
    if b"ASCIIHex" in before or b"/AHx" in before:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", content)
        content = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    elif b"ASCII85" in before or b"/A85" in before:
        try:
            content = base64.a85decode(bytes(content).strip().removesuffix(b"~>"))
        except ValueError:
            return len(content)
    layers = max(1, before.count(b"Flate") + before.count(b"/Fl "))
    for layer in range(min(layers, LAYERS)):
        content, total = inflated(content, allowed, keep=layer + 1 < layers)
        if total > allowed:
            return total
    return total


def inflated(content: bytes | memoryview, allowed: int, *, keep: bool) -> tuple[bytes, int]:
    """What a compressed stream holds (if that is to be kept) and how much."""
    machine, parts, total = zlib.decompressobj(), [], 0
    try:
        for at in range(0, len(content), FED):
            rest: bytes | memoryview = content[at : at + FED]
            while rest and not machine.eof and total <= allowed:
                part = machine.decompress(rest, STEP)
                rest = machine.unconsumed_tail
                total += len(part)
                if keep:
                    parts.append(part)
            if machine.eof or total > allowed:
                break
    except zlib.error:
        pass
    return b"".join(parts), total
