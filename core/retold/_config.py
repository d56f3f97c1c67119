"""``retold.toml`` (or ``[tool.retold]`` in a pyproject) into values. cattrs stays at this edge."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from retold._errors import ConfigError, nearest
from retold._finding import Finding, Importance
from retold._step import Step

NEVER = "never"
LISTS = ("select", "ignore", "disable")
TABLES = ("providers", "importance", "plugins")
KEYS = (*LISTS, *TABLES, "fail-on", "min-confidence")


@frozen(kw_only=True)
class Config:
    """What the user asked for; command-line options replace or extend the file's."""

    select: tuple[str, ...] = field(default=("*",), converter=tuple)
    """``*``, plugin names and kind ids; the longest selector that fits a kind decides."""
    ignore: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    """Plugins that are not even imported."""
    fail_on: str = NEVER
    min_confidence: float = 0.0
    providers: Mapping[str, str] = field(factory=dict)
    importance: Mapping[str, Importance] = field(factory=dict)
    plugins: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    path: str | None = None

    def is_selected(self, kind: str) -> bool:
        """Whether findings of that kind are reported."""
        return _longest(kind, self.select) > _longest(kind, self.ignore)

    def shown(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are reported, with the importance that the user wants."""
        return tuple(
            attrs.evolve(f, importance=self.importance[f.kind]) if f.kind in self.importance else f
            for f in findings
            if self.is_selected(f.kind) and f.confidence >= self.min_confidence
        )

    def check_selectors(self, kinds: Iterable[str]) -> None:
        """Raise ConfigError where a selector or an override names nothing that exists."""
        kinds = tuple(kinds)
        names = {"*", *kinds, *(kind.split("/")[0] for kind in kinds)}
        for key, values in (("select", self.select), ("ignore", self.ignore), ("importance", self.importance)):
            for value in values:
                if value.removesuffix("/*") not in names:
                    raise ConfigError(
                        f"{self.path or 'options'}: {key}: no kind or plugin {value!r}{nearest(value, names)}"
                    )


def _longest(kind: str, selectors: Iterable[str]) -> int:
    """The length of the longest selector that fits: 0 for none, 1 for ``*``."""
    fitting = (s.removesuffix("/*") for s in selectors)
    return max((len(s) for s in fitting if s in ("*", kind, kind.split("/")[0])), default=0)


def find_config(start: Path) -> Path | None:
    """``retold.toml`` or a ``pyproject.toml`` with ``[tool.retold]``, in this folder or one above."""
    for folder in (start, *start.parents):
        if (folder / "retold.toml").is_file():
            return folder / "retold.toml"
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and b"[tool.retold" in pyproject.read_bytes():
            return pyproject
    return None


def load_config(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError with the file and the key at fault."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error})") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("retold", {})
    return config_of(table, str(path))


def config_of(table: Mapping[str, Any], path: str) -> Config:
    """Check a table by hand: it is small, and every error names the key and the cure."""

    def wrong(key: str, wanted: str) -> ConfigError:
        return ConfigError(f"{path}: {key}: wanted {wanted}, found {table_at(table, key)!r}")

    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{path}: no key {key!r}{nearest(key, KEYS)}")
    for key in LISTS:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            raise wrong(key, "a list of strings")
    for key in TABLES:
        if not isinstance(table.get(key, {}), dict):
            raise wrong(key, "a table")
    for key, value in table.get("providers", {}).items():
        if not isinstance(value, str):
            raise wrong(f"providers.{key}", "the name of a plugin")
    for key, value in table.get("importance", {}).items():
        if value not in list(Importance):
            raise wrong(f"importance.{key}", "low, medium or high")
    for key, value in table.get("plugins", {}).items():
        if not isinstance(value, dict):
            raise wrong(f"plugins.{key}", "a table")
    fail_on, least = table.get("fail-on", NEVER), table.get("min-confidence", 0.0)
    if fail_on != NEVER and fail_on not in list(Importance):
        raise wrong("fail-on", "never, low, medium or high")
    if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0 <= least <= 1:
        raise wrong("min-confidence", "a number from 0 to 1")
    return Config(
        select=table.get("select", ("*",)),
        ignore=table.get("ignore", ()),
        disable=table.get("disable", ()),
        fail_on=fail_on,
        min_confidence=float(least),
        providers=table.get("providers", {}),
        importance={k: Importance(v) for k, v in table.get("importance", {}).items()},
        plugins=table.get("plugins", {}),
        path=path,
    )


def table_at(table: Mapping[str, Any], key: str) -> Any:
    """The value at a dotted key whose first part only is a table's."""
    first, _, rest = key.partition(".")
    return table[first][rest] if rest else table[first]


def plugin_options(config: Config, steps: Iterable[Step], installed: Iterable[str]) -> dict[str, Any]:
    """An instance of each plugin's options class. Raises ConfigError for a table, key or value that does not fit."""
    classes = {step.plugin: step.options for step in steps if step.options is not None}
    installed = set(installed)
    for name in config.plugins:
        if name not in installed:
            raise ConfigError(f"{config.path}: plugins.{name}: no such plugin{nearest(name, installed)}")
        if name not in classes and name not in config.disable and config.plugins[name]:
            raise ConfigError(f"{config.path}: plugins.{name}: this plugin has no options")
    return {
        name: structure(f"{config.path}: plugins.{name}", config.plugins[name], cls)
        if config.plugins.get(name)
        else cls()
        for name, cls in sorted(classes.items())
    }


def structure(where: str, table: Mapping[str, Any], cls: type) -> Any:
    """A table as an instance of an attrs class; keys may be written with hyphens."""
    import cattrs

    keys = [a.name for a in attrs.fields(cls)]
    table = {key.replace("-", "_"): value for key, value in table.items()}
    for key in table:
        if key not in keys:
            raise ConfigError(f"{where}.{key}: no such option{nearest(key, keys)}")
    converter = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=True)
    try:
        return converter.structure(table, cls)
    except Exception as error:
        raise ConfigError(f"{where}: {'; '.join(cattrs.transform_error(error))}") from None


def effective(config: Config, options: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """All options in force, as sorted pairs of dotted names and plain values, for the report."""
    pairs: dict[str, Any] = {
        "select": list(config.select),
        "ignore": list(config.ignore),
        "disable": list(config.disable),
        "fail-on": config.fail_on,
        "min-confidence": config.min_confidence,
    }
    pairs |= {f"providers.{k}": v for k, v in config.providers.items()}
    pairs |= {f"importance.{k}": str(v) for k, v in config.importance.items()}
    for name, value in options.items():
        pairs |= {f"plugins.{name}.{k}": plain(v) for k, v in attrs.asdict(value).items()}
    return tuple(sorted(pairs.items()))


def plain(value: Any) -> Any:
    """A value as JSON can print it."""
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in sorted(value.items())}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
