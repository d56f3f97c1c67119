"""What every plugin has to keep, whatever it finds."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from retold._errors import InputError, Unavailable, nearest
from retold._finding import Finding
from retold._run import Run
from retold._text import Article, Comparison
from retold.testing.pages import Example, PageError, page_texts, parse_page
from retold.testing.stated import articles_of, quoted, run_steps
from retold.testing.subject import Subject, subject
from retold.testing.texts import ODD, OTHER, STORIES

HEAVY = (
    "babel",
    "cattrs",
    "jellyfish",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "py3langid",
    "rapidfuzz",
    "text_to_num",
    "tokenizers",
    "trafilatura",
)
"""What a plugin's package may not import by itself, only inside its hooks and steps."""
SECONDS = 20.0
"""What the plugin's own steps may take over one of the odd texts, the longest of which has 100,000 characters."""
ODD_BYTES = (b"", b"\0\1\2\xff", b"\xff\xfe", b"plain words", b"<" * 10_000, b"[" * 10_000, "“é”\n".encode() * 100)

Check = Callable[[Subject], None]


def contract(plugin: str | object) -> Callable[[Check], None]:
    """A pytest test of what every plugin has to keep; name it ``test_contract``.

    Between an article and itself nothing is found (but for kinds of one article); twice, and in another
    process, the same bytes come out; the order of the sources is of no account; odd texts raise nothing, as
    source and as retelling; importing the package is light; every kind has its page and every page its kind.
    Every error of a step is raised. ``plugin`` is the name of an installed plugin, or its package.
    """
    import pytest

    get = functools.cache(lambda: subject(plugin))

    @pytest.mark.parametrize("check", [pytest.param(check, id=name) for name, check in CHECKS.items()])
    def test_contract(check: Check) -> None:
        __tracebackhide__ = True
        check(get())

    return test_contract


def is_documented(plugin: Subject) -> None:
    """A page for each kind and a kind for each page, and every page keeps the form."""
    pages = [parse_page(text, path) for path, text in (page_texts(plugin.package) if plugin.package else ())]
    kinds, documented = plugin.kinds, {page.kind: page for page in pages}
    for kind in sorted(set(kinds) - set(documented)):
        raise PageError(f"{kind} has no page kinds/{kind.split('/')[1]}.md in {plugin.package}")
    for kind in sorted(set(documented) - set(kinds)):
        raise PageError(f"{documented[kind].path}: no step declares {kind}{nearest(kind, kinds)}")


def is_light(plugin: Subject) -> None:
    """Importing the package imports nothing heavy: `retold --version` and a disabled plugin cost nothing."""
    if not plugin.package:
        return
    code = f"import sys, {plugin.package}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    heavy = python(code).split()
    assert not heavy, f"importing {plugin.package} imports {', '.join(heavy)}; import them inside the hook or the step"


def finds_nothing_in_identity(plugin: Subject) -> None:
    """An article and itself differ in nothing."""
    exempt = {kind.id for kind in plugin.kinds.values() if kind.of_one_article}
    wrong = []
    for article in told_once(plugin):
        comparison = Comparison(attrs.evolve(renamed(article, "a1")), (renamed(article, "a0"),))
        found = [f for f in findings(plugin, comparison) if f.kind not in exempt]
        wrong += [quoted(comparison, finding) for finding in found]
    assert not wrong, "found between an article and itself:\n  " + "\n  ".join(wrong)


def gives_the_same_twice(plugin: Subject) -> None:
    """The same input gives the same bytes: in one process, and whatever order sets and hashes have in another."""
    assert digest(plugin) == digest(plugin), f"{plugin.name} keeps something from one run to the next"
    if plugin.package:
        code = (
            "from retold.testing.contract import digest; from retold.testing.subject import subject\n"
            f"print(digest(subject({plugin.package!r})))"
        )
        digests = {seed: python(code, PYTHONHASHSEED=seed) for seed in ("1", "2")}
        assert len(set(digests.values())) == 1, f"{plugin.name} depends on the order of a set or on hash()"


def takes_sources_in_any_order(plugin: Subject) -> None:
    """Names and order of the sources change nothing."""
    for example in examples(plugin):
        *sources, retelling = articles_of(example)
        sources.append(Article(id="other", text=OTHER, language="en"))
        there = Comparison(retelling, tuple(sources))
        back = Comparison(retelling, tuple(reversed(sources)))
        first, second = ({worded(c, f) for f in findings(plugin, c)} for c in (there, back))
        assert first == second, f"{example.where}: with the sources in another order, {sorted(first ^ second)} differ"


def takes_odd_text(plugin: Subject, *, source: str, retelling: str) -> None:
    """No text raises an error or takes for ever."""
    comparison = Comparison(Article(id="a1", text=retelling), (Article(id="a0", text=source),))
    run = run_all(plugin, comparison)
    seconds = sum(record.seconds for record in run.records if record.plugin == plugin.name)
    assert seconds < SECONDS, f"the steps of {plugin.name} took {seconds:.0f} seconds"
    json.dumps([finding.data for finding in run.sorted_findings("a1")], allow_nan=False)


