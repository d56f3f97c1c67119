"""From the command line's arguments to articles."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import define, evolve, field

from retold._errors import InputError, UsageError
from retold._reading import Limits, Reading, within
from retold._text import Article
from retold.readers import PLAIN, STDIN, Given, read_articles, read_bytes, suffix_of


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
    """Read all articles. A source that cannot be read is an error; a retelling is noted and left out.

    One source and no retelling: a file that holds both sides.
    """
    found = Inputs()
    if [*sources, *retellings].count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    if len(sources) == 1 and not retellings:
        found.sources, found.retellings = both_sides(sources[0], readers, given, source_given)
        found.notes += replacements((*found.sources, *found.retellings))
        return found
    for source in sources:
        found.sources += only(source, read_argument(source, readers, source_given, first_id=len(found.sources)))
    seen: list[Path | str] = []
    suffixes = sorted({suffix for reader in (*readers, PLAIN) for suffix in reader.suffixes if suffix})
    for argument in retellings:
        try:
            paths: Sequence[Path | str] = [argument] if "://" in argument else expand(argument, suffixes)
        except InputError as problem:
            found.problems.append(problem)
            continue
        for path in paths:
            if any(same_file(path, source) for source in sources):
                found.notes.append(f"{path}: skipped, it is a source")
            elif any(same_file(path, other) for other in seen):
                found.notes.append(f"{path}: skipped, it was named before")
            else:
                seen.append(path)
                number = len(found.sources) + len(found.retellings)
                try:
                    found.retellings += read_argument(path, readers, given, first_id=number)
                except InputError as problem:
                    found.problems.append(problem)
    found.notes += replacements((*found.sources, *found.retellings))
    return found


def read_argument(
    argument: Path | str, readers: Sequence[Any], given: Given | None, *, first_id: int = 0
) -> tuple[Article, ...]:
    """The articles of a file, or of an address. Raises InputError, also for a file without a single word.

    A program may compare an empty text; on the command line it is a failed export, and no edition to pass.
    """
    found = articles_of(argument, readers, given, first_id=first_id)
    if not any(character.isalnum() for article in found for character in article.text):
        raise InputError(str(argument), "holds no words", "name a file with the text of an article")
    return found


def articles_of(
    argument: Path | str, readers: Sequence[Any], given: Given | None, *, first_id: int = 0
) -> tuple[Article, ...]:
    """The articles of a file, or of an address, as they are. Raises InputError."""
    from retold.cli.fetching import fetch, file_name, is_address

    if isinstance(argument, Path) or not is_address(argument):
        path, number = numbered(Path(argument))
        if number is None:
            return read_articles(path, readers, given, first_id=first_id)
        found = read_articles(path, readers, given, first_id=first_id + 1 - number)
        if number > len(found):
            raise InputError(str(path), f"holds {len(found)} article{'s' if len(found) > 1 else ''}, not {number}")
        return found[number - 1 : number]
    fetched = fetch(argument)
    with within(charset=fetched.charset):
        found = read_bytes(
            fetched.data, file_name(fetched), readers, given, first_id=first_id, media_type=fetched.media_type,
            meta={"url": fetched.address}, beside=False,
        )  # fmt: skip
    return tuple(evolve(a, path=argument, meta={"extracted": "text", **dict(a.meta)}) for a in found)


def numbered(path: Path) -> tuple[Path, int | None]:
    """A file and the number of the article in it that ``FILE#3`` names, unless a file has that very name."""
    name, sign, number = path.name.rpartition("#")
    if not (sign and name and number.isascii() and number.isdecimal() and len(number) < 10 and int(number)):
        return path, None
    return (path, None) if path.exists() else (path.with_name(name), int(number))


def only(argument: str, found: tuple[Article, ...]) -> tuple[Article, ...]:
    """The one article of a source. Raises InputError where there are several."""
    if len(found) > 1:
        raise InputError(argument, f"holds {len(found)} articles", f"name one of them, as in {argument}#1")
    return found


def both_sides(
    argument: str, readers: Sequence[Any], given: Given | None, source_given: Given | None
) -> tuple[list[Article], list[Article]]:
    """Source and retellings of one file that states which is which. Raises UsageError for other files."""
    if argument == STDIN:
        raise UsageError("give a source and at least one retelling; see 'retold compare --help'")
    sides = [
        [a for a in read_argument(argument, readers, whose) if a.get("bitext-role") == role]
        for role, whose in (("source", source_given), ("target", given))
    ]
    if not all(sides):
        raise UsageError("give a source and at least one retelling; see 'retold compare --help'")
    return sides[0], sides[1]


def spare(articles: Iterable[Article], output: str | None) -> None:
    """Raise UsageError where the report would be written over one of the articles."""
    if output is not None and any(article.path and same_file(article.path, output) for article in articles):
        raise UsageError(f"{output}: is one of the articles; name another file for the report")


def replacements(articles: Iterable[Article]) -> list[str]:
    """A note for each file of which bytes were replaced."""
    told = {str(a.path or a.id): a.get("replaced") for a in articles}
    return [f"{path}: replaced {what}" for path, what in told.items() if what]


@contextlib.contextmanager
def read_as(asked: dict[str, Any]) -> Iterator[Reading]:
    """Inside it, files are read as the options say, which are taken out of ``asked``. Raises UsageError."""
    limits = Limits.parse(tuple(asked.pop("limit")))
    flags = {name: asked.pop(name) for name in ("lossy", "fetch", "allow_private")}
    if flags["allow_private"] and not flags["fetch"]:
        raise UsageError("--allow-private says what --fetch may ask; say --fetch, too")
    with within(limits=limits, **flags) as now:
        yield now


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
    return path.is_file() and not path.name.startswith(".") and suffix_of(path) in suffixes


def is_sidecar(path: Path) -> bool:
    """Whether a file only describes another one."""
    return path.suffix == ".toml"


def same_file(one: Path | str, other: Path | str) -> bool:
    """Whether two paths name one file, or two addresses one place."""
    if "://" in str(one):
        return one == other
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
