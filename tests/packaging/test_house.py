"""The order of the house: what is registered, what is public, what importing costs, and how long a file may be."""

from __future__ import annotations

import importlib.metadata
import json
import sys
import tomllib
from pathlib import Path

import pytest

from public_api import public_names
from support import ROOT, output_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PLUGINS = ROOT / "plugins" / "retold_plugins"
GOLDEN = Path(__file__).with_name("public-api.txt")
LINES = 500
"""More than this and a file is about more than one thing."""
HEAVY = ("babel", "cattrs", "jinja2", "lxml", "numpy", "py3langid", "rapidfuzz", "text_to_num", "trafilatura")


def test_every_bundled_plugin_is_registered() -> None:
    folders = {path.parent.name for path in PLUGINS.glob("*/__init__.py")}
    declared = PROJECT["entry-points"]["retold"]
    assert {name: f"retold_plugins.{name.replace('-', '_')}" for name in declared} == declared
    assert {name.replace("-", "_") for name in declared} == folders


def test_every_bundled_plugin_is_installed() -> None:
    distribution = importlib.metadata.distribution("retold")
    installed = {entry.name: entry.value for entry in distribution.entry_points if entry.group == "retold"}
    assert installed == PROJECT["entry-points"]["retold"], "install the project again: its plugins have changed"


def test_the_public_names_are_those_that_are_written_down() -> None:
    written = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert written == public_names(), f"if this is meant: python tests/packaging/public_api.py > {GOLDEN.name}"


RUN = """
import json, sys
sys.argv = {argv!r}
try:
    import retold
    if sys.argv[1:]:
        from retold.cli import main
        main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("argument", [None, "--version", "--help"])
def test_what_costs_nothing_imports_nothing_heavy_and_no_plugin(argument: str | None) -> None:
    argv = ["retold", *([argument] if argument else [])]
    out, _ = output_of([sys.executable, "-c", RUN.format(argv=argv)])
    loaded = json.loads(out.splitlines()[-1])
    assert [name for name in loaded if name in HEAVY or name.split(".")[0] == "retold_plugins"] == []


@pytest.mark.parametrize("root", ["core", "plugins"])
def test_no_file_is_too_long(root: str) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for suffix in ("*.py", "*.md")
        for path in (ROOT / root).rglob(suffix)
    }
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_the_words_of_the_developers_tools_stay_out_of_the_product() -> None:
    """Nothing in the packages points outside the project."""
    told = [
        path.relative_to(ROOT).as_posix()
        for root in ("core", "plugins")
        for path in (ROOT / root).rglob("*")
        if path.suffix in (".py", ".md", ".toml") and ("../shared" in path.read_text(encoding="utf-8"))
    ]
    assert told == []


def test_ci_runs_what_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace("--quiet --disable-pip-version-check ", "")
    for command in ("python3 -m venv .venv", ".venv/bin/pip install -e '.[dev]'", ".venv/bin/python -m pytest"):
        assert command in script
        assert command in readme
