"""Errors that retold raises on purpose."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class RetoldError(Exception):
    """Any of them."""


class UsageError(RetoldError):
    """What was asked cannot be done as asked: exit status 2. Says what, where and the cure."""


class InputError(UsageError):
    """An article that cannot be read. Names the file, the place and the cure."""

    def __init__(self, path: str, problem: str, cure: str = "") -> None:
        super().__init__(f"{path}: {problem}" + (f"; {cure}" if cure else ""))
        self.path, self.problem, self.cure = path, problem, cure


class ConfigError(UsageError):
    """A faulty configuration, with the path of the faulty key."""


class PlanError(UsageError):
    """Providers that cannot be resolved, or needs that run in a circle."""


class Unavailable(RetoldError):
    """A plugin cannot work here. Raise it when it loads or from a step; the hint says what would help."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason + (f" ({hint})" if hint else ""))
        self.reason, self.hint = reason, hint


def one_line(error: BaseException) -> str:
    """An error's words on one line, at most 300 characters."""
    words = " ".join(str(error).split()) or "(no message)"
    return words if len(words) <= 300 else words[:299] + "…"


def reason_of(error: OSError | ValueError) -> str:
    """Why a file cannot be read, without the error's number and the file's name."""
    return getattr(error, "strerror", None) or str(error)


def nearest(name: str, names: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where some name is near, or nothing."""
    close = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""
