"""Clauses of retained sentences in which the reteller speaks: a question, an aside to the reader, a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from retold import LANGUAGE, SENTENCE_ALIGNMENT, Context, Span, SpanSet
from retold_plugins.additions.signals import HEAD, Voice, cues, logit
from retold_plugins.omissions.artifacts import SUPPORT
from retold_plugins.segmentation.artifacts import MARK, WORDS, Token, span_of

CUES = ("stance", "explain", "second", "generic")
JUDGED = ("evaluation", "loaded", "stance", "generic", "modal")
"""Who is addressed by "you" is told facts too; one of these has to stand beside it."""
NEW = 0.5
"""The share of a clause's words that no source has, where it speaks of nobody in particular or somebody is credited."""
ALL_NEW = 0.6
"""From this share on, the whole sentence is the reteller's."""
FEWEST = 2
ENDS = ",.;:–—()!?।，。；：？！"


@frozen
class VoicedClause:
    """A clause and the signals that spoke for it."""

    span: Span
    signals: Mapping[str, float]


def voiced_clauses(ctx: Context, derived: Sequence[str], voice: Voice) -> Iterator[VoicedClause]:
    """In order, without overlap; what the linked sentences of a source say in such a voice too is left out."""
    retelling = ctx.retelling.id
    nowhere = SpanSet(span for source in derived for span in ctx[SUPPORT][source].nowhere)
    for unit, partners in sorted(linked(ctx, derived).items()):
        tokens = voice.words.within(unit)
        found = [
            (start, end, label)
            for start, end, label in cues(voice.language).find(tokens)
            if label in CUES and not voice.speech.touches(tokens[start].span)
        ]
        asks = is_question(tokens, voice.speech)
        if not found and not asks:
            continue
        theirs = voices(ctx, partners)
        if asks and "question" not in theirs:
            yield VoicedClause(unit, voice.signals(unit, beside=True))
            continue
        told = Looked(voice, tokens, nowhere, same=any(ctx[LANGUAGE][s] == ctx[LANGUAGE][retelling] for s in derived))
        last = unit.start
        for start, end, label in found:
            clause = told.clause(start, end, label) if label not in theirs else None
            if clause is None and label == "stance" and label not in theirs:
                clause = told.cue(start, end)
            if clause is not None and clause.span.start >= last:
                last = clause.span.end
                yield clause


def linked(ctx: Context, derived: Sequence[str]) -> dict[Span, list[Span]]:
    """Retained sentences with those of the sources that they are linked to."""
    units: dict[Span, list[Span]] = {}
    for source in derived:
        for link in ctx[SENTENCE_ALIGNMENT][source].links:
            for unit in link.retelling:
                units.setdefault(unit, []).extend(link.source)
    return units


def voices(ctx: Context, units: Sequence[Span]) -> set[str]:
    """What sentences of a source have of the same, within quotations or outside."""
    found: set[str] = set()
    for unit in units:
        tokens = ctx[WORDS][unit.article].within(unit)
        found.update(label for _, _, label in cues(ctx[LANGUAGE][unit.article]).find(tokens))
        if any(t.text in "?？" for t in tokens):
            found.add("question")
    return found


def is_question(tokens: Sequence[Token], speech: SpanSet) -> bool:
    """Whether a sentence asks something by itself."""
    return bool(tokens) and tokens[-1].text in "?？" and not any(speech.touches(t.span) for t in tokens)


@frozen
class Looked:
    """A retained sentence as its clauses are looked at."""

    voice: Voice
    tokens: tuple[Token, ...]
    nowhere: SpanSet
    same: bool
    """Whether a source is in the same language, so that new words can be told."""

    def clause(self, start: int, end: int, label: str) -> VoicedClause | None:
        """The clause around a cue, if it is the reteller's."""
        first, last = self.bounds(start, end)
        if (first, last) == (start, end) and label == "stance" and first and self.between_commas(first, last):
            first, last = self.bounds(first - 1, last + 1)  # "The town, as ever, had no worries"
        if last - first < FEWEST or (label == "explain" and (first > 0 or start > HEAD // 2)):
            return None
        span = self.span(first, last)
        signals = self.voice.signals(span, beside=True)
        if signals.get("credited") or signals.get("quotation") or logit(signals) <= 0:
            return None
        new = self.share(first, last)
        whole = self.voice.signals(self.span(0, len(self.tokens)), beside=True)
        if whole.get("credited") and new < NEW:
            return None
        if label == "second" and not any(map(signals.get, JUDGED)):
            return None
        if (label == "generic" and new < NEW) or (label == "explain" and not self.same):
            return None
        is_all = not whole.get("credited") and self.share(0, len(self.tokens)) >= ALL_NEW
        return VoicedClause(self.span(0, len(self.tokens)) if is_all else span, signals)

    def cue(self, start: int, end: int) -> VoicedClause | None:
        """A stance put into somebody else's sentence, alone; where a translation is compared, only between marks."""
        first, last = self.bounds(start, end)
        if self.voice.signals(self.span(first, last), beside=True).get("credited"):
            return None
        if not self.same and (first < start or last > end):
            return None
        if (
            self.same
            and not self.nowhere.touches(self.span(start, end))
            and any(t.is_content for t in self.tokens[start:end])
        ):
            return None
        return VoicedClause(self.span(start, end), {"stance": 1.0})

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """From mark to mark."""
        first = next((at + 1 for at in range(start - 1, -1, -1) if self.divides(at)), 0)
        last = next((at for at in range(end, len(self.tokens)) if self.divides(at)), len(self.tokens))
        return first, last

    def between_commas(self, first: int, last: int) -> bool:
        """Whether a phrase of little words is put into a clause, so that the clause is what it comments on."""
        if any(t.is_content for t in self.tokens[first:last]):
            return False
        return last < len(self.tokens) and self.tokens[first - 1].text == "," and self.tokens[last].text == ","

    def divides(self, at: int) -> bool:
        """Whether the token is a mark between clauses."""
        token = self.tokens[at]
        return token.kind == MARK and token.text in ENDS

    def share(self, first: int, last: int) -> float:
        """The share of content words that no source has; 0 where that cannot be told."""
        content = [t for t in self.tokens[first:last] if t.is_content]
        if not self.same:
            return 0.0
        return sum(self.nowhere.touches(t.span) for t in content) / len(content) if content else 1.0

    def span(self, first: int, last: int) -> Span:
        """From the first token to the last."""
        return span_of(self.tokens, first, last)
