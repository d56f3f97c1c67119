"""Development sessions. ``nox`` runs what CI runs, each part in an environment of its own; ``nox -l`` lists them.

CI itself is ``python -m pytest`` in one environment, as README says: the tests run the linters too.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "venv"
nox.options.sessions = ["tests", "lint", "types", "packaging", "thirdparty"]

ROOT = Path(__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = [c.rsplit(" ", 1)[1] for c in PROJECT["classifiers"] if re.fullmatch(r"Programming .* 3\.\d+", c)]
SHARED = ROOT.parent / "shared"


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests that need no other environment, on each Python that is there."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session(python=PYTHONS[0])
def minimums(session: nox.Session) -> None:
    """The same with the oldest versions that pyproject.toml allows."""
    oldest = [req.replace(">=", "==", 1) for req in PROJECT["dependencies"] if ">=" in req]
    session.install("-e", ".[dev]", *oldest)
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, form, and who imports whom."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, strict."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def packaging(session: nox.Session) -> None:
    """What the wheel holds, what is public, what importing costs."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", "tests/packaging", *session.posargs)


@nox.session
def thirdparty(session: nox.Session) -> None:
    """Other distributions, built and installed into an empty environment beside retold."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", "tests/thirdparty", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """What README and docs show is so."""
    session.install("-e", ".[dev]")
    session.run("python", "-m", "pytest", "tests/cli/test_docs.py", *session.posargs)


@nox.session
def evaluate(session: nox.Session) -> None:
    """Scores against annotated comparisons and public sets, where they lie beside the project."""
    if not (SHARED / "bin" / "score.py").is_file():
        session.skip("there are no annotated comparisons beside the project")
    session.install(".[html]")
    for gold in (SHARED / "gold", ROOT / "tests" / "stories"):
        session.run("python", str(SHARED / "bin" / "score.py"), str(gold), *session.posargs)
    session.install("-e", ".")
    for measure in ("localisation", "translation"):
        session.run("python", f"tests/benchmarks/evaluate_{measure}.py", str(SHARED / "data"))
