"""A text that tells another in much shorter sentences: linked by words and by order, and only where order is kept."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path

import pytest

from retold.testing import run_step
from retold_plugins.alignment import simplified
from retold_plugins.alignment.align import sentences
from retold_plugins.alignment.corrections import Options
from retold_plugins.alignment.likeness import alike

LONG = """\
Vor vielen Jahren wohnte am Rande des Moores ein Korbflechter, der hatte drei Söhne und war so arm, dass er im
Winter kaum Brennholz kaufen konnte.

Als der älteste der Söhne volljährig geworden war, schnürte er sein Bündel, umarmte den Vater und wanderte
fort, um sich in der Fremde sein Glück zu suchen.

Nach langem Marsch gelangte er an eine verfallene Windmühle, vor deren Thür eine steinalte Müllerin saß und
mit zitternden Fingern Erbsen auslas.

Sie bat ihn, ihr zur Hand zu gehen, und versprach ihm zum Lohn eine silberne Flöte, die jeden, der sie hörte,
zum Tanzen zwingen sollte.

Der Bursche aber lachte sie aus, stieß den Erbsenkorb mit dem Fuße um und zog pfeifend seines Weges weiter
nach der Königsstadt.

Dort ließ gerade der Herzog ausrufen, wer die traurige Prinzessin zum Lachen brächte, der dürfe sich aus der
Schatzkammer nehmen, was er tragen könne.

Weil ihm nun nichts Lustiges einfallen wollte, wurde er nach drei Tagen mit Schimpf und Schande aus dem
Schlosse gejagt und kehrte hungrig heim.
"""
SHORT = """\
Ein Mann lebt am Moor.

Der Mann macht Körbe.

Er hat 3 Söhne.

Die Familie hat nur wenig Geld.

Der erste Sohn ist jetzt erwachsen.

Er verlässt seinen Vater.

Der Sohn möchte sein Glück finden.

Er kommt zu einer Mühle.

Die Mühle ist kaputt.

Dort sitzt eine alte Frau mit Erbsen.

Die alte Frau braucht Hilfe.

Der Sohn soll dafür eine Flöte aus Silber bekommen.

Bei der Musik müssen alle tanzen.

Aber der Sohn lacht nur.

Er wirft die Erbsen auf den Boden.

Dann geht er in die Königs-Stadt.

Die Prinzessin ist immer traurig.

Wer kann die Prinzessin zum Lachen bringen?

Der bekommt einen Schatz.

Der Sohn hat keine gute Idee.

Nach 3 Tagen muss er das Schloss verlassen.

Er geht nach Hause und hat Hunger.
"""
FROM = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6]


def pairs(source: str, retelling: str, options: Options | None = None) -> set[tuple[int, int]]:
    """The linked sentences by number; every line of a text is one."""
    given = {"options": options} if options else {}
    alignment = run_step(sentences, source, retelling, **given)["a0"]
    rows, columns = (
        {span: k for k, span in enumerate(side)} for side in (alignment.source_units, alignment.retelling_units)
    )
    return {(rows[s], columns[t]) for link in alignment.links for s in link.source for t in link.retelling}


def agreement(found: set[tuple[int, int]]) -> float:
    """F1 against what the story was told from."""
    gold = {(i, j) for j, i in enumerate(FROM)}
    return 2 * len(found & gold) / (len(found) + len(gold))


def test_short_sentences_are_linked_to_what_they_are_told_from_in_turn() -> None:
    assert agreement(pairs(LONG, SHORT)) >= 0.8


def test_it_does_not_matter_which_of_the_two_is_the_source() -> None:
    assert {(i, j) for j, i in pairs(SHORT, LONG)} == pairs(LONG, SHORT)


def test_where_the_order_is_not_kept_it_says_nothing() -> None:
    paragraphs = SHORT.strip().split("\n\n")
    shuffled = "\n\n".join(paragraphs[k * 9 % len(paragraphs)] for k in range(len(paragraphs)))
    assert len(pairs(LONG, shuffled)) < len(paragraphs) / 2


def test_another_story_in_short_sentences_is_not_linked() -> None:
    other = "Die Stadt baut eine Brücke.\n\nDie Brücke ist aus Stahl.\n\nEin Kran hebt die Teile.\n\n" * 5
    assert len(pairs(LONG, other)) <= 1


def test_a_forward_backward_chain_agrees_with_all_paths_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplified, "KEEPS_ORDER", -99.0)
    monkeypatch.setattr(simplified, "WORTH_TELLING", 0.0)
    told = [[4.0, 1.0, 0.5, 1.0], [2.0, 3.0, 0.1, 0.2], [0.1, 0.2, 6.0, 1.0]]
    first = [0.125 + p for p in (*simplified.OPENING, 0, 0)]
    moves = [simplified.moved([float(i == k) for k in range(4)]) for i in range(4)]
    weight: dict[tuple[int, int], float] = {}
    total = 0.0
    for start in range(4):
        for path in itertools.product(range(5), repeat=3):
            at, p = start, first[start]
            for j, to in enumerate(path):
                if to == 4:
                    p *= simplified.FREE
                    continue
                p *= (1 - simplified.FREE) * told[j][to] * (moves[at][to] if j else float(at == to))
                at = to
            total += p
            for j, to in enumerate(path):
                weight[j, to] = weight.get((j, to), 0.0) + p
    found = list(simplified.posteriors(told))
    for j, row in enumerate(found):
        assert dict(row) == pytest.approx({i: weight[j, i] / total for i in range(4)})


def test_long_texts_are_cut_at_anchors_and_every_short_sentence_stands_in_one_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simplified, "CELLS", 200)
    sides: simplified.Sides = ([None] * 40, [None] * 80)  # type: ignore[list-item]
    anchors = {(i, 2 * i): 0.95 for i in range(0, 40, 4)} | {(38, 3): 0.95}
    found = list(simplified.pieces(sides, anchors))
    assert [j for _, columns in found for j in columns] == list(range(80))
    assert all(len(rows) * len(columns) <= 200 for rows, columns in found)
    assert all(a[0].stop - 1 == b[0].start for a, b in itertools.pairwise(found))


def test_without_anchors_a_text_that_is_too_large_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplified, "CELLS", 200)
    monkeypatch.setattr(simplified, "LARGEST", 300)
    assert not list(simplified.pieces(([None] * 40, [None] * 80), {}))  # type: ignore[list-item]


def test_compounds_are_like_their_parts() -> None:
    found = alike({"königstocht", "schlossgart", "haus"}, {"tocht", "gart", "maus"})
    assert set(found) == {"tocht", "gart"}
    assert set(found["tocht"]) == {"königstocht"}
    assert set(found["gart"]) == {"schlossgart"}


def test_links_that_a_person_fixed_stand(tmp_path: Path) -> None:
    wrong = {"level": "sentence", "source": ["a0.s6"], "retelling": ["a1.s9"]}
    articles = [
        {
            "id": f"a{k}",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "sentences": [
                {"id": f"a{k}.s{n}", "start": at, "end": at + len(line)} for n, (at, line) in enumerate(placed(text))
            ],
        }
        for k, text in enumerate((LONG, SHORT))
    ]
    report = {
        "format": "retold-report/1",
        "articles": articles,
        "comparisons": [{"sources": ["a0"], "retelling": "a1", "links": [wrong]}],
    }
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    found = pairs(LONG, SHORT, Options(links=str(path)))
    assert {(i, j) for i, j in found if i == 6 or j == 9} == {(6, 9)}


def placed(text: str) -> list[tuple[int, str]]:
    return [(text.index(line), line) for line in text.split("\n\n")]
