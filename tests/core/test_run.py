"""The graph: order, scopes, choice of providers, and what becomes of a step that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from retold import Article, Artifact, Comparison, Context, Finding, Kind, PlanError, Span, Step, Unavailable
from retold._run import Run, plan

ONE = Kind("p/one", summary="", message="one")
S0, S1, R0, R1 = (Article(id=name, text=f"{name} text") for name in ("s0", "s1", "r0", "r1"))


def article(name: str) -> Artifact[Any]:
    return Artifact(name, "article")


def make(
    name: str,
    function: Callable[[Context], Any] = lambda ctx: None,
    *,
    provides: Artifact[Any] | None = None,
    needs: Iterable[Artifact[Any]] = (),
    uses: Iterable[Artifact[Any]] = (),
    kinds: Iterable[Kind] = (),
    distribution: str = "retold",
) -> Step:
    """A step ``plugin.function`` of a name such as that."""
    plugin, _, last = name.partition(".")

    def step(ctx: Context) -> Any:
        return function(ctx)

    step.__name__ = last
    made = Step(function=step, provides=provides, needs=tuple(needs), uses=tuple(uses), kinds=tuple(kinds))
    return made.of(plugin, distribution, "1.0")


def whole(ctx: Context) -> list[Finding]:
    return [ONE.at(retelling=ctx.retelling.span())]


def run(*steps: Step, comparisons: tuple[Comparison, ...] = (Comparison(R0, (S0,)),), **options: Any) -> Run:
    articles = {a.id: a for c in comparisons for a in c.articles}
    made = Run(tuple(articles.values()), comparisons, strict=options.pop("strict", False))
    made.go(plan(steps, **options))
    return made


def statuses(made: Run) -> dict[str, str]:
    return {r.step: f"{r.status}: {r.reason}" if r.reason else r.status for r in made.records}


# what is planned


def test_providers_come_before_what_needs_them_and_then_by_name() -> None:
    a, b, c = article("a"), article("b"), article("c")
    steps = [
        make("p.check", kinds=[ONE], needs=[c], uses=[b]),
        make("p.c", provides=c, needs=[a]),
        make("p.b", provides=b),
        make("p.a", provides=a),
    ]
    expected = ["p.a", "p.b", "p.c", "p.check"]
    assert expected == [s.name for s in plan(steps).steps]
    assert expected == [s.name for s in plan(reversed(steps)).steps]


def test_what_nobody_needs_does_not_run() -> None:
    a, b = article("a"), article("b")
    planned = plan([make("p.a", provides=a), make("p.b", provides=b)], wanted=[b])
    assert ["p.b"] == [s.name for s in planned.steps]
    assert [("p.a", "nothing needs it")] == [(s.name, why) for s, why in planned.disabled]


def test_a_check_none_of_whose_kinds_is_selected_does_not_run() -> None:
    steps = [make("p.check", kinds=[ONE], needs=[article("a")]), make("p.a", provides=article("a"))]
    planned = plan(steps, is_selected=lambda kind: kind != "p/one")
    assert planned.steps == ()
    assert {"p.check": "none of its kinds is selected", "p.a": "nothing needs it"} == {
        s.name: why for s, why in planned.disabled
    }


def test_needs_in_a_circle_are_refused() -> None:
    a, b = article("a"), article("b")
    steps = [make("p.a", provides=a, needs=[b]), make("p.b", provides=b, uses=[a]), make("p.c", kinds=[ONE], needs=[a])]
    with pytest.raises(PlanError, match=r"in a circle: p\.a, p\.b, p\.c"):
        plan(steps)


def test_a_step_that_mistakes_the_scope_is_refused() -> None:
    steps = [make("p.a", provides=article("a")), make("q.c", kinds=[ONE], needs=[Artifact("a", "pair")])]
    with pytest.raises(PlanError, match=r"q\.c needs a by pair, but p\.a provides it by article"):
        plan(steps)


# which provider


A = article("a")
OURS = make("ours.a", lambda ctx: "ours", provides=A)
THEIRS = make("theirs.a", lambda ctx: "theirs", provides=A, distribution="retold-theirs")
OTHERS = make("others.a", lambda ctx: "others", provides=A, distribution="retold-others")


def test_installing_a_provider_changes_nothing_in_silence() -> None:
    made = run(OURS, THEIRS, wanted=[A])
    assert made.have["a"]["s0"] == "ours"
    assert statuses(made)["theirs.a"] == "disabled: another provider is in force"


def test_configuration_names_another_provider() -> None:
    made = run(OURS, THEIRS, wanted=[A], providers={"a": "theirs"})
    assert made.have["a"]["s0"] == "theirs"


def test_two_candidates_and_no_bundled_one_are_listed() -> None:
    message = (
        r"a is provided by theirs \(retold-theirs 1.0\), others \(retold-others 1.0\); choose one in \[providers\]"
    )
    with pytest.raises(PlanError, match=message):
        plan([THEIRS, OTHERS])
    assert plan([THEIRS], wanted=[A]).steps == (THEIRS,)


@pytest.mark.parametrize(
    ("providers", "message"),
    [
        ({"b": "ours"}, "[providers] b: nobody provides it"),
        ({"b": "lost"}, "[providers] b: nobody provides it (lost: failed, import: OSError)"),
        ({"a": "our"}, "there is ours (retold 1.0); did you mean 'ours'?"),
        ({"a": "lost"}, "[providers] a = 'lost': failed, import: OSError; there is ours (retold 1.0)"),
    ],
)
def test_a_choice_that_cannot_be_met_is_refused(providers: dict[str, str], message: str) -> None:
    with pytest.raises(PlanError) as caught:
        plan([OURS], providers=providers, absent={"lost": "failed, import: OSError"})
    assert message in str(caught.value)


# what a step gets


def test_an_article_s_artifact_is_made_once_however_many_comparisons() -> None:
    calls: list[str] = []
    provider = make("p.a", lambda ctx: calls.append(ctx.article.id), provides=A)
    run(provider, wanted=[A], comparisons=(Comparison(R0, (S0, S1)), Comparison(R1, (S0, S1))))
    assert calls == ["s0", "s1", "r0", "r1"]


def test_a_pair_s_artifact_is_made_for_each_source_of_each_comparison() -> None:
    pair: Artifact[Any] = Artifact("pair", "pair")
    provider = make("p.pair", lambda ctx: (ctx.source.id, ctx.retelling.id), provides=pair)
    seen: list[Any] = []
    check = make("p.check", lambda ctx: seen.append(ctx[pair]), needs=[pair], kinds=[ONE])
    run(provider, check, comparisons=(Comparison(R0, (S0, S1)), Comparison(R1, (S0, S1))))
    assert seen == [{s: (s, r) for s in ("s0", "s1")} for r in ("r0", "r1")]


def test_a_run_s_artifact_is_made_once_of_all_articles() -> None:
    total: Artifact[Any] = Artifact("total", "run")
    provider = make("p.total", lambda ctx: sorted(a.id for a in ctx.articles), provides=total)
    seen: list[Any] = []
    check = make("p.check", lambda ctx: seen.append(ctx[total]), needs=[total], kinds=[ONE])
    run(provider, check, comparisons=(Comparison(R0, (S0,)), Comparison(R1, (S0,))))
    assert seen == [["r0", "r1", "s0"]] * 2


def test_a_step_sees_only_its_own_articles() -> None:
    seen: list[Any] = []
    steps = [
        make("p.a", lambda ctx: ctx.article.id, provides=A),
        make("p.b", lambda ctx: seen.append(dict(ctx[A])), provides=article("b"), needs=[A]),
        make("p.check", lambda ctx: seen.append(dict(ctx[A])), needs=[A], kinds=[ONE]),
    ]
    run(*steps, wanted=[article("b")], comparisons=(Comparison(R0, (S0,)),))
    assert seen == [{"s0": "s0"}, {"r0": "r0"}, {"s0": "s0", "r0": "r0"}]


# what becomes of faults


def fail(ctx: Context) -> Any:
    raise OSError("no\nluck")


def test_a_step_that_fails_takes_out_what_needs_it_and_nothing_else() -> None:
    made = run(
        make("p.a", fail, provides=A),
        make("p.b", provides=article("b"), needs=[A]),
        make("p.check", whole, kinds=[ONE], needs=[article("b")]),
        make("q.check", whole, kinds=[ONE]),
        make("r.check", whole, kinds=[ONE], uses=[A]),
    )
    assert statuses(made) == {
        "p.a": "failed: OSError: no luck",
        "p.b": "skipped: needs a (p failed)",
        "p.check": "skipped: needs b (p was skipped)",
        "q.check": "ran",
        "r.check": "ran",
    }
    assert all(r.is_fault is (r.status in ("failed", "skipped")) for r in made.records)
    assert len(made.findings["r0"]) == 2


def test_findings_of_a_check_that_fails_half_way_are_discarded() -> None:
    def half(ctx: Context) -> Iterable[Finding]:
        yield from whole(ctx)
        if ctx.retelling.id == "r1":
            raise OSError("no luck")

    made = run(make("p.check", half, kinds=[ONE]), comparisons=(Comparison(R0, (S0,)), Comparison(R1, (S0,))))
    assert made.findings == {}
    assert statuses(made) == {"p.check": "failed: OSError: no luck"}


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (ONE.at(retelling=Span("r0", 0, 8)), "p/one: the span 0-8 runs past the retelling, 7 long"),
        (ONE.at(retelling=Span("s0", 0, 2)), "p/one: a retelling span is in 's0', not in 'r0'"),
        (ONE.at(source=Span("s1", 0, 2)), "p/one: a source span is in 's1', not in 's0'"),
        (
            Kind("p/two", summary="", message="").at(source=Span("s0", 0, 1)),
            "the kind p/two, which p.check does not declare",
        ),
        ("p/one", "a check yields findings, not str"),
    ],
)
def test_what_a_check_may_not_return_fails_it(found: Any, message: str) -> None:
    made = run(make("p.check", lambda ctx: [found], kinds=[ONE]), make("q.check", whole, kinds=[ONE]))
    assert message in statuses(made)["p.check"]
    assert len(made.findings["r0"]) == 1


@pytest.mark.parametrize(
    ("name", "scope", "value", "message"),
    [
        ("blocks", "article", None, "blocks of an article is a tuple of Block objects, not NoneType"),
        ("sentences", "article", ("x",), "a tuple of Sentence objects, not a tuple of str"),
        ("language", "article", None, "language of an article is a code such as 'en', not None"),
        ("furniture", "run", (), "furniture is a mapping by article id, not tuple"),
        ("furniture", "run", {"s0": None}, "a tuple of FurnitureBlock objects, not NoneType"),
        ("sentence-alignment", "pair", {}, "sentence-alignment of a source is an Alignment, not dict"),
        ("relation", "pair", "summary", "relation of a source is a Relation, not str"),
    ],
)
def test_what_the_report_cannot_print_fails_its_provider(name: str, scope: str, value: Any, message: str) -> None:
    artifact: Artifact[Any] = Artifact(name, scope)
    made = run(make("p.x", lambda ctx: value, provides=artifact), wanted=[artifact])
    assert message in statuses(made)["p.x"]
    assert name not in made.have


def test_a_plugin_that_is_unavailable_is_no_fault_nor_are_its_dependents() -> None:
    def unavailable(ctx: Context) -> Any:
        raise Unavailable("no model", "pip install it")

    made = run(make("p.a", unavailable, provides=A), make("q.check", whole, kinds=[ONE], needs=[A]))
    assert statuses(made) == {
        "p.a": "disabled: unavailable: no model (pip install it)",
        "q.check": "disabled: needs a (p is unavailable)",
    }
    assert not any(r.is_fault for r in made.records)


def test_a_need_that_nobody_provides_is_a_fault() -> None:
    made = run(make("p.check", whole, kinds=[ONE], needs=[A]))
    assert statuses(made) == {"p.check": "skipped: needs a (nobody provides it)"}
    assert made.records[0].is_fault


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_is_nobody_s_fault_passes_through(error: type[BaseException]) -> None:
    def interrupted(ctx: Context) -> Any:
        raise error

    with pytest.raises(error):
        run(make("p.check", interrupted, kinds=[ONE]))


def test_a_strict_run_raises_at_once() -> None:
    with pytest.raises(OSError, match="no\nluck"):
        run(make("p.check", fail, kinds=[ONE]), strict=True)


def test_findings_are_sorted_by_place_then_kind() -> None:
    two = Kind("p/two", summary="", message="two")
    spans = [Span("r0", 4, 5), Span("r0", 0, 1)]
    made = run(
        make(
            "q.check", lambda ctx: [ONE.at(source=Span("s0", 0, 1)), *(ONE.at(retelling=s) for s in spans)], kinds=[ONE]
        ),
        make("p.check", lambda ctx: [two.at(retelling=spans[1], data={"x": x}) for x in (None, "a", 1)], kinds=[two]),
    )
    found = [(f.kind, (f.retelling or f.source)[0].start) for f in made.sorted_findings("r0")]
    assert found == [("p/one", 0), *[("p/two", 0)] * 3, ("p/one", 4), ("p/one", 0)]
    assert made.sorted_findings("r9") == ()


def test_a_check_sees_the_sources_in_one_order_however_they_are_named() -> None:
    seen = []
    step = make("p.check", lambda ctx: seen.append([s.text for s in ctx.comparison.sources]), kinds=[ONE])

    for sources in ((S0, S1), (S1, S0)):
        run(step, comparisons=(Comparison(R0, sources),))

    assert seen == [["s0 text", "s1 text"]] * 2
