"""What the wheel holds."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from support import ROOT

pytestmark = pytest.mark.slow

SHIPPED = (".md", ".toml", ".txt", ".json", ".html", ".jinja", ".j2", ".css", ".js")
LIMIT = 400_000
"""Bytes of one file, packed; tables of words are small, and nothing else has a reason to be large."""


@pytest.fixture(scope="module")
def wheel(wheels: Path) -> zipfile.ZipFile:
    (path,) = wheels.glob("retold-[0-9]*.whl")
    return zipfile.ZipFile(path)


def shipped(folder: Path) -> set[str]:
    """The files of a source root that belong in the wheel, as they are named there."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_both_packages_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    (info,) = (top for top in tops if top.endswith(".dist-info"))
    assert tops == {"retold", "retold_plugins", info}
    assert not [name for name in wheel.namelist() if name.endswith((".pyc", "~", ".orig", ".rej")) or "/." in name]
    assert not [name for name in wheel.namelist() if "tests/" in name]


def test_it_holds_every_module_page_and_table(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    wanted = shipped(ROOT / "core" / "retold") - {"py.typed"}
    assert {f"retold/{name}" for name in wanted} <= names
    assert {f"retold_plugins/{name}" for name in shipped(ROOT / "plugins" / "retold_plugins")} <= names
    assert {"retold/py.typed", "retold_plugins/py.typed"} <= names
    assert {f"retold/examples/{name}" for name in shipped(ROOT / "docs" / "examples")} <= names
    assert any(name.startswith("retold_plugins/quotes/kinds/") for name in names)


def test_it_holds_only_kinds_of_files_that_are_meant(wheel: zipfile.ZipFile) -> None:
    other = [
        name for name in wheel.namelist() if not name.endswith((".py", "py.typed", *SHIPPED)) and "info/" not in name
    ]
    assert other == []


def test_its_files_are_small(wheel: zipfile.ZipFile) -> None:
    assert [info.filename for info in wheel.infolist() if info.compress_size > LIMIT] == []


def test_its_metadata_say_what_it_is(wheel: zipfile.ZipFile) -> None:
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    text = wheel.read(metadata).decode()
    for line in ("Name: retold", "License-Expression: MIT", "Requires-Python: >=3.11", "Provides-Extra: html"):
        assert f"\n{line}\n" in text
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
