"""Regional forms: spelling, terms, abbreviations, typography, and what was left as it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.localisation.check import regional_forms
    from retold_plugins.localisation.edition import edition
    from retold_plugins.localisation.missed import missed
    from retold_plugins.localisation.regional import regional
    from retold_plugins.localisation.typography import typography

    return [edition, regional, regional_forms, typography, missed]
