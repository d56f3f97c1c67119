"""The marked stories: every mark stands in its text, and names a kind that there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retold import Host, Relation

FOLDER = Path(__file__).parent / "stories"
GOLD = sorted(FOLDER.glob("*/*.gold.json"))


def words(where: Any) -> Iterator[tuple[str, int]]:
    """Each stretch of words, and which of its occurrences is meant."""
    for part in where if isinstance(where, list) else [] if where is None else [where]:
        yield (part["text"], part.get("nth", 1)) if isinstance(part, dict) else (part, 1)


@pytest.fixture(scope="module")
def kinds() -> set[str]:
    return set(Host.discover().kinds())


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_marks_stand_in_their_texts(path: Path, kinds: set[str]) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    texts = {side: (path.parent / gold[side]).read_text(encoding="utf-8") for side in ("source", "retelling")}

    assert gold["relation"] in Relation.RELATIONS
    assert gold["direction"] in Relation.DIRECTIONS
    for mark in (*gold["links"], *gold["findings"]):
        for side, text in texts.items():
            for stretch, nth in words(mark.get(side)):
                assert text.count(stretch) >= nth, f"{side}: {stretch!r}"
    assert {finding["kind"] for finding in gold["findings"]} <= kinds
