"""Which sentences of a retelling its source bears out, word by word, wherever the words stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from retold import LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Span, provides
from retold_plugins.omissions.artifacts import SUPPORT, Support
from retold_plugins.omissions.phrases import PREFIX, digits, paraphrases
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORDS, Token, Words

WINDOW = 3
"""So many sentences of the source in a row are looked at together."""
EVERYWHERE = 300
"""A word that stands in more sentences than these says nothing about the place."""


@provides(SUPPORT, needs=[SENTENCE_ALIGNMENT, RELATION, WORDS, LANGUAGE])
def support(ctx: Context) -> Support:
    """For each sentence of the retelling; empty in independent pairs and across languages."""
    source, retelling = ctx.source.id, ctx.retelling.id
    language = ctx[LANGUAGE][source]
    if not ctx.here(RELATION).is_derived or language != ctx[LANGUAGE][retelling]:
        return Support()
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    stock = stocked(ctx[WORDS][source], alignment.source_units, paraphrases(language))
    near: dict[Span, float] = {}
    whole: dict[Span, float] = {}
    nowhere: list[Span] = []
    for unit in alignment.retelling_units:
        tokens = [t for t in ctx[WORDS][retelling].within(unit) if t.is_content]
        places = [stock.places(token) for token in tokens]
        nowhere += [token.span for token, found in zip(tokens, places, strict=True) if not found.is_anywhere]
        near[unit], whole[unit] = shares(places)
    return Support(near, whole, tuple(nowhere))


@frozen
class Places:
    """Where in the source a word stands, or one that stands for it."""

    is_anywhere: bool
    windows: frozenset[int] | None
    """The first sentences of the windows that hold it; None for a word that says nothing about the place."""


@frozen
class Stocked:
    """Where in the source each word, derivation, sense and number stands, by sentence."""

    by_form: Mapping[str, Sequence[int]] = field(repr=False)
    senses: Mapping[str, frozenset[int]] = field(repr=False)
    _known: dict[tuple[str, str], Places] = field(factory=dict, init=False, repr=False, eq=False)

    def places(self, token: Token) -> Places:
        """Where the word stands; the same for all tokens of one stem."""
        word = token.kind, token.stem
        if word not in self._known:
            found = {at for form in forms(token, self.senses) for at in self.by_form.get(form, ())}
            windows = None
            if len(found) <= EVERYWHERE:
                windows = frozenset([start for at in found for start in range(at - WINDOW + 1, at + 1)])
            self._known[word] = Places(bool(found), windows)
        return self._known[word]


def stocked(words: Words, units: Sequence[Span], senses: Mapping[str, frozenset[int]]) -> Stocked:
    """The words of the source's sentences."""
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        for token in words.within(unit):
            if token.kind != MARK:
                for form in forms(token, senses):
                    places = found.setdefault(form, [])
                    if len(places) <= EVERYWHERE and (not places or places[-1] != number):
                        places.append(number)
    return Stocked(found, senses)


def forms(token: Token, senses: Mapping[str, frozenset[int]]) -> Iterator[str]:
    """What a word is looked for by: its stem, the beginning it shares with derivations, and its senses."""
    if token.kind == NUMBER:
        yield f"#{digits(token.key)}"
        return
    yield token.stem
    if len(token.stem) > PREFIX:
        yield f"{token.stem[: PREFIX + 1]}-"
    for sense in senses.get(token.stem, ()):
        yield f"={sense}"


def shares(places: Sequence[Places]) -> tuple[float, float]:
    """The greatest share of the words that sentences in a row have, and the share that the source has at all."""
    if not places:
        return 0.0, 0.0
    counts: Counter[int] = Counter()
    common = 0
    for found in places:
        if found.windows is None:
            common += 1
        else:
            counts.update(found.windows)
    best = max(counts.values(), default=0)
    return (best + common) / len(places), sum(found.is_anywhere for found in places) / len(places)
