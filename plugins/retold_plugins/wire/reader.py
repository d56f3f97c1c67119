"""News items: NewsML-G2 and NITF, which are XML, and ninjs, which is JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from retold import InputError
from retold.readers import (
    Document,
    Pieces,
    decode,
    local,
    markup_blocks,
    moment,
    parse_xml,
    paths_of,
    reading,
    words_of,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"}
LEAVES = {*HEADINGS, "p", "li", "dt", "dd", "blockquote", "pre"}
PASSED_OVER = {"head", "media", "byline", "dateline", "script", "style", "figure", "aside", "footer"}
ITEMS = {"newsItem", "nitf"}
DATES = ("contentCreated", "firstCreated", "versionCreated", "date.issue", "sent")
BODIES = ("body_text", "body_xhtml", "body_html")


def read_wire(data: bytes, path: str) -> tuple[Document, ...]:
    """An article for each item with words. Raises InputError where there is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        documents = tuple(ninjs(data, path))
    else:
        root = parse_xml(data, path)
        inner: set[int] = set()
        documents = ()
        for element, where in paths_of(root):
            if local(element) in ITEMS and id(element) not in inner:
                inner |= {id(e) for e in element.iter() if local(e) in ITEMS}
                document = item(element, where)
                documents = (*documents, document) if document is not None else documents
    if not documents:
        raise InputError(path, "holds no news item with a text")
    return documents


def item(element: Element, where: str) -> Document | None:
    """The article of a news item; None for one without words, such as a picture's."""
    pieces = Pieces("wire")
    headline = first(element, ("headline", "hl1", "title"))
    title = words_of(headline[0]) if headline else ""
    if headline and title:
        pieces.add("heading", title, f"{where}{headline[1]}")
    begun = len(pieces.blocks)
    for kind, words, place in blocks(element):
        if not (kind == "heading" and words == title):
            pieces.add(kind, words, where + place)
    if len(pieces.blocks) == begun:
        return None
    dates = [stated(found[0]) for name in DATES if (found := first(element, (name,)))]
    content = next((e for e in element.iter() if local(e) in ("inlineXML", "inlineData")), element)
    provider = first(element, ("provider", "infoSource", "doc.rights"))
    by = first(element, ("by", "byline", "creator"))
    return pieces.document(
        title=title or None,
        language=language_of(element, content),
        published=next((day for date in dates if (day := moment(date))), None),
        meta={
            "outlet": named(provider[0]) if provider else "",
            "author": named(by[0]) if by else "",
            "guid": element.get("guid", ""),
        },
    )


def language_of(element: Element, content: Element) -> str | None:
    """The language of the content: as it says itself, as its description says, or as the item says."""
    described = first(element, ("language",))
    tag = content.get(LANGUAGE) or (described[0].get("tag", "") if described else "") or element.get(LANGUAGE, "")
    return (tag or "").replace("_", "-") or None


def first(element: Element, names: tuple[str, ...]) -> tuple[Element, str] | None:
    """The first element of the first of these names, and its path inside the item."""
    for name in names:
        for inner, path in paths_of(element):
            if local(inner) == name:
                return inner, path[len(local(element)) + 1 :]
    return None


def stated(element: Element) -> str:
    """A date as an element says it, or its ``norm`` attribute (NITF), which leaves out the signs."""
    value = element.get("norm") or words_of(element)
    if len(value) >= 15 and value[:8].isdecimal() and value[8] == "T":
        return f"{value[:4]}-{value[4:6]}-{value[6:8]}T{value[9:11]}:{value[11:13]}:{value[13:]}"
    return f"{value[:4]}-{value[4:6]}-{value[6:]}" if len(value) == 8 and value.isdecimal() else value


def named(element: Element) -> str:
    """Somebody's name: in a ``name`` element, else the words, else the code."""
    inner = next((e for e in element.iter() if local(e) == "name" and words_of(e)), None)
    return words_of(inner if inner is not None else element) or element.get("literal", "")


