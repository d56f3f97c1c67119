"""The kit for authors, tried on plugins that are faulty on purpose."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from attrs import evolve

from retold import BLOCKS, SENTENCE_ALIGNMENT, Alignment, Article, Artifact, Context, Link, provides
from retold.testing import DidNotRun, PageError, parse_page, run_step
from retold.testing.cases import collect
from retold.testing.contract import CHECKS
from retold.testing.stated import articles_of
from retold.testing.subject import subject

INIT = '''
"""Words that changed."""
from retold import hookimpl


@hookimpl
def retold_steps():
    from {package}.check import words

    return [words]
'''

CHECK = """
from retold import SENTENCE_ALIGNMENT, Kind, Link, Span, check

CHANGED = Kind("{name}/changed", summary="a colour changed", message="{{before}} became {{after}}")
COLOURS = ("red", "green", "blue")


@check(needs=[SENTENCE_ALIGNMENT], kinds=[CHANGED])
def words(ctx):
    for source in ctx.comparison.sources:
        for link in ctx[SENTENCE_ALIGNMENT][source.id].links:
            before, after = colour(ctx, link.source), colour(ctx, link.retelling)
            if before and after and ctx.text(before) != ctx.text(after):
                yield CHANGED.at(
                    source=before, retelling=after, data={{"before": ctx.text(before), "after": ctx.text(after)}}
                )


def colour(ctx, units):
    for unit in units:
        for word in COLOURS:
            at = ctx.text(unit).find(word)
            if at >= 0:
                return Span(unit.article, unit.start + at, unit.start + at + len(word))
    return None
"""

PAGE = """
# {name}/changed

A colour is another one.

## Why it matters

Colours do.

## Flagged: a colour is replaced

```source
The ship in the harbour was {{{{a|red}}}}.
```
```retelling
A ship in the harbour was {{{{a|blue}}}}.
```
```expect
a {name}/changed
```

## Clean: the same colour

```source
The ship in the harbour was red.
```
```retelling
A ship in the harbour was red.
```

## Known limits

Three colours.
"""

Make = Callable[..., str]
serial = itertools.count()


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Writes a plugin's package and makes it importable; what is not given is in order."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(*, init: str = INIT, check: str = CHECK, page: str | None = PAGE, **pages: str) -> str:
        package = f"retold_kit{next(serial)}"
        name = package.removeprefix("retold_")
        folder = tmp_path / package
        (folder / "kinds").mkdir(parents=True)
        (folder / "__init__.py").write_text(init.format(package=package, name=name))
        (folder / "check.py").write_text(check.format(package=package, name=name))
        for kind, text in {**({"changed": page} if page is not None else {}), **pages}.items():
            (folder / "kinds" / f"{kind}.md").write_text(text.format(name=name).lstrip())
        return package

    return write


def outcome(package: str) -> dict[str, BaseException | None]:
    """Each case's name and how it fails."""
    results: dict[str, BaseException | None] = {}
    for case in collect(package):
        try:
            case.check()
        except Exception as error:
            results[case.name] = error
        else:
            results[case.name] = None
    return results


FLAGGED, CLEAN = "changed: Flagged: a colour is replaced", "changed: Clean: the same colour"


def test_a_plugin_in_order_passes(make: Make) -> None:
    assert outcome(make()) == {FLAGGED: None, CLEAN: None}


def test_a_span_too_long_fails_with_both_lists(make: Make) -> None:
    results = outcome(make(check=CHECK.replace("start + at + len(word))", "start + at + len(word) + 1)")))
    assert isinstance(results[FLAGGED], AssertionError)
    message = str(results[FLAGGED])
    assert "expected, not found:" in message
    assert "'red' [a0 28-31] -> 'blue' [a1 26-30]" in message
    assert "found, not expected:" in message
    assert "'red.' [a0 28-32] -> 'blue.' [a1 26-31]" in message
    assert "changed.md:9" in message


def test_a_finding_that_is_not_expected_fails(make: Make) -> None:
    results = outcome(make(check=CHECK.replace(" and ctx.text(before) != ctx.text(after)", "")))
    assert results[FLAGGED] is None
    assert "found, not expected:" in str(results[CLEAN])


def test_a_step_that_raises_fails_every_case(make: Make) -> None:
    results = outcome(make(check=CHECK.replace("for source in", "raise OSError('no luck')\n    for source in")))
    assert [type(error) for error in results.values()] == [OSError, OSError]


def test_a_step_that_is_unavailable_fails_every_case(make: Make) -> None:
    raising = "from retold import Unavailable\n    raise Unavailable('no luck')\n    for source in"
    results = outcome(make(check=CHECK.replace("for source in", raising)))
    assert [type(error) for error in results.values()] == [DidNotRun, DidNotRun]
    assert "disabled, unavailable: no luck" in str(results[CLEAN])


