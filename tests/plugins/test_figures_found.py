"""What the grammar of figures makes of running text, by language, and what it leaves alone."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold import Article
from retold_plugins.figures import compare, dates, money, numbers
from retold_plugins.figures.artifacts import Figure, convert, units
from retold_plugins.figures.find import find
from retold_plugins.segmentation.artifacts import Words
from retold_plugins.segmentation.words import tokens

PUBLISHED = datetime.datetime(2025, 8, 18, tzinfo=datetime.UTC)


def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    article = Article(id="a", text=text, language=language, published=PUBLISHED)
    return find(article, language, Words(tuple(tokens(article, language))))


def told(text: str, language: str = "en") -> list[tuple[str, str, float | str, str]]:
    return [
        (text[f.span.start : f.span.end], f.kind, f.when or round(f.value, 4), f.unit) for f in figures(text, language)
    ]


AMOUNTS = [
    ("en", "a fund of $90bn for dams", ("$90bn", "amount", 90e9, "USD")),
    ("en", "it cost ninety billion dollars", ("ninety billion dollars", "amount", 90e9, "USD")),
    ("en", "they owe A$20m to growers", ("A$20m", "amount", 20e6, "AUD")),
    ("en", "about ₹7.83 lakh crore in loans", ("₹7.83 lakh crore", "amount", 7.83e12, "INR")),
    ("en", "a fine of Rs 5,00,000 was paid", ("Rs 5,00,000", "amount", 500000, "INR")),
    ("en", "a stamp costs 85p now", ("85p", "amount", 0.85, "GBP")),
    ("en", "the win is worth R692 000", ("R692 000", "amount", 692000, "ZAR")),
    ("de", "eine Förderung von 1.234,56 € im Jahr", ("1.234,56 €", "amount", 1234.56, "EUR")),
    ("de", "das Werk kostet 2,5 Mrd. Euro", ("2,5 Mrd. Euro", "amount", 2.5e9, "EUR")),
    ("fr", "un budget de 7,2 millions d’euros", ("7,2 millions d’euros", "amount", 7.2e6, "EUR")),
    ("es", "costará mil millones de euros", ("mil millones de euros", "amount", 1e9, "EUR")),
    ("pt", "um prêmio de R$ 405 mil", ("R$ 405 mil", "amount", 405000, "BRL")),
    ("nl", "een lening van 3 miljoen euro", ("3 miljoen euro", "amount", 3e6, "EUR")),
    ("hi", "सरकार 1.85 करोड़ डॉलर देगी", ("1.85 करोड़ डॉलर", "amount", 1.85e7, "USD")),
]
NUMBERS = [
    ("en", "two hundred and five sheep grazed", ("two hundred and five", "number", 205, "")),
    ("en", "half a million letters came", ("half a million", "number", 5e5, "")),
    ("en", "one in five wells is dry", ("one in five", "fraction", 0.2, "")),
    ("en", "nearly a third of the boats", ("a third", "fraction", 0.3333, "")),
    ("en", "prices rose 3.9 per cent", ("3.9 per cent", "percentage", 3.9, "")),
    ("en", "the bill passed by six votes to three", ("six votes to three", "score", 6, "")),
    ("en", "a majority of nine to four", ("nine to four", "score", 9, "")),
    ("de", "mit sieben zu zwei beschlossen", ("sieben zu zwei", "score", 7, "")),
    ("en", "rates fell by half a percentage point", ("half a percentage point", "percentage", 0.5, "")),
    ("fr", "plus un quart de point de pourcentage", ("un quart de point de pourcentage", "percentage", 0.25, "")),
    ("en", "a stay of 10 to 12 weeks", ("12 weeks", "duration", 12, "week")),
    ("en", "1.2m growers signed", ("1.2m", "number", 1.2e6, "")),
    ("de", "zweihundertfünfzigtausend Bäume wurden gepflanzt", ("zweihundertfünfzigtausend", "number", 250000, "")),
    ("fr", "quatre-vingt-dix-sept barques sont rentrées", ("quatre-vingt-dix-sept", "number", 97, "")),
    ("es", "treinta y dos barcos volvieron", ("treinta y dos", "number", 32, "")),
    ("pt", "duzentos e cinquenta barcos voltaram", ("duzentos e cinquenta", "number", 250, "")),
    ("nl", "tweeëntwintig boten keerden terug", ("tweeëntwintig", "number", 22, "")),
    ("hi", "साढ़े तीन लाख लोग आए", ("साढ़े तीन लाख", "number", 350000, "")),
    ("hi", "१२३ नावें लौटीं", ("१२३", "number", 123, "")),
    ("en", "half a dozen boats came in", ("half a dozen", "number", 6, "")),
    ("de", "ein halbes Dutzend Boote", ("ein halbes Dutzend", "number", 6, "")),
    ("fr", "deux douzaines de barques", ("deux douzaines", "number", 24, "")),
    ("es", "media docena de barcos", ("media docena", "number", 6, "")),
    ("pt", "dez milhoes de reais em barcos", ("dez milhoes de reais", "amount", 1e7, "BRL")),
    ("pt", "o vigésimo primeiro barco", ("vigésimo primeiro", "ordinal", 21, "")),
    ("hi", "आधा दर्जन नावें लौटीं", ("आधा दर्जन", "number", 6, "")),
    ("ar", "عاد ٣٤ قاربا", ("٣٤", "number", 34, "")),
    ("it", "sono tornate 1.200 barche", ("1.200", "number", 1200, "")),
]
SPOKEN = [
    ("en", "she left at half past six", ("half past six", "time", "T06:30", "")),
    ("de", "sie kam um halb acht", ("halb acht", "time", "T07:30", "")),
    ("de", "es war Viertel vor neun", ("Viertel vor neun", "time", "T08:45", "")),
    ("de", "um zehn Uhr legte es ab", ("zehn Uhr", "time", "T10:00", "")),
    ("de", "ein halbes Jahr später", ("ein halbes Jahr", "duration", 0.5, "year")),
    ("nl", "om kwart over negen", ("kwart over negen", "time", "T09:15", "")),
    ("hi", "साढ़े तीन बजे नाव आई", ("साढ़े तीन बजे", "time", "T03:30", "")),
]
"""Times as they are spoken, and a duration that begins alike."""
MEASURES = [
    ("en", "an hour and a half later", ("an hour and a half", "duration", 1.5, "hour")),
    ("en", "within 30 days of the vote", ("30 days", "duration", 30, "day")),
    ("en", "a 32-year-old ferry sank", ("32-year-old", "age", 32, "year")),
    ("en", "Ms Reed, 43, a baker", ("43", "age", 43, "year")),
    ("en", "visibility was under 100m, they said", ("100m", "measure", 100, "metre")),
    ("en", "it was -5 degrees Celsius", ("-5 degrees Celsius", "measure", -5, "celsius")),
    ("en", "she fell at Mile 19", ("Mile 19", "measure", 19, "mile")),
    ("de", "sechs Kilometer weiter nördlich", ("sechs Kilometer", "measure", 6, "kilometre")),
    ("fr", "à 80 kilomètres de la ville", ("80 kilomètres", "measure", 80, "kilometre")),
]
TIMES = [
    ("en", "it struck at 7.40am", ("7.40am", "time", "T07:40", "")),
    ("en", "it struck at 07:40 BST", ("07:40 BST", "time", "T07:40", "BST")),
    ("en", "by Jan. 1 at the latest", ("Jan. 1", "date", "--01-01", "")),
    ("en", "on 14 November 2024 again", ("14 November 2024", "date", "2024-11-14", "")),
    ("en", "founded in the 1970s", ("1970s", "date", "197X", "")),
    ("en", "he spoke on Saturday", ("Saturday", "date", "W6", "")),
    ("en", "he spoke yesterday", ("yesterday", "date", "D-1", "")),
    ("de", "am 3. Oktober um 6 Uhr", ("3. Oktober", "date", "--10-03", "")),
    ("de", "um 19:30 Uhr beginnt es", ("19:30 Uhr", "time", "T19:30", "")),
    ("fr", "le 1er mars à 19h30", ("1er mars", "date", "--03-01", "")),
    ("es", "el 3 de noviembre de 2020", ("3 de noviembre de 2020", "date", "2020-11-03", "")),
    ("pt", "às 13h10 de domingo", ("13h10", "time", "T13:10", "")),
    ("hi", "सुबह 7 बजकर 20 मिनट पर", ("7 बजकर 20 मिनट", "time", "T07:20", "")),
    ("it", "il 3 novembre 2020", ("3 novembre 2020", "date", "2020-11-03", "")),
]


@pytest.mark.parametrize(("language", "text", "expected"), [*AMOUNTS, *NUMBERS, *MEASURES, *TIMES, *SPOKEN])
def test_a_figure_is_found_with_its_value(
    language: str, text: str, expected: tuple[str, str, float | str, str]
) -> None:
    assert expected in told(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "One of them laughed.",
        "No one knew the one who sang.",
        "The A320 and the F-16 landed.",
        "Covid-19 spread.",
        "See https://example.org/2024/17/list",
        "They may march on.",
        "He sat in the sun.",
    ],
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_both_ends_of_a_range_have_its_unit() -> None:
    assert told("between 5 and 10 million euros") == [
        ("5", "amount", 5e6, "EUR"),
        ("10 million euros", "amount", 10e6, "EUR"),
    ]


@pytest.mark.parametrize(
    ("text", "approximator"),
    [
        ("about 40 men", "about"),
        ("at least 40 men", "at-least"),
        ("almost 40 men", "nearly"),
        ("over 40 men", "more-than"),
    ],
)
def test_how_exactly_a_figure_is_meant(text: str, approximator: str) -> None:
    assert [figure.approximator for figure in figures(text)] == [approximator]


def test_dates_are_resolved_by_the_articles_own() -> None:
    days = {text: figures(text)[0].date for text in ("yesterday", "on 20 August", "last week")}
    assert days == {"yesterday": "2025-08-17", "on 20 August": "2025-08-20", "last week": "2025-W33"}


def test_dates_agree_as_far_as_both_tell_them() -> None:
    assert dates.agree("--11-14", "2024-11-14") is True
    assert dates.agree("--11-06", "--12-06") is False
    assert dates.agree("W1", "2025-08-18") is True
    assert dates.agree("T01:15", "T13:15") is True
    assert dates.agree("2024", "W1") is None


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("31,400 runners", "about 31,000 runners", compare.SAME),
        ("46 men", "64 men", compare.OTHER),
        ("nearly 500 men", "more than 500 men", compare.OTHER),
        ("five weeks", "five months", compare.OTHER),
        ("a quarter of an hour", "15 minutes", compare.SAME),
        ("11km", "nearly 7 miles", compare.SAME),
        ("46 degrees Fahrenheit", "46 degrees Celsius", compare.OTHER),
        ("40 tonnes of milk", "40 people", compare.APART),
    ],
)
def test_figures_are_compared_by_value_and_unit(first: str, second: str, outcome: str) -> None:
    assert compare.compare(figures(first)[0], figures(second)[0]).outcome == outcome


def test_units_convert_exactly() -> None:
    assert convert(12, "mile", "kilometre") == pytest.approx(19.312128)
    assert convert(46, "fahrenheit", "celsius") == pytest.approx(7.7778, abs=1e-3)
    assert convert(1, "mile", "litre") is None
    assert all(unit.factor > 0 for unit in units().values())


def exchange(text: str) -> money.Exchange:
    first, second = figures(text)[:2]
    return money.Exchange(first, second)


def test_a_conversion_is_held_against_the_others_and_the_range_of_rates() -> None:
    assert not money.is_right(exchange("£1.4m ($1.1m)"), [], None)
    others = [exchange("$100 (£76)"), exchange("$40 (£30.40)"), exchange("$6.3m (£4.8m)")]
    assert money.is_right(exchange("$640,000 (£486,000)"), others, None)
    assert not money.is_right(exchange("$2.1m (£2.8m)"), others, None)


def test_text2nums_panic_is_caught() -> None:
    assert numbers.compound("hundertprozentig", "de") is None
    assert numbers.compound("einundzwanzig", "de") == 21


@given(st.text(max_size=120), st.sampled_from(["en", "de", "fr", "es", "pt", "nl", "hi", "it", "und", "xx"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_in_order_and_without_overlap(text: str, language: str) -> None:
    end = 0
    for figure in figures(text, language):
        assert end <= figure.span.start < figure.span.end <= len(text)
        end = figure.span.end


@pytest.mark.parametrize("text", ["1," * 5000, "one and " * 5000, "$" * 20000, "1-" * 5000, "(1 " * 5000, "9" * 20000])
def test_hostile_texts_take_linear_time(text: str) -> None:
    begun = time.perf_counter()
    figures(text)
    assert time.perf_counter() - begun < 5
