"""Which regional form of its language an article is written in."""

from __future__ import annotations

from collections import Counter

from retold import LANGUAGE, Context, provides
from retold_plugins.localisation.artifacts import EDITION, Edition
from retold_plugins.localisation.spelling import Regions, regions_of
from retold_plugins.localisation.terms import terms
from retold_plugins.segmentation.artifacts import WORD, WORDS, Words


@provides(EDITION, needs=[WORDS, LANGUAGE])
def edition(ctx: Context) -> Edition:
    """By the words that not all regions spell or use so."""
    return edition_in(ctx.here(WORDS), ctx.here(LANGUAGE))


def edition_in(words: Words, tag: str) -> Edition:
    """The edition of a text of that language."""
    keys = [token.key for token in words.tokens if token.kind == WORD and not token.is_stop and len(token.key) > 3]
    return edition_of(evidence(keys, tag.split("-")[0]), Counter(keys))


def evidence(keys: list[str], language: str) -> dict[str, Regions]:
    """Words of the text that tell a region, with the regions that have them."""
    vocabulary = terms(language)
    found = {}
    for key in dict.fromkeys(keys):
        regions = regions_of(key, language)
        if regions:
            found[key] = regions
    for key in dict.fromkeys(keys):
        for form in vocabulary.beginning_with(key):
            if form.words == (key,) and not form.is_loose and key not in found:
                found[key] = vocabulary.sides[form.concept][form.side]
    return found


def edition_of(found: dict[str, Regions], counts: Counter[str]) -> Edition:
    """The regions that fit most words; each word counts as often as it occurs, at most thrice."""
    votes: Counter[str] = Counter()
    for word, regions in found.items():
        for region in regions:
            votes[region] += min(3, counts[word])
    if not votes:
        return Edition(())
    most = max(votes.values())
    usual = tuple(sorted(region for region, n in votes.items() if n == most))
    ranked = sorted(found, key=lambda word: (-counts[word], word))
    fits = {word: bool(found[word] & set(usual)) for word in ranked}
    return Edition(
        usual,
        tuple((word, counts[word]) for word in ranked if fits[word]),
        tuple((word, counts[word]) for word in ranked if not fits[word]),
    )
