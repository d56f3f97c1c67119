"""Of omissions, what prose on a page cannot show: speech, hedges as artifacts, importance, several sources."""

from __future__ import annotations

import pytest

from retold import Article, Span, compare, compare_all
from retold_plugins.omissions.hedges import hedges, table
from retold_plugins.omissions.speech import speech_in
from retold_plugins.segmentation.words import tokens

LANGUAGES = ["de", "en", "es", "fr", "hi", "nl", "pt"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "one two" and left.', ["one two"]),
        ("He said “one ‘two’ three” and left.", ["one ‘two’ three"]),
        ("Er sagte: „eins zwei“ und ging.", ["eins zwei"]),
        ("Il dit « un deux » et part.", [" un deux "]),
        ("The dogs' bowls and the cat's tail", []),
        ('An end that "never comes', ["never comes"]),
        ('Mixed “marks" here', ['marks" here']),
        ("'Tis the season", []),
        ("彼は「一つ」と言った。", ["一つ"]),
        ("言った」と彼は『二つ』", ["二つ"]),
    ],
)
def test_direct_speech(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in speech_in(text, Span("a", 0, len(text)))] == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_loads(language: str) -> None:
    assert table(language) is not None


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The dam is thought to hold about 40 tonnes.", ["is thought to", "about"]),
        ("en", "The road opened on May 3 and in May last year.", []),
        ("en", "They will go if the weather is fine, she said.", ["if the weather is fine"]),
        ("en", "She is about to leave.", []),
        ("de", "Der Damm hält vermutlich rund 40 Tonnen.", ["vermutlich", "rund"]),
        ("fr", "Le barrage contient probablement environ 40 tonnes.", ["probablement", "environ"]),
        ("es", "La presa contiene probablemente unas 40 toneladas.", ["probablemente", "unas"]),
        ("nl", "De dam bevat vermoedelijk ongeveer 40 ton.", ["vermoedelijk", "ongeveer"]),
        ("pt", "A barragem contém provavelmente cerca de 40 toneladas.", ["provavelmente", "cerca de"]),
        ("hi", "बाँध में शायद करीब 40 टन पानी है।", ["शायद", "करीब"]),
    ],
)
def test_hedges(language: str, text: str, found: list[str]) -> None:
    cues = table(language)
    assert cues is not None
    listed = tuple(tokens(Article(id="a", text=text), language))
    assert [text[h.span.start : h.span.end] for h in hedges(listed, cues)] == found


SOURCE = """The town of Brenn will close its ice rink on 2 March, Mayor Ulla Storm said on Friday.

The rink opened in 1978 and has cost 340,000 euros a year since 2015.

A brass band played.

Children skated until dusk.
"""
SHORT = "The town of Brenn will close its ice rink on 2 March, Mayor Ulla Storm said on Friday.\n"


def test_figures_weigh_more_than_colour() -> None:
    report = compare(SOURCE, SHORT)
    weights = {
        SOURCE[f.source[0].start : f.source[-1].end][:8]: str(f.importance)
        for f in report.comparisons[0].findings
        if f.kind == "omissions/passage"
    }
    assert weights["The rink"] in ("medium", "high")
    assert weights["A brass "] == "low"


def test_each_source_for_itself() -> None:
    report = compare_all([SOURCE, SHORT], [SHORT])
    spans = [s for f in report.comparisons[0].findings if f.kind == "omissions/passage" for s in f.source]
    assert spans
    assert {s.article for s in spans} == {"a0"}


def test_long_texts_take_their_time_in_proportion() -> None:
    text = "".join(f"The council met on day {n} and may vote if the mayor agrees.\n\n" for n in range(400))
    report = compare(text, text.replace(" may vote if the mayor agrees", " votes"))
    assert not report.faults
