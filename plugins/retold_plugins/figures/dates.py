"""Dates and times of day in running text, and the day that a date means."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence

from attrs import frozen

from retold_plugins.figures.vocabulary import Vocabulary, fold
from retold_plugins.segmentation.artifacts import Token


@frozen(kw_only=True)
class Moment:
    """A date or time found in a text."""

    start: int
    end: int
    kind: str
    when: str
    notation: str
    zone: str = ""
    sure: bool = True


GAP = r"[ \t\u00a0\u202f\n]{1,2}"
YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)"
ISO = re.compile(rf"({YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
NUMERIC = re.compile(r"(\d{1,2})(?P<sep>[./-])(\d{1,2})(?P=sep)(\d{4}|\d{2})(?![\d.,/%]\d|\d|[ \u00a0]?%)")
SLASHED_YEAR_FIRST = re.compile(rf"({YEAR})([/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d)")
DAY_MONTH_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?!\d)(?=[ ,)]|$)")
DECADE = re.compile(r"((?:1[5-9]|20)\d)0(?:['’]?s|er)(?!\w)|['’]([1-9])0s(?!\w)")
PLAIN_YEAR = re.compile(rf"{YEAR}(?![\d\w%°])(?![.,:/]\d)(?![ \u00a0\u202f]\d{{3}}(?!\d))")
SHORT_YEAR = re.compile(rf"({YEAR})[/–-](\d{{2}})(?!\d)(?![-/.]\d)")
CLOCK = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:(?P<sep>[:.])(?P<m>[0-5]\d)(?:(?P=sep)(?P<s>[0-5]\d))?)?"
    r"(?![\d:]|[.,]\d)(?P<half>[ \u00a0\u202f]?(?:[ap]\.[ \u00a0]?m\.(?![\w])|[ap]\.?m(?![\w])))?",
    re.I,
)
HOURS = re.compile(
    r"(?P<h>[01]?\d|2[0-4])[ \u00a0\u202f]?(?:h|hrs|heures?|horas?|Uhr|uur|uhr)(?:[ \u00a0]?(?P<m>[0-5]\d)"
    r"(?:[ \u00a0]?min(?:[ \u00a0]?(?P<s>[0-5]\d)[ \u00a0]?s)?)?)?(?![\w])"
)
CLOCKED = re.compile(r"(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)[ \u00a0\u202f]?(?:Uhr|uur|h|hrs|horas|heures)(?![\w])")
COUNTED = re.compile(
    r"[ \u00a0\u202f]?(?:[%€$£°]|(?:mil|mill\w{3,6}|milh\w{3,4}|km|kg|cm|mm|ha|g|l|m|t|euros?"
    r"|grados|graus|puntos|pontos)(?!\w))"
)
"""A sign, a thousand, million or milliard, or the short name of a unit: what stands before it was counted, no time."""
PARTED = re.compile(
    r"(?P<h>[01]?\d|2[0-4])[ \u00a0]?(?:बजकर|बज कर)[ \u00a0]?(?P<m>[0-5]?\d)[ \u00a0]?मिनट"
    r"|(?P<H>[01]?\d|2[0-4])(?:[:.](?P<M>[0-5]\d))?[ \u00a0]?बजे"
)
RACE = re.compile(r"(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?:[.,]\d{1,3})?(?![\d:])")
LAPSED = re.compile(
    r"(?P<h>\d{1,2})[ \u00a0]?h[ \u00a0]?(?P<m>[0-5]?\d)[ \u00a0]?(?:min|m|')[ \u00a0]?(?P<s>[0-5]?\d)"
    r"(?:[ \u00a0]?(?:s|'')(?![\w]))?(?![\w])"
)


@functools.cache
def patterns(language: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions that need a language's month names and weekdays."""
    from retold_plugins.figures.vocabulary import vocabulary

    vocab = vocabulary(language)
    months = _any(vocab.months)
    of = "|".join(re.escape(w) for w in sorted(vocab.calendar.get("of", ()), key=len, reverse=True))
    link = rf"(?:{GAP}(?:{of}))?" if of else ""
    ordinal = "|".join(re.escape(s) for s in sorted(vocab.ordinal_suffixes, key=len, reverse=True)) or "(?!)"
    day = rf"(?P<d>0?[1-9]|[12]\d|3[01])(?:{ordinal}|\.|º|er)?"
    of_month = rf"(?:{GAP}of)?" if vocab.language == "en" else link
    return {
        "day-month": re.compile(
            rf"{day}{of_month}[ \u00a0\u202f-](?P<mon>{months})"
            rf"(?:\.(?= ?[a-z\d,;)]))?(?![\w])(?:,?{link}[ \u00a0-](?P<y>{YEAR})(?!\d))?",
            re.I,
        ),
        "month-day": re.compile(
            rf"(?P<mon>{months})\.?[ \u00a0](?:the )?(?P<d>0?[1-9]|[12]\d|3[01])(?:{ordinal})?"
            rf"(?![\d%]|[.,:]\d)(?!{GAP}(?:per cent|percent))"
            rf"(?:,?[ \u00a0](?P<y>{YEAR})(?!\d))?",
            re.I,
        ),
        "month-year": re.compile(rf"(?P<mon>{months})\.?,?{link}[ \u00a0](?P<y>{YEAR})(?!\d)", re.I),
        "month": re.compile(rf"(?P<mon>{months})(?![\w])", re.I),
    }


