"""Stories and a way to run commands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from retold.cli import run

SOURCE = """Goat crosses the strait alone

The goat was first seen on the quay at 6 a.m. on Monday, the harbour master said.

"We may keep her for a week," said Ines Vale, who runs the island's only cafe.

About 40 people came to look, and two of them offered to buy the animal for $300.

Nobody knows how she got aboard the boat, which carries mail and bread.
"""
RETELLING = """Goat crosses the strait alone

The goat was first seen on the quay at 6 a.m. on Monday, the harbour master said.

"We will keep her for a week," said Ines Vale, who runs the island's only cafe.

About 40 people came to look, and two of them offered to buy the animal for $500.
"""


@frozen
class Outcome:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it said on standard error."""
        return self.err.splitlines()


Retold = Callable[..., Outcome]


@pytest.fixture
def retold(capfd: pytest.CaptureFixture[str], story: Path) -> Retold:
    """Runs a command in the story's folder, in this process."""
    assert story.is_dir()

    def call(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Outcome(status, out, err)

    return call


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source and retellings, in which commands run; no configuration of the machine's."""
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "source.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "a.txt").write_text(RETELLING, encoding="utf-8")
    (folder / "b.md").write_text(f"# B\n\n{RETELLING}", encoding="utf-8")
    (folder / "b.toml").write_text('outlet = "Island News"\n', encoding="utf-8")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (folder / "notes.csv").write_text("1,2\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "COLUMNS", "RETOLD_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
    assert os.getcwd() == str(folder)
    return folder
