"""What the retelling left as it was although its readers' edition, or the house, has another form."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from retold import (
    FURNITURE,
    LANGUAGE,
    RELATION,
    SENTENCES,
    Context,
    Finding,
    Importance,
    Kind,
    Span,
    SpanSet,
    check,
    tables,
)
from retold_plugins.figures.artifacts import AMOUNT, DATE, FIGURES, MEASURE, Figure, units
from retold_plugins.localisation.options import Options, read_glossary
from retold_plugins.localisation.spelling import Spelling, spelling
from retold_plugins.localisation.terms import terms
from retold_plugins.quotes.artifacts import QUOTE_MARKS
from retold_plugins.segmentation.artifacts import WORD, WORDS, Token

MISSED = Kind(
    "localisation/missed",
    summary="A spelling, amount, unit, date or term is left as it was, although the readers have another form.",
    message="'{form}' is not the readers' form ({why}).",
    importance=Importance.LOW,
    of_one_article=True,
)
MONTH_FIRST = re.compile(r"[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?\b")
DAY_FIRST = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+[^\W\d_]{3,}")
LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}|\d{3}))?\b")


@frozen
class Readers:
    """The readers' edition."""

    language: str
    region: str
    """Upper case; empty where only the language is given."""
    nearest: str
    """The region of the tables that it is nearest to."""


@frozen
class Left:
    """A form that was left, and what the readers would expect."""

    span: Span
    why: str
    confidence: float


@check(
    needs=[WORDS, SENTENCES, LANGUAGE, RELATION, FIGURES],
    uses=[QUOTE_MARKS, FURNITURE],
    kinds=[MISSED],
    options=Options,
)
def missed(ctx: Context) -> Iterator[Finding]:
    """One finding for each form, at its first occurrence; nothing where neither readers nor a glossary are given."""
    readers = readers_of(ctx.retelling.get("readers"))
    glossary = read_glossary(ctx.options.glossary if ctx.options else "")
    language = ctx[LANGUAGE][ctx.retelling.id].split("-")[0]
    if not any(ctx[RELATION][source.id].is_derived for source in ctx.comparison.sources):
        return
    said = SpanSet(
        part.span for quoted in (ctx.get(QUOTE_MARKS) or {}).get(ctx.retelling.id, ()) for part in quoted.parts
    )
    junk = SpanSet(block.span for block in (ctx.get(FURNITURE) or {}).get(ctx.retelling.id, ()))
    left: list[Left] = []
    if readers and readers.language == language and readers.region:
        left += [*misspelt(ctx, readers), *(one for one in foreign_terms(ctx, readers) if not said.touches(one.span))]
    if readers and readers.region:
        left += [one for one in figures_left(ctx, readers) if not said.touches(one.span)]
    left += against_glossary(ctx, glossary.terms)
    yield from told(ctx, [one for one in left if not junk.touches(one.span)], glossary.keep)


def told(ctx: Context, left: Iterable[Left], keep: frozenset[str]) -> Iterator[Finding]:
    """Forms as findings, each once."""
    by_form: dict[str, list[Left]] = {}
    for one in sorted(left, key=lambda one: one.span):
        form = " ".join(ctx.text(one.span).split())
        if form.casefold() not in keep:
            by_form.setdefault(form, []).append(one)
    taken: set[Span] = set()
    for form, places in by_form.items():
        first = places[0]
        if first.span not in taken:
            taken.add(first.span)
            data = {"form": form, "why": first.why, "count": len(places)}
            yield MISSED.at(retelling=first.span, confidence=first.confidence, data=data)


def readers_of(tag: str | None) -> Readers | None:
    """The readers' edition from a locale such as ``en-GB``; None where there is none."""
    found = LOCALE.match(tag or "")
    if not found:
        return None
    language, region = found[1].casefold(), (found[2] or "").upper()
    nearest = tables.load(__file__, "readers").get("nearest", {}).get(language, {})
    return Readers(language, region, nearest.get(region, region))


def is_name(token: Token, sentence_starts: frozenset[int]) -> bool:
    """A capitalised word inside a sentence: names keep their spelling."""
    return token.text[:1].isupper() and token.span.start not in sentence_starts


def starts(ctx: Context) -> frozenset[int]:
    """Where sentences, and quoted words in them, begin."""
    found = {sentence.span.start for sentence in ctx[SENTENCES][ctx.retelling.id]}
    for quoted in (ctx.get(QUOTE_MARKS) or {}).get(ctx.retelling.id, ()):
        found |= {part.inner.start for part in quoted.parts}
    return frozenset(found | {start + 1 for start in found})


