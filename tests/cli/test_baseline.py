"""Findings that are let stand, from run to run."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from retold import ConfigError
from retold._baseline import load_baseline

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "stadium"


def retold(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from retold.cli import main; main()", "compare", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def story(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("source.txt", "paraphrase.txt"):
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path / "source.txt", tmp_path / "paraphrase.txt"


def test_what_is_let_stand_is_reported_no_more(story: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    made = retold(*story, "--baseline", file, "--update-baseline")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["accepted"]

    again = retold(*story, "--baseline", file, "--fail-on", "low", "--format", "csv")

    assert 0 == made.returncode
    assert entries
    assert {"not looked at yet"} == {entry["reason"] for entry in entries}
    assert 0 == again.returncode
    assert 1 == len(again.stdout.splitlines())


def test_new_findings_are_reported_and_old_entries_told(story: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    retold(*story, "--baseline", file, "--update-baseline")
    text = story[1].read_text(encoding="utf-8")
    story[1].write_text(
        text + "\n\nThe mayor also promised 12,000 free bicycles to visitors from Mars.\n", encoding="utf-8"
    )
    file.write_text(
        file.read_text(encoding="utf-8") + '\n[[accepted]]\nfingerprint = "0000000000000000"\nwords = "long gone"\n',
        encoding="utf-8",
    )

    again = retold(*story, "--baseline", file, "--fail-on", "low")

    assert 1 == again.returncode
    assert "Mars" in again.stdout
    assert "long gone" in again.stdout
    assert "is found no more" in " ".join(again.stdout.split())


def test_reasons_survive_an_update(story: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    retold(*story, "--baseline", file, "--update-baseline")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"not looked at yet"', '"the desk agreed"', 1), encoding="utf-8")

    retold(*story, "--baseline", file, "--update-baseline")

    assert "the desk agreed" in {entry.reason for entry in load_baseline(file)}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("accepted = 3", "holds [[accepted]] entries"),
        ("[[accepted]]\nkind = 'x'", "accepted entry 1: needs a fingerprint"),
        ("[[accepted]]\nfingerprint = 'x'\nreasons = 'y'", "did you mean 'reason'?"),
        ("[[accepted]]\nfingerprint = 'x'\nreason = 3", "reason: wanted a string"),
        ("[[", "not TOML"),
    ],
)
def test_a_faulty_baseline_is_named(content: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"accepted\.toml") as caught:
        load_baseline(file)

    assert words in str(caught.value)


def test_a_missing_baseline_and_an_update_without_one_are_usage_errors(story: tuple[Path, Path]) -> None:
    missing, without = retold(*story, "--baseline", "nowhere.toml"), retold(*story, "--update-baseline")

    assert (2, 2) == (missing.returncode, without.returncode)
    assert "nowhere.toml" in missing.stderr
    assert "--baseline FILE" in without.stderr
