"""XML and pieces of HTML, read without trust: no entity is expanded, nothing is opened, depth is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from retold._errors import InputError
from retold._reading import reading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DECLARED = re.compile(rb"\s{0,9}<\?xml[^<>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
DECLARATION = re.compile(r"\s{0,9}<\?xml[^<>]{0,300}\?>")
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")


def root_name(data: bytes) -> str:
    """The local name of a document's first element, lower-cased, or nothing where there is none near the start."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")
    text = re.sub(r"<!--.{0,4000}?-->|<!DOCTYPE[^<>\[]{0,500}", "", start.decode("latin-1"), flags=re.DOTALL)
    found = ROOT.search(text) if text.lstrip("\ufeff\xef\xbb\xbf\xff\xfe \t\r\n").startswith("<") else None
    return found[1].lower() if found else ""


def parse_xml(data: bytes, path: str) -> Element:
    """The document's tree. Raises InputError, with line and column, for what is not well-formed.

    Declarations of entities are refused, and so is nesting beyond the limit. A document type that only names
    itself is passed over; what it refers to is never opened.
    """
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers import expat

    from retold._encodings import decode

    declared = DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    text = decode(data, path, declared[1].decode("ascii") if declared else None)
    text = DECLARATION.sub("", text, count=1)
    if not text.strip():
        raise InputError(path, "holds nothing")
    builder, depth, limits = TreeBuilder(), 0, reading().limits
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True

    def qualified(name: str) -> str:
        return "{" + name if "}" in name else name

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        limits.check("depth", depth, path, "elements stand inside each other")
        builder.start(qualified(name), {qualified(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(qualified(name))

    def refuse(*_: Any) -> None:
        raise InputError(path, "declares entities or a document type of its own", "save it without its DTD")

    def doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            refuse()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = parser.SkippedEntityHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        return builder.close()
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise InputError(
            path, f"no well-formed XML at line {error.lineno}, column {error.offset + 1} ({why})"
        ) from None


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Element | None) -> str:
    """All text in an element, white space evened out."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def markup_blocks(text: str) -> list[tuple[str, str]]:
    """Kind and words of each block of a piece of HTML; of plain text, its paragraphs."""
    if "<" not in text and "&" not in text:
        return [("paragraph", " ".join(part.split())) for part in re.split(r"\n\s*\n", text) if part.strip()]
    if "<" not in text or not re.search(r"</?[A-Za-z]", text):
        from html import unescape

        return [("paragraph", " ".join(unescape(p).split())) for p in re.split(r"\n\s*\n", text) if p.strip()]
    from retold._fragments import Fragment

    return Fragment().read(text)


def paths_of(root: Element) -> Iterator[tuple[Element, str]]:
    """Every element in order with its path (``/rss/channel/item[2]``), without recursion."""
    stack: list[tuple[Element, str]] = [(root, "/" + local(root))]
    while stack:
        element, path = stack.pop()
        yield element, path
        seen: dict[str, int] = {}
        below = []
        for child in element:
            name = local(child)
            seen[name] = seen.get(name, 0) + 1
            below.append((child, f"{path}/{name}[{seen[name]}]"))
        stack += reversed(below)
