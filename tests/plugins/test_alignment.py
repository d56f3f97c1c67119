"""What the aligner promises, and what every plugin has to keep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retold import SENTENCE_ALIGNMENT, SENTENCE_VECTORS, Alignment, Article, UsageError
from retold.testing import contract, run_step
from retold_plugins.alignment.align import blocks, sentences
from retold_plugins.alignment.artifacts import WORD_EDITS
from retold_plugins.alignment.corrections import Options
from retold_plugins.alignment.edits import edits

test_contract = contract("alignment")

STORY = """\
The bakery on Quay Street in Norvik will close at the end of May after 61 years.

Its owner, Henrike Aalto, said she could no longer pay the rent of 3,400 crowns a month.

"We baked through two floods and a fire," Aalto said.

The building belongs to the port company, which wants to turn it into offices.

Nearly 900 people have signed a petition against the plan.

The town council will discuss the petition on 14 March.
"""
RETOLD = """\
After 61 years the Quay Street bakery in Norvik is to close at the end of May.

Henrike Aalto, who owns it, said the monthly rent of 3,400 crowns was more than she could pay.

“We baked through two floods and a fire,” said Aalto.

The port company owns the building and plans to turn it into offices.

A petition against the plan has almost 900 signatures.

The petition is on the agenda of the town council for March 14.
"""


def aligned(source: str, retelling: str) -> list[tuple[list[str], list[str]]]:
    """The words of the links between sentences."""
    alignment = run_step(sentences, source, retelling)["a0"]
    return words_of(alignment, source, retelling)


def words_of(alignment: Alignment, source: str, retelling: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([source[u.start : u.end] for u in link.source], [retelling[u.start : u.end] for u in link.retelling])
        for link in alignment.links
    ]


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_each_sentence_finds_its_counterpart() -> None:
    assert aligned(STORY, RETOLD) == [([a], [b]) for a, b in zip(lines(STORY), lines(RETOLD), strict=True)]


def test_moved_passages_are_found_where_they_are() -> None:
    moved = "\n\n".join([*lines(RETOLD)[3:], *lines(RETOLD)[:3]])
    assert aligned(STORY, moved) == [([a], [b]) for a, b in zip(lines(STORY), lines(RETOLD), strict=True)]


def test_a_sentence_without_counterpart_stays_alone() -> None:
    added = RETOLD + "\nA swimming pool in the next valley is looking for three lifeguards.\n"
    alignment = run_step(sentences, STORY, added)["a0"]
    assert [added[u.start : u.end] for u in alignment.unmatched_retelling] == [lines(added)[-1]]


def test_a_sentence_that_was_split_is_linked_to_both_parts() -> None:
    source = STORY.replace(
        lines(STORY)[3],
        "The building belongs to the port company, which wants to turn it into offices, and a baker from "
        "Halden has offered to take over the ovens.",
    )
    retelling = RETOLD.replace(
        lines(RETOLD)[3],
        "The port company owns the building and wants to turn it into offices. "
        "A baker from Halden has offered to take over the ovens.",
    )
    (link,) = [link for link in aligned(source, retelling) if "ovens" in link[0][0]]
    assert len(link[1]) == 2


def test_two_stories_have_no_links() -> None:
    other = "A swimming pool in the next valley is looking for three lifeguards.\n\nTraining starts in June.\n"
    assert aligned(STORY, other) == []


def test_across_languages_without_a_model() -> None:
    german = """\
Die Bäckerei in der Quay Street in Norvik schließt Ende Mai nach 61 Jahren.

Die Inhaberin Henrike Aalto sagte, sie könne die Miete von 3400 Kronen im Monat nicht mehr zahlen.

„Wir haben bei zwei Fluten und einem Brand gebacken“, sagte Aalto.

Das Haus gehört der Hafengesellschaft, die daraus Büros machen will.

Fast 900 Menschen haben eine Petition gegen den Plan unterschrieben.

