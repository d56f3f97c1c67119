"""How long a comparison and its steps take: against difflib, for tenfold texts, and for a book and its revision.

    python tests/benchmarks/time_alignment.py SOURCE.txt RETELLING.txt

The whole comparison is one of a process that has read its tables, with all plugins: its ratio to difflib is the
median of ten pairs of runs, by the processor's time. Times of the alignment step alone are the best of several;
the book is made of the source's sentences.
"""

from __future__ import annotations

import difflib
import random
import re
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retold import SENTENCE_ALIGNMENT, Article, Comparison, Host, Report, compare
from retold._run import Run, plan

PLAN = plan(Host.discover().steps(), wanted=(SENTENCE_ALIGNMENT,), is_selected=lambda kind: False)
TOKENS = re.compile(r"\w+|[^\w\s]|\s+")
SHOWN = 0.001
"""Steps that take less (in seconds) are not listed."""


def seconds(function: Callable[[], Any], times: int = 5) -> float:
    """The best of several runs."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - started)
    return best


def alignment(source: str, retelling: str, times: int = 5) -> float:
    """Seconds of the step that aligns sentences."""
    best = float("inf")
    for _ in range(times):
        articles = Article(id="s", text=source), Article(id="t", text=retelling)
        run = Run(articles, (Comparison(articles[1], articles[:1]),), strict=True)
        run.go(PLAN)
        best = min(best, sum(r.seconds for r in run.records if r.step == "alignment.sentences"))
    return best


def comparison(source: str, retelling: str, times: int = 10) -> None:
    """Print how long the whole comparison takes against difflib, and each of its steps."""
    host = Host.discover()
    tokens = [TOKENS.findall(text) for text in (source, retelling)]
    reports: list[Report] = []

    def processor_time(function: Callable[[], Any]) -> float:
        started = time.process_time()
        function()
        return time.process_time() - started

    compare(source, retelling, host=host)
    pairs = [
        (
            processor_time(lambda: reports.append(compare(source, retelling, host=host))),
            processor_time(lambda: difflib.SequenceMatcher(None, *tokens, autojunk=False).get_opcodes()),
        )
        for _ in range(times)
    ]
    own, oracle = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"difflib {oracle:.3f} s, whole comparison {own:.3f} s: {ratio:.3f} of it")
    steps: dict[str, list[float]] = defaultdict(list)
    for report in reports:
        for record in report.steps:
            steps[record.step].append(record.seconds)
    for name, taken in sorted(steps.items(), key=lambda item: -statistics.median(item[1])):
        if statistics.median(taken) >= SHOWN:
            print(f"  {1000 * statistics.median(taken):6.1f} ms  {name}")


def book(text: str, words: int, shuffler: random.Random) -> str:
    """Paragraphs of sentences whose words were put in another order, so that no two are the same."""
    pool = [w for w in text.split() if w.isalpha()]
    out = []
    for number in range(words // 60):
        sentences = [" ".join(shuffler.sample(pool, 15)).capitalize() + f" by {number * 7 + k}." for k in range(4)]
        out.append(" ".join(sentences))
    return "\n\n".join(out)


def revised(text: str, shuffler: random.Random) -> str:
    """The same with paragraphs dropped and words changed."""
    kept = [paragraph.split() for paragraph in text.split("\n\n") if shuffler.random() > 0.05]
    for words in kept:
        for k in range(len(words)):
            if shuffler.random() < 0.06:
                words[k] = shuffler.choice(words).strip(".")
    return "\n\n".join(" ".join(words) for words in kept)


def main(source: str, retelling: str) -> None:
    """Print all figures."""
    comparison(source, retelling)
    shuffler = random.Random(7)
    tokens = [TOKENS.findall(text) for text in (source, retelling)]
    oracle = seconds(lambda: difflib.SequenceMatcher(None, *tokens, autojunk=False).get_opcodes(), 3)
    own = alignment(source, retelling)
    print(f"difflib {oracle:.3f} s, alignment {own:.3f} s: {own / oracle:.3f} of it")
    small = book(source, 3_000, shuffler)
    large = book(source, 30_000, shuffler)
    first, second = alignment(small, revised(small, shuffler)), alignment(large, revised(large, shuffler), 2)
    print(f"3,000 words {first:.3f} s, 30,000 words {second:.3f} s: {second / first:.1f} times")
    whole = book(source, 100_000, shuffler)
    print(f"100,000 words {alignment(whole, revised(whole, shuffler), 1):.1f} s")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: time_alignment.py SOURCE RETELLING")
    main(*(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]))
