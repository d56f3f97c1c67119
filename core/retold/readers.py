"""From files to articles. Plain text is read here; every other format is a plugin's."""

from __future__ import annotations

import datetime
import hashlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from retold._encodings import decode
from retold._errors import InputError, Unavailable, nearest
from retold._markup import local, markup_blocks, parse_xml, paths_of, root_name, words_of
from retold._reading import Limits, Reading, reading, within
from retold._text import Article, Block, Place, Span

__all__ = [
    "PLAIN",
    "STDIN",
    "Document",
    "Given",
    "Limits",
    "Pieces",
    "Reader",
    "Reading",
    "decode",
    "local",
    "markup_blocks",
    "moment",
    "parse_xml",
    "paths_of",
    "read_articles",
    "read_bytes",
    "read_part",
    "reading",
    "root_name",
    "suffix_of",
    "within",
    "words_of",
]

STDIN = "-"
SIDECAR_KEYS = ("date", "language", "outlet", "readers", "region", "title")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


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
    places: tuple[tuple[int, int, str], ...] = ()
    """Start, end, and where in the file that is: a page and box, an element's path, a row, a time."""


@define
class Pieces:
    """Text that is put together block by block, for formats whose own text has to be taken out of them."""

    format: str
    blocks: list[tuple[str, int, int]] = field(factory=list)
    places: list[tuple[int, int, str]] = field(factory=list)
    _parts: list[str] = field(factory=list, alias="parts")
    _length: int = field(default=0, alias="length")

    def add(self, kind: str, text: str, place: str = "") -> None:
        """A block, white space evened out, and where it stands; one without words is none."""
        words = " ".join(text.split())
        if words:
            start, self._length = self._length, self._length + len(words) + 2
            self.blocks.append((kind, start, start + len(words)))
            self._parts.append(words)
            if place:
                self.places.append((start, start + len(words), place))

    def document(self, **told: Any) -> Document:
        """The document, whose report carries the text; ``told`` is what it says of itself."""
        meta = {"extracted": self.format, **{k: str(v) for k, v in told.pop("meta", {}).items() if v}}
        text = "\n\n".join(self._parts) + "\n" if self._parts else ""
        return Document(text=text, blocks=tuple(self.blocks), places=tuple(self.places), meta=meta, **told)


@frozen(kw_only=True)
class Reader:
    """How files with these suffixes are read.

    ``read`` gets the file's bytes and its name and returns the articles in it. It raises ``InputError``
    for what it cannot read; it opens nothing and asks no network. ``reading().limits`` bounds what it takes.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Iterable[Document]]
    sniff: Callable[[bytes], bool] | None = None
    """Whether bytes look like this format: asked where readers share a suffix, and where there is none."""
    types: tuple[str, ...] = ()
    """Media types of the format, for what is fetched."""


@frozen(kw_only=True)
class Given:
    """What the user says of articles; it goes before what a document or its sidecar says."""

    date: str | None = None
    language: str | None = None
    outlet: str | None = None
    region: str | None = None
    readers: str | None = None


def read_plain(data: bytes, path: str) -> tuple[Document, ...]:
    """One article, its text as it is. A web page is refused: its tags are no text."""
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        raise InputError(path, "is a web page, which its name does not say", "name it .html")
    return (Document(text=decode(data, path)),)


PLAIN = Reader(name="text", suffixes=(".txt", ".text", ""), read=read_plain, types=("text/plain",))


def load(path: Path) -> bytes:
    """A file's bytes. Raises InputError where it is missing, a folder, unreadable or too large."""
    limits = reading().limits
    allowed = limits.size * 1024 * 1024
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(allowed + 1)
        elif path.is_dir():
            raise InputError(str(path), "is a folder", "name a file")
        else:
            with path.open("rb") as file:
                data = file.read(allowed + 1)
        limits.check("size", len(data), str(path), "is")
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
        if key in ("language", "readers"):
            check_language(str(value), str(beside), key)
    return {key: str(value) for key, value in table.items()}


def parse_date(value: str, path: str) -> datetime.datetime:
    """An ISO 8601 date or time. Raises InputError."""
    try:
        return datetime.datetime.fromisoformat(value)
    except ValueError:
        raise InputError(path, f"{value!r} is no date", "write it as 2026-11-22 or 2026-11-22T09:30+01:00") from None


