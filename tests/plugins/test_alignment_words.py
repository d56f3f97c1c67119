"""Words that one text joins and the other parts, texts that keep their sentences, and sentences that stand in both."""

from __future__ import annotations

import pytest

from retold import LANGUAGE, SENTENCES, Article, Comparison, Host
from retold._run import Run, plan
from retold_plugins.alignment.apart import BESIDE, SHARED
from retold_plugins.alignment.chart import ACROSS
from retold_plugins.alignment.choose import standing
from retold_plugins.alignment.compounds import decompounded
from retold_plugins.alignment.context import CONTEXT, setting_of
from retold_plugins.alignment.evidence import WORDING
from retold_plugins.alignment.logistic import Model, model
from retold_plugins.alignment.units import Unit, units_of
from retold_plugins.segmentation.artifacts import WORDS

STEPS = plan(Host.discover().steps(), wanted=(SENTENCES, WORDS, LANGUAGE), is_selected=lambda kind: False)


def units(*texts: str) -> list[tuple[Unit, ...]]:
    """The sentences of both texts."""
    articles = tuple(Article(id=f"a{k}", text=text) for k, text in enumerate(texts))
    run = Run(articles, (Comparison(articles[1], articles[:1]),), strict=True)
    run.go(STEPS)
    told = [run.have["sentences"][a.id] for a in articles]
    return [
        units_of([s.span for s in side], run.have["words"][a.id], [], [s.block for s in side])
        for a, side in zip(articles, told, strict=True)
    ]


@pytest.mark.parametrize(
    ("joined", "parted", "parts"),
    [
        ("Der Stadt wurden die Brückenpreise genannt.", "Die Preise der Brücken wurden der Stadt genannt.",
         {"preis", "bruck"}),
        ("Der Gesundheitsausschuss der Stadt hat das Gesetz nun beschlossen.",
         "Das Gesetz wurde in der Stadt vom Gesundheits-Ausschuss beschlossen.", {"ausschuss"}),
        ("Die Hafenarbeiter der Stadt hatten am Montag nichts davon gehört.",
         "Im Hafen der Stadt wurde am Montag nichts davon gehört.", {"haf"}),
    ],
)  # fmt: skip
def test_compounds_are_known_by_the_parts_that_the_other_text_has(joined: str, parted: str, parts: set[str]) -> None:
    sides = units(joined, parted)
    found = decompounded((sides[0], sides[1]), "de")
    assert parts <= found[0][0].bag.keys() - sides[0][0].bag.keys()
    assert found[1] == sides[1]


def test_languages_that_part_their_words_are_left_alone() -> None:
    sides = units("The firefighters came.", "The fighters of the fire came.")
    assert decompounded((sides[0], sides[1]), "en") == (sides[0], sides[1])


def test_words_that_only_end_alike_are_no_parts() -> None:
    sides = units("Die Schokolade schmolz in der Sonne.", "Die Lade klemmte, weil sie in der Sonne stand.")
    assert decompounded((sides[0], sides[1]), "de")[0] == sides[0]


def test_how_much_was_kept() -> None:
    sides = units("The ferry sank at noon. Nobody was hurt.", "The ferry sank at noon. Nobody was hurt.")
    rewritten = units("The ferry sank at noon.", "At midday the boat went down.")
    assert setting_of((sides[0], sides[1]), {(0, 0): 0.99, (1, 1): 0.98}).kept == 1.0
    assert setting_of((rewritten[0], rewritten[1]), {(0, 0): 0.99}).kept == 0.0
    assert setting_of((sides[0], sides[1]), {(0, 0): 0.2}).kept == 0.0


@pytest.mark.parametrize(
    ("file", "name", "evidence"),
    [
        ("weights", "wording", WORDING),
        ("weights", "context", (*CONTEXT, *WORDING)),
        ("weights", "context-kept", (*CONTEXT, *WORDING)),
        ("weights", "across", ACROSS),
        ("apart", "apart", SHARED),
        ("apart", "apart-beside", BESIDE),
    ],
)
def test_weights_stand_in_the_order_of_the_evidence(file: str, name: str, evidence: tuple[str, ...]) -> None:
    assert model(name, file).names == evidence


def test_weights_are_shifted() -> None:
    own, by = Model(("a", "b"), (1.0, 2.0), -1.0), Model(("a", "b"), (2.0, -2.0), 0.5)
    assert own.shifted(by, 0.5) == Model(("a", "b"), (2.0, 1.0), -0.75)
    assert own.shifted(by, 0.0) == own


def test_sentences_that_each_stand_in_both_texts_are_linked_to_themselves_only() -> None:
    sides = units("I think he wants it. I think he wants it now.", "I think he wants it now. I think he wants it.")
    likely = {(0, 1): 0.99, (1, 0): 0.99, (0, 0): 0.8, (1, 1): 0.8}
    assert standing((sides[0], sides[1]), likely) == {(0, 1): 0.99, (1, 0): 0.99}


def test_a_sentence_that_stands_in_both_texts_may_be_told_once_more() -> None:
    sides = units("I think he wants it.", "I think he wants it. I believe he wants it.")
    assert standing((sides[0], sides[1]), {(0, 0): 0.99, (0, 1): 0.8}) == {(0, 0): 0.99, (0, 1): 0.8}
