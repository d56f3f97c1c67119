"""Fits the weights of ``retold_plugins/furniture/data/page.toml``; run by hand, with numpy.

    python tests/benchmarks/fit_furniture.py ../shared [--write]

Public human-made sets that may be fitted (news pages whose blocks are marked as article or not, and texts
without any furniture) serve; folds are whole pages. Prints the cross-validated share of right characters.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from retold import Article, Context, Span
from retold_plugins.furniture import find, page
from retold_plugins.furniture.lines import Line, closings, cue_strengths
from retold_plugins.language.identify import identify
from retold_plugins.segmentation.blocks import blocks
from retold_plugins.segmentation.words import words

FOLDS = 6
CLEAN = {"align_argrewrite_en": 60, "retrieval_onestop_en": 80, "facts_bump_en": 60}
PASTES = ((12, 6, 10), (6, 0, 6), (20, 10, 25), (25, 5, 40))
"""Of each page what somebody may paste: so many blocks above the article, so many of it (0: all), so many below."""
OUT = Path(find.__file__).parent / "data" / "page.toml"

Page = tuple[list[Line], list[float | None]]
"""The blocks, and of each whether it is furniture (None where the set does not say)."""


def main() -> None:
    shared = Path(sys.argv[1])
    marked = [labelled(row["blocks"]) for row in rows(shared / "data/furniture_aeb.dev.jsonl")]
    clean = [(lines, [0.0] * len(lines)) for lines in map(read, clean_texts(shared))]
    report(marked)
    first, second = fitted(with_pastes(marked) + clean)
    if "--write" in sys.argv:
        OUT.write_text(toml(first, second), encoding="utf-8")


def rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as handle:
        yield from map(json.loads, handle)


def clean_texts(shared: Path) -> Iterator[str]:
    for name, number in CLEAN.items():
        for row, _ in zip(rows(shared / f"data/{name}.dev.jsonl"), range(number), strict=False):
            if "source" in row:
                yield "\n\n".join(row["source"])
            else:
                yield row.get("article") or row["text"]


def read(text: str) -> list[Line]:
    article = Article(id="a", text=text)
    cut = blocks.function(Context(step="blocks", article=article))
    language = identify(text[len(text) // 2 - 2000 if len(text) > 4000 else 0 :][:4000])
    context = Context(
        step="words", article=article, have={"language": {"a": language}}, declared=frozenset({"language"})
    )
    return find.lines_of(article, cut, words.function(context), language)


def labelled(marked: list[dict]) -> Page:
    text, spans = "", []
    for block in marked:
        text += "\n\n" if text else ""
        spans.append((Span("a", len(text), len(text) + len(block["text"])), block["label"]))
        text += block["text"]
    lines = read(text)
    labels: list[float | None] = []
    for line in lines:
        label = next(label for span, label in spans if span.overlaps(line.block.span))
        labels.append(None if label == "mixed" else float(label == "furniture"))
    return lines, labels


def with_pastes(pages: list[Page]) -> list[Page]:
    """The pages, and of each what somebody may paste of it: pages come whole seldom."""
    return pages + [pasted(lines, labels, *shape) for lines, labels in pages for shape in PASTES if 0.0 in labels]


def pasted(lines: list[Line], labels: list[float | None], above: int, number: int, below: int) -> Page:
    """The article's first blocks with some of what stands above and below it."""
    own = [i for i, label in enumerate(labels) if label == 0.0]
    last = own[:number][-1] if number else own[-1]
    kept = [*range(max(0, own[0] - above), last + 1), *range(own[-1] + 1, min(len(lines), own[-1] + 1 + below))]
    return [lines[i] for i in kept], [labels[i] for i in kept]


def inputs(lines: list[Line]) -> tuple[list[float], list[int]]:
    return cue_strengths(lines), closings(lines)


def fitted(pages: list[Page]) -> tuple[np.ndarray, np.ndarray]:
    firsts = [page.local_features(lines, inputs(lines)[0]) for lines, _ in pages]
    first = logistic_fit(firsts, pages)
    seconds = []
    for (lines, _), rows_ in zip(pages, firsts, strict=True):
        scores = page.scored(rows_, tuple(first))
        seconds.append(page.placed_features(lines, rows_, scores, inputs(lines)[1]))
    return first, logistic_fit(seconds, pages)


def logistic_fit(features: list, pages: list[Page], ridge: float = 1.0) -> np.ndarray:
    """Newton's method; a block counts by the root of its length, a page of any size alike."""
    x, y, w = [], [], []
    for rows_, (lines, labels) in zip(features, pages, strict=True):
        size = [min(1000, len(line.text)) ** 0.5 for line in lines]
        total = sum(size)
        for row, label, own in zip(rows_, labels, size, strict=True):
            if label is not None:
                x.append([*row, 1.0])
                y.append(label)
                w.append(40 * own / total**0.5 / 8)
    matrix, target, weight = np.array(x), np.array(y), np.array(w)
    beta = np.zeros(matrix.shape[1])
    penalty = np.full(matrix.shape[1], ridge)
    penalty[-1] = 0.01
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(matrix @ beta, -30, 30)))
        gradient = matrix.T @ (weight * (p - target)) + penalty * beta
        curve = weight * p * (1 - p)
        hessian = (matrix * curve[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-5:
            break
    return np.round(beta, 3)


def report(pages: list[Page]) -> None:
    """Precision, recall and F1 of the article's characters, each page judged by weights fitted on others."""
    right = said = gold = 0
    for fold in range(FOLDS):
        first, second = fitted(with_pastes([p for i, p in enumerate(pages) if i % FOLDS != fold]))
        for lines, labels in pages[fold::FOLDS]:
            cued, closed = inputs(lines)
            rows_ = page.local_features(lines, cued)
            placed = page.placed_features(lines, rows_, page.scored(rows_, tuple(first)), closed)
            for line, label, score in zip(lines, labels, page.scored(placed, tuple(second)), strict=True):
                if label is not None:
                    keep, size = score < 0, len(line.text)
                    said += size * keep
                    gold += size * (label == 0)
                    right += size * (keep and label == 0)
    p, r = right / said, right / gold
    print(f"cross-validated: precision {p:.4f} recall {r:.4f} F1 {2 * p * r / (p + r):.4f}")


def toml(first: np.ndarray, second: np.ndarray) -> str:
    out = ["# Log-odds that a block is furniture. Written by tests/benchmarks/fit_furniture.py; features: page.py."]
    for name, features, beta in (("first", page.FIRST, first), ("second", (*page.FIRST, *page.SECOND), second)):
        out += [
            "",
            f"[{name}]",
            *(f"{key} = {value:.3f}" for key, value in zip((*features, "constant"), beta, strict=True)),
        ]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()
