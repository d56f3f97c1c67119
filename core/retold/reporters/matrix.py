"""The matrix of several articles as a table for the terminal and as JSON, format ``retold-matrix/1``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from retold.reporters import wording
from retold.reporters.json import GENERATOR, article_dict, plain

if TYPE_CHECKING:
    from retold._align import Mark
    from retold._matrix import Content, Descent, Matrix
    from retold.reporters import View

MATRIX_FORMAT = "retold-matrix/1"
EXCERPT = 60
WORD = re.compile(r"\w+")


def render_json(matrix: Matrix, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """All of it, the same bytes whatever the order and the names of the files, ``path`` aside."""
    out = {
        "format": MATRIX_FORMAT,
        "offsets": "code-point",
        "generator": GENERATOR,
        "options": {key: plain(value) for key, value in matrix.options},
        "articles": [article_dict(record) for record in matrix.articles],
        "contents": [
            {
                "told": [
                    {"article": name, "spans": [{"start": s.start, "end": s.end} for s in spans]}
                    for name, spans in content.told
                ],
                "marks": [
                    {"article": name, "kind": m.kind, "start": m.span.start, "end": m.span.end, "value": m.value}
                    for name, marks in content.marks
                    for m in marks
                ],
            }
            for content in matrix.contents
        ],
        "relations": [
            {
                "articles": [a, b], "relation": r.relation, "direction": r.direction,
                "retained": round(r.retained, 4), "derived": round(r.derived, 4), "confidence": round(r.confidence, 4),
                "why": list(r.why),
            }
            for a, b, r in matrix.relations
        ],
        "descent": [
            {
                "parent": d.parent, "child": d.child, "relation": d.relation, "derived": round(d.derived, 4),
                "confidence": round(d.confidence, 4), "why": list(d.why),
            }
            for d in matrix.descents
        ],
        "siblings": [list(pair) for pair in matrix.siblings],
        "steps": [{"step": s.step, "status": s.status, "reason": s.reason} for s in matrix.steps],
    }  # fmt: skip
    return json.dumps(out, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def render_table(matrix: Matrix, view: View) -> str:
    """The descent first, then who tells what; a row is a piece of content."""
    from tabulate import tabulate

    names = wording.article_names(matrix.articles)
    lines = ["Descent", "", *(f"  {line}" for line in tree(matrix, names)), ""]
    letters = letters_of(matrix)
    lines += ["Who tells what", "", *(f"  {letters[i]}  {name}" for i, name in names.items()), ""]
    ids = [record.article.id for record in matrix.articles]
    room = max(20, view.width - 4 * len(ids) - 6)
    texts = {record.article.id: record.article.text for record in matrix.articles}
    shared = [content for content in matrix.contents if len(content.told) > 1 or view.verbose]
    rows = [
        [*("●" if i in content.articles else "" for i in ids), wording.cut(words(content, texts), room)]
        for content in shared
    ]
    table = tabulate(rows, headers=[*(letters[i] for i in ids), "content"], tablefmt="simple", disable_numparse=True)
    lines += [table, ""]
    alone = [sum(content.articles == (i,) for content in matrix.contents) for i in ids]
    told = ", ".join(f"{letters[i]} {number}" for i, number in zip(ids, alone, strict=True))
    lines += [f"Told by one article only: {told}." + ("" if view.verbose else " --verbose shows these.")]
    variants = list(forms_told(matrix, letters))
    if variants:
        lines += ["", "Quotations and figures that differ", ""]
        lines += [
            "  " + "; ".join(f"{who}: {wording.cut(form_, EXCERPT)}" for form_, who in v.items()) for v in variants
        ]
    return "\n".join(lines) + "\n"


def tree(matrix: Matrix, names: dict[str, str]) -> Iterable[str]:
    """Each text under the one that it derives from."""
    parent = {d.child: d for d in matrix.descents}
    depth: dict[str, int] = {}
    for record in matrix.articles:
        name = record.article.id
        step = parent.get(name)
        depth[name] = depth[step.parent] + 1 if step else 0
        yield "   " * depth[name] + ("└─ " if step else "") + names[name] + (f", {of_descent(step)}" if step else "")
    for a, b in matrix.siblings:
        yield f"{names[a]} and {names[b]} derive from a text that is not here, or from each other"


def of_descent(step: Descent) -> str:
    """How a text derives, in words."""
    sure = wording.percent(step.confidence)
    return f"{step.relation}, {wording.percent(step.derived)} from there, {sure} sure"


def words(content: Content, texts: dict[str, str]) -> str:
    """What the first article that tells it says."""
    name, spans = content.told[0]
    return wording.one_line(" ".join(texts[name][s.start : s.end] for s in spans))


def letters_of(matrix: Matrix) -> dict[str, str]:
    """A letter for each article: A to Z, then A1 ..."""
    ids = [record.article.id for record in matrix.articles]
    return {name: chr(ord("A") + i % 26) + (str(i // 26) if i >= 26 else "") for i, name in enumerate(ids)}


def forms_told(matrix: Matrix, letters: dict[str, str]) -> Iterator[dict[str, str]]:
    """Quotations and figures of one piece of content that the articles do not give alike: forms and who has them."""
    texts = {record.article.id: record.article.text for record in matrix.articles}
    for content in matrix.contents:
        if len(content.marks) > 1:
            told = [(letters[name], mark) for name, marks in content.marks for mark in marks]
            yield from quotation_forms([(who, printed(m, texts)) for who, m in told if m.kind == "quote"])
            yield from figure_forms([(who, m, printed(m, texts)) for who, m in told if m.kind == "figure"])


def quotation_forms(told: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Quotations that share most of their words, and are not the same words."""
    groups: list[list[tuple[str, str]]] = []
    for who, words_ in told:
        near = next((g for g in groups if alike(g[0][1], words_)), None)
        if near is None:
            groups.append([(who, words_)])
        else:
            near.append((who, words_))
    for group in groups:
        yield from one_row(group, lambda words_: " ".join(WORD.findall(words_.casefold())))


