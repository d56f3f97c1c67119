"""Markdown: blocks and front matter, at offsets of the file itself."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest

import retold
from retold.testing import contract
from retold_plugins.markdown.reader import read_markdown

test_contract = contract("markdown")

PAGE = """---
title: "The ferryman's goat"
date: 2025-05-04 10:00:00 +0100
lang: en-GB
site: Island News # a comment
tags: [goats]
---

# A goat on the *quay* ##

The first paragraph
runs over two lines.

Under the line
--------------

> Quoted words
> go on.

- one item
  goes on
1. another

![A goat](goat.png)
[1]: https://example.org

```
# no heading
```
<!-- nothing
of this -->
***
The end 😀 of it.
"""


def told(text: str) -> list[tuple[str, str]]:
    (document,) = read_markdown(text.encode(), "x.md")
    assert document.text == text
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def test_blocks_are_found_where_they_stand() -> None:
    assert told(PAGE) == [
        ("heading", "A goat on the *quay*"),
        ("paragraph", "The first paragraph\nruns over two lines."),
        ("heading", "Under the line"),
        ("quote", "Quoted words\n> go on."),
        ("list-item", "one item\n  goes on"),
        ("list-item", "another"),
        ("paragraph", "The end 😀 of it."),
    ]


def test_front_matter_is_read_and_is_no_block() -> None:
    (document,) = read_markdown(PAGE.encode(), "x.md")
    assert document.title == "The ferryman's goat"
    assert document.language == "en-GB"
    assert dict(document.meta) == {"outlet": "Island News"}
    assert document.published == datetime.datetime.fromisoformat("2025-05-04T10:00:00+01:00")


def test_toml_front_matter() -> None:
    (document,) = read_markdown(b"+++\ntitle = 'A'\ndate = 2025-05-04\n[more]\nx = 1\n+++\nText.\n", "x.md")
    assert (document.title, document.published) == ("A", datetime.datetime(2025, 5, 4))


@pytest.mark.parametrize("text", ["---\ntitle: x\nno end\n\nText.", "---\n", "+++\nno toml\n+++\nText.", "---\n---\n"])
def test_faulty_front_matter_states_nothing(text: str) -> None:
    (document,) = read_markdown(text.encode(), "x.md")
    assert document.title is None


def test_line_endings_stay() -> None:
    assert told("# A\r\n\r\nOne\r\ntwo.\r\n") == [("heading", "A"), ("paragraph", "One\r\ntwo.")]


@pytest.mark.parametrize("piece", ["> ", "* ", "#", "[", "`", "<a", "---\n", "![x](", "| - ", "a\n---\n", "<!--", " "])
def test_hostile_input_takes_linear_time(piece: str) -> None:
    started = time.perf_counter()
    read_markdown((piece * 50000).encode(), "x.md")
    assert time.perf_counter() - started < 5


def test_a_markdown_file_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "goat.md"
    path.write_text(PAGE, encoding="utf-8")
    (record,) = retold.read(path, host=retold.Host.discover(only=["markdown", "segmentation"])).articles
    assert record.article.title == "The ferryman's goat"
    assert [block.kind for block in record.blocks][:3] == ["heading", "paragraph", "heading"]