def reads_odd_bytes(plugin: Subject) -> None:
    """A reader gives documents or raises InputError, whatever the file holds."""
    for reader in plugin.readers:
        for data in ODD_BYTES:
            for suffix in reader.suffixes:
                try:
                    documents = tuple(reader.read(data, f"odd{suffix}"))
                except InputError:
                    continue
                except Unavailable as error:
                    import pytest

                    pytest.skip(str(error))
                for document in documents:
                    for _, start, end in document.blocks:
                        assert 0 <= start <= end <= len(document.text), f"{reader.name}: a block outside the text"


def reports_the_same_twice(plugin: Subject) -> None:
    """A reporter gives the same for the same report."""
    from retold._api import compare_all
    from retold.reporters import View

    if plugin.reporters:
        report = compare_all([STORIES["harbour"]], [OTHER, STORIES["harbour"]])
        for reporter in plugin.reporters:
            assert reporter.render(report, View()) == reporter.render(report, View()), f"the format {reporter.name}"


def examples(plugin: Subject) -> Iterator[Example]:
    """The examples of its pages that keep the form; the others fail elsewhere."""
    for path, text in page_texts(plugin.package) if plugin.package else ():
        try:
            yield from parse_page(text, path).examples
        except PageError:
            continue


def told_once(plugin: Subject) -> Iterator[Article]:
    """The articles of all examples and the plain stories, each once."""
    seen = set()
    articles = [article for example in examples(plugin) for article in articles_of(example)]
    for article in [*articles, *(Article(id=name, text=text) for name, text in STORIES.items())]:
        key = (article.text, article.language, article.meta)
        if key not in seen:
            seen.add(key)
            yield article


def renamed(article: Article, name: str) -> Article:
    """The article under another id."""
    return attrs.evolve(article, id=name)


def run_all(plugin: Subject, comparison: Comparison) -> Run:
    """All steps of the plugin, with what they need from the others."""
    return run_steps(
        plugin.steps,
        (),
        comparison,
        wanted=plugin.provided,
        is_selected=lambda kind: kind in plugin.kinds,
        prefer={step.provides.name: step for step in plugin.own if step.provides is not None},
        must_run=[step for step in plugin.own if step.kinds],
    )


def findings(plugin: Subject, comparison: Comparison) -> tuple[Finding, ...]:
    """What the plugin finds."""
    return run_all(plugin, comparison).sorted_findings(comparison.retelling.id)


def worded(comparison: Comparison, finding: Finding) -> tuple[Any, ...]:
    """A finding by its words."""
    sides = ([comparison.text(span) for span in spans] for spans in (finding.source, finding.retelling))
    return (finding.kind, *map(tuple, sides))


def digest(plugin: Subject) -> str:
    """A hash of all that the plugin finds and provides over its examples and the plain stories."""
    pairs = [articles_of(example) for example in examples(plugin)]
    pairs += [
        (Article(id="a0", text=STORIES["harbour"]), Article(id="a1", text=text)) for text in (OTHER, ODD["emoji"])
    ]
    out = hashlib.sha256()
    for articles in pairs:
        run = run_all(plugin, Comparison(articles[-1], tuple(articles[:-1])))
        made = [run.have.get(artifact.name) for artifact in plugin.provided]
        out.update(repr([run.sorted_findings(articles[-1].id), [settled(value) for value in made]]).encode())
    return out.hexdigest()


def settled(value: Any) -> Any:
    """A value whose repr does not depend on hashes: sets have no order, so theirs does not count."""
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, map(settled, value)))
    if isinstance(value, Mapping):
        return [(settled(key), settled(item)) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [settled(item) for item in value]
    if attrs.has(type(value)):
        return [(a.name, settled(getattr(value, a.name))) for a in attrs.fields(type(value)) if a.repr]
    return value if value is None or isinstance(value, (str, int, float, bool)) else type(value).__name__


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints that finds the same modules. Raises AssertionError where it fails."""
    paths: Iterable[str] = filter(None, sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


CHECKS: dict[str, Check] = {
    "documented": is_documented,
    "light": is_light,
    "identity": finds_nothing_in_identity,
    "twice": gives_the_same_twice,
    "order of sources": takes_sources_in_any_order,
    "readers": reads_odd_bytes,
    "reporters": reports_the_same_twice,
}
"""All parts of the contract, by name."""
for _name, _text in ODD.items():
    CHECKS[f"{_name} as source"] = functools.partial(takes_odd_text, source=_text, retelling=STORIES["harbour"])
    CHECKS[f"{_name} as retelling"] = functools.partial(takes_odd_text, source=STORIES["harbour"], retelling=_text)
