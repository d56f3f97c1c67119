"""The plugin under test, beside everything else that is installed."""

from __future__ import annotations

import functools
import importlib
from types import ModuleType
from typing import Any

from attrs import field, frozen

from retold._errors import UsageError, nearest
from retold._finding import Kind
from retold._host import Found, Host, find, plugin_name
from retold._step import Artifact, Step


@frozen
class Subject:
    """One plugin, and the steps of all plugins that were loaded with it."""

    name: str
    package: str
    """The importable name of its package; empty for an object that is no module."""
    plugin: object = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    readers: tuple[Any, ...] = field(default=(), repr=False)
    reporters: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def own(self) -> tuple[Step, ...]:
        """Its steps."""
        return tuple(step for step in self.steps if step.plugin == self.name)

    @property
    def kinds(self) -> dict[str, Kind]:
        """Its kinds by id."""
        return {kind.id: kind for step in self.own for kind in step.kinds}

    @property
    def provided(self) -> tuple[Artifact[Any], ...]:
        """What it provides, by name."""
        made = {step.provides.name: step.provides for step in self.own if step.provides is not None}
        return tuple(artifact for _, artifact in sorted(made.items()))


@functools.cache
def installed_host() -> Host:
    """All installed plugins, loaded once; one that is faulty is left out, for it is not under test."""
    return Host.discover()


def subject(plugin: str | object) -> Subject:
    """The plugin of that name, of that package (or module), or a plugin object of the test's own.

    An error of that plugin is raised: an author should see the traceback. Raises UsageError where no
    plugin and no package has the name.
    """
    found = {f.name: f for f in find()}
    if isinstance(plugin, (str, ModuleType)):
        name = plugin if isinstance(plugin, str) else plugin.__name__
        known = found.get(name) or next((f for f in found.values() if f.value.partition(":")[0] == name), None)
        if known is not None:
            return installed(known)
        if isinstance(plugin, str):
            try:
                plugin = importlib.import_module(name)
            except ModuleNotFoundError as error:
                if error.name != name:
                    raise
                raise UsageError(f"no plugin and no package is named {name!r}{nearest(name, found)}") from None
        return stranger(plugin, plugin_name(name), name)
    return stranger(plugin, plugin_name(type(plugin).__name__), "")


def installed(found: Found) -> Subject:
    """An installed plugin, whose faults are raised."""
    alone = Host.discover(only=[found.name], strict=True)
    offered = alone.steps(), alone.readers(), alone.reporters()
    host = installed_host()
    steps = host.steps()
    fault = next((record for record in (*alone.records, *host.records) if record.step == found.name), None)
    if fault is not None:
        raise UsageError(f"the plugin {found.name!r} is {fault.status}: {fault.reason}")
    return Subject(found.name, found.value.partition(":")[0], host.module_of(found.name), steps, *offered[1:])


def stranger(plugin: object, name: str, package: str) -> Subject:
    """A plugin that is not installed, together with all that are."""
    alone = Host.named({name: plugin})
    others = tuple(step for step in installed_host().steps() if step.plugin != name)
    return Subject(name, package, plugin, (*others, *alone.steps()), alone.readers(), alone.reporters())
