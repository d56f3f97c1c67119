"""The entries of RSS (0.9 to 2.0), RDF and Atom feeds, each with the fullest text that the feed gives of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retold import InputError
from retold.readers import Document, Pieces, local, markup_blocks, moment, parse_xml, paths_of, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BODIES = ("encoded", "content", "description", "summary")
"""From the fullest to the shortest."""
DATES = ("published", "pubDate", "issued", "date", "updated", "modified")


def read_feeds(data: bytes, path: str) -> tuple[Document, ...]:
    """An article for each entry that has words. Raises InputError for what is no feed."""
    root = parse_xml(data, path)
    if local(root).lower() not in ("rss", "feed", "rdf"):
        raise InputError(path, f"is no feed: its first element is <{local(root)[:60]}>")
    head = next((child for child in root if local(child) == "channel"), root)
    outlet = first(head, ("title",))
    language = first(head, ("language",)) or head.get(LANGUAGE) or root.get(LANGUAGE) or ""
    entries = [(e, where) for e, where in paths_of(root) if local(e) in ("item", "entry")]
    found = [entry(e, where, outlet, language) for e, where in entries]
    documents = tuple(document for document in found if document is not None)
    if not documents:
        raise InputError(path, "holds no entry with a text")
    return documents


def entry(element: Element, where: str, outlet: str, language: str) -> Document | None:
    """The article of an entry; None where it says nothing."""
    pieces = Pieces("feeds")
    headline = markup_blocks(first(element, ("title",)))
    title = " ".join(words for _, words in headline)
    pieces.add("heading", title, f"{where}/title")
    name, blocks = body(element)
    for number, (kind, words) in enumerate(blocks, 1):
        pieces.add(kind, words, f"{where}/{name}, block {number}")
    if not pieces.blocks:
        return None
    author = next((child for child in element if local(child) in ("author", "creator")), None)
    return pieces.document(
        title=title or None,
        language=(element.get(LANGUAGE) or language).replace("_", "-") or None,
        published=next((d for name in DATES if (d := moment(first(element, (name,))))), None),
        meta={"outlet": outlet, "url": link(element), "author": words_of(author)},
    )


def first(element: Element, names: tuple[str, ...]) -> str:
    """The words of the first child of one of these names."""
    return next((words for name in names for c in element if local(c) == name and (words := words_of(c))), "")


def body(element: Element) -> tuple[str, list[tuple[str, str]]]:
    """The name and the blocks of the child with the fullest text."""
    for name in BODIES:
        for child in element:
            if local(child) == name:
                blocks = markup_blocks(markup_of(child))
                if blocks:
                    return name, blocks
    return "", []


def markup_of(element: Element) -> str:
    """What stands in an element, as HTML: escaped there, or as elements (Atom's ``xhtml``)."""
    if len(element) == 0:
        text = element.text or ""
        if element.get("type") == "text":
            return text.replace("&", "&amp;").replace("<", "&lt;")
        return text
    from xml.etree.ElementTree import tostring

    for inner in element.iter():
        if isinstance(inner.tag, str):
            inner.tag = local(inner)
    return tostring(element, encoding="unicode", method="html")


def link(element: Element) -> str:
    """The address of the article."""
    for child in element:
        if local(child) == "link" and child.get("rel", "alternate") == "alternate":
            return child.get("href") or words_of(child)
    return ""
