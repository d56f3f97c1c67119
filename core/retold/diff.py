"""difflib's interface on diff-match-patch (to be completed)."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Sequence


class Matcher:
    """A placeholder with the interface that callers use."""

    def __init__(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> None:
        self._matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)

    def get_opcodes(self) -> list[tuple[str, int, int, int, int]]:
        """As difflib's."""
        return [tuple(op) for op in self._matcher.get_opcodes()]  # type: ignore[misc]
