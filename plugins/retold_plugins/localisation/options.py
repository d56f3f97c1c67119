"""Options of this plugin: ``[plugins.localisation]`` in retold.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen


@frozen
class Glossary:
    """A house's own words."""

    terms: Mapping[str, str] = field(factory=dict)
    """What not to print, in lower case, and what to print for it."""
    keep: frozenset[str] = frozenset()
    """What is left as it is, in lower case."""


@functools.cache
def read_glossary(path: str) -> Glossary:
    """Read a TOML file: a table ``terms`` ("not this" = "but this") and a list ``keep``. Raises ValueError."""
    if not path:
        return Glossary()
    try:
        table = tomllib.loads(Path(path).expanduser().read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"the glossary {path} cannot be read: {error}") from None
    unknown = sorted(set(table) - {"terms", "keep"})
    terms, keep = table.get("terms", {}), table.get("keep", [])
    if unknown:
        raise ValueError(f"the glossary {path} has {unknown[0]!r}, which is neither 'terms' nor 'keep'")
    if not isinstance(terms, dict) or not all(isinstance(value, str) for value in terms.values()):
        raise ValueError(f"the glossary {path}: terms is a table of words for words")
    if not isinstance(keep, list) or not all(isinstance(value, str) for value in keep):
        raise ValueError(f"the glossary {path}: keep is a list of words")
    return Glossary({key.casefold(): value for key, value in terms.items()}, frozenset(map(str.casefold, keep)))


def _readable(_: object, __: object, path: str) -> None:
    read_glossary(path)


@frozen(kw_only=True)
class Options:
    """What a house may set."""

    glossary: str = field(default="", validator=_readable)
    """Path of a TOML file with a table ``terms`` ("not this" = "but this") and a list ``keep`` of words that are
    left as they are."""
