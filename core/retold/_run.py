"""The graph: which steps run, in what order, and what becomes of the others. Knows nothing of pluggy."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from retold._errors import PlanError, Unavailable, nearest, one_line
from retold._finding import Finding
from retold._report import DISABLED, FAILED, RAN, SKIPPED, StepRecord, place
from retold._step import ARTICLE, PAIR, Artifact, Context, Step
from retold._text import Article, Comparison, Span

BUNDLED = "retold"
"""The distribution whose provider stays in force until configuration names another."""


@frozen
class Plan:
    """Steps in an order in which every need is met before it is needed."""

    steps: tuple[Step, ...]
    disabled: tuple[tuple[Step, str], ...] = ()
    """Steps that nobody needs or that configuration rules out, with the reason."""


def plan(
    steps: Iterable[Step],
    *,
    providers: Mapping[str, str] | None = None,
    wanted: Iterable[Artifact[Any]] = (),
    is_selected: Callable[[str], bool] = lambda kind: True,
) -> Plan:
    """Choose one provider for each artifact, leave out what nobody needs, and order the rest.

    ``providers`` maps artifact names to plugins. Raises PlanError where a choice cannot be made, where
    nobody provides an artifact that no installed step could do without, and for needs in a circle.
    """
    steps = tuple(steps)
    chosen = choose_providers(steps, providers or {})
    disabled = [(s, "another provider is in force") for s in steps if s.provides and chosen[s.provides.name] is not s]
    checks = [s for s in steps if s.kinds]
    selected = [s for s in checks if any(is_selected(kind.id) for kind in s.kinds)]
    disabled += [(s, "none of its kinds is selected") for s in checks if s not in selected]
    needed: dict[str, Step] = {}
    queue = [*selected, *(chosen[a.name] for a in wanted if a.name in chosen)]
    while queue:
        step = queue.pop()
        if step.name not in needed:
            needed[step.name] = step
            queue += [chosen[a.name] for a in (*step.needs, *step.uses) if a.name in chosen]
    disabled += [
        (s, "nothing needs it") for s in steps
        if s.provides and chosen[s.provides.name] is s and s.name not in needed
    ]  # fmt: skip
    return Plan(in_order(needed.values(), chosen), tuple(sorted(disabled, key=lambda pair: pair[0].name)))


def choose_providers(steps: Iterable[Step], providers: Mapping[str, str]) -> dict[str, Step]:
    """The one provider of each artifact, by the artifact's name."""
    candidates: dict[str, list[Step]] = {}
    for step in steps:
        if step.provides is not None:
            candidates.setdefault(step.provides.name, []).append(step)
    for name in sorted(providers):
        if name not in candidates:
            raise PlanError(f"[providers] {name}: nobody provides it{nearest(name, candidates)}")
    chosen = {}
    for name, offers in sorted(candidates.items()):
        who = ", ".join(f"{s.plugin} ({s.distribution} {s.version})" for s in offers)
        if name in providers:
            offers = [s for s in offers if s.plugin == providers[name]]
            if not offers:
                raise PlanError(f"[providers] {name} = {providers[name]!r}: that plugin does not provide it; {who} do")
        if len(offers) > 1:
            offers = [s for s in offers if s.distribution == BUNDLED]
        if len(offers) != 1:
            raise PlanError(f"{name} is provided by {who}; choose one in [providers]")
        chosen[name] = offers[0]
    return chosen


def in_order(steps: Iterable[Step], chosen: Mapping[str, Step]) -> tuple[Step, ...]:
    """Topological order, by name within one generation."""
    waiting = {s.name: s for s in steps}
    ordered: list[Step] = []
    while waiting:
        ready = sorted(
            name for name, step in waiting.items()
            if not any(a.name in chosen and chosen[a.name].name in waiting for a in (*step.needs, *step.uses))
        )  # fmt: skip
        if not ready:
            raise PlanError(f"these steps need each other in a circle: {', '.join(sorted(waiting))}")
        ordered += [waiting.pop(name) for name in ready]
    return tuple(ordered)