def check_language(tag: str, path: str, key: str = "language") -> str:
    """The tag, if it has the form of a BCP 47 tag (``readers`` also that of a locale). Raises InputError."""
    if not LANGUAGE_TAG.fullmatch(tag if key == "language" else tag.replace("_", "-")):
        what = "language" if key == "language" else "locale of readers"
        raise InputError(path, f"{tag!r} is no {what}", "write it as en or pt-BR")
    return tag


def moment(value: str | None) -> datetime.datetime | None:
    """The date or time that a file states, as ISO 8601 or as mails and feeds write it; None where it is none."""
    words = (value or "").strip()
    try:
        return datetime.datetime.fromisoformat(words) if words else None
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def suffix_of(path: Path) -> str:
    """A file's suffix in lower case; that of a compressed one with what it was before (``.warc.gz``)."""
    return "".join(path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]).lower()


def reader_for(name: str, data: bytes, readers: Iterable[Any], media_type: str = "") -> Reader:
    """Who reads a file: by its media type if it has one, else its suffix; where several could, who knows its bytes.

    Raises InputError where all of several readers say that it is nothing of theirs.
    """
    known: list[Reader] = [*readers, PLAIN]
    suffix = suffix_of(Path(name))
    fitting = [r for r in known if media_type and media_type in r.types]
    if not fitting or len(fitting) == len(known):
        fitting = [r for r in known if suffix in r.suffixes] or [PLAIN]
    if PLAIN in fitting and not suffix:
        fitting = [*(r for r in known if r.sniff is not None), *fitting]
    for reader in fitting:
        if reader.sniff is not None and reader.sniff(data):
            return reader
    unasked = [r for r in fitting if r.sniff is None]
    if not unasked and len(fitting) > 1:
        raise InputError(name, f"is none of what {suffix} files can be ({', '.join(r.name for r in fitting)})")
    return [*unasked, *fitting][0]


def read_articles(
    path: Path | str, readers: Iterable[Any] = (), given: Given | None = None, *, first_id: int = 0
) -> tuple[Article, ...]:
    """All articles of one file, with ids ``a<first_id>`` and on. Raises InputError."""
    path = Path(path)
    return read_bytes(load(path), str(path), tuple(readers), given, first_id=first_id)


def read_bytes(
    data: bytes,
    name: str,
    readers: Sequence[Any] = (),
    given: Given | None = None,
    *,
    first_id: int = 0,
    media_type: str = "",
    meta: Mapping[str, str] | None = None,
    beside: bool = True,
) -> tuple[Article, ...]:
    """The articles in the bytes of a file of this name, which is not opened; ``beside`` it may be a sidecar."""
    with within(readers=tuple(readers)) as now:
        documents = read_part(data, name, media_type)
    if not documents:
        raise InputError(name, "holds no article")
    now.limits.check("articles", len(documents), name, "holds articles,")
    further = dict(meta or {})
    if now.replaced:
        further["replaced"] = "; ".join(now.replaced)
    said = sidecar(Path(name)) if beside else {}
    digest = hashlib.sha256(data).hexdigest()
    return tuple(
        article_of(
            evolve(document, meta={**document.meta, **further}),
            f"a{first_id + i}", path=name, beside=said, given=given or Given(), sha256=digest,
        )
        for i, document in enumerate(documents)
    )  # fmt: skip


def read_part(data: bytes, name: str, media_type: str = "") -> tuple[Document, ...]:
    """What the readers of now make of a file, or of a part of one (a record of an archive). Raises InputError."""
    reader = reader_for(name, data, reading().readers, media_type)
    try:
        return tuple(reader.read(data, name))
    except (InputError, MemoryError):
        raise
    except Unavailable as error:
        raise InputError(name, error.reason, error.hint) from None
    except Exception as error:
        raise InputError(name, f"the reader {reader.name!r} cannot read it ({one_line(error)})") from None


def one_line(error: Exception) -> str:
    """An error by its class and words, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


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
    if given.readers:
        check_language(given.readers, path or name, "readers")
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
        places=tuple(Place(Span(name, start, end), where) for start, end, where in document.places),
    )
    return evolve(article, sha256=sha256) if sha256 else article
