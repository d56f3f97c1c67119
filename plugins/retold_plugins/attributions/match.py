"""Attributions and their counterparts (to be completed)."""

from __future__ import annotations

from retold import Context, Match, provides
from retold_plugins.attributions.artifacts import ATTRIBUTION_MATCHES, ATTRIBUTIONS


@provides(ATTRIBUTION_MATCHES, needs=[ATTRIBUTIONS])
def attribution_matches(ctx: Context) -> tuple[Match, ...]:
    """To come."""
    return ()
