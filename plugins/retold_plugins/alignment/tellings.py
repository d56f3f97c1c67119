"""What a unit tells of whom: the form in which two independent reports of one event are compared.

Reports of one event share its names, so that a name says little by itself, and the office or age with which a
person is introduced says nothing more than the name. Both are told apart here from what the unit is about.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from retold_plugins.alignment.units import Unit, figure
from retold_plugins.segmentation.artifacts import NUMBER, WORD, Token

NAME, FIGURE, TOPIC = "name", "figure", "topic"
BREAKS = frozenset(',;:—–-"“”„«»‹›「」()،、，')
"""Signs between which a phrase stands."""
BEFORE, AFTER = 7, 10
"""So many tokens of the phrase before or after a full name may introduce who bears it."""
NOUN = 3
"""What a figure counts stands among so many tokens after it."""

Sides = tuple[Sequence[Unit], Sequence[Unit]]
Mention = tuple[str, bool, str]
"""The stem of a token ("" for signs), whether it says something, and what it is."""


@frozen(eq=False)
class Telling:
    """What one unit tells."""

    concepts: Mapping[str, str]
    """Stems of content words, and what each is; of a full name only the part that stands for it elsewhere."""
    introduced: frozenset[tuple[str, str]]
    """Words that introduce the bearer of a full name, with the name."""
    counted: tuple[tuple[float, str], ...]
    """Figures with the words that follow them."""


def tellings(sides: Sides, tokens: tuple[Sequence[Sequence[Token]], Sequence[Sequence[Token]]]) -> list[list[Telling]]:
    """The units of both sides. ``tokens`` holds those of each unit."""
    names = frozenset().union(*(unit.names for side in sides for unit in side))
    read = [[[mention(token, names) for token in unit] for unit in side] for side in tokens]
    heads = full_names([unit for side in read for unit in side])
    return [
        [telling(found, own, heads) for found, own in zip(side, plain, strict=True)]
        for side, plain in zip(read, tokens, strict=True)
    ]


def mention(token: Token, names: frozenset[str]) -> Mention:
    """A token for what follows."""
    if token.kind == NUMBER:
        return figure(token.text), not token.is_stop, FIGURE
    if token.kind != WORD:
        return "", False, ""
    is_name = token.stem in names and token.text[:1].isupper()
    return token.stem, not token.is_stop, NAME if is_name else TOPIC


def full_names(units: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """For each name that always stands before one other (a first name, a title), that other."""
    seen: Counter[str] = Counter()
    before: dict[str, Counter[str]] = {}
    for unit in units:
        seen.update(stem for stem, tells, _ in unit if tells)
        for (stem, tells, kind), (following, _, other) in itertools.pairwise(unit):
            if tells and kind == other == NAME:
                before.setdefault(stem, Counter())[following] += 1
    out = {}
    for stem, found in before.items():
        following, times = found.most_common(1)[0]
        if times == seen[stem] <= seen[following] and following != stem:
            out[stem] = following
    return out


def telling(unit: Sequence[Mention], tokens: Sequence[Token], heads: Mapping[str, str]) -> Telling:
    """One unit."""
    concepts = {stem: kind for stem, tells, kind in unit if tells and stem not in heads}
    counted = []
    for k, (stem, _, kind) in enumerate(unit):
        if kind == FIGURE and (value := amount(stem)):
            counted += [(value, word) for word, tells, what in unit[k + 1 : k + 1 + NOUN] if tells and what != FIGURE]
    return Telling(concepts, frozenset(introductions(unit, tokens, heads)), tuple(counted))


def amount(digits: str) -> float:
    """A numeral's value; 0 for what is none (a time of day, a version)."""
    try:
        value = float(digits)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def introductions(unit: Sequence[Mention], tokens: Sequence[Token], heads: Mapping[str, str]) -> list[tuple[str, str]]:
    """Words in the phrase before a full name, in a short one set off before it, and in an apposition after it."""
    phrases = phrases_of(tokens)
    out = []
    for n, phrase in enumerate(phrases):
        for at, k in enumerate(phrase[1:], 1):
            name, _, kind = unit[k]
            if kind != NAME or name in heads or heads.get(unit[phrase[at - 1]][0]) != name:
                continue
            near = phrase[:at]
            if n and len(phrases[n - 1]) <= BEFORE and all(unit[x][2] == NAME for x in near):
                near = near + phrases[n - 1]
            if at + 1 == len(phrase) and n + 1 < len(phrases):
                near = near + phrases[n + 1][:AFTER]
            out += [(unit[x][0], name) for x in near if unit[x][1]]
    return out


def phrases_of(tokens: Sequence[Token]) -> list[list[int]]:
    """The places of tokens, cut at the signs that part phrases."""
    phrases: list[list[int]] = [[]]
    for k, token in enumerate(tokens):
        if token.text in BREAKS:
            phrases.append([])
        else:
            phrases[-1].append(k)
    return phrases
