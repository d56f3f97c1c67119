"""An article as blocks, sentences and marked pieces, ready for the template.

Findings overlap as they like: a text is cut wherever one begins or ends, and each piece says which
findings it belongs to. Every character stands once, in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from retold import Alignment, ArticleRecord, ComparisonRecord, Finding, Sentence, Span, SpanSet
from retold.reporters import visible

FAMILIES = {
    "additions": "added",
    "omissions": "dropped",
    "quotes": "changed",
    "figures": "changed",
    "names": "changed",
    "claims": "changed",
    "attributions": "changed",
    "localisation": "local",
    "translation": "local",
    "structure": "moved",
    "furniture": "furniture",
}
"""By plugin, what a finding's marks look like; further plugins' are ``other``."""
TAGS = {"heading": "h4", "paragraph": "p", "list-item": "p", "quote": "blockquote"}


@frozen
class Piece:
    """Some characters, and the numbers of the findings that mark them (weightiest first)."""

    text: str
    findings: tuple[int, ...] = ()
    family: str = ""
    importance: str = ""


@frozen
class Unit:
    """A sentence, or what stands between two (with an empty id)."""

    id: str
    status: str
    """``kept``, ``partly``, ``dropped``, ``added`` or empty."""
    pieces: tuple[Piece, ...]


@frozen
class Part:
    """A block, or a run of furniture."""

    tag: str
    kind: str
    units: tuple[Unit, ...] = ()
    furniture: tuple[Part, ...] = ()
    place: str = ""
    """Where the block stands in its file, if that is no plain text."""


@frozen
class Text:
    """One article of one comparison."""

    id: str
    name: str
    title: str
    language: str
    side: str
    parts: tuple[Part, ...]
    units: tuple[tuple[str, int, int, str], ...]
    """Id, start, end and status of each sentence of the story, for the map."""
    length: int


def family(kind: str) -> str:
    """What marks of that kind look like."""
    return FAMILIES.get(kind.split("/")[0], "other")


def text_of(record: ArticleRecord, name: str, prefix: str, comparison: ComparisonRecord, side: str) -> Text:
    """An article with its marks; ``prefix`` keeps ids apart between comparisons."""
    article, findings = record.article, comparison.findings
    marks = [
        (span, number)
        for number, finding in enumerate(findings)
        for span in (finding.source if side == "source" else finding.retelling)
        if span.article == article.id and span.start < span.end and family(finding.kind) != "furniture"
    ]
    status = statuses(record, side, comparison.alignments)
    cutter = Cutter(article.text, marks, findings)
    parts = [*block_parts(record, prefix, status, cutter)]
    ids = unit_ids(record, prefix)
    return Text(
        id=f"{prefix}{article.id}",
        name=name,
        title=article.title or "",
        language=record.language if record.language != "und" else "",
        side=side,
        parts=tuple(folded(parts)),
        units=tuple(
            (ids[s.span], s.span.start, s.span.end, status[s.span]) for s in record.sentences if s.span in status
        ),
        length=len(article.text),
    )


def unit_ids(record: ArticleRecord, prefix: str) -> dict[Span, str]:
    """The page's id of each sentence."""
    return {s.span: f"{prefix}{record.article.id}s{i}" for i, s in enumerate(record.sentences)}


def statuses(record: ArticleRecord, side: str, alignments: Iterable[Alignment]) -> dict[Span, str]:
    """What became of each sentence of the story; furniture has no status."""
    furniture = SpanSet(block.span for block in record.furniture)
    status = {
        s.span: "dropped" if side == "source" else "added" for s in record.sentences if not furniture.touches(s.span)
    }
    for alignment in alignments:
        if alignment.level == "sentence" and record.article.id in (alignment.source, alignment.retelling):
            for link in alignment.links:
                for span in link.source if side == "source" else link.retelling:
                    if span in status and status[span] != "kept":
                        status[span] = "kept" if link.degree == "full" else "partly"
    return status


@frozen
class Cutter:
    """Cuts stretches of a text into pieces at the ends of marks."""

    text: str
    marks: Sequence[tuple[Span, int]]
    findings: Sequence[Finding]

    def pieces(self, start: int, end: int, among: Sequence[tuple[Span, int]]) -> tuple[Piece, ...]:
        """The pieces from start to end, by those of the marks that touch it."""
        cuts = {start, end}
        for span, _ in among:
            cuts |= {at for at in (span.start, span.end) if start < at < end}
        return tuple(self.piece(a, b, among) for a, b in pairwise(sorted(cuts)))

    def piece(self, start: int, end: int, among: Sequence[tuple[Span, int]]) -> Piece:
        """One piece. The shortest and weightiest mark gives it its looks."""
        words = visible(self.text[start:end])
        here = [(span, number) for span, number in among if span.start <= start and end <= span.end]
        if not here:
            return Piece(words)
        here.sort(key=lambda mark: (-self.findings[mark[1]].importance.rank, len(mark[0]), mark[1]))
        first = self.findings[here[0][1]]
        return Piece(words, tuple(dict.fromkeys(n for _, n in here)), family(first.kind), str(first.importance))


def block_parts(record: ArticleRecord, prefix: str, status: Mapping[Span, str], cutter: Cutter) -> Iterator[Part]:
    """Each block with its sentences."""
    furniture = {block.span: block.kind for block in record.furniture}
    by_block: dict[int, list[Sentence]] = {}
    for sentence in record.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    ids = unit_ids(record, prefix)
    marks = sorted(cutter.marks)
    places = {place.span.start: place.where for place in record.article.places}
    for number, block in enumerate(record.blocks):
        here = [mark for mark in marks if mark[0].overlaps(block.span)]
        units = []
        at = block.span.start
        for sentence in by_block.get(number, ()):
            span = sentence.span
            if at < span.start:
                units.append(Unit("", "", cutter.pieces(at, span.start, here)))
            among = [mark for mark in here if mark[0].overlaps(span)]
            units.append(Unit(ids[span], status.get(span, ""), cutter.pieces(span.start, span.end, among)))
            at = span.end
        if at < block.span.end:
            units.append(Unit("", "", cutter.pieces(at, block.span.end, here)))
        kind = f"furniture {furniture[block.span]}" if block.span in furniture else block.kind
        tag = TAGS.get(block.kind, "p") if block.span not in furniture else "p"
        yield Part(tag, kind, tuple(units), place=places.get(block.span.start, ""))


def folded(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbouring furniture as one part that the page folds."""
    run: list[Part] = []
    for part in parts:
        if part.kind.startswith("furniture"):
            run.append(part)
            continue
        if run:
            yield Part("details", "furniture", furniture=tuple(run))
            run = []
        yield part
    if run:
        yield Part("details", "furniture", furniture=tuple(run))
