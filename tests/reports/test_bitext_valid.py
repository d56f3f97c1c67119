"""The exports for translators against the rules of their formats.

Written from the specifications: the TMX 1.4b document type (which elements hold which, which attributes are required)
and the XLIFF 2.0 core (the same, values of attributes, ids that occur once). The schema files are not the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

import retold
from retold import Host, Report
from retold.reporters import View, choose

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
TOKEN = re.compile(r"[\w.:-]+")


class Rule(NamedTuple):
    """What an element may and must have."""

    content: str
    """Its children's names, each with a blank behind, as a regular expression."""
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    holds_text: bool = False


def rule(content: str, required: str = "", optional: str = "", holds_text: bool = False) -> Rule:
    return Rule(content, frozenset(required.split()), frozenset(optional.split()), holds_text)


TMX: Mapping[str, Rule] = {
    "tmx": rule("header body ", "version"),
    "header": rule(
        "((note|prop|ude) )*",
        "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype",
        "o-encoding creationdate creationid changedate changeid",
    ),
    "body": rule("(tu )*"),
    "tu": rule(
        "((note|prop) )*(tuv )+", "",
        "tuid o-encoding datatype usagecount lastusagedate creationtool creationtoolversion creationdate creationid "
        "changedate segtype changeid o-tmf srclang",
    ),
    "tuv": rule("((note|prop) )*seg ", LANG, "o-encoding datatype usagecount lastusagedate creationdate changedate"),
    "prop": rule("", "type", f"{LANG} o-encoding", holds_text=True),
    "note": rule("", "", f"{LANG} o-encoding", holds_text=True),
    "seg": rule("((bpt|ept|it|ph|hi|sub|ut) )*", holds_text=True),
}  # fmt: skip
XLIFF: Mapping[str, Rule] = {
    "xliff": rule("(file )+", "version srcLang", f"trgLang {SPACE}"),
    "file": rule(
        "(skeleton )?(notes )?((unit|group) )+", "id", f"original canResegment translate srcDir trgDir {SPACE}"
    ),
    "unit": rule(
        "(notes )?(originalData )?((segment|ignorable) )*(segment )((segment|ignorable) )*", "id",
        f"name canResegment translate srcDir trgDir type {SPACE}",
    ),
    "segment": rule("source (target )?", "", "id canResegment state subState"),
    "source": rule("((cp|ph|pc|sc|ec|mrk|sm|em) )*", "", f"{LANG} {SPACE}", holds_text=True),
    "target": rule("((cp|ph|pc|sc|ec|mrk|sm|em) )*", "", f"{LANG} {SPACE} order", holds_text=True),
}  # fmt: skip


def faults(root: ET.Element, rules: Mapping[str, Rule], namespace: str = "") -> Iterator[str]:
    """What is not as the rules say."""
    for element in root.iter():
        name = element.tag.removeprefix(namespace)
        if name not in rules or not element.tag.startswith(namespace):
            yield f"unknown element {element.tag}"
            continue
        one = rules[name]
        children = "".join(child.tag.removeprefix(namespace) + " " for child in element)
        if not re.fullmatch(one.content, children):
            yield f"{name} holds {children or 'nothing'}"
        attributes = set(element.attrib)
        if one.required - attributes:
            yield f"{name} lacks {sorted(one.required - attributes)}"
        if attributes - one.required - one.optional:
            yield f"{name} has {sorted(attributes - one.required - one.optional)}"
        loose = [element.text, *(child.tail for child in element)]
        if not one.holds_text and any((text or "").strip() for text in loose):
            yield f"{name} holds text"


def tmx_faults(text: str) -> list[str]:
    """Faults of a TMX 1.4 document."""
    root = ET.fromstring(text.encode())
    found = list(faults(root, TMX))
    header = root.find("header")
    assert header is not None
    if root.get("version") != "1.4":
        found.append("version")
    if header.get("segtype") not in ("block", "paragraph", "sentence", "phrase"):
        found.append("segtype")
    tags = [header.get("adminlang", ""), *(variant.get(LANG, "") for variant in root.iter("tuv"))]
    if header.get("srclang") != "*all*":
        tags.append(header.get("srclang", ""))
    return found + [f"language {tag}" for tag in tags if not TAG.fullmatch(tag)]


