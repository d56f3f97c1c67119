"""Finding, loading and registering plugins. One that is faulty is taken out and named; the others run."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import pluggy
from attrs import define, evolve, field, frozen

from retold._errors import Unavailable, UsageError, nearest, one_line
from retold._finding import Kind
from retold._hooks import PROJECT, Specs
from retold._report import DISABLED, FAILED, StepRecord
from retold._step import Step

GROUP = "retold"
HOOKS = ("retold_readers", "retold_reporters", "retold_steps")
NAME = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*")


@frozen
class Found:
    """A plugin by its metadata, not imported yet. ``problem`` says why it cannot be loaded."""

    name: str
    distribution: str
    version: str
    value: str
    """``package.module`` or ``package.module:object``"""
    problem: str | None = None

    def load(self) -> object:
        """Import it."""
        module, _, attributes = self.value.partition(":")
        target: object = importlib.import_module(module)
        for attribute in filter(None, attributes.split(".")):
            target = getattr(target, attribute)
        return target


def find() -> tuple[Found, ...]:
    """All installed plugins, by name, without importing any.

    A name that two distributions claim comes once, with the problem and both named.
    """
    by_name: dict[str, dict[str, Found]] = {}
    for distribution in importlib.metadata.distributions():
        entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
        if entries:
            name, version = distribution.name or "unknown", distribution.version  # each parses the metadata anew
        for entry in entries:
            # the first on the path is the one that is imported, however often its metadata are there
            by_name.setdefault(entry.name, {}).setdefault(
                re.sub(r"[-_.]+", "-", name).lower(), Found(entry.name, name, version, entry.value)
            )
    result = []
    for name, claims in sorted(by_name.items()):
        first = claims[min(claims)]
        if len(claims) > 1:
            who = " and ".join(f"{c.distribution} {c.version}" for _, c in sorted(claims.items()))
            first = evolve(first, problem=f"the name {name!r} is claimed by {who}; uninstall one of them")
        elif not NAME.fullmatch(name):
            first = evolve(first, problem=f"a plugin's name is kebab-case, not {name!r}")
        result.append(first)
    return tuple(result)


@define
class Host:
    """The plugins of one run. Made by ``Host.discover()`` or ``Host.of(plugin, ...)``; there is no global one."""

    strict: bool = False
    """Raise a plugin's error at once, for authors."""
    _manager: pluggy.PluginManager = field(factory=lambda: pluggy.PluginManager(PROJECT), init=False, repr=False)
    _found: dict[str, Found] = field(factory=dict, init=False)
    """The plugins that are in order so far."""
    _records: list[StepRecord] = field(factory=list, init=False)
    _collected: dict[str, list[tuple[Found, Any]]] = field(factory=dict, init=False)
    _steps: tuple[Step, ...] | None = field(default=None, init=False)
    """Of all plugins whose declarations are in order; asked for in every run of a host."""

    def __attrs_post_init__(self) -> None:
        self._manager.add_hookspecs(Specs)

    @classmethod
    def discover(cls, *, disable: Iterable[str] = (), only: Iterable[str] | None = None, strict: bool = False) -> Host:
        """Find and load what is installed, but for the disabled plugins, which are not imported.

        The environment variable ``RETOLD_PLUGINS`` (names with commas) restricts it as ``only`` does.
        Raises UsageError where ``disable`` or ``only`` names a plugin that is not installed.
        """
        host = cls(strict=strict)
        found = find()
        names = [f.name for f in found]
        if only is None and "RETOLD_PLUGINS" in os.environ:
            only = [name.strip() for name in os.environ["RETOLD_PLUGINS"].split(",") if name.strip()]
        disable, only = set(disable), None if only is None else set(only)
        for name in sorted(disable | (only or set())):
            if name not in names:
                raise UsageError(f"no plugin {name!r} is installed{nearest(name, names)}")
        for plugin in found:
            if plugin.name in disable or (only is not None and plugin.name not in only):
                host._note(plugin, DISABLED, "disabled by configuration")
            else:
                host._load(plugin)
        host._check_hook_names()
        return host

    @classmethod
    def of(cls, *plugins: object, strict: bool = True) -> Host:
        """A host of these plugin objects or modules only, under the names that ``plugin_name`` gives them."""
        names = [plugin_name(getattr(p, "__name__", type(p).__name__)) for p in plugins]
        if len(set(names)) < len(names):
            raise UsageError(f"the plugins need different names, not {', '.join(names)}; use Host.named")
        return cls.named(dict(zip(names, plugins, strict=True)), strict=strict)

    @classmethod
    def named(cls, plugins: Mapping[str, object], *, strict: bool = True) -> Host:
        """A host of these plugin objects or modules only, by name."""
        host = cls(strict=strict)
        for name, plugin in sorted(plugins.items()):
            if not NAME.fullmatch(name):
                raise UsageError(f"a plugin's name is kebab-case, not {name!r}")
            host._register(Found(name, "test", "0", name), plugin)
        host._check_hook_names()
        return host

    @property
    def records(self) -> tuple[StepRecord, ...]:
        """Plugins that were disabled, are unavailable here, or failed to load or register."""
        return tuple(sorted(self._records, key=lambda r: (r.plugin, r.step)))

    def steps(self) -> tuple[Step, ...]:
        """All steps, by name. A plugin with a faulty declaration is taken out as a whole."""
        if self._steps is None:
            self._steps = self._declared()
        return tuple(step for step in self._steps if step.plugin in self._found)

    def _declared(self) -> tuple[Step, ...]:
        by_plugin: dict[str, list[Step]] = {}
        for found, step in self._collect("retold_steps", Step):
            by_plugin.setdefault(found.name, []).append(step.of(found.name, found.distribution, found.version))
        good = []
        for name, steps in sorted(by_plugin.items()):
            problem = faulty_declaration(name, steps)
            if problem:
                self._fault(self._found[name], "declare", ValueError(problem))
            else:
                good += steps
        return tuple(sorted(good, key=lambda step: step.name))

    def readers(self) -> tuple[Any, ...]:
        """All readers, by plugin."""
        from retold.readers import Reader

        return tuple(reader for _, reader in self._collect("retold_readers", Reader))

    def reporters(self) -> tuple[Any, ...]:
        """All reporters, by plugin."""
        from retold.reporters import Reporter

        return tuple(reporter for _, reporter in self._collect("retold_reporters", Reporter))

    def offers(self) -> dict[str, tuple[str, ...]]:
        """What each loaded plugin offers, in words: artifacts, kinds, readers and formats."""
        words: dict[str, list[str]] = {name: [] for name in self._found}
        for step in self.steps():
            words[step.plugin] += [step.provides.name] if step.provides else [kind.id for kind in step.kinds]
        for hook, wanted, what in (
            ("retold_readers", "readers", "reader"),
            ("retold_reporters", "reporters", "format"),
        ):
            getattr(self, wanted)()
            for found, item in self._collected[hook]:
                words.setdefault(found.name, []).append(f"{what} {item.name}")
        return {name: tuple(dict.fromkeys(words[name])) for name in sorted(words) if name in self._found}

    def kinds(self) -> dict[str, Kind]:
        """All kinds that the steps declare, by id."""
        return {kind.id: kind for step in self.steps() for kind in sorted(step.kinds, key=lambda k: k.id)}

    def module_of(self, plugin: str) -> object | None:
        """The loaded plugin of that name."""
        return self._manager.get_plugin(plugin)

    def plugins(self) -> tuple[Found, ...]:
        """The plugins that are loaded, by name."""
        return tuple(self._found[name] for name in sorted(self._found))

    def _load(self, found: Found) -> None:
        if found.problem:
            self._fault(found, "find", ImportError(found.problem))
            return
        try:
            plugin = found.load()
        except Exception as error:
            self._fault(found, "import", error)
        else:
            self._register(found, plugin)

    def _register(self, found: Found, plugin: object) -> None:
        try:
            self._manager.register(plugin, name=found.name)
        except Exception as error:
            self._fault(found, "register", error)
        else:
            self._found[found.name] = found

    def _check_hook_names(self) -> None:
        """pluggy registers a misspelt hook in silence; it is that plugin's fault, and named."""
        while True:
            try:
                return self._manager.check_pending()
            except pluggy.PluginValidationError as error:
                found = self._found.get(self._manager.get_name(error.plugin) or "")
                wrong = sorted(c.name for c in self._manager.get_hookcallers(error.plugin) or () if c.name not in HOOKS)
                self._manager.unregister(error.plugin)
                if found is not None:
                    reason = ", ".join(f"there is no hook {hook}{nearest(hook, HOOKS)}" for hook in wrong)
                    self._fault(found, "register", AttributeError(reason))

    def _collect(self, hook: str, wanted: type) -> list[tuple[Found, Any]]:
        """Call each implementation in a guard; generators are exhausted inside it."""
        if hook not in self._collected:
            items = []
            for implementation in getattr(self._manager.hook, hook).get_hookimpls():
                found = self._found.get(implementation.plugin_name)
                if found is None:
                    continue
                try:
                    offered = tuple(implementation.function())
                    for item in offered:
                        if not isinstance(item, wanted):
                            raise TypeError(f"{hook} returns {wanted.__name__} objects, not {type(item).__name__}")
                except MemoryError:
                    raise
                except Exception as error:
                    self._fault(found, hook, error)
                else:
                    items += [(found, item) for item in offered]
            self._collected[hook] = sorted(items, key=lambda pair: pair[0].name)
        return [pair for pair in self._collected[hook] if pair[0].name in self._found]

    def _fault(self, found: Found, phase: str, error: BaseException) -> None:
        if self.strict:
            raise error
        self._found.pop(found.name, None)
        if isinstance(error, Unavailable):
            self._note(found, DISABLED, f"unavailable: {one_line(error)}")
        else:
            self._note(found, FAILED, f"{phase}: {type(error).__name__}: {one_line(error)}")

    def _note(self, found: Found, status: str, reason: str) -> None:
        self._records.append(
            StepRecord(
                step=found.name, plugin=found.name, distribution=found.distribution, version=found.version,
                status=status, reason=reason,
            )
        )  # fmt: skip


