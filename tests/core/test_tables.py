"""Data tables: the language that is there, and a cache that is never stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retold import tables


@pytest.fixture
def module(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.en.toml").write_text('greet = ["hello"]\n', encoding="utf-8")
    (tmp_path / "data" / "words.pt.toml").write_text('greet = ["olá"]\n', encoding="utf-8")
    yield tmp_path / "module.py"
    tables._parse.cache_clear()
    tables._exists.cache_clear()


def test_a_region_falls_back_to_its_language_and_a_missing_table_is_empty(module: Path) -> None:
    assert {"greet": ["olá"]} == tables.load(str(module), "words", "pt-BR")
    assert {} == tables.load(str(module), "words", "xx")
    assert ("en", "pt") == tables.languages(str(module), "words")


def test_the_cache_is_read_and_never_stale(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    tables.load(str(module), "words", "en")
    cache = module.parent / "data" / "__pycache__" / "words.en.toml.json"
    assert cache.is_file()

    path = module.parent / "data" / "words.en.toml"
    path.write_text('greet = ["good morning"]\n', encoding="utf-8")
    tables._parse.cache_clear()

    assert {"greet": ["good morning"]} == tables.load(str(module), "words", "en")


@pytest.mark.parametrize("content", ["", "[]", '{"of": 3}', "\0"])
def test_a_broken_cache_is_ignored(module: Path, content: str) -> None:
    cache = module.parent / "data" / "__pycache__" / "words.en.toml.json"
    cache.parent.mkdir()
    cache.write_text(content, encoding="utf-8")

    assert {"greet": ["hello"]} == tables.load(str(module), "words", "en")


def test_nothing_is_written_where_python_may_not_write_its_own(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    tables.load(str(module), "words", "en")

    assert not (module.parent / "data" / "__pycache__").exists()


def test_a_table_with_a_date_is_read_and_not_kept(module: Path) -> None:
    (module.parent / "data" / "days.toml").write_text("first = 2026-01-01\n", encoding="utf-8")

    assert "first" in tables.load(str(module), "days")
    assert not list((module.parent / "data").glob("__pycache__/days*"))
