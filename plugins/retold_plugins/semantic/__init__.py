"""What sentences mean, as vectors of a sentence encoder that the user names. Rests where none is named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.semantic.vectors import vectors

    return [vectors]
