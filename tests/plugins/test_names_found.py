"""Which names are found, under which entity, and how two of them are told apart."""

from __future__ import annotations

import pytest

from retold import Article, read
from retold.testing import run_step
from retold_plugins.names.artifacts import ORGANISATION, PERSON, PLACE, Name
from retold_plugins.names.cues import cues
from retold_plugins.names.find import Finder, joined
from retold_plugins.names.likeness import are_variants, is_regional, is_variant
from retold_plugins.names.match import matches
from retold_plugins.segmentation.words import tokens


def names(text: str, language: str = "en") -> list[Name]:
    article = Article(id="a", text=text, language=language)
    words = list(tokens(article, language))
    starts = {0} | {i + 2 for i, c in enumerate(text) if c in ".?!"}
    return list(joined(Finder(text, words, cues(language), starts, []).sure()))


def test_titles_are_no_part_of_a_name() -> None:
    (name,) = names("He met Prime Minister Ilse Tarman there.")
    assert (name.text, name.kind, name.title) == ("Ilse Tarman", PERSON, "Prime Minister")


def test_short_forms_share_the_long_forms_entity() -> None:
    found = names("Then Ilse Tarman of the National Harbour Office (NHO) spoke. Tarman left, and the NHO closed.")
    assert {(name.text, name.entity) for name in found} == {
        ("Ilse Tarman", "Ilse Tarman"),
        ("Tarman", "Ilse Tarman"),
        ("National Harbour Office", "National Harbour Office"),
        ("NHO", "National Harbour Office"),
    }


def test_what_a_name_is_of() -> None:
    found = {name.text: name.kind for name in names("They met in Kelby, at Sarn University, with Ada Moss, who sang.")}
    assert found == {"Kelby": PLACE, "Sarn University": ORGANISATION, "Ada Moss": PERSON}


@pytest.mark.parametrize("text", ["Boats sank.", "The ferry sank on Monday in March.", "He said: I saw it."])
def test_capitals_at_the_beginning_make_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Gestern sprach Bürgermeisterin Anna Holt in der Halle.", "de", ["Anna Holt"]),
        ("Hier, la présidente Nadia de la Ferrand a parlé.", "fr", ["Nadia de la Ferrand"]),
        ("Ayer habló el ministro Luis del Campo en la sala.", "es", ["Luis del Campo"]),
        ("Ontem falou a prefeita Ana dos Santos na sala.", "pt", ["Ana dos Santos"]),
        ("Gisteren sprak burgemeester Jan van der Meer in de zaal.", "nl", ["Jan van der Meer"]),
    ],
)
def test_names_in_other_languages(text: str, language: str, expected: list[str]) -> None:
    assert [name.text for name in names(text, language)] == expected


@pytest.mark.parametrize(
    ("first", "second"), [("zelenksy", "zelensky"), ("oleksenko", "olexenko"), ("kyiv", "kiev"), ("tarmann", "tarman")]
)
def test_spellings_of_one_name(first: str, second: str) -> None:
    assert is_variant(first, second)


@pytest.mark.parametrize(("first", "second"), [("harcastle", "hartwell"), ("nadia", "nadine"), ("kelby", "marsden")])
def test_different_names(first: str, second: str) -> None:
    assert not is_variant(first, second)


def test_regional_spelling_is_no_matter_of_names() -> None:
    assert is_regional("organisation", "organization")
    assert not is_regional("anna", "hanna")


def test_names_of_several_words_are_compared_word_by_word() -> None:
    assert are_variants(("petro", "oleksenko"), ("petro", "olexenko"))
    assert not are_variants(("petro", "oleksenko"), ("pavel", "oleksenko"))


def test_reading_shows_names_figures_dates_and_quotations() -> None:
    text = "Ada Moss left on 3 May 2024.\n\n“We sold 40 boats,” said Ada Moss, who runs the yard at Kelby."
    report = read(text)
    kinds = {mark.kind for record in report.articles for mark in record.marks}
    assert {"name", "date", "figure"} <= kinds


def test_times_are_marked_as_dates() -> None:
    (record,) = read("The gates open at 7:40 a.m. on 3 May 2024.").articles
    assert [(m.kind, m.value) for m in record.marks] == [("date", "T07:40"), ("date", "2024-05-03")]


def test_a_name_that_is_the_same_is_not_spelt_otherwise_whatever_the_language() -> None:
    text = "Ann went to Norvik on Monday, where Henrike Aalto sold bread."
    articles = [Article(id=f"a{k}", text=text, language="ig") for k in (0, 1)]
    (found,) = run_step(matches, articles[0], articles[1]).values()
    assert found
    assert {match.change for match in found} == {""}