def _any(table: object) -> str:
    words = sorted(table, key=lambda w: (-len(w), w))  # type: ignore[call-overload]
    return "|".join(re.escape(w) for w in words) or "(?!)"


def in_digits(text: str, pos: int, vocab: Vocabulary, before: str) -> Moment | None:
    """A date or time that begins with a digit."""
    for match in (ISO.match(text, pos), SLASHED_YEAR_FIRST.match(text, pos)):
        if match:
            y, m, d = (int(g) for g in match.groups() if g.isdigit())
            return _date((pos, match.end()), y, m, d, "iso")
    match = NUMERIC.match(text, pos)
    if match and (moment := numeric(match, vocab)):
        return moment
    if vocab.months:
        match = patterns(vocab.language)["day-month"].match(text, pos)
        if match and _is_month(match["mon"], vocab):
            return _date(
                (pos, match.end()),
                match["y"],
                vocab.months[fold(match["mon"])],
                int(match["d"]),
                _style("dm", match["mon"], text[pos : match.end()]),
            )
    if vocab.language in ("de", "nl") and (match := DAY_MONTH_DOTS.match(text, pos)) and int(match[2]) in range(1, 13):
        return _date((pos, match.end()), None, int(match[2]), int(match[1]), "d.m.")
    return clock(text, pos, vocab, before) or year(text, pos, vocab, before)


def numeric(match: re.Match[str], vocab: Vocabulary) -> Moment | None:
    """18/08/2025, 18.08.2025 or 08/18/2025; the day comes first where both can be."""
    a, b, y = int(match[1]), int(match[3]), int(match[4])
    if match["sep"] == "." and len(match[4]) == 2 and vocab.language == "en":
        return None
    if y < 100:
        if match["sep"] == "-":
            return None
        y += 2000 if y < 50 else 1900
    month_first = match["sep"] == "/" and vocab.calendar.get("month_first") and a <= 12
    day, month = (b, a) if month_first or (b > 12 >= a) else (a, b)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _date(match.span(), y, month, day, "d" + match["sep"] + "m")


def clock(text: str, pos: int, vocab: Vocabulary, before: str) -> Moment | None:
    """7.40am, 07:40 BST, 19h30, 6 Uhr; also the lapsed time of a race (2:07:14)."""
    match = RACE.match(text, pos) or LAPSED.match(text, pos)
    if match:
        seconds = int(match["h"]) * 3600 + int(match["m"]) * 60 + int(match["s"])
        style = "h:m:s" if ":" in match.group() else "hms"
        return Moment(start=pos, end=match.end(), kind="duration", when=str(seconds), notation=style)
    match = PARTED.match(text, pos)
    if match:
        hour, minute = int(match["h"] or match["H"]), int(match["m"] or match["M"] or 0)
        halves = vocab.calendar.get("halves", {})
        if before in halves.get("pm", ()) and hour < 12 and not (before in halves.get("night", ()) and hour < 5):
            hour += 12
        return Moment(start=pos, end=match.end(), kind="time", when=f"T{hour:02}:{minute:02}", notation="words")
    match = CLOCKED.match(text, pos)
    if match is None and vocab.language != "en":
        match = HOURS.match(text, pos)
        if (
            match
            and not match["m"]
            and re.search(r"(?:heures?|horas?|h)$", match.group())
            and before not in _clock_before(vocab)
            and not (match.group().endswith("h") and before not in vocab.approximators)
        ):
            match = None
    if match:
        return _time(text, match, "h", vocab)
    match = CLOCK.match(text, pos)
    if match is None or int(match["h"]) > 24:
        return None
    if match["half"]:
        return _time(text, match, "half" + (match["sep"] or ""), vocab)
    if match["sep"] == ":" and match["m"] and not match["s"]:
        return _time(text, match, ":", vocab)
    if match["m"] and not match["s"] and before in _clock_before(vocab):
        is_told = before in vocab.calendar.get("clock_article", ()) and not COUNTED.match(text, match.end())
        if is_told or _zone(text, match.end(), vocab):
            return _time(text, match, ".", vocab)
    after = re.match(r"[ \u00a0]?(o['’]clock|oclock)(?!\w)", text[match.end() : match.end() + 10], re.I)
    if not match["m"] and after and vocab.language == "en":
        end = match.end() + after.end()
        return Moment(start=pos, end=end, kind="time", when=f"T{int(match['h']):02}:00", notation="o'clock")
    return None


