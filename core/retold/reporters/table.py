"""The report on a terminal: first what happened, then the findings that matter, the rest in numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from retold._finding import Importance
from retold.reporters import View, visible
from retold.reporters.tables import HEADER_PADDING, bold, columns
from retold.reporters.wording import (
    NOTHING,
    article_names,
    cut,
    fault_lines,
    focus,
    headlines,
    in_context,
    is_minor,
    line_of,
    minor_counts,
    one_line,
    percent,
    summed_up,
    weight_of,
    what_happened,
    width,
    words_of,
)

if TYPE_CHECKING:
    from retold._finding import Finding
    from retold._report import ComparisonRecord, Report, StepRecord

WIDEST = 160
"""Lines longer than this are hard to read, however wide the terminal."""
MOST = 12
"""Findings of one importance and side that are shown unless all are asked for."""
FEW = 5
"""The same for reports that are independent: that they tell different things is no news."""
LINES = 3
"""Lines that the words of one side take at most."""
SHORT = 24
"""Letters of quoted words that are shown with those about them."""
REACHES = (60, 40, 25, 12)
"""How many letters about them: the most that fits, less where two sides share the line."""
BARE = 24
"""Letters of a message that are left when the quoted words are taken away, such as those of "became"."""
COLOURS = {Importance.HIGH: "1;31", Importance.MEDIUM: "1;33", Importance.LOW: "1;36"}
INDENT = "  "


def render(report: Report, view: View) -> str:
    """The report as a person reads it on a terminal of ``view.width`` columns."""
    names = article_names(report.articles)
    total = min(view.width, WIDEST)
    parts = []
    if len(report.comparisons) > 1:
        parts.append(overview(report, names, total))
    parts += [one_comparison(record, report, names, view, total) for record in report.comparisons]
    parts += [part for part in (incomplete(report, view, total), notes(report.notes, view, total)) if part]
    if view.timings:
        parts.append(timings(report.steps, total))
    return "\n".join(parts)


def overview(report: Report, names: dict[str, str], total: int) -> str:
    """One row for each retelling and source."""
    headers, *rows = summed_up(report, names)
    return columns(headers, rows, total)


def one_comparison(record: ComparisonRecord, report: Report, names: dict[str, str], view: View, total: int) -> str:
    """Headlines, what happened in words, and the findings by importance."""
    told_of = headlines(record, names, report.articles)
    unknown = [f"{names[record.comparison.retelling.id]}: how it is related could not be told"]
    lines = [bold(line, view.colour) for one in told_of or unknown for line in wrapped(one, total, "", INDENT)]
    told = [f"{label}: {counts}." for label, counts in what_happened(record)]
    lines += [line for one in told or [NOTHING] for line in wrapped(one, total, INDENT, INDENT * 2)]
    for importance in reversed(Importance):
        some = [f for f in record.findings if f.importance is importance and (view.verbose or not is_minor(f))]
        if some:
            lines += ["", *section(record, names, importance, some, view=view, total=total)]
    less = [] if view.verbose else minor_counts(record, names)
    if less:
        lines += ["", *wrapped(f"Also: {', '.join(less)}.", total, "", INDENT)]
    return "\n".join(lines) + "\n"


def section(
    record: ComparisonRecord,
    names: dict[str, str],
    importance: Importance,
    findings: list[Finding],
    *,
    view: View,
    total: int,
) -> Iterator[str]:
    """The findings of one importance: what changed, then what only one side has; in order, or the surest first."""
    yield bold(f"{importance.capitalize()} importance ({len(findings)})", view.colour, COLOURS[importance])
    most = MOST if any(relation.is_derived for _, relation in record.relations) else FEW
    for headers, some in (
        (("changed", "source", "retelling"), [f for f in findings if f.source and f.retelling]),
        (("only in the source", "words"), [f for f in findings if not f.retelling]),
        (("only in the retelling", "words"), [f for f in findings if not f.source]),
    ):
        if some:
            shown = sorted(some if view.verbose else surest(some, most), key=weight_of)
            rows = [row(record, finding, view, total) for finding in shown]
            if len(record.comparison.sources) > 1:
                rows = [
                    [about, f"{names[finding.source[0].article]}: {words}", *rest] if finding.source else [about, words]
                    for finding, (about, words, *rest) in zip(shown, rows, strict=True)
                ]
            yield ""
            longest = max(width(headers[0]) + HEADER_PADDING, *(width(finding.kind) for finding in shown))
            weights = [2, 3, 3] if len(headers) == 3 else [2, 6]
            yield columns(headers, rows, total, weights=weights, first=longest).rstrip()
            if len(shown) < len(some):
                yield f"{INDENT}… and {len(some) - len(shown)} more; --verbose shows all"


def surest(findings: list[Finding], most: int) -> list[Finding]:
    """The findings that are most certain, in the order in which they were."""
    ranked = sorted(range(len(findings)), key=lambda i: (-findings[i].confidence, i))
    return [findings[i] for i in sorted(ranked[:most])]


def row(record: ComparisonRecord, finding: Finding, view: View, total: int) -> list[str]:
    """Kind and message, and the words of the sides that have any."""
    comparison = record.comparison
    spans = [side for side in (finding.source, finding.retelling) if side]
    words = [words_of(comparison, side) for side in spans]
    message = message_beside(one_line(finding.message), words)
    about = [finding.kind, message]
    if view.verbose:
        about.append(f"{percent(finding.confidence)} sure")
        words = [f"{line_of(comparison, side)}: {said}" for side, said in zip(spans, words, strict=True)]
        return ["\n".join(filter(None, about)), *words]
    limit = max(60, (total - 4) * 3 // 8 * LINES) if len(words) == 2 else max(60, (total - 4) * 3 // 4 * LINES // 2)
    about[1] = cut(about[1], limit)
    if all(len(said) <= SHORT for said in words):
        for reach in REACHES[len(words) - 1 :]:
            words = [in_context(comparison, side, reach) for side in spans]
            if all(width(said) <= limit for said in words):
                break
    words = list(focus(words[0], words[1], limit)) if len(words) == 2 else [cut(words[0], limit)]
    return ["\n".join(filter(None, about)), *words]


def message_beside(message: str, words: list[str]) -> str:
    """What the message says beyond the words that stand beside it; nothing where that is hardly anything."""
    head, colon, tail = message.partition(": ")
    quoted = tail.rstrip(".… ").strip("\"'“”‘’«»")
    if colon and quoted and any(said.strip("\"'“”‘’«»").startswith(quoted) for said in words):
        message = head if len(words) == 2 else ""
    rest = message
    for said in sorted(words, key=len, reverse=True):
        rest = rest.replace(said, " ")
    return "" if rest != message and sum(c.isalnum() for c in rest) <= BARE else message


def incomplete(report: Report, view: View, total: int) -> str:
    """What did not run, one entry each."""
    lines = [
        line
        for fault in fault_lines(report.faults, every=view.verbose)
        for line in wrapped(fault, total, INDENT, INDENT * 2)
    ]
    if not lines:
        return ""
    return "\n".join([bold("This report is incomplete", view.colour, COLOURS[Importance.HIGH]), *lines]) + "\n"


def notes(told: Iterable[str], view: View, total: int) -> str:
    """What happened to the input."""
    lines = [line for note in told for line in wrapped(note, total, INDENT, INDENT * 2)]
    return "\n".join([bold("Notes", view.colour), *lines]) + "\n" if lines else ""


def timings(steps: Iterable[StepRecord], total: int) -> str:
    """How long each step took, the slowest first."""
    ran = sorted((s for s in steps if s.status == "ran"), key=lambda s: (-s.seconds, s.step))
    rows = [[s.step, f"{1000 * s.seconds:.1f}"] for s in ran]
    return columns(["step", "milliseconds"], rows, total)


def wrapped(text: str, total: int, first: str, further: str) -> list[str]:
    """Lines of at most ``total`` columns; a word longer than that is left whole."""
    return textwrap.wrap(
        visible(text), max(total, 20), initial_indent=first, subsequent_indent=further,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
