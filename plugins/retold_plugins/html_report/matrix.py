"""The matrix of several articles as a web page: a stemma, variants, and who tells what. Needs no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from retold import Matrix, __version__
from retold.reporters import View, wording
from retold.reporters.matrix import EXCERPT, evidence, forms_told, letters_of, of_descent, untold, words
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
    is_lost: bool = False
    """Whether it is a text that is not here."""


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
class Told:
    """Where one text is from, and the evidence."""

    line: str
    evidence: tuple[str, ...] = ()


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


def in_words(matrix: Matrix, names: dict[str, str], letters: dict[str, str]) -> Iterator[Told]:
    """The descent for those who do not see the drawing, with its evidence."""
    parent = {d.child: d for d in matrix.descents}
    for name, shown in names.items():
        step = parent.get(name)
        if step is None:
            yield Told(f"{letters[name]}, {shown}: derives from none of the others")
        else:
            line = f"{letters[name]}, {shown}: from {letters[step.parent]}, {of_descent(step)}"
            yield Told(line, tuple(evidence(matrix, step, letters)))
    for line in untold(matrix, letters):
        yield Told(line)


def rows(matrix: Matrix) -> Iterator[Row]:
    """Content told by several first, each in order."""
    texts = {record.article.id: record.article.text for record in matrix.articles}
    for content in sorted(matrix.contents, key=lambda c: len(c.told) < 2):
        told = {name: " ".join(texts[name][s.start : s.end] for s in spans) for name, spans in content.told}
        cells = tuple(wording.one_line(told.get(record.article.id, "")) for record in matrix.articles)
        yield Row(wording.cut(words(content, texts), 2 * EXCERPT), cells)


def stemma(matrix: Matrix, names: dict[str, str], letters: dict[str, str]) -> Stemma:
    """Texts below the one that they derive from; leaves side by side, parents above the middle of theirs."""
    parent = with_lost(matrix)
    children: dict[str, list[str]] = {}
    for child in [*names, *(name for name in parent if name not in names)]:
        children.setdefault(parent.get(child, ""), []).append(child)
    order, depth = walk(children)
    x: dict[str, float] = {}
    leaves = 0
    for name in order:
        if name not in children:
            x[name] = leaves
            leaves += 1
    for name in reversed(order):
        if name in children:
            x[name] = sum(x[child] for child in children[name]) / len(children[name])
    at = {n: (int(MARGIN + LABEL / 2 + x[n] * STEP), MARGIN + depth[n] * DROP) for n in order}
    share = {d.child: wording.percent(d.derived) for d in matrix.descents}
    return Stemma(
        width=2 * MARGIN + LABEL + (leaves - 1) * STEP,
        height=2 * MARGIN + max(depth.values()) * DROP + 20,
        nodes=tuple(
            Node(*at[n], letters.get(n, "?"), wording.cut(names.get(n, "not here"), 24), n not in names) for n in order
        ),
        edges=tuple(
            Edge(at[above][0], at[above][1] + 42, at[n][0], at[n][1] - 17, share.get(n, ""))
            for n in order
            if (above := parent.get(n))
        ),
    )


def with_lost(matrix: Matrix) -> dict[str, str]:
    """The parent of each text, texts that are not here between those that share readings and what they depart from."""
    parent = {d.child: d.parent for d in matrix.descents}
    lost: dict[str, str] = {}
    for found in matrix.shared:
        if found.is_between and all(parent.get(name) == found.base for name in found.articles):
            one, other = (lost.get(name) for name in found.articles)
            group = one or other or f"lost {' '.join(found.articles)}"
            lost = {name: group if of == other and other else of for name, of in lost.items()}
            lost |= dict.fromkeys(found.articles, group)
    above = {group: parent[name] for name, group in lost.items()}
    return parent | lost | above


def walk(children: Mapping[str, Sequence[str]]) -> tuple[list[str], dict[str, int]]:
    """All texts, each followed by those below it, and how far below the top each is."""
    order: list[str] = []
    depth: dict[str, int] = {}
    waiting = [(name, 0) for name in reversed(children.get("", ()))]
    while waiting:
        name, far = waiting.pop()
        order.append(name)
        depth[name] = far
        waiting += [(child, far + 1) for child in reversed(children.get(name, ()))]
    return order, depth
