"""Blocks, sentences and words of plain text: what the offsets must name."""

from __future__ import annotations

import pytest

import retold
from retold import Article, Host
from retold.testing import run_step
from retold_plugins.segmentation.artifacts import CLITIC, MARK, NUMBER, Phrases
from retold_plugins.segmentation.blocks import blocks, is_wrapped, paragraph_groups
from retold_plugins.segmentation.sentences import cut
from retold_plugins.segmentation.words import tokens, words


def pieces(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in cut(text, language)]


def kinds(text: str) -> list[tuple[str, str]]:
    (record,) = retold.read(text + "\n", host=Host.discover()).articles
    return [(b.kind, text[b.span.start : b.span.end]) for b in record.blocks]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", '"Ready?" Vega asked him. He was.', ['"Ready?" Vega asked him.', "He was."]),
        ("en", "“Ready?” asked Vega. He was.", ["“Ready?” asked Vega.", "He was."]),
        ("en", "(This means they lost.) Crowds left early.", ["(This means they lost.)", "Crowds left early."]),
        ("en", "(This means they lost.) “We tried,” she said.", ["(This means they lost.)", "“We tried,” she said."]),
        ("en", "“We won. They lost. It is over,” Vega said.", ["“We won.", "They lost.", "It is over,” Vega said."]),
        ("en", "It flew low.The crew saw it.", ["It flew low.", "The crew saw it."]),
        ("en", "See www.example.com.Then call.", ["See www.example.com.Then call."]),
        ("en", "Dr. Vega met Sen. Moss on Jan. 4 at No. 10.", ["Dr. Vega met Sen. Moss on Jan. 4 at No. 10."]),
        ("en", "It rose 3.5 per cent. Then it fell.", ["It rose 3.5 per cent.", "Then it fell."]),
        ("en", "It took Plan B. The crew went.", ["It took Plan B.", "The crew went."]),
        ("en", "He met J. I. Vega. A. K. Moss left.", ["He met J. I. Vega.", "A. K. Moss left."]),
        ("en", "They say no. The vote is off.", ["They say no.", "The vote is off."]),
        ("en", "We sell rope, tar, etc. Boats are hired out.", ["We sell rope, tar, etc.", "Boats are hired out."]),
        (
            "en",
            "It has “no means to be ‘lost’. But is it so? It has “good charts” too.",
            ["It has “no means to be ‘lost’.", "But is it so?", "It has “good charts” too."],
        ),
        ("de", "Es fehlt Vitamin C. Die Crew ist krank.", ["Es fehlt Vitamin C.", "Die Crew ist krank."]),
        ("de", "Seile, Teer usw. Boote gibt es auch.", ["Seile, Teer usw. Boote gibt es auch."]),
        ("de", "Der 2. Bauabschnitt beginnt. Er dauert lange.", ["Der 2. Bauabschnitt beginnt.", "Er dauert lange."]),
        ("fr", "M. Vega est parti. Il reviendra.", ["M. Vega est parti.", "Il reviendra."]),
        ("es", "Los EE. UU. votaron. ¿Y ahora? Nadie sabe.", ["Los EE. UU. votaron.", "¿Y ahora?", "Nadie sabe."]),
        ("hi", "डॉ. वेगा आए। वे बोले।", ["डॉ. वेगा आए।", "वे बोले।"]),
        ("zh", "他来了。她走了。", ["他来了。", "她走了。"]),
    ],
)
def test_sentences_are_cut_where_they_end(language: str, text: str, expected: list[str]) -> None:
    assert expected == pieces(text, language)


def test_every_character_but_white_space_is_in_one_sentence() -> None:
    text = "One 👩🏽‍💻 here.  “Two? Three!” said Moss… (Four.) Five"

    covered = [i for a, b in cut(text, "en") for i in range(a, b)]

    assert len(covered) == len(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))


def test_a_line_is_a_paragraph_where_lines_are_long_and_short() -> None:
    assert [
        ("heading", "Harbour shuts"),
        ("paragraph", "The harbour shut on Monday."),
        ("paragraph", "It opens again on Friday."),
    ] == kinds("Harbour shuts\nThe harbour shut on Monday.\nIt opens again on Friday.")


def test_hard_wrapped_lines_are_joined_by_their_offsets() -> None:
    text = (
        "The harbour shut on Monday after a crane fell across the\n"
        "main channel and two ships had to wait outside until the\n"
        "morning tide.\n\n"
        "It opens again on Friday, the harbour master said in a\n"
        "note to captains."
    )

    assert [
        "The harbour shut on Monday after a crane fell across the\n"
        "main channel and two ships had to wait outside until the\nmorning tide.",
        "It opens again on Friday, the harbour master said in a\nnote to captains.",
    ] == [words for _, words in kinds(text)]


def test_lines_that_are_whole_sentences_are_not_wrapped() -> None:
    text = "It rained.\nIt snowed a lot in the hills.\nThen it thawed."

    assert not is_wrapped(text, list(paragraph_groups(text)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. What comes next?", "heading"),
        ("- Europe waits", "heading"),
        ("## Europe waits", "heading"),
        ("Europe waits.", "paragraph"),
        ("“Europe waits,” she said", "heading"),
        ("“Europe waits”", "paragraph"),
        ("Europe “waits”", "heading"),
    ],
)
def test_headings_are_told_by_their_shape(text: str, kind: str) -> None:
    assert kind == kinds(f"The story begins here.\n\n{text}\n\nAnd it goes on here.")[1][0]


def test_neighbouring_bullets_are_list_items() -> None:
    found = kinds("What they want:\n\n- a bridge\n\n- a road\n\n- a school")

    assert ["list-item"] * 3 == [kind for kind, _ in found[1:]]


def test_stated_blocks_are_taken_as_they_are() -> None:
    article = Article(id="a0", text="One. Two.", blocks=(retold.Block("quote", retold.Span("a0", 0, 9)),))

    assert article.blocks == run_step(blocks, article, "Three.")["a0"]


def test_possessives_and_elided_articles_are_tokens_of_their_own() -> None:
    english = [t.text for t in tokens(Article(id="a", text="Moss’s crew can’t"), "en")]
    french = [t.text for t in tokens(Article(id="a", text="l’équipe d'hier"), "fr")]

    assert ["Moss", "’s", "crew", "can’t"] == english
    assert ["l’", "équipe", "d'", "hier"] == french


def test_tokens_tell_their_kind_and_normal_forms() -> None:
    found = list(tokens(Article(id="a", text="The crews’ 1,250 km—Über"), "en"))

    assert ["the", "crews", "’", "1,250", "km", "—", "über"] == [t.key for t in found]
    assert NUMBER in {t.kind for t in found}
    assert MARK in {t.kind for t in found}
    assert "crew" in {t.stem for t in found}
    assert CLITIC not in {t.kind for t in found}


def test_indic_words_stay_whole() -> None:
    assert ["मुख्यमंत्री", "ने", "कहा", "।"] == [t.text for t in tokens(Article(id="a", text="मुख्यमंत्री ने कहा।"), "hi")]


def test_words_within_a_span() -> None:
    text = "One two three four"
    article = Article(id="a0", text=text)

    found = run_step(words, article, "Five")["a0"].within(article.span(4, 13))

    assert ["two", "three"] == [t.text for t in found]


def test_a_phrase_at_the_end_is_found_within_the_tokens() -> None:
    phrases = Phrases({"long": ["may well"], "short": ["may"]})
    found = list(phrases.find(list(tokens(Article(id="a", text="They may"), "en"))))

    assert [(1, 2, "short")] == found
