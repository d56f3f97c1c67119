"""Configuration: what is in force, and errors that name the file, the key and the cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import field, frozen

from retold import Config, ConfigError, Importance, Kind, Span, Step, check, load_config
from retold._config import effective, find_config, plugin_options, structure

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "retold.toml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


WHOLE = """
select = ["quotes", "figures/changed"]
ignore = ["quotes/altered"]
disable = ["names"]
fail-on = "high"
min-confidence = 1
[providers]
sentence-alignment = "vecalign"
[importance]
"quotes/speaker" = "low"
[plugins.figures]
some-limit = 2
"""


def test_a_file_says_all_that_it_may(write: Write) -> None:
    config = load_config(write(WHOLE))
    assert config.select == ("quotes", "figures/changed")
    assert config.ignore == ("quotes/altered",)
    assert config.disable == ("names",)
    assert (config.fail_on, config.min_confidence) == ("high", 1.0)
    assert config.providers == {"sentence-alignment": "vecalign"}
    assert config.importance == {"quotes/speaker": Importance.LOW}
    assert config.plugins == {"figures": {"some-limit": 2}}


def test_a_pyproject_says_the_same(write: Write) -> None:
    assert load_config(write('[tool.retold]\nignore = ["quotes"]\n', "pyproject.toml")).ignore == ("quotes",)
    path = write("[tool.other]\n", "pyproject.toml")
    assert load_config(path) == Config(path=str(path))


def test_the_nearest_file_is_found(write: Write, tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    outer = write("[tool.retold]\n", "pyproject.toml")
    assert find_config(inner) == outer
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'retold-x'\n")
    assert find_config(inner) == outer
    (tmp_path / "a" / "retold.toml").write_text("")
    assert find_config(inner) == tmp_path / "a" / "retold.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ignor = ["x"]', "no key 'ignor'; did you mean 'ignore'?"),
        ("select = 'x'", "select: wanted a list of strings, found 'x'"),
        ("ignore = [1]", "ignore: wanted a list of strings, found [1]"),
        ("disable = true", "disable: wanted a list of strings, found True"),
        ("providers = 1", "providers: wanted a table, found 1"),
        ("[providers]\nrelation = 1", "providers.relation: wanted the name of a plugin, found 1"),
        ("[importance]\n'a/b' = 'hgih'", "importance.a/b: wanted low, medium or high, found 'hgih'"),
        ("plugins = []", "plugins: wanted a table, found []"),
        ("[plugins]\nfigures = 3", "plugins.figures: wanted a table, found 3"),
        ("fail-on = 'warning'", "fail-on: wanted never, low, medium or high, found 'warning'"),
        ("min-confidence = 2", "min-confidence: wanted a number from 0 to 1, found 2"),
        ("min-confidence = true", "min-confidence: wanted a number from 0 to 1, found True"),
        ("select = ", "not TOML"),
    ],
)
def test_every_error_names_the_file_and_the_key(write: Write, text: str, message: str) -> None:
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, write: Write) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read"):
        load_config(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    with pytest.raises(ConfigError, match=r"latin\.toml: cannot be read"):
        load_config(tmp_path / "latin.toml")
    with pytest.raises(ConfigError, match=r"tool\.retold: wanted a table, found 3"):
        load_config(write("[tool]\nretold = 3", "pyproject.toml"))


@pytest.mark.parametrize(
    ("select", "ignore", "selected"),
    [
        ((), (), ""),
        (("*",), (), "quotes/altered quotes/speaker names/changed"),
        (("*",), ("quotes",), "names/changed"),
        (("*",), ("quotes/*",), "names/changed"),
        (("quotes",), ("quotes/speaker",), "quotes/altered"),
        (("quotes/speaker",), ("quotes",), "quotes/speaker"),
        (("*", "quotes/altered"), ("*", "quotes"), "quotes/altered"),
        (("quote",), (), ""),
    ],
)
def test_the_longest_selector_decides(select: tuple[str, ...], ignore: tuple[str, ...], selected: str) -> None:
    config = Config(select=select, ignore=ignore)
    kinds = ("quotes/altered", "quotes/speaker", "names/changed")
    assert selected.split() == [kind for kind in kinds if config.is_selected(kind)]


def test_what_is_shown_has_the_importance_and_confidence_that_are_wanted() -> None:
    kind = Kind("quotes/altered", summary="", message="")
    found = [kind.at(source=Span("a", i, i + 1), confidence=c) for i, c in enumerate((0.2, 0.5, 0.9))]
    shown = Config(min_confidence=0.5, importance={"quotes/altered": Importance.HIGH}).shown(found)
    assert [(f.confidence, f.importance) for f in shown] == [(0.5, "high"), (0.9, "high")]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            Config(select=("qoutes",), path="x.toml"),
            "x.toml: select: no kind or plugin 'qoutes'; did you mean 'quotes'?",
        ),
        (
            Config(ignore=("quotes/alterd",)),
            "options: ignore: no kind or plugin 'quotes/alterd'; did you mean 'quotes/altered'?",
        ),
        (Config(importance={"quotes": Importance.LOW}), "options: importance: no kind 'quotes'"),
    ],
)
def test_a_selector_that_fits_nothing_is_an_error(config: Config, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.check_selectors(["quotes/altered"], ["quotes", "language"])
    assert str(caught.value).startswith(message)


def test_kinds_of_absent_plugins_are_let_pass() -> None:
    config = Config(select=("quotes",), ignore=("names/changed", "language"), importance={"names/x": Importance.LOW})
    config.check_selectors(["quotes/altered"], ["quotes", "language"], ["names"])


# options of plugins


@frozen
class Options:
    some_limit: int = 3
    share: float = 0.5
    words: tuple[str, ...] = ()
    strict: bool = False
    unit: str = field(default="km", validator=attrs.validators.in_(["km", "mi"]))


def a_step(plugin: str, options: type | None) -> Step:
    made = check(kinds=[Kind(f"{plugin}/x", summary="", message="")], options=options)(lambda ctx: ())
    return made.of(plugin, "retold", "1")


STEPS = [a_step("figures", Options), a_step("names", None)]


def test_options_are_instances_of_the_plugin_s_class() -> None:
    config = Config(plugins={"figures": {"some-limit": 5, "share": 1, "words": ["a"]}})
    options = plugin_options(config, STEPS, ["figures", "names"])
    assert options == {"figures": Options(5, 1.0, ("a",))}
    assert plugin_options(Config(), STEPS, ["figures", "names"]) == {"figures": Options()}
    assert dict(effective(config, options))["plugins.figures.words"] == ["a"]


@pytest.mark.parametrize(
    ("plugins", "message"),
    [
        ({"figure": {}}, "r.toml: plugins.figure: no such plugin; did you mean 'figures'?"),
        ({"names": {"x": 1}}, "r.toml: plugins.names: this plugin has no options"),
        (
            {"figures": {"some-limt": 1}},
            "r.toml: plugins.figures.some-limt: no such option; did you mean 'some-limit'?",
        ),
        ({"figures": {"some-limit": "5"}}, "r.toml: plugins.figures.some-limit: wanted a whole number, found '5'"),
        ({"figures": {"strict": "no"}}, "r.toml: plugins.figures.strict: wanted true or false, found 'no'"),
        ({"figures": {"share": "x"}}, "r.toml: plugins.figures.share: wanted a number, found 'x'"),
        ({"figures": {"words": [1]}}, "r.toml: plugins.figures.words[0]: wanted a text, found 1"),
        ({"figures": {"unit": "cm"}}, "r.toml: plugins.figures: 'unit' must be in"),
    ],
)
def test_an_option_that_does_not_fit_is_an_error(plugins: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        plugin_options(Config(plugins=plugins, path="r.toml"), STEPS, ["figures", "names"])
    assert str(caught.value).startswith(message)


def test_tables_of_absent_plugins_are_let_pass() -> None:
    config = Config(plugins={"rates": {"table": "x"}})
    assert plugin_options(config, STEPS, ["figures", "names"], ["rates"]) == {"figures": Options()}


def test_an_empty_table_gives_the_defaults() -> None:
    assert structure("x", {}, Options) == Options()
