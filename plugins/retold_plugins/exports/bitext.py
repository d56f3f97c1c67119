"""The alignment for translators: TMX 1.4 and XLIFF 2.0.

Sources: LISA/ETSI TMX 1.4b specification; OASIS XLIFF Version 2.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from retold import Comparison, Report, Span, __version__
from retold.reporters import View
from retold_plugins.exports.collation import sentence_alignments
from retold_plugins.exports.places import address, for_xml
from retold_plugins.exports.segments import segments

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNKNOWN = "und"


def languages(report: Report) -> dict[str, str]:
    """The language of each article."""
    return {record.article.id: record.article.language or record.language for record in report.articles}


def words(comparison: Comparison, spans: Sequence[Span]) -> str:
    """Sentences as one line."""
    return for_xml(" ".join(" ".join(comparison.text(span).split()) for span in spans))


def tmx(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """A translation unit for each segment that both sides tell."""
    of = languages(report)
    first = report.comparisons[0].comparison.sources[0].id if report.comparisons else ""
    root = ET.Element("tmx", version="1.4")
    header = {
        "creationtool": "retold",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "retold",
        "adminlang": "en",
        "srclang": of.get(first, UNKNOWN),
        "datatype": "plaintext",
    }
    ET.SubElement(root, "header", header)
    body = ET.SubElement(root, "body")
    for comparison, alignment in sentence_alignments(report):
        for segment in segments(alignment):
            if segment.source and segment.retelling:
                unit = ET.SubElement(body, "tu")
                ET.SubElement(unit, "prop", type="x-score").text = f"{segment.score:.2f}"
                for article, spans in ((alignment.source, segment.source), (alignment.retelling, segment.retelling)):
                    variant = ET.SubElement(unit, "tuv", {XML_LANG: of[article]})
                    ET.SubElement(variant, "seg").text = words(comparison, spans)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def xliff(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """A file for each source and retelling; what only one side has is a segment with one side.

    XLIFF states one pair of languages for a document: that of the first comparison.
    """
    of = languages(report)
    ET.register_namespace("", XLIFF)
    pairs = list(sentence_alignments(report))
    named = (of[pairs[0][1].source], of[pairs[0][1].retelling]) if pairs else (UNKNOWN, UNKNOWN)
    root = ET.Element(f"{{{XLIFF}}}xliff", version="2.0", srcLang=named[0], trgLang=named[1])
    for number, (comparison, alignment) in enumerate(pairs):
        file = ET.SubElement(root, f"{{{XLIFF}}}file", id=f"f{number}", original=address(comparison.retelling))
        for i, segment in enumerate(segments(alignment)):
            unit = ET.SubElement(file, f"{{{XLIFF}}}unit", id=f"u{i}")
            part = ET.SubElement(unit, f"{{{XLIFF}}}segment", id=f"s{i}")
            ET.SubElement(part, f"{{{XLIFF}}}source").text = words(comparison, segment.source)
            if segment.retelling:
                ET.SubElement(part, f"{{{XLIFF}}}target").text = words(comparison, segment.retelling)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