def blocks(element: Element) -> Iterator[tuple[str, str, str]]:
    """Kind, words and path of each block of the content."""
    stack: list[tuple[Element, str, bool]] = [(element, "", local(element) == "nitf")]
    while stack:
        inner, path, inside = stack.pop()
        name = local(inner)
        if name in PASSED_OVER and inside:
            continue
        if inside and name in LEAVES and not any(local(e) in LEAVES for e in inner.iter() if e is not inner):
            kind = "heading" if name in HEADINGS else "list-item" if name == "li" else "paragraph"
            yield ("quote" if name == "blockquote" else kind), words_of(inner), path
            continue
        if name == "inlineData" and (inner.text or "").strip():
            for number, (kind, words) in enumerate(markup_blocks(inner.text or ""), 1):
                yield kind, words, f"{path}, block {number}"
            continue
        seen: dict[str, int] = {}
        below = []
        for child in inner:
            called = local(child)
            seen[called] = seen.get(called, 0) + 1
            below.append((child, f"{path}/{called}[{seen[called]}]", inside or called == "inlineXML"))
        stack += reversed(below)


def ninjs(data: bytes, path: str) -> Iterator[Document]:
    """The items of ninjs 1 and 2, and those that they hold."""
    text = decode(data, path)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(path, f"no JSON at line {error.lineno}, column {error.colno} ({error.msg})") from None
    except (ValueError, RecursionError) as error:
        raise InputError(path, f"no JSON that can be read ({error})") from None
    stack: list[tuple[Any, str, int]] = [(value, "$", 0)]
    while stack:
        found, where, depth = stack.pop()
        reading().limits.check("depth", depth, path, "items stand inside each other")
        if isinstance(found, list):
            stack += [(v, f"{where}[{i}]", depth + 1) for i, v in reversed(list(enumerate(found)))]
        elif isinstance(found, Mapping):
            document = ninjs_item(found, where)
            if document is not None:
                yield document
            else:
                inner = [(v, f"{where}.{k}", depth + 1) for k, v in found.items() if k in ("items", "associations")]
                stack += reversed(inner)


def ninjs_item(found: Mapping[str, Any], where: str) -> Document | None:
    """The article of an item; None for one without words."""
    pieces = Pieces("wire")
    title, key = headline_of(found)
    if title:
        pieces.add("heading", title, f"{where}.{key}")
    begun = len(pieces.blocks)
    for text, place in bodies(found):
        for number, (kind, words) in enumerate(markup_blocks(text), 1):
            if words != title:
                pieces.add(kind, words, f"{where}.{place}, block {number}")
        break
    if len(pieces.blocks) == begun:
        return None

    def told(name: str) -> str:
        value = found.get(name)
        return value if isinstance(value, str) else ""

    dates = (moment(told(name)) for name in ("firstcreated", "firstCreated", "versioncreated", "versionCreated"))
    return pieces.document(
        title=title or None,
        language=told("language").replace("_", "-") or None,
        published=next((date for date in dates if date), None),
        meta={"author": told("byline") or told("by"), "url": told("uri"), "outlet": told("copyrightholder")},
    )


def headline_of(found: Mapping[str, Any]) -> tuple[str, str]:
    """The headline, and the field that holds it."""
    if isinstance(found.get("headline"), str):
        return found["headline"], "headline"
    headlines = found.get("headlines")
    for number, headline in enumerate(headlines if isinstance(headlines, list) else ()):
        if isinstance(headline, Mapping) and isinstance(headline.get("value"), str):
            return headline["value"], f"headlines[{number}]"
    return "", ""


def bodies(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of an item, the first being the one to read, and the fields that hold them."""
    listed = found.get("bodies")
    for number, body in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(body, Mapping) and isinstance(body.get("value"), str) and body["value"].strip():
            yield body["value"], f"bodies[{number}].value"
    for name in BODIES:
        if isinstance(found.get(name), str) and found[name].strip():
            yield found[name], name
