"""Attributions: who is made to answer for a statement, and with which commitment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.attributions.check import shifted
    from retold_plugins.attributions.find import attributions
    from retold_plugins.attributions.match import attribution_matches

    return [attribution_matches, attributions, shifted]
