"""The command line. ``--version`` is answered without importing click, ``--help`` without importing the rest."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

FOUND, WRONG, INCOMPLETE, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 130, 141


class PipeClosed(Exception):
    """Whoever reads our standard output has enough. (click would turn a BrokenPipeError into exit status 1.)"""


def main() -> None:
    """The console script ``retold``."""
    status = run(sys.argv[1:])
    # Python looks through all objects for cycles on its way out: a sixth of the time of a short run.
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status. Every error is one line on standard error.

    0; 1 findings at or above ``--fail-on``; 2 usage, configuration or unreadable input; 3 incomplete;
    2 goes before 3 before 1.
    """
    if list(arguments) == ["--version"]:
        from retold._version import __version__

        sys.stdout.write(f"retold {__version__}\n")
        return 0
    # A short process that makes few cycles: collecting them takes longer than their memory is worth.
    gc.set_threshold(1_000_000)
    import click

    from retold._errors import RetoldError
    from retold.cli.main import cli

    try:
        status = cli.main(args=list(arguments), prog_name="retold", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        say(asked.format_message(), raw=True)
        return WRONG
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        see = f"; see '{context.command_path} --help'" if context else ""
        say(f"{error.format_message().rstrip('.')}{see}")
        return WRONG
    except RetoldError as error:
        say(str(error))
        return WRONG
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        return INTERRUPTED
    except (PipeClosed, BrokenPipeError):
        leave_stdout()
        return PIPE_CLOSED
    except Exception:
        # A plugin's error under --raise, or a fault of retold's own. Status 1 would mean findings.
        import traceback

        traceback.print_exc()
        return INCOMPLETE


def leave_stdout() -> None:
    """Give up standard output: Python would complain once more when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(words: str, *, raw: bool = False) -> None:
    """A line on standard error; control characters of file names and articles are made visible."""
    from retold.reporters import visible

    line = words if raw else f"retold: {visible(words)}"
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
