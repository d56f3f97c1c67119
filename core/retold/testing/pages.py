"""Kind pages: Markdown that documents a kind and holds its examples.

A page is ``kinds/NAME.md`` in a plugin's package and begins with ``# plugin/name`` and a sentence or two.
``## Why it matters`` and ``## Known limits`` are prose; each ``## Flagged: TITLE`` and ``## Clean: TITLE``
is an example, in fenced blocks:

``source``
    The text of the source. Several blocks are several sources. ``{{a|words}}`` marks a span with a label.
``retelling``
    The text of the retelling, marked likewise.
``expect``
    Lines of a label and a kind: ``a quotes/altered``. A clean example has none of the page's kind.
``align``
    Which lines tell the same: ``2 ~ 3``, ``1 ~ 1,2``, ``4 ~ 5 partial``. Without it, line i goes with line i.
    ``align 2`` is for the second source.
``given``
    TOML: ``relation``, ``direction``, ``readers``, and ``source-`` or ``retelling-`` with ``language`` (else
    ``en``), ``date``, ``outlet``, ``region`` or ``title``. Of several sources a list holds one value for each.
    ``[options]`` are the plugin's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from attrs import define, field, frozen

from retold._errors import nearest
from retold._finding import KIND_ID

FLAGGED, CLEAN = "Flagged", "Clean"
WHY, LIMITS = "Why it matters", "Known limits"
SIDES = ("source", "retelling")
GIVEN = (
    "relation",
    "direction",
    "readers",
    "options",
    *(f"{side}-{what}" for side in SIDES for what in ("language", "date", "outlet", "region", "title")),
)
FENCE = re.compile(r"(`{3,})\s*([\w-]*)\s*(\d*)\s*")
ROW = re.compile(r"(\d+(?:\s*,\s*\d+)*)\s*~\s*(\d+(?:\s*,\s*\d+)*)\s*(partial|full)?")
MARK = re.compile(r"\{\{([A-Za-z0-9_-]+)\|")
CASE_FENCES = ("source", "retelling", "expect", "align", "given")

Offsets = tuple[int, int]


class PageError(ValueError):
    """A page that does not keep the form. Names the file and the line."""


@frozen
class Marked:
    """A text without its marks, and where the marks were, by label."""

    text: str
    marks: Mapping[str, tuple[Offsets, ...]]


@frozen
class Row:
    """Lines of a source (from 1) and lines of the retelling that tell the same."""

    source: tuple[int, ...]
    retelling: tuple[int, ...]
    degree: str = "full"


@frozen(kw_only=True)
class Example:
    """One example of a page."""

    kind: str
    title: str
    flagged: bool
    path: str
    line: int
    sources: tuple[Marked, ...]
    retelling: Marked
    expected: tuple[tuple[str, str], ...] = ()
    """Label and kind."""
    rows: Mapping[int, tuple[Row, ...]] = field(factory=dict)
    """By the number of the source (from 1): the stated alignment, where the page states one."""
    given: Mapping[str, Any] = field(factory=dict)

    @property
    def name(self) -> str:
        """The kind without its plugin, and the heading of the example."""
        return f"{self.kind.split('/')[1]}: {FLAGGED if self.flagged else CLEAN}: {self.title}"

    @property
    def where(self) -> str:
        """The file and the line of its heading."""
        return f"{self.path}:{self.line}"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that the example is about: the page's own, and those that it expects."""
        return frozenset({self.kind, *(kind for _, kind in self.expected)})


@frozen(kw_only=True)
class Page:
    """What one page says."""

    kind: str
    path: str
    summary: str
    sections: tuple[str, ...]
    """The headings, in order."""
    examples: tuple[Example, ...]
    text: str = field(repr=False)


def page_texts(package: Any) -> tuple[tuple[str, str], ...]:
    """Path and text of each page of a package (a module or its name), by name."""
    folder = resources.files(package) / "kinds"
    if not folder.is_dir():
        return ()
    found = [item for item in folder.iterdir() if item.name.endswith(".md")]
    return tuple((str(item), item.read_text(encoding="utf-8")) for item in sorted(found, key=lambda item: item.name))


