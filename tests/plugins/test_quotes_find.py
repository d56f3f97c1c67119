"""Quotation marks of all styles, and who says what, in several languages."""

from __future__ import annotations

import pytest

from retold import Article
from retold.testing import run_step
from retold_plugins.quotes.find import quotes
from retold_plugins.quotes.marks import quote_marks

STYLES = [
    ('She said "the dam holds" and left.', ["the dam holds"]),
    ("She said “the dam holds” and left.", ["the dam holds"]),
    ("Elle dit « le barrage tient » et part.", ["le barrage tient"]),
    ("Elle dit «\u00a0le barrage tient\u00a0» et part.", ["le barrage tient"]),
    ("Sie sagte »der Damm hält« und ging.", ["der Damm hält"]),
    ("Sie sagte „der Damm hält“ und ging.", ["der Damm hält"]),
    ("Sie sagte „der Damm hält” und ging.", ["der Damm hält"]),
    ("Hon sade ”dammen håller” och gick.", ["dammen håller"]),
    ("She said ‘the dam holds’ and left.", ["the dam holds"]),
    ("She said 'the dam holds' and left.", ["the dam holds"]),
    ("Sie sagte ‚der Damm hält‘ und ging.", ["der Damm hält"]),
    ("彼女は「ダムは大丈夫」と言った。", ["ダムは大丈夫"]),
    ("उसने कहा, “बाँध मज़बूत है” और चली गई।", ["बाँध मज़बूत है"]),
    ("‘The keepers’ boots were wet,’ she said.", ["The keepers’ boots were wet,"]),
    ("She didn't say the dogs' leads were 'new' at all.", ["new"]),
    ("He said \"call it 'luck' if you like\" and sat.", ["call it 'luck' if you like", "luck"]),
    ("He said “call it ‘luck’ if you like” and sat.", ["call it ‘luck’ if you like", "luck"]),
    ('The pipe was 6" wide and 9" long.', []),
    ("The class of '98 and the rock 'n' roll years.", []),
    ('"he cannot swim” is what she wrote.', ["he cannot swim"]),
    (
        "“We sail at dawn.\n\n“We sail with everyone aboard,” said Ida Ness.",
        ["We sail at dawn.", "We sail with everyone aboard,"],
    ),
    ("“We sail at dawn. We sail with everyone.", ["We sail at dawn. We sail with everyone."]),
]


@pytest.mark.parametrize(("text", "inside"), STYLES)
def test_marks(text: str, inside: list[str]) -> None:
    found = run_step(quote_marks, text, "x")["a0"]
    assert [text[part.inner.start : part.inner.end] for marks in found for part in marks.parts] == inside


def test_paragraphs_that_reopen_the_mark_are_one_quotation() -> None:
    found = run_step(quote_marks, "“We sail at dawn.\n\n“We sail with everyone aboard,” said Ida Ness.", "x")["a0"]
    assert [len(marks.parts) for marks in found] == [2]


SPEAKERS = [
    ("en", '"We sail at dawn," said Ida Ness. "Nobody stays behind."', "Ida Ness", "said", 2),
    ("en", 'Ida Ness, who owns the ship, said: "We sail at dawn."', "Ida Ness", "said", 1),
    ("en", 'Its captain, Ida Ness, told reporters that they would "sail at dawn".', "Ida Ness", "told", 1),
    ("de", "„Wir legen um sechs Uhr ab“, sagte Kapitänin Ida Ness.", "Kapitänin Ida Ness", "sagte", 1),
    ("de", "Ida Ness räumte ein: „Wir legen zu spät ab.“", "Ida Ness", "räumte", 1),
    ("fr", "« Nous partons à l’aube », a déclaré la capitaine, Ida Ness.", "Ida Ness", "déclaré", 1),
    ("es", "«Zarpamos al amanecer», dijo la capitana, Ida Ness.", "Ida Ness", "dijo", 1),
    ("pt", "“Partimos ao amanhecer”, disse a capitã Ida Ness.", "Ida Ness", "disse", 1),
    ("it", "«Partiamo all’alba», ha detto la capitana Ida Ness.", "Ida Ness", "detto", 1),
    ("nl", "‘We vertrekken om zes uur’, zei kapitein Ida Ness.", "Ida Ness", "zei", 1),
]


@pytest.mark.parametrize(("language", "text", "name", "cue", "parts"), SPEAKERS)
def test_speakers(language: str, text: str, name: str, cue: str, parts: int) -> None:
    (quote,) = run_step(quotes, Article(id="a0", text=text, language=language), "x")["a0"]
    assert quote.name == name
    assert text[quote.cue.start : quote.cue.end] == cue
    assert len(quote.parts) == parts


def test_a_pronoun_stands_for_the_person_last_spoken_of() -> None:
    text = "Ida Ness bought the ship in May. It leaks in two places.\n\n“We sail at dawn,” she said."
    (quote,) = run_step(quotes, text, "x")["a0"]
    assert quote.name == "Ida Ness"
