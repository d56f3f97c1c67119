"""Many articles of one story, no source named: who tells what, and which text derives from which.

Every pair is aligned once. Sentences that are linked across the articles are one piece of content. The
articles are put in the order of their hashes first, so that neither their order nor their names matter.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from retold._align import FULL, Alignment, Link, Mark, Relation
from retold._api import article_record, step_records, to_articles
from retold._config import Config, effective, plugin_options
from retold._errors import UsageError
from retold._host import Host
from retold._report import ArticleRecord, StepRecord
from retold._run import Run, plan
from retold._stemma import Descent, Shared, genealogical, siblings, stemma
from retold._text import Article, Block, Comparison, Span, SpanSet
from retold.artifacts import (
    BLOCKS,
    FURNITURE,
    LANGUAGE,
    MARKS,
    RELATION,
    SENTENCE_ALIGNMENT,
    SENTENCES,
)

if TYPE_CHECKING:
    from retold._api import Progress, Told

WANTED = (BLOCKS, SENTENCES, LANGUAGE, FURNITURE, SENTENCE_ALIGNMENT, RELATION, MARKS)
MOST_OF_ONE_TEXT = 4
"""Sentences of one article in one piece of content: beyond this, chains of loose links are cut."""


@frozen
class Content:
    """A piece of content: the sentences of each article that tell it."""

    told: tuple[tuple[str, tuple[Span, ...]], ...]
    """By article id, in the order of the articles."""
    marks: tuple[tuple[str, tuple[Mark, ...]], ...] = ()
    """The quotations, figures, dates and names in these sentences, by article id."""

    @property
    def articles(self) -> tuple[str, ...]:
        """Who tells it."""
        return tuple(name for name, _ in self.told)


@frozen(kw_only=True)
class Matrix:
    """Who tells what, and who has it from whom."""

    articles: tuple[ArticleRecord, ...] = field(repr=False)
    """Parents before children, then by hash."""
    contents: tuple[Content, ...] = field(repr=False)
    """In the order in which the articles tell them."""
    relations: tuple[tuple[str, str, Relation], ...] = field(repr=False)
    """Of each pair, the first article's id as source."""
    descents: tuple[Descent, ...]
    shared: tuple[Shared, ...] = ()
    """Texts that depart alike from the one that they derive from."""
    siblings: tuple[tuple[str, str], ...] = ()
    """Pairs that derive from one text that is not here."""
    steps: tuple[StepRecord, ...] = field(default=(), repr=False)
    options: tuple[tuple[str, object], ...] = field(default=(), repr=False)

    @property
    def faults(self) -> tuple[StepRecord, ...]:
        """The steps that failed or were skipped for another's failure."""
        return tuple(record for record in self.steps if record.is_fault)


