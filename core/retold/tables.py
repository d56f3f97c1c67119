"""Data tables of plugins: word lists by language, in TOML that a native speaker can extend without code.

A plugin keeps them in ``data/NAME.LANGUAGE.toml`` beside its modules. ``tables.load(__file__, "hedges", "en")``
reads one. A regional tag falls back to its language: ``pt-BR`` reads ``hedges.pt-br.toml``, else ``hedges.pt.toml``.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["languages", "load"]

EMPTY: Mapping[str, Any] = {}


def load(module_file: str, name: str, language: str | None = None) -> Mapping[str, Any]:
    """A table beside a module (pass its ``__file__``); an empty one where there is none for that language."""
    folder = Path(module_file).parent / "data"
    if language is None:
        return _parse(folder / f"{name}.toml")
    tag = language.lower()
    while tag:
        path = folder / f"{name}.{tag}.toml"
        if _exists(path):
            return _parse(path)
        tag = tag.rpartition("-")[0]
    return EMPTY


def languages(module_file: str, name: str) -> tuple[str, ...]:
    """The languages that a table exists in."""
    folder = Path(module_file).parent / "data"
    return tuple(sorted(p.name.split(".")[1] for p in folder.glob(f"{name}.*.toml")))


@functools.cache
def _exists(path: Path) -> bool:
    return path.is_file()


@functools.cache
def _parse(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as handle:
        return tomllib.load(handle)
