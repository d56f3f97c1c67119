"""Word edits inside linked sentences, for neighbours that look for what changed there."""

from __future__ import annotations

from attrs import frozen

from retold import Artifact, BySource, Link
from retold_plugins.segmentation.artifacts import Token

EQUAL, REPLACE, DELETE, INSERT = "equal", "replace", "delete", "insert"


@frozen
class Edit:
    """A run of tokens that is the same in both, or was replaced, deleted or inserted."""

    op: str
    source: tuple[Token, ...]
    retelling: tuple[Token, ...]


@frozen
class LinkEdits:
    """The word edits of one link, in order; together they are all tokens of its units."""

    link: Link
    edits: tuple[Edit, ...]


WORD_EDITS: Artifact[BySource[tuple[LinkEdits, ...]]] = Artifact("word-edits", "pair")
"""For each link of the sentence alignment, in the alignment's order. Tokens are equal by ``key``."""
