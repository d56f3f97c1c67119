"""The plugin that ``retold new-plugin`` writes is green from the start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retold.testing.scaffold import write_plugin

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.mark.parametrize(("name", "kind"), [("plain-words", "long-word2"), ("class", "import")])
def test_a_new_plugin_s_own_tests_pass(tmp_path: Path, name: str, kind: str) -> None:
    write_plugin(tmp_path / "new", name, kind)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"],
        cwd=tmp_path / "new",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "failed" not in done.stdout


def test_a_new_plugin_is_clean(tmp_path: Path) -> None:
    pytest.importorskip("ruff", reason="ruff is not installed")
    write_plugin(tmp_path / "new", "plain-words", "long-word")
    for arguments in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--config", str(PYPROJECT), "new"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "kind"), [("Tone", "found"), ("tone", "Found"), ("to/ne", "found"), ("", "x")])
def test_names_are_kebab_case(tmp_path: Path, name: str, kind: str) -> None:
    with pytest.raises(ValueError, match="kebab-case"):
        write_plugin(tmp_path, name, kind)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(FileExistsError, match=r"README\.md is there already"):
        write_plugin(tmp_path, "tone")
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