def misspelt(ctx: Context, readers: Readers) -> Iterator[Left]:
    """Words in the spelling of other regions only."""
    words, begins = spelling(readers.language), starts(ctx)
    if not is_known(words, readers.nearest):
        return
    for token in ctx[WORDS][ctx.retelling.id].tokens:
        if token.kind == WORD and not is_name(token, begins):
            regions = words.regions(token.key)
            if regions and readers.nearest not in regions:
                yield Left(token.span, f"spelt as in {', '.join(sorted(regions))}", 0.85)


def is_known(words: Spelling, region: str) -> bool:
    """Whether the tables tell this region apart."""
    return any(region in rule.left_regions | rule.right_regions for rule in words.rules) or any(
        region in regions for regions in words.known.values()
    )


def foreign_terms(ctx: Context, readers: Readers) -> Iterator[Left]:
    """Words of other regions where the readers' region has its own."""
    vocabulary, begins = terms(readers.language), starts(ctx)
    tokens = [t for t in ctx[WORDS][ctx.retelling.id].tokens if t.kind == WORD or t.text == "-"]
    for start, end, readings in vocabulary.within([token.key for token in tokens]):
        firm = [form for form in readings if not form.is_loose]
        # an entry may flag a form that others have as a plain word of one region: most of them decide
        foreign = [form for form in firm if any(readers.nearest in side for side in vocabulary.sides[form.concept])]
        is_ours = any(readers.nearest in vocabulary.sides[f.concept][f.side] for f in readings)
        if foreign and 2 * len(firm) > len(readings) and not is_ours and not is_name(tokens[start], begins):
            sides = vocabulary.sides[foreign[0].concept]
            span = Span(ctx.retelling.id, tokens[start].span.start, tokens[end - 1].span.end)
            yield Left(span, f"a word of {', '.join(sorted(sides[foreign[0].side]))}", 0.75)


def figures_left(ctx: Context, readers: Readers) -> Iterator[Left]:
    """Amounts, measures and dates that the readers would have in another form."""
    figures = ctx[FIGURES][ctx.retelling.id]
    table = tables.load(__file__, "readers")
    currency = currency_of(readers.region)
    by_start = [figure.span.start for figure in figures]
    sentences = [
        figures[bisect.bisect_left(by_start, s.span.start) : bisect.bisect_left(by_start, s.span.end)]
        for s in ctx[SENTENCES][ctx.retelling.id]
    ]
    converted = {amount for here in sentences for amount in in_both(here, currency)}
    for here in sentences:
        for figure in here:
            if figure.kind == AMOUNT and currency and figure.unit not in ("", currency):
                if (figure.unit, figure.value) not in converted:
                    yield Left(figure.span, f"an amount without {currency}", 0.7)
            elif figure.kind == MEASURE and not is_usual(figure, here, readers.region, table):
                yield Left(figure.span, "a unit of the other system", 0.75)
            elif figure.kind == DATE:
                why = date_order(ctx.text(figure.span), readers.region, table)
                if why:
                    yield Left(figure.span, why, 0.85)


def in_both(here: Iterable[Figure], currency: str) -> set[tuple[str, float]]:
    """The amounts of a sentence that also has one in the readers' currency."""
    amounts = [figure for figure in here if figure.kind == AMOUNT]
    return {(a.unit, a.value) for a in amounts} if any(a.unit == currency for a in amounts) else set()


def currency_of(region: str) -> str:
    """The currency of a region today; empty where CLDR knows none."""
    from babel.numbers import get_territory_currencies

    return next(iter(get_territory_currencies(region)), "")


def is_usual(figure: Figure, here: Iterable[Figure], region: str, table: Mapping[str, str]) -> bool:
    """Whether readers know the unit, or the measure stands beside it in one that they know."""
    unit = units().get(figure.unit)
    if unit is None or not unit.system or unit.dimension == "time":
        return True
    if unit.dimension == "temperature":
        system = "imperial" if region in table["fahrenheit"].split() else "metric"
    elif region in table["both"].split():
        return True
    else:
        system = "imperial" if region in table["imperial"].split() else "metric"
    return unit.system == system or any(
        other.kind == MEASURE and (known := units().get(other.unit)) is not None
        and known.dimension == unit.dimension and known.system == system
        for other in here
    )  # fmt: skip


def date_order(text: str, region: str, table: Mapping[str, str]) -> str:
    """What is unusual in the order of a date; nothing if nothing is."""
    if region in table["either-order"].split():
        return ""
    is_month_first = region in table["month-first"].split()
    if MONTH_FIRST.search(text) and not is_month_first and not DAY_FIRST.match(text):
        return "the month before the day"
    return "the day before the month" if DAY_FIRST.match(text) and is_month_first else ""


def against_glossary(ctx: Context, house: Mapping[str, str]) -> Iterator[Left]:
    """Words that the house's glossary gives another form for."""
    for word, instead in sorted(house.items()):
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        for match in pattern.finditer(ctx.retelling.text):
            if match.group() != instead:
                yield Left(ctx.retelling.span(*match.span()), f"the house prints '{instead}'", 0.95)
