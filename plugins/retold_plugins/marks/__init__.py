"""Quotations, figures, dates and names of an article, for ``retold read``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.marks.collect import marks

    return [marks]