def parse_page(text: str, path: str = "page.md") -> Page:
    """Read a page. Raises PageError where it does not keep the form."""
    sections = list(split_sections(text, path))
    if not sections or sections[0].level != 1:
        raise PageError(f"{path}:1: a page begins with '# plugin/kind'")
    head, *rest = sections
    if not KIND_ID.fullmatch(head.title):
        raise PageError(f"{path}:{head.line}: the title is the kind's id, plugin/kebab-name, not {head.title!r}")
    if head.title.split("/")[1] != path.replace("\\", "/").rpartition("/")[2].removesuffix(".md"):
        raise PageError(f"{path}: a page is named for its kind, {head.title.split('/')[1]}.md")
    if not head.prose.strip():
        raise PageError(f"{path}:{head.line}: say in a sentence or two what {head.title} marks")
    examples = []
    for section in rest:
        label, colon, title = section.title.partition(":")
        if label.strip() in (FLAGGED, CLEAN):
            if not colon or not title.strip():
                raise PageError(f"{path}:{section.line}: an example has a title: '## {label.strip()}: TITLE'")
            examples.append(example_of(section, head.title, label.strip() == FLAGGED, title.strip(), path))
        elif any(fence.info in CASE_FENCES for fence in section.fences):
            close = nearest(label.strip(), (FLAGGED, CLEAN))
            raise PageError(
                f"{path}:{section.line}: examples stand under '## Flagged: TITLE' or '## Clean: TITLE'{close}"
            )
    page = Page(
        kind=head.title,
        path=path,
        summary=" ".join(head.prose.split()),
        sections=tuple(section.title for section in rest),
        examples=tuple(examples),
        text=text,
    )
    check_page(page)
    return page


def check_page(page: Page) -> None:
    """Raise PageError where a part is missing or two examples are the same."""
    for wanted in (WHY, LIMITS):
        if wanted not in page.sections:
            raise PageError(f"{page.path}: no section '## {wanted}'{nearest(wanted, page.sections)}")
    for flagged, name in ((True, FLAGGED), (False, CLEAN)):
        if not any(example.flagged is flagged for example in page.examples):
            raise PageError(f"{page.path}: no example '## {name}: TITLE'")
    titles: dict[str, Example] = {}
    contents: dict[str, Example] = {}
    for example in page.examples:
        same = titles.setdefault(example.name, example)
        if same is not example:
            raise PageError(f"{example.where}: a second example of this title; the first is in line {same.line}")
        content = repr(
            (example.sources, example.retelling, sorted(example.given.items()), sorted(example.rows.items()))
        )
        same = contents.setdefault(content, example)
        if same is not example:
            raise PageError(f"{example.where}: the same example as in line {same.line}")


@define
class Fence:
    """A fenced block."""

    info: str
    number: int
    line: int
    lines: list[str] = field(factory=list)


@define
class Section:
    """A heading and what stands under it."""

    level: int
    title: str
    line: int
    prose: str = ""
    fences: list[Fence] = field(factory=list)


def split_sections(text: str, path: str) -> Iterator[Section]:
    """The parts of a page under headings of the first two levels; headings inside fences are none."""
    section: Section | None = None
    fence: Fence | None = None
    marker = ""
    for number, line in enumerate(text.splitlines(), 1):
        opened = FENCE.fullmatch(line.rstrip())
        if fence is not None:
            if line.rstrip() == marker:
                fence = None
            else:
                fence.lines.append(line)
        elif line.startswith(("# ", "## ")):
            if section is not None:
                yield section
            hashes, _, title = line.partition(" ")
            section = Section(len(hashes), title.strip(), number)
        elif section is None:
            if line.strip():
                raise PageError(f"{path}:{number}: a page begins with '# plugin/kind'")
        elif opened:
            marker = opened[1]
            fence = Fence(opened[2], int(opened[3] or 1), number)
            section.fences.append(fence)
        else:
            section.prose += line + "\n"
    if fence is not None:
        raise PageError(f"{path}:{fence.line}: the block is not closed")
    if section is not None:
        yield section


def example_of(section: Section, kind: str, flagged: bool, title: str, path: str) -> Example:
    """The example under a heading."""
    sources: list[Marked] = []
    parts: dict[str, Any] = {}
    rows: dict[int, tuple[Row, ...]] = {}
    for fence in section.fences:
        where = f"{path}:{fence.line}"
        content = "\n".join(fence.lines)
        if fence.info not in CASE_FENCES:
            raise PageError(f"{where}: no block {fence.info!r}{nearest(fence.info, CASE_FENCES)}")
        if fence.info == "source":
            sources.append(read_marks(content, where))
        elif fence.info == "align":
            if fence.number in rows:
                raise PageError(f"{where}: a second block 'align {fence.number}'")
            rows[fence.number] = tuple(read_rows(fence, path))
        elif fence.info in parts:
            raise PageError(f"{where}: a second block {fence.info!r}")
        elif fence.info == "retelling":
            parts["retelling"] = read_marks(content, where)
        elif fence.info == "expect":
            parts["expect"] = tuple(read_expectations(fence, path))
        else:
            parts["given"] = read_given(content, where)
    where = f"{path}:{section.line}"
    if not sources or "retelling" not in parts:
        raise PageError(f"{where}: an example has a block 'source' and a block 'retelling'")
    example = Example(
        kind=kind,
        title=title,
        flagged=flagged,
        path=path,
        line=section.line,
        sources=tuple(sources),
        retelling=parts["retelling"],
        expected=parts.get("expect", ()),
        rows=rows,
        given=parts.get("given", {}),
    )
    check_example(example)
    return example


