"""``retold.toml`` (or ``[tool.retold]`` in a pyproject) into values. cattrs stays at this edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from retold._errors import ConfigError, nearest, reason_of
from retold._finding import Finding, Importance
from retold._step import Step

NEVER = "never"
LISTS = ("select", "ignore", "disable")
TABLES = ("providers", "importance", "plugins")
TYPE_NAMES = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
KEYS = (*LISTS, *TABLES, "fail-on", "min-confidence")


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Config:
    """What the user asked for; command-line options replace or extend the file's."""

    select: tuple[str, ...] = field(default=("*",), converter=_strings)
    """``*``, plugin names and kind ids; the longest selector that fits a kind decides."""
    ignore: tuple[str, ...] = field(default=(), converter=_strings)
    disable: tuple[str, ...] = field(default=(), converter=_strings)
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

    def check_selectors(self, kinds: Iterable[str], loaded: Iterable[str], absent: Iterable[str] = ()) -> None:
        """Raise ConfigError where a selector or an override names nothing that exists.

        The kinds of plugins that are ``absent`` (disabled, failed) are not known, so any is let pass.
        """
        kinds, absent = tuple(kinds), set(absent)
        names = sorted({"*", *kinds, *loaded, *absent})
        for key, values, known in (
            ("select", self.select, names),
            ("ignore", self.ignore, names),
            ("importance", self.importance, kinds),
        ):
            what = "kind" if key == "importance" else "kind or plugin"
            for value in values:
                name = value if key == "importance" else value.removesuffix("/*")
                if name not in known and name.split("/")[0] not in absent:
                    raise ConfigError(f"{self.where}: {key}: no {what} {value!r}{nearest(value, known)}")

    @property
    def where(self) -> str:
        """What messages call it: the file, or the options given."""
        return self.path or "options"


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
        if pyproject.is_file() and "retold" in _tool_tables(pyproject):
            return pyproject
    return None


def _tool_tables(pyproject: Path) -> Mapping[str, Any]:
    """``[tool.*]`` of somebody's pyproject; nothing where it cannot be read, for it may be none of ours."""
    import tomllib

    try:
        data = pyproject.read_bytes()
        tool = tomllib.loads(data.decode()).get("tool", {}) if b"retold" in data else {}
    except (OSError, ValueError):
        return {}
    return tool if isinstance(tool, dict) else {}


def load_config(path: Path) -> Config:
    """Read a configuration file. Raises ConfigError with the file and the key at fault."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({reason_of(error)})") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    if path.name == "pyproject.toml":
        tool = table.get("tool", {})
        table = tool.get("retold", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: tool.retold: wanted a table, found {table!r}")
    return config_of(table, str(path))


def config_of(table: Mapping[str, Any], path: str) -> Config:
    """Check a table by hand: it is small, and every error names the file, the key and the cure."""
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{path}: no key {key!r}{nearest(key, KEYS)}")

    def take(key: str, default: Any, fits: Callable[[Any], bool], wanted: str) -> Any:
        value = table.get(key, default)
        if not fits(value):
            raise ConfigError(f"{path}: {key}: wanted {wanted}, found {value!r}")
        return value

    def take_table(key: str, fits: Callable[[Any], bool], wanted: str) -> Mapping[str, Any]:
        inner = take(key, {}, lambda value: isinstance(value, dict), "a table")
        for name, value in inner.items():
            if not fits(value):
                raise ConfigError(f"{path}: {key}.{name}: wanted {wanted}, found {value!r}")
        return dict(inner)

    importance = take_table("importance", lambda value: value in list(Importance), "low, medium or high")
    return Config(
        select=take("select", ["*"], _is_list, "a list of strings"),
        ignore=take("ignore", [], _is_list, "a list of strings"),
        disable=take("disable", [], _is_list, "a list of strings"),
        fail_on=take("fail-on", NEVER, lambda v: v in (NEVER, *Importance), "never, low, medium or high"),
        min_confidence=float(take("min-confidence", 0.0, _is_share, "a number from 0 to 1")),
        providers=take_table("providers", lambda value: isinstance(value, str), "the name of a plugin"),
        importance={name: Importance(value) for name, value in importance.items()},
        plugins=take_table("plugins", lambda value: isinstance(value, dict), "a table"),
        path=path,
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_share(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


def plugin_options(
    config: Config, steps: Iterable[Step], loaded: Iterable[str], absent: Iterable[str] = ()
) -> dict[str, Any]:
    """An instance of each plugin's options class. Raises ConfigError for a table, key or value that does not fit.

    Tables of plugins that are ``absent`` (disabled, failed) cannot be checked and are let pass.
    """
    classes = {step.plugin: step.options for step in steps if step.options is not None}
    loaded, absent = set(loaded), set(absent)
    for name, table in config.plugins.items():
        if name not in loaded | absent:
            told = nearest(name, loaded | absent) or "; 'retold plugins' lists those installed"
            raise ConfigError(f"{config.where}: plugins.{name}: no such plugin{told}")
        if table and name in loaded and name not in classes:
            raise ConfigError(f"{config.where}: plugins.{name}: this plugin has no options")
    return {
        name: structure(f"{config.where}: plugins.{name}", config.plugins.get(name, {}), cls)
        for name, cls in sorted(classes.items())
    }


def structure(where: str, table: Mapping[str, Any], cls: type) -> Any:
    """A table as an instance of an attrs class; keys may be written with hyphens. Raises ConfigError."""
    if not table:
        return cls()
    names = [a.name for a in attrs.fields(cls)]
    values = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in names:
            raise ConfigError(f"{where}.{key}: no such option{nearest(key, [n.replace('_', '-') for n in names])}")
        values[name] = value
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=True)
    for plain_type in (bool, int, float, str):
        converter.register_structure_hook(plain_type, _exactly)
    try:
        return converter.structure(values, cls)
    except Exception as error:
        problems = []
        for told in cattrs.transform_error(error, format_exception=_words):
            words, _, place = told.rpartition(" @ $")
            problems.append(f"{where}{place.replace('_', '-')}: {words}")
        raise ConfigError("; ".join(problems)) from None


def _exactly(value: Any, wanted: Any) -> Any:
    """A TOML value of just that type: ``"no"`` is no boolean, though Python could make one of it."""
    if type(value) is wanted or (wanted is float and type(value) is int):
        return wanted(value)
    raise TypeError(f"wanted {TYPE_NAMES[wanted]}, found {value!r}")


def _words(error: BaseException, _: type | None) -> str:
    return str(error.args[0] if error.args else error)  # attrs' validators put their whole state behind the words


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
