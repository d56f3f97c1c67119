"""SARIF 2.1.0, so that code hosts show findings on a repository of texts.

Source: OASIS Standard "Static Analysis Results Interchange Format Version 2.1.0".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from retold import Article, ComparisonRecord, Finding, Report, Span, __version__
from retold.reporters import View
from retold_plugins.exports.places import Lines, address

LEVELS = {"high": "error", "medium": "warning", "low": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """One run; the retelling is where a finding is, the source is a related location."""
    lines = {record.article.id: Lines(record.article.text) for record in report.articles}
    used = sorted({finding.kind for finding in report.findings})
    run = {
        "tool": {
            "driver": {
                "name": "retold",
                "semanticVersion": __version__,
                "rules": [rule(kind, report) for kind in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            result(record, finding, fingerprint, used.index(finding.kind), lines)
            for record in report.comparisons
            for finding, fingerprint in zip(record.findings, record.fingerprints, strict=True)
        ],
        "invocations": [
            {
                "executionSuccessful": not report.faults,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"{r.step} {r.status}: {r.reason}"}} for r in report.faults
                ],
            }
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def rule(kind: str, report: Report) -> dict[str, Any]:
    """A kind as a reporting descriptor."""
    known = report.kinds.get(kind)
    summary = known.summary if known else kind
    level = LEVELS[str(known.importance)] if known else "warning"
    return {"id": kind, "shortDescription": {"text": summary}, "defaultConfiguration": {"level": level}}


def result(
    record: ComparisonRecord, finding: Finding, fingerprint: str, index: int, lines: dict[str, Lines]
) -> dict[str, Any]:
    """A finding as a result."""
    sides = [locations(record, spans, lines) for spans in (finding.retelling, finding.source)]
    main, related = (sides[0], sides[1]) if sides[0] else (sides[1], [])
    out: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": index,
        "level": LEVELS[str(finding.importance)],
        "message": {"text": finding.message},
        "locations": main[:1],
        "partialFingerprints": {"retoldFingerprint/v1": fingerprint},
        "rank": round(100 * finding.confidence, 1),
    }
    if main[1:] or related:
        out["relatedLocations"] = [{"id": i, **place} for i, place in enumerate([*main[1:], *related])]
    return out


def locations(record: ComparisonRecord, spans: Sequence[Span], lines: dict[str, Lines]) -> list[dict[str, Any]]:
    """Where some spans are."""
    return [location(record.comparison.article(span.article), span, lines[span.article]) for span in spans]


def location(article: Article, span: Span, lines: Lines) -> dict[str, Any]:
    """One span by line, column and offset."""
    (line, column), (end_line, end_column) = lines.at(span.start), lines.at(span.end)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": address(article)},
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
                "charOffset": span.start,
                "charLength": len(span),
                "snippet": {"text": article.text[span.start : span.end]},
            },
        }
    }
