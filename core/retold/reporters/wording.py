"""Words for people: names of articles, counts, shares, and quoted words cut to fit."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import PurePath
from typing import TYPE_CHECKING

from retold._finding import Importance
from retold.reporters import visible

if TYPE_CHECKING:
    from retold._align import Relation
    from retold._finding import Finding
    from retold._report import ArticleRecord, ComparisonRecord, Report, StepRecord
    from retold._text import Article, Comparison, Span

DIRECTIONS = {
    "source-to-retelling": "from the source",
    "retelling-to-source": "to the source",
    "common": "from a third text",
    "none": "none",
}
UNUSUAL = {"retelling-to-source": ", reversed", "common": ", both from a third text"}
"""What is said of a direction where there is little room: that a retelling is from its source goes without saying."""
RELATIONS = {
    "verbatim": "copies {} word for word, or nearly so",
    "edited": "tells {} in mostly the same words",
    "paraphrase": "retells {} in other words",
    "summary": "sums up {}",
    "partial": "takes part of its story from {}",
}
TRANSLATIONS = RELATIONS | {
    "verbatim": "translates {} closely",
    "edited": "translates {} closely",
    "paraphrase": "retells {} in another language",
    "summary": "sums up {} in another language",
}
ELLIPSIS = "…"
NARROW = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""Letters and marks of one column each: what most texts are, for which no table of widths need be loaded."""


def one_line(text: str) -> str:
    """White space folded, control characters made visible."""
    return visible(" ".join(text.split()))


def width(text: str) -> int:
    """Columns of a terminal that the text takes."""
    if NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    return columns if columns >= 0 else len(text)


def article_names(records: Iterable[ArticleRecord]) -> dict[str, str]:
    """A short name for each article: the file's name, its path where two files share one, or its id."""
    articles = [record.article for record in records]
    paths = [article.path for article in articles if article.path]
    plain = Counter(PurePath(path).name for path in set(paths))
    several = Counter(paths)

    def name(article: Article) -> str:
        if not article.path:
            return article.id
        last = PurePath(article.path).name or article.path
        shown = "standard input" if article.path == "-" else last if plain[last] == 1 else article.path
        if several[article.path] > 1:
            shown = f"{shown} ({one_line(article.title)})" if article.title else f"{shown} ({article.id})"
        return one_line(shown)

    return {article.id: name(article) for article in articles}


