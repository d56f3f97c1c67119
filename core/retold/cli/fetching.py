"""Articles at addresses, for those who say ``--fetch``. Nothing of a private network is asked for by accident.

Every hop is judged anew: scheme, then each address that the host's name stands for; the connection goes to the
address that was judged, so that a name which changes its mind in between gains nothing.
"""

from __future__ import annotations

import ipaddress
import posixpath
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

from attrs import frozen

from retold._errors import InputError
from retold._reading import reading
from retold._version import __version__

HOPS = 5
SECONDS, ALTOGETHER = 10.0, 60.0
"""Without an answer, and for one address with all its hops."""
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "text/x-markdown": ".md",
}  # fmt: skip


@frozen
class Fetched:
    """What an address holds, and what the server says of it."""

    address: str
    data: bytes
    media_type: str
    charset: str | None


def is_address(argument: str) -> bool:
    """Whether an argument names a place in the net rather than a file."""
    scheme, colon, rest = argument.partition("://")
    return bool(colon and rest) and scheme.isascii() and scheme.replace("+", "").isalnum()


def fetch(address: str) -> Fetched:
    """What is there, redirects followed. Raises InputError where it may not be or cannot be fetched."""
    if not reading().fetch:
        raise InputError(address, "is an address, and nothing is fetched unasked", "say --fetch, or save it as a file")
    try:
        import httpx
    except ImportError:
        raise InputError(address, "--fetch needs the extra 'fetch'", "pip install 'retold[fetch]'") from None
    until = time.monotonic() + ALTOGETHER
    here = address
    try:
        with httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False, verify=True) as client:
            for _ in range(HOPS + 1):
                with asked(client, here, address) as answer:
                    if answer.status_code in REDIRECTS and "location" in answer.headers:
                        here = urljoin(here, answer.headers["location"])
                        continue
                    if answer.status_code != 200:
                        raise InputError(
                            address, f"the server says {answer.status_code} {answer.reason_phrase}".strip()
                        )
                    data = body(answer, address, until)
                    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                    return Fetched(here, data, media, answer.charset_encoding)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(address, f"cannot be fetched ({why})") from None
    raise InputError(address, f"is redirected more than {HOPS} times")


@contextmanager
def asked(client: Any, here: str, address: str) -> Iterator[Any]:
    """The answer to one request, which goes to an address that may be asked."""
    try:
        parts = urlsplit(here)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputError(address, f"{here[:200]!r} is no address") from None
    if parts.scheme not in PORTS:
        raise InputError(address, f"leads to {here[:200]!r}; only http and https are fetched")
    if not host:
        raise InputError(address, f"{here[:200]!r} names no host")
    if parts.username is not None or parts.password is not None:
        raise InputError(address, "holds a user's name or password", "leave them out")
    number = judged(host, port or PORTS[parts.scheme], address)
    import httpx

    literal = f"[{number}]" if ":" in number else number
    target = httpx.URL(here).copy_with(host=literal)
    head = {
        "Host": httpx.URL(here).netloc.decode("ascii"), "User-Agent": f"retold/{__version__}",
        "Accept-Encoding": "identity", "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
    }  # fmt: skip
    sni = host.encode("idna").decode("ascii") if not host.isascii() else host
    with client.stream("GET", target, headers=head, extensions={"sni_hostname": sni}) as answer:
        yield answer


def judged(host: str, port: int, address: str) -> str:
    """The numeric address to connect to. Raises InputError where any that the host stands for is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(address, f"no host {host[:200]!r} is known") from None
    numbers = [str(entry[4][0]) for entry in found]
    if not numbers:
        raise InputError(address, f"no host {host[:200]!r} is known")
    for number in numbers:
        if not reading().allow_private and not is_public(number):
            raise InputError(address, f"{host} is {number}, no public address", "say --allow-private if it is meant")
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether an address belongs to the public net, through the ways in which one can stand for another."""
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def body(answer: Any, address: str, until: float) -> bytes:
    """The bytes of an answer, no more than a file may have. Raises InputError."""
    coding = answer.headers.get("content-encoding", "identity").lower()
    if coding not in ("identity", "gzip", "deflate", ""):
        raise InputError(address, f"is sent compressed as {coding[:40]!r}, though that was not asked for")
    limits = reading().limits
    parts, total = [], 0
    for part in answer.iter_bytes():
        total += len(part)
        limits.check("size", total, address, "is")
        if time.monotonic() > until:
            raise InputError(address, f"is not there after {ALTOGETHER:.0f} seconds")
        parts.append(part)
    return b"".join(parts)


def file_name(fetched: Fetched) -> str:
    """The name under which readers are chosen: the address's own, with a suffix that the server's word stands for."""
    path = urlsplit(fetched.address).path
    suffix = SUFFIXES.get(fetched.media_type) or posixpath.splitext(path)[1]
    return "page" + suffix.lower()
