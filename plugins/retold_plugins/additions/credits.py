"""Credit to an outlet, agency or authority for what a source tells without that credit."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Finding, Kind, Span, SpanSet, check, tables
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.omissions.artifacts import DIRECT_SPEECH
from retold_plugins.segmentation.artifacts import MARK, WORDS, Phrases, Token, shortened

ATTRIBUTION = Kind(
    "additions/attribution",
    summary="Credit to an outlet, agency or authority for content that the source also tells, without that credit.",
    message="Credited where the source is not: {words}",
)
AGENCY = re.compile(r"^[^\W\d_][\w.,' -]{1,60}\(([A-Z][A-Za-z]{1,9})\)\s{0,3}[—–:-]", re.MULTILINE)
"""A dateline that ends with an agency's initials."""
INITIALS = re.compile(r"^[^\W\d_][\w./' -]{1,40}\(([a-z]{2,5}(?:/[a-z]{2,5})?)\)\s{0,3}[—–-]", re.MULTILINE)
"""The same in small letters, as German papers print them."""
VERB = 20
"""So many code points behind a credit its verb begins."""
NAME_WORDS = 6
REACHED = 9
"""The verb behind an outlet stands so near: ``le quotidien NAME a pu consulter``."""
PLACE = 4
"""So many words at most name the place."""
LEAD = 80
"""The dateline is among so many tokens."""
SMALL = frozenset(
    {
        "the",
        "of",
        "and",
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "l'",
        "el",
        "los",
        "las",
        "der",
        "die",
        "das",
        "do",
        "da",
        "het",
        "o",
        "a",
        "&",
    }
)


@frozen
class Cues:
    """How a language credits."""

    before: Phrases
    after: Phrases
    outlets: Phrases
    authorities: Phrases
    institutions: Phrases


@functools.cache
def cues(language: str) -> Cues:
    """The table of a language; an empty one where there is none."""
    table = tables.load(__file__, "credits", language)
    names = ("before", "after", "outlets", "authorities", "institutions")
    return Cues(*(Phrases({name: table.get(name, ())}) for name in names))


@check(
    needs=[RELATION, SENTENCE_ALIGNMENT, WORDS, LANGUAGE, DIRECT_SPEECH],
    uses=[ATTRIBUTION_MATCHES],
    kinds=[ATTRIBUTION],
)
def credits_added(ctx: Context) -> Iterator[Finding]:
    """Credit in retained sentences that no source gives."""
    retelling = ctx.retelling
    related = [s.id for s in ctx.comparison.sources if ctx[RELATION][s.id].relation != "unrelated"]
    linked = {u for s in related for link in ctx[SENTENCE_ALIGNMENT][s].links for u in link.retelling}
    known = {form for s in related for t in ctx[WORDS][s].tokens for form in (t.key, t.stem)}
    table = cues(ctx[LANGUAGE][retelling.id])
    spoken = SpanSet(ctx[DIRECT_SPEECH][retelling.id])
    end = 0
    same = kept(ctx)
    by_name = [
        (span, sure)
        for span, sure in named(ctx, sorted(linked), table, known)
        if not same.touches(reach(ctx, span)) or is_news(ctx, span, known)
    ]
    derived = any(ctx[RELATION][s].is_derived for s in related)
    own = own_agency(ctx) if not derived else ""
    by_name = [(span, sure) for span, sure in by_name if not own or own not in ctx.text(span).split()]
    heads = [*datelines(ctx, known), *agencies(ctx, table, known)] if derived else []
    found = [*heads, *by_name, *unnamed(ctx, table, same)]
    for span, sure in sorted(set(found), key=lambda credit: (credit[0].start, -credit[0].end, credit[1])):
        if span.start >= end and not spoken.touches(span):
            end = span.end
            yield ATTRIBUTION.at(retelling=span, confidence=sure, data={"words": shortened(ctx.text(span))})


def own_agency(ctx: Context) -> str:
    """The agency whose report this is, by its dateline: in a report of its own it credits nobody else."""
    match = dateline(ctx)
    return match[1] if match else ""


def dateline(ctx: Context) -> re.Match[str] | None:
    """The head of an agency's story, with the agency's initials as its first group."""
    return AGENCY.search(ctx.retelling.text) or INITIALS.search(ctx.retelling.text)


def datelines(ctx: Context, known: set[str]) -> Iterator[tuple[Span, float]]:
    """An agency's initials at the head of the story, where no source has them."""
    match = dateline(ctx)
    if match and not any(part in known for part in match.group(1).casefold().split("/")):
        yield ctx.retelling.span(match.start(1) - 1, match.end(1) + 1), 0.8


