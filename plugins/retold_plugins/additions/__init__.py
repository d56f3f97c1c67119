"""What a retelling tells and no source does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.additions.credits import credits_added
    from retold_plugins.additions.passages import passages
    from retold_plugins.additions.phrases import phrases

    return [passages, phrases, credits_added]