def percent(share: float) -> str:
    """A share for people. Neither all nor nothing is claimed of what is only nearly so."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        rounded = 99
    if rounded == 0 and share > 0:
        rounded = 1
    return f"{rounded} %"


def headlines(record: ComparisonRecord, names: Mapping[str, str], articles: Iterable[ArticleRecord]) -> tuple[str, ...]:
    """What the retelling is to each source, a sentence each."""
    languages = {article.article.id: article.language.split("-")[0] for article in articles}
    told = record.comparison.retelling.id
    return tuple(
        headline(names[told], names[source], relation, same_language=languages.get(source) == languages.get(told))
        for source, relation in record.relations
    )


def headline(retelling: str, source: str, relation: Relation, *, same_language: bool = True) -> str:
    """What the retelling is to one source, in a sentence of plain words. The names are put in as they are."""
    kept, derived = percent(relation.retained), percent(relation.derived)
    if relation.relation == "unrelated":
        return f"{retelling} tells another story than {source}."
    if relation.relation == "independent":
        told = f"they share {kept} of {source} and {derived} of {retelling}"
        return f"{retelling} is an independent report of the same event as {source}: {told}."
    shares = f"it keeps {kept} of the story, and {derived} of what it tells comes from there"
    if relation.direction == "retelling-to-source":
        shares = f"they share {kept} of {source} and {derived} of {retelling}; {source} seems to be the retelling"
    elif relation.direction == "common":
        shares = f"they share {kept} of {source} and {derived} of {retelling}; both seem to retell a third text"
    how = (RELATIONS if same_language else TRANSLATIONS)[relation.relation].format(source)
    return f"{retelling} {how} ({relation.relation}): {shares}."


@functools.cache
def phrases() -> dict[str, dict[str, list[str]]]:
    """How each known kind is counted: ``whole`` for itself, ``part`` after what happened ("left out: 2 caveats")."""
    text = resources.files("retold.reporters").joinpath("phrases.toml").read_text("utf-8")
    import tomllib

    return tomllib.loads(text)


def counted(kind: str, number: int, form: str = "whole") -> str:
    """So many findings of a kind, in words."""
    forms = phrases()[form].get(kind)
    return f"{number} {forms[number != 1] if forms else kind}"


def is_minor(finding: Finding) -> bool:
    """Whether the finding is only counted unless all are asked for: low importance, and page furniture."""
    return finding.importance.rank == 0 or finding.kind.startswith("furniture/")


def summed_up(report: Report, names: Mapping[str, str]) -> list[list[str]]:
    """What each retelling is to each source, and how many findings there are of each importance; the headers first."""
    several = any(len(record.comparison.sources) > 1 for record in report.comparisons)
    headers = ["retelling", *(["source"] if several else []), "relation", "retained", "derived"]
    rows = [[*headers, *(str(i) for i in reversed(Importance))]]
    for record in report.comparisons:
        count = Counter(f.importance for f in record.findings if not f.kind.startswith("furniture/"))
        relations = record.relations or ((record.comparison.sources[0].id, None),)
        for source, relation in relations:
            told = ["?"] * 3
            if relation:
                told = [
                    relation.relation + UNUSUAL.get(relation.direction, ""),
                    percent(relation.retained),
                    percent(relation.derived),
                ]
            row = [names[record.comparison.retelling.id], *([names[source]] if several else []), *told]
            rows.append([*row, *(str(count[importance]) for importance in reversed(Importance))])
    return rows


def weight_of(finding: Finding) -> tuple[int, float]:
    """A key that sorts findings by importance, and those of high importance by confidence: what matters comes first."""
    rank = finding.importance.rank
    return -rank, -finding.confidence if rank == Importance.HIGH.rank else 0.0


def what_happened(record: ComparisonRecord, most: int = 6) -> tuple[tuple[str, str], ...]:
    """What was changed, left out, added and localised, what weighs most first in each: a label and the counts."""
    derived = any(relation.is_derived for _, relation in record.relations)
    groups: dict[str, list[Finding]] = {}
    for finding in record.findings:
        if not is_minor(finding):
            groups.setdefault(group_of(finding), []).append(finding)
    labels = LABELS if derived or not record.relations else LABELS_OF_REPORTS
    return tuple((labels[group], sum_up(groups[group], most)) for group in LABELS if group in groups)


LABELS = {"changed": "Changed", "dropped": "Left out", "added": "Added", "local": "Localised"}
LABELS_OF_REPORTS = {
    "changed": "Told otherwise",
    "dropped": "Only in the source",
    "added": "Only here",
    "local": "Localised",
}
"""Of reports that do not derive from each other, which leave out nothing."""


def group_of(finding: Finding) -> str:
    """What happened, by where the words stand."""
    if finding.kind.startswith(("localisation/", "translation/")):
        return "local"
    if finding.source and finding.retelling:
        return "changed"
    return "dropped" if finding.source else "added"


def sum_up(findings: Iterable[Finding], most: int) -> str:
    """Kinds with their numbers, what weighs most first."""
    weight: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for finding in findings:
        count[finding.kind] += 1
        weight[finding.kind] = max(weight[finding.kind], finding.importance.rank)
    kinds = sorted(count, key=lambda kind: (-weight[kind], -count[kind], kind))
    words = [counted(kind, count[kind], "part") for kind in kinds[:most]]
    rest = sum(count[kind] for kind in kinds[most:])
    return ", ".join([*words, f"{rest} more"] if rest else words)


NOTHING = "Nothing of medium or high importance was found."


def minor_counts(record: ComparisonRecord, names: dict[str, str]) -> list[str]:
    """The findings that are only counted: kinds with their numbers, furniture by article."""
    count: Counter[str] = Counter()
    furniture: Counter[tuple[str, str]] = Counter()
    for finding in record.findings:
        if finding.kind.startswith("furniture/"):
            furniture[finding.kind, (finding.source or finding.retelling)[0].article] += 1
        elif is_minor(finding):
            count[finding.kind] += 1
    told = [counted(kind, count[kind]) for kind in sorted(count, key=lambda kind: (-count[kind], kind))]
    return told + [
        f"{counted(kind, number)} in {names[article]}" for (kind, article), number in sorted(furniture.items())
    ]


def fault_lines(faults: Sequence[StepRecord], *, every: bool) -> list[str]:
    """What failed, a line each; what was skipped for it in one line, unless every step is asked for."""
    skipped = [f for f in faults if f.status == "skipped"]
    told = [f for f in faults if every or f.status != "skipped"] or list(faults)
    lines = [f"{f.step} ({f.distribution} {f.version}) {f.status}: {f.reason}" for f in told]
    if len(told) < len(faults):
        plugins = ", ".join(sorted({f.plugin for f in skipped}))
        steps = f"{len(skipped)} step{'s' if len(skipped) > 1 else ''}"
        lines.append(f"{steps} skipped for that, of {plugins}; --verbose lists them")
    return lines


def cut(text: str, limit: int) -> str:
    """At most ``limit`` columns: the middle is left out, at word boundaries where there are any near."""
    if width(text) <= limit:
        return text
    head = fitting(text, (limit - 3) * 2 // 3)
    tail = fitting(text, limit - 3 - width(head), from_end=True)
    return f"{head.rstrip()} {ELLIPSIS} {tail.lstrip()}"


def columns_of(character: str) -> int:
    """Columns of a character; none for one that is not printed."""
    if NARROW.fullmatch(character):
        return 1
    from wcwidth import wcwidth

    return max(0, wcwidth(character))


def fitting(text: str, limit: int, *, from_end: bool = False) -> str:
    """The longest beginning (or end) within so many columns that splits no word, if a space is near, and no letter."""
    used, place = 0, 0
    sequence = text[::-1] if from_end else text
    for character in sequence:
        used += columns_of(character)
        if used > limit:
            break
        place += 1
    space = sequence.rfind(" ", max(0, place - 24), place + 1)
    if space > 0:
        place = space
    else:
        while 0 < place < len(sequence) and joins(sequence[place - 1 if from_end else place]):
            place -= 1
    return text[len(text) - place :] if from_end else text[:place]


def joins(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(character).startswith("M") or character == "\u200d"


def focus(one: str, other: str, limit: int) -> tuple[str, str]:
    """Both texts cut to ``limit`` columns about the words in which they differ."""
    if width(one) <= limit and width(other) <= limit:
        return one, other
    ours, theirs = one.split(), other.split()
    before = common(ours, theirs)
    after = common(ours[before:][::-1], theirs[before:][::-1])
    if before + after == 0 or not ours or not theirs:
        return cut(one, limit), cut(other, limit)
    return about(ours, before, after, limit), about(theirs, before, after, limit)


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def about(words: Sequence[str], before: int, after: int, limit: int) -> str:
    """The words between, with three on either side."""
    start, end = max(0, before - 3), min(len(words), len(words) - after + 3)
    middle = " ".join(words[start:end])
    return cut(f"{ELLIPSIS + ' ' if start else ''}{middle}{' ' + ELLIPSIS if end < len(words) else ''}", limit)


def words_of(comparison: Comparison, spans: Iterable[Span]) -> str:
    """The words of one side of a finding, on one line."""
    return f" {ELLIPSIS} ".join(one_line(comparison.text(span)) for span in spans)


def in_context(comparison: Comparison, spans: Sequence[Span], reach: int) -> str:
    """The words of the first span in brackets, with what stands before and after them on their line."""
    if len(spans) != 1:
        return words_of(comparison, spans)
    text, span = comparison.article(spans[0].article).text, spans[0]
    before = text[max(0, span.start - reach) : span.start]
    after = text[span.end : span.end + reach]
    line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
    if line_before == before and span.start > reach:
        line_before = f"{ELLIPSIS} {line_before.partition(' ')[2]}"
    if line_after == after and span.end + reach < len(text):
        line_after = f"{line_after.rpartition(' ')[0]} {ELLIPSIS}"
    if not line_before.strip() and not line_after.strip():
        return one_line(text[span.start : span.end])
    return one_line(f"{line_before}[{text[span.start : span.end]}]{line_after}")


def where_of(comparison: Comparison, spans: Sequence[Span]) -> str:
    """Where the first span stands in its file, as its reader says it; else the line of the text, from 1."""
    if spans:
        for place in comparison.article(spans[0].article).places:
            if place.span.start <= spans[0].start < place.span.end:
                return place.where
    return f"line {line_of(comparison, spans)}"


def line_of(comparison: Comparison, spans: Sequence[Span]) -> int | None:
    """The line of the text on which the first span begins, from 1."""
    if not spans:
        return None
    return comparison.article(spans[0].article).text.count("\n", 0, spans[0].start) + 1
