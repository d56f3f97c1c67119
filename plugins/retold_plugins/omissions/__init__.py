"""What a source tells and the retelling leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.omissions.caveats import caveats
    from retold_plugins.omissions.details import details
    from retold_plugins.omissions.hedges import hedge_matches
    from retold_plugins.omissions.passages import passages
    from retold_plugins.omissions.phrases import phrase_matches
    from retold_plugins.omissions.speech import direct_speech
    from retold_plugins.omissions.support import support

    return [direct_speech, support, hedge_matches, phrase_matches, passages, caveats, details]