def _clock_before(vocab: Vocabulary) -> frozenset[str]:
    return frozenset(vocab.calendar.get("clock_before", ()))


def _time(text: str, match: re.Match[str], style: str, vocab: Vocabulary) -> Moment:
    hour, minute, second = int(match["h"]), match["m"] or "00", match.groupdict().get("s")
    half = match.groupdict().get("half") or ""
    if "p" in half.casefold() and hour < 12:
        hour += 12
    elif "a" in half.casefold() and hour == 12:
        hour = 0
    end, zone = match.end(), _zone(text, match.end(), vocab)
    if zone:
        end += len(zone[1])
    padded = "0" if match["h"].startswith("0") else ""
    notation = f"{padded}{style}{half.strip()}{'m' if match['m'] else ''}"
    when = f"T{hour:02}:{minute}" + (f":{second}" if second else "")
    return Moment(start=match.start(), end=end, kind="time", when=when, notation=notation, zone=zone[0] if zone else "")


def _zone(text: str, pos: int, vocab: Vocabulary) -> tuple[str, str] | None:
    """A time zone printed after a time: its name and all the characters up to its end."""
    names = vocab.calendar.get("zones", {}).get("names", ())
    ahead = text[pos : pos + 20]
    if not ahead.startswith((" ", "\u00a0")):
        return None
    for name in sorted(names, key=len, reverse=True):
        if ahead.startswith(name, 1) and not ahead[1 + len(name) : 2 + len(name)].isalnum():
            return name, ahead[: 1 + len(name)]
    return None


def year(text: str, pos: int, vocab: Vocabulary, before: str) -> Moment | None:
    """A decade or a year. A number of four digits is a year where nothing that it counts follows."""
    match = DECADE.match(text, pos)
    if match:
        return Moment(
            start=pos, end=match.end(), kind="date", when=(match[1] or f"19{match[2]}") + "X", notation="decade"
        )
    match = SHORT_YEAR.match(text, pos)
    if match and int(match[2]) == (int(match[1]) + 1) % 100:
        return Moment(start=pos, end=match.end(), kind="date", when=f"{match[1]}/{match[2]}", notation="season")
    match = PLAIN_YEAR.match(text, pos)
    if match is None:
        return None
    after = text[match.end() : match.end() + 3]
    likely = before in set(vocab.calendar.get("year_before", ()))
    if not likely and re.match(r"[ \u00a0][^\W\d_]", after) and before not in vocab.months:
        word = re.match(r"[ \u00a0]([^\W\d_]+)", text[match.end() : match.end() + 24])
        counting = word is not None and (
            word[1].casefold() in vocab.units.table
            or counted_noun(word[1])
            or (vocab.language == "de" and word[1][0].isupper() and is_approximate(before, vocab))
        )
        likely = not counting
    else:
        likely = True
    return Moment(start=pos, end=match.end(), kind="date", when=match.group(), notation="year") if likely else None


def is_approximate(before: str, vocab: Vocabulary) -> bool:
    """Whether the word before ends an approximator: ``etwa``, ``mehr als``."""
    return any(before == phrase.rsplit(" ", 1)[-1] for phrase in vocab.approximators)


def counted_noun(word: str) -> bool:
    """Whether a word after four digits looks like the plural of something: 2000 people, 1900 jobs."""
    return word.casefold() in ("people", "men", "women", "children") or (
        len(word) > 3 and word.islower() and word.endswith("s")
    )


