"""Quotations, speakers and cues against sets that people made. Skips where the sets are not beside the project.

    python tests/benchmarks/evaluate_quotes.py [ARTICLES]

``quotes_polnear_en``: of the direct and mixed attributions that hold quotation marks, how many of the quoted words
are found, with which speaker and which cue; and how many of the quotations found stand in an attribution.
``quotes_basil_variants_en``: two outlets' forms of one quotation: whether they are matched, and whether ``altered``
is said of those whose words are the same and of those in which a few words are replaced.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retold import Article, Span
from retold.testing import run_step
from retold_plugins.quotes import counterparts
from retold_plugins.quotes.find import quotes
from retold_plugins.quotes.match import quote_counterparts

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def main(limit: int) -> None:
    """Print both measures."""
    for name, measure in (("quotes_polnear_en", polnear), ("quotes_basil_variants_en", variants)):
        path = DATA / f"{name}.dev.jsonl"
        if not path.is_file():
            print(f"{name}: skipped, {path} is not there")
            continue
        with path.open(encoding="utf-8") as handle:
            rows = [json.loads(line) for line in handle]
        step = max(1, len(rows) // limit)
        print(name, json.dumps(measure(rows[::step])))


def polnear(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Recall of quoted attributions, precision of quotations, speakers and cues among those found."""
    wanted = found = speakers = cues = said = right = 0
    for row in rows:
        article = Article(id="a0", text=row["text"], language="en")
        made = [q for q in run_step(quotes, article, "x")["a0"] if not q.depth and q.kind in ("direct", "mixed")]
        told = row["attributions"]
        for item in told:
            content = [Span("a0", a, b) for a, b in item["content"]]
            if item["quotation"] == "indirect" or not any(has_marks(row["text"], span) for span in content):
                continue
            wanted += 1
            hits = [q for q in made if any(part.span.overlaps(span) for part in q.parts for span in content)]
            if hits:
                found += 1
                speakers += any(touches(q.speaker, item["source"]) for q in hits)
                cues += any(touches(q.cue, item["cue"]) for q in hits)
        everything = [Span("a0", a, b) for item in told for a, b in item["content"]]
        said += len(made)
        right += sum(any(part.span.overlaps(span) for part in q.parts for span in everything) for q in made)
    return {
        "articles": len(rows),
        "quoted": wanted,
        "recall": round(found / wanted, 3),
        "precision": round(right / max(1, said), 3),
        "speaker": round(speakers / max(1, found), 3),
        "cue": round(cues / max(1, found), 3),
    }


def has_marks(text: str, span: Span) -> bool:
    """Whether a quotation mark stands in the span."""
    return any(mark in text[span.start : span.end] for mark in '"“”')


def touches(span: Span | None, others: list[list[int]]) -> bool:
    """Whether the span shares a character with one of the others."""
    return span is not None and any(span.start < b and a < span.end for a, b in others)


def variants(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Matched pairs; how often the same words are called altered; how often a few replaced words are."""
    matched = same = false_alarms = replaced = altered = 0
    for row in rows:
        made = list(compared(row["quote_a"], row["quote_b"]))
        matched += any(item.source and item.retelling for item in made)
        is_altered = any(item.change == counterparts.ALTERED for item in made)
        changes = [c for c in row["differences"] if c[0] != "replace" or folded(c[1]) != folded(c[2])]
        if not changes:
            same += 1
            false_alarms += is_altered
        elif len(changes) == 1 and changes[0][0] == "replace":
            replaced += 1
            altered += is_altered
    return {
        "pairs": len(rows),
        "matched": round(matched / len(rows), 3),
        "same": same,
        "called altered": false_alarms,
        "replaced": replaced,
        "found altered": altered,
    }


def folded(words: str) -> str:
    """Without the shape of apostrophes."""
    return words.replace("’", "'")


def compared(one: str, other: str) -> Iterator[counterparts.Counterpart]:
    """What becomes of a quotation put before a reporting clause on both sides."""
    texts = [f"“{quote.rstrip('.,')},” the speaker said." for quote in (one, other)]
    yield from run_step(quote_counterparts, *texts)["a0"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
