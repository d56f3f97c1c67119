"""People, places and organisations: who is named, under which forms, and where another one stands in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.names.check import changes
    from retold_plugins.names.find import names
    from retold_plugins.names.match import matches

    return [names, matches, changes]
