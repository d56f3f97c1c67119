"""What tests of several folders share."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
THIRD_PARTY = ROOT / "tests" / "thirdparty"


def output_of(command: Sequence[str | Path], status: int = 0, cwd: Path | None = None) -> tuple[str, str]:
    """Standard output and error of a command, whose exit status must be this one."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == status, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout, done.stderr
