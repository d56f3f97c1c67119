"""The alignment for collation tools: a CollateX-style table, and a TEI parallel-segmentation apparatus.

Sources: CollateX JSON output format; TEI P5, chapter 13, "Critical Apparatus".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from retold import Alignment, Comparison, Report, Span
from retold.reporters import View
from retold_plugins.exports.places import for_xml
from retold_plugins.exports.segments import segments

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*")


def sentence_alignments(report: Report) -> Iterator[tuple[Comparison, Alignment]]:
    """Each alignment of sentences with its comparison."""
    for record in report.comparisons:
        for alignment in record.alignments:
            if alignment.level == "sentence":
                yield record.comparison, alignment


def collatex(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """A list of tables, one for each source and retelling; an empty cell is ``null``."""
    tables = [
        {
            "witnesses": [alignment.source, alignment.retelling],
            "table": [
                [cell(comparison, segment.source), cell(comparison, segment.retelling)]
                for segment in segments(alignment)
            ],
        }
        for comparison, alignment in sentence_alignments(report)
    ]
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def cell(comparison: Comparison, spans: Sequence[Span]) -> list[dict[str, Any]] | None:
    """Tokens with their original and normalised forms."""
    tokens = [token for span in spans for token in TOKEN.findall(comparison.text(span))]
    return [{"t": token, "n": token.strip().casefold()} for token in tokens] or None


def tei(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """A TEI document with one division for each source and retelling."""
    ET.register_namespace("", TEI)
    root = ET.Element(f"{{{TEI}}}TEI")
    description = child(child(root, "teiHeader"), "fileDesc")
    child(child(description, "titleStmt"), "title").text = "Alignment of retellings with their sources"
    child(child(description, "publicationStmt"), "p").text = "Made by retold"
    witnesses = child(child(description, "sourceDesc"), "listWit")
    for record in report.articles:
        witness = child(witnesses, "witness", **{XML_ID: record.article.id})
        witness.text = for_xml(record.article.path or record.article.id)
    body = child(child(root, "text"), "body")
    for comparison, alignment in sentence_alignments(report):
        division = child(body, "div", type="alignment")
        paragraph = child(division, "p")
        for segment in segments(alignment):
            app = child(paragraph, "app")
            for article, spans in ((alignment.source, segment.source), (alignment.retelling, segment.retelling)):
                reading = child(app, "rdg", wit=f"#{article}")
                reading.text = for_xml(" ".join(comparison.text(span) for span in spans)) or None
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def child(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    """A new TEI element in another."""
    return ET.SubElement(parent, f"{{{TEI}}}{name}", attributes)
