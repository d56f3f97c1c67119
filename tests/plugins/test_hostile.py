"""Whole comparisons of texts that nobody would print: no error, no endless run, every offset inside its text."""

from __future__ import annotations

import time

import pytest

import retold
from retold import Article, Report

STORY = """Ferry to Holm stays in port

The ferry to Holm will stay in port until Friday 14 March, the harbour master said on Tuesday.

"We may sail on Thursday if the wind drops," said Inga Dahl, who has run the line for 12 years. She told reporters \
that 340 people were waiting and that the delay had cost about £45,000 so far.

The council's leader, Peter Voss, warned that shops on the island would run out of bread. "Nobody planned for this," \
he said.
"""
SENTENCE = "The ferry stayed in port, Dahl said."

TEXTS = {
    "one line": " ".join(f"On day {i} the boat took {i % 97} people to Holm, the crew said." for i in range(3000)),
    "one line without stops": "the crew said that the boat was late and " * 4800,
    "one word": "a" * 200_000,
    "short lines": "\n".join(f"line {i} here" for i in range(20_000)),
    "open marks": "\n".join(f'"He said {i} (that “it' for i in range(2500)),
    "runs of marks": '"' * 5000 + "word" + "“" * 5000 + "[" * 5000 + "(" * 5000,
    "nested quotations": "“‘" * 1000 + "deep" + "’”" * 1000 + " said Ann. " + "He said: “She said: ‘" * 500,
    "directions": "\u202e\u2066abc \u2069\u202cשלום\u200f עולם. " * 1000,
    "marks alone": ".,;:!?-–—…" * 1000 + " . , ; : ! ? - – — …" * 1000,
    "digits alone": "1234567890" * 1000 + " 12 345 6.7 8,9 1/2" * 1000,
    "one number and a letter": "1" * 50_000 + "x",
    "joined by hyphens": "The crew said that it was on the page of b.c and not at " + "a-" * 40_000 + ".",
    "one sentence of German": "die Stadt hat nicht mit der "
    + " und nicht die ".join(f"wort{i}los" for i in range(4000)),
    "conversions": "It cost $5 to $7 (£4 to £6). " * 1500,
    "lines of digits": "\n".join(map(str, range(5000))),
    "one sentence": f"{SENTENCE} " * 3000,
    "one quotation": '"We may sail," said Inga Dahl.\n' * 1500,
    "NUL": "The ferry\x00 stays\x00 here. \x00\x00\n\x00 It left.\x00" * 50,
    "halves of pairs": "The ferry \ud800 stays \udfff here \udc80 now. " * 50,
    "CRLF": STORY.replace("\n", "\r\n"),
    "CR": STORY.replace("\n", "\r"),
    "tabs": STORY.replace(" ", "\t"),
    "no width": "\u200b".join(STORY),
    "combining": "e" + "\u0301" * 20_000 + " word. " + "a\u0301" * 5000,
    "emoji": "👩‍👩‍👧‍👦" * 1000,
    "no spaces": "港は金曜日まで閉鎖されると港長は述べた。" * 500,
    "blank": " \n\t\n \u3000\n",
    "empty": "",
}
NOISY = ("no width",)
"""Letters cut apart look like initials."""
SECONDS = 30
"""Of processor time on a slow, busy machine; an idle one takes a few. The square of a length takes more."""


def compared(source: str, retelling: str) -> Report:
    """The report, which must be whole, quick enough, and name nothing outside the texts."""
    texts = {"s": source, "r": retelling}
    begun = time.process_time()
    report = retold.compare(*(Article(id=name, text=text) for name, text in texts.items()), strict=True)
    assert time.process_time() - begun < SECONDS
    assert not report.faults
    for record in report.articles:
        assert all(0 <= s.span.start < s.span.end <= len(texts[record.article.id]) for s in record.sentences)
    for finding in report.findings:
        for span in (*finding.source, *finding.retelling):
            assert 0 <= span.start <= span.end <= len(texts[span.article])
    return report


@pytest.mark.parametrize("name", TEXTS)
def test_with_a_story(name: str) -> None:
    compared(STORY, TEXTS[name])
    compared(TEXTS[name], STORY)


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if text.strip() and name not in NOISY])
def test_with_itself_there_is_nothing_to_find_but_furniture(name: str) -> None:
    report = compared(TEXTS[name], TEXTS[name])

    ((_, relation),) = report.comparisons[0].relations
    assert ("verbatim", "common", 1.0, 1.0) == (
        relation.relation, relation.direction, relation.retained, relation.derived,
    )  # fmt: skip
    assert not {f.kind for f in report.findings if not f.kind.startswith("furniture/")}


@pytest.mark.parametrize("name", ["one line without stops", "open marks", "one quotation", "lines of digits"])
def test_with_parts_of_itself_in_another_order(name: str) -> None:
    text = TEXTS[name]
    compared(text, text[len(text) // 2 :] + text[: len(text) // 3])


def test_line_ends_change_nothing() -> None:
    for name in ("CRLF", "CR"):
        assert "verbatim" == compared(STORY, TEXTS[name]).comparisons[0].relations[0][1].relation


def test_halves_of_surrogate_pairs_are_replaced() -> None:
    assert Article(id="a", text="a\ud800\udc00b").text == "a\ufffd\ufffdb"