def agencies(ctx: Context, table: Cues, known: set[str]) -> Iterator[tuple[Span, float]]:
    """Agencies without a name behind the place, before the colon or dash of the dateline: ``Tarn, agencies:``."""
    text = ctx.retelling.text
    tokens = list(ctx[WORDS][ctx.retelling.id].tokens[:LEAD])
    for start, end, _ in table.outlets.find(tokens):
        line = text.rfind("\n", 0, tokens[start].span.start) + 1
        after = text[tokens[end - 1].span.end :][:3].lstrip(") ")[:1]
        is_new = not all(t.key in known or t.stem in known for t in tokens[start:end])
        if is_new and after in tuple(":—–-") and line and len(text[line : tokens[start].span.start].split()) <= PLACE:
            yield Span(ctx.retelling.id, tokens[start].span.start, tokens[end - 1].span.end), 0.7


def named(ctx: Context, units: Sequence[Span], table: Cues, known: set[str]) -> Iterator[tuple[Span, float]]:
    """A phrase of credit with the name of somebody who is in no source."""
    for unit in units:
        tokens = ctx[WORDS][ctx.retelling.id].within(unit)
        for start, end, _ in table.before.find(tokens):
            stop = name_end(tokens, end, table, known)
            if stop is not None:
                yield Span(unit.article, tokens[start].span.start, tokens[stop - 1].span.end), 0.7
        for start, _, _ in table.outlets.find(tokens):
            stop = next((e for s, e, _ in table.after.find(tokens) if start < s <= start + REACHED), None)
            if stop is not None and not all(t.key in known for t in tokens[start:stop]):
                yield Span(unit.article, tokens[start].span.start, tokens[stop - 1].span.end), 0.7


def name_end(tokens: Sequence[Token], start: int, table: Cues, known: set[str]) -> int | None:
    """Where a name that begins here ends; None where none begins, or where a source has every word of it."""
    end, new = start, False
    for at in range(start, min(len(tokens), start + NAME_WORDS)):
        token = tokens[at]
        if token.kind == MARK or not (token.text[:1].isupper() or token.key in SMALL):
            break
        if token.key not in SMALL:
            end, new = at + 1, new or not (token.key in known or token.stem in known)
    outlet = any(s == start or s == start + 1 for s, _, _ in table.outlets.find(tokens[: start + NAME_WORDS]))
    return end if new or (outlet and end > start) else None


def kept(ctx: Context) -> SpanSet:
    """The retelling's attributions that a source has as well, perhaps with another verb or in another language."""
    by_source = ctx.get(ATTRIBUTION_MATCHES) or {}
    return SpanSet(span for matches in by_source.values() for m in matches if m.source for span in m.retelling)


def reach(ctx: Context, span: Span) -> Span:
    """The phrase of credit with the verb behind it: ``wie der Betrieb mitteilte``."""
    after = behind(ctx, span)
    return Span(span.article, span.start, after.span.end) if after is not None else span


def behind(ctx: Context, span: Span) -> Token | None:
    """The word or mark behind a phrase."""
    end = min(span.end + VERB, len(ctx.retelling.text))
    return next(iter(ctx[WORDS][span.article].within(Span(span.article, span.end, end))), None)


def is_news(ctx: Context, span: Span, known: set[str]) -> bool:
    """Whether the credit brings in somebody of whom no source knows anything, be the statement credited or not."""
    names = [t for t in ctx[WORDS][span.article].within(span) if t.text[:1].isupper() and t.key not in SMALL]
    after = behind(ctx, span)
    is_adjective = after is not None and after.is_content and after.text[:1].islower()
    if is_adjective and after is not None:  # "told the Tarn Gazette newspaper"
        is_adjective = not any(cues(ctx[LANGUAGE][span.article]).outlets.find([after]))
    languages = {ctx[LANGUAGE][article] for article in (ctx.retelling.id, *(s.id for s in ctx.comparison.sources))}
    is_new = bool(names) and not (names[-1].key in known or names[-1].stem in known)
    return is_new and not is_adjective and len(languages) == 1


def unnamed(ctx: Context, table: Cues, same: SpanSet) -> Iterator[tuple[Span, float]]:
    """What the attribution plugin calls added, where it credits an authority or outlet."""
    by_source = ctx.get(ATTRIBUTION_MATCHES) or {}
    for source in ctx.comparison.sources:
        for match in by_source.get(source.id, ()):
            if match.change != ATTRIBUTION.id or match.source or any(map(same.touches, match.retelling)):
                continue
            for span in match.retelling:
                tokens = ctx[WORDS][ctx.retelling.id].within(span)
                if any(any(known.find(tokens)) for known in (table.authorities, table.outlets, table.institutions)):
                    yield span, min(match.confidence, 0.6)
