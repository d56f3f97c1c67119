"""Quotations that the retelling prints otherwise, takes out of their marks, makes, or gives to someone else."""

from __future__ import annotations

from collections.abc import Iterator

from retold import BLOCKS, LANGUAGE, RELATION, SENTENCES, Article, Context, Finding, Importance, Kind, Span, check
from retold_plugins.quotes import counterparts as became
from retold_plugins.quotes.counterparts import COUNTERPARTS, Counterpart
from retold_plugins.quotes.described import Scene
from retold_plugins.quotes.turns import is_transcript
from retold_plugins.quotes.voices import other_description, other_speaker
from retold_plugins.segmentation.artifacts import WORDS

ALTERED = Kind(
    became.ALTERED,
    summary="Words inside quotation marks were changed, added, or left out without an ellipsis.",
    message="The quotation was {how}: {change}.",
    importance=Importance.HIGH,
)
UNQUOTED = Kind(
    became.UNQUOTED,
    summary="A direct quotation, wholly or in part, is told outside quotation marks.",
    message='Told outside quotation marks, as "{after}".',
    importance=Importance.MEDIUM,
)
FABRICATED = Kind(
    became.FABRICATED,
    summary="Words in quotation marks that the source reports in its own words, or does not have.",
    message='"{after}" stands in quotation marks; {source}.',
    importance=Importance.HIGH,
)
SPEAKER = Kind(
    "quotes/speaker",
    summary="The same words are given to someone else.",
    message='"{words}" is given to {after}; the source gives it to {before}.',
    importance=Importance.HIGH,
)
LONGEST = 120


@check(needs=[COUNTERPARTS, RELATION], kinds=[ALTERED])
def altered(ctx: Context) -> Iterator[Finding]:
    """Each quoted sentence whose words changed, with what became what."""
    for item in found(ctx, ALTERED.id):
        before, after = item.before, item.after
        change = f'"{before}" became "{after}"' if before and after else f'"{before or after}"'
        data = {"how": item.how, "before": before, "after": after, "change": change}
        yield ALTERED.at(item.source, item.retelling, confidence=item.confidence, importance=item.importance, data=data)


@check(needs=[COUNTERPARTS, RELATION], kinds=[UNQUOTED])
def unquoted(ctx: Context) -> Iterator[Finding]:
    """Each quotation, or part of one, that is told outside the marks."""
    for item in found(ctx, UNQUOTED.id):
        data = {"before": short(item.before), "after": short(item.after)}
        yield UNQUOTED.at(item.source, item.retelling, confidence=item.confidence, data=data)


@check(needs=[COUNTERPARTS, RELATION], kinds=[FABRICATED])
def fabricated(ctx: Context) -> Iterator[Finding]:
    """Quoted words without a quotation in any source, where the retelling derives from this one."""
    for source in ctx.comparison.sources:
        relation = ctx[RELATION][source.id]
        told_after = relation.is_derived and relation.direction == "source-to-retelling"
        if not told_after and not (is_transcript(source) and relation.relation != "unrelated"):
            continue
        for item in ctx[COUNTERPARTS][source.id]:
            if item.change != FABRICATED.id or is_explained(ctx, item, source.id):
                continue
            words = f'the source reports "{short(item.before)}"' if item.before else "the source does not have it"
            data = {"after": short(item.after), "before": item.before, "source": words}
            yield FABRICATED.at(item.source, item.retelling, confidence=item.confidence, data=data)


@check(needs=[COUNTERPARTS, RELATION, WORDS, LANGUAGE, SENTENCES, BLOCKS], kinds=[SPEAKER])
def speaker(ctx: Context) -> Iterator[Finding]:
    """The same words, given to someone else."""
    for source in told(ctx):
        scenes = scene_of(ctx, source), scene_of(ctx, ctx.retelling)
        for item in ctx[COUNTERPARTS][source.id]:
            names = other_speaker(item, source.text, ctx.retelling.text) or other_description(item, scenes)
            if names is not None and not gives_it_so(ctx, item, source):
                words = short(ctx.text(item.retelling[0]))
                data = {"words": words, "before": names[0], "after": names[1]}
                yield SPEAKER.at(item.source, item.retelling, confidence=0.8, data=data)


def scene_of(ctx: Context, article: Article) -> Scene:
    """An article with its words, sentences and paragraphs."""
    name = article.id
    language = ctx[LANGUAGE][name].split("-")[0]
    return Scene(
        article=article, language=language, words=ctx[WORDS][name], units=ctx[SENTENCES][name], blocks=ctx[BLOCKS][name]
    )


def gives_it_so(ctx: Context, item: Counterpart, source: Article) -> bool:
    """Whether another source gives the words to the speaker that the retelling names."""
    return any(
        other.retelling == item.retelling and other.source and other_speaker(other, further.text, "") is None
        for further in ctx.comparison.sources
        if further is not source
        for other in ctx[COUNTERPARTS][further.id]
    )


def told(ctx: Context) -> list[Article]:
    """The sources that the retelling has to do with."""
    return [source for source in ctx.comparison.sources if ctx[RELATION][source.id].relation != "unrelated"]


def found(ctx: Context, kind: str) -> Iterator[Counterpart]:
    """The counterparts with that change that no other source explains; of several sources', the likest."""
    best: dict[tuple[Span, ...], tuple[tuple[float, ...], Counterpart]] = {}
    single = len(ctx.comparison.sources) == 1
    for source in told(ctx):
        for item in ctx[COUNTERPARTS][source.id]:
            if item.change != kind or is_explained(ctx, item, source.id):
                continue
            rank = item.likeness, item.confidence, ctx[RELATION][source.id].derived
            if single:
                yield item
            elif item.retelling not in best or rank > best[item.retelling][0]:
                best[item.retelling] = rank, item
    yield from (item for _, item in best.values())


def is_explained(ctx: Context, item: Counterpart, source: str) -> bool:
    """Whether another source quotes these words as the retelling does, or has a seemingly made-up quotation."""
    for name, others in ctx[COUNTERPARTS].items():
        if name == source:
            continue
        for other in others:
            is_same = not other.change or (item.change == FABRICATED.id and other.change == ALTERED.id)
            if is_same and any(a.overlaps(b) for a in other.retelling for b in item.retelling):
                return True
    return False


def short(words: str) -> str:
    """Words for a message, cut where they are many."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
