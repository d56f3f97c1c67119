"""Every example of every kind page as a test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from retold._config import structure
from retold._finding import Finding
from retold._text import Comparison, Span
from retold.testing.pages import Example, PageError, page_texts, parse_page
from retold.testing.stated import DidNotRun, articles_of, quoted_spans, run_steps, stated_by
from retold.testing.subject import Subject, subject

Place = tuple[str, tuple[Span, ...], tuple[Span, ...]]
"""Kind, source spans and retelling spans."""


@frozen
class Case:
    """A test to be: an example, or what is wrong with its page."""

    name: str
    check: Callable[[], None]


def cases(plugin: str | object) -> Callable[[Case], None]:
    """A pytest test of every example of every kind page of a plugin; name it ``test_cases``.

    ``plugin`` is the name of an installed plugin, or its package (name or module). Checks get the
    alignment that the example states, so that they are not tested through the aligner. What is found must
    be what is expected, in both directions, and a step that fails or does not run fails the case. A page
    that does not keep the form is a failing case.
    """
    import pytest

    found = list(collect(plugin))

    @pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in found])
    def test_cases(case: Case) -> None:
        __tracebackhide__ = True
        case.check()

    return test_cases


def collect(plugin: str | object) -> Iterable[Case]:
    """The cases of a plugin. One whose pages cannot be found is a case that fails."""
    try:
        under_test = subject(plugin)
        pages = page_texts(under_test.package) if under_test.package else ()
    except Exception as error:
        yield Case("plugin", raising(error))
        return
    if not pages:
        yield Case("pages", raising(PageError(f"{under_test.name} has no kind page, so there are no cases to run")))
    for path, text in pages:
        try:
            page = parse_page(text, path)
        except PageError as error:
            yield Case(path.replace("\\", "/").rpartition("/")[2], raising(error))
            continue
        for example in page.examples:
            yield Case(example.name, checking(under_test, example))


def raising(error: Exception) -> Callable[[], None]:
    """A check that fails with the error."""

    def check() -> None:
        raise error

    return check


def checking(under_test: Subject, example: Example) -> Callable[[], None]:
    """A check of the example."""
    return lambda: check_example(under_test, example)


def check_example(under_test: Subject, example: Example) -> None:
    """Raise AssertionError, with what was expected and what was found, unless they are the same."""
    __tracebackhide__ = True
    articles = articles_of(example)
    comparison = Comparison(articles[-1], articles[:-1])
    found = [finding for finding in find(under_test, example, comparison) if finding.kind in example.kinds]
    expected = [expectation(example, label, kind) for label, kind in example.expected]
    missing = Counter(expected) - Counter(map(place_of, found))
    surplus = Counter(map(place_of, found)) - Counter(expected)
    if missing or surplus:
        raise AssertionError(difference(comparison, example, missing, surplus, found))


def find(under_test: Subject, example: Example, comparison: Comparison) -> tuple[Finding, ...]:
    """What the checks find, of the kinds that the example is about."""
    provided = {artifact.name for artifact in under_test.provided}
    stated = [step for step in stated_by(example) if step.provides and step.provides.name not in provided]
    kinds = example.kinds
    checks = [step for step in under_test.steps if any(kind.id in kinds for kind in step.kinds)]
    for kind in sorted(kinds - {kind.id for step in checks for kind in step.kinds}):
        raise DidNotRun(f"{example.where}: no step declares the kind {kind}")
    run = run_steps(
        under_test.steps,
        stated,
        comparison,
        is_selected=lambda kind: kind in kinds,
        options=options_of(under_test, example),
        prefer={step.provides.name: step for step in under_test.own if step.provides is not None},
        must_run=checks,
    )
    return run.sorted_findings(comparison.retelling.id)


def options_of(under_test: Subject, example: Example) -> dict[str, Any]:
    """The options that the example states for the plugin under test."""
    table = example.given.get("options")
    cls = next((step.options for step in under_test.own if step.options is not None), None)
    if not table:
        return {}
    if cls is None:
        raise PageError(f"{example.where}: {under_test.name} has no options")
    return {under_test.name: structure(f"{example.where}: options", table, cls)}


def place_of(finding: Finding) -> Place:
    """What an expectation is compared with."""
    return finding.kind, finding.source, finding.retelling


def expectation(example: Example, label: str, kind: str) -> Place:
    """Where the marks of a label stand."""
    source = tuple(
        Span(f"a{i}", start, end) for i, text in enumerate(example.sources) for start, end in text.marks.get(label, ())
    )
    name = f"a{len(example.sources)}"
    return kind, source, tuple(Span(name, start, end) for start, end in example.retelling.marks.get(label, ()))


def difference(
    comparison: Comparison, example: Example, missing: Counter[Place], surplus: Counter[Place], found: list[Finding]
) -> str:
    """Both lists with the quoted words, what is only in one of them first."""
    messages = {place_of(finding): finding.message for finding in found}
    agreed = Counter(map(place_of, found)) - surplus
    lines = [f"{example.where}: {example.name}"]
    for heading, places in (
        ("expected, not found:", missing),
        ("found, not expected:", surplus),
        ("found as expected:", agreed),
    ):
        if places:
            lines.append(heading)
        for kind, source, retelling in sorted(places.elements()):
            lines.append(f"  {kind}  {quoted_spans(comparison, source)} -> {quoted_spans(comparison, retelling)}")
            if (kind, source, retelling) in messages and places is not agreed:
                lines.append(f"      says: {messages[kind, source, retelling]}")
    return "\n".join(lines)
