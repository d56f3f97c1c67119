"""The sources are clean: style, form, the contracts of who imports whom, and types."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from support import ROOT, output_of

pytestmark = pytest.mark.slow


def tool(*command: str) -> None:
    """Run a tool of this environment over the project."""
    output_of([sys.executable, "-m", *command], cwd=ROOT)


def test_style() -> None:
    tool("ruff", "check", "--no-cache")


def test_form() -> None:
    tool("ruff", "format", "--check", "--no-cache")


def test_who_imports_whom() -> None:
    output_of([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT)


def test_types() -> None:
    tool("mypy")