def check_example(example: Example) -> None:
    """Raise PageError where marks, expectations and lines do not fit together."""
    marked = {label for text in (*example.sources, example.retelling) for label in text.marks}
    expected = {label for label, _ in example.expected}
    if expected - marked:
        raise PageError(f"{example.where}: expected, but not marked: {', '.join(sorted(expected - marked))}")
    if marked - expected:
        raise PageError(f"{example.where}: marked, but not expected: {', '.join(sorted(marked - expected))}")
    if len(set(example.expected)) < len(example.expected):
        raise PageError(f"{example.where}: an expectation stands twice; give each finding a label of its own")
    if example.flagged is not any(kind == example.kind for _, kind in example.expected):
        wrong = "expects no" if example.flagged else "is clean, yet expects"
        raise PageError(f"{example.where}: the example {wrong} {example.kind}")
    for key, value in example.given.items():
        if isinstance(value, list) and not (key.startswith("source-") and len(value) == len(example.sources)):
            raise PageError(f"{example.where}: {key} is a list; only sources may have one, with a value for each")
    for number, rows in example.rows.items():
        if not 1 <= number <= len(example.sources):
            raise PageError(f"{example.where}: 'align {number}', but there are {len(example.sources)} sources")
        for side, text, lines in (
            ("source", example.sources[number - 1], [n for row in rows for n in row.source]),
            ("retelling", example.retelling, [n for row in rows for n in row.retelling]),
        ):
            filled = [n for n, line in enumerate(text.text.split("\n"), 1) if line.strip()]
            if strange := sorted(set(lines) - set(filled)):
                raise PageError(f"{example.where}: the {side} has no words in line {strange[0]}, which 'align' names")


def read_marks(content: str, where: str = "text") -> Marked:
    """A text with its marks taken out. They may stand inside each other; an empty one is a place."""
    plain: list[str] = []
    marks: dict[str, list[Offsets]] = {}
    opened: list[tuple[str, int]] = []
    position = length = 0
    while position < len(content):
        match = MARK.match(content, position)
        if match:
            opened.append((match[1], length))
            position = match.end()
        elif opened and content.startswith("}}", position):
            label, start = opened.pop()
            marks.setdefault(label, []).append((start, length))
            position += 2
        else:
            plain.append(content[position])
            length += 1
            position += 1
    if opened:
        raise PageError(f"{where}: the mark {opened[-1][0]!r} is not closed")
    text = "".join(plain)
    if "{{" in text:
        raise PageError(f"{where}: a mark is written {{{{label|words}}}}")
    return Marked(text, {label: tuple(sorted(spans)) for label, spans in sorted(marks.items())})


def read_expectations(fence: Fence, path: str) -> Iterator[tuple[str, str]]:
    """Label and kind of each line."""
    for number, line in enumerate(fence.lines, fence.line + 1):
        if line.strip():
            label, _, kind = line.strip().partition(" ")
            if not KIND_ID.fullmatch(kind.strip()):
                raise PageError(f"{path}:{number}: an expectation is a label and a kind, not {line.strip()!r}")
            yield label, kind.strip()


def read_rows(fence: Fence, path: str) -> Iterator[Row]:
    """The rows of a stated alignment."""
    for number, line in enumerate(fence.lines, fence.line + 1):
        if line.strip():
            match = ROW.fullmatch(line.strip())
            if not match:
                raise PageError(f"{path}:{number}: a row is written '2 ~ 3' or '1 ~ 1,2', not {line.strip()!r}")
            yield Row(numbers(match[1]), numbers(match[2]), match[3] or "full")


def numbers(listed: str) -> tuple[int, ...]:
    """Numbers with commas between them."""
    return tuple(int(number) for number in listed.split(","))


def read_given(content: str, where: str, known: Iterable[str] = GIVEN) -> Mapping[str, Any]:
    """What the example states of its articles."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"{where}: not TOML: {error}") from None
    for key in table:
        if key not in known:
            raise PageError(f"{where}: no key {key!r}{nearest(key, known)}")
    return table
