"""From arguments to articles, and progress."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from retold import Given, InputError, UsageError
from retold.cli.inputs import expand, gather
from retold.cli.output import Progress
from retold.readers import Document, Reader, decode


def read_many(data: bytes, path: str) -> Iterable[Document]:
    """An article for each part between lines of dashes."""
    return [Document(text=part, title=part.split()[0]) for part in decode(data, path).split("\n--\n")]


MANY = Reader(name="many", suffixes=(".many",), read=read_many)


def test_each_article_of_a_file_is_a_retelling(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("source", encoding="utf-8")
    (tmp_path / "r.many").write_text("one\n--\ntwo\n--\nthree", encoding="utf-8")
    found = gather([str(tmp_path / "s.txt")], [str(tmp_path / "r.many")], [MANY], given=Given(outlet="X"))
    assert [(a.id, a.text) for a in found.retellings] == [("a1", "one"), ("a2", "two"), ("a3", "three")]
    assert {a.get("outlet") for a in found.retellings} == {"X"}
    assert found.sources[0].get("outlet") is None


def test_a_source_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "s.many").write_text("one\n--\ntwo", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds 2 articles; name one of them, as in .*s\.many#1"):
        gather([str(tmp_path / "s.many")], ["r.many"], [MANY])


def test_one_article_of_a_file_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "s.many").write_text("one\n--\ntwo\n--\nthree", encoding="utf-8")
    (tmp_path / "r#2.many").write_text("four\n--\nfive", encoding="utf-8")
    many = str(tmp_path / "s.many")
    found = gather([f"{many}#3"], [f"{many}#1", str(tmp_path / "r#2.many")], [MANY])
    told = [(a.id, a.text, a.path) for a in (*found.sources, *found.retellings)]
    assert told[:2] == [("a0", "three", many), ("a1", "one", many)]
    assert [name for name, _, _ in told] == ["a0", "a1", "a2", "a3"]
    with pytest.raises(InputError, match="holds 3 articles, not 4"):
        gather([f"{many}#4"], ["x"], [MANY])
    with pytest.raises(InputError, match="no such file"):
        gather([f"{many}#0"], ["x"], [MANY])


def test_a_folder_is_its_articles(tmp_path: Path) -> None:
    for name in ("b.txt", "a.many", "c.TXT", "a.toml", ".d.txt", "e", "f.pdf"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "sub.txt").mkdir()
    assert [path.name for path in expand(str(tmp_path), [".many", ".txt"])] == ["a.many", "b.txt", "c.TXT"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"holds no article; articles end in \.many, \.txt"):
        expand(str(tmp_path / "empty"), [".many", ".txt"])


def test_a_file_with_a_bracket_in_its_name_is_no_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x", encoding="utf-8")
    assert expand(str(tmp_path / "a[1].txt"), [".txt"]) == [tmp_path / "a[1].txt"]


def test_standard_input_once() -> None:
    with pytest.raises(UsageError, match="only once"):
        gather(["-"], ["-"], [])


def test_progress_is_silent_without_a_terminal_and_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", io.StringIO())
    progress = Progress(wait=0)
    progress("step", 1, 2)
    progress.close()
    assert sys.stderr.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", Terminal())
    progress = Progress(wait=99)
    progress("step", 1, 2)
    assert sys.stderr.getvalue() == ""
    progress = Progress(wait=-1)
    progress("names.check", 1, 2)
    progress.close()
    progress.close()
    assert sys.stderr.getvalue() == "\r\x1b[K1/2 names.check\r\x1b[K"
