"""Running steps on texts of a test's own, with artifacts that the test states."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from retold._align import FULL, Alignment, Link, Relation
from retold._finding import Finding
from retold._report import RAN
from retold._run import Run, plan
from retold._step import ARTICLE, PAIR, Artifact, Context, Step
from retold._text import Article, Comparison, Sentence, Span, SpanSet
from retold.artifacts import BLOCK_ALIGNMENT, BLOCKS, FURNITURE, LANGUAGE, RELATION, SENTENCE_ALIGNMENT, SENTENCES
from retold.testing.pages import Example, Row
from retold.testing.subject import installed_host

STATED = "stated"
"""The plugin that stated artifacts are said to come from."""


class DidNotRun(AssertionError):
    """A step that a test is about failed, was skipped or is unavailable, so that the test says nothing."""


def run_step(
    step: Step,
    source: str | Article | Sequence[str | Article],
    retelling: str | Article,
    given: Mapping[Artifact[Any], Any] | None = None,
    options: Any = None,
) -> Any:
    """Run one step and return what it makes: findings in the report's order, or the artifact's value.

    Texts become the articles ``a0``, ``a1`` ... (the retelling last). ``given`` holds artifacts in the form
    in which a step sees them: by article id, by source id, or one value; what the step needs besides comes
    from the installed plugins. Every error is raised. An artifact's value has the same form.
    """
    told = [source] if isinstance(source, (str, Article)) else list(source)
    articles = [
        item if isinstance(item, Article) else Article(id=f"a{i}", text=item)
        for i, item in enumerate([*told, retelling])
    ]
    comparison = Comparison(articles[-1], tuple(articles[:-1]))
    step = step if step.plugin else step.of(step.kinds[0].plugin if step.kinds else "step", "test", "0")
    stated = [stated_step(artifact, value) for artifact, value in (given or {}).items()]
    run = run_steps(
        [step, *(s for s in installed_host().steps() if s.name != step.name)],
        stated,
        comparison,
        wanted=[step.provides] if step.provides else [],
        is_selected=lambda kind: kind in {k.id for k in step.kinds},
        options={step.plugin: options if options is not None or step.options is None else step.options()},
        prefer={step.provides.name: step} if step.provides else {},
        must_run=[step],
    )
    if step.provides is None:
        return run.sorted_findings(comparison.retelling.id)
    value = run.have[step.provides.name]
    if step.provides.scope == PAIR:
        return {source: made for (source, _), made in value.items()}
    return value


def run_steps(
    steps: Iterable[Step],
    stated: Iterable[Step],
    comparison: Comparison,
    *,
    wanted: Iterable[Artifact[Any]] = (),
    is_selected: Callable[[str], bool] = lambda kind: True,
    options: Mapping[str, Any] | None = None,
    prefer: Mapping[str, Step] | None = None,
    must_run: Iterable[Step] = (),
) -> Run:
    """Run what is needed over one comparison; stated artifacts and preferred providers replace all others.

    Errors are raised, and DidNotRun where one of ``must_run`` did not.
    """
    stated, must_run = list(stated), list(must_run)
    ours = {s.provides.name: s for s in stated if s.provides} | dict(prefer or {})
    kept = [s for s in steps if s.provides is None or ours.get(s.provides.name, s) is s]
    steps = [*kept, *(s for s in stated if s.provides and ours[s.provides.name] is s)]
    classes = {s.plugin: s.options for s in steps if s.options is not None}
    values = {name: cls() for name, cls in classes.items()} | {
        k: v for k, v in (options or {}).items() if v is not None
    }
    # the sources as they are given, so that a test can ask for another order
    run = Run(comparison.articles, (comparison,), values, strict=True, order=lambda as_given: as_given)
    run.go(plan(steps, wanted=wanted, is_selected=is_selected))
    ran = {record.step for record in run.records if record.status == RAN}
    for step in must_run:
        if step.name not in ran:
            record = next((r for r in run.records if r.step == step.name), None)
            raise DidNotRun(f"{step.name} did not run" + (f": {record.status}, {record.reason}" if record else ""))
    return run


def stated_step(artifact: Artifact[Any], value: Any) -> Step:
    """A provider of a stated value, which is in the form in which steps see it."""

    def tell(ctx: Context) -> Any:
        if artifact.scope == ARTICLE:
            return value[ctx.article.id]
        return value[ctx.source.id] if artifact.scope == PAIR else value

    return as_stated(artifact, tell)


def as_stated(
    artifact: Artifact[Any],
    function: Callable[[Context], Any],
    needs: Iterable[Artifact[Any]] = (),
    uses: Iterable[Artifact[Any]] = (),
) -> Step:
    """A provider that is named for its artifact."""
    function.__name__ = artifact.name.replace("-", "_")
    step = Step(function=function, provides=artifact, needs=tuple(needs), uses=tuple(uses))
    return evolve(step, plugin=STATED, distribution="test", version="0")


def stated_by(example: Example) -> list[Step]:
    """What an example states: languages, no furniture, its alignment, the relation."""
    given = example.given
    relation = Relation(
        relation=given.get("relation", "paraphrase"),
        direction=given.get("direction", "source-to-retelling"),
        retained=0.8,
        derived=0.8,
        why=("stated",),
    )
    return [
        as_stated(LANGUAGE, lambda ctx: (ctx.article.language or "und").split("-")[0]),
        as_stated(FURNITURE, lambda ctx: {}),
        as_stated(RELATION, lambda ctx: relation),
        as_stated(
            SENTENCE_ALIGNMENT,
            lambda ctx: lines_aligned(ctx, example, "sentence", sentence_spans),
            needs=[SENTENCES],
            uses=[FURNITURE],
        ),
        as_stated(
            BLOCK_ALIGNMENT,
            lambda ctx: lines_aligned(ctx, example, "block", block_spans),
            needs=[BLOCKS],
            uses=[FURNITURE],
        ),
    ]


def sentence_spans(ctx: Context, article: Article) -> tuple[Span, ...]:
    """Where its sentences stand."""
    found: tuple[Sentence, ...] = ctx[SENTENCES][article.id]
    return tuple(sentence.span for sentence in found)


def block_spans(ctx: Context, article: Article) -> tuple[Span, ...]:
    """Where its blocks stand."""
    return tuple(block.span for block in ctx[BLOCKS][article.id])


def lines_aligned(
    ctx: Context, example: Example, level: str, units_of: Callable[[Context, Article], tuple[Span, ...]]
) -> Alignment:
    """The alignment that the lines of an example state."""
    furniture = ctx.get(FURNITURE) or {}
    sides: list[tuple[Span, ...]] = []
    for article in (ctx.source, ctx.retelling):
        junk = SpanSet(block.span for block in furniture.get(article.id, ()))
        sides.append(tuple(unit for unit in units_of(ctx, article) if not junk.touches(unit)))
    number = int(ctx.source.id.removeprefix("a")) + 1
    rows = example.rows.get(number)
    if rows is None:
        lines = range(1, 1 + min(a.text.count("\n") + 1 for a in (ctx.source, ctx.retelling)))
        rows = tuple(Row((n,), (n,)) for n in lines)
    links = []
    for row in rows:
        source = on_lines(ctx.source, sides[0], row.source)
        retelling = on_lines(ctx.retelling, sides[1], row.retelling)
        if source and retelling:
            links.append(Link(source, retelling, 1.0, row.degree or FULL, ("stated",)))
    return Alignment(ctx.source.id, ctx.retelling.id, level, sides[0], sides[1], tuple(links))


def on_lines(article: Article, units: Iterable[Span], lines: Iterable[int]) -> tuple[Span, ...]:
    """The units that begin on one of these lines (counted from 1)."""
    wanted = set(lines)
    return tuple(unit for unit in units if article.text.count("\n", 0, unit.start) + 1 in wanted)


def articles_of(example: Example) -> tuple[Article, ...]:
    """The sources and the retelling of an example, as ``a0``, ``a1`` ..."""
    sources = [article_of(example, "source", i, text.text) for i, text in enumerate(example.sources)]
    return (*sources, article_of(example, "retelling", len(sources), example.retelling.text))


def article_of(example: Example, side: str, number: int, text: str) -> Article:
    """One article, with what ``given`` says of it: one value, or of several sources a list with one for each."""

    def given(key: str) -> Any:
        value = example.given.get(f"{side}-{key}")
        return value[number] if isinstance(value, list) else value

    date = given("date")
    meta = {"outlet": given("outlet"), "region": given("region"), "readers": example.given.get("readers")}
    return Article(
        id=f"a{number}",
        text=text,
        language=given("language") or "en",
        title=given("title"),
        published=datetime.datetime.fromisoformat(str(date)) if date is not None else None,
        meta={key: value for key, value in meta.items() if value},
    )


def quoted(comparison: Comparison, finding: Finding) -> str:
    """A finding with its words, for messages."""
    return (
        f"{finding.kind}  {quoted_spans(comparison, finding.source)} -> {quoted_spans(comparison, finding.retelling)}"
    )


def quoted_spans(comparison: Comparison, spans: Iterable[Span]) -> str:
    """The words of spans with their places."""
    words = [f"{comparison.text(s)!r} [{s.article} {s.start}-{s.end}]" for s in spans]
    return " + ".join(words) or "(nothing)"
