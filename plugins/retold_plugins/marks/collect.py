"""The provider of marks."""

from __future__ import annotations

from collections.abc import Iterator

from retold import MARKS, Context, Mark, provides
from retold_plugins.figures.artifacts import DATE, FIGURES, TIME, Figure
from retold_plugins.names.artifacts import NAMES, Name
from retold_plugins.quotes.artifacts import QUOTES, Quote


@provides(MARKS, uses=[QUOTES, FIGURES, NAMES])
def marks(ctx: Context) -> tuple[Mark, ...]:
    """What neighbours found in the article, in order; nothing of a neighbour that is not there."""
    name = ctx.article.id
    found = [
        *(of_quote(quote) for quote in (ctx.get(QUOTES) or {}).get(name, ())),
        *(of_figure(figure) for figure in (ctx.get(FIGURES) or {}).get(name, ())),
        *(of_name(one) for one in (ctx.get(NAMES) or {}).get(name, ())),
    ]
    return tuple(sorted(found, key=lambda mark: (mark.span, mark.kind)))


def of_quote(quote: Quote) -> Mark:
    """A quotation, with its speaker."""
    return Mark("quote", quote.span, quote.name or None)


def of_figure(figure: Figure) -> Mark:
    """A date or time as a date, by the day meant or by what is said (``T07:40``); others with value and unit."""
    if figure.kind in (DATE, TIME):
        return Mark("date", figure.span, figure.date or figure.when)
    return Mark("figure", figure.span, " ".join(words_of(figure)) if figure.unit or figure.second else figure.value)


def words_of(figure: Figure) -> Iterator[str]:
    """The value and the unit."""
    value = f"{figure.value:.10g}"
    yield f"{value}-{figure.second:.10g}" if figure.second is not None else value
    if figure.unit:
        yield figure.unit


def of_name(name: Name) -> Mark:
    """A name, with the longest form of it."""
    return Mark("name", name.span, name.entity)
