"""Numbers, amounts, dates and times: what stands there, what agrees and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.figures.check import changes
    from retold_plugins.figures.find import figures
    from retold_plugins.figures.match import matches

    return [figures, matches, changes]