def test_a_need_that_nobody_provides_fails_every_case(make: Make) -> None:
    check = CHECK.replace("needs=[SENTENCE_ALIGNMENT]", "needs=[SENTENCE_ALIGNMENT, Artifact('moods', 'run')]")
    results = outcome(make(check=check.replace("from retold import", "from retold import Artifact,")))
    assert [type(error) for error in results.values()] == [DidNotRun, DidNotRun]
    assert "moods (nobody provides it)" in str(results[CLEAN])


def test_a_kind_that_no_step_declares_fails(make: Make) -> None:
    results = outcome(make(page=None, lost=PAGE.replace("/changed", "/lost")))
    assert [type(error) for error in results.values()] == [DidNotRun, DidNotRun]
    assert "no step declares the kind" in str(results["lost: Clean: the same colour"])


def test_a_package_without_pages_fails(make: Make) -> None:
    (error,) = outcome(make(page=None)).values()
    assert "no kind page" in str(error)


def test_a_plugin_that_cannot_be_imported_fails(make: Make) -> None:
    (error,) = outcome(make(init="import no_such_module_anywhere")).values()
    assert isinstance(error, ModuleNotFoundError)


GOOD = textwrap.dedent(PAGE.format(name="kit")).lstrip()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# kit/changed", "A page", "begins with '# plugin/kind'"),
        ("# kit/changed", "# Changed", "the title is the kind's id"),
        ("# kit/changed", "# kit/lost", "named for its kind, lost.md"),
        ("A colour is another one.", "", "say in a sentence or two"),
        ("## Why it matters", "## Why it mattres", "no section '## Why it matters'; did you mean 'Why it mattres'"),
        ("## Known limits", "## Limits", "no section '## Known limits'"),
        ("## Flagged: a colour is replaced", "## Flaged: a colour", "did you mean 'Flagged'"),
        ("## Flagged: a colour is replaced", "## Flagged", "has a title"),
        ("```expect\na kit/changed", "```expects\na kit/changed", "no block 'expects'; did you mean 'expect'"),
        ("a kit/changed", "b kit/changed", "expected, but not marked: b"),
        ("```expect\na kit/changed\n```\n", "", "marked, but not expected: a"),
        ("a kit/changed", "a kit/changed\na kit/changed", "stands twice"),
        ("a kit/changed", "a changed", "a label and a kind"),
        ("{{a|blue}}", "{{a|blue", "not closed"),
        ("{{a|blue}}", "{{blue}}", "a mark is written"),
        ("## Clean: the same colour", "## Flagged: the same colour", "expects no kit/changed"),
        ("```source\nThe ship in the harbour was red.\n```\n", "", "a block 'source' and a block 'retelling'"),
        (
            "A ship in the harbour was red.\n```",
            "A ship in the harbour was red.\n```\n```align\n1 - 1\n```",
            "a row is written",
        ),
        (
            "A ship in the harbour was red.\n```",
            "A ship in the harbour was red.\n```\n```align\n1 ~ 2\n```",
            "no words in line 2",
        ),
        (
            "A ship in the harbour was red.\n```",
            "A ship in the harbour was red.\n```\n```align 2\n1 ~ 1\n```",
            "there are 1 sources",
        ),
        (
            "A ship in the harbour was red.\n```",
            "A ship in the harbour was red.\n```\n```given\nrelated = 1\n```",
            "no key 'related'",
        ),
        (
            "A ship in the harbour was red.\n```",
            "A ship in the harbour was red.\n```\n```given\nrelation\n```",
            "not TOML",
        ),
        ("A ship in the harbour was red.\n```", "A ship in the harbour was red.\n", "not closed"),
    ],
)
def test_a_page_that_does_not_keep_the_form_is_refused(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(PageError, match=r"changed\.md") as caught:
        parse_page(GOOD.replace(old, new, 1), "kinds/changed.md")
    assert message in str(caught.value)


def test_the_same_example_twice_is_refused() -> None:
    start, end = GOOD.index("## Clean"), GOOD.index("## Known")
    clean = GOOD[start:end]
    with pytest.raises(PageError, match="a second example of this title"):
        parse_page(GOOD[:end] + clean + GOOD[end:], "changed.md")
    with pytest.raises(PageError, match="the same example as in line"):
        parse_page(GOOD[:end] + clean.replace("the same colour", "again") + GOOD[end:], "changed.md")


def test_each_of_several_sources_may_have_a_language() -> None:
    second = "was {{a|red}}.\n```\n```source\nDas Schiff war rot.\n```\n```given\nsource-language = ['en', 'de']\n```"
    example = parse_page(GOOD.replace("was {{a|red}}.\n```", second, 1), "changed.md").examples[0]
    assert [(a.id, a.language) for a in articles_of(example)] == [("a0", "en"), ("a1", "de"), ("a2", "en")]
    with pytest.raises(PageError, match="source-language is a list"):
        parse_page(GOOD.replace("was {{a|red}}.\n```", second.replace(", 'de'", ""), 1), "changed.md")


def test_marks_may_stand_inside_each_other_and_be_empty() -> None:
    page = GOOD.replace(
        "The ship in the harbour was {{a|red}}.", "{{a|The {{b|ship}} in the harbour was {{c|}}red}}."
    ).replace("a kit/changed", "a kit/changed\nb kit/changed\nc other/kind")
    example = parse_page(page, "changed.md").examples[0]
    assert example.sources[0].text == "The ship in the harbour was red."
    assert example.sources[0].marks == {"a": ((0, 31),), "b": ((4, 8),), "c": ((28, 28),)}
    assert example.kinds == {"kit/changed", "other/kind"}


QUICK = ("documented", "light", "identity", "twice", "order of sources", "empty as retelling", "emoji as source")


def broken(package: str, names: Iterable[str] = QUICK) -> dict[str, str]:
    """The parts of the contract that a plugin does not keep, and what is said of each."""
    said = {}
    for name in names:
        try:
            CHECKS[name](subject(package))
        except Exception as error:
            said[name] = f"{type(error).__name__}: {error}"
    return said


def test_a_plugin_in_order_keeps_the_contract(make: Make) -> None:
    assert broken(make(), CHECKS) == {}


def test_a_heavy_package_breaks_the_contract(make: Make) -> None:
    said = broken(make(init="import babel\n" + INIT))
    assert list(said) == ["light"]
    assert "imports babel" in said["light"]


def test_a_kind_without_a_page_breaks_the_contract(make: Make) -> None:
    said = broken(make(page=None))
    assert list(said) == ["documented"]
    assert "has no page kinds/changed.md" in said["documented"]


def test_a_page_without_a_kind_breaks_the_contract(make: Make) -> None:
    said = broken(make(changes=PAGE.replace("/changed", "/changes")))
    assert list(said) == ["documented"]
    assert "no step declares" in said["documented"]
    assert "did you mean" in said["documented"]


def test_a_finding_in_identity_breaks_the_contract(make: Make) -> None:
    check = CHECK.replace(" and ctx.text(before) != ctx.text(after)", "")
    assert "'red' [a0 28-31] -> 'red' [a1 28-31]" in broken(make(check=check))["identity"]
    assert broken(make(check=check.replace("summary=", "of_one_article=True, summary="))) == {}


def test_a_memory_of_earlier_runs_breaks_the_contract(make: Make) -> None:
    check = CHECK.replace("COLOURS =", "SEEN = []\nCOLOURS =").replace("yield", "SEEN.append(1)\n                yield")
    check = check.replace('"after": ctx.text(after)', '"after": len(SEEN)')
    assert "keeps something from one run to the next" in broken(make(check=check))["twice"]


def test_the_order_of_a_set_breaks_the_contract(make: Make) -> None:
    check = CHECK.replace('ctx.text(before), "after"', "str(list({{*'abcdefgh'}})), \"after\"")
    assert "the order of a set" in broken(make(check=check))["twice"]


def test_an_error_over_an_odd_text_breaks_the_contract(make: Make) -> None:
    check = CHECK.replace("    for source in", "    ctx.comparison.retelling.text[0]\n    for source in", 1)
    assert broken(make(check=check)) == {"empty as retelling": "IndexError: string index out of range"}


def test_a_span_outside_breaks_the_contract(make: Make) -> None:
    check = CHECK.replace("start + at + len(word)", "start + at + 999")
    said = broken(make(check=check))
    assert "runs past the source" in said["twice"]


def test_the_first_source_only_breaks_the_contract(make: Make) -> None:
    check = CHECK.replace("in ctx.comparison.sources:", "in ctx.comparison.sources[:1]:")
    assert list(broken(make(check=check))) == ["order of sources"]


def test_a_step_runs_on_stated_artifacts(make: Make) -> None:
    (step,) = subject(make()).own
    source, retelling = Article(id="a0", text="A red car."), Article(id="a1", text="A blue car.")
    link = Link([source.span()], [retelling.span()])
    alignment = Alignment("a0", "a1", "sentence", (source.span(),), (retelling.span(),), (link,))
    (found,) = run_step(step, source, retelling, given={SENTENCE_ALIGNMENT: {"a0": alignment}})
    assert found.message == "red became blue"
    assert run_step(step, source, retelling, given={SENTENCE_ALIGNMENT: {"a0": evolve(alignment, links=())}}) == ()


def test_a_step_takes_the_rest_from_the_installed_plugins(make: Make) -> None:
    (step,) = subject(make()).own
    found = run_step(step, "The red car hit the wall.", "The blue car hit the wall.")
    assert [f.message for f in found] == ["red became blue"]


def test_a_provider_gives_its_value_as_steps_see_it() -> None:
    @provides(Artifact("lengths", "pair"), needs=[BLOCKS])
    def lengths(ctx: Context) -> int:
        return len(ctx[BLOCKS][ctx.source.id])

    assert run_step(lengths, ["One.\n\nTwo.", "Three."], "Four.") == {"a0": 2, "a1": 1}
