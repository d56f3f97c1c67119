"""The graph: which steps run, in what order, and what becomes of the others. Knows nothing of pluggy."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from retold._errors import PlanError, Unavailable, UsageError, nearest, one_line
from retold._finding import Finding
from retold._report import DISABLED, FAILED, RAN, SKIPPED, StepRecord, place
from retold._step import ARTICLE, PAIR, Artifact, Context, Step
from retold._text import Article, Comparison
from retold._valid import check_findings, check_made

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
    absent: Mapping[str, str] | None = None,
) -> Plan:
    """Choose one provider for each artifact, leave out what nobody needs, and order the rest.

    ``providers`` maps artifact names to plugins; ``absent`` says of plugins that are not loaded why they are
    not. Raises PlanError where the choice of a provider cannot be made, where two steps disagree on the scope
    of an artifact, and for needs in a circle. A need that nobody provides is no error here: the step that has
    it will be skipped.
    """
    steps = tuple(steps)
    chosen = choose_providers(steps, providers or {}, absent or {})
    check_scopes(steps, chosen)
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


def choose_providers(steps: Iterable[Step], providers: Mapping[str, str], absent: Mapping[str, str]) -> dict[str, Step]:
    """The one provider of each artifact, by the artifact's name."""
    candidates: dict[str, list[Step]] = {}
    for step in steps:
        if step.provides is not None:
            candidates.setdefault(step.provides.name, []).append(step)
    for name, plugin in sorted(providers.items()):
        if name not in candidates:
            why = f" ({plugin}: {absent[plugin]})" if plugin in absent else nearest(name, candidates)
            raise PlanError(f"[providers] {name}: nobody provides it{why}")
    chosen = {}
    for name, offers in sorted(candidates.items()):
        who = ", ".join(f"{s.plugin} ({s.distribution} {s.version})" for s in offers)
        if name in providers:
            wanted = providers[name]
            near = nearest(wanted, [s.plugin for s in offers])
            offers = [s for s in offers if s.plugin == wanted]
            if not offers:
                why = absent.get(wanted, "it does not provide it")
                raise PlanError(f"[providers] {name} = {wanted!r}: {why}; there is {who}{near}")
        if len(offers) > 1:
            offers = [s for s in offers if s.distribution == BUNDLED]
        if len(offers) != 1:
            raise PlanError(f"{name} is provided by {who}; choose one in [providers]")
        chosen[name] = offers[0]
    return chosen


def check_scopes(steps: Iterable[Step], chosen: Mapping[str, Step]) -> None:
    """Raise PlanError where a step takes an artifact for one of another scope than its provider does."""
    for step in steps:
        for artifact in (*step.needs, *step.uses):
            provider = chosen.get(artifact.name)
            made = provider.provides.scope if provider and provider.provides else artifact.scope
            if provider and made != artifact.scope:
                raise PlanError(
                    f"{step.name} needs {artifact.name} by {artifact.scope}, but {provider.name} provides it by {made}"
                )


def in_order(steps: Iterable[Step], chosen: Mapping[str, Step]) -> tuple[Step, ...]:
    """Topological order, by name within one generation."""
    waiting = {s.name: s for s in steps}
    before = {
        name: {chosen[a.name].name for a in (*step.needs, *step.uses) if a.name in chosen}
        for name, step in waiting.items()
    }
    ordered: list[Step] = []
    while waiting:
        ready = sorted(name for name in waiting if before[name].isdisjoint(waiting))
        if not ready:
            raise PlanError(f"these steps need each other in a circle: {', '.join(sorted(waiting))}")
        ordered += [waiting.pop(name) for name in ready]
    return tuple(ordered)


def in_fixed_order(comparison: Comparison) -> Comparison:
    """The comparison with its sources by their texts: where two are as good, a check takes the first it sees."""
    if len(comparison.sources) == 1:
        return comparison
    return Comparison(comparison.retelling, tuple(sorted(comparison.sources, key=lambda source: source.text)))


@define
class Run:
    """One run of a plan over some articles and comparisons."""

    articles: tuple[Article, ...]
    comparisons: tuple[Comparison, ...]
    options: Mapping[str, Any] = field(factory=dict)
    """By plugin: an instance of its options class."""
    strict: bool = False
    progress: Callable[[str, int, int], None] = lambda step, done, total: None
    order: Callable[[Comparison], Comparison] = in_fixed_order
    """How a check sees the sources."""
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
            except UsageError:
                raise
            except Unavailable as error:
                self._lose(step, f"{step.plugin} is unavailable", fault=False)
                self._note(step, DISABLED, time.perf_counter() - started, f"unavailable: {one_line(error)}")
            except MemoryError:
                raise
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
            # all comparisons first: half of a check's findings would read as the whole
            found = [(c.retelling.id, self._check(step, self.order(c))) for c in self.comparisons]
            for retelling, findings in found:
                self.findings.setdefault(retelling, []).extend(findings)
        else:
            self.have[step.provides.name] = self._provide(step, step.provides)

    def _provide(self, step: Step, artifact: Artifact[Any]) -> Any:
        if artifact.scope == ARTICLE:
            return {a.id: self._made(step, artifact, (a,), self._context(step, article=a)) for a in self.articles}
        if artifact.scope == PAIR:
            return {
                (c.sources[0].id, c.retelling.id): self._made(
                    step, artifact, c.articles, self._context(step, comparison=c)
                )
                for c in self._pairs()
            }
        return self._made(step, artifact, self.articles, self._context(step))

    def _made(self, step: Step, artifact: Artifact[Any], articles: tuple[Article, ...], context: Context) -> Any:
        value = step.function(context)
        check_made(artifact, value, articles)
        return value

    def _check(self, step: Step, comparison: Comparison) -> tuple[Finding, ...]:
        findings = tuple(step.function(self._context(step, comparison=comparison)) or ())
        check_findings(step, comparison, findings)
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
