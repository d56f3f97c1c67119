"""A Word document's paragraphs as it would print them: what is tracked as deleted, hidden or a comment is left out."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from retold import InputError
from retold.readers import Document, Pieces, local, parse_xml, reading, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LEFT_OUT = {"del", "moveFrom", "Fallback", "delText", "instrText", "footnoteReference", "endnoteReference", "pPr"}
SPACES = {"tab", "br", "cr", "ptab"}
OLD = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, path: str) -> tuple[Document, ...]:
    """One article. Raises InputError for what is no Word document, and for one that is larger than it may be."""
    if data.startswith(OLD):
        raise InputError(path, "is an old Word file, or one with a password", "save it as .docx without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        main = main_part(archive, names, path)
        body = parse_xml(part(archive, main, path), path)
        styles = style_names(archive, posixpath.join(posixpath.dirname(main), "styles.xml"), names, path)
        core = "docProps/core.xml"
        stated = properties(parse_xml(part(archive, core, path), path)) if core in names else {}
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, OSError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise InputError(path, f"no Word document, or one that was cut off ({why})") from None
    except RuntimeError as error:
        if isinstance(error, RecursionError):
            raise
        raise InputError(path, "is protected by a password", "save it without one") from None
    pieces, title = Pieces("docx"), ""
    for number, (paragraph, where) in enumerate(paragraphs(body), 1):
        kind, named = kind_of(paragraph, styles)
        words = text_of(paragraph)
        title = title or (words.strip() if named == "title" else "")
        pieces.add(kind, words, f"{main} {where}, paragraph {number}")
    if not pieces.blocks:
        raise InputError(path, "holds no words")
    meta = {"author": stated.get("creator", "")}
    return (
        pieces.document(
            title=" ".join(title.split()) or stated.get("title") or None,
            language=stated.get("language") or None,
            meta=meta,
        ),
    )


def part(archive: zipfile.ZipFile, name: str, path: str) -> bytes:
    """A part of the archive, never more of it than the limit, whatever its header says."""
    limits = reading().limits
    with archive.open(name) as file:
        data = file.read(limits.unpacked * 1024 * 1024 + 1)
    limits.check("unpacked", len(data), path, f"{name} unpacks to")
    return data


def main_part(archive: zipfile.ZipFile, names: set[str], path: str) -> str:
    """The part that holds the text: the one that the archive relates to, or where Word puts it."""
    name = "word/document.xml"
    if "_rels/.rels" in names:
        for relation in parse_xml(part(archive, "_rels/.rels", path), path):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = relation.get("Target", name).lstrip("/")
    if name not in names or not name.endswith(".xml"):
        raise InputError(path, "is a ZIP archive, but no Word document")
    return name


def style_names(archive: zipfile.ZipFile, name: str, names: set[str], path: str) -> dict[str, str]:
    """The lower-case name of each paragraph style by its id; ids are translated, names are not."""
    if name not in names:
        return {}
    out = {}
    for style in parse_xml(part(archive, name, path), path):
        if local(style) == "style":
            called = next((attribute(child, "val") for child in style if local(child) == "name"), "")
            out[attribute(style, "styleId")] = called.lower()
    return out


def properties(root: Element) -> dict[str, str]:
    """What the document says of itself."""
    return {local(child): words_of(child) for child in root}


def attribute(element: Element, name: str) -> str:
    """An attribute in whichever namespace."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def paragraphs(root: Element) -> Iterator[tuple[Element, str]]:
    """The paragraphs in order, those of tables and text boxes too, and whether they stand in one."""
    stack: list[tuple[Element, str]] = [(root, "body")]
    while stack:
        element, where = stack.pop()
        name = local(element)
        if name in LEFT_OUT:
            continue
        if name == "p":
            yield element, where
            below = [child for child in element.iter() if local(child) == "txbxContent"]
            inner = {id(n) for box in below for n in box.iter() if n is not box and local(n) == "txbxContent"}
            fallback = {id(n) for f in element.iter() if local(f) == "Fallback" for n in f.iter()}
            stack += [(box, "text box") for box in reversed(below) if id(box) not in inner | fallback]
            continue
        where = {"tbl": "table", "txbxContent": "text box"}.get(name, where)
        stack += [(child, where) for child in reversed(element)]


def text_of(paragraph: Element) -> str:
    """The words of a paragraph, without those of text boxes in it."""
    words: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name in LEFT_OUT or name == "txbxContent" or (name == "r" and is_hidden(element)):
            continue
        if name == "t":
            words.append(element.text or "")
        elif name in SPACES:
            words.append(" ")
        elif name == "noBreakHyphen":
            words.append("\u2011")
        else:
            stack += reversed(element)
    return "".join(words)


def is_hidden(run: Element) -> bool:
    """Whether a run's words do not show."""
    return any(
        local(mark) in ("vanish", "webHidden") and attribute(mark, "val") not in ("0", "false")
        for child in run
        if local(child) == "rPr"
        for mark in child
    )


def kind_of(paragraph: Element, styles: dict[str, str]) -> tuple[str, str]:
    """The kind of block, by the style's name, the outline's level and the numbering; and the style's name."""
    named, kind = "", "paragraph"
    for child in paragraph:
        if local(child) != "pPr":
            continue
        for mark in child:
            if local(mark) == "pStyle":
                style = attribute(mark, "val")
                named = styles.get(style, style.lower())
            elif local(mark) == "outlineLvl" and attribute(mark, "val") in "012345678":
                kind = "heading"
            elif local(mark) == "numPr" and kind == "paragraph":
                kind = "list-item"
    if named.startswith("heading") or named in ("title", "subtitle"):
        kind = "heading"
    elif "quote" in named:
        kind = "quote"
    elif named.startswith("list") and kind == "paragraph":
        kind = "list-item"
    return kind, named
