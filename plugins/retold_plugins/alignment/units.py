"""What the aligner knows of each unit (a block or a sentence) of one article."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from retold import Span
from retold_plugins.segmentation.artifacts import NUMBER, WORD, Token, Words

OPENING, CLOSING = '"“„«‹「『', '"”“»›」』'
GROUPED = re.compile(r"\d{1,3}(?:[.,٬']\d{3})+(?!\d)")


@frozen(eq=False)
class Unit:
    """The words of one unit in the forms that evidence is taken from."""

    span: Span
    bag: dict[str, int]
    """Stems of words and numbers with their counts."""
    stops: frozenset[str]
    """Those stems that are function words."""
    key: str
    """All words folded and joined: equal for units that differ in typography at most."""
    order: tuple[str, ...]
    """Stems of content words as they follow each other."""
    pairs: frozenset[tuple[str, str]]
    """Neighbours among them."""
    names: frozenset[str]
    figures: frozenset[str]
    quoted: frozenset[str]
    """Stems of content words inside quotation marks."""
    is_heading: bool
    block: int
    grams: frozenset[str] = field(repr=False)
    """Character 4-grams of the folded words."""
    forms: dict[str, str] = field(repr=False)
    """Names and figures as the text prints them, by stem."""


def units_of(spans: Sequence[Span], words: Words, headings: Iterable[Span], blocks: Sequence[int]) -> tuple[Unit, ...]:
    """The units of an article, in order. ``blocks`` holds the index of the block that each stands in."""
    proper = proper_names(words, spans)
    titles = frozenset(headings)
    return tuple(
        unit_of(span, words.within(span), proper, span in titles, block)
        for span, block in zip(spans, blocks, strict=True)
    )


def unit_of(span: Span, tokens: Sequence[Token], proper: frozenset[str], is_heading: bool, block: int) -> Unit:
    """One unit."""
    bag: dict[str, int] = {}
    stops = set()
    forms: dict[str, str] = {}
    order, keys, names, figures, quoted = [], [], [], [], []
    inside = False
    for token in tokens:
        kind = token.kind
        if kind == WORD:
            stem = token.stem
            keys.append(token.key)
            if token.is_stop:
                stops.add(stem)
            else:
                order.append(stem)
                if token.key in proper:
                    names.append(stem)
                    forms[stem] = token.text
                if inside:
                    quoted.append(stem)
        elif kind == NUMBER:
            stem = figure(token.text)
            keys.append(stem)
            order.append(stem)
            figures.append(stem)
            forms[stem] = token.text
        else:
            if token.text in OPENING or token.text in CLOSING:
                inside = (not inside) if token.text == '"' or (token.text == "“" and inside) else token.text in OPENING
            continue
        bag[stem] = bag.get(stem, 0) + 1
    stops.difference_update(order)
    key = " ".join(keys)
    grams = frozenset([key[i : i + 4] for i in range(len(key) - 3)])
    return Unit(
        span, bag, frozenset(stops), key, tuple(order), frozenset(itertools.pairwise(order)), frozenset(names),
        frozenset(figures), frozenset(quoted), is_heading, block, grams, forms,
    )  # fmt: skip


def letters(one: Unit, other: Unit) -> float:
    """The share of 4-grams of letters that two units have in common."""
    return 2 * len(one.grams & other.grams) / (len(one.grams) + len(other.grams) or 1)


def figure(digits: str) -> str:
    """A numeral in one notation, whatever separates its thousands and decimals."""
    digits = digits.replace(":", ".").lstrip("0") or "0"
    if GROUPED.fullmatch(digits):
        return re.sub(r"\D", "", digits)
    return digits.replace(",", ".").rstrip("0").rstrip(".") if "," in digits or "." in digits else digits


def proper_names(words: Words, spans: Sequence[Span]) -> frozenset[str]:
    """Keys of words that stand capitalised inside a unit and nowhere in lower case."""
    lower, upper = set(), set()
    for span in spans:
        first = True
        for token in words.within(span):
            if token.kind != WORD:
                continue
            letter = token.text[0]
            if letter.islower():
                lower.add(token.key)
            elif letter.isupper() and not first and not token.is_stop:
                upper.add(token.key)
            first = False
    return frozenset(upper - lower)
