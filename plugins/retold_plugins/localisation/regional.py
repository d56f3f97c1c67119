"""The provider of regional forms: spellings, terms, abbreviations and names written in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from retold import LANGUAGE, Artifact, BySource, Context, Link, Match, SpanSet, provides
from retold_plugins.alignment.artifacts import WORD_EDITS
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES
from retold_plugins.figures.artifacts import FIGURE_MATCHES
from retold_plugins.localisation.abbreviations import abbreviated
from retold_plugins.localisation.artifacts import REGIONAL_MATCHES
from retold_plugins.localisation.pairs import Pair, free, pair_of
from retold_plugins.localisation.respelt import respelt
from retold_plugins.localisation.spelling import spelling
from retold_plugins.localisation.swaps import swaps
from retold_plugins.localisation.terms import terms
from retold_plugins.names.artifacts import NAME_MATCHES
from retold_plugins.omissions.artifacts import HEDGE_MATCHES
from retold_plugins.quotes.artifacts import QUOTE_MATCHES
from retold_plugins.structure.artifacts import HEADING_MATCHES

Matches = Artifact[BySource[tuple[Match, ...]]]
EARLIER: tuple[Matches, ...] = (
    HEADING_MATCHES, QUOTE_MATCHES, FIGURE_MATCHES, NAME_MATCHES, ATTRIBUTION_MATCHES, HEDGE_MATCHES,
)  # fmt: skip
"""Whose changes come first where one change could be of two kinds."""
OWN = "localisation/"
LONGEST = 1000
"""Sentences of more words are none (a text without stops), and forms in them would be compared each with each."""


@provides(REGIONAL_MATCHES, needs=[WORD_EDITS, LANGUAGE], uses=EARLIER)
def regional(ctx: Context) -> tuple[Match, ...]:
    """Every pair of regional forms in linked sentences of one language, in the order of the source."""
    languages = {ctx[LANGUAGE][article.id].split("-")[0] for article in (ctx.source, ctx.retelling)}
    if len(languages) > 1 or languages == {"und"}:
        return ()
    (language,) = languages
    changed = list(earlier(ctx))
    taken = SpanSet(s for m in changed if not m.change.startswith(OWN) for s in (*m.source, *m.retelling))
    rewritten = tuple(
        SpanSet(s for m in changed if m.change.startswith(OWN) for s in getattr(m, side))
        for side in ("source", "retelling")
    )
    found: list[Match] = []
    used: set[tuple[str, int]] = set()
    for edits in ctx.here(WORD_EDITS):
        if is_verbatim(ctx, edits.link):
            continue
        pair = pair_of(edits, ctx.source.text, ctx.retelling.text)
        if max(len(pair.source), len(pair.retelling)) > LONGEST:
            continue
        for match in forms(pair, language):
            places = {(s.article, at) for s in (*match.source, *match.retelling) for at in range(s.start, s.end)}
            if free(match, taken) and not is_within(match, rewritten) and not used & places:
                used |= places
                found.append(match)
    return tuple(sorted(found, key=lambda match: (match.source, match.retelling)))


def is_verbatim(ctx: Context, link: Link) -> bool:
    """Whether both sides of a link are one sentence, the same to the letter."""
    return len(link.source) == len(link.retelling) == 1 and ctx.text(link.source[0]) == ctx.text(link.retelling[0])


def is_within(match: Match, rewritten: tuple[SpanSet, ...]) -> bool:
    """Whether both sides lie in figures or names written in another way (``38 tonnes`` may become both
    ``38 metric tons`` and ``12,000 gallons``)."""
    sides = zip((match.source, match.retelling), rewritten, strict=True)
    return all(any(spans.touches(span) for span in side) for side, spans in sides)


def earlier(ctx: Context) -> Iterator[Match]:
    """Matches of the more specific plugins that mark a change."""
    for key in EARLIER:
        for match in (ctx.get(key) or {}).get(ctx.source.id, ()):
            if match.change:
                yield match


def forms(pair: Pair, language: str) -> Iterator[Match]:
    """The surest first: a word belongs to one pair of forms only."""
    words = spelling(language)
    yield from abbreviated(pair, language)
    yield from respelt(pair, words)
    yield from swaps(pair, terms(language))
