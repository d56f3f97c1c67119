"""The retelling is in another language."""

from __future__ import annotations

from collections.abc import Iterator

from retold import FURNITURE, LANGUAGE, SENTENCES, Context, Finding, Importance, Kind, Span, SpanSet, check

LANGUAGE_KIND = Kind(
    "translation/language",
    summary="The retelling is in another language than the source.",
    message="From {before} into {after}.",
    importance=Importance.MEDIUM,
)
UNKNOWN = "und"
ONE_LANGUAGE = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "cmn": "zh", "fil": "tl"}
"""Codes that stand for one written language here, or for which another code is in use."""


@check(needs=[LANGUAGE, SENTENCES], uses=[FURNITURE], kinds=[LANGUAGE_KIND])
def language(ctx: Context) -> Iterator[Finding]:
    """Once for each source; not at all where one of several sources is in the retelling's language."""
    after = code(ctx[LANGUAGE][ctx.retelling.id])
    before = {source.id: code(ctx[LANGUAGE][source.id]) for source in ctx.comparison.sources}
    if after == UNKNOWN or after in before.values():
        return
    begins = first_sentence(ctx, ctx.retelling.id)
    for source, tag in before.items():
        begin = first_sentence(ctx, source)
        if tag != UNKNOWN and begin and begins:
            yield LANGUAGE_KIND.at(begin, begins, data={"before": tag, "after": after})


def first_sentence(ctx: Context, article: str) -> Span | None:
    """The first sentence of the story, past the furniture of the page."""
    junk = SpanSet(block.span for block in (ctx.get(FURNITURE) or {}).get(article, ()))
    return next((s.span for s in ctx[SENTENCES][article] if not junk.touches(s.span)), None)


def code(tag: str) -> str:
    """The language of a tag, without script and region."""
    main = tag.replace("_", "-").split("-")[0].casefold()
    return ONE_LANGUAGE.get(main, main)
