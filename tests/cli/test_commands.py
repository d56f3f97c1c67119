"""The other commands, and what holds for all of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Retold

import retold as library
from retold.cli import starting

HEAVY = ("attr", "babel", "cattrs", "jinja2", "numpy", "pluggy", "py3langid", "retold_plugins", "tabulate", "wcwidth")


def python(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | more, check=False
    )


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["compare", "--help"], ["explain", "-h"]])
def test_version_and_help_are_light(arguments: list[str]) -> None:
    done = python(
        f"import sys; from retold.cli import run; status = run({arguments!r});"
        f"heavy = [m for m in {HEAVY!r} if m in sys.modules]; print(status, heavy, file=sys.stderr)"
    )
    assert done.stderr == "0 []\n"
    assert done.stdout


def test_the_package_runs_as_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "retold", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"retold {library.__version__}\n"


def test_version_imports_no_click() -> None:
    done = python("import sys; from retold.cli import run; run(['--version']); print('click' in sys.modules)")
    assert done.stdout.split() == ["retold", library.__version__, "False"]


def test_no_command_shows_the_help_and_is_a_usage_error(retold: Retold) -> None:
    done = retold()
    assert done.status == 2
    assert "Commands:" in done.err


def test_an_unknown_command_is_one_line(retold: Retold) -> None:
    done = retold("compere")
    assert done.status == 2
    assert len(done.lines) == 1
    assert done.lines[0].startswith("retold: No such command 'compere'")


def test_plugins_imports_none() -> None:
    done = python(
        "import sys; from retold.cli import run; run(['plugins']);"
        "print([m for m in sys.modules if m.startswith('retold_plugins')])"
    )
    assert done.stdout.endswith("[]\n")
    assert "segmentation" in done.stdout


def test_plugins_check_says_what_each_offers(retold: Retold) -> None:
    done = retold("plugins", "--check")
    rows = {line.split()[0]: line for line in done.out.splitlines() if line[:1].isalpha()}
    assert "blocks" in rows["segmentation"]
    assert "reader markdown" in " ".join(done.out.split())
    assert done.status in (0, 3)


def test_kinds(retold: Retold) -> None:
    done = retold("kinds", "--format", "json")
    kinds = json.loads(done.out)
    assert [kind["id"] for kind in kinds] == sorted(kind["id"] for kind in kinds)
    assert all(kind["summary"] and kind["importance"] in ("low", "medium", "high") for kind in kinds)
    table = retold("kinds").out
    assert all(kind["id"] in table for kind in kinds)


def test_explain_prints_the_page_without_marks(retold: Retold) -> None:
    kinds = [kind["id"] for kind in json.loads(retold("kinds", "--format", "json").out)]
    done = retold("explain", kinds[0])
    assert done.status == 0
    assert done.out.startswith(f"# {kinds[0]}\n")
    assert "{{" not in done.out
    assert "importance, by" in done.out


def test_explain_a_plugin_lists_its_kinds(retold: Retold) -> None:
    assert "furniture/chrome" in retold("explain", "furniture").out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("qoutes/altered", "no plugin 'qoutes' is installed; did you mean 'quotes'?"),
        ("furniture/chrme", "no kind 'furniture/chrme'; did you mean 'furniture/chrome'?"),
        ("language", "reports no kinds"),
    ],
)
def test_explain_helps_with_names(retold: Retold, name: str, words: str) -> None:
    done = retold("explain", name)
    assert done.status == 2
    assert words in done.err


def test_read(retold: Retold) -> None:
    done = retold("read", "source.txt")
    assert done.status in (0, 3)
    assert "heading    Goat crosses the strait alone" in done.out
    article = json.loads(retold("read", "source.txt", "--format", "json").out)
    assert article["format"] == "retold-article/1"
    assert article["article"]["text"] == Path("source.txt").read_text("utf-8")
    assert retold("read", "gone.txt").status == 2


def test_example_writes_the_stories_once(retold: Retold, story: Path) -> None:
    done = retold("example", "stories")
    assert done.status == 0
    written = sorted(path.relative_to(story / "stories") for path in (story / "stories").rglob("*.txt"))
    assert len(written) >= 10
    assert {path.name for path in written} == {
        "source.txt", "paraphrase.txt", "explainer.txt", "regional.txt", "independent.txt"
    }  # fmt: skip
    assert retold("example", "stories").status == 0
    (story / "stories" / written[0]).write_text("mine", encoding="utf-8")
    again = retold("example", "stories")
    assert again.status == 2
    assert "is there already, with other words" in again.err
    assert (story / "stories" / written[0]).read_text("utf-8") == "mine"


def test_the_command_that_example_names_works(retold: Retold) -> None:
    command = next(line for line in retold("example", "stories").out.splitlines() if line.startswith("    retold "))
    done = retold(*command.split()[1:])
    assert done.status in (0, 3)
    assert "paraphrase.txt" in done.out


def test_examples_are_found() -> None:
    assert (starting.examples() / "reservoir" / "source.txt").is_file()


@pytest.mark.parametrize("name", ["Bad Name", "bad/name", "", "../up"])
def test_new_plugin_refuses_bad_names(retold: Retold, name: str) -> None:
    done = retold("new-plugin", name)
    assert done.status == 2
    assert "kebab-case" in done.err


def test_new_plugin(retold: Retold, story: Path) -> None:
    pytest.importorskip("retold.testing.scaffold")
    done = retold("new-plugin", "plain-words", "--kind", "long-word")
    assert done.status == 0
    assert (story / "retold-plain-words" / "pyproject.toml").is_file()
    again = retold("new-plugin", "plain-words")
    assert again.status == 2
    assert "is there already and not empty" in again.err


def test_a_broken_pipe_is_quiet(story: Path) -> None:
    code = "from retold.cli import main; import sys; sys.argv = ['retold', 'kinds']; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=story
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
