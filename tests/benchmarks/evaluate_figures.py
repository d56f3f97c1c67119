"""Measure the figures of running text against public sets of numbers, units and dates.

    python tests/benchmarks/evaluate_figures.py ../shared/data [--show en:NumberModel]

Reads ``numbers_recognizers*.jsonl``, ``dates_recognizers*.jsonl`` and ``numbers_quantulum_en*.jsonl`` in a folder.
Of each language and model: how many of the expected expressions are found at their place (overlapping by half of
the shorter), how many with their value, and what share of the figures found is expected.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from retold import Article
from retold_plugins.figures.artifacts import Figure
from retold_plugins.figures.find import find
from retold_plugins.segmentation.artifacts import Words
from retold_plugins.segmentation.words import tokens

LANGUAGES = ("en", "de", "fr", "es", "pt", "nl", "hi")
PLAIN = ("datetimeV2.date", "datetimeV2.time", "datetimeV2.duration", "datetimeV2.daterange")
"""Of dates the types that a figure can be; sets of times, holidays and spans between two times are none."""


def figures(row: Mapping[str, Any]) -> tuple[Figure, ...]:
    """What is found in a record's text."""
    told = (row.get("context") or {}).get("ReferenceDateTime", "")[:19]
    published = datetime.datetime.fromisoformat(told) if told else None
    article = Article(id="a", text=row["text"], language=row["lang"], published=published)
    return find(article, row["lang"], Words(tuple(tokens(article, row["lang"]))))


def expected(row: Mapping[str, Any]) -> Iterator[tuple[int, int, Any]]:
    """Where something is to be found, and its value (None where it is not compared)."""
    for item in row["expected"]:
        start, end = item.get("start"), item.get("end")
        if start is None or end is None:
            continue
        resolution = item.get("resolution")
        value: Any = item.get("value")
        if str(item.get("type", "")).startswith("datetime"):
            if item["type"] not in PLAIN:
                continue
            values = resolution.get("values", []) if isinstance(resolution, dict) else []
            told = [v for v in values if isinstance(v, dict)]
            value = {str(v[name]) for v in told for name in ("value", "timex") if v.get(name)}
        elif isinstance(resolution, dict):
            value = number(resolution.get("value"))
            if value is not None and resolution.get("unit") in ("Cent", "Penny", "Pence"):
                value /= 100
        yield start, end, value


def number(words: Any) -> float | None:
    """A number as the sets print it."""
    plain = str(words).replace("%", "")
    try:
        return float(plain.replace(",", "." if plain.count(",") == 1 else ""))
    except ValueError:
        return None


def agrees(figure: Figure, value: Any) -> bool:
    """Whether a figure has the value that is expected."""
    if value is None:
        return True
    if isinstance(value, set):
        return bool(value & set(forms(figure)))
    return abs(figure.value - value) <= 1e-4 * max(1.0, abs(value))


def is_span(found: list[Figure], value: Any) -> bool:
    """Whether the figures are both ends of a span of time: (2014-01-01,2018-01-01,P4Y)."""
    if not isinstance(value, set):
        return False
    known = {form for figure in found for form in forms(figure)}
    for told in value:
        ends = told.strip("()").split(",")[:2]
        if len(ends) == 2 and all(any(end.startswith(form) for form in known if len(form) >= 4) for end in ends):
            return True
    return False


def forms(figure: Figure) -> Iterator[str]:
    """A date, time or duration in the ways that the sets write it."""
    seconds = {
        "second": 1,
        "minute": 60,
        "hour": 3600,
        "day": 86400,
        "week": 604800,
        "month": 2592000,
        "year": 31536000,
    }
    if figure.unit in seconds:
        yield f"{figure.value * seconds[figure.unit]:g}"
        yield f"{figure.value * seconds[figure.unit]:.0f}"
    yield from filter(None, (figure.when, figure.date))
    if figure.when.startswith("T") and figure.when.endswith(":00"):
        yield figure.when[:3]
    if figure.when.startswith("T"):
        yield f"{figure.when[1:]}:00" if len(figure.when) == 6 else figure.when[1:]
    if figure.when.startswith("--"):
        yield "XXXX-" + figure.when[2:]
    if re.fullmatch(r"W\d", figure.when):
        yield f"XXXX-WXX-{figure.when[1]}"


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """By half of the shorter."""
    return 2 * (min(a[1], b[1]) - max(a[0], b[0])) >= min(a[1] - a[0], b[1] - b[0])


def measure(rows: Iterable[Mapping[str, Any]], show: str) -> dict[tuple[str, str], Counter[str]]:
    """Counts by language and model."""
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["lang"] not in LANGUAGES:
            continue
        name = row["lang"], row.get("model", "quantities")
        found = list(figures(row))
        wanted = list(expected(row))
        told = set()
        for start, end, value in wanted:
            here = [n for n, f in enumerate(found) if overlaps((f.span.start, f.span.end), (start, end))]
            right = any(agrees(found[n], value) for n in here) or is_span([found[n] for n in here], value)
            told.update(here)
            sums[name].update(wanted=1, found=bool(here), right=right)
            if show == ":".join(name) and not right:
                got = [(row["text"][f.span.start : f.span.end], f.value, f.when) for f in (found[n] for n in here)]
                print(f"{row['text'][:90]!r}\n   wanted {row['text'][start:end]!r} = {value!r}; found {got}")
        sums[name].update(said=len(found), good=len(told))
    return sums


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", default="", help="LANGUAGE:MODEL whose misses are printed")
    args = parser.parse_args()
    for pattern in ("numbers_recognizers*.jsonl", "dates_recognizers*.jsonl", "numbers_quantulum_en*.jsonl"):
        for path in sorted(args.folder.glob(pattern)):
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
            sums = measure(rows, args.show)
            print(f"\n{path.name}\n{'':28}{'wanted':>8}{'found':>8}{'value':>8}{'precision':>11}")
            total: Counter[str] = Counter()
            for name, counts in sorted(sums.items()):
                total.update(counts)
                print(line(":".join(name), counts))
            print(line("all", total))


def line(name: str, counts: Mapping[str, int]) -> str:
    """A row of the table."""
    wanted, said = max(1, counts["wanted"]), max(1, counts["said"])
    return (
        f"{name:28}{counts['wanted']:8}{counts['found'] / wanted:8.3f}{counts['right'] / wanted:8.3f}"
        f"{counts['good'] / said:11.3f}"
    )


if __name__ == "__main__":
    main()
