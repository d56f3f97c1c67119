"""What a numeral is a number of: money, per cent, units, ages, scores, ranges; and how exactly it is meant."""

from __future__ import annotations

import re

from attrs import evolve

from retold import Span
from retold_plugins.figures.artifacts import (
    AGE,
    AMOUNT,
    DURATION,
    FRACTION,
    MEASURE,
    NUMBER,
    ORDINAL,
    PERCENTAGE,
    Figure,
    units,
)
from retold_plugins.figures.numbers import SEPARATORS, Numeral
from retold_plugins.figures.page import Page
from retold_plugins.figures.vocabulary import SPACES, Vocabulary, fold, signs, symbols
from retold_plugins.segmentation.artifacts import Token

Sign = tuple[str, int]
LONE_LETTERS = frozenset("RS")
SYMBOL = re.compile(r"[ \u00a0\u202f]?-?((?:[°º℃℉][ \u00a0]?)?[^\s\d,;:!?()\[\]\"“”«»„.–—-]{0,6})")
OF_A = re.compile(r"[ \u00a0]([^\W\d_]+)['’ \u00a0]")
RATES = frozenset("times once twice thrice mal fois veces vezes keer".split())
ENUMERATED = re.compile(r"\d{1,2}(?:\.|\))[ \u00a0\t](?=\S)")
"""The number of a heading or list item at the beginning of its line."""


def is_label(text: str, pos: int) -> bool:
    """Whether digits belong to a name: A320, Covid-19, F-16, #3."""
    if pos == 0:
        return ENUMERATED.match(text) is not None
    before = text[pos - 1]
    if before in "\n(" and ENUMERATED.match(text, pos):
        return True
    if before.isalpha() and text[pos].isdigit():
        return sign_before(text, pos) is None
    if before in "-\u2010\u2011" and pos > 1 and text[pos - 2].isalpha():
        word = re.search(r"[^\W\d_]{1,20}$", text[max(0, pos - 21) : pos - 1])
        return word is not None and word.group()[0].isupper()
    return before in "_#@"


def sign_before(text: str, pos: int) -> Sign | None:
    """The currency whose sign or code stands before a number, and where it begins."""
    window = text[max(0, pos - 8) : pos]
    bare = window.rstrip(SPACES)
    if len(window) - len(bare) > 1 or not bare:
        return None
    for sign, code in signs():
        if not bare.endswith(sign):
            continue
        start = pos - (len(window) - len(bare)) - len(sign)
        if sign[0].isalpha() and start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-'’"):
            continue
        if sign in LONE_LETTERS and len(window) != len(bare):
            continue
        return code, start
    return None


def figure(page: Page, numeral: Numeral, sign: Sign | None) -> Figure | None:
    """The figure that a numeral is part of."""
    text, vocab = page.text, page.vocab
    start, end, value = numeral.start, numeral.end, numeral.value
    kind, unit, form = NUMBER, "", ""
    if numeral.kind == "ordinal":
        kind = ORDINAL
    elif sign:
        kind, unit, start, form = AMOUNT, sign[0], sign[1], "sign"
    else:
        kind, unit, end, form = unit_after(page, numeral)
        if kind in (DURATION, MEASURE, AMOUNT) and (more := vocab.halves_after.at(text, end)):
            end, value = more[0], value + float(more[1])
        if kind == NUMBER:
            kind = AGE if is_age(page, numeral) else FRACTION if numeral.kind == "fraction" else NUMBER
            unit = "year" if kind == AGE else ""
        if kind == NUMBER and numeral.digits and (found := unit_before(page, numeral)):
            kind, (unit, start) = MEASURE, found
    if unit.endswith("-cent"):
        unit, value = unit[:-5], value / 100
    if numeral.digits and kind != ORDINAL and is_negative(text, start):
        start, value = start - 1, -value
    spans = Span(page.article.id, start, end), Span(page.article.id, numeral.start, numeral.end)
    approximator, where = approximator_before(page, start, end)
    out = Figure(
        span=spans[0], number=spans[1], kind=kind, value=value, unit=unit, approximator=approximator,
        approximate=where, step=numeral.step * (0.01 if form == "cent" else 1), scale=numeral.scale,
        notation="group" if numeral.kind == "group" else notation(text, numeral, form),
        sure=numeral.sure or kind not in (NUMBER, ORDINAL),
    )  # fmt: skip
    return evolve(out, counts=counts(page, out))


def is_negative(text: str, start: int) -> bool:
    """Whether a minus stands right before a number and after a space."""
    return start > 0 and text[start - 1] in "-−" and (start == 1 or text[start - 2] in " \u00a0(\n")