def matrix(
    articles: Iterable[Told],
    *,
    config: Config | None = None,
    host: Host | None = None,
    strict: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> Matrix:
    """Compare all articles with each other. Raises UsageError for fewer than two different ones."""
    config = config or Config()
    host = host or Host.discover(disable=config.disable, strict=strict)
    told = canonical(to_articles(articles, host, None, taken=set()))
    comparisons = tuple(Comparison(later, (earlier,)) for earlier, later in combinations(told, 2))
    steps = host.steps()
    absent = {record.plugin: f"{record.status}, {record.reason}" for record in host.records}
    options = plugin_options(config, steps, [found.name for found in host.plugins()], absent)
    planned = plan(steps, providers=config.providers, wanted=WANTED, is_selected=lambda kind: False, absent=absent)
    run = Run(told, comparisons, options, strict, progress)
    run.go(planned)
    alignments: Mapping[tuple[str, str], Alignment] = run.have.get(SENTENCE_ALIGNMENT.name, {})
    relations: Mapping[tuple[str, str], Relation] = run.have.get(RELATION.name, {})
    records = {article.id: article_record(run, article) for article in told}
    by_hash = [article.id for article in told]
    descents, shared = stemma(records, relations, contents(by_hash, records, alignments.values()))
    order = genealogical(by_hash, descents)
    return Matrix(
        articles=tuple(records[name] for name in order),
        contents=contents(order, records, alignments.values()),
        relations=tuple((a, b, relation) for (a, b), relation in sorted(relations.items())),
        descents=descents,
        shared=shared,
        siblings=siblings(relations, descents),
        steps=step_records(host, run, config),
        options=effective(config, options),
    )


def canonical(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles by their texts' hashes, with ids ``a0``, ``a1`` ... in that order; one text counts once."""
    by_hash: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: (a.sha256, a.text, a.path or "")):
        by_hash.setdefault(article.sha256 + article.text, article)
    if len(by_hash) < 2:
        raise UsageError("give at least two different articles")
    return tuple(renamed(article, f"a{i}") for i, article in enumerate(by_hash.values()))


def renamed(article: Article, name: str) -> Article:
    """The same article under another id."""
    blocks = tuple(Block(b.kind, Span(name, b.span.start, b.span.end)) for b in article.blocks)
    return evolve(article, id=name, blocks=blocks)


def contents(
    order: list[str], records: Mapping[str, ArticleRecord], alignments: Iterable[Alignment]
) -> tuple[Content, ...]:
    """Sentences grouped by their links: full ones join groups, a partial one takes in a sentence that has none."""
    group: dict[Span, list[Span]] = {}
    for name in order:
        furniture = SpanSet(block.span for block in records[name].furniture)
        for sentence in records[name].sentences:
            if not furniture.touches(sentence.span):
                group[sentence.span] = [sentence.span]
    links: list[Link] = [link for alignment in alignments for link in alignment.links]
    for link in sorted(links, key=lambda x: (x.degree != FULL, -x.score, x.source, x.retelling)):
        units = [unit for unit in (*link.source, *link.retelling) if unit in group]
        for unit in units[1:]:
            join(group, units[0], unit, link.degree == FULL)
    rank = {name: i for i, name in enumerate(order)}
    groups = {id(members): members for members in group.values()}.values()
    marks = {span: found for name in order for span, found in marks_of(records[name]).items()}
    made = [content_of(sorted(members), rank, marks) for members in groups]
    return tuple(sorted(made, key=lambda content: first_place(content, rank)))


def join(group: dict[Span, list[Span]], one: Span, other: Span, full: bool) -> None:
    """Put two groups together, unless that would chain too much, or a partial link two real groups."""
    a, b = group[one], group[other]
    if a is b or (not full and min(len(a), len(b)) > 1):
        return
    names = [span.article for span in (*a, *b)]
    if max(names.count(name) for name in set(names)) > MOST_OF_ONE_TEXT:
        return
    a.extend(b)
    for span in b:
        group[span] = a


def marks_of(record: ArticleRecord) -> dict[Span, list[Mark]]:
    """The marks in each sentence; one that reaches over several is in all of them."""
    spans = sorted(sentence.span for sentence in record.sentences)
    starts = [span.start for span in spans]
    found: dict[Span, list[Mark]] = {}
    for mark in record.marks:
        at = max(0, bisect.bisect_right(starts, mark.span.start) - 1)
        while at < len(spans) and spans[at].start < mark.span.end:
            if spans[at].overlaps(mark.span):
                found.setdefault(spans[at], []).append(mark)
            at += 1
    return found


def content_of(members: list[Span], rank: Mapping[str, int], marks: Mapping[Span, Iterable[Mark]]) -> Content:
    """One group, with its quotations and figures."""
    names = sorted({span.article for span in members}, key=rank.__getitem__)
    told = tuple((name, tuple(span for span in members if span.article == name)) for name in names)
    here = {name: tuple(dict.fromkeys(m for span in spans for m in marks.get(span, ()))) for name, spans in told}
    return Content(told, tuple((name, found) for name, found in here.items() if found))


def first_place(content: Content, rank: Mapping[str, int]) -> tuple[int, int]:
    """Where the first article that tells it does so."""
    name, spans = content.told[0]
    return rank[name], spans[0].start
