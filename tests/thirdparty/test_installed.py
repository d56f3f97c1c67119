"""Plugins of others, built and installed into an empty environment beside retold: one in order, the rest faulty."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from support import THIRD_PARTY, output_of

pytestmark = pytest.mark.slow

SOURCE = (
    "Harbour bridge to close\n\nThe bridge will never reopen, said Ines Okafor on Tuesday.\n\nIt cost $90 million.\n"
)
RETELLING = "Harbour bridge to close\n\nThe bridge will NEVER reopen, said Ines Okafor on Tuesday.\n"


@pytest.fixture(scope="module")
def bin_folder(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs of an environment are that holds retold and the third-party distributions."""
    folder = tmp_path_factory.mktemp("environment")
    output_of([sys.executable, "-m", "venv", folder])
    found = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [found / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    output_of([*install, *sorted(wheels.glob("*.whl")), "pytest"])
    return found


@pytest.fixture(scope="module")
def report(bin_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """The JSON report over two texts, which is incomplete, and what stands on standard error."""
    folder = tmp_path_factory.mktemp("stories")
    (folder / "source.txt").write_text(SOURCE)
    (folder / "retelling.txt").write_text(RETELLING)
    command = [bin_folder / "retold", "compare", "source.txt", "retelling.txt", "--format", "json"]
    out, err = output_of(command, status=3, cwd=folder)
    return json.loads(out), err


REASONS = {
    "bad-import": "import: ModuleNotFoundError: No module named 'no_such_module_anywhere'",
    "misspelt": "register: AttributeError: there is no hook retold_step; did you mean 'retold_steps'?",
    "raising": "RuntimeError: this check always fails half-way",
    "bad-span": f"ValueError: bad-span/outside: the span 0-999999 runs past the retelling, {len(RETELLING)} long",
    "claimed": "find: ImportError: the name 'claimed' is claimed by retold-broken 0.9 and retold-rival 2.0; "
    "uninstall one of them",
}


def test_each_faulty_plugin_is_named_and_no_other(report: tuple[dict[str, Any], str]) -> None:
    failed = {step["plugin"]: step["reason"] for step in report[0]["steps"] if step["status"] in ("failed", "skipped")}
    assert failed == REASONS


@pytest.mark.parametrize("plugin", sorted(REASONS))
def test_each_is_named_in_one_line(report: tuple[dict[str, Any], str], plugin: str) -> None:
    lines = [line for line in report[1].splitlines() if plugin in line and "retold-broken" in line]
    assert len(lines) == 1, report[1]
    assert "Traceback" not in report[1]


def test_the_rest_of_the_report_is_intact(report: tuple[dict[str, Any], str]) -> None:
    (comparison,) = report[0]["comparisons"]
    kinds = {finding["kind"] for finding in comparison["findings"]}
    assert {"example/shouted", "omissions/passage"} <= kinds
    assert not {kind for kind in kinds if kind.split("/")[0] in REASONS}
    assert comparison["links"]
    shouted = next(f for f in comparison["findings"] if f["kind"] == "example/shouted")
    assert [place["text"] for place in shouted["retelling"]] == ["NEVER"]


def test_without_the_faulty_ones_all_is_well(bin_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text(SOURCE)
    (tmp_path / "retelling.txt").write_text(RETELLING)
    (tmp_path / "retold.toml").write_text(f"disable = {sorted(REASONS)}\n[plugins.example]\nleast-length = 6\n")
    out, err = output_of([bin_folder / "retold", "compare", "source.txt", "retelling.txt"], cwd=tmp_path)
    assert "NEVER" not in out + err


def test_the_list_of_plugins_names_them_all(bin_folder: Path) -> None:
    out, _ = output_of([bin_folder / "retold", "plugins"])
    assert all(name in out for name in (*REASONS, "example", "quotes", "retold-rival"))


def test_the_plugin_in_order_passes_its_own_tests_as_installed(bin_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(THIRD_PARTY / "retold-example" / "tests", tmp_path / "tests")
    out, _ = output_of([bin_folder / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=tmp_path)
    assert " passed" in out


def test_the_examples_come_with_the_wheel(bin_folder: Path, tmp_path: Path) -> None:
    output_of([bin_folder / "retold", "example", tmp_path / "stories"], cwd=tmp_path)
    stories = sorted((tmp_path / "stories").glob("*/source.txt"))
    assert len(stories) >= 2
    others = sorted(set(stories[0].parent.glob("*.txt")) - {stories[0]})
    out, _ = output_of([bin_folder / "retold", "compare", stories[0], *others], status=3, cwd=tmp_path)
    assert all(path.stem in out for path in others)
