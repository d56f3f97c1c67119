"""From the command line's arguments to articles."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field

from retold._api import one_article
from retold._errors import InputError, UsageError
from retold._text import Article
from retold.readers import PLAIN, STDIN, Given, read_articles


@define
class Inputs:
    """What was read, what was left out and why, and what could not be read."""

    sources: list[Article] = field(factory=list)
    retellings: list[Article] = field(factory=list)
    notes: list[str] = field(factory=list)
    problems: list[InputError] = field(factory=list)


def gather(
    sources: Sequence[str],
    retellings: Sequence[str],
    readers: Sequence[Any],
    *,
    given: Given | None = None,
    source_given: Given | None = None,
) -> Inputs:
    """Read all articles. A source that cannot be read is an error; a retelling is noted and left out."""
    found = Inputs()
    if [*sources, *retellings].count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    for source in sources:
        found.sources += one_article(Path(source), readers, source_given, first_id=len(found.sources))
    seen: list[Path] = []
    suffixes = sorted({suffix for reader in (*readers, PLAIN) for suffix in reader.suffixes if suffix})
    for argument in retellings:
        try:
            paths = expand(argument, suffixes)
        except InputError as problem:
            found.problems.append(problem)
            continue
        for path in paths:
            if any(same_file(path, Path(source)) for source in sources):
                found.notes.append(f"{path}: skipped, it is a source")
            elif any(same_file(path, other) for other in seen):
                found.notes.append(f"{path}: skipped, it was named before")
            else:
                seen.append(path)
                number = len(found.sources) + len(found.retellings)
                try:
                    found.retellings += read_articles(path, readers, given, first_id=number)
                except InputError as problem:
                    found.problems.append(problem)
    return found


def expand(argument: str, suffixes: Iterable[str]) -> list[Path]:
    """The files that an argument means: itself, the articles of a folder, or what a glob matches.

    Raises InputError for a folder without articles and a glob that matches nothing.
    """
    path = Path(argument)
    if argument == STDIN:
        return [path]
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if is_article(p, suffixes))
        if not files:
            raise InputError(argument, "holds no article", f"articles end in {', '.join(suffixes)}")
        return files
    if glob.has_magic(argument) and not path.exists():
        matches = [Path(match) for match in sorted(glob.glob(argument, recursive=True))]
        files = [p for p in matches if p.is_file() and not is_sidecar(p)]
        if not files:
            raise InputError(argument, "matches no article")
        return files
    return [path]


def is_article(path: Path, suffixes: Iterable[str]) -> bool:
    """Whether a file of a folder is meant where the folder is named."""
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() in suffixes


def is_sidecar(path: Path) -> bool:
    """Whether a file only describes another one."""
    return path.suffix == ".toml"


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one file."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
