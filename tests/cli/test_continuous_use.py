"""The commands, the script and the hooks of docs/continuous-use.md do what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "continuous-use.md").read_text(encoding="utf-8")
FILES = {m[1]: m[2] for m in re.finditer(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)}
COMMANDS = re.findall(r"^    (retold compare .*)$", PAGE, re.MULTILINE)
UPDATE = next(command for command in COMMANDS if "--update-baseline" in command)
CHECK = next(command for command in COMMANDS if "--fail-on" in command)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A repository as the page has it, with ``retold`` on the path."""
    folder = tmp_path / "stories" / "stadium"
    folder.mkdir(parents=True)
    for name, of in (("source", "source"), ("regional", "en-GB")):
        for suffix in (".txt", ".toml"):
            shutil.copy(ROOT / "docs" / "examples" / "stadium" / (name + suffix), folder / (of + suffix))
    for name in ("retold.toml", "check-stories.sh"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (tmp_path / "bin").mkdir()
    retold = tmp_path / "bin" / "retold"
    retold.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -c 'from retold.cli import main; main()' \"$@\"\n", encoding="utf-8"
    )
    retold.chmod(0o755)
    return tmp_path


def sh(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def edit(stories: Path) -> None:
    """Somebody changes a figure of the edition."""
    edition = stories / "stories" / "stadium" / "en-GB.txt"
    text = edition.read_text(encoding="utf-8")
    assert "8-7" in text
    edition.write_text(text.replace("8-7", "9-6"), encoding="utf-8")


def test_what_stands_passes_and_what_is_new_does_not(stories: Path) -> None:
    updated = sh(UPDATE, stories)
    assert updated.returncode == 0, updated.stderr
    entries = tomllib.loads((stories / "stories/stadium/accepted.toml").read_text(encoding="utf-8"))["accepted"]
    assert set(entries[0]) == {"fingerprint", "kind", "retelling", "words", "reason"}
    assert sh(CHECK, stories).returncode == 0

    edit(stories)

    found = sh(CHECK, stories)
    assert found.returncode == 1
    assert "[9-6]" in found.stdout


def test_the_script_checks_all_stories(stories: Path) -> None:
    assert sh("sh check-stories.sh --fail-on high", stories).returncode in (0, 1)
    sh(UPDATE, stories)
    shutil.copytree(stories / "stories" / "stadium", stories / "stories" / "arena")
    assert sh("sh check-stories.sh --fail-on medium", stories).returncode == 0

    edit(stories)

    done = sh("sh check-stories.sh --fail-on medium", stories)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"retold: stories/{story}/source.txt: skipped, it is a source" for story in ("arena", "stadium")
    ]
    (stories / "stories" / "arena" / "en-GB.txt").write_bytes(b"\x00\x01\x02")
    assert sh("sh check-stories.sh --fail-on medium", stories).returncode == 2


def test_the_reports_of_the_page_are_written(stories: Path) -> None:
    sh(UPDATE, stories)
    for command in COMMANDS:
        if " -o " in command:
            assert sh(command, stories).returncode == 0
    assert (stories / "retold.sarif").read_text(encoding="utf-8").startswith("{")
    assert "<html" in (stories / "retold.html").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_hook_of_git(stories: Path) -> None:
    who = "-c user.name=A -c user.email=a@example.org -c core.hooksPath=.git/hooks"
    sh(UPDATE, stories)
    assert sh("git init -q . && git add . && " + f"git {who} commit -q -m first", stories).returncode == 0
    hook = stories / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(FILES[".git/hooks/pre-commit"], encoding="utf-8")
    hook.chmod(0o755)
    (stories / "other.txt").write_text("x", encoding="utf-8")
    assert sh(f"git add other.txt && git {who} commit -q -m other", stories).returncode == 0

    edit(stories)

    assert sh(f"git {who} commit -q -a -m drift", stories).returncode == 1
    assert sh("git log --oneline", stories).stdout.count("\n") == 2


def test_the_hook_and_the_recipes_run_the_script() -> None:
    yaml = pytest.importorskip("yaml")
    (hook,) = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    assert re.search(hook["files"], "stories/stadium/en-GB.txt")
    assert re.search(hook["files"], "retold.toml")
    assert not re.search(hook["files"], "other.txt")
    commands = [hook["entry"]]
    job = yaml.safe_load(FILES[".github/workflows/editions.yml"])["jobs"]["compare"]
    commands += [step["run"] for step in job["steps"] if "run" in step][-1:]
    commands += yaml.safe_load(FILES[".gitlab-ci.yml"])["editions"]["script"][-1:]
    assert set(commands) == {"sh check-stories.sh --fail-on medium"}
