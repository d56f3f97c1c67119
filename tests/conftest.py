"""Fixtures that tests of several folders share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from support import ROOT, THIRD_PARTY, output_of


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheels of retold and of the distributions in tests/thirdparty."""
    folder = tmp_path_factory.mktemp("wheels")
    projects = [ROOT, *sorted(path.parent for path in THIRD_PARTY.glob("*/pyproject.toml"))]
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
    output_of([*build, "-w", folder, *projects])
    return folder