def in_words(text: str, tokens: Sequence[Token], i: int, vocab: Vocabulary, before: str) -> Moment | None:
    """A date that begins with the name of a month or a day, or a word such as yesterday or noon."""
    token = tokens[i]
    key, pos = fold(token.key), token.span.start
    plain = not vocab.calendar.get("capitals") or key not in vocab.calendar.get("ambiguous", ())
    capital = plain or token.text[:1].isupper()
    if moment := vocab.moments.at(text, pos):
        end, when = moment
        kind = "time" if when[0] == "T" else "date"
        notation = "wTrue" if when[0] == "W" else "word" if kind == "time" else "relative"
        return Moment(start=pos, end=end, kind=kind, when=when, notation=notation, sure=when[0] in "WD")
    if told := spoken(text, tokens, i, vocab):
        return told
    if key in vocab.months and capital:
        found = patterns(vocab.language)
        for name in ("month-day", "month-year"):
            match = found[name].match(text, pos)
            if match and _is_month(match["mon"], vocab):
                day = int(match["d"]) if name == "month-day" else None
                style = _style("md" if day else "my", match["mon"], match.group())
                return _date((pos, match.end()), match["y"], vocab.months[fold(match["mon"])], day, style)
        if may_stand_alone(key, before, vocab):
            end = token.span.end + (text[token.span.end : token.span.end + 1] == "." and len(key) < 5)
            return _date((pos, end), None, vocab.months[key], None, _style("m", token.text, token.text))
    if key in vocab.weekdays and capital and (key not in vocab.calendar.get("ambiguous", ()) or before in _on(vocab)):
        return Moment(
            start=pos, end=token.span.end, kind="date", when=f"W{vocab.weekdays[key]}", notation=f"w{len(key) > 4}"
        )
    if key in vocab.relative:
        return Moment(
            start=pos, end=token.span.end, kind="date", when=f"D{vocab.relative[key]:+d}", notation="relative"
        )
    if key in vocab.clock_words:
        when = f"T{vocab.clock_words[key]}"
        return Moment(start=pos, end=token.span.end, kind="time", when=when, notation="word", sure=False)
    return None


def spoken(text: str, tokens: Sequence[Token], i: int, vocab: Vocabulary) -> Moment | None:
    """A time as it is spoken: halb acht, kwart over negen, half past six; zehn Uhr."""
    start = tokens[i].span.start
    if words := vocab.before_hour.at(text, start):
        at = next((n for n in range(i + 1, min(i + 4, len(tokens))) if tokens[n].span.start >= words[0]), i)
        hour = hour_of(tokens[at], vocab)
        if at == i or hour is None or not 1 <= hour <= 12 or text[words[0] : tokens[at].span.start] != " ":
            return None
        end, minutes = tokens[at].span.end, hour * 60 + int(words[1])
        if re.match(r"[.,:]?\d", text[end : end + 2]):
            return None
        when = f"T{minutes // 60:02}:{minutes % 60:02}"
        return Moment(start=start, end=end, kind="time", when=when, notation="spoken")
    key = fold(tokens[i].key)
    if vocab.hour_words and key in vocab.prefixes and i + 2 < len(tokens) and tokens[i + 2].text in vocab.hour_words:
        hour, part = hour_of(tokens[i + 1], vocab), vocab.prefixes[key]
        if hour is not None and 1 <= hour <= 12 and abs(part) < 1:  # साढ़े तीन बजे
            minutes = int(hour * 60 + part * 60)
            when = f"T{minutes // 60:02}:{minutes % 60:02}"
            return Moment(start=start, end=tokens[i + 2].span.end, kind="time", when=when, notation="spoken")
    hour = hour_of(tokens[i], vocab) if i + 1 < len(tokens) and tokens[i + 1].text in vocab.hour_words else None
    if hour is None or hour > 24 or text[tokens[i].span.end : tokens[i + 1].span.start] != " ":
        return None
    return Moment(start=start, end=tokens[i + 1].span.end, kind="time", when=f"T{hour:02}:00", notation="h")


def hour_of(token: Token, vocab: Vocabulary) -> int | None:
    """The whole number that a word or one or two digits say."""
    if token.text.isdecimal():
        return int(token.text) if len(token.text) < 3 else None
    value = vocab.words.get(fold(token.key))
    if value is None and vocab.compounds:
        from retold_plugins.figures.numbers import compound

        value = compound(fold(token.key), vocab.language)
    return int(value) if value is not None and value == int(value) else None


def may_stand_alone(key: str, before: str, vocab: Vocabulary) -> bool:
    """Whether a month's name without a day or year is a month: not every "mar" or "may" is."""
    if key not in vocab.calendar.get("ambiguous", ()):
        return True
    full = {fold(forms[0]) for forms in vocab.calendar.get("months", ())}
    return before in vocab.calendar.get("month_before", ()) and (key in full or bool(vocab.calendar.get("capitals")))