def unit_after(page: Page, numeral: Numeral) -> tuple[str, str, int, str]:
    """The kind, unit, end and form of what follows a numeral."""
    text, vocab, end = page.text, page.vocab, numeral.end
    found = (vocab.percent_parts if numeral.kind == "fraction" else vocab.percent).at(text, end)
    if found:
        return PERCENTAGE, "", found[0], "%" if "%" in text[end : found[0]] else "percent"
    found = vocab.age_after.at(text, end)
    if found:
        words = text[end : found[0]]
        unit = vocab.units.at(text, end)
        return AGE, unit[1] if unit else "year", found[0], "age" + str("-" in words)
    if text[end : end + 2] in ("s ", "s,", "s.", "s)", "s;") and 20 <= numeral.value <= 90 and vocab.language == "en":
        return AGE, "year", end + 1, "decade"
    if numeral.digits and (symbol := symbol_after(text, end)):
        code, at = symbol
        return _kind_of(code), code, at, "unit"
    for pos in dict.fromkeys((end, _after_filler(text, end, vocab, numeral))):
        money = vocab.currencies.at(text, pos)
        unit = vocab.units.at(text, pos)
        if money and unit and money[0] == unit[0] and text[money[0] - 1].isupper():
            money = None  # "5C" is degrees, "5c" is cents
        if (
            money
            and (not unit or money[0] >= unit[0])
            and not (money[1].endswith("-cent") and money[0] - pos < 3 and not numeral.digits)
        ):
            return AMOUNT, money[1], money[0], _money_form(text, pos, money)
        if unit and not _is_ordinary(text, pos, unit):
            return _kind_of(unit[1]), unit[1], unit[0], "unit"
    return NUMBER, "", end, ""


def unit_before(page: Page, numeral: Numeral) -> tuple[str, int] | None:
    """The unit of length named before its number (Mile 19, kilometre 30), and where it begins."""
    i = page.index(numeral.start) - 1
    if i < 0 or page.text[page.tokens[i].span.end : numeral.start] not in {" ", "\u00a0"}:
        return None
    code = page.vocab.units.table.get(fold(page.tokens[i].key))
    if code in ("mile", "kilometre") and not (i and page.tokens[i - 1].kind == "number"):
        return code, page.tokens[i].span.start
    return None


def _money_form(text: str, pos: int, money: tuple[int, str]) -> str:
    if money[1].endswith("-cent"):
        return "cent"
    word = text[pos : money[0]].strip(SPACES + "-")
    return "word" if word[-1:].isalpha() and len(word) > 2 and not word.isupper() else "after"


def _kind_of(code: str) -> str:
    return DURATION if units()[code].dimension == "time" else MEASURE


def _is_ordinary(text: str, pos: int, unit: tuple[int, str]) -> bool:
    """Whether a unit's word is something else here: one letter as a word of its own ("5 C" may be, "3 f" is not)."""
    word = text[pos : unit[0]].strip(SPACES + "-")
    return len(word) == 1 and word.isalpha() and not (word.isupper() and word in "CFK")


def _after_filler(text: str, end: int, vocab: Vocabulary, numeral: Numeral) -> int:
    """After "of an" (a quarter of an hour), "d'" or "de" (millions d'euros)."""
    if numeral.kind != "fraction" and numeral.scale < 1e5:
        return end
    pos = end
    for _ in range(2):
        match = OF_A.match(text, pos)
        if not match or fold(match.group(1)) not in vocab.fillers | vocab.articles:
            break
        pos = match.end(1) + (text[match.end(1)] in "'’")
    return pos


def symbol_after(text: str, pos: int) -> tuple[str, int] | None:
    """The unit whose symbol stands here."""
    match = SYMBOL.match(text, pos)
    if not match or not match.group(1):
        return None
    word = match.group(1)
    for n in range(len(word), 0, -1):
        if word[:n] in symbols() and not word[n : n + 1].isalnum():
            at = match.start(1) + n
            spaced_letter = n == 1 and word.isalpha() and match.start(1) > pos and word not in "mgl"
            if spaced_letter or (at < len(text) and text[at].isalnum()):
                return None
            return symbols()[word[:n]], at
    return None


def is_age(page: Page, numeral: Numeral) -> bool:
    """Whether a bare number is an age: "aged 43", or "Ms Reed, 43,"."""
    text, vocab = page.text, page.vocab
    if numeral.scale != 1 or not 0 < numeral.value < 118 or numeral.value % 1:
        return False
    keys = page.words_before(numeral.start, 3)
    if any(" ".join(keys[-n:]) in vocab.age_before for n in range(1, len(keys) + 1)):
        return True
    before, after = text[max(0, numeral.start - 2) : numeral.start], text[numeral.end : numeral.end + 1]
    if before not in (", ", ",\u00a0") and not (before.endswith("(") and after == ")"):
        return False
    i = page.index(numeral.start) - 2
    name = i >= 1 and page.tokens[i].text[:1].isupper() and len(page.tokens[i].text) > 1
    month = i >= 0 and (page.tokens[i].key in vocab.months or page.tokens[i].key in vocab.weekdays)
    return (
        name
        and not month
        and after in {",", ".", ";", ")", ""}
        and not re.match(r", \d", text[numeral.end : numeral.end + 4])
    )


