"""Data tables of plugins: word lists by language, in TOML that a native speaker can extend without code.

A plugin keeps them in ``data/NAME.LANGUAGE.toml`` beside its modules. ``tables.load(__file__, "hedges", "en")``
reads one. A regional tag falls back to its language: ``pt-BR`` reads ``hedges.pt-br.toml``, else ``hedges.pt.toml``.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import sys
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
    """The table, from a cache beside it, as Python keeps its own: TOML takes 40 times as long to parse as JSON.

    The wheel brings the caches; a checkout makes them. A cache names the hash of what it was made from.
    """
    data = path.read_bytes()
    stamp = hashlib.sha256(data).hexdigest()
    cache = path.parent / "__pycache__" / f"{path.name}.json"
    try:
        cached = json.loads(cache.read_bytes())
        if cached["of"] == stamp:
            return cached["table"]  # type: ignore[no-any-return]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    import tomllib

    table = tomllib.loads(data.decode())
    if not sys.dont_write_bytecode:
        with contextlib.suppress(TypeError):  # a date, which JSON has not
            keep(cache, json.dumps({"of": stamp, "table": table}, ensure_ascii=False).encode())
    return table


def keep(cache: Path, data: bytes) -> None:
    """Write a cache as Python writes its own: wholly or not at all, and quietly not where it may not."""
    temporary = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(exist_ok=True)
        temporary.write_bytes(data)
        os.replace(temporary, cache)
    except OSError:  # a folder that is not ours
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
