"""Compiled templates that are kept: never an old one, never a broken one."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from retold_plugins.html_report import kept


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "page.html.j2"
    path.write_text("<p>{{ words }}</p>", encoding="utf-8")
    return path


def cache_of(path: Path) -> Path:
    (cache,) = (path.parent / "__pycache__").iterdir()
    return cache


def test_what_was_kept_renders_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept.template(path).render(words="a < b")
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert kept.template(path).render(words="a < b") == first == "<p>a &lt; b</p>"


def test_a_changed_template_is_compiled_anew(path: Path) -> None:
    kept.template(path)
    path.write_text("<b>{{ words }}</b>", encoding="utf-8")
    assert kept.template(path).render(words="a") == "<b>a</b>"


@pytest.mark.parametrize("left", [0, 10, 40])
def test_a_broken_cache_is_ignored(path: Path, left: int) -> None:
    kept.template(path)
    cache = cache_of(path)
    cache.write_bytes(cache.read_bytes()[:left])
    assert kept.template(path).render(words="a") == "<p>a</p>"


def test_where_python_keeps_nothing_neither_is_a_template(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept.template(path).render(words="a") == "<p>a</p>"
    assert not (path.parent / "__pycache__").exists()


def test_a_missing_value_is_an_error(path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        kept.template(path).render()
