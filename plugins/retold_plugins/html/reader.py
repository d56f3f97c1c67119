"""The article of a web page: its text, taken out of the page, with its blocks and what the page says of itself.

Offsets are those of the extracted text, which the report therefore carries.
"""

from __future__ import annotations

import datetime
import logging
import re
from typing import Any

from attrs import define, field

from retold import InputError
from retold.readers import Document, decode
from retold_plugins.html.places import Elements, places_of

HINT = "pip install 'retold[html]'"
CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
KINDS = {"head": "heading", "item": "list-item", "quote": "quote", "p": "paragraph", "ab": "paragraph"}
BREAKS = {*KINDS, "list", "table", "row", "cell", "code", "fw", "graphic"}
BLOCK_TAGS = {"p", "li", "ul", "ol", "div", "blockquote", "table", "section", "article"}
PASSED_OVER = {"graphic", "code"}


def read_html(data: bytes, path: str) -> tuple[Document, ...]:
    """One article. Raises InputError where the extra is missing, and for a page without an article."""
    try:
        import trafilatura
        from lxml import etree
    except ImportError:
        raise InputError(path, "reading HTML needs the extra 'html'", HINT) from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = text_of(data, path)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise InputError(path, "is no HTML page that can be parsed")
    sign = next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    elements = Elements.of(tree)
    tell_apart(tree, sign)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    headlines = [" ".join(h.itertext()).replace(sign, "") for h in tree.iter("h1")]
    try:
        page: Any = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False
        )
    except (ValueError, RecursionError, etree.LxmlError) as error:
        raise InputError(path, f"no article can be taken out of it ({error})") from None
    if page is None or page.body is None:
        raise InputError(path, "holds no article that can be told from the page", "save the article's text instead")
    collected = collect(page.body, etree.iterwalk, sign)
    if not collected.blocks:
        raise InputError(path, "holds no article that can be told from the page", "save the article's text instead")
    collected.lead_with((page.title or "").replace(sign, ""), headlines)
    return (document(page, collected, language, elements),)


def tell_apart(tree: Any, sign: str) -> None:
    """Put a sign, which the page itself does not hold, into every second of paragraphs that are alike.

    trafilatura takes a paragraph that repeats the one before it for a fault of its own and drops it, even
    where it is told to keep duplicates.
    """
    before = None
    for element in tree.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td"):
        if len(element) and any(child.tag in BLOCK_TAGS for child in element):
            continue
        words = " ".join("".join(element.itertext()).split())
        if words and words == before:
            element.text = sign + (element.text or "")
            before = None
        elif words:
            before = words


def text_of(data: bytes, path: str) -> str:
    """The page's characters: as its own ``charset`` says where it is not UTF-8 and has no byte-order mark."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared[1].decode("ascii"))
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data, path)


@define
class Collected:
    """The text of the article's blocks, in order, without the sign that told them apart."""

    sign: str
    blocks: list[tuple[str, str]] = field(factory=list)
    words: list[str] = field(factory=list)

    def add(self, text: str | None) -> None:
        """More words of the block that is open."""
        if text:
            self.words.append(text)

    def finish(self, kind: str) -> None:
        """The block is over; one without words is none. A block like the one before it stays: people repeat."""
        text = " ".join("".join(self.words).replace(self.sign, "").split())
        self.words.clear()
        if text:
            self.blocks.append((kind, text))

    def lead_with(self, title: str, headlines: list[str]) -> None:
        """The headline, where the page shows it above what was taken for the article."""
        shown = {" ".join(headline.split()) for headline in headlines}
        told = {text for kind, text in self.blocks if kind == "heading"}
        if title and title in shown and title not in told and self.blocks[0][1] != title:
            self.blocks.insert(0, ("heading", title))


def collect(body: Any, iterwalk: Any, sign: str) -> Collected:
    """Walk the extracted tree without recursion; the innermost block that is named decides the kind."""
    collected = Collected(sign)
    open_: list[str] = ["p"]
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in BREAKS:
                collected.finish(kind_of(open_))
                open_.append(tag)
            if tag == "lb":
                collected.add(" ")
            if tag not in PASSED_OVER:
                collected.add(element.text)
        else:
            if tag in BREAKS:
                if tag in PASSED_OVER:
                    collected.words.clear()
                collected.finish(kind_of(open_))
                open_.pop()
            if element is not body:
                collected.add(element.tail)
    collected.finish("paragraph")
    return collected


def kind_of(open_: list[str]) -> str:
    """The kind of a block inside these elements: a paragraph of a list item is a list item."""
    inner = next((tag for tag in reversed(open_) if tag in KINDS and tag not in ("p", "ab")), "p")
    return KINDS[inner]


def document(page: Any, collected: Collected, language: str | None, elements: Elements) -> Document:
    """The document with the blocks' offsets in its text, and the elements that they were taken from."""
    blocks, parts, place = [], [], 0
    for kind, text in collected.blocks:
        blocks.append((kind, place, place + len(text)))
        parts.append(text)
        place += len(text) + 2
    paths = places_of(elements, [text for _, text in collected.blocks])
    places = tuple((start, end, path) for (_, start, end), path in zip(blocks, paths, strict=True) if path)
    meta = {"outlet": page.sitename, "author": page.author, "url": page.url}
    return Document(
        text="\n\n".join(parts) + "\n",
        title=(page.title or "").replace(collected.sign, "") or None,
        language=(language or page.language or "").replace("_", "-") or None,
        published=date_of(page.date),
        blocks=tuple(blocks),
        places=places,
        meta={"extracted": "html", **{key: value for key, value in meta.items() if value}},
    )


def date_of(value: str | None) -> datetime.datetime | None:
    """The day that the page names, if it is one."""
    try:
        return datetime.datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
