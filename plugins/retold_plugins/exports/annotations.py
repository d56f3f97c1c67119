"""W3C Web Annotations (JSON-LD), each finding one annotation of the spans that it names.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. Positions count code points,
as the model's TextPositionSelector does.
"""

from __future__ import annotations

import json
from typing import Any

from retold import Article, Report, Span, __version__
from retold.reporters import View
from retold_plugins.exports.places import address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of prefix and suffix in a quote selector."""


def annotation_page(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """An annotation page of all findings."""
    items = [
        {
            "id": f"urn:retold:{number}:{fingerprint}",
            "type": "Annotation",
            "motivation": "assessing",
            "body": [
                {"type": "TextualBody", "value": finding.message, "format": "text/plain", "purpose": "commenting"},
                {"type": "TextualBody", "value": finding.kind, "purpose": "tagging"},
                {"type": "TextualBody", "value": f"importance:{finding.importance}", "purpose": "tagging"},
            ],
            "target": [target(record.comparison.article(s.article), s) for s in (*finding.retelling, *finding.source)],
        }
        for number, record in enumerate(report.comparisons)
        for finding, fingerprint in zip(record.findings, record.fingerprints, strict=True)
    ]
    page = {
        "@context": CONTEXT,
        "id": "urn:retold:findings",
        "type": "AnnotationPage",
        "generator": {"id": "urn:retold", "type": "Software", "name": f"retold {__version__}"},
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def target(article: Article, span: Span) -> dict[str, Any]:
    """A span by its position, and by its words and those around it for when the position has moved."""
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"source": address(article), "selector": [position, quote]}
