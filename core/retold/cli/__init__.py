"""The command line. Only ``--version`` is answered without importing click and the rest."""

from __future__ import annotations

import sys


def main() -> None:
    """The console script ``retold``."""
    if sys.argv[1:] == ["--version"]:
        from retold._version import __version__

        sys.stdout.write(f"retold {__version__}\n")
        return
    from retold.cli.main import cli

    cli()
