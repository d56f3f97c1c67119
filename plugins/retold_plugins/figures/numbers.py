"""Numerals: digits in any script and grouping, number words, scales, fractions, ordinals."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from attrs import evolve, frozen

from retold_plugins.figures.vocabulary import SPACES, Vocabulary, fold
from retold_plugins.segmentation.artifacts import Token

SEPARATORS = ".,'’٬\u00a0\u202f\u2009 "
GROUPED = re.compile(
    r"\d{1,3}(?P<sep>[.,'’٬\u00a0\u202f\u2009 ])\d{3}(?:(?P=sep)\d{3}){0,6}(?![\d])(?:(?P<dec>[.,٫])\d{1,9}(?!\d))?"
)
INDIAN = re.compile(r"\d{1,2}(?:,\d{2}){1,5},\d{3}(?!\d)(?:\.\d{1,9})?")
PLAIN = re.compile(r"\d{1,30}(?:[.,٫]\d{1,15}(?![\d])(?![.,]\d))?")
MIXED = re.compile(r"[ \u00a0-]?(?P<n>\d{1,2})[/⁄](?P<d>\d{1,3})(?![\d/])")
SIMPLE = re.compile(r"(?P<n>\d{1,4})[/⁄](?P<d>\d{1,4})(?![\d/])")
MILLION = 1e6
EXPONENT = re.compile(r"[eE][+-]?\d{1,2}(?![\d\w])")
VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
COMPOUND = re.compile(
    r"hundert|honderd|tausend|duizend|zig|ßig|tig|zehn|tien|elf|zwölf|twaalf|million|miljoen|cento|venti|anta|mila"
)
HYPHENS = "-\u2010\u2011"


@frozen(kw_only=True)
class Numeral:
    """A number in a text, with its scale word."""

    start: int
    end: int
    value: float
    kind: str = "cardinal"
    """cardinal, ordinal or fraction."""
    digits: bool = True
    scale: float = 1.0
    scale_word: str = ""
    step: float = 1.0
    sure: bool = True


def decimal_of(words: str) -> float:
    """The value of digits of any script with a full stop for the decimal sign."""
    return float("".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in words))


def literal(text: str, pos: int, decimal: str) -> Numeral | None:
    """The number in digits that begins here."""
    match = INDIAN.match(text, pos)
    if match:
        return _numeral(match.group().replace(",", ""), pos, match.end())
    match = GROUPED.match(text, pos)
    if match and _is_grouping(match, decimal):
        words = match.group()
        if dec := match["dec"]:
            whole, _, rest = words.rpartition(dec)
            return _numeral("".join(c for c in whole if c.isdigit()) + "." + rest, pos, match.end())
        return _numeral("".join(c for c in words if c.isdigit()), pos, match.end())
    match = PLAIN.match(text, pos)
    if match is None:
        return None
    words = match.group()
    for mark in ".,٫":
        if mark in words:
            whole, _, rest = words.partition(mark)
            if mark == "," and decimal == "." and (len(rest) == 3 or text[match.end() : match.end() + 1].isdigit()):
                return _numeral(whole, pos, pos + len(whole))
            return _numeral(whole + "." + rest, pos, match.end())
    return _numeral(words, pos, match.end())


def _is_grouping(match: re.Match[str], decimal: str) -> bool:
    mark, dec = match["sep"], match["dec"]
    if mark in ".,":
        if dec == mark:
            return False
        several = match.group().count(mark) > 1
        return several or bool(dec) or mark != decimal
    return not match.group().startswith("0")


def _numeral(words: str, start: int, end: int) -> Numeral:
    places = len(words.partition(".")[2])
    value = decimal_of(words)
    step = 10.0**-places
    if not places:
        zeros = len(words) - len(words.rstrip("0٠०"))
        step = 10.0**zeros if value else 1.0
    return Numeral(start=start, end=end, value=value, step=step)


def numeral_in_digits(text: str, pos: int, vocab: Vocabulary) -> Numeral | None:
    """A number in digits with its fraction (10 1/2) and scale word (1.2 lakh crore)."""
    if text[pos] in VULGAR:
        return Numeral(start=pos, end=pos + 1, value=unicodedata.numeric(text[pos]), kind="fraction", step=0.01)
    match = SIMPLE.match(text, pos)
    if match and int(match["d"]) and (int(match["n"]) < int(match["d"]) or int(match["n"]) < 10):
        return Numeral(start=pos, end=match.end(), value=int(match["n"]) / int(match["d"]), kind="fraction", step=0.01)
    found = literal(text, pos, vocab.decimal)
    if found is None:
        return None
    match = MIXED.match(text, found.end)
    if match and 0 < int(match["n"]) < int(match["d"]) and text[match.start()] in SPACES + "-":
        found = evolve(found, value=found.value + int(match["n"]) / int(match["d"]), end=match.end(), step=0.01)
    elif text[found.end : found.end + 1] and text[found.end] in VULGAR:
        part = unicodedata.numeric(text[found.end])
        found = evolve(found, value=found.value + part, end=found.end + 1, step=0.01)
    match = EXPONENT.match(text, found.end)
    if match:
        return evolve(found, value=found.value * 10.0 ** int(match.group()[1:]), end=match.end(), step=0.0)
    group = GROUP.match(text, found.end)
    if group and vocab.groups.get(fold(group.group(1)), 0) >= 12:
        value = found.value * vocab.groups[fold(group.group(1))]
        return evolve(found, value=value, end=group.end(), kind="group")
    suffix = ordinal_end(text, found, vocab)
    return evolve(found, kind="ordinal", end=suffix) if suffix else scaled(text, found, vocab)


def ordinal_end(text: str, numeral: Numeral, vocab: Vocabulary) -> int:
    """Where the ordinal suffix after digits ends; 0 where there is none."""
    if "." in text[numeral.start : numeral.end] and vocab.decimal == ".":
        return 0
    for suffix in vocab.ordinal_suffixes:
        end = numeral.end + len(suffix)
        if text[numeral.end : end].casefold() == suffix and not text[end : end + 1].isalnum():
            return end
    return 0


GROUP = re.compile(r"[ \u00a0]((?:[^\W\d_]|[\u0900-\u0963]){2,20})(?!\w)")
SHORT = re.compile(r"[ \u00a0\u202f]?(?P<word>[^\W\d_]{1,4}\.?)(?![\w])")


def scaled(text: str, numeral: Numeral, vocab: Vocabulary) -> Numeral:
    """The numeral with the scale words after it."""
    out = numeral
    for _ in range(2):
        step = _scale_at(text, out.end, vocab)
        if step is None:
            break
        end, scale, word = step
        out = evolve(
            out, end=end, value=out.value * scale, scale=out.scale * scale, step=out.step * scale,
            scale_word=f"{out.scale_word} {word}".strip(),
        )  # fmt: skip
        if word not in vocab.scales:
            break
    return out


WORDS_AHEAD = re.compile(r"[ \t\u00a0\u202f\u2009]{0,2}-?([^\W\d_](?:[^\W\d_]|[\u0900-\u0963'’])*)")


def _scale_at(text: str, pos: int, vocab: Vocabulary) -> tuple[int, float, str] | None:
    match = WORDS_AHEAD.match(text, pos)
    if match is None:
        return None
    word = fold(match.group(1))
    if word in vocab.scales:
        return match.end(), vocab.scales[word], word
    short = SHORT.match(text, pos)
    if short:
        for form in (short["word"], short["word"].rstrip(".")):
            if form in vocab.short_scales and not _is_unit(text, form, short.end(), pos):
                return short.start("word") + len(form), vocab.short_scales[form], form
    return None


def _is_unit(text: str, form: str, end: int, pos: int) -> bool:
    """Whether a short form such as ``m`` rather is a unit here: in ``100m`` without money or a plural after it."""
    if form not in ("m", "b", "B", "T", "k", "M"):
        return False
    before = text[max(0, pos - 24) : pos].rstrip("0123456789.,' \u00a0")
    if before.endswith(("$", "£", "€", "₹", "¥", "₽", "₴", "₺", "R", "₩", "CHF", "USD", "EUR", "GBP")):
        return False
    if form in ("k", "M"):
        return False
    after = re.match(r"[ \u00a0](?:[^\W\d_]{2,20}[ -]){0,2}?([^\W\d_]{2,20})(?![\w])", text[end : end + 60])
    first = re.match(r"[ \u00a0]([^\W\d_]{1,20})", text[end : end + 24])
    if form in ("b", "B", "T") or after is None or first is None:
        return True
    return not counted(first.group(1), after.group(1))


def counted(first: str, _: str) -> bool:
    """Whether a word after ``1.2m`` is something to be counted, or a unit: growers, kg, people, euros."""
    word = first.casefold()
    if word in ("people", "children", "women", "men", "kg", "km", "homes", "barrels", "tonnes", "tons"):
        return True
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "ous", "us", "is", "was", "less"))


# Number words


@functools.cache
def compound(word: str, language: str) -> float | None:
    """A number written as one word, by text2num; None for any other word."""
    if not COMPOUND.search(word):
        return None
    import text_to_num

    try:
        return float(text_to_num.text2num(word, language))
    except (ValueError, KeyError):
        return None
    except BaseException as failure:  # pyo3 raises its PanicException beside Exception
        if type(failure).__name__ != "PanicException":
            raise
        return None


class _Sum:
    """What number words add up to as they come: units, then thousands (and lakhs), then millions and up."""

    def __init__(self, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.total = self.middle = self.current = 0.0
        self.last = self.last_middle = float("inf")
        self.scale = 1.0
        self.scale_word = ""
        self.started = False

    @property
    def value(self) -> float:
        """The number so far."""
        return self.total + self.middle + self.current

    def add(self, key: str) -> bool:
        """Take one more word; False (and nothing done) where it does not continue the number."""
        vocab = self.vocab
        if key in vocab.words:
            return self._plain(vocab.words[key], key)
        if key in vocab.hundreds:
            return self._hundred(vocab.hundreds[key])
        if key in vocab.scales:
            return self._scaled(key)
        value = compound(key, vocab.language) if vocab.compounds else None
        return value is not None and self._plain(value, key)

    def _plain(self, value: float, key: str) -> bool:
        if key in ("vingt", "vingts") and self.current % 100 == 4:
            self.current += 76
            return True
        if value >= 1000 and not self.current and not self.middle and value < self.last:
            self.middle, self.last_middle, self.started = value, 1000.0, True
            return True
        below = self.current % 100
        fits = (
            not self.current
            or (below == 0 and value < 100)
            or (1 <= value < 10 and below >= 20 and below % 10 == 0)
            or (self.vocab.language == "fr" and below in (60, 80) and 10 <= value < 20)
        )
        if not fits or (self.started and value == 0) or value >= min(self.last, self.last_middle):
            return False
        self.current += value
        self.started = True
        return True

    def _hundred(self, value: float) -> bool:
        if self.current >= 100 or (not self.started and self.vocab.language == "en"):
            return False
        self.current = (self.current or 1) * value
        self.started = True
        return True

    def _scaled(self, key: str) -> bool:
        scale = self.vocab.scales[key]
        if not self.started and key not in self.vocab.bare_scales:
            return False
        below = self.middle + self.current
        if scale < MILLION:
            if scale >= self.last_middle or (self.started and not self.current):
                return False
            self.middle += (self.current or 1) * scale
            self.last_middle = scale
        elif not below and self.total and scale > self.last:
            self.total *= scale
        elif scale >= self.last or (self.started and not below):
            return False
        else:
            self.total += (below or 1) * scale
            self.middle, self.last, self.last_middle = 0.0, scale, float("inf")
        self.current = 0.0
        self.scale, self.scale_word = scale, key
        self.started = True
        return True


def adjacent(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but a space stands between two tokens."""
    gap = text[first.span.end : second.span.start]
    return len(gap) <= 4 and not gap.strip(SPACES)


