"""The order of what is told, and its headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.structure.headings import heading_matches, headings
    from retold_plugins.structure.moved import moved

    return [heading_matches, headings, moved]