def xliff_faults(text: str) -> list[str]:
    """Faults of an XLIFF 2.0 document."""
    namespace = "{urn:oasis:names:tc:xliff:document:2.0}"
    root = ET.fromstring(text.encode())
    found = list(faults(root, XLIFF, namespace))
    if root.get("version") != "2.0":
        found.append("version")
    if root.find(f".//{namespace}target") is not None and not root.get("trgLang"):
        found.append("trgLang is required where there is a target")
    found += [f"language {tag}" for tag in (root.get("srcLang", ""), root.get("trgLang", "")) if not TAG.fullmatch(tag)]
    for scope, inner in (
        (root, "file"),
        *((file, "unit") for file in root),
        *((unit, "segment") for unit in root.iter(f"{namespace}unit")),
    ):
        ids = [one.get("id", "") for one in scope.iter(f"{namespace}{inner}")]
        if len(set(ids)) != len(ids) or not all(TOKEN.fullmatch(one) for one in ids):
            found.append(f"ids of {inner}: {ids}")
    for side, language in (("source", root.get("srcLang")), ("target", root.get("trgLang"))):
        if any(one.get(LANG, language) != language for one in root.iter(namespace + side)):
            found.append(f"{side} in another language than the document's")
    return found


TEXTS = {
    "one language": (
        "The ferry Alba & her crew left <b>at dawn</b>.\n\nNobody was hurt. The owner blames the fog.\n",
        "The ferry Alba & her crew left <b>at dawn</b>.\n\nFog is to blame, says the owner. Tickets cost a crown.\n",
    ),
    "two languages": (
        "The ferry left Halden at 7:30 with 120 people. The captain, Ada Brandt, said nobody was hurt.\n",
        "Die Fähre verließ Halden um 7.30 Uhr mit 120 Menschen. Kapitänin Ada Brandt sagte, niemand sei verletzt.\n",
    ),
    "nothing in common": ("A goat ran off.\n", "Zucker wird teurer.\n"),
    "a side without words": ("A goat ran off.\n", "\n"),
}


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.discover()


@pytest.fixture(scope="module", params=TEXTS)
def report(request: pytest.FixtureRequest, host: Host) -> Report:
    return retold.compare(*TEXTS[request.param], host=host)


def test_tmx_is_valid(report: Report, host: Host) -> None:
    assert tmx_faults(choose("tmx", host.reporters()).render(report, View())) == []


def test_xliff_is_valid(report: Report, host: Host) -> None:
    assert xliff_faults(choose("xliff", host.reporters()).render(report, View())) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<tmx version='1.4'><header/><body/></tmx>", "header lacks"),
        ("<tmx version='1.4'><body/><header/></tmx>", "tmx holds body header"),
        ("<tmx version='1.4'><header/><body><tu/></body></tmx>", "tu holds nothing"),
        ("<tmx version='1.4'><header/><body><tu><tuv><seg/></tuv></tu></body></tmx>", "tuv lacks"),
    ],
)
def test_the_rules_of_tmx_find_faults(text: str, fault: str) -> None:
    assert any(fault in one for one in tmx_faults(text))


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("", "xliff holds nothing"),
        ("<file id='f'/>", "file holds nothing"),
        ("<file id='f'><unit id='a'/></file>", "unit holds nothing"),
        ("<file id='f'><unit id='a'><segment><target/></segment></unit></file>", "segment holds target"),
        ("<file id='f'><unit><segment><source/></segment></unit></file>", "unit lacks"),
        ("<file id='f'><unit id='a'><segment><source x='1'/></segment></unit></file>", "source has"),
    ],
)
def test_the_rules_of_xliff_find_faults(inside: str, fault: str) -> None:
    head = "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' trgLang='de'>"
    assert any(fault in one for one in xliff_faults(f"{head}{inside}</xliff>"))
