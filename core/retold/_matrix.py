"""Many articles of one story, no source named: who tells what, and which text derives from which.

Every pair is aligned once. Sentences that are linked across the articles are one piece of content;
the descent is the heaviest forest of derivations (each text has at most one parent, no circles). The
articles are put in the order of their hashes first, so that neither their order nor their names matter.
"""

from __future__ import annotations

import re
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
WORD = re.compile(r"\w+")
NEARLY = 0.85
"""A text whose wording is kept this much as well as another's, which derives from it, goes before that."""
MOST_OF_ONE_TEXT = 4
"""Sentences of one article in one piece of content: beyond this, chains of loose links are cut."""
DERIVED = ("verbatim", "edited", "paraphrase", "summary", "partial")


@frozen
class Content:
    """A piece of content: the sentences of each article that tell it."""

    told: tuple[tuple[str, tuple[Span, ...]], ...]
    """By article id, in the order of the articles."""
    marks: tuple[tuple[str, tuple[Mark, ...]], ...] = ()
    """The quotations and figures in these sentences, by article id."""

    @property
    def articles(self) -> tuple[str, ...]:
        """Who tells it."""
        return tuple(name for name, _ in self.told)


@frozen
class Descent:
    """One text derives from another: the share of the child that comes from the parent, and why."""

    parent: str
    child: str
    relation: str
    derived: float
    confidence: float
    why: tuple[str, ...] = ()


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
    descents = descent(records, relations)
    order = genealogical([article.id for article in told], descents)
    return Matrix(
        articles=tuple(records[name] for name in order),
        contents=contents(order, records, alignments.values()),
        relations=tuple((a, b, relation) for (a, b), relation in sorted(relations.items())),
        descents=descents,
        siblings=tuple(sorted(pair for pair, r in relations.items() if r.is_derived and r.direction == "common")),
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


def descent(records: Mapping[str, ArticleRecord], relations: Mapping[tuple[str, str], Relation]) -> tuple[Descent, ...]:
    """The heaviest forest, taken greedily: the closest wording first, one parent each, no circles.

    Of several texts that a text may derive from, its parent is the one that shares most of its runs of
    words: a retelling keeps more of the wording of what it was made from than of another retelling of
    that. Where this hardly differs it is the ancestor: two retellings of one text are alike. A text that
    says that it is older than another does not derive from it.
    """
    published = {name: record.article.published for name, record in records.items()}
    runs = {name: word_runs(record) for name, record in records.items()}
    offers: dict[tuple[str, str], tuple[float, Descent]] = {}
    for (source, retelling), relation in relations.items():
        if relation.relation not in DERIVED or relation.direction not in ("source-to-retelling", "retelling-to-source"):
            continue
        forward = relation.direction == "source-to-retelling"
        parent, child = (source, retelling) if forward else (retelling, source)
        born, heir = published[parent], published[child]
        if born is not None and heir is not None and naive(heir) < naive(born):
            continue
        share = relation.derived if forward else relation.retained
        kept = len(runs[child] & runs[parent]) / max(1, len(runs[child]))
        step = Descent(parent, child, relation.relation, share, relation.confidence, relation.why)
        offers[parent, child] = (kept, step)
    chosen: dict[str, Descent] = {}
    for _, offer in sorted(offers.values(), key=lambda o: (-o[0], -o[1].derived, o[1].parent, o[1].child)):
        if offer.child not in chosen and offer.child not in ancestors(offer.parent, chosen):
            chosen[offer.child] = offer
    for child in sorted(chosen):
        while (step := chosen[child]).parent in chosen:
            above = offers.get((chosen[step.parent].parent, child))
            if above is None or above[0] < NEARLY * offers[step.parent, child][0]:
                break
            chosen[child] = above[1]
    return tuple(chosen[child] for child in sorted(chosen))


def word_runs(record: ArticleRecord) -> set[tuple[str, ...]]:
    """All runs of three words of the story."""
    furniture = SpanSet(block.span for block in record.furniture)
    story = [s.span for s in record.sentences if not furniture.touches(s.span)]
    words = [word for s in story for word in WORD.findall(record.article.text[s.start : s.end].casefold())]
    return set(zip(words, words[1:], words[2:], strict=False))


def naive(moment: object) -> str:
    """A date as text that sorts, its zone left out: dates of articles are rarely exact to the hour."""
    return str(moment)[:16]


def ancestors(name: str, chosen: Mapping[str, Descent]) -> set[str]:
    """A text, its parent, and so on."""
    found = {name}
    while name in chosen:
        name = chosen[name].parent
        found.add(name)
    return found


def genealogical(names: list[str], descents: Iterable[Descent]) -> list[str]:
    """Roots with most descendants first, each followed by its children."""
    children: dict[str, list[str]] = {}
    parents = {d.child for d in descents}
    for d in descents:
        children.setdefault(d.parent, []).append(d.child)

    def size(name: str) -> int:
        return 1 + sum(size(child) for child in children.get(name, ()))

    order: list[str] = []
    queue = sorted((n for n in names if n not in parents), key=lambda n: (-size(n), n))
    while queue:
        name = queue.pop(0)
        order.append(name)
        queue = sorted(children.get(name, ()), key=lambda n: (-size(n), n)) + queue
    return order


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
    made = [content_of(sorted(members), rank, records) for members in groups]
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


def content_of(members: list[Span], rank: Mapping[str, int], records: Mapping[str, ArticleRecord]) -> Content:
    """One group, with its quotations and figures."""
    names = sorted({span.article for span in members}, key=rank.__getitem__)
    told = tuple((name, tuple(span for span in members if span.article == name)) for name in names)
    marks = tuple(
        (name, tuple(m for m in records[name].marks if m.kind != "name" and any(s.overlaps(m.span) for s in spans)))
        for name, spans in told
    )
    return Content(told, tuple((name, found) for name, found in marks if found))


def first_place(content: Content, rank: Mapping[str, int]) -> tuple[int, int]:
    """Where the first article that tells it does so."""
    name, spans = content.told[0]
    return rank[name], spans[0].start