@define
class Run:
    """One run of a plan over some articles and comparisons."""

    articles: tuple[Article, ...]
    comparisons: tuple[Comparison, ...]
    options: Mapping[str, Any] = field(factory=dict)
    """By plugin: an instance of its options class."""
    strict: bool = False
    progress: Callable[[str, int, int], None] = lambda step, done, total: None
    have: dict[str, Any] = field(factory=dict, init=False)
    """Artifacts by article id, by pair of source and retelling ids, or one value."""
    findings: dict[str, list[Finding]] = field(factory=dict, init=False)
    """By the retelling's id."""
    records: list[StepRecord] = field(factory=list, init=False)
    _lost: dict[str, tuple[str, bool]] = field(factory=dict, init=False)
    """Artifacts that are not there: why, and whether that is a fault."""

    def go(self, plan: Plan) -> None:
        """Run all steps. An error of a step is recorded, and raised only where the run is strict."""
        for step, reason in plan.disabled:
            self._note(step, DISABLED, 0.0, reason)
        for number, step in enumerate(plan.steps):
            self.progress(step.name, number, len(plan.steps))
            started = time.perf_counter()
            missing = [a.name for a in step.needs if a.name not in self.have]
            if missing:
                self._skip(step, missing)
                continue
            try:
                self._run(step)
            except Unavailable as error:
                self._lose(step, f"{step.plugin} is unavailable", fault=False)
                self._note(step, DISABLED, time.perf_counter() - started, f"unavailable: {one_line(error)}")
            except Exception as error:
                if self.strict:
                    raise
                self._lose(step, f"{step.plugin} failed", fault=True)
                reason = f"{type(error).__name__}: {one_line(error)}"
                self._note(step, FAILED, time.perf_counter() - started, reason)
            else:
                self._note(step, RAN, time.perf_counter() - started, None)

    def _skip(self, step: Step, missing: list[str]) -> None:
        why = [self._lost.get(name, ("nobody provides it", True)) for name in missing]
        fault = any(is_fault for _, is_fault in why)
        reason = "needs " + ", ".join(f"{name} ({because})" for name, (because, _) in zip(missing, why, strict=True))
        self._lose(step, f"{step.plugin} was skipped", fault=fault)
        self._note(step, SKIPPED if fault else DISABLED, 0.0, reason)

    def _lose(self, step: Step, why: str, *, fault: bool) -> None:
        if step.provides is not None:
            self._lost[step.provides.name] = (why, fault)

    def _run(self, step: Step) -> None:
        if step.provides is None:
            found = [(c.retelling.id, self._check(step, c)) for c in self.comparisons]
            for retelling, findings in found:
                self.findings.setdefault(retelling, []).extend(findings)
        elif step.provides.scope == ARTICLE:
            self.have[step.provides.name] = {a.id: step.function(self._context(step, article=a)) for a in self.articles}
        elif step.provides.scope == PAIR:
            self.have[step.provides.name] = {
                (c.sources[0].id, c.retelling.id): step.function(self._context(step, comparison=c))
                for c in self._pairs()
            }
        else:
            self.have[step.provides.name] = step.function(self._context(step))

    def _check(self, step: Step, comparison: Comparison) -> tuple[Finding, ...]:
        findings = tuple(step.function(self._context(step, comparison=comparison)) or ())
        for finding in findings:
            validate(step, comparison, finding)
        return findings

    def _pairs(self) -> Iterator[Comparison]:
        for c in self.comparisons:
            for source in c.sources:
                yield Comparison(c.retelling, (source,))

    def _context(self, step: Step, *, article: Article | None = None, comparison: Comparison | None = None) -> Context:
        declared = {a.name: a for a in (*step.needs, *step.uses)}
        return Context(
            step=step.name,
            article=article,
            comparison=comparison,
            articles=self.articles,
            options=self.options.get(step.plugin),
            have={n: self._view(a, article, comparison) for n, a in declared.items() if n in self.have},
            declared=frozenset(declared),
            log=logging.getLogger(f"retold.{step.name}"),
        )

    def _view(self, artifact: Artifact[Any], article: Article | None, comparison: Comparison | None) -> Any:
        """The part of an artifact that a step may see."""
        value = self.have[artifact.name]
        if artifact.scope == ARTICLE:
            if article is not None:
                return {article.id: value[article.id]}
            return {a.id: value[a.id] for a in (comparison.articles if comparison else self.articles)}
        if artifact.scope == PAIR and comparison is not None:
            return {s.id: value[s.id, comparison.retelling.id] for s in comparison.sources}
        return value

    def _note(self, step: Step, status: str, seconds: float, reason: str | None) -> None:
        self.records.append(
            StepRecord(
                step=step.name, plugin=step.plugin, distribution=step.distribution, version=step.version,
                status=status, seconds=round(seconds, 4), reason=reason,
            )
        )  # fmt: skip

    def sorted_findings(self, retelling: str) -> tuple[Finding, ...]:
        """The findings of one comparison in the order of the report."""
        return tuple(sorted(self.findings.get(retelling, ()), key=place))


def validate(step: Step, comparison: Comparison, finding: Finding) -> None:
    """Raise ValueError or TypeError where a step returned what it may not."""
    if not isinstance(finding, Finding):
        raise TypeError(f"a check yields findings, not {type(finding).__name__}")
    if finding.kind not in {kind.id for kind in step.kinds}:
        raise ValueError(f"finding of the kind {finding.kind}, which {step.name} does not declare")
    for side, spans, articles in (
        ("source", finding.source, comparison.sources),
        ("retelling", finding.retelling, (comparison.retelling,)),
    ):
        for span in spans:
            check_span(finding.kind, side, span, articles)


def check_span(kind: str, side: str, span: Span, articles: Iterable[Article]) -> None:
    """Raise ValueError where a span does not lie in one of the articles of its side."""
    for article in articles:
        if article.id == span.article:
            if span.end > len(article.text):
                raise ValueError(
                    f"{kind}: the span {span.start}-{span.end} runs past the {side}, {len(article.text)} long"
                )
            return
    raise ValueError(f"{kind}: the {side} span is in {span.article!r}, which is no {side} of this comparison")
