"""Comparing and reading, for programs and for the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from retold import artifacts
from retold._config import Config, effective, plugin_options
from retold._errors import InputError, UsageError
from retold._finding import Kind
from retold._host import Host
from retold._report import DISABLED, FAILED, ArticleRecord, ComparisonRecord, Report, StepRecord
from retold._run import Plan, Run, plan
from retold._step import Artifact
from retold._text import Article, Comparison
from retold.readers import Document, Given, article_of, read_articles

Told = Article | Path | str
PRINTED: tuple[Artifact[Any], ...] = (
    artifacts.BLOCKS,
    artifacts.SENTENCES,
    artifacts.LANGUAGE,
    artifacts.FURNITURE,
    artifacts.BLOCK_ALIGNMENT,
    artifacts.SENTENCE_ALIGNMENT,
    artifacts.RELATION,
)
READ: tuple[Artifact[Any], ...] = (*PRINTED[:4], artifacts.MARKS)
Progress = Callable[[str, int, int], None]


def compare(source: Told, retelling: Told, **options: Any) -> Report:
    """Compare one retelling with one source. See ``compare_all``."""
    return compare_all([source], [retelling], **options)


def compare_all(
    sources: Iterable[Told],
    retellings: Iterable[Told],
    *,
    config: Config | None = None,
    host: Host | None = None,
    given: Given | None = None,
    strict: bool = False,
    progress: Progress = lambda step, done, total: None,
    notes: Iterable[str] = (),
) -> Report:
    """Compare each retelling with all of the sources.

    Sources and retellings are articles, paths (``Path``, or a string without a line break that names a
    file), or texts. Raises UsageError for what cannot be read, configured or planned. A plugin that fails
    is in ``report.faults``; with ``strict`` its error is raised.
    """
    config = config or Config()
    host = host or Host.discover(disable=config.disable, strict=strict)
    told = to_articles([*(s for s in sources), *(counted := list(retellings))], host, given)
    split = len(told) - len(counted)
    if not told[:split] or not told[split:]:
        raise UsageError("give at least one source and one retelling")
    comparisons = tuple(Comparison(retelling, tuple(told[:split])) for retelling in told[split:])
    return run_report(told, comparisons, config, host, strict=strict, progress=progress, notes=notes)


def to_articles(told: Sequence[Told], host: Host, given: Given | None = None) -> list[Article]:
    """Articles as they are; paths and texts as articles ``a0``, ``a1`` ... by their place."""
    articles: list[Article] = []
    for item in told:
        if isinstance(item, Article):
            articles.append(item)
        elif isinstance(item, Path) or ("\n" not in item and len(item) < 1024 and Path(item).is_file()):
            articles += one_article(item, host, given, len(articles))
        else:
            document = Document(text=item)
            articles.append(article_of(document, f"a{len(articles)}", path=None, beside={}, given=given or Given()))
    ids = [a.id for a in articles]
    if len(set(ids)) != len(ids):
        raise UsageError(f"the articles need different ids, not {', '.join(ids)}")
    return articles


def one_article(path: Path | str, host: Host, given: Given | None, number: int) -> tuple[Article, ...]:
    """The one article of a file. Raises InputError where there are several."""
    found = read_articles(path, host.readers(), given, first_id=number)
    if len(found) > 1:
        raise InputError(str(path), f"holds {len(found)} articles", "give each in a file of its own")
    return found


def read(
    told: Told,
    *,
    config: Config | None = None,
    host: Host | None = None,
    given: Given | None = None,
    strict: bool = False,
) -> Report:
    """What is read of one article: blocks, sentences, language, furniture and marks, in a report without comparisons."""
    config = config or Config()
    host = host or Host.discover(disable=config.disable, strict=strict)
    return run_report(to_articles([told], host, given), (), config, host, strict=strict)


def run_report(
    articles: Sequence[Article],
    comparisons: tuple[Comparison, ...],
    config: Config,
    host: Host,
    *,
    strict: bool = False,
    progress: Progress = lambda step, done, total: None,
    notes: Iterable[str] = (),
) -> Report:
    """Plan the steps, run them, and put what they made together."""
    steps = host.steps()
    kinds = host.kinds()
    installed = {record.plugin for record in host.records} | {found.name for found in host.plugins()}
    options = plugin_options(config, steps, installed)
    config.check_selectors([*kinds, *(f"{name}/*" for name in installed)])
    if comparisons:
        planned = plan(steps, providers=config.providers, wanted=PRINTED, is_selected=config.is_selected)
    else:
        planned = plan(steps, providers=config.providers, wanted=READ, is_selected=lambda kind: False)
    run = Run(tuple(articles), comparisons, options, strict, progress)
    run.go(planned)
    return Report(
        articles=tuple(article_record(run, article) for article in articles),
        comparisons=tuple(comparison_record(run, comparison, config) for comparison in comparisons),
        steps=step_records(host, run, config, planned),
        kinds=kinds,
        options=effective(config, options),
        notes=tuple(notes),
    )


def article_record(run: Run, article: Article) -> ArticleRecord:
    """An article with what the run made of it; what was not made is empty."""

    def made(key: Artifact[Any], empty: Any) -> Any:
        return run.have.get(key.name, {}).get(article.id, empty)

    return ArticleRecord(
        article=article,
        language=made(artifacts.LANGUAGE, article.language or "und"),
        blocks=made(artifacts.BLOCKS, ()),
        sentences=made(artifacts.SENTENCES, ()),
        furniture=made(artifacts.FURNITURE, ()),
        marks=made(artifacts.MARKS, ()),
    )


def comparison_record(run: Run, comparison: Comparison, config: Config) -> ComparisonRecord:
    """A comparison with what the run made of it."""
    pairs = [(source.id, comparison.retelling.id) for source in comparison.sources]
    relations = run.have.get(artifacts.RELATION.name, {})
    alignments = [run.have.get(key.name, {}) for key in (artifacts.BLOCK_ALIGNMENT, artifacts.SENTENCE_ALIGNMENT)]
    return ComparisonRecord(
        comparison=comparison,
        relations=tuple((pair[0], relations[pair]) for pair in pairs if pair in relations),
        alignments=tuple(made[pair] for pair in pairs for made in alignments if pair in made),
        findings=config.shown(run.sorted_findings(comparison.retelling.id)),
    )


def step_records(host: Host, run: Run, config: Config, planned: Plan) -> tuple[StepRecord, ...]:
    """What became of each plugin and step, by name. What configuration asks for and is unavailable is a fault."""
    asked = {*config.plugins, *config.providers.values()}
    return tuple(
        attrs.evolve(record, status=FAILED)
        if record.status == DISABLED and record.plugin in asked and (record.reason or "").startswith("unavailable")
        else record
        for record in sorted([*host.records, *run.records], key=lambda r: (r.plugin, r.step))
    )


def all_kinds(host: Host) -> dict[str, Kind]:
    """Every kind of the loaded plugins, by id."""
    return dict(sorted(host.kinds().items()))