def figure_forms(told: list[tuple[str, Mark, str]]) -> Iterator[dict[str, str]]:
    """Amounts and measures of one unit with different values; bare numbers count all sorts of things."""
    units: dict[str, list[tuple[str, str]]] = {}
    values: dict[str, str] = {}
    for who, mark, words_ in told:
        number, _, unit = str(mark.value or "").partition(" ")
        if unit:
            units.setdefault(unit, []).append((who, words_))
            values[words_] = number
    for group in units.values():
        yield from one_row(group, lambda words_: values[words_])


def one_row(group: list[tuple[str, str]], sense: Callable[[str], str]) -> Iterator[dict[str, str]]:
    """Forms by their sense, with who has them; nothing where all articles have the same senses."""
    by_article: dict[str, set[str]] = {}
    forms: dict[str, tuple[str, list[str]]] = {}
    for who, words_ in group:
        by_article.setdefault(who, set()).add(sense(words_))
        forms.setdefault(sense(words_), (words_, []))[1].append(who)
    if len(by_article) > 1 and len({frozenset(senses) for senses in by_article.values()}) > 1:
        yield {words_: ", ".join(dict.fromkeys(who)) for words_, who in forms.values()}


def alike(one: str, other: str) -> bool:
    """Whether two quotations share at least half of the words of the shorter."""
    a, b = (set(WORD.findall(words_.casefold())) for words_ in (one, other))
    return 2 * len(a & b) >= max(1, min(len(a), len(b)))


def printed(mark: Mark, texts: dict[str, str]) -> str:
    """A quotation or figure as its article prints it, on one line, without quotation marks."""
    return wording.one_line(texts[mark.span.article][mark.span.start : mark.span.end]).strip('"“”„«»‘’.,')
