"""The hooks through which plugins hand over what they offer. All are collected; none takes an argument."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from retold._step import Step
    from retold.readers import Reader
    from retold.reporters import Reporter

PROJECT = "retold"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Specs:
    """pluggy's call order carries no meaning anywhere."""

    @hookspec
    def retold_steps(self) -> Iterable[Step]:  # type: ignore[empty-body]
        """Providers and checks. Import what they need inside the hook, not beside it."""

    @hookspec
    def retold_readers(self) -> Iterable[Reader]:  # type: ignore[empty-body]
        """Readers of further file formats."""

    @hookspec
    def retold_reporters(self) -> Iterable[Reporter]:  # type: ignore[empty-body]
        """Further formats of the report."""