def numeral_in_words(text: str, tokens: Sequence[Token], i: int, vocab: Vocabulary) -> tuple[Numeral, int] | None:
    """The number in words that begins at a token, and the index of the token after it."""
    reading = _Sum(vocab)
    j, end, extra = i, i, 0.0
    stop = min(len(tokens), i + 16)

    def key(n: int) -> str:
        return fold(tokens[n].key) if n < stop else ""

    if key(i) in vocab.prefixes and key(i + 1):
        extra = vocab.prefixes[key(i)]
        j = i + 1
        if key(j) in vocab.scales and extra >= 1:
            reading.current, reading.started, extra = extra, True, 0.0
    elif key(i) in vocab.articles and (key(i + 1) in vocab.hundreds or key(i + 1) in vocab.scales):
        reading.current, reading.started, j = 1.0, True, i + 1
    while j < len(tokens) and (j == i or adjacent(text, tokens[j - 1], tokens[j])):
        word = key(j)
        if not word:
            break
        if word in HYPHENS or (word in vocab.joiners and reading.started):
            if not (reading.started and _continues(reading, word, key(j + 1), vocab)):
                break
            j += 1
            continue
        if not reading.add(word):
            break
        j += 1
        end = j
        if extra and reading.started and extra < 1:
            reading.current, extra = reading.current + extra, 0.0
    if not reading.started or end == i:
        return _other(text, tokens, i, vocab)
    value = reading.value
    numeral = Numeral(
        start=tokens[i].span.start, end=tokens[end - 1].span.end, value=value, digits=False, scale=reading.scale,
        scale_word=reading.scale_word, step=reading.scale if reading.scale > 1 else 1.0,
        sure=not (end - i == 1 and key(i) in vocab.unsure),
    )  # fmt: skip
    return _with_fraction(text, tokens, end, numeral, vocab)


