"""Measure omissions and additions in translations against annotated segments (MQM).

    python tests/benchmarks/evaluate_translation.py ../shared/data [--size 20] [--show]

Reads ``facts_mqm_translation*.jsonl``: segments with their translations and the words that annotators marked as left
out (in the source) or added (in the translation). Segments of one pair of languages are compared as XLIFF, whose
units state the alignment, so that only what is found inside of a segment counts. Printed for each pair of languages:
segments with an omission and the share in which one is told, wherever in the segment (``found``) and on the marked
words (``in place``); the same by length of what is missing, since a word is another matter than a clause; additions
likewise; and of segments without any mark the share in which an omission or addition, a changed figure, or a changed
name is told (``alarms``).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from evaluate_localisation import rows, share

KINDS = {"Omission": "omissions/", "Addition": "additions/"}
CHANGED = ("figures/changed", "names/changed")
RETOLD = (sys.executable, "-c", "from retold.cli import main; main()")
LONG = {"zh": 8}
"""Characters of a clause, 20 in other languages; what is marked and shorter is a word or two."""


def marks(record: dict[str, Any], what: str) -> list[tuple[int, int]]:
    """Where annotators marked an omission or an addition."""
    return [(e["start"], e["end"]) for e in record["errors"] if f"/{what}" in e["category"]]


def as_xliff(records: Sequence[dict[str, Any]], languages: tuple[str, str]) -> str:
    """A file of one unit for each segment."""
    units = "".join(
        f'<unit id="u{i}"><segment><source>{escape(told(one, "source"))}</source>'
        f"<target>{escape(told(one, 'target'))}</target></segment></unit>"
        for i, one in enumerate(records)
    )
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
        f'srcLang="{languages[0]}" trgLang="{languages[1]}"><file id="f">{units}</file></xliff>'
    )


def told(record: dict[str, Any], side: str) -> str:
    """One side of a segment as a line, of as many characters."""
    return "".join(" " if c.isspace() else c for c in record[side])


def compared(records: Sequence[dict[str, Any]], languages: tuple[str, str]) -> Iterator[list[dict[str, Any]]]:
    """For each segment the findings in it, with their spans counted from its begin."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.xlf"
        path.write_text(as_xliff(records, languages), encoding="utf-8")
        command = [*RETOLD, "compare", str(path), "--no-config", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    report = json.loads(done.stdout)
    texts = [article["text"] for article in report["articles"]]
    found = report["comparisons"][0]["findings"]
    ends = [0, 0]
    for record in records:
        places = []
        for number, side in enumerate(("source", "target")):
            line = " ".join(told(record, side).split())
            start = texts[number].index(line[:20], ends[number])
            ends[number] = start + len(line)
            places.append(start)
        yield [
            {"kind": one["kind"], "spans": spans}
            for one in found
            if (spans := within(one["source"], places[0], ends[0]) + within(one["retelling"], places[1], ends[1]))
        ]


def within(spans: Sequence[dict[str, Any]], start: int, end: int) -> list[tuple[int, int]]:
    """Spans that begin in a segment, counted from its begin."""
    return [(span["start"] - start, span["end"] - start) for span in spans if start <= span["start"] < end]


def measured(records: Sequence[dict[str, Any]], languages: tuple[str, str], show: bool) -> Counter[str]:
    """What of the marks is told, and what is told where there are none."""
    count: Counter[str] = Counter()
    for record, findings in zip(records, compared(records, languages), strict=True):
        if not record["errors"]:
            count["clean"] += 1
            kinds = {one["kind"] for one in findings}
            count["clean: additions, omissions"] += any(kind.startswith(tuple(KINDS.values())) for kind in kinds)
            count["clean: changed"] += any(kind in CHANGED for kind in kinds)
            if show and kinds & {*CHANGED, *(k for k in kinds if k.startswith(tuple(KINDS.values())))}:
                print("+", record["id"], *((one["kind"], cut(record, one)) for one in findings))
        for what, prefix in KINDS.items():
            ours = [span for one in findings if one["kind"].startswith(prefix) for span in one["spans"]]
            language = languages[what == "Addition"]
            placed = marks(record, what)
            longest = max((end - start for start, end in placed), default=0)
            for size in ("all", "clause" if longest >= LONG.get(language, 20) else "word") if placed else ():
                count[f"{what} {size}"] += 1
                count[f"{what} {size} found"] += bool(ours)
                count[f"{what} {size} in place"] += any(a < end and start < b for a, b in ours for start, end in placed)
    return count


def cut(record: dict[str, Any], one: dict[str, Any]) -> str:
    """The words of a finding."""
    side = "target" if one["kind"].startswith("additions/") else "source"
    return " / ".join(" ".join(record[side].split())[start:end] for start, end in one["spans"])


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=20, help="segments in one file")
    parser.add_argument("--show", action="store_true", help="what is told of segments without a mark")
    args = parser.parse_args()
    records: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in rows(args.folder, "facts_mqm_translation"):
        if record["source"].strip() and record["target"].strip():
            records[record["lang"]].append(record)
    for pair, ones in records.items():
        source, target = pair.split("-")
        count: Counter[str] = Counter()
        for at in range(0, len(ones), args.size):
            count += measured(ones[at : at + args.size], (source, target), args.show)
        for what in KINDS:
            for size in ("all", "clause", "word"):
                name = f"{what} {size}"
                shares = (share(count[f"{name} {how}"], count[name]) for how in ("found", "in place"))
                print(f"{pair}  {name:16} {count[name]:4}  found {next(shares):.3f}  in place {next(shares):.3f}")
        for how in ("additions, omissions", "changed"):
            alarms = share(count[f"clean: {how}"], count["clean"])
            print(f"{pair}  clean {count['clean']:4}  alarms: {how:21} {alarms:.3f}")


if __name__ == "__main__":
    main()
