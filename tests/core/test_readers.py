"""From files to articles: encodings, sidecars, and what cannot be read."""

from __future__ import annotations

import datetime
import io
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from retold import Given, InputError, Unavailable, UsageError
from retold.readers import Document, Limits, Reader, decode, markup_blocks, read_articles, within

TEXT = "Der Bürgermeister sagte, die Straße sei gesperrt.\r\nFür Fußgänger gilt das nicht.\n"


def put(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "iso8859-15"])
def test_text_is_read_in_any_encoding_and_kept_as_it_is(tmp_path: Path, encoding: str) -> None:
    (article,) = read_articles(put(tmp_path, TEXT.encode(encoding)))
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zoë left.", "latin-1"),
        ("“It cost £90 – or €100,” she said.", "cp1252"),
        ("El niño está en España. ¿Por qué? Mañana será tarde, dijo el alcalde.", "cp1252"),
        ("Мэр города заявил, что мост будет закрыт на два года.", "cp1251"),
        ("Мэр города заявил, что мост будет закрыт на два года.", "koi8-r"),
        ("市长周二表示我们不会关闭大桥，维修费用约九千万元。", "gb18030"),
        ("市長は火曜日に橋を閉鎖しないと述べた。修理費は約九千万円。", "shift_jis"),
        ("Burmistrz powiedział, że most będzie zamknięty przez dwa lata.", "cp1250"),
    ],
)
def test_an_old_encoding_is_told_from_the_words(text: str, encoding: str) -> None:
    assert text == decode(text.encode(encoding), "x")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (article,) = read_articles(put(tmp_path, b"\xef\xbb\xbfHey"))
    assert (article.text, len(article.text)) == ("Hey", 3)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PNG\0\1\2", "binary data (a zero byte at 3); give a text file"),
        (
            bytes(range(1, 256)) * 9,
            "not UTF-8 at byte 127, and no other encoding fits; save it as UTF-8, or read it with --lossy",
        ),
        (b"\xff\xfeH\0e", "not UTF-16-LE at byte 4; save it as UTF-8, or read it with --lossy"),
        (b"\xef\xbb\xbfH\xff", "not UTF-8 at byte 4; save it as UTF-8, or read it with --lossy"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(tmp_path: Path, data: bytes, message: str) -> None:
    path = put(tmp_path, data)
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value) == f"{path}: {message}"