Der Gemeinderat berät am 14. März über die Petition.
"""
    assert aligned(STORY, german) == [([a], [b]) for a, b in zip(lines(STORY), lines(german), strict=True)]


def test_every_link_says_why() -> None:
    alignment = run_step(sentences, STORY, RETOLD)["a0"]
    reasons = [link.why for link in alignment.links]
    assert all(reasons)
    assert "name Norvik" in reasons[0]
    assert "figure 3,400" in reasons[1]
    assert reasons[2] == ("same words",) or "quotation" in reasons[2]


def test_blocks_are_linked_through_their_sentences() -> None:
    alignment = run_step(blocks, STORY, RETOLD)["a0"]
    assert words_of(alignment, STORY, RETOLD) == aligned(STORY, RETOLD)


def test_vectors_are_used_where_somebody_provides_them() -> None:
    source, retelling = "Dogs barked all night.\n\nRain fell.\n", "Hounds were loud until dawn.\n\nIt was wet.\n"
    vectors = {"a0": ((1.0, 0.0), (0.0, 1.0)), "a1": ((0.9, 0.1), (0.1, 0.9))}
    without = run_step(sentences, source, retelling)["a0"]
    alignment = run_step(sentences, source, retelling, {SENTENCE_VECTORS: vectors})["a0"]
    assert without.links == ()
    assert len(alignment.links) >= len(without.links)


def report_with(links: list[dict[str, object]], tmp_path: Path, source: str = STORY) -> str:
    """A report of the two stories whose sentence links are these."""
    texts = []
    for name, text in (("one.txt", source), ("two.txt", RETOLD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        texts.append(tmp_path / name)
    told = [Article(id=f"a{k}", text=p.read_text(encoding="utf-8")) for k, p in enumerate(texts)]
    records = [
        {
            "id": a.id,
            "sha256": a.sha256,
            "sentences": [
                {"id": f"{a.id}.s{n}", "start": a.text.index(line), "end": a.text.index(line) + len(line)}
                for n, line in enumerate(lines(a.text))
            ],
        }
        for a in told
    ]
    report = {
        "format": "retold-report/1",
        "articles": records,
        "comparisons": [{"sources": ["a0"], "retelling": "a1", "links": links}],
    }
    path = tmp_path / "links.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    return str(path)


def test_given_links_stand_and_the_rest_is_aligned_around_them(tmp_path: Path) -> None:
    wrong = {"level": "sentence", "source": ["a0.s4"], "retelling": ["a1.s5"], "degree": "partial"}
    alone = {"level": "sentence", "source": ["a0.s0"], "retelling": []}
    options = Options(links=report_with([wrong, alone], tmp_path))
    alignment = run_step(sentences, STORY, RETOLD, options=options)["a0"]
    found = words_of(alignment, STORY, RETOLD)
    assert ([lines(STORY)[4]], [lines(RETOLD)[5]]) in found
    assert all(lines(STORY)[0] not in left for left, _ in found)
    assert ([lines(STORY)[1]], [lines(RETOLD)[1]]) in found
    (given,) = [link for link in alignment.links if link.why == ("given",)]
    assert (given.degree, given.score) == ("partial", 1.0)


def test_links_of_a_text_that_has_changed_are_an_error(tmp_path: Path) -> None:
    options = Options(links=report_with([], tmp_path, STORY + "\nMore.\n"))
    with pytest.raises(UsageError, match="no text with its hash"):
        run_step(sentences, STORY, RETOLD, options=options)


def test_a_report_that_is_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="not a report"):
        run_step(sentences, STORY, RETOLD, options=Options(links=str(tmp_path / "x.json")))
    with pytest.raises(UsageError, match="cannot be read"):
        run_step(sentences, STORY, RETOLD, options=Options(links=str(tmp_path / "none.json")))


def test_word_edits_join_to_the_words_of_the_link() -> None:
    made = run_step(edits, STORY, RETOLD)["a0"]
    for link in made:
        told = [t.text for edit in link.edits for t in edit.source]
        span = link.link.source[0]
        assert told[0] in STORY[span.start : span.end]
        assert [e.op for e in link.edits].count("equal") >= 1
    assert WORD_EDITS.name == "word-edits"
    assert SENTENCE_ALIGNMENT.name == "sentence-alignment"


def test_swapped_sides_give_the_same_links() -> None:
    there = {(i, j) for left, right in aligned(STORY, RETOLD) for i in left for j in right}
    back = {(i, j) for left, right in aligned(RETOLD, STORY) for j in left for i in right}
    assert there == back
