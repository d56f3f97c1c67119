"""What on a page is not the story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.furniture.check import report
    from retold_plugins.furniture.find import furniture

    return [furniture, report]
