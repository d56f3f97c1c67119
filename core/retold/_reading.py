"""How files are read now: the limits, what is done with bytes that are no text, and who reads the parts of a file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from attrs import define, evolve, field, fields, frozen

from retold._errors import InputError, UsageError, nearest

MEGABYTE = 1024 * 1024


@frozen(kw_only=True)
class Limits:
    """What a file may be before it is refused. All of them in one place; readers ask ``reading().limits``."""

    size: int = 64
    """Megabytes of a file."""
    unpacked: int = 256
    """Megabytes of what an archive or a compressed record holds, unpacked."""
    depth: int = 200
    """Elements, lists or objects inside each other."""
    pages: int = 1000
    """Pages of a document."""
    articles: int = 10_000
    """Articles, entries, rows or records of a file."""

    @classmethod
    def parse(cls, values: tuple[str, ...]) -> Limits:
        """Limits with some set as ``NAME=NUMBER``. Raises UsageError."""
        names = [a.name for a in fields(cls)]
        limits = cls()
        for value in values:
            name, _, number = value.partition("=")
            if name not in names:
                raise UsageError(f"no limit {name!r}{nearest(name, names)}; there are {', '.join(names)}")
            if not (number.isdecimal() and number.isascii()) or len(number) > 9 or int(number) < 1:
                raise UsageError(f"--limit {name}: wanted a number from 1, as in {name}={getattr(cls(), name)}")
            limits = evolve(limits, **{name: int(number)})
        return limits

    def check(self, name: str, found: int, path: str, what: str) -> None:
        """Raise InputError where there is more than the limit of this name allows."""
        allowed: int = getattr(self, name)
        if found > allowed * (MEGABYTE if name in ("size", "unpacked") else 1):
            unit = " MB" if name in ("size", "unpacked") else ""
            raise InputError(path, f"{what} more than {allowed}{unit}", f"allow more with --limit {name}=NUMBER")


@define(kw_only=True)
class Reading:
    """The way in which files are read at the moment, and what was replaced in the one being read."""

    limits: Limits = field(factory=Limits)
    lossy: bool = False
    """Whether bytes that are no text are replaced rather than refused."""
    fetch: bool = False
    allow_private: bool = False
    """Whether addresses are fetched, and whether those of private networks are."""
    readers: tuple[Any, ...] = ()
    charset: str | None = None
    """What the server says of the file's encoding."""
    replaced: list[str] = field(factory=list)


NOW: ContextVar[Reading | None] = ContextVar("retold-reading", default=None)


def reading() -> Reading:
    """How files are read now."""
    return NOW.get() or Reading()


@contextlib.contextmanager
def within(**changes: Any) -> Iterator[Reading]:
    """Inside the ``with`` statement files are read so: ``limits``, ``lossy`` and so on, the rest as before."""
    now = evolve(reading(), replaced=[], **changes)
    token = NOW.set(now)
    try:
        yield now
    finally:
        NOW.reset(token)
