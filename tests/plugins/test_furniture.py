"""The examples of the kind pages, what every plugin has to keep, and what pages cannot show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retold import FurnitureBlock, read
from retold.testing import cases, contract, run_step
from retold_plugins.furniture.cues import cue
from retold_plugins.furniture.find import furniture

SHARED = Path(__file__).parents[3] / "shared"

test_cases = cases("furniture")
test_contract = contract("furniture")

CHROME = [
    ("en", "Sign up for our weekly newsletter"),
    ("en", "By Staff Reporter"),
    ("en", "Comments (14)"),
    ("en", "A K"),
    ("en", "Home | World | Sport | Weather"),
    ("en", "https://example.org/a/b"),
    ("en", "12 March 2024, 10:15"),
    ("de", "Von Anna Meier und Jan Holt"),
    ("de", "Foto: dpa"),
    ("de", "Lesen Sie auch"),
    ("fr", "Mis à jour le 4 mai 2023 à 12h30"),
    ("fr", "Abonnez-vous à notre lettre du matin"),
    ("fr", "Tous droits réservés"),
    ("es", "Compartir en Facebook"),
    ("es", "Síguenos en nuestras redes"),
    ("es", "Te puede interesar"),
    ("pt", "Publicidade"),
    ("pt", "Inscreva-se na nossa newsletter"),
    ("pt", "Deixe seu comentário"),
    ("nl", "Lees ook:"),
    ("nl", "Meld je aan voor onze nieuwsbrief"),
    ("it", "Riproduzione riservata"),
    ("it", "Condividi su WhatsApp"),
    ("en", "From Ines Calder in Aldra"),
    ("en", "This article has been edited for readers in Canada."),
    ("de", "Aus dem Englischen von Jan Holt"),
    ("de", "Die Autorin ist Redakteurin im Lokalen."),
    ("fr", "Texte et photos : Ines Calder"),
    ("es", "Traducido por Inés Calder"),
    ("pt", "Receba as notícias da manhã: inscreva-se aqui"),
    ("it", "Testo e foto di Ines Calder"),
    ("nl", "Vertaling: Jan Holt"),
    ("hi", "विज्ञापन"),
    ("hi", "यह भी पढ़ें"),
]
STORY = [
    ("en", "By Monday the water had gone."),
    ("en", "He posted the letter on Tuesday."),
    ("en", "Share prices fell by a third within the hour."),
    ("en", "OK."),
    ("en", "From Aldra in the north to Tolm in the south, no shop had a copy left."),
    ("de", "Aus dem Englischen Garten wurden am Abend hundert Menschen gebracht."),
    (
        "en",
        "The ministry uses cookies on none of its pages, an official said, and listed the contracts.",
    ),
    ("en", "A video of the rescue was watched two million times."),
    (
        "en",
        "Subscribe to that view and the rest follows, he argued, although few in the room agreed with him.",
    ),
    ("de", "Von Montag an fahren wieder Züge."),
    ("fr", "Par ailleurs, le maire a promis une enquête."),
    ("es", "Por la tarde volvió la lluvia."),
    ("pt", "Entrar no prédio era proibido."),
    ("nl", "Door de storm vielen drie bomen om."),
    ("it", "Di notte la strada resta chiusa."),
]


@pytest.mark.parametrize(("language", "line"), CHROME)
def test_lines_that_no_story_has(language: str, line: str) -> None:
    found = cue(line, language)
    assert found is not None
    assert found.strength >= 0.85


@pytest.mark.parametrize(("language", "line"), STORY)
def test_lines_of_stories(language: str, line: str) -> None:
    found = cue(line, language)
    assert found is None or found.strength < 0.5


def blocks(text: str, *others: str) -> tuple[FurnitureBlock, ...]:
    found = run_step(furniture, text, others[0] if others else "Another story, told by nobody else.")
    return found["a0"]


def test_sentences_one_a_line_are_a_story() -> None:
    assert not blocks("The mill burned down.\n\nNobody was hurt.\n\nIt had stood for 200 years.")


def test_two_words_are_a_story() -> None:
    assert not blocks("Rain again")


def test_a_headline_that_points_is_the_headline() -> None:
    assert not blocks("Watch: keeper scores from his own half\n\nThe ball bounced twice before it crossed the line.")


def test_other_tellings_speak_for_a_late_paragraph() -> None:
    """What another telling of the story has is no teaser, though it stands below a list of links."""
    story = [
        "The lighthouse at Cape Orrin will be sold to the highest bidder in May, the harbour trust said on Monday.",
        "The trust has not been able to pay for the repair of its lantern, which broke in a storm two winters ago.",
        "Fishermen said they steer by satellite now and had not noticed that the light was out for so many months.",
        "A local group hopes to raise enough money to turn the tower into a small museum with rooms for guests.",
    ]
    late = "Bidders must keep the foghorn, a gift of the Danish crown, in working order and sound it once a year."
    page = "\n\n".join([*story, "Related stories", "Foghorn gift remembered", late])
    spans = {block.span for block in blocks(page, "\n\n".join([*story[:2], late]))}
    assert all(page[span.start : span.end] != late for span in spans)


def test_a_block_that_is_partly_furniture() -> None:
    """Only the line that is furniture is, and the sentences beside it stay in the story."""
    page = (
        "The council will vote on the new bridge next Tuesday, after a debate that\n"
        "has lasted for eleven years and outlived two mayors and one river ferry.\n"
        "Read also: Bus drivers vote on new rota\n\n"
        "The bridge would be open to walkers and to bicycles, the mayor has said. Read more: Dog show moves to Sunday"
    )
    words = [page[block.span.start : block.span.end] for block in blocks(page)]
    assert words == ["Read also: Bus drivers vote on new rota", "Read more: Dog show moves to Sunday"]


def test_a_newsletter_box_in_the_middle_closes_no_story() -> None:
    story = [
        "The lighthouse at Cape Orrin will be sold to the highest bidder in May, the harbour trust said on Monday.",
        "The trust has not been able to pay for the repair of its lantern, which broke in a storm two winters ago.",
        "Fishermen said they steer by satellite now and had not noticed that the light was out for so many months.",
    ]
    box = ["Sign up for our newsletter", "Enter your email address", "Subscribe", "You can unsubscribe at any time."]
    late = "Whoever buys must also feed eleven goats, which nobody else on that stretch of coast is willing to keep."
    page = "\n\n".join([*story, *box, late, "Related stories", "Foghorn gift remembered"])
    found = [page[block.span.start : block.span.end] for block in blocks(page)]
    assert found == [*box, "Related stories", "Foghorn gift remembered"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the public sets beside the project")
def test_no_sentence_of_plain_essays_is_lost() -> None:
    lost = total = 0
    with (SHARED / "data/align_argrewrite_en.dev.jsonl").open(encoding="utf-8") as handle:
        for line, _ in zip(handle, range(8), strict=False):
            record = read("\n\n".join(json.loads(line)["source"])).articles[0]
            lost += len(record.furniture)
            total += len(record.blocks)
    assert total > 100
    assert lost == 0
