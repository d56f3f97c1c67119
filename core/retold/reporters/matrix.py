"""The matrix of several articles as a table for the terminal and as JSON, format ``retold-matrix/1``."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from retold.reporters import wording
from retold.reporters.json import GENERATOR, article_dict, plain

if TYPE_CHECKING:
    from retold._align import Mark
    from retold._matrix import Content, Matrix
    from retold._readings import Reading
    from retold._stemma import Descent
    from retold._text import Span
    from retold.reporters import View

MATRIX_FORMAT = "retold-matrix/1"
EXCERPT = 60
MOST_READINGS = 4
"""Changes of one text that are quoted; the rest is counted."""
NOT_TOLD = "so one has it from the other, or both from a text that is not here"
WORD = re.compile(r"\w+(?:['’]\w+)?")


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
                "readings": [{"kind": r.kind, "was": place(r.was), "became": place(r.became)} for r in d.readings],
            }
            for d in matrix.descents
        ],
        "shared": [
            {
                "against": s.base, "articles": list(s.articles), "parent": s.parent, "between": s.is_between,
                "readings": [
                    {"kind": a.kind, "was": place(a.was), "became": [place(a.became), place(b.became)]}
                    for a, b in s.readings
                ],
            }
            for s in matrix.shared
        ],
        "siblings": [list(pair) for pair in matrix.siblings],
        "steps": [{"step": s.step, "status": s.status, "reason": s.reason} for s in matrix.steps],
    }  # fmt: skip
    return json.dumps(out, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def place(span: Span) -> dict[str, object]:
    """Where some words stand."""
    return {"article": span.article, "start": span.start, "end": span.end}


def render_table(matrix: Matrix, view: View) -> str:
    """The descent first, then who tells what; a row is a piece of content."""
    from tabulate import tabulate

    names = wording.article_names(matrix.articles)
    lines = ["Who has it from whom", ""]
    for line in tree(matrix, names):
        indent = "  " + " " * (len(line) - len(line.lstrip()))
        lines += wrapped(line.lstrip(), indent, view.width)
    lines.append("")
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
        for forms in variants:
            lines += wrapped("; ".join(f"{who}: “{words_}”" for who, words_ in in_focus(forms)), "  ", view.width)
    return "\n".join(lines) + "\n"


def wrapped(text: str, indent: str, width: int) -> list[str]:
    """Lines of so many columns, further ones set in."""
    return textwrap.wrap(
        text, max(40, width), initial_indent=indent, subsequent_indent=indent + "   ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def tree(matrix: Matrix, names: dict[str, str]) -> Iterable[str]:
    """Each text under the one that it derives from, with the evidence."""
    parent = {d.child: d for d in matrix.descents}
    depth: dict[str, int] = {}
    for record in matrix.articles:
        name = record.article.id
        step = parent.get(name)
        depth[name] = depth[step.parent] + 1 if step else 0
        indent = "   " * depth[name]
        yield indent + ("└─ " if step else "") + names[name] + (f": {of_descent(step)}" if step else "")
        for line in evidence(matrix, step, names) if step else ():
            yield f"{indent}   {line}"
    yield from untold(matrix, names)


def of_descent(step: Descent) -> str:
    """How a text derives, in words."""
    sure = wording.percent(step.confidence)
    return f"{step.relation}, {wording.percent(step.derived)} of it from there, {sure} sure"


def evidence(matrix: Matrix, step: Descent, names: Mapping[str, str]) -> Iterator[str]:
    """Why a text is held to derive from its parent, and what it gives otherwise."""
    texts = {record.article.id: record.article.text for record in matrix.articles}
    if step.why:
        yield f"because: {wording.one_line('; '.join(step.why))}"
    for found in matrix.shared:
        if {step.parent, step.child} == set(found.articles) and found.parent == step.parent:
            yield f"shares with it, against {names[found.base]}: {changes((r for r, _ in found.readings), texts)}"
    if step.readings:
        yield f"gives otherwise: {changes(step.readings, texts)}"


def untold(matrix: Matrix, names: Mapping[str, str]) -> Iterator[str]:
    """What texts share that has no parent among the articles."""
    texts = {record.article.id: record.article.text for record in matrix.articles}
    for found in matrix.shared:
        if found.parent is None:
            one, other = (names[name] for name in found.articles)
            how = "so probably both have it from a text that is not here" if found.is_between else NOT_TOLD
            what = changes((r for r, _ in found.readings), texts)
            yield f"{one} and {other} share, against {names[found.base]}: {what}; {how}"
    for a, b in matrix.siblings:
        yield f"{names[a]} and {names[b]} derive from a text that is not here, or from each other"


def changes(readings: Iterable[Reading], texts: Mapping[str, str]) -> str:
    """Some readings in words."""
    told = [change(reading, texts) for reading in readings]
    rest = len(told) - MOST_READINGS
    return ", ".join(told[:MOST_READINGS]) + (f" and {rest} more" if rest > 0 else "")


def change(reading: Reading, texts: Mapping[str, str]) -> str:
    """A reading in words: what stood there and what stands there now."""
    was, became = (
        wording.cut(wording.one_line(texts[s.article][s.start : s.end]), EXCERPT) for s in (reading.was, reading.became)
    )
    if not was:
        return f"“{became}” put in"
    return f"“{was}” became “{became}”" if became else f"“{was}” left out"


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
    quoted: list[dict[Span, tuple[str, str]]] = []
    figures = []
    for content in matrix.contents:
        if len(content.marks) > 1:
            told = [(letters[name], mark) for name, marks in content.marks for mark in marks]
            quotes = [(who, printed(m, texts), m.span) for who, m in told if m.kind == "quote"]
            quoted += [{span: (who, words_) for who, words_, span in group} for group in quotation_groups(quotes)]
            figures += list(figure_forms([(who, m, printed(m, texts)) for who, m in told if m.kind == "figure"]))
    for group in merged(quoted):
        yield from quotation_forms(list(group.values()))
    yield from figures


def in_focus(forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Who has which form, long ones cut to where they differ from the first."""
    (first, who), *others = forms.items()
    told = [wording.focus(first, form_, EXCERPT) for form_, _ in others]
    yield who, told[0][0] if told else wording.cut(first, EXCERPT)
    for (_, theirs), (_, shown) in zip(others, told, strict=True):
        yield theirs, shown