def _continues(reading: _Sum, joiner: str, after: str, vocab: Vocabulary) -> bool:
    """Whether a hyphen or "and" stands inside the number."""
    known = after in vocab.words or after in vocab.hundreds or after in vocab.scales
    if not known and not (vocab.compounds and compound(after, vocab.language)):
        return False
    if joiner in HYPHENS:
        return True
    below = reading.current % 100
    if vocab.language == "en":
        return (bool(reading.current) and below == 0) or (not reading.current and reading.value > 0)
    if vocab.language == "pt":
        return True
    return below % 10 == 0 and (below >= 20 or not reading.current or reading.current >= 100)


def _with_fraction(
    text: str, tokens: Sequence[Token], end: int, numeral: Numeral, vocab: Vocabulary
) -> tuple[Numeral, int]:
    """Add "point five", "and a half", or turn "two thirds" and "twenty-first" into what they are."""
    keys = [fold(token.key) for token in tokens[end : end + 4]]
    hyphen = 1 if keys[:1] and keys[0] in HYPHENS else 0
    word = keys[hyphen] if len(keys) > hyphen else ""
    near = end < len(tokens) and adjacent(text, tokens[end - 1], tokens[end])
    if not near:
        return numeral, end
    last = end + hyphen
    if word in vocab.ordinals and numeral.value >= 20 and vocab.ordinals[word] < 10 and numeral.value % 10 == 0:
        value = numeral.value + vocab.ordinals[word]
        return evolve(numeral, value=value, kind="ordinal", end=tokens[last].span.end, sure=True), last + 1
    if (
        word in vocab.fractions
        and numeral.value < 20
        and numeral.scale == 1
        and (numeral.value > 1 or word not in vocab.ordinals or not hyphen)
    ):
        value = numeral.value / vocab.fractions[word]
        return _scaled_words(
            tokens,
            last + 1,
            evolve(numeral, value=value, kind="fraction", step=0.01, sure=True, end=tokens[last].span.end),
            vocab,
        )
    if keys[0] in vocab.joiners and keys[1:2] == ["unième"] and numeral.value % 10 == 0:
        return evolve(numeral, value=numeral.value + 1, kind="ordinal", end=tokens[end + 1].span.end), end + 2
    if keys[0] in vocab.points and len(keys) > 1 and vocab.words.get(keys[1], 100) < 100:
        return _decimals(tokens, end, numeral, vocab)
    if keys[0] in vocab.joiners:
        skip = 2 if len(keys) > 2 and keys[1] in vocab.articles | {"one", "una", "un", "um", "uma"} else 1
        if len(keys) > skip and keys[skip] in vocab.fractions and vocab.fractions[keys[skip]] in (2, 4):
            value = numeral.value + numeral.scale / vocab.fractions[keys[skip]]
            new = evolve(numeral, value=value, end=tokens[end + skip].span.end, step=0.1 * numeral.scale, sure=True)
            return _scaled_words(tokens, end + skip + 1, new, vocab)
    if word in vocab.groups and numeral.value < 100 and vocab.groups[word] >= 12:
        value = numeral.value * vocab.groups[word]
        return evolve(numeral, value=value, kind="group", end=tokens[last].span.end, sure=True), last + 1
    return numeral, end


