"""The combined report: what was compared, what was found, and what ran."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from retold._align import Alignment, FurnitureBlock, Mark, Relation
from retold._finding import Finding, Importance, Kind
from retold._text import Article, Block, Comparison, Sentence

RAN, SKIPPED, FAILED, DISABLED = "ran", "skipped", "failed", "disabled"


@frozen(kw_only=True)
class StepRecord:
    """What became of one step, or of a plugin that never got as far as steps."""

    step: str
    plugin: str
    distribution: str
    version: str
    status: str
    """``ran``, ``skipped``, ``failed`` or ``disabled``."""
    seconds: float = field(default=0.0, eq=False)
    reason: str | None = None

    @property
    def is_fault(self) -> bool:
        """Whether the report is incomplete for it."""
        return self.status in (FAILED, SKIPPED)


@frozen(kw_only=True)
class ArticleRecord:
    """An article and what was inferred of it."""

    article: Article
    language: str
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    furniture: tuple[FurnitureBlock, ...] = field(default=(), repr=False)
    marks: tuple[Mark, ...] = field(default=(), repr=False)


@frozen(kw_only=True, repr=False)
class ComparisonRecord:
    """One comparison with what was found in it."""

    comparison: Comparison
    relations: tuple[tuple[str, Relation], ...] = ()
    """By source id, in the order of the sources."""
    alignments: tuple[Alignment, ...] = field(default=(), repr=False)
    findings: tuple[Finding, ...] = ()
    """By place (retelling first, then source), then kind."""
    fingerprints: tuple[str, ...] = field(repr=False, eq=False)
    """One for each finding, in the same order; unique within the comparison."""

    @fingerprints.default
    def _of_all_findings(self) -> tuple[str, ...]:
        return fingerprints(self.comparison, self.findings)

    def __repr__(self) -> str:
        told = ", ".join(f"{relation.relation} of {source}" for source, relation in self.relations)
        findings = _several(len(self.findings), "finding")
        return f"<ComparisonRecord: {self.comparison.retelling.id} is {told or 'not related'}, {findings}>"

    def _repr_html_(self) -> str:
        from retold.reporters.notebook import comparison_html

        return comparison_html(self)

    def to_frame(self, library: str | None = None) -> Any:
        """One row a finding, as ``Report.to_frame`` gives it."""
        from retold.reporters.rows import frame

        return frame(Report(articles=(), comparisons=(self,), steps=()), library)


@frozen(kw_only=True, repr=False)
class Report:
    """All comparisons of one run. ``str(report)`` says in a few lines what happened."""

    articles: tuple[ArticleRecord, ...] = field(repr=False)
    comparisons: tuple[ComparisonRecord, ...]
    steps: tuple[StepRecord, ...] = field(repr=False)
    kinds: Mapping[str, Kind] = field(factory=dict, repr=False, eq=False)
    options: tuple[tuple[str, Any], ...] = field(default=(), repr=False)
    """The effective options, as sorted pairs of dotted names and values."""
    notes: tuple[str, ...] = field(default=(), repr=False)
    """What happened to the input: skipped files, replaced bytes."""

    @property
    def faults(self) -> tuple[StepRecord, ...]:
        """The steps that failed or were skipped for another's failure."""
        return tuple(record for record in self.steps if record.is_fault)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all comparisons."""
        return tuple(finding for record in self.comparisons for finding in record.findings)

    def __repr__(self) -> str:
        numbers = f"{_several(len(self.comparisons), 'comparison')}, {_several(len(self.findings), 'finding')}"
        missing = f", incomplete: {_several(len(self.faults), 'step')} did not run" if self.faults else ""
        return f"<Report: {numbers}{missing}>"

    def to_frame(self, library: str | None = None) -> Any:
        """One row a finding, as a pandas or polars frame; raises Unavailable where neither is installed."""
        from retold.reporters.rows import frame

        return frame(self, library)

    def _repr_html_(self) -> str:
        from retold.reporters.notebook import report_html

        return report_html(self)

    def __str__(self) -> str:
        from retold.reporters.wording import article_names, headlines, what_happened

        names = article_names(self.articles)
        lines = [
            " ".join([*headlines(record, names, self.articles), *told])
            for record in self.comparisons
            for told in [[f"{label}: {counts}." for label, counts in what_happened(record)]]
        ]
        return "\n".join([repr(self), *lines])


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fingerprints(comparison: Comparison, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Names that survive edits elsewhere in the texts.

    A hash of the kind and the quoted words with white space folded, and an ordinal among equals; no
    offsets and no message, so that a baseline holds when the article grows or the wording improves.
    """
    seen: dict[str, int] = {}
    names = []
    for finding in findings:
        words = [
            " ".join(comparison.text(span).split()) for side in (finding.source, finding.retelling) for span in side
        ]
        digest = hashlib.sha256(
            "\0".join([finding.kind, str(len(finding.source)), *words]).encode("utf-8", "surrogatepass")
        )
        name = digest.hexdigest()[:16]
        ordinal = seen[name] = seen.get(name, 0) + 1
        names.append(name if ordinal == 1 else f"{name}-{ordinal}")
    return tuple(names)


def place(finding: Finding) -> tuple[Any, ...]:
    """The order of findings in a report: by place in the retelling, then in the source, then kind."""
    return (not finding.retelling, finding.retelling, finding.source, finding.kind, finding.message, repr(finding.data))


def at_least(finding: Finding, importance: Importance) -> bool:
    """Whether the finding matters at least that much."""
    return finding.importance.rank >= importance.rank
