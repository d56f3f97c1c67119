"""The report as one web page: no network, no script but its own, every word of an article escaped.

The page carries its style sheet and script inside, and a content security policy that admits these
two by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from retold import Comparison, ComparisonRecord, Finding, Relation, Report, Span, __version__
from retold.diff import Matcher
from retold.reporters import View, wording
from retold_plugins.html_report import charts, kept, texts

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = Path(__file__).parent
WORD = re.compile(r"\w+\s*|[^\w\s]\s*")
TYPOGRAPHY = str.maketrans("‘’‚‛“”„«»–—‑", "''''" + '"' * 5 + "---")
"""Marks that differ by house style only are not shown as changes."""
LONGEST_DIFF = 400
"""Words; longer passages are quoted, not compared word by word."""
EXCERPT = 220


@frozen
class Entry:
    """A finding in the list beside the texts."""

    id: str
    number: int
    kind: str
    plugin: str
    family: str
    importance: str
    confidence: str
    percent: int
    message: str
    source: str
    retelling: str
    changes: tuple[tuple[str, str], ...]
    """Words with ``same``, ``del`` or ``ins``, where both sides have words to compare."""
    at_source: str
    at_retelling: str
    folded: bool


@frozen
class Pair:
    """One comparison."""

    id: str
    name: str
    language: str
    headlines: tuple[str, ...]
    relations: tuple[Relation, ...]
    summary: tuple[tuple[str, str], ...]
    sources: tuple[texts.Text, ...]
    retelling: texts.Text
    entries: tuple[Entry, ...]
    families: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]
    """By plugin."""
    map: charts.Map
    kept: tuple[charts.Bar, ...]
    links: tuple[tuple[tuple[str, ...], tuple[str, ...], str, int, str, bool], ...]
    moved: tuple[tuple[str, str, str, str], ...]
    """First and last sentence of each moved passage, in the source and in the retelling."""


def render(report: Report, view: View) -> str:  # noqa: ARG001 - every reporter gets a view
    """The page, the same bytes for the same report."""
    names = wording.article_names(report.articles)
    taken: set[str] = set()
    pairs = [pair_of(report, record, i, names, taken) for i, record in enumerate(report.comparisons)]
    style, script = asset("page.css"), asset("page.js")
    data = {pair.id: {"links": [link[:5] for link in pair.links], "moved": pair.moved} for pair in pairs}
    return template("page.html.j2").render(
        pairs=pairs,
        style=style,
        script=script,
        policy=policy(style, script),
        data=script_safe(data),
        faults=[f"{r.step} {r.status}: {wording.one_line(r.reason or '')}" for r in report.faults],
        notes=[wording.one_line(note) for note in report.notes],
        version=__version__,
        percent=wording.percent,
        directions=wording.DIRECTIONS,
        nothing=wording.NOTHING,
        family_names=FAMILY_NAMES,
    )


FAMILY_NAMES = {
    "added": "added",
    "dropped": "left out",
    "changed": "changed",
    "local": "localised",
    "moved": "moved, headings",
    "furniture": "page furniture",
    "other": "other",
}


def pair_of(report: Report, record: ComparisonRecord, i: int, names: Mapping[str, str], taken: set[str]) -> Pair:
    """One comparison as the template wants it."""
    prefix = f"c{i}-"
    comparison = record.comparison
    of = {r.article.id: r for r in report.articles}
    sources = tuple(texts.text_of(of[a.id], names[a.id], prefix, record, "source") for a in comparison.sources)
    told = comparison.retelling
    retelling = texts.text_of(of[told.id], names[told.id], prefix, record, "retelling")
    units = {a.id: texts.unit_ids(of[a.id], prefix) for a in comparison.articles}
    entries = entries_of(record, prefix, taken, units)
    links = links_of(record, units)
    return Pair(
        id=f"c{i}",
        name=names[told.id],
        language=of[told.id].language,
        headlines=wording.headlines(record, names, report.articles),
        relations=tuple(relation for _, relation in record.relations),
        summary=wording.what_happened(record),
        sources=sources,
        retelling=retelling,
        entries=entries,
        families=counts([e.family for e in entries], list(FAMILY_NAMES)),
        kinds=tuple(
            (plugin, number, counts([e.kind for e in entries if e.plugin == plugin]))
            for plugin, number in counts([e.plugin for e in entries])
        ),
        map=charts.map_of(sources, retelling, links),
        kept=charts.kept_along(sources),
        links=links,
        moved=tuple(passages(record, units)),
    )


def counts(values: Sequence[str], order: Sequence[str] = ()) -> tuple[tuple[str, int], ...]:
    """How often each value occurs, in the given order, else by name."""
    return tuple((v, values.count(v)) for v in (order or sorted(set(values))) if v in values)


def entries_of(
    record: ComparisonRecord, prefix: str, taken: set[str], units: Mapping[str, Mapping[Span, str]]
) -> tuple[Entry, ...]:
    """The findings by importance, then place; of the weightiest the surest first."""
    entries = []
    numbered = list(zip(range(len(record.findings)), record.findings, record.fingerprints, strict=True))
    for number, finding, fingerprint in sorted(numbered, key=lambda row: (*wording.weight_of(row[1]), row[0])):
        name = f"f-{fingerprint}"
        name = f"{name}-{prefix}{number}" if name in taken else name
        taken.add(name)
        entries.append(entry_of(record.comparison, finding, number, name, units))
    return tuple(entries)


def entry_of(
    comparison: Comparison, finding: Finding, number: int, name: str, units: Mapping[str, Mapping[Span, str]]
) -> Entry:
    """A finding with its words and where they stand."""
    sides = [
        " … ".join(comparison.text(s) for s in side if s.start < s.end) for side in (finding.source, finding.retelling)
    ]
    return Entry(
        id=name,
        number=number,
        kind=finding.kind,
        plugin=finding.kind.split("/")[0],
        family=texts.family(finding.kind),
        importance=str(finding.importance),
        confidence=wording.percent(finding.confidence),
        percent=round(100 * finding.confidence),
        message=wording.one_line(finding.message),
        source=wording.cut(wording.one_line(sides[0]), EXCERPT),
        retelling=wording.cut(wording.one_line(sides[1]), EXCERPT),
        changes=word_changes(*sides) if all(sides) and texts.family(finding.kind) == "changed" else (),
        at_source=first_unit(finding.source, units),
        at_retelling=first_unit(finding.retelling, units),
        folded=finding.kind.startswith("furniture/"),
    )


def first_unit(spans: Sequence[Span], units: Mapping[str, Mapping[Span, str]]) -> str:
    """The page's id of the first sentence that a finding touches."""
    for span in spans[:1]:
        for unit, name in units[span.article].items():
            if unit.start <= span.start < unit.end:
                return name
    return ""


