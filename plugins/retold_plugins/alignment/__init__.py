"""Which blocks and sentences of source and retelling tell the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.alignment.align import blocks, sentences
    from retold_plugins.alignment.edits import edits

    return [blocks, sentences, edits]
