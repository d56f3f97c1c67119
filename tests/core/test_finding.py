"""Kinds and what is found of them."""

from __future__ import annotations

from typing import Any

import pytest

from retold import Importance, Kind, Span

KIND = Kind("words/lost", summary="a word is gone", message="{word} is gone")
PLACE = Span("a", 0, 3)


def test_a_finding_is_made_from_its_kind() -> None:
    found = KIND.at(source=[Span("a", 5, 6), PLACE], confidence=0.123456, data={"word": "sea", "of": ["b", {"x": 1}]})
    assert found.kind == "words/lost"
    assert found.message == "sea is gone"
    assert found.source == (PLACE, Span("a", 5, 6))
    assert found.retelling == ()
    assert found.confidence == 0.1235
    assert found.importance is Importance.MEDIUM
    assert found.data == (("of", ("b", (("x", 1),))), ("word", "sea"))
    assert hash(found)


def test_a_check_may_weigh_one_finding_otherwise() -> None:
    assert KIND.at(source=PLACE, importance="high", data={"word": "x"}).importance is Importance.HIGH


def test_importances_are_ordered() -> None:
    assert [i.rank for i in Importance] == [0, 1, 2]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"data": {"word": "x"}}, ValueError, "needs a span in the source or in the retelling"),
        ({"source": PLACE}, ValueError, r"the message of words/lost needs data\['word'\]"),
        ({"source": PLACE, "data": {"word": "x"}, "confidence": 1.1}, ValueError, "lies between 0 and 1, not at 1.1"),
        ({"source": PLACE, "data": {"word": "x"}, "confidence": float("nan")}, ValueError, "lies between 0 and 1"),
        ({"source": PLACE, "data": {"word": float("inf")}}, ValueError, "finite numbers, not inf"),
        ({"source": PLACE, "data": {"word": object()}}, TypeError, "not object"),
        ({"source": PLACE, "data": {"word": "x"}, "importance": "huge"}, ValueError, "huge"),
        ({"source": [("a", 0, 3)], "data": {"word": "x"}}, TypeError, "Span objects, not in tuple"),
    ],
)
def test_a_faulty_finding_is_refused(arguments: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        KIND.at(**arguments)


@pytest.mark.parametrize(
    "name", ["lost", "Words/lost", "words/", "words/lost/x", "words/Lost", "-words/lost", "words/lost\n"]
)
def test_a_kind_is_named_plugin_and_kebab_name(name: str) -> None:
    with pytest.raises(ValueError, match="named plugin/kebab-name"):
        Kind(name, summary="", message="")


def test_a_kind_knows_its_plugin() -> None:
    assert Kind("fine-print/lost-word2", summary="", message="").plugin == "fine-print"
