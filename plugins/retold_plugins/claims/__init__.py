"""The same statement with another strength, polarity, actor or tone; and reports that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.claims.check import claims
    from retold_plugins.claims.match import matches

    return [matches, claims]
