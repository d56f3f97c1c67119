"""The matrix of several articles as a web page: a stemma, variants, and who tells what. Needs no script."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from retold import Matrix, __version__
from retold.reporters import View, wording
from retold.reporters.matrix import EXCERPT, forms_told, letters_of, of_descent, words
from retold_plugins.html_report.page import asset, policy, template

STEP, DROP, MARGIN = 190, 130, 40
LABEL = 140


@frozen
class Node:
    """An article in the stemma."""

    x: int
    y: int
    letter: str
    name: str


@frozen
class Edge:
    """A line from a text to one that derives from it."""

    x1: int
    y1: int
    x2: int
    y2: int
    label: str


@frozen
class Stemma:
    """The drawing, in pixels."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@frozen
class Row:
    """A piece of content, and the words of each article that tells it."""

    label: str
    cells: tuple[str, ...]


def render(matrix: Matrix, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """The page, the same bytes whatever the order of the articles."""
    names = wording.article_names(matrix.articles)
    letters = letters_of(matrix)
    style = asset("page.css")
    return template("matrix.html.j2").render(
        style=style,
        policy=policy(style),
        version=__version__,
        columns=[{"letter": letters[i], "name": names[i]} for i in names],
        stemma=stemma(matrix, names, letters),
        descent=list(in_words(matrix, names, letters)),
        variants=[list(forms.items()) for forms in forms_told(matrix, letters)],
        rows=list(rows(matrix)),
        faults=[f"{r.step} {r.status}: {wording.one_line(r.reason or '')}" for r in matrix.faults],
    )


def in_words(matrix: Matrix, names: dict[str, str], letters: dict[str, str]) -> Iterator[str]:
    """The descent for those who do not see the drawing, with its evidence."""
    parent = {d.child: d for d in matrix.descents}
    for name, shown in names.items():
        step = parent.get(name)
        if step is None:
            yield f"{letters[name]}, {shown}: derives from none of the others"
        else:
            why = f", because of {wording.one_line(', '.join(step.why))}" if step.why else ""
            yield f"{letters[name]}, {shown}: from {letters[step.parent]}, {of_descent(step)}{why}"
    for a, b in matrix.siblings:
        yield f"{letters[a]} and {letters[b]} derive from one text or from each other"


def rows(matrix: Matrix) -> Iterator[Row]:
    """Content told by several first, each in order."""
    texts = {record.article.id: record.article.text for record in matrix.articles}
    for content in sorted(matrix.contents, key=lambda c: len(c.told) < 2):
        told = {name: " ".join(texts[name][s.start : s.end] for s in spans) for name, spans in content.told}
        cells = tuple(wording.one_line(told.get(record.article.id, "")) for record in matrix.articles)
        yield Row(wording.cut(words(content, texts), 2 * EXCERPT), cells)


def stemma(matrix: Matrix, names: dict[str, str], letters: dict[str, str]) -> Stemma:
    """Texts below the one that they derive from; leaves side by side, parents above the middle of theirs."""
    children: dict[str, list[str]] = {name: [] for name in names}
    for d in matrix.descents:
        children[d.parent].append(d.child)
    x: dict[str, float] = {}
    depth: dict[str, int] = {}
    parent = {d.child: d.parent for d in matrix.descents}
    for name in names:
        depth[name] = depth[parent[name]] + 1 if name in parent else 0
    leaves = 0
    for name in reversed(list(names)):
        if not children[name]:
            x[name] = leaves
            leaves += 1
    for name in reversed(list(names)):
        if children[name]:
            x[name] = sum(x[child] for child in children[name]) / len(children[name])
    at = {n: (int(MARGIN + LABEL / 2 + (leaves - 1 - x[n]) * STEP), MARGIN + depth[n] * DROP) for n in names}
    return Stemma(
        width=2 * MARGIN + LABEL + (leaves - 1) * STEP,
        height=2 * MARGIN + max(depth.values()) * DROP + 30,
        nodes=tuple(Node(*at[n], letters[n], wording.cut(names[n], 24)) for n in names),
        edges=tuple(
            Edge(at[d.parent][0], at[d.parent][1] + 42, at[d.child][0], at[d.child][1] - 17, wording.percent(d.derived))
            for d in matrix.descents
        ),
    )