def plugin_name(python_name: str) -> str:
    """The name that a module, package or class would have as a plugin: ``fine-print`` of ``retold_fine_print``,
    of ``retold_plugins.fine_print`` and of ``FinePrint``."""
    last = python_name.rpartition(".")[2].removeprefix("retold_")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", last).lower().replace("_", "-")


def faulty_declaration(plugin: str, steps: Iterable[Step]) -> str | None:
    """What is wrong with the steps of a plugin, or None."""
    names: set[str] = set()
    artifacts: dict[str, Step] = {}
    kinds: dict[str, Kind] = {}
    options: dict[type, Step] = {}
    for step in steps:
        if step.name in names:
            return f"two steps are named {step.name}"
        names.add(step.name)
        if step.provides is None and not step.kinds:
            return f"{step.name} neither provides an artifact nor declares kinds"
        if step.provides and artifacts.setdefault(step.provides.name, step) is not step:
            return f"both {artifacts[step.provides.name].name} and {step.name} provide {step.provides.name}"
        for kind in step.kinds:
            if kind.plugin != plugin:
                return f"{step.name} declares the kind {kind.id}; kinds of this plugin begin with {plugin}/"
            if kinds.setdefault(kind.id, kind) != kind:
                return f"{step.name} declares the kind {kind.id} otherwise than another step does"
        if step.options is not None:
            options.setdefault(step.options, step)
    if len(options) > 1:
        return f"one plugin has one options class, not {', '.join(sorted(o.__name__ for o in options))}"
    return next((faulty_options(cls) for cls in options), None)


def faulty_options(cls: type) -> str | None:
    """What is wrong with an options class, or None."""
    if not attrs.has(cls):
        return f"its options class {cls.__name__} is no attrs class"
    missing = [a.name for a in attrs.fields(cls) if a.init and a.default is attrs.NOTHING]
    return f"its options class {cls.__name__} has no default for {', '.join(missing)}" if missing else None