def word_changes(source: str, retelling: str) -> tuple[tuple[str, str], ...]:
    """Both sides woven into one, with what went and what came."""
    a, b = (WORD.findall(wording.one_line(text)) for text in (source, retelling))
    if len(a) + len(b) > LONGEST_DIFF:
        return ()
    keys = [[word.strip().translate(TYPOGRAPHY) for word in words] for words in (a, b)]
    out: list[tuple[str, str]] = []
    for op, i, j, k, m in Matcher(*keys).get_opcodes():
        if op == "equal":
            out.append(("same", "".join(b[k:m])))
            continue
        went, came = "".join(a[i:j]), "".join(b[k:m])
        out += [(tag, words.rstrip()) for tag, words in (("del", went), ("ins", came)) if words.strip()]
        out.append(("same", " " if (came or went).endswith(" ") else ""))
    return tuple((tag, words) for tag, words in out if words)


def links_of(
    record: ComparisonRecord, units: Mapping[str, Mapping[Span, str]]
) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str, int, str, bool], ...]:
    """Each sentence link: ids of both sides, degree, score in percent, why, and whether it was moved."""
    moved = [f for f in record.findings if f.kind == "structure/moved"]
    return tuple(
        (
            tuple(units[a.source][span] for span in link.source),
            tuple(units[a.retelling][span] for span in link.retelling),
            link.degree,
            round(100 * link.score),
            ", ".join(link.why),
            any(touch(f.source, link.source) and touch(f.retelling, link.retelling) for f in moved),
        )
        for a in record.alignments
        if a.level == "sentence"
        for link in a.links
    )


def passages(record: ComparisonRecord, units: Mapping[str, Mapping[Span, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Where each moved passage begins and ends on both sides."""
    for finding in record.findings:
        if finding.kind == "structure/moved":
            sides = [
                [name for unit, name in units[spans[0].article].items() if any(unit.overlaps(s) for s in spans)]
                for spans in (finding.source, finding.retelling)
                if spans
            ]
            if len(sides) == 2 and all(sides):
                yield sides[0][0], sides[0][-1], sides[1][0], sides[1][-1]


def touch(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether any two overlap."""
    return any(a.overlaps(b) for a in some for b in others)


@functools.cache
def template(name: str) -> Template:
    """A template, made ready once a process. Everything that goes in is escaped."""
    return kept.template(FOLDER / name)


@functools.cache
def asset(name: str) -> Any:
    """The style sheet or script, which are ours and go in as they are."""
    from markupsafe import Markup

    return Markup((FOLDER / name).read_text(encoding="utf-8"))


@functools.cache
def policy(style: str, script: str | None = None) -> str:
    """A content security policy that admits this style sheet and this script and nothing else."""

    def admitted(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    rules = ["default-src 'none'", f"style-src {admitted(style)}", "base-uri 'none'", "form-action 'none'"]
    return "; ".join([*rules, *([f"script-src {admitted(script)}"] if script is not None else [])])


def script_safe(data: Any) -> Any:
    """JSON that cannot end its element or open a comment."""
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escape)
    return Markup(text)
