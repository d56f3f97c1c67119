"""Quotations that the retelling prints otherwise, takes out of their marks, makes, or gives to someone else."""

from __future__ import annotations

from collections.abc import Iterator

from retold import RELATION, Context, Finding, Importance, Kind, check
from retold_plugins.quotes import counterparts as became
from retold_plugins.quotes.counterparts import COUNTERPARTS, Counterpart
from retold_plugins.quotes.voices import other_speaker

ALTERED = Kind(
    became.ALTERED,
    summary="Words inside quotation marks were changed, added, or left out without an ellipsis.",
    message="The quotation was {how}: {change}.",
    importance=Importance.HIGH,
)
UNQUOTED = Kind(
    became.UNQUOTED,
    summary="A direct quotation, wholly or in part, is told outside quotation marks.",
    message='Quoted words are told outside quotation marks: "{before}" became {after}.',
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


@check(needs=[COUNTERPARTS], kinds=[ALTERED])
def altered(ctx: Context) -> Iterator[Finding]:
    """Each quoted sentence whose words changed, with what became what."""
    for item in found(ctx, ALTERED.id):
        before, after = item.before, item.after
        change = f'"{before}" became "{after}"' if before and after else f'"{before or after}"'
        data = {"how": item.how, "before": before, "after": after, "change": change}
        yield ALTERED.at(item.source, item.retelling, confidence=item.confidence, data=data)


@check(needs=[COUNTERPARTS], kinds=[UNQUOTED])
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
        if not relation.is_derived or relation.direction != "source-to-retelling":
            continue
        for item in ctx[COUNTERPARTS][source.id]:
            if item.change != FABRICATED.id or is_quoted_elsewhere(ctx, item, source.id):
                continue
            told = f'the source reports "{short(item.before)}"' if item.before else "the source does not have it"
            data = {"after": short(item.after), "before": item.before, "source": told}
            yield FABRICATED.at(item.source, item.retelling, confidence=item.confidence, data=data)


@check(needs=[COUNTERPARTS], kinds=[SPEAKER])
def speaker(ctx: Context) -> Iterator[Finding]:
    """The same words, given to someone else."""
    for source in ctx.comparison.sources:
        for item in ctx[COUNTERPARTS][source.id]:
            names = other_speaker(item, source.text, ctx.retelling.text)
            if names is not None:
                words = short(ctx.text(item.retelling[0]))
                data = {"words": words, "before": names[0], "after": names[1]}
                yield SPEAKER.at(item.source, item.retelling, confidence=0.8, data=data)


def found(ctx: Context, kind: str) -> Iterator[Counterpart]:
    """The counterparts with that change which no other source explains, once for each place in the retelling."""
    seen = set()
    for source in ctx.comparison.sources:
        for item in ctx[COUNTERPARTS][source.id]:
            if item.change == kind and item.retelling not in seen and not is_quoted_elsewhere(ctx, item, source.id):
                if len(ctx.comparison.sources) > 1:
                    seen.add(item.retelling)
                yield item


def is_quoted_elsewhere(ctx: Context, item: Counterpart, source: str) -> bool:
    """Whether another source has the retelling's form: the same words in its own marks."""
    return any(
        other.retelling == item.retelling and not other.change
        for name, others in ctx[COUNTERPARTS].items()
        if name != source
        for other in others
    )


def short(words: str) -> str:
    """Words for a message, cut where they are many."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + " …"
