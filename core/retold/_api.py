"""Comparing and reading, for programs and for the command line alike."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from retold import artifacts
from retold._config import Config, effective, plugin_options
from retold._errors import InputError, UsageError
from retold._host import Host
from retold._report import DISABLED, FAILED, ArticleRecord, ComparisonRecord, Report, StepRecord
from retold._run import Run, plan
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
NUMBERED = re.compile(r"a[0-9]{1,9}")


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
    source_given: Given | None = None,
    strict: bool = False,
    progress: Progress = lambda step, done, total: None,
    notes: Iterable[str] = (),
) -> Report:
    """Compare each retelling with all of the sources.

    Sources and retellings are articles, paths (``Path``, or a string that names a file), or texts. A file
    of several articles is as many retellings. ``given`` says what the retellings are (date, language,
    outlet ...) and ``source_given`` what the sources are. Raises UsageError for what cannot be read,
    configured or planned. A plugin that fails is in ``report.faults``; with ``strict`` its error is raised.
    """
    config = config or Config()
    host = host or Host.discover(disable=config.disable, strict=strict)
    sources, retellings = list(sources), list(retellings)
    taken = {item.id for item in (*sources, *retellings) if isinstance(item, Article)}
    told = to_articles(sources, host, source_given, taken=taken, one_each=True)
    retold = to_articles(retellings, host, given, taken=taken)
    if not told or not retold:
        raise UsageError("give at least one source and one retelling")
    ids = [article.id for article in (*told, *retold)]
    if len(set(ids)) != len(ids):
        raise UsageError(f"the articles need different ids, not {', '.join(ids)}")
    comparisons = tuple(Comparison(retelling, tuple(told)) for retelling in retold)
    return run_report((*told, *retold), comparisons, config, host, strict=strict, progress=progress, notes=notes)


def to_articles(
    told: Iterable[Told], host: Host, given: Given | None, *, taken: set[str], one_each: bool = False
) -> list[Article]:
    """Articles as they are; paths and texts as articles ``a0``, ``a1`` ..., numbered on from those that are taken."""
    articles: list[Article] = []
    for item in told:
        if isinstance(item, Article):
            articles.append(item)
            continue
        number = 1 + max((int(name[1:]) for name in taken if NUMBERED.fullmatch(name)), default=-1)
        if names_a_file(item):
            read_them = one_article if one_each else read_articles
            read = read_them(item, host.readers(), given, first_id=number)
        else:
            read = (article_of(Document(text=str(item)), f"a{number}", path=None, beside={}, given=given or Given()),)
        taken.update(article.id for article in read)
        articles += read
    return articles


def names_a_file(item: Path | str) -> bool:
    """Whether a path is meant: any ``Path``, and a string that names a file or, being one word, looks as if it did."""
    if isinstance(item, Path) or os.path.isfile(item):
        return True
    one_word = len(item.split()) == 1 and item.strip() == item
    return one_word and os.path.splitext(item)[1].lower() in (".txt", ".text", ".md", ".markdown", ".html", ".htm")


def one_article(
    path: Path | str, readers: Iterable[Any], given: Given | None, *, first_id: int = 0
) -> tuple[Article, ...]:
    """The one article of a file. Raises InputError where there are several."""
    found = read_articles(path, readers, given, first_id=first_id)
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
    """What is read of one article: blocks, sentences, language, furniture and marks; no comparisons."""
    config = config or Config()
    host = host or Host.discover(disable=config.disable, strict=strict)
    articles = to_articles([told], host, given, taken=set(), one_each=True)
    return run_report(articles, (), config, host, strict=strict)


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
    loaded = [found.name for found in host.plugins()]
    absent = {record.plugin: f"{record.status}, {record.reason}" for record in host.records}
    options = plugin_options(config, steps, loaded, absent)
    config.check_selectors(kinds, loaded, absent)
    planned = plan(
        steps,
        providers=config.providers,
        wanted=PRINTED if comparisons else READ,
        is_selected=config.is_selected if comparisons else lambda kind: False,
        absent=absent,
    )
    run = Run(tuple(articles), comparisons, options, strict, progress)
    run.go(planned)
    return Report(
        articles=tuple(article_record(run, article) for article in articles),
        comparisons=tuple(comparison_record(run, comparison, config) for comparison in comparisons),
        steps=step_records(host, run, config),
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


def step_records(host: Host, run: Run, config: Config) -> tuple[StepRecord, ...]:
    """What became of each plugin and step, by name. What configuration asks for and is unavailable is a fault."""
    asked = {*config.plugins, *config.providers.values()}
    return tuple(
        attrs.evolve(record, status=FAILED)
        if record.status == DISABLED and record.plugin in asked and (record.reason or "").startswith("unavailable")
        else record
        for record in sorted([*host.records, *run.records], key=lambda r: (r.plugin, r.step))
    )
