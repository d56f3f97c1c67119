"""What a PDF's compressed streams hold, unpacked a little at a time before anybody unpacks them whole."""

from __future__ import annotations

import base64
import re
import zlib

from retold.readers import reading

STREAM = re.compile(rb"stream\r?\n")
LAYERS = 4
STEP = 1 << 20


def check_streams(data: bytes, path: str) -> None:
    """Raise InputError where the streams together hold more than they may."""
    limits = reading().limits
    allowed = limits.unpacked * STEP
    total = 0
    for found in STREAM.finditer(data):
        if data[found.start() - 3 : found.start()] == b"end":
            continue
        before = data[max(0, found.start() - 400) : found.start()]
        before = before[before.rfind(b"obj") + 1 :]
        if b"Decode" not in before and b"/Fl" not in before:
            continue
        content = data[found.end() : data.find(b"endstream", found.end()) % (len(data) + 1)]
        total += unpacked(content, before, allowed - total)
        limits.check("unpacked", total, path, "its streams unpack to")


def unpacked(content: bytes, before: bytes, allowed: int) -> int:
    """How much a stream holds, up to a little more than is allowed, through layers of compression."""
    if b"ASCIIHex" in before or b"/AHx" in before:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", content)
        content = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    elif b"ASCII85" in before or b"/A85" in before:
        try:
            content = base64.a85decode(content.strip().removesuffix(b"~>"))
        except ValueError:
            return len(content)
    layers = max(1, before.count(b"Flate") + before.count(b"/Fl "))
    for layer in range(min(layers, LAYERS)):
        content, total = inflated(content, allowed, keep=layer + 1 < layers)
        if total > allowed:
            return total
    return total


def inflated(content: bytes, allowed: int, *, keep: bool) -> tuple[bytes, int]:
    """What a compressed stream holds (if that is to be kept) and how much."""
    machine, parts, total, rest = zlib.decompressobj(), [], 0, content
    try:
        while rest and not machine.eof and total <= allowed:
            part = machine.decompress(rest, STEP)
            rest = machine.unconsumed_tail
            total += len(part)
            if keep:
                parts.append(part)
            if not part and not rest:
                break
    except zlib.error:
        pass
    return b"".join(parts), total
