"""Findings of regional forms: spelling, terms, abbreviations, names, numbers, amounts, dates and units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Finding, Importance, Kind, Match, Span, check
from retold_plugins.figures.artifacts import FIGURE_MATCHES
from retold_plugins.localisation.artifacts import REGIONAL_MATCHES, Edition
from retold_plugins.localisation.edition import edition_in
from retold_plugins.localisation.kinds_of_names import own_kind
from retold_plugins.names.artifacts import NAME_MATCHES
from retold_plugins.segmentation.artifacts import WORDS

LOW, MEDIUM = Importance.LOW, Importance.MEDIUM
CHANGED = "'{before}' became '{after}'."


def kind(name: str, summary: str, importance: Importance = LOW, message: str = CHANGED) -> Kind:
    """A kind of this plugin with the usual message."""
    return Kind(f"localisation/{name}", summary=summary, message=message, importance=importance)


KINDS = (
    kind("spelling", "The same word in another region's spelling.", message=CHANGED + "{mixed}"),
    kind("currency", "An amount is given in the readers' currency, and the value agrees.", MEDIUM),
    kind("number", "The same number in another notation."),
    kind("date", "The same date or time in another format, calendar or time zone."),
    kind("unit", "A measure is converted to the readers' units, and the value agrees.", MEDIUM),
    kind("name", "The same name in another spelling or script."),
    kind("abbreviation", "The same words shortened, written out, or shortened in another way."),
    kind("term", "A word is swapped for the readers' regional word."),
)
BY_ID = {one.id: one for one in KINDS}
ONCE = {f"localisation/{name}" for name in ("spelling", "number", "abbreviation", "name")}
"""Kinds told once for each pair of forms as printed."""


@frozen
class Place:
    """A match and the source that it stands against."""

    source: str
    match: Match
    score: float
    """Of the link that it stands in."""

    @property
    def kind(self) -> str:
        """The id of the kind."""
        return self.match.change


@check(
    needs=[REGIONAL_MATCHES, RELATION, SENTENCE_ALIGNMENT, LANGUAGE, WORDS],
    uses=[FIGURE_MATCHES, NAME_MATCHES],
    kinds=KINDS,
)
def regional_forms(ctx: Context) -> Iterator[Finding]:
    """Matches of regional forms as findings, one for each pair of forms where the kind says so."""
    places = [place for source in ctx.comparison.sources for place in places_of(ctx, source.id)]
    kept = [place for place in best(places) if not another_has_it(ctx, place)]
    counts: dict[tuple[str, str, str], int] = {}
    for place in kept:
        counts[forms(ctx, place)] = counts.get(forms(ctx, place), 0) + 1
    told: set[tuple[str, str, str]] = set()
    written: dict[str, dict[str, object]] = {}
    for place in sorted(kept, key=lambda place: (place.match.source, place.match.retelling)):
        key = forms(ctx, place)
        if key in told and place.kind in ONCE:
            continue
        told.add(key)
        data: dict[str, object] = {"before": key[1] or "nothing", "after": key[2] or "nothing"}
        if place.kind in ONCE:
            data["count"] = counts[key]
        if place.kind == "localisation/spelling":
            first = place.source not in written
            if first:
                written[place.source] = editions(ctx, place.source)
            data |= written[place.source]
            data["mixed"] = mixed(data) if first else ""
        yield BY_ID[place.kind].at(
            place.match.source, place.match.retelling, confidence=place.match.confidence, data=data
        )


def places_of(ctx: Context, source: str) -> Iterator[Place]:
    """What differs by region between one source and the retelling, if one derives from the other."""
    if not ctx[RELATION][source].is_derived:
        return
    alignment = ctx[SENTENCE_ALIGNMENT][source]
    language = ctx[LANGUAGE][source].split("-")[0]
    for key in (REGIONAL_MATCHES, FIGURE_MATCHES, NAME_MATCHES):
        for match in (ctx.get(key) or {}).get(source, ()):
            if match.change in BY_ID:
                if key is NAME_MATCHES:
                    match = own_kind(match, ctx.text, language)
                # asked only where it decides between sources: it looks at all links
                is_asked = len(ctx.comparison.sources) > 1 and match.retelling
                links = alignment.at_retelling(match.retelling[0]) if is_asked else ()
                yield Place(source, match, links[0].score if links else 0.0)


def best(places: Iterable[Place]) -> list[Place]:
    """Of findings about the same words of the retelling, those against the source that is linked best."""
    chosen: dict[tuple[tuple[Span, ...], str], Place] = {}
    for place in places:
        key = (place.match.retelling or place.match.source, place.kind)
        if key not in chosen or place.score > chosen[key].score:
            chosen[key] = place
    return list(chosen.values())


def another_has_it(ctx: Context, place: Place) -> bool:
    """Whether the words linked with these in another source have the retelling's form."""
    form = " ".join(ctx.text(span) for span in place.match.retelling)
    others = [source.id for source in ctx.comparison.sources if source.id != place.source]
    return bool(form) and any(
        form in ctx.text(unit)
        for other in others
        for link in ctx[SENTENCE_ALIGNMENT][other].at_retelling(place.match.retelling[0])
        for unit in link.source
    )


def forms(ctx: Context, place: Place) -> tuple[str, str, str]:
    """The kind and the two forms as printed, with white space folded."""
    before, after = (
        " ".join(" ".join(ctx.text(span) for span in side).split())
        for side in (place.match.source, place.match.retelling)
    )
    return place.kind, before, after


def editions(ctx: Context, source: str) -> dict[str, object]:
    """Which editions both texts are written in, where the texts show it."""
    return {
        f"{side}_{name}": value
        for side, article in (("source", source), ("retelling", ctx.retelling.id))
        for name, value in told_of(edition_in(ctx[WORDS][article], ctx[LANGUAGE][article])).items()
    }


def mixed(data: Mapping[str, object]) -> str:
    """What is said once of each text whose own spelling is mixed."""
    out = ""
    for side in ("source", "retelling"):
        words = data.get(f"{side}_mixed")
        if isinstance(words, list):
            shown = ", ".join(repr(word) for word in words[:3])
            out += f" The {side} is mixed by itself: beside spelling of its own edition it has {shown}."
    return out


def told_of(edition: Edition) -> dict[str, object]:
    """The edition, the words that show it, and those that speak against it where it is mixed."""
    if not edition.regions:
        return {}
    told: dict[str, object] = {"edition": list(edition.regions), "evidence": [w for w, _ in edition.evidence[:5]]}
    if edition.is_mixed:
        told["mixed"] = [word for word, _ in edition.against[:5]]
    return told
