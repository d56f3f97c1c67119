"""Both sides of a bilingual file. A unit is a block on each side, and has the same place on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from retold import InputError
from retold.readers import Document, Pieces, local, parse_xml
from retold_plugins.bitext.artifacts import ROLE, SOURCE, TARGET, UNIT

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CODES = {"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"}
"""Inline elements that hold the codes of a layout, not words."""


@frozen
class Unit:
    """What stands together: the words by language, ``""`` being the source's."""

    name: str
    source: str
    targets: tuple[tuple[str, str], ...]


def read_bitext(data: bytes, path: str) -> tuple[Document, ...]:
    """The source, then the target (in TMX one for each further language). Raises InputError for other files."""
    if path.lower().endswith(".po"):
        from retold_plugins.bitext.po import po_units

        language, units = po_units(data, path)
        source_language = ""
        units = [Unit(u.name, u.source, tuple((language, words) for _, words in u.targets)) for u in units]
    else:
        root = parse_xml(data, path)
        name = local(root).lower()
        if name == "xliff":
            source_language, units = xliff_units(root)
        elif name == "tmx":
            source_language, units = tmx_units(root, path)
        else:
            raise InputError(path, f"is neither XLIFF nor TMX: its first element is <{local(root)[:60]}>")
    return documents(units, source_language, path)


def documents(units: list[Unit], source_language: str, path: str) -> tuple[Document, ...]:
    """A document for each side. Raises InputError where one has no words."""
    languages = list(dict.fromkeys(language for unit in units for language, words in unit.targets if words.strip()))
    if not any(unit.source.strip() for unit in units) or not languages:
        side = "target" if units and any(unit.source.strip() for unit in units) else "source"
        raise InputError(path, f"holds no {side} with words", "translate it first")
    sides = [("", SOURCE), *((language, TARGET) for language in languages)]
    out = []
    for language, role in sides:
        pieces = Pieces("bitext")
        for number, unit in enumerate(units, 1):
            words = unit.source if role == SOURCE else dict(unit.targets).get(language, "")
            pieces.add("paragraph", words, f"{UNIT} {number}" + (f", {unit.name}" if unit.name else ""))
        told = (language if role == TARGET else source_language).replace("_", "-")
        out.append(pieces.document(language=told or None, meta={ROLE: role}))
    return tuple(out)


def text_of(element: Element | None) -> str:
    """The words of a segment, without the codes of its layout."""
    if element is None:
        return ""
    words: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            words.append(item)
            continue
        if local(item) not in CODES:
            inside: list[Element | str] = [item.text or ""]
            for child in item:
                inside += [child, child.tail or ""]
            stack += reversed(inside)
    return "".join(words)


def xliff_units(root: Element) -> tuple[str, list[Unit]]:
    """The units of XLIFF 1.2 (``trans-unit``) and 2 (``segment`` in ``unit``); alternatives are left out."""
    target_language, source_language = root.get("trgLang", ""), root.get("srcLang", "")
    units: list[Unit] = []
    for file in root:
        source_language = source_language or file.get("source-language", "")
        target_language = target_language or file.get("target-language", "")
        for element in file.iter():
            if local(element) not in ("trans-unit", "segment"):
                continue
            sides = {local(child): child for child in reversed(element) if local(child) in ("source", "target")}
            units.append(
                Unit(
                    element.get("id", ""),
                    text_of(sides.get("source")),
                    ((target_language, text_of(sides.get("target"))),),
                )
            )
    return source_language, units


def tmx_units(root: Element, path: str) -> tuple[str, list[Unit]]:
    """The units of TMX: the source is what the header or the unit names, else the first language."""
    header = next((child for child in root if local(child) == "header"), None)
    stated = header.get("srclang", "") if header is not None else ""
    units: list[Unit] = []
    source_language = "" if stated == "*all*" else stated
    for element in root.iter():
        if local(element) != "tu":
            continue
        sides: dict[str, str] = {}
        for variant in element:
            if local(variant) == "tuv":
                language = variant.get(LANGUAGE) or variant.get("lang") or ""
                sides.setdefault(language, text_of(next((c for c in variant if local(c) == "seg"), None)))
        source_language = source_language or element.get("srclang", "") or next(iter(sides), "")
        own = next((lang for lang in sides if lang.lower() == source_language.lower()), None)
        if own is None:
            own = next((lang for lang in sides if same_language(lang, source_language)), None)
        source = sides.pop(own) if own is not None else ""
        units.append(Unit(element.get("tuid", ""), source, tuple(sides.items())))
    if not units:
        raise InputError(path, "holds no translation unit")
    return source_language, units


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, regions aside."""
    return one.replace("_", "-").split("-")[0].lower() == other.replace("_", "-").split("-")[0].lower()
