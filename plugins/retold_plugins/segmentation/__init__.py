"""Blocks, sentences and words of an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.segmentation.blocks import blocks
    from retold_plugins.segmentation.sentences import sentences
    from retold_plugins.segmentation.words import words

    return [blocks, sentences, words]
