"""From files to articles. Plain text is read here; every other format is a plugin's."""

from __future__ import annotations

import codecs
import datetime
import hashlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from retold._errors import InputError, Unavailable, nearest
from retold._text import Article, Block, Span

__all__ = ["PLAIN", "STDIN", "Document", "Given", "Reader", "decode", "read_articles"]

STDIN = "-"
SIZE_LIMIT = 64 * 1024 * 1024
SIDECAR_KEYS = ("date", "language", "outlet", "readers", "region", "title")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
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


@frozen(kw_only=True)
class Document:
    """What a reader makes of one article in a file. Core turns it into an ``Article``."""

    text: str
    title: str | None = None
    language: str | None = None
    published: datetime.datetime | None = None
    blocks: tuple[tuple[str, int, int], ...] = ()
    """Kind, start and end (code points) of each block that the format states."""
    meta: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class Reader:
    """How files with these suffixes are read.

    ``read`` gets the file's bytes and its name and returns the articles in it. It raises ``InputError``
    for what it cannot read; it opens nothing and asks no network.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Iterable[Document]]


@frozen(kw_only=True)
class Given:
    """What the user says of articles; it goes before what a document or its sidecar says."""

    date: str | None = None
    language: str | None = None
    outlet: str | None = None
    region: str | None = None
    readers: str | None = None


def decode(data: bytes, path: str) -> str:
    """Bytes as text: by byte-order mark, else UTF-8, else what charset-normalizer is sure of.

    Line endings stay as they are and a byte-order mark is left out. Raises InputError for binary data
    and for text whose encoding cannot be told, with the offset of the first byte that is no UTF-8.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    path, f"not {encoding.upper()} at byte {error.start + len(bom)}", "save it as UTF-8"
                ) from None
    if b"\0" in data[:65536]:
        raise InputError(path, f"binary data (a zero byte at {data.index(0)})", "give a text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    likely = likely_encoding(data)
    if likely is None:
        raise InputError(path, f"not UTF-8 at byte {offset}, and no other encoding fits", "save it as UTF-8")
    try:
        return data.decode(likely)
    except UnicodeDecodeError as error:
        raise InputError(path, f"not {likely} at byte {error.start}", "save it as UTF-8") from None


def likely_encoding(data: bytes) -> str | None:
    """The encoding of a text that is not UTF-8, or None where none fits.

    charset-normalizer ranks those that articles come in. A short text says little, so that Windows-1252 goes
    first unless another one gives words that are more like a language's.
    """
    from charset_normalizer import from_bytes

    candidates = []
    for match in from_bytes(data[:262144], cp_isolation=list(ENCODINGS)):
        if match.chaos <= MESS and not SYMBOL_IN_WORD.search(str(match)):
            western = "cp1252" in match.could_be_from_charset
            likeness = match.coherence + (WESTERN_BONUS if western else 0.0)
            candidates.append((likeness, western, "cp1252" if western else match.encoding))
    return max(candidates)[2] if candidates else None


def read_plain(data: bytes, path: str) -> tuple[Document, ...]:
    """One article, its text as it is."""
    return (Document(text=decode(data, path)),)


PLAIN = Reader(name="text", suffixes=(".txt", ".text", ""), read=read_plain)


def load(path: Path) -> bytes:
    """A file's bytes. Raises InputError where it is missing, a folder, unreadable or too large."""
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
        elif path.is_dir():
            raise InputError(str(path), "is a folder", "name a file")
        else:
            with path.open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise InputError(str(path), f"larger than {SIZE_LIMIT // 1024 // 1024} MB", "split it")
        return data
    except FileNotFoundError:
        beside = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        raise InputError(str(path), "no such file" + nearest(path.name, beside)) from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from None


def sidecar(path: Path) -> dict[str, str]:
    """What ``NAME.toml`` beside a text says of it. Raises InputError for what is no sidecar."""
    beside = path.with_suffix(".toml")
    if str(path) == STDIN or beside == path or not beside.is_file():
        return {}
    try:
        table = tomllib.loads(beside.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(beside), f"cannot be read as TOML ({error})") from None
    for key, value in table.items():
        if key not in SIDECAR_KEYS:
            raise InputError(
                str(beside), f"no key {key!r}{nearest(key, SIDECAR_KEYS)}", f"known are {', '.join(SIDECAR_KEYS)}"
            )
        if not isinstance(value, (str, datetime.date)):
            raise InputError(str(beside), f"{key}: wanted a text, found {value!r}")
        if key == "date":
            parse_date(str(value), str(beside))
        if key == "language":
            check_language(str(value), str(beside))
    return {key: str(value) for key, value in table.items()}


def parse_date(value: str, path: str) -> datetime.datetime:
    """An ISO 8601 date or time. Raises InputError."""
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError:
        raise InputError(path, f"{value!r} is no date", "write it as 2026-11-22 or 2026-11-22T09:30+01:00") from None


def check_language(tag: str, path: str) -> str:
    """The tag, if it has the form of a BCP 47 tag. Raises InputError."""
    if not LANGUAGE_TAG.fullmatch(tag):
        raise InputError(path, f"{tag!r} is no language", "write it as en or pt-BR")
    return tag


def read_articles(
    path: Path | str, readers: Iterable[Any] = (), given: Given | None = None, *, first_id: int = 0
) -> tuple[Article, ...]:
    """All articles of one file, with ids ``a<first_id>`` and on. Raises InputError."""
    path, given = Path(path), given or Given()
    reader = next((r for r in (*readers, PLAIN) if path.suffix.lower() in r.suffixes), PLAIN)
    data = load(path)
    try:
        documents = tuple(reader.read(data, str(path)))
    except (InputError, MemoryError):
        raise
    except Unavailable as error:
        raise InputError(str(path), error.reason, error.hint) from None
    except Exception as error:
        raise InputError(
            str(path), f"the reader {reader.name!r} cannot read it ({type(error).__name__}: {error})"
        ) from None
    if not documents:
        raise InputError(str(path), "holds no article")
    beside = sidecar(path)
    digest = hashlib.sha256(data).hexdigest()
    return tuple(
        article_of(document, f"a{first_id + i}", path=str(path), beside=beside, given=given, sha256=digest)
        for i, document in enumerate(documents)
    )


def article_of(
    document: Document,
    name: str,
    *,
    path: str | None,
    beside: Mapping[str, str],
    given: Given,
    sha256: str | None = None,
) -> Article:
    """An article of a document, its sidecar and what the user says; the user goes first, then the sidecar."""
    date = given.date or beside.get("date")
    meta = dict(document.meta)
    for key in ("outlet", "region", "readers"):
        value = getattr(given, key) or beside.get(key)
        if value:
            meta[key] = value
    language = given.language or beside.get("language")
    if language:
        check_language(language, path or name)
    elif document.language and LANGUAGE_TAG.fullmatch(document.language):
        language = document.language  # what a page says in another form is not the user's to mend
    article = Article(
        id=name,
        text=document.text,
        language=language,
        title=beside.get("title") or document.title,
        path=path,
        published=parse_date(date, path or name) if date else document.published,
        blocks=tuple(Block(kind, Span(name, start, end)) for kind, start, end in document.blocks),
        meta=meta,
    )
    return evolve(article, sha256=sha256) if sha256 else article
