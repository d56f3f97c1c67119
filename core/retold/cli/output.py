"""Where reports go: files, wholly or not at all; terminals; pipes. And progress."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from retold._errors import InputError
from retold.cli import PipeClosed, leave_stdout

if TYPE_CHECKING:
    from retold.reporters import View


def view(*, to_file: bool, verbose: bool = False, timings: bool = False) -> View:
    """How the report is shown there: fitted to the terminal, coloured only on one, and never with NO_COLOR."""
    from retold.reporters import View

    terminal = not to_file and sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if not to_file else 100
    return View(width=max(width, 40), colour=colour, verbose=verbose, timings=timings)


def emit(report: str | bytes, output: str | None) -> None:
    """Print it, or write it to a file. Raises InputError where that cannot be written, and PipeClosed."""
    # A lone surrogate (of a file name that is no UTF-8) becomes \udcff, which JSON reads back as it was.
    data = report if isinstance(report, bytes) else report.encode("utf-8", "backslashreplace")
    if output is not None:
        write_whole(Path(output), data)
    else:
        try:
            if isinstance(report, str) and sys.stdout.isatty():
                encoding = sys.stdout.encoding
                sys.stdout.write(report.encode(encoding, "backslashreplace").decode(encoding))
                sys.stdout.flush()
            else:
                sys.stdout.flush()
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise PipeClosed from None
        except OSError as error:
            leave_stdout()
            raise InputError("standard output", f"cannot be written ({error.strerror})") from None


def write_whole(path: Path, data: bytes) -> None:
    """Write to a temporary file beside it, then rename: whoever reads sees the old file or the new one."""
    if path.is_dir():
        raise InputError(str(path), "is a folder", "name a file")
    temporary = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # A pipe or a device such as /dev/null is written to, not replaced.
            return
        path = path.resolve()
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o666 & ~umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise InputError(str(path), f"cannot be written ({error.strerror})") from None


def umask() -> int:
    """The permissions that new files do not get; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Progress:
    """A counter on standard error, from the second second on, where that is a terminal."""

    def __init__(self, wait: float = 1.0) -> None:
        self._wait = wait
        self._terminal = sys.stderr.isatty()
        self._started = time.monotonic()
        self._shown = False

    def __call__(self, step: str, done: int, total: int) -> None:
        """A step begins."""
        if self._terminal and time.monotonic() - self._started > self._wait:
            sys.stderr.write(f"\r\x1b[K{done}/{total} {step}")
            sys.stderr.flush()
            self._shown = True

    def close(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
