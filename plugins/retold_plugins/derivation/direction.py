"""Which of two texts came first, from what stands in them.

Every piece of evidence is a difference between the two sides, so that swapped sides give the mirrored
direction; names and the order of files are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from retold import Alignment, Article, SpanSet
from retold_plugins.alignment.artifacts import EQUAL, LinkEdits
from retold_plugins.derivation.profile import QUOTATION, Quotations

FORWARD, BACKWARD, COMMON = "source-to-retelling", "retelling-to-source", "common"
BRACKETED = re.compile(r"\([^()]{3,200}\)")
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
CAPITAL = re.compile(r"(?<=[a-zà-öø-ÿа-яα-ω,] )[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω][\w’'-]+")

FULL = 5.0
"""What is not linked counts in full from one fifth of both texts on."""
KEPT, ALIKE = 3, 1.5
"""So many words of quotations, on either side, lost by the other, in about equal numbers, point to a third text."""
THIN = 0.1
"""Evidence that comes to less than this is a guess: of marked pairs one in three is right below it, above it all."""
GUESS = "hardly anything tells which came first"
SOURCE, RETELLING = attrgetter("source"), attrgetter("retelling")

Sides = tuple[Article, Article]


def direction(
    articles: Sides,
    alignment: Alignment,
    edits: Sequence[LinkEdits],
    quotations: Quotations,
    *,
    headings: Sequence[SpanSet],
    furniture: tuple[int, int] = (0, 0),
) -> tuple[str, str]:
    """The direction of a derived pair, and what tells it. ``furniture`` holds each side's characters of it."""
    first, second = (article.published for article in articles)
    if first and second and first.replace(tzinfo=None) != second.replace(tzinfo=None):
        forward = first.replace(tzinfo=None) < second.replace(tzinfo=None)
        return (FORWARD if forward else BACKWARD), "dates of publication"
    if articles[0].text == articles[1].text:
        return COMMON, ""
    if kept_by_both(quotations, edits):
        return COMMON, "each keeps words of quotations that the other has not"
    loose = loosely_linked(alignment)
    evidence = [
        ("quotations fuller on one side", 3.0 * fuller_quotes(quotations, alignment)),
        ("linked sentences that say more", 0.8 * fuller_sentences(edits)),
        ("reported facts that the other lacks", 0.8 * loose * unmatched_facts(articles, alignment)),
        ("remarks that the other lacks", 0.4 * loose * remarks(articles, alignment, headings)),
        ("explanations in brackets", 0.7 * brackets(articles)),
        ("what pages put around a story", 0.15 * balance(furniture[1], furniture[0], 200.0)),
    ]
    total = sum(value for _, value in evidence)
    if abs(total) < 1e-9:
        return COMMON, ""
    reason = max(evidence, key=lambda item: item[1] * (1 if total > 0 else -1))[0]
    if abs(total) < THIN:
        reason = f"{GUESS} ({reason})"
    return (FORWARD if total > 0 else BACKWARD), reason


def balance(left: float, right: float, smooth: float = 1.0) -> float:
    """Between -1 and 1: positive where the left is more."""
    return (left - right) / (left + right + smooth)


def loosely_linked(alignment: Alignment) -> float:
    """Between 0 and 1: where nearly everything is linked, the little that is not tells little."""
    without = sum(map(len, (*alignment.unmatched_source, *alignment.unmatched_retelling)))
    return min(1.0, FULL * without / (sum(map(len, (*alignment.source_units, *alignment.retelling_units))) or 1))


def kept_by_both(quotations: Quotations, edits: Sequence[LinkEdits]) -> bool:
    """Whether both have words in quotation marks that the other's quotation lost: then both had them from a third."""
    marks = [SpanSet(side) for side in quotations]
    kept = [0, 0]
    shared = 0
    for link in edits:
        sides = zip(marks, (link.link.source, link.link.retelling), strict=True)
        if not all(any(map(near.touches, units)) for near, units in sides):
            continue
        words = [[t for e in link.edits for t in side(e) if t.is_content] for side in (SOURCE, RETELLING)]
        quoted = [{t.stem for t in own if near.touches(t.span)} for own, near in zip(words, marks, strict=True)]
        if all(quoted):
            kept[0] += len(quoted[0] - {t.stem for t in words[1]})
            kept[1] += len(quoted[1] - {t.stem for t in words[0]})
            shared += len(quoted[0] & quoted[1])
    return min(kept) >= KEPT and max(kept) <= ALIKE * min(kept) and shared > 2 * sum(kept)


def fuller_quotes(quotations: Quotations, alignment: Alignment) -> float:
    """Words in quotation marks inside linked sentences: a retelling cuts and unquotes more than it quotes anew."""
    sizes = []
    for spans, side in zip(quotations, ("source", "retelling"), strict=True):
        linked = SpanSet(unit for link in alignment.links for unit in getattr(link, side))
        sizes.append(sum(len(s) for s in spans if linked.touches(s)))
    return balance(sizes[0], sizes[1], 40.0)


def fuller_sentences(edits: Sequence[LinkEdits]) -> float:
    """Names, figures and words that one side of the links has and the other has not."""
    sizes = [0, 0]
    for link in edits:
        for edit in link.edits:
            if edit.op != EQUAL:
                sizes[0] += sum(t.is_content for t in edit.source)
                sizes[1] += sum(t.is_content for t in edit.retelling)
    return balance(sizes[0], sizes[1], 5.0)


def unmatched_facts(articles: Sides, alignment: Alignment) -> float:
    """Quotations, figures and names in sentences that the other side lacks: the original reports more."""
    units = alignment.unmatched_source, alignment.unmatched_retelling
    sizes = [
        sum(telling(article.text[u.start : u.end]) for u in side) for article, side in zip(articles, units, strict=True)
    ]
    return balance(sizes[0], sizes[1], 3.0)


def telling(words: str) -> float:
    """How much a sentence reports."""
    return (
        2.0 * bool(QUOTATION.search(words))
        + min(2, len(FIGURE.findall(words)))
        + 0.5 * min(4, len(CAPITAL.findall(words)))
    )


def remarks(articles: Sides, alignment: Alignment, headings: Sequence[SpanSet]) -> float:
    """Sentences without a counterpart that report nothing: a reteller explains."""
    units = alignment.unmatched_source, alignment.unmatched_retelling
    sizes = []
    for article, side, titles in zip(articles, units, headings, strict=True):
        told = [u for u in side if not titles.contains(u)]
        sizes.append(sum(telling(article.text[u.start : u.end]) < 1 for u in told))
    return balance(sizes[1], sizes[0], 2.0)


def brackets(articles: Sides) -> float:
    """Brackets hold explanations and conversions for other readers."""
    sizes = [len(BRACKETED.findall(article.text)) for article in articles]
    return balance(sizes[1], sizes[0], 1.0)
