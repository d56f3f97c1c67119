"""What a step may return. A step that returns anything else has failed, and its record says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from retold import artifacts
from retold._align import Alignment, FurnitureBlock, Mark, Relation
from retold._finding import Finding
from retold._step import Artifact, Step
from retold._text import Article, Block, Comparison, Sentence, Span


def check_findings(step: Step, comparison: Comparison, findings: Iterable[Any]) -> None:
    """Raise TypeError for what is no finding, ValueError for one that is not declared or lies elsewhere."""
    declared = {kind.id for kind in step.kinds}
    for finding in findings:
        if not isinstance(finding, Finding):
            raise TypeError(f"a check yields findings, not {type(finding).__name__}")
        if finding.kind not in declared:
            raise ValueError(f"finding of the kind {finding.kind}, which {step.name} does not declare")
        check_spans(finding.kind, "source", finding.source, comparison.sources)
        check_spans(finding.kind, "retelling", finding.retelling, (comparison.retelling,))


def check_spans(what: str, side: str, spans: Iterable[Span], articles: Iterable[Article]) -> None:
    """Raise ValueError where a span does not lie in one of the articles of its side."""
    lengths = {article.id: len(article.text) for article in articles}
    for span in spans:
        length = lengths.get(span.article)
        if length is None:
            raise ValueError(f"{what}: a {side} span is in {span.article!r}, not in {' or '.join(map(repr, lengths))}")
        if span.end > length:
            raise ValueError(f"{what}: the span {span.start}-{span.end} runs past the {side}, {length} long")


def check_made(artifact: Artifact[Any], value: Any, articles: tuple[Article, ...]) -> None:
    """Raise TypeError or ValueError where a printed artifact is not what the report needs.

    ``articles`` are those that the provider worked on: one, a source and a retelling, or all. Artifacts that
    only plugins exchange are theirs to check.
    """
    check = PRINTED.get(artifact.name)
    if check is not None:
        check(artifact.name, value, articles)


def _listed(cls: type[Block | Sentence | Mark]) -> Callable[[str, Any, tuple[Article, ...]], None]:
    def check(name: str, value: Any, articles: tuple[Article, ...]) -> None:
        if not isinstance(value, tuple) or not all(isinstance(item, cls) for item in value):
            raise TypeError(f"{name} of an article is a tuple of {cls.__name__} objects, not {_kind_of(value)}")
        check_spans(name, "article", (item.span for item in value), articles)

    return check


def _language(name: str, value: Any, _: tuple[Article, ...]) -> None:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{name} of an article is a code such as 'en', not {value!r}")


def _furniture(name: str, value: Any, articles: tuple[Article, ...]) -> None:
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} is a mapping by article id, not {_kind_of(value)}")
    for blocks in value.values():
        if not isinstance(blocks, tuple) or not all(isinstance(block, FurnitureBlock) for block in blocks):
            raise TypeError(f"{name} of an article is a tuple of FurnitureBlock objects, not {_kind_of(blocks)}")
        check_spans(name, "article", (block.span for block in blocks), articles)


def _alignment(name: str, value: Any, articles: tuple[Article, ...]) -> None:
    if not isinstance(value, Alignment):
        raise TypeError(f"{name} of a source is an Alignment, not {_kind_of(value)}")
    source, retelling = articles
    if (value.source, value.retelling) != (source.id, retelling.id):
        raise ValueError(f"{name}: an alignment of {value.source!r} with {value.retelling!r}, not of {source.id!r}")
    check_spans(name, "source", value.source_units, (source,))
    check_spans(name, "retelling", value.retelling_units, (retelling,))


def _relation(name: str, value: Any, _: tuple[Article, ...]) -> None:
    if not isinstance(value, Relation):
        raise TypeError(f"{name} of a source is a Relation, not {_kind_of(value)}")


def _kind_of(value: Any) -> str:
    if isinstance(value, (list, tuple)) and value:
        return f"a {type(value).__name__} of {type(value[0]).__name__}"
    return type(value).__name__


PRINTED: Mapping[str, Callable[[str, Any, tuple[Article, ...]], None]] = {
    artifacts.BLOCKS.name: _listed(Block),
    artifacts.SENTENCES.name: _listed(Sentence),
    artifacts.MARKS.name: _listed(Mark),
    artifacts.LANGUAGE.name: _language,
    artifacts.FURNITURE.name: _furniture,
    artifacts.BLOCK_ALIGNMENT.name: _alignment,
    artifacts.SENTENCE_ALIGNMENT.name: _alignment,
    artifacts.RELATION.name: _relation,
}
