"""What the documentation shows is true: plugins work, links lead somewhere, commands exist, kinds are listed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from retold import Host
from retold._config import KEYS
from retold.cli import run
from retold.cli.main import cli
from retold.reporters import BUILT_IN

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FILE = re.compile(r"^`([\w./-]+)`\n\n(`{3,4})\w*\n(.*?)^\2$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "docs/write-a-plugin.md"])
def test_the_plugin_of_a_page_is_green(page: str, tmp_path: Path) -> None:
    files = {match[1]: match[3] for match in FILE.finditer((ROOT / page).read_text("utf-8"))}
    assert "pyproject.toml" in files
    assert any(name.startswith("tests/") for name in files)
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    places = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": places}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout


def test_python_of_the_pages_compiles() -> None:
    for page in PAGES:
        for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            compile(block, str(page), "exec")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    for name, command in cli.commands.items():
        assert f"## retold {name}" in page
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert option in page, f"{name} {option}"
    for reporter in BUILT_IN:
        assert f"`{reporter.name}`" in page


def test_every_key_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/configuration.md").read_text("utf-8")
    for key in KEYS:
        assert f"`{key}`" in page


def test_every_kind_is_in_the_reference() -> None:
    page = (ROOT / "docs/reference/kinds.md").read_text("utf-8")
    bundled = {step.plugin for step in Host.discover().steps() if step.distribution == "retold"}
    kinds = {kind for kind in Host.discover().kinds() if kind.split("/")[0] in bundled}
    assert set(re.findall(r"^\| `([a-z]+/[a-z-]+)`", page, re.MULTILINE)) >= kinds


def test_the_report_in_the_readme_is_one_that_retold_prints(capfd: pytest.CaptureFixture[str]) -> None:
    shown = (ROOT / "README.md").read_text("utf-8").split("`paraphrase.txt`:\n\n```\n")[1].split("\n```\n")[0]
    story = ROOT / "docs" / "examples" / "reservoir"
    run(["compare", str(story / "source.txt"), str(story / "paraphrase.txt"), "--no-config", "--verbose"])
    printed = capfd.readouterr().out
    kinds = set(re.findall(r"^[a-z]+/[a-z-]+", shown, re.MULTILINE))
    assert len(kinds) > 3
    assert {kind for kind in kinds if kind not in printed} == set()
    assert shown.split("High importance")[0].split() == printed.split("High importance")[0].split()
