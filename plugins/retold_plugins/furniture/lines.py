"""A page's blocks as the rules see them, and what is decided of each."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from retold import Block
from retold_plugins.furniture.cues import Cue

SURE = 0.5
"""From this confidence on, a block is furniture."""
HEADLINE_LIMIT = 220


@frozen
class Line:
    """A block as the steps below see it."""

    block: Block
    text: str
    folded: str
    cue: Cue | None
    stems: frozenset[str]
    told: bool
    """Whether it reads as a sentence."""

    @property
    def is_title(self) -> bool:
        """Short, and not a sentence: a headline, a link or a label."""
        return not self.told and len(self.text) <= HEADLINE_LIMIT

    @property
    def is_prose(self) -> bool:
        """Long enough, and a sentence: a paragraph that a story may have."""
        return self.told and len(self.text) >= 60


@frozen
class Verdict:
    """What was decided of a block, and why."""

    kind: str
    confidence: float
    why: tuple[str, ...]


Verdicts = dict[int, Verdict]


def sure(verdicts: Verdicts, i: int, least: float = 0.85) -> bool:
    """Whether a block is surely furniture so far."""
    return i in verdicts and verdicts[i].confidence >= least


def cue_strengths(lines: Sequence[Line]) -> list[float]:
    """What the cues say of each block."""
    return [line.cue.strength if line.cue else 0.0 for line in lines]


def closings(lines: Sequence[Line]) -> list[int]:
    """How many headings of remarks or other stories stand above each block."""
    out, count = [], 0
    for line in lines:
        out.append(count)
        count += bool(line.cue and (line.cue.opens or line.cue.group in {"comments", "a date alone", "dates"}))
    return out
