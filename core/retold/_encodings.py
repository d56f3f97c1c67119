"""From bytes to text: what the bytes declare, else UTF-8, else what is likely; replaced only where that is asked."""

from __future__ import annotations

import codecs
import re

from retold._errors import InputError
from retold._reading import reading

ENCODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "koi8_r", "koi8_u"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
"""Encodings that articles come in, if not UTF-8; those of old consoles fit too many texts by chance."""
MESS = 0.1
"""More of charset-normalizer's ``chaos`` than this is no text."""
WESTERN_BONUS = 0.05
SYMBOL_IN_WORD = re.compile(
    r"[a-z][\u00a2-\u00a6\u00a8\u00ac\u00b1\u00b3\u00b6\u00b8\u00b9\u00bc-\u00be\u00d7\u00f7][a-z\s.,]"
)
"""Cents, bars or superscripts inside a word: letters of another encoding."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, as .docx files are"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office program"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b\x08", "compressed with gzip"),
    (b"PAR1", "a Parquet file"),
)
NO_ENCODINGS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"}
SEVERAL_BYTES = ("gb", "big5", "euc", "shift", "cp9", "iso2022", "utf-16", "utf-32", "johab", "hz")
CURE = "save it as UTF-8, or read it with --lossy"


def decode(data: bytes, path: str, declared: str | None = None) -> str:
    """Bytes as text: by byte-order mark, else as declared, else UTF-8, else what charset-normalizer is sure of.

    What is valid UTF-8 is read as that, whatever single-byte encoding is declared: it is no accident. Line
    endings stay as they are and a byte-order mark is left out. Raises InputError for binary data and for text
    whose encoding cannot be told, with the offset of the first byte that does not fit; ``--lossy`` replaces them.
    """
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise InputError(path, f"is {what}, which its name does not say", "name it as what it is")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return decoded(data, path, encoding, skip=len(bom))
    stated = known(declared or reading().charset)
    if stated is not None and stated.startswith(SEVERAL_BYTES):
        return decoded(data, path, stated)
    if b"\0" in data[:65536]:
        raise InputError(path, f"binary data (a zero byte at {data.index(0)})", "give a text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    if stated is not None:
        return decoded(data, path, stated)
    damaged = data.decode("utf-8", "replace")
    wrong = damaged.count("\ufffd")
    mostly = sum(c > "\x7f" for c in damaged) - wrong >= wrong
    likely = None if mostly else likely_encoding(data)
    if likely is not None:
        return decoded(data, path, likely)
    if reading().lossy:
        return decoded(data, path, "utf-8")
    why = "though most of it is" if mostly else "and no other encoding fits"
    raise InputError(path, f"not UTF-8 at byte {offset}, {why}", CURE)


def known(declared: str | None) -> str | None:
    """The codec of a declared encoding; browsers read Latin-1 as Windows-1252, and so do we."""
    try:
        info = codecs.lookup(declared or "")
    except (LookupError, ValueError):
        return None
    if info.name in NO_ENCODINGS or not getattr(info, "_is_text_encoding", True):
        return None
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def decoded(data: bytes, path: str, encoding: str, skip: int = 0) -> str:
    """The text in this encoding. What does not fit is refused, or replaced and noted."""
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + skip
    if not reading().lossy:
        raise InputError(path, f"not {encoding.upper() if 'utf' in encoding else encoding} at byte {offset}", CURE)
    text = data[skip:].decode(encoding, "replace")
    count = text.count("\ufffd")
    where = "1 place" if count == 1 else f"{count} places"
    reading().replaced.append(f"{where} of bytes that are not {encoding}, from byte {offset} on")
    return text


def likely_encoding(data: bytes) -> str | None:
    """The encoding of a text that is not UTF-8, or None where none fits.

    charset-normalizer ranks those that articles come in. A short text says little, so that Windows-1252 goes
    first unless another one gives words that are more like a language's.
    """
    from charset_normalizer import from_bytes

    candidates = []
    for match in from_bytes(data[:262144], cp_isolation=list(ENCODINGS)):
        text = str(match)
        if match.chaos <= MESS and any(c.isalpha() for c in text) and not SYMBOL_IN_WORD.search(text):
            western = "cp1252" in match.could_be_from_charset
            likeness = match.coherence + (WESTERN_BONUS if western else 0.0)
            candidates.append((likeness, western, "cp1252" if western else match.encoding))
    return max(candidates)[2] if candidates else None
