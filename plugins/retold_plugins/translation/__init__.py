"""Retellings in another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.translation.language import language

    return [language]
