"""Of additions, what prose on a page cannot show: several sources, runs, furniture, signals."""

from __future__ import annotations

import pytest

from retold import compare, compare_all
from retold_plugins.additions.brackets import asides
from retold_plugins.additions.signals import deciding, logit, weights

SOURCE = """The ferry company sold its last steamer on Monday.

The buyer is a museum in Ostby that plans to show it on the quay from June.

The price was not made public.
"""
OTHER = """A museum in Ostby has bought a steamer.

The steamer was built in 1911 and carried mail to the islands until 1964.

It will lie at the quay from June.
"""
BOTH = """The ferry company sold its last steamer on Monday.

The steamer was built in 1911 and carried mail to the islands until 1964.

The buyer is a museum in Ostby that plans to show it on the quay from June.
"""


def kinds(report: object, kind: str) -> list[str]:
    comparison = report.comparisons[0]  # type: ignore[attr-defined]
    text = comparison.comparison.retelling.text
    return [text[f.retelling[0].start : f.retelling[-1].end] for f in comparison.findings if f.kind == kind]


def test_what_one_source_has_is_no_addition() -> None:
    alone = compare(SOURCE, BOTH)
    together = compare_all([SOURCE, OTHER], [BOTH])
    assert any("1911" in words for words in kinds(alone, "additions/fact"))
    assert not kinds(together, "additions/fact")


def test_new_sentences_of_one_paragraph_are_one_finding() -> None:
    retelling = SOURCE.replace(
        "The price", "A brass band played in heavy rain. Two trombonists wore yellow hats.\n\nThe price"
    )
    found = kinds(compare(SOURCE, retelling), "additions/fact")
    assert found == ["A brass band played in heavy rain. Two trombonists wore yellow hats."]


def test_the_message_names_the_signals() -> None:
    retelling = SOURCE.replace("The price", "Frankly, that is a ridiculous place for a ship.\n\nThe price")
    report = compare(SOURCE, retelling)
    (finding,) = [f for f in report.comparisons[0].findings if f.kind == "additions/commentary"]
    assert "stance" in dict(finding.data)["signals"]
    assert "evaluation" in finding.message


def test_a_signal_without_weight_decides_nothing() -> None:
    assert deciding({"unheard-of": 1.0}) == []
    assert logit({}) == weights()["base"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a (b) c", ["(b)"]),
        ("a (b (c) d", ["(b (c)"]),
        ("a (b", []),
        ("((((((", []),
        ("[x] and (y)", ["[x]", "(y)"]),
    ],
)
def test_asides(text: str, found: list[str]) -> None:
    from retold import Span

    spans = asides(text, Span("a0", 0, len(text)))
    assert [text[s.start : s.end] for s in spans] == found
