"""The wheel brings the data tables parsed, as pip brings Python's modules compiled: see ``retold.tables``."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface[Any]):
    """Adds ``data/__pycache__/NAME.toml.json`` for each ``data/NAME.toml`` of the plugins."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before a wheel is built. An editable install parses its tables itself and keeps them."""
        if version == "editable":
            return
        made = Path(self.directory) / "tables"
        plugins = Path(self.root) / "plugins"
        for path in sorted(plugins.glob("*/*/data/*.toml")):
            data = path.read_bytes()
            value = {"of": hashlib.sha256(data).hexdigest(), "table": tomllib.loads(data.decode())}
            inside = path.relative_to(plugins)
            target = made / inside.with_suffix(".toml.json")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
            name = inside.parent / "__pycache__" / f"{path.name}.json"
            build_data["force_include"][str(target)] = name.as_posix()
