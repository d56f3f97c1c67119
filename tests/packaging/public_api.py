"""The public names, one a line. Run it to write public-api.txt anew."""

from __future__ import annotations

import importlib

HEADER = "# The public names of retold. A test compares them; to change them is a change for users.\n"
MODULES = (
    "retold",
    "retold.artifacts",
    "retold.diff",
    "retold.readers",
    "retold.reporters",
    "retold.tables",
    "retold.testing",
)


def public_names() -> list[str]:
    """``module.name`` of each name in the ``__all__`` of a public module."""
    names = []
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        names += [f"{module_name}.{name}" for name in module.__all__]
    return sorted(names)


if __name__ == "__main__":
    print(HEADER + "\n".join(public_names()))
