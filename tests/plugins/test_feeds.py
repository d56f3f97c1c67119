"""RSS and Atom: each entry is an article with the fullest text that the feed gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold import Host, InputError
from retold.readers import Document, Limits, read_articles, within
from retold.testing import contract
from retold_plugins.feeds.reader import read_feeds

test_contract = contract("feeds")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Island News</title><language>en-gb</language>
<item><title>Goat &amp;amp; boat</title><link>https://news.example/goat</link><dc:creator>I. Vale</dc:creator>
<pubDate>Sun, 04 May 2025 09:30:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>She came <b>aboard</b>.</p><script>x()</script><ul><li>One</li></ul>]]></content:encoded>
</item>
<item><title></title><description></description></item>
<item><title>Second</title><description>No one &lt;i&gt;saw&lt;/i&gt; her.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Inselblatt</title>
<entry><title type="html">Die &amp;lt;Ziege&amp;gt;</title><link rel="self" href="x"/><link href="https://b.example/1"/>
<author><name>Ada</name></author><updated>2025-05-04T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h2>Früh</h2><p>Sie kam.<br/>Allein.</p></div></content>
</entry></feed>"""


def told(document: Document) -> list[tuple[str, str]]:
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def test_entries_of_rss() -> None:
    first, second = read_feeds(RSS.encode(), "a.rss")
    assert told(first) == [("heading", "Goat & boat"), ("paragraph", "She came aboard."), ("list-item", "One")]
    assert (first.title, first.language) == ("Goat & boat", "en-gb")
    assert first.published is not None
    assert first.published.isoformat() == "2025-05-04T09:30:00+01:00"
    assert dict(first.meta) == {
        "extracted": "feeds", "outlet": "Island News", "url": "https://news.example/goat", "author": "I. Vale"
    }  # fmt: skip
    assert told(second) == [("heading", "Second"), ("paragraph", "No one saw her.")]
    assert [where for _, _, where in second.places] == [
        "/rss/channel[1]/item[3]/title", "/rss/channel[1]/item[3]/description, block 1"
    ]  # fmt: skip


def test_entries_of_atom() -> None:
    (entry,) = read_feeds(ATOM.encode(), "a.atom")
    assert told(entry) == [
        ("heading", "Die <Ziege>"), ("heading", "Früh"), ("paragraph", "Sie kam."), ("paragraph", "Allein.")
    ]  # fmt: skip
    assert (entry.language, entry.meta["url"], entry.meta["author"]) == ("de", "https://b.example/1", "Ada")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "gb18030"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{ATOM}'.encode(encoding)
    assert told(read_feeds(data, "a.atom")[0])[1] == ("heading", "Früh")


def test_a_feed_is_told_by_its_first_element(tmp_path: Path) -> None:
    readers = Host.discover().readers()
    (tmp_path / "a.xml").write_text("<!-- a feed -->" + ATOM, encoding="utf-8")
    assert read_articles(tmp_path / "a.xml", readers)[0].get("extracted") == "feeds"
    (tmp_path / "b.xml").write_text("<story>A goat.</story>", encoding="utf-8")
    with pytest.raises(InputError, match=r"is none of what \.xml files can be \(bitext, feeds, wire\)"):
        read_articles(tmp_path / "b.xml", readers)


ITEM = "<rss><channel><item><title>&a;</title></item></channel></rss>"
BILLION = f'<!DOCTYPE rss [<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;">]>{ITEM}'
OUTSIDE = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>{ITEM}'


def test_malformed_files() -> None:
    for text, message in (
        (RSS[:300], "no well-formed XML at line 4, column"),
        (BILLION, "declares entities or a document type of its own; save it without its DTD"),
        (OUTSIDE, "declares entities or a document type of its own"),
        ('<!DOCTYPE rss SYSTEM "http://127.0.0.1/x"><rss>&a;</rss>', "declares entities"),
        ("<rss>" + "<a>" * 300 + "</a>" * 300 + "</rss>", "elements stand inside each other more than 200"),
        ("<html><p>No feed.</p></html>", "is no feed: its first element is <html>"),
        ("<rss><channel/></rss>", "holds no entry with a text"),
        ("", "holds nothing"),
        (b"<?xml version='1.0' encoding='utf-8'?><rss>\xe9</rss>", "not UTF-8 at byte 43"),
        (b"PK\x03\x04", "is a ZIP archive"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read_feeds(text if isinstance(text, bytes) else text.encode(), "a.rss")
        assert "\n" not in str(caught.value)


def test_too_many_entries(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    with within(limits=Limits(articles=1)), pytest.raises(InputError, match="holds articles, more than 1; allow more"):
        read_articles(tmp_path / "a.rss", Host.discover().readers())
