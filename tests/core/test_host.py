"""Finding, loading and registering plugins, and what becomes of the faulty ones."""

from __future__ import annotations

import importlib.metadata
import sys
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from retold import Artifact, Context, Host, Kind, Step, Unavailable, UsageError, check, hookimpl, provides
from retold._host import Found, find, plugin_name
from retold.readers import PLAIN
from retold.reporters import BUILT_IN


@frozen
class Options:
    limit: int = 3


def a_check(kind: str = "good/one", name: str = "words", options: type | None = None, **more: Any) -> Step:
    def step(ctx: Context) -> Iterable[Any]:
        return ()

    step.__name__ = name
    return check(kinds=[Kind(kind, summary="", message="")], options=options, **more)(step)


def plugin(*steps: Step) -> object:
    """A plugin that offers these steps."""

    class Plugin:
        @hookimpl
        def retold_steps(self) -> Iterable[Step]:
            return steps

    return Plugin()


def faults(host: Host) -> dict[str, str]:
    host.steps()
    return {record.plugin: f"{record.status}, {record.reason}" for record in host.records}


def test_steps_carry_their_plugin() -> None:
    host = Host.named({"good": plugin(a_check(options=Options))})
    (step,) = host.steps()
    assert (step.name, step.plugin, step.distribution, step.version) == ("good.words", "good", "test", "0")
    assert list(host.kinds()) == ["good/one"]
    assert [found.name for found in host.plugins()] == ["good"]
    assert host.records == ()


def test_plugins_are_named_as_their_modules_and_classes() -> None:
    assert plugin_name("retold_plugins.fine_print") == "fine-print"
    assert plugin_name("retold_fine_print") == "fine-print"
    assert plugin_name("FinePrint") == "fine-print"
    assert [found.name for found in Host.of(plugin()).plugins()] == ["plugin"]
    with pytest.raises(UsageError, match="different names, not plugin, plugin"):
        Host.of(plugin(), plugin())
    with pytest.raises(UsageError, match="kebab-case, not 'Good'"):
        Host.named({"Good": plugin()})


def test_what_plugins_offer_is_collected_from_all_hooks() -> None:
    class Formats:
        @hookimpl
        def retold_readers(self) -> Iterable[Any]:
            yield PLAIN

        @hookimpl
        def retold_reporters(self) -> Iterable[Any]:
            return BUILT_IN[:1]

    host = Host.named({"formats": Formats(), "good": plugin(a_check())})
    assert host.readers() == (PLAIN,)
    assert host.reporters() == BUILT_IN[:1]
    assert host.offers() == {"formats": ("reader text", "format table"), "good": ("good/one",)}


def raising(error: Exception) -> object:
    class Raises:
        @hookimpl
        def retold_steps(self) -> Iterable[Step]:
            yield a_check()
            raise error

    return Raises()


class Misspelt:
    @hookimpl
    def retold_step(self) -> Iterable[Step]:
        return []


class Arguments:
    @hookimpl
    def retold_steps(self, config: object) -> Iterable[Step]:
        return []

    @hookimpl
    def retold_readerz(self) -> Iterable[Step]:
        return []


class NoSteps:
    @hookimpl
    def retold_steps(self) -> Iterable[Any]:
        return ["words"]


@frozen
class Demanding:
    limit: int


class NoAttrs:
    limit = 3


OTHER = Kind("bad/one", summary="other", message="")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (raising(OSError("no luck")), "failed, retold_steps: OSError: no luck"),
        (raising(Unavailable("no model", "install it")), "disabled, unavailable: no model (install it)"),
        (Misspelt(), "failed, register: AttributeError: there is no hook retold_step; did you mean 'retold_steps'?"),
        (Arguments(), "failed, register: PluginValidationError:"),
        (NoSteps(), "retold_steps returns Step objects, not str"),
        (plugin(a_check("good/two")), "bad.words declares the kind good/two; kinds of this plugin begin with bad/"),
        (plugin(a_check("bad/one"), a_check("bad/two")), "two steps are named bad.words"),
        (plugin(a_check("bad/one"), check(kinds=[OTHER])(lambda ctx: ())), "bad/one otherwise than another step does"),
        (plugin(check(kinds=[])(lambda ctx: ())), "neither provides an artifact nor declares kinds"),
        (
            plugin(*(provides(Artifact("a", "run"))(f) for f in (Misspelt.retold_step, NoSteps.retold_steps))),
            "both bad.retold_step and bad.retold_steps provide a",
        ),
        (plugin(a_check("bad/one", options=Demanding)), "its options class Demanding has no default for limit"),
        (plugin(a_check("bad/one", options=NoAttrs)), "its options class NoAttrs is no attrs class"),
        (
            plugin(a_check("bad/one", options=Options), a_check("bad/two", "b", options=Demanding)),
            "one plugin has one options class, not Demanding, Options",
        ),
    ],
)
def test_a_faulty_plugin_is_taken_out_and_named_and_the_others_stay(bad: object, reason: str) -> None:
    host = Host.named({"bad": bad, "good": plugin(a_check())}, strict=False)
    assert ["good.words"] == [step.name for step in host.steps()]
    assert list(faults(host)) == ["bad"]
    assert reason in faults(host)["bad"]
    assert "\n" not in faults(host)["bad"]
    assert [found.name for found in host.plugins()] == ["good"]


