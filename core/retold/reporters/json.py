"""The JSON report, format ``retold-report/1``, and the JSON of one article, ``retold-article/1``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from retold._text import Span
from retold._version import __version__

if TYPE_CHECKING:
    from retold._align import Alignment
    from retold._finding import Finding
    from retold._report import ArticleRecord, ComparisonRecord, Report
    from retold.reporters import View

REPORT_FORMAT = "retold-report/1"
STDIN = "-"
ARTICLE_FORMAT = "retold-article/1"
GENERATOR = {"name": "retold", "version": __version__}


def render(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """The report as JSON, the same bytes for the same input, ``seconds`` aside."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    records = {record.article.id: record for record in report.articles}
    return {
        "format": REPORT_FORMAT,
        "offsets": "code-point",
        "generator": GENERATOR,
        "options": dict(report.options),
        "notes": list(report.notes),
        "articles": [article_dict(record) for record in report.articles],
        "comparisons": [comparison_dict(record, records) for record in report.comparisons],
        "steps": [
            {
                "step": s.step, "plugin": s.plugin, "distribution": s.distribution, "version": s.version,
                "status": s.status, "seconds": s.seconds, "reason": s.reason,
            }
            for s in report.steps
        ],
    }  # fmt: skip


def article_dict(record: ArticleRecord, *, with_text: bool = False) -> dict[str, Any]:
    """One article. Its text is there where the offsets are not in the file itself, or where it is asked for."""
    article = record.article
    furniture = {block.span for block in record.furniture}
    names = block_names(record)
    extracted = article.path in (None, STDIN) or article.get("extracted") is not None
    out: dict[str, Any] = {
        "id": article.id,
        "path": article.path,
        "title": article.title or headline(record),
        "language": record.language,
        "published": article.published.isoformat() if article.published else None,
        "meta": dict(article.meta),
        "sha256": article.sha256,
        "length": len(article.text),
    }
    if with_text or extracted:
        out["text"] = article.text
    out["blocks"] = [
        {
            "id": names[i],
            "kind": "furniture" if b.span in furniture else b.kind,
            "start": b.span.start,
            "end": b.span.end,
        }
        for i, b in enumerate(record.blocks)
    ]
    out["sentences"] = [
        {"id": f"{article.id}.s{i}", "block": names[s.block], "start": s.span.start, "end": s.span.end}
        for i, s in enumerate(record.sentences)
    ]
    if article.places:
        out["places"] = [{"start": p.span.start, "end": p.span.end, "place": p.where} for p in article.places]
    return out


def headline(record: ArticleRecord) -> str | None:
    """The first heading that is not furniture."""
    furniture = {block.span for block in record.furniture}
    for block in record.blocks:
        if block.kind == "heading" and block.span not in furniture:
            return record.article.text[block.span.start : block.span.end]
    return None


def block_names(record: ArticleRecord) -> list[str]:
    """The ids of the blocks."""
    return [f"{record.article.id}.b{i}" for i in range(len(record.blocks))]


def comparison_dict(record: ComparisonRecord, articles: dict[str, ArticleRecord]) -> dict[str, Any]:
    """One comparison."""
    comparison = record.comparison
    return {
        "sources": [a.id for a in comparison.sources],
        "retelling": comparison.retelling.id,
        "relations": [
            {
                "source": source, "relation": r.relation, "direction": r.direction,
                "retained": round(r.retained, 4), "derived": round(r.derived, 4),
                "confidence": round(r.confidence, 4), "why": list(r.why),
            }
            for source, r in record.relations
        ],
        "links": [link for alignment in record.alignments for link in link_dicts(alignment, articles)],
        "findings": [
            finding_dict(finding, name, comparison.text)
            for finding, name in zip(record.findings, record.fingerprints, strict=True)
        ],
    }  # fmt: skip


def link_dicts(alignment: Alignment, articles: dict[str, ArticleRecord]) -> Iterable[dict[str, Any]]:
    """The links of one alignment, its units by the ids that ``articles`` print."""
    names = [unit_names(articles[a], alignment.level) for a in (alignment.source, alignment.retelling)]
    for link in sorted(alignment.links, key=lambda link: (link.source, link.retelling)):
        yield {
            "level": alignment.level,
            "source": [names[0][span] for span in link.source],
            "retelling": [names[1][span] for span in link.retelling],
            "degree": link.degree,
            "score": round(link.score, 4),
            "why": list(link.why),
        }


def unit_names(record: ArticleRecord, level: str) -> dict[Span, str]:
    """The ids of an article's blocks or sentences by their spans."""
    if level == "block":
        return {b.span: f"{record.article.id}.b{i}" for i, b in enumerate(record.blocks)}
    return {s.span: f"{record.article.id}.s{i}" for i, s in enumerate(record.sentences)}


def finding_dict(finding: Finding, fingerprint: str, text: Any) -> dict[str, Any]:
    """One finding."""

    def spans(side: Iterable[Span]) -> list[dict[str, Any]]:
        return [{"article": s.article, "start": s.start, "end": s.end, "text": text(s)} for s in side]

    return {
        "kind": finding.kind,
        "message": finding.message,
        "importance": str(finding.importance),
        "confidence": round(finding.confidence, 4),
        "source": spans(finding.source),
        "retelling": spans(finding.retelling),
        "data": {key: plain(value) for key, value in finding.data},
        "fingerprint": fingerprint,
    }


def plain(value: Any) -> Any:
    """Tuples as lists."""
    return [plain(v) for v in value] if isinstance(value, tuple) else value


def render_article(record: ArticleRecord) -> str:
    """What was read of one article, with its text and marks."""
    out = {
        "format": ARTICLE_FORMAT,
        "offsets": "code-point",
        "generator": GENERATOR,
        "article": article_dict(record, with_text=True)
        | {
            "furniture": [
                {
                    "kind": f.kind, "start": f.span.start, "end": f.span.end,
                    "confidence": round(f.confidence, 4), "why": list(f.why),
                }
                for f in record.furniture
            ],
            "marks": [
                {"kind": m.kind, "start": m.span.start, "end": m.span.end, "value": m.value} for m in record.marks
            ],
        },
    }  # fmt: skip
    return json.dumps(out, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