def approximator_before(page: Page, start: int, end: int) -> tuple[str, Span | None]:
    """How exactly a figure is meant, and the words that say so."""
    keys = page.words_before(start, 4)
    table = page.vocab.approximators
    i = page.index(start)
    for n in range(len(keys), 0, -1):
        code = table.get(" ".join(keys[-n:]))
        if code:
            return code, Span(page.article.id, page.tokens[i - n].span.start, page.tokens[i - 1].span.end)
    found = page.vocab.approximators_after.at(page.text, end)
    return (found[1], Span(page.article.id, end, found[0])) if found else ("", None)


def counts(page: Page, figure: Figure) -> tuple[str, ...]:
    """Up to three stems of the content words after a figure; one function word may stand between."""
    out: list[str] = []
    i = page.index(figure.span.end)
    skipped = 0
    for token in page.tokens[i : i + 6]:
        if token.kind in ("mark", "number"):
            if token.text not in "-":
                break
        elif token.is_stop:
            skipped += 1
            if out or skipped > 1:
                break
        elif token.kind == "word":
            out.append(token.stem)
    return tuple(out[:3])


LAKHS = re.compile(r"\d,\d\d,\d")
"""Digits in groups of two: 12,34,567."""


def notation(text: str, numeral: Numeral, form: str) -> str:
    """How a number is written: words or digits, its separators, its scale word, the place of its currency."""
    if not numeral.digits:
        return "/".join(("words", f"{numeral.scale:g}" if numeral.scale > 1 else "", form))
    marks = "".join(sorted({"_" if c.isspace() else c for c in text[numeral.start : numeral.end] if c in SEPARATORS}))
    if LAKHS.search(text, numeral.start, numeral.end):
        marks += "2"
    if numeral.scale > 1:
        word = numeral.scale_word
        short = "short" if len(word.rstrip(".")) <= 3 and word not in ("mil", "लाख") else "long"
        marks = marks.replace("_", "")
        return "/".join(("digits", marks, f"{numeral.scale:g}{short}", form))
    return "/".join(("digits", marks, "", form))


def is_pronoun(page: Page, i: int, after: int) -> bool:
    """Whether "one" is no number: one of them, one another, no one, the one who."""
    tokens, vocab = page.tokens, page.vocab
    if after >= len(tokens):
        return True
    following = tokens[after]
    if following.kind == "mark" and following.text not in "-":
        return True
    if (
        fold(following.key) in vocab.ratios | {"out"}
        and after + 1 < len(tokens)
        and is_number(tokens[after + 1], vocab)
    ):
        return False
    before = fold(tokens[i - 1].key) if i else ""
    if fold(following.key) in vocab.after_one or before in (
        "no",
        "the",
        "this",
        "that",
        "every",
        "any",
        "each",
        "another",
    ):
        return True
    pos = tokens[after - 1].span.end
    return vocab.language != "en" and not (vocab.units.at(page.text, pos) or vocab.currencies.at(page.text, pos))


def may_count(text: str, before: Token, article: Token) -> bool:
    """Whether an article after this word counts: not in 300 a day, twice a week, or after a noun."""
    if text[before.span.end : article.span.start].strip(SPACES):
        return False
    return before.is_stop and before.kind == "word" and fold(before.key) not in RATES


def is_number(token: Token, vocab: Vocabulary) -> bool:
    """Whether a token is a number, in digits or in words."""
    return token.kind == "number" or vocab.words.get(fold(token.key), 0) > 1


def article_unit(page: Page, i: int) -> Figure | None:
    """ "A week", "an hour": the article counts where a unit of time follows it, and nothing makes it a rate."""
    token, vocab, text = page.tokens[i], page.vocab, page.text
    if fold(token.key) not in vocab.articles:
        return None
    found = vocab.units.at(text, token.span.end)
    if not found or _kind_of(found[1]) != DURATION or found[1] in ("second", "day", "night"):
        return None
    if i and not may_count(text, page.tokens[i - 1], token):
        return None
    more = vocab.halves_after.at(text, found[0])
    span = Span(page.article.id, token.span.start, more[0] if more else found[0])
    approximator, where = approximator_before(page, span.start, span.end)
    return Figure(
        span=span, number=Span(page.article.id, span.start, token.span.end), kind=DURATION,
        value=1.0 + (float(more[1]) if more else 0.0), unit=found[1],
        approximator=approximator, approximate=where, notation="words//unit", sure=False,
    )  # fmt: skip
