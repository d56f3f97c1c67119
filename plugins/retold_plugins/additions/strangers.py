"""Names in a summary that none of its sources has."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Span, tables
from retold_plugins.segmentation.artifacts import MARK, WORD, WORDS, Token

ROOT = 4
"""Words that begin with the same so many letters may be forms of one name: Hebrides and Hebridean."""


def strangers(ctx: Context) -> Iterator[Span]:
    """Names inside retained sentences of a summary, where capitals tell a name and no source has its last word."""
    language = ctx[LANGUAGE][ctx.retelling.id].split("-")[0]
    skipped = ordinary(language)
    summarised = [s.id for s in ctx.comparison.sources if ctx[RELATION][s.id].relation == "summary"]
    if not summarised or not skipped:
        return
    if any(ctx[LANGUAGE][s.id].split("-")[0] != language for s in ctx.comparison.sources):
        return
    told = [token for s in ctx.comparison.sources for token in ctx[WORDS][s.id].tokens]
    known = {form for token in told for form in (token.key, token.stem)}
    roots = {token.key[:ROOT] for token in told if token.text[:1].isupper() and len(token.key) >= ROOT}
    initials = "".join(token.text[0] if token.text[:1].isupper() else "" for token in told)
    for unit in sorted({unit for s in summarised for unit in ctx[SENTENCE_ALIGNMENT][s].retelling_units}):
        tokens = ctx[WORDS][ctx.retelling.id].within(unit)
        for start, end in runs(tokens):
            last = tokens[end - 1]
            while start < end - 1 and tokens[start].is_stop:
                start += 1
            if last.key in known or last.stem in known or last.key in skipped or last.is_stop:
                continue
            if last.key[:ROOT] in roots or (last.text.isupper() and last.text in initials):
                continue
            if "".join(token.text[0] for token in tokens[start:end]).casefold() in known and end - start > 1:
                continue
            yield Span(unit.article, tokens[start].span.start, last.span.end)


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Words with capitals one after another; a single one only where no sentence or quotation begins."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].kind == WORD and tokens[end].text[:1].isupper():
            end += 1
        begins = at == 0 or tokens[at - 1].kind == MARK
        if end - at > (1 if begins else 0):
            yield at, end
        at = max(end, at + 1)


@functools.cache
def ordinary(language: str) -> frozenset[str]:
    """Words with capitals that are no names, in a language where nouns have none; empty for others."""
    return frozenset(tables.load(__file__, "capitals", language).get("words", ()))
