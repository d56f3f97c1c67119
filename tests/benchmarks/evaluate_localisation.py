"""Measure spellings, regional words, and what is found again across languages, against public sets.

    python tests/benchmarks/evaluate_localisation.py ../shared/data [--languages deu fra] [--limit 20]

Reads ``localisation_spellings_en*.jsonl``: of American and British spellings, the share that is known as one word in
two spellings, and of words that tell a region, the share that tells the right one; of regional words, the share that
the table of terms has. Reads ``parallel_ntrex*.jsonl``: of the figures and of the names in an
English sentence, the share that is found again in its translation, for each language (the alignment is given).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from retold import (
    BLOCKS,
    RELATION,
    SENTENCE_ALIGNMENT,
    SENTENCES,
    Alignment,
    Article,
    Block,
    Link,
    Match,
    Relation,
    Sentence,
    Span,
    SpanSet,
)
from retold.testing import run_step
from retold_plugins.figures.find import figures
from retold_plugins.figures.match import matches as figure_matches
from retold_plugins.localisation.spelling import spelling
from retold_plugins.localisation.terms import terms
from retold_plugins.names.find import names
from retold_plugins.names.match import matches as name_matches

CODES = {
    "deu": "de", "fra": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "pol": "pl", "ces": "cs", "rus": "ru",
    "ukr": "uk", "ell": "el", "tur": "tr", "arb": "ar", "heb": "he", "fas": "fa", "hin": "hi", "zho-CN": "zh",
    "jpn": "ja", "kor": "ko", "fin": "fi", "swe": "sv",
}  # fmt: skip
GAP = "\n\n"


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of all files of a set."""
    for path in sorted(folder.glob(f"{name}*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def spellings(records: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Shares for spellings and regional words."""
    words, vocabulary = spelling("en"), terms("en")
    count: Counter[str] = Counter()
    for record in records:
        sides = {side: str(record.get(side, "")).casefold() for side in ("american", "british") if record.get(side)}
        if record["kind"] == "spelling":
            count["spellings"] += 1
            count["known"] += words.are_variants(sides["american"], sides["british"])
            for side, region in (("american", "US"), ("british", "GB")):
                told = words.regions(sides[side])
                count["telling"] += bool(told)
                count["right"] += region in told
        else:
            for word in sides.values():
                count["words"] += 1
                count["listed"] += any(True for _ in vocabulary.within(word.split()))
    return {
        "spellings": count["spellings"],
        "known as one word": share(count["known"], count["spellings"]),
        "spellings that tell a region": share(count["telling"], 2 * count["spellings"]),
        "of these right": share(count["right"], count["telling"]),
        "regional words listed": share(count["listed"], count["words"]),
    }


def share(part: int, whole: int) -> float:
    """A share to four places."""
    return round(part / whole, 4) if whole else 0.0


def told(name: str, lines: Sequence[str], language: str) -> tuple[Article, tuple[Span, ...]]:
    """An article of one paragraph a line, and where these stand."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(name, at, at + len(line)))
        at += len(line) + len(GAP)
    return Article(id=name, text=GAP.join(lines), language=language), tuple(spans)


def found_again(english: Sequence[str], other: Sequence[str], language: str) -> Counter[str]:
    """Figures and names of a document, and how many of them are found in the line's translation."""
    pairs = [(a.strip(), b.strip()) for a, b in zip(english, other, strict=True) if a.strip() and b.strip()]
    source, ours = told("a0", [a for a, _ in pairs], "en")
    retelling, theirs = told("a1", [b for _, b in pairs], language)
    links = tuple(Link((a,), (b,)) for a, b in zip(ours, theirs, strict=True))
    given = {
        BLOCKS: {name: tuple(Block("paragraph", s) for s in spans) for name, spans in (("a0", ours), ("a1", theirs))},
        SENTENCES: {
            n: tuple(Sentence(s, i) for i, s in enumerate(spans)) for n, spans in (("a0", ours), ("a1", theirs))
        },
        SENTENCE_ALIGNMENT: {"a0": Alignment("a0", "a1", "sentence", ours, theirs, links)},
        RELATION: {
            "a0": Relation(relation="edited", direction="source-to-retelling", retained=1.0, derived=1.0),
        },
    }
    count: Counter[str] = Counter()
    partner = dict(zip(ours, theirs, strict=True))
    for what, finder, matcher in (("figures", figures, figure_matches), ("names", names, name_matches)):
        made = [item.span for item in run_step(finder, source, retelling, given)["a0"]]
        good = SpanSet(in_place(run_step(matcher, source, retelling, given)["a0"], partner))
        count[what] += len(made)
        count[f"{what} found"] += sum(good.touches(span) for span in made)
    return count


def in_place(matches: Iterable[Match], partner: dict[Span, Span]) -> Iterator[Span]:
    """The source spans of unchanged matches whose counterpart stands in the line's translation."""
    for match in matches:
        if match.source and match.retelling and not match.change.endswith("changed"):
            line = next((b for a, b in partner.items() if a.contains(match.source[0])), None)
            if line is not None and line.contains(match.retelling[0]):
                yield from match.source


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="*", default=list(CODES))
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    for name, value in spellings(rows(args.folder, "localisation_spellings_en")).items():
        print(f"{name:32} {value}")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for record in list(rows(args.folder, "parallel_ntrex"))[: args.limit]:
        lines = record["sentences"]
        for code in args.languages:
            if code in lines:
                counts[code] += found_again(lines["eng"], lines[code], CODES[code])
    print(f"{'':8} {'figures':>8} {'found':>7} {'names':>8} {'found':>7}")
    for code, count in counts.items():
        figure, name = (share(count[f"{what} found"], count[what]) for what in ("figures", "names"))
        print(f"{code:8} {count['figures']:8} {figure:7.3f} {count['names']:8} {name:7.3f}")


if __name__ == "__main__":
    main()
