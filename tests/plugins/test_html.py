"""HTML: the article of a page, and one clear line where there is none."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

import retold
from retold.reporters.json import render_article
from retold.testing import contract
from retold_plugins.html.reader import read_html

test_contract = contract("html")

pytest.importorskip("trafilatura")

HEAD = (
    '<title>Goat crosses strait | Island News</title><meta property="og:site_name" content="Island News">'
    '<link rel="canonical" href="https://news.example/goat">'
    '<meta property="article:published_time" content="2025-05-04T10:00:00+00:00">'
)
FIRST = "The goat was first seen on the quay shortly after dawn, when the boats were being loaded."
TWICE = "Nobody had asked the goat what it wanted, said the harbour master."
BODY = (
    "<nav><a href='/'>Home</a></nav><h1>Goat crosses strait</h1><article>"
    f"<p>{FIRST}</p><p>{TWICE}</p><p>{TWICE}</p><h2>What next</h2>"
    "<ul><li>The goat will stay on the island for now</li><li><p>Its owner has been told</p></li></ul>"
    "<blockquote><p>I have seen <b>many</b> goats,<br>but not on a boat.</p></blockquote>"
    "<p>Caf&eacute; owners have offered to feed the animal until the weekend, they said.</p></article>"
)


def page(body: str = BODY, head: str = HEAD) -> bytes:
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'.encode()


def told(data: bytes) -> list[tuple[str, str]]:
    (document,) = read_html(data, "goat.html")
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def test_blocks_and_headline() -> None:
    assert told(page()) == [
        ("heading", "Goat crosses strait"),
        ("paragraph", FIRST),
        ("paragraph", TWICE),
        ("paragraph", TWICE),
        ("heading", "What next"),
        ("list-item", "The goat will stay on the island for now"),
        ("list-item", "Its owner has been told"),
        ("quote", "I have seen many goats, but not on a boat."),
        ("paragraph", "Café owners have offered to feed the animal until the weekend, they said."),
    ]


def test_places_are_elements_of_the_page() -> None:
    """Each path selects an element with the block's words, in the file as it was saved."""
    from lxml import html

    data = page()
    (document,) = read_html(data, "goat.html")
    tree = html.fromstring(data).getroottree()
    told = {document.text[a:b]: where for a, b, where in document.places}
    assert told["What next"] == "/html/body/article/h2"
    assert told["Its owner has been told"] == "/html/body/article/ul/li[2]/p"
    assert [where for a, b, where in document.places if document.text[a:b] == TWICE] == [
        "/html/body/article/p[2]",
        "/html/body/article/p[3]",
    ]
    for words, where in told.items():
        (element,) = tree.xpath(where)
        assert "".join(element.text_content().split()) == "".join(words.split())


def test_words_that_stand_elsewhere_on_the_page_have_no_place() -> None:
    aside = f"<aside class='related'><p>{FIRST}</p></aside>"
    (document,) = read_html(page(BODY.replace("<nav>", aside + "<nav>")), "goat.html")
    assert FIRST not in {document.text[a:b] for a, b, _ in document.places}
    assert any("h2" in where for _, _, where in document.places)


def test_identical_neighbours_are_kept_on_a_long_page() -> None:
    body = f"<article>{f'<p>{FIRST}</p>' * 3}{f'<p>{TWICE}</p>' * 40}</article>"
    assert [text for _, text in told(page(body)) if text == TWICE] == [TWICE] * 40


def test_what_the_page_says_of_itself() -> None:
    (document,) = read_html(page(), "goat.html")
    assert (document.title, document.language) == ("Goat crosses strait", "en-GB")
    assert document.published is not None
    assert document.published.date().isoformat() == "2025-05-04"
    assert dict(document.meta) == {
        "extracted": "html", "outlet": "Island News", "url": "https://news.example/goat"
    }  # fmt: skip


def test_declared_charset() -> None:
    data = page(BODY.replace("&eacute;", "é"), '<meta charset="iso-8859-1">').decode().encode("iso-8859-1")
    assert any(text.startswith("Café") for _, text in told(data))


def test_scripts_are_not_text_and_escaped_ones_are() -> None:
    body = f"<article><script>alert(1)</script><p>{FIRST} &lt;script&gt;alert(2)&lt;/script&gt;</p></article>"
    text = " ".join(words for _, words in told(page(body)))
    assert "alert(1)" not in text
    assert "<script>alert(2)</script>" in text


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", page(""), b"<p>\0</p>", page("<div>" * 100_000 + "x"), page("<b>" * 100_000 + FIRST)],
    ids=["empty", "no-html", "no-article", "binary", "deep", "unclosed"],
)
def test_what_holds_no_article_is_one_clear_line(data: bytes) -> None:
    with pytest.raises(retold.InputError) as caught:
        read_html(data, "goat.html")
    assert str(caught.value).startswith("goat.html: ")
    assert "\n" not in str(caught.value)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_trafilatura(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "trafilatura":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", no_trafilatura)
    with pytest.raises(retold.InputError, match=r"pip install 'retold\[html\]'"):
        read_html(page(), "goat.html")


def test_json_carries_the_extracted_text(tmp_path: Path) -> None:
    path = tmp_path / "goat.html"
    path.write_bytes(page())
    (record,) = retold.read(path, host=retold.Host.discover(only=["html", "segmentation"])).articles
    article = json.loads(render_article(record))["article"]
    first = next(block for block in article["blocks"] if block["kind"] == "paragraph")
    assert article["text"][first["start"] : first["end"]] == FIRST
