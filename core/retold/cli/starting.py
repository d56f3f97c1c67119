"""``retold example`` and ``retold new-plugin``."""

from __future__ import annotations

from pathlib import Path

import retold
from retold._errors import InputError, UsageError
from retold._host import NAME
from retold.cli.output import emit, write_whole


def examples() -> Path:
    """The folder of example stories: in the package, or in the repository where the install is editable."""
    package = Path(retold.__file__).parent
    for folder in (package / "examples", package.parents[1] / "docs" / "examples"):
        if folder.is_dir():
            return folder
    raise UsageError("this installation came without the example stories")


def example(folder: str) -> int:
    """Write the stories. Raises InputError where a file is there with other words."""
    target = Path(folder)
    files = {p.relative_to(examples()): p.read_bytes() for p in sorted(examples().rglob("*.*")) if p.is_file()}
    for name, data in files.items():
        if (target / name).exists() and (target / name).read_bytes() != data:
            raise InputError(str(target / name), "is there already, with other words", "name another folder")
    for name, data in files.items():
        try:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(str(target / name.parent), f"cannot be made ({error.strerror})") from None
        if not (target / name).exists():
            write_whole(target / name, data)
    story = min(name.parent for name in files if name.parent != Path())
    emit(
        f"{len(files)} files in {target}; now try\n\n"
        f"    retold compare {target / story / 'source.txt'} {target / story}\n",
        None,
    )
    return 0


def new_plugin(name: str, kind: str, folder: str | None) -> int:
    """Write a plugin to start from. Raises UsageError for a bad name and for a folder that is not empty."""
    if not NAME.fullmatch(name):
        raise UsageError(f"a plugin's name is kebab-case, such as 'plain-words', not {name!r}")
    if not NAME.fullmatch(kind):
        raise UsageError(f"a kind is named in kebab-case, such as 'long-word', not {kind!r}")
    from retold.testing.scaffold import write_plugin

    target = Path(folder or f"retold-{name}")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(str(target), "is there already and not empty", "name another folder with --folder")
    write_plugin(target, name, kind)
    emit(
        f"{target}: a plugin with the kind {name}/{kind}, its page and its tests; now\n\n"
        f"    pip install -e '{target}[test]'\n    pytest {target}\n",
        None,
    )
    return 0