def _on(vocab: Vocabulary) -> frozenset[str]:
    return frozenset(vocab.calendar.get("month_before", ())) | {"on"}


def _is_month(word: str, vocab: Vocabulary) -> bool:
    key = fold(word)
    plain = not vocab.calendar.get("capitals") or key not in vocab.calendar.get("ambiguous", ())
    return key in vocab.months and (plain or word[:1].isupper())


def _style(order: str, month: str, printed: str) -> str:
    """How a date is written: the order, an abbreviated month, an ordinal day, a comma."""
    short = (
        "."
        if len(month) <= 4
        and month.casefold() not in ("may", "june", "july", "mai", "mayo", "maio", "juin", "juni", "juli")
        else ""
    )
    suffix = "th" if re.search(r"\d(?:st|nd|rd|th)\b", printed) else ""
    return order + short + suffix


def _date(where: tuple[int, int], y: int | str | None, m: int, d: int | None, notation: str) -> Moment:
    when = f"{y}-{m:02}" if y else f"--{m:02}"
    if d:
        when += f"-{d:02}"
    return Moment(start=where[0], end=where[1], kind="date", when=when, notation=notation)


def resolved(when: str, published: datetime.datetime | None) -> str:
    """The day that a date means in an article of that day; empty where it cannot be told."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", when):
        return when
    if published is None:
        return ""
    today = published.date()
    if when.startswith("R"):
        return _period(today, int(when[1:3]), when[4:])
    if when.startswith("D"):
        return (today + datetime.timedelta(days=int(when[1:]))).isoformat()
    if when.startswith("--") and len(when) == 7:
        near = [_day(today.year + shift, int(when[2:4]), int(when[5:7])) for shift in (-1, 0, 1)]
        days = [day for day in near if day is not None]
        return min(days, key=lambda day: abs((day - today).days)).isoformat() if days else ""
    return ""


def _period(today: datetime.date, shift: int, unit: str) -> str:
    if unit == "week":
        year, week, _ = (today + datetime.timedelta(weeks=shift)).isocalendar()
        return f"{year}-W{week:02}"
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(today.year + shift) if unit == "year" else ""


def _day(y: int, m: int, d: int) -> datetime.date | None:
    try:
        return datetime.date(y, m, d)
    except ValueError:
        return None


def agree(a: str, b: str, dates: tuple[str, str] = ("", "")) -> bool | None:
    """Whether two dates or times can be one; None where they are of kinds that cannot be compared."""
    if a == b or (dates[0] and dates[0] == dates[1]):
        return True
    if a.startswith("T") != b.startswith("T"):
        return None
    if a.startswith("T"):
        return _same_clock(a, b)
    if dates[0] and len(dates[0]) == len(dates[1]):
        return False
    for first, second, known in ((a, b, dates[1]), (b, a, dates[0])):
        if first.startswith("W") and not second.startswith("W"):
            day = next((d for d in (known, second) if re.fullmatch(r"\d{4}-\d\d-\d\d", d)), "")
            return datetime.date.fromisoformat(day).isoweekday() == int(first[1:]) if day else None
    if a[:1] == "R" or b[:1] == "R":
        return False if a[:1] == b[:1] and a[3:] == b[3:] else None
    if a[:1] in "DW" or b[:1] in "DW":
        return False if a[:1] == b[:1] else None
    return _same_calendar(a, b)


def _same_clock(a: str, b: str) -> bool:
    if a[:6] == b[:6] and (len(a) == 6 or len(b) == 6):
        return True
    h, k = int(a[1:3]), int(b[1:3])
    return a[3:6] == b[3:6] and abs(h - k) == 12 and min(h, k) > 0


def _same_calendar(a: str, b: str) -> bool | None:
    """Month and day and year as far as both tell them."""
    if not (a[0].isdigit() or a.startswith("--")) or not (b[0].isdigit() or b.startswith("--")):
        return None
    if "X" in a or "X" in b or "/" in a or "/" in b:
        return a[:3] == b[:3] if ("X" in a or "X" in b) and a[0].isdigit() and b[0].isdigit() else None
    x, y = _fields(a), _fields(b)
    shared = [(p, q) for p, q in zip(x, y, strict=True) if p and q]
    return all(p == q for p, q in shared) if shared else None


def _fields(when: str) -> tuple[str, str, str]:
    if when.startswith("--"):
        return "", when[2:4], when[5:7]
    return when[:4], when[5:7], when[8:10]