def _decimals(tokens: Sequence[Token], at: int, numeral: Numeral, vocab: Vocabulary) -> tuple[Numeral, int]:
    digits, j = "", at + 1
    while j < len(tokens) and len(digits) < 12:
        word = fold(tokens[j].key)
        if vocab.words.get(word, 100) < 10 or (not digits and vocab.words.get(word, 100) < 100):
            digits += str(int(vocab.words[word]))
        elif word in HYPHENS and digits:
            j += 1
            if j < len(tokens) and vocab.words.get(fold(tokens[j].key), 99) < 10 and digits.endswith("0"):
                digits = digits[:-1] + str(int(vocab.words[fold(tokens[j].key)]))
        else:
            break
        j += 1
    value = numeral.value + float("0." + digits)
    new = evolve(numeral, value=value, step=10.0 ** -len(digits), end=tokens[j - 1].span.end, sure=True)
    return _scaled_words(tokens, j, new, vocab)


def _scaled_words(tokens: Sequence[Token], j: int, numeral: Numeral, vocab: Vocabulary) -> tuple[Numeral, int]:
    """A scale word or group after a number that is not whole: half a million, two and a half billion, half a dozen."""
    skip = j
    while skip < len(tokens) and skip < j + 2 and fold(tokens[skip].key) in vocab.articles | vocab.fillers | {*HYPHENS}:
        skip += 1
    group = vocab.groups.get(fold(tokens[skip].key), 0) if skip < len(tokens) else 0
    if group == 12 and numeral.value == 0.5 and tokens[skip].span.start - numeral.end <= 6:
        end = tokens[skip].span.end
        return evolve(numeral, value=6.0, kind="group", step=1.0, sure=True, end=end), skip + 1
    if skip < len(tokens) and fold(tokens[skip].key) in vocab.scales and tokens[skip].span.start - numeral.end <= 6:
        word = fold(tokens[skip].key)
        scale = vocab.scales[word]
        return evolve(
            numeral, value=numeral.value * scale, scale=scale, scale_word=word, step=numeral.step * scale,
            kind="cardinal", end=tokens[skip].span.end,
        ), skip + 1  # fmt: skip
    return numeral, j


