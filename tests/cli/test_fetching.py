"""Articles at addresses: asked for only on demand, and never of private networks by accident."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from retold.cli import fetching
from retold.cli.fetching import fetch, is_address, is_public
from retold.readers import Limits, within

httpx = pytest.importorskip("httpx")

STORY = "The goat was first seen on the quay at dawn.\n\nNobody knew where she had come from.\n"
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/story": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, (STORY + "Café\n").encode("latin-1")),
    "/story.txt": (200, {}, STORY.encode()),
    "/page": (200, {"Content-Type": "text/vtt"}, b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ines>We may keep her.\n"),
    "/moved": (302, {"Location": "/story.txt"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest"}, b""),
    "/large": (200, {}, b"x" * 1_200_000),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000_000)),
    "/brotli": (200, {"Content-Encoding": "br"}, b"x"),
}


class Handler(BaseHTTPRequestHandler):
    """Serves the pages above, and notes what was asked."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        status, head, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **head}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


ALLOWED = ("--fetch", "--allow-private", "--no-config")


def test_an_address_is_read_as_a_file_is(retold: Callable[..., Any], site: str) -> None:
    done = retold("read", f"{site}/story", *ALLOWED, "--format", "json")
    assert (done.status, done.err) == (0, "")
    article = json.loads(done.out)["article"]
    assert article["text"].endswith("Café\n")
    assert (article["path"], article["meta"]["url"]) == (f"{site}/story", f"{site}/story")


def test_comparing_addresses_after_redirects(retold: Callable[..., Any], site: str, story: Path) -> None:
    (story / "s.txt").write_text(STORY, encoding="utf-8")
    done = retold("compare", "s.txt", f"{site}/moved", f"{site}/page", *ALLOWED, "--format", "json")
    assert done.status == 0
    articles = json.loads(done.out)["articles"]
    assert [a["meta"].get("url", "").rpartition("/")[2] for a in articles] == ["", "story.txt", "page"]
    assert articles[1]["text"] == STORY
    assert articles[2]["places"][0]["place"].endswith("speaker Ines")
    assert ("/moved", site.removeprefix("http://")) in Handler.asked


def test_nothing_is_asked_unasked(retold: Callable[..., Any], site: str) -> None:
    before = len(Handler.asked)
    done = retold("read", f"{site}/story")
    assert (done.status, len(done.lines)) == (2, 1)
    assert "nothing is fetched unasked; say --fetch" in done.err
    done = retold("read", f"{site}/story", "--fetch")
    assert (done.status, len(done.lines)) == (2, 1)
    assert "127.0.0.1 is 127.0.0.1, no public address; say --allow-private" in done.err
    done = retold("compare", "source.txt", f"{site}/story", "--fetch")
    assert done.status == 2
    assert retold("read", "source.txt", "--allow-private").status == 2
    assert len(Handler.asked) == before


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "the server says 404 Not Found"),
        ("/round", "is redirected more than 5 times"),
        ("/file", "leads to 'file:///etc/hostname'; only http and https are fetched"),
        ("/large", "is more than 1 MB; allow more with --limit size=NUMBER"),
        ("/bomb", "is more than 1 MB"),
        ("/brotli", "is sent compressed as 'br'"),
    ],
)
def test_what_cannot_be_fetched_is_one_line(retold: Callable[..., Any], site: str, path: str, message: str) -> None:
    done = retold("read", site + path, *ALLOWED, "--limit", "size=1")
    assert (done.status, done.out, len(done.lines)) == (2, "", 1)
    assert message in done.err


def test_each_hop_is_judged_again(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = fetching.judged
    real = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.1" or real(number))
    with within(fetch=True), pytest.raises(Exception, match=r"169\.254\.169\.254, no public address"):
        fetch(f"{site}/inside")
    assert judged is fetching.judged


def test_a_name_stands_for_the_address_that_was_judged(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    answers = iter(["127.0.0.1", "10.0.0.1"])
    whole = socket.getaddrinfo

    def changing(host: Any, *rest: Any, **named: Any) -> Any:
        return whole(next(answers) if host == "goat.example" else host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    with within(fetch=True, allow_private=True, limits=Limits(size=1)):
        fetched = fetch(f"http://goat.example:{port}/story.txt")
    assert fetched.data == STORY.encode()
    assert ("/story.txt", f"goat.example:{port}") in Handler.asked


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ftp://news.example/a", "only http and https are fetched"),
        ("http://", "names no host"),
        ("http://user:word@news.example/", "holds a user's name or password"),
        ("http://[::1/", "is no address"),
        ("http://localhost:1/", "no public address"),
        ("http://2130706433/", "no public address"),
        ("http://0x7f.1/", "no public address"),
    ],
)
def test_odd_addresses(address: str, message: str) -> None:
    with within(fetch=True), pytest.raises(Exception, match=message):
        fetch(address)


def test_which_addresses_are_public() -> None:
    for number in (
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "x",
    ):  # fmt: skip
        assert not is_public(number), number
    for number in ("1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"):
        assert is_public(number), number


def test_which_arguments_are_addresses() -> None:
    assert is_address("https://news.example/a")
    assert not any(map(is_address, ("a.txt", "C:\\a.txt", "-", "://x", "http://", "a b://c")))
