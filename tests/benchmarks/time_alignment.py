"""How long the aligner takes: against difflib, for tenfold texts, and for a book and its revision.

    python tests/benchmarks/time_alignment.py SOURCE.txt RETELLING.txt

Times are of the alignment steps alone, the best of several; the book is made of the source's sentences.
"""

from __future__ import annotations

import difflib
import random
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retold import SENTENCE_ALIGNMENT, Article, Comparison, Host
from retold._run import Run, plan

PLAN = plan(Host.discover().steps(), wanted=(SENTENCE_ALIGNMENT,), is_selected=lambda kind: False)
TOKENS = re.compile(r"\w+|[^\w\s]|\s+")


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