def _other(text: str, tokens: Sequence[Token], i: int, vocab: Vocabulary) -> tuple[Numeral, int] | None:
    """A group (a dozen), fraction (half, a third) or ordinal at a token."""
    keys = [fold(token.key) for token in tokens[i : i + 3]]
    start = tokens[i].span.start
    at = 1 if keys[0] in vocab.articles else 0
    word = keys[at] if at < len(keys) else ""
    if at and (not word or not adjacent(text, tokens[i], tokens[i + 1])):
        return None
    end = tokens[i + at].span.end if at < len(keys) else start
    if word in vocab.groups and not (at == 0 and word.endswith("s") and vocab.language == "en"):
        vague = vocab.groups[word] == 2 or word.endswith("s")
        sure = not vague and (bool(at) or vocab.groups[word] >= 12)
        group = Numeral(
            start=start, end=end, value=vocab.groups[word], kind="group", digits=False, step=10.0, sure=sure
        )
        return group, i + at + 1
    whole = word in vocab.fractions and (at == 1 or vocab.fractions[word] == 2 or word not in vocab.ordinals)
    if whole and not (word.endswith("s") and vocab.language == "en"):
        numeral = Numeral(
            start=start, end=end, value=1 / vocab.fractions[word], digits=False, kind="fraction", step=0.01,
            sure=bool(at) or word not in vocab.unsure,
        )  # fmt: skip
        return _scaled_words(tokens, i + at + 1, numeral, vocab)
    if not at and word in vocab.ordinals:
        value, last = vocab.ordinals[word], i + 1
        unit = vocab.ordinals.get(keys[1], 0) if len(keys) > 1 and adjacent(text, tokens[i], tokens[last]) else 0
        if value >= 10 and value % 10 == 0 and 0 < unit < 10:  # vigésimo primero
            value, end, last = value + unit, tokens[last].span.end, last + 1
        return Numeral(
            start=start, end=end, value=value, digits=False, kind="ordinal", sure=word not in vocab.unsure
        ), last
    return None