def test_what_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    put(tmp_path, b"x", "story.txt")
    with pytest.raises(InputError, match=r"stroy\.txt: no such file; did you mean 'story\.txt'\?"):
        read_articles(tmp_path / "stroy.txt")
    with pytest.raises(InputError, match="is a folder; name a file"):
        read_articles(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_articles(tmp_path / "none" / "a.txt")


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with within(limits=Limits(size=1)):
        with pytest.raises(InputError, match=r"is more than 1 MB; allow more with --limit size=NUMBER"):
            read_articles(put(tmp_path, b"x" * (1024 * 1024 + 1)))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * (1024 * 1024 + 1))))
        with pytest.raises(InputError, match="-: is more than 1 MB"):
            read_articles("-")


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        (
            b"caf\x81\x8d\xc3\xa9\xc3\xa9",
            "caf\ufffd\ufffd\u00e9\u00e9",
            "2 places of bytes that are not utf-8, from byte 3 on",
        ),
        (b"\xff\xfeH\0e", "H\ufffd", "1 place of bytes that are not utf-16-le, from byte 4 on"),
        (b"H\0", "", ""),
    ],
)
def test_what_does_not_fit_is_replaced_where_that_is_asked(tmp_path: Path, data: bytes, text: str, told: str) -> None:
    with within(lossy=True):
        if not text:
            with pytest.raises(InputError, match="a zero byte at 1"):
                read_articles(put(tmp_path, data))
            return
        (article,) = read_articles(put(tmp_path, data))
    assert (article.text, article.get("replaced")) == (text, told)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Мэр".encode("koi8-r"), "koi8-r", "Мэр"),
        ("Zoë".encode(), "iso-8859-1", "Zoë"),
        ("Zo\u00eb – ".encode("cp1252"), "iso-8859-1", "Zo\u00eb – "),
        ("市长".encode("gb18030"), "gb2312", "市长"),
        ("Zoë".encode("utf-16-le"), "utf-16-le", "Zoë"),
        ("Zoë".encode(), "no-such-thing", "Zoë"),
        ("Zoë".encode(), "idna", "Zoë"),
    ],
)
def test_what_is_declared_counts_unless_it_is_plainly_wrong(data: bytes, declared: str, text: str) -> None:
    assert decode(data, "x", declared) == text


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"%PDF-1.7", "a PDF"), (b"PK\x03\x04", "a ZIP archive"), (b"{\\rtf1", "an RTF"), (b"\x1f\x8b\x08", "compressed")],
)
def test_a_wrong_name_is_told(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read_articles(put(tmp_path, data))


def test_limits_are_numbers_by_name() -> None:
    assert Limits.parse(("pages=7", "size=2")) == Limits(pages=7, size=2)
    for wrong in ("page=7", "pages", "pages=0", "pages=x", "pages=²", "pages=9999999999"):
        with pytest.raises(UsageError):
            Limits.parse((wrong,))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Hey\r\n")))
    (article,) = read_articles("-", first_id=3)
    assert (article.id, article.text, article.path) == ("a3", "Hey\r\n", "-")


def test_an_empty_file_is_an_empty_article(tmp_path: Path) -> None:
    (article,) = read_articles(put(tmp_path, b""))
    assert article.text == ""


# what is known of an article

SIDECAR = (
    'date = 2026-11-22\nlanguage = "en-GB"\noutlet = "Bell"\nregion = "GB"\nreaders = "en-GB"\ntitle = "Two ships"\n'
)


def test_a_sidecar_says_what_the_text_does_not(tmp_path: Path) -> None:
    path = put(tmp_path, b"Hey")
    put(tmp_path, b"\xef\xbb\xbf" + SIDECAR.encode(), "a.toml")
    (article,) = read_articles(path)
    assert article.published == datetime.datetime(2026, 11, 22)
    assert (article.language, article.title) == ("en-GB", "Two ships")
    assert article.meta == (("outlet", "Bell"), ("readers", "en-GB"), ("region", "GB"))


def test_the_user_goes_before_the_sidecar_and_the_sidecar_before_the_document(tmp_path: Path) -> None:
    document = Document(text="Hey", title="Page", language="de", meta={"outlet": "Page", "byline": "Ann"})
    reader = Reader(name="page", suffixes=(".page",), read=lambda data, name: [document])
    path = put(tmp_path, b"", "a.page")
    put(tmp_path, b'outlet = "Bell"\nlanguage = "fr"\n', "a.toml")
    (article,) = read_articles(path, [reader], Given(language="en", date="2026-11-22T09:30+01:00"))
    assert (article.language, article.title, article.get("outlet"), article.get("byline")) == (
        "en",
        "Page",
        "Bell",
        "Ann",
    )
    assert str(article.published) == "2026-11-22 09:30:00+01:00"


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        (b"outlte = 'x'", "no key 'outlte'; did you mean 'outlet'?; known are date, language, outlet"),
        (b"outlet = ", "cannot be read as TOML"),
        (b"\xff\xff", "cannot be read as TOML"),
        (b"outlet = ['x']", "outlet: wanted a text, found ['x']"),
        (b"date = 'May'", "'May' is no date; write it as 2026-11-22"),
        (b"language = 'English'", "'English' is no language; write it as en or pt-BR"),
    ],
)
def test_a_faulty_sidecar_is_named(tmp_path: Path, sidecar: bytes, message: str) -> None:
    path = put(tmp_path, b"Hey")
    put(tmp_path, sidecar, "a.toml")
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value).startswith(f"{tmp_path / 'a.toml'}: {message}")


@pytest.mark.parametrize(
    ("given", "message"),
    [(Given(language="klingonese"), "'klingonese' is no language"), (Given(date="1.2.26"), "'1.2.26' is no date")],
)
def test_what_the_user_says_is_checked(tmp_path: Path, given: Given, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_articles(put(tmp_path, b"Hey"), (), given)


def test_a_page_s_faulty_language_is_passed_over(tmp_path: Path) -> None:
    reader = Reader(name="x", suffixes=(".txt",), read=lambda data, name: [Document(text="", language="../../x")])
    (article,) = read_articles(put(tmp_path, b""), [reader])
    assert article.language is None


# readers of plugins


def reader(result: Any) -> Reader:
    def read(data: bytes, name: str) -> Any:
        if isinstance(result, Exception):
            raise result
        return result

    return Reader(name="odd", suffixes=(".odd",), read=read)


def test_a_file_may_hold_several_articles(tmp_path: Path) -> None:
    documents = [Document(text="One", blocks=(("heading", 0, 3),)), Document(text="Two")]
    found = read_articles(put(tmp_path, b"x", "a.odd"), [reader(documents)], first_id=4)
    assert [(a.id, a.text) for a in found] == [("a4", "One"), ("a5", "Two")]
    assert found[0].blocks[0].span == found[0].span()
    assert found[0].sha256 == found[1].sha256


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ([], "holds no article"),
        (OSError("no luck"), "the reader 'odd' cannot read it (OSError: no luck)"),
        (Unavailable("trafilatura is missing", "pip install retold[html]"), "is missing; pip install retold[html]"),
        (InputError("x.odd", "is broken"), "x.odd: is broken"),
    ],
)
def test_a_reader_that_fails_is_named(tmp_path: Path, result: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_articles(put(tmp_path, b"x", "a.odd"), [reader(result)])
    assert message in str(caught.value)


@pytest.mark.parametrize("sign", ["<a", "<!--", "</p", "<p ", "&am", "<![CDATA[", "<?x", '<p a="', "<script>", "<div>"])
def test_hostile_pieces_of_html_take_no_time(sign: str) -> None:
    began = time.perf_counter()
    assert markup_blocks("<p>Goat</p>" + sign * 100_000)[0] == ("paragraph", "Goat")
    assert time.perf_counter() - began < 3
