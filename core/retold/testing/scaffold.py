"""A plugin to start from, green from the start."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Template

from retold._finding import KIND_ID
from retold._version import __version__

FILES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "{package}/__init__.py": "init.py.txt",
    "{package}/check.py": "check.py.txt",
    "{package}/kinds/{kind}.md": "kind.md.txt",
    "tests/test_{module}.py": "test.py.txt",
}
"""Path in the plugin's folder, and the template."""


def write_plugin(folder: Path, name: str, kind: str = "found") -> None:
    """Write the distribution ``retold-NAME`` with one check, the page of its kind and its tests.

    Its tests pass as they are, installed or not. Raises ValueError for names that are not kebab-case, and
    FileExistsError rather than write over a file.
    """
    if not KIND_ID.fullmatch(f"{name}/{kind}"):
        raise ValueError(f"plugins and kinds are named in kebab-case, such as plain-words/long-word, not {name}/{kind}")
    module = name.replace("-", "_")
    values = {
        "name": name,
        "kind": kind,
        "module": module,
        "package": f"retold_{module}",
        "constant": re.sub(r"\W", "_", kind).upper(),
        "version": __version__,
    }
    targets = {folder / path.format(**values): template for path, template in FILES.items()}
    for path in targets:
        if path.exists():
            raise FileExistsError(f"{path} is there already")
    templates = resources.files(__package__) / "templates"
    for path, template in targets.items():
        text = Template((templates / template).read_text(encoding="utf-8")).substitute(values)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / values["package"] / "py.typed").touch()