def test_a_strict_host_raises() -> None:
    with pytest.raises(AttributeError, match="no hook retold_step"):
        Host.named({"bad": Misspelt()})
    with pytest.raises(OSError, match="no luck"):
        Host.named({"bad": raising(OSError("no luck"))}).steps()


# what is installed

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts the metadata and the module of a distribution on the path, and nothing else is installed."""
    monkeypatch.setattr(
        importlib.metadata, "distributions", lambda: importlib.metadata.Distribution.discover(path=[str(tmp_path)])
    )
    monkeypatch.syspath_prepend(tmp_path)

    def write(distribution: str, entry: str, code: str = "", *, module: str | None = None) -> None:
        name = module or distribution.replace("-", "_")
        folder = tmp_path / f"{distribution.replace('-', '_')}-1.2.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n")
        (folder / "entry_points.txt").write_text(f"[retold]\n{entry} = {name}\n")
        (tmp_path / f"{name.partition(':')[0]}.py").write_text(code)
        monkeypatch.delitem(sys.modules, name, raising=False)

    return write


def test_plugins_are_found_without_importing_them(install: Install) -> None:
    install("retold-b", "b", "raise SystemExit")
    install("retold-a", "a", "raise SystemExit")
    assert find() == (Found("a", "retold-a", "1.2", "retold_a"), Found("b", "retold-b", "1.2", "retold_b"))


def test_an_import_that_fails_names_distribution_and_version(install: Install) -> None:
    install("retold-a", "a", "import no_such_module")
    install("retold-b", "b")
    host = Host.discover()
    (record,) = host.records
    assert (record.plugin, record.distribution, record.version, record.status) == ("a", "retold-a", "1.2", "failed")
    assert record.reason == "import: ModuleNotFoundError: No module named 'no_such_module'"
    assert [found.name for found in host.plugins()] == ["b"]


def test_a_syntax_error_is_one_line(install: Install) -> None:
    install("retold-a", "a", "def x(:\n")
    (record,) = Host.discover().records
    assert record.reason is not None
    assert record.reason.startswith("import: SyntaxError: ")
    assert "\n" not in record.reason


def test_a_plugin_that_cannot_work_here_says_why(install: Install) -> None:
    install("retold-a", "a", "from retold import Unavailable\nraise Unavailable('no model', 'install it')")
    (record,) = Host.discover().records
    assert (record.status, record.reason) == ("disabled", "unavailable: no model (install it)")
    assert not record.is_fault


def test_a_name_that_two_distributions_claim_is_nobody_s(install: Install) -> None:
    install("retold-one", "words", "raise SystemExit")
    install("retold-two", "words", "raise SystemExit")
    (record,) = Host.discover().records
    assert (record.plugin, record.status) == ("words", "failed")
    assert record.reason == (
        "find: ImportError: the name 'words' is claimed by retold-one 1.2 and retold-two 1.2; uninstall one of them"
    )


def test_metadata_that_are_there_twice_are_one_plugin(install: Install, tmp_path: Path) -> None:
    install("retold-one", "words")
    install("retold_one.again", "other")
    (tmp_path / "retold_one.again-1.2.dist-info" / "METADATA").write_text("Name: Retold_One\nVersion: 1.1\n")
    (tmp_path / "retold_one.again-1.2.dist-info" / "entry_points.txt").write_text("[retold]\nwords = retold_one\n")
    (found,) = find()
    assert found.problem is None


def test_a_name_that_is_not_kebab_case_is_refused(install: Install) -> None:
    install("retold-a", "Words")
    (record,) = Host.discover().records
    assert record.reason == "find: ImportError: a plugin's name is kebab-case, not 'Words'"


def test_disabled_plugins_are_not_imported(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("retold-a", "a", "raise SystemExit")
    install("retold-b", "b")
    assert [f.name for f in Host.discover(disable=["a"]).plugins()] == ["b"]
    assert [f.name for f in Host.discover(only=["b"]).plugins()] == ["b"]
    monkeypatch.setenv("RETOLD_PLUGINS", " b ,")
    host = Host.discover()
    assert [(r.plugin, r.status, r.reason) for r in host.records] == [("a", "disabled", "disabled by configuration")]


def test_a_plugin_that_is_not_installed_cannot_be_named(install: Install) -> None:
    install("retold-words", "words")
    for wrong in ({"disable": ["wrods"]}, {"only": ["wrods"]}):
        with pytest.raises(UsageError, match="no plugin 'wrods' is installed; did you mean 'words'"):
            Host.discover(**wrong)


def test_an_entry_point_may_name_an_object(install: Install) -> None:
    install("retold-a", "a", "class Inner:\n    plugin = object()\n", module="retold_a:Inner.plugin")
    host = Host.discover()
    assert host.records == ()
    assert not isinstance(host.module_of("a"), types.ModuleType)