def quotation_groups(told: list[tuple[str, str, Span]]) -> list[list[tuple[str, str, Span]]]:
    """Quotations that share most of their words."""
    groups: list[list[tuple[str, str, Span]]] = []
    for quote in told:
        near = next((g for g in groups if alike(g[0][1], quote[1])), None)
        if near is None:
            groups.append([quote])
        else:
            near.append(quote)
    return groups


def merged(groups: Iterable[dict[Span, tuple[str, str]]]) -> list[dict[Span, tuple[str, str]]]:
    """Groups that have a quotation in common as one: a quotation of several sentences is in several contents."""
    out: list[dict[Span, tuple[str, str]]] = []
    at: dict[Span, int] = {}
    for group in groups:
        place_ = next((at[span] for span in group if span in at), len(out))
        if place_ == len(out):
            out.append({})
        out[place_] |= group
        at |= {span: at.get(span, place_) for span in group}
    return out


def quotation_forms(told: list[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """The words of alike quotations by those who have them; nothing where all have the same."""
    yield from one_row(told, lambda words_: " ".join(WORD.findall(words_.casefold().replace("’", "'"))))


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
    a, b = (set(WORD.findall(words_.casefold().replace("’", "'"))) for words_ in (one, other))
    return 2 * len(a & b) >= max(1, min(len(a), len(b)))


def printed(mark: Mark, texts: dict[str, str]) -> str:
    """A quotation or figure as its article prints it, on one line, without quotation marks."""
    return wording.one_line(texts[mark.span.article][mark.span.start : mark.span.end]).strip('"“”„«»‘’.,')
