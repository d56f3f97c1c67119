"""``retold matrix``: several articles, no source named."""

from __future__ import annotations

from collections.abc import Sequence

from retold._errors import UsageError
from retold._host import Host
from retold._matrix import matrix
from retold.cli import INCOMPLETE, WRONG, say
from retold.cli.comparing import choose_reporter, effective_config, say_faults
from retold.cli.inputs import gather, spare
from retold.cli.output import Progress, emit, view
from retold.readers import Given


def show(
    *,
    articles: Sequence[str],
    format_: str | None,
    output: str | None,
    config_file: str | None,
    no_config: bool,
    disable: Sequence[str],
    strict: bool,
    verbose: bool,
) -> int:
    """Compare all with all, print, and return the exit status. Raises RetoldError."""
    config = effective_config(config_file, no_config, disable=disable)
    host = Host.discover(disable=config.disable, strict=strict)
    reporter = choose_reporter(format_, output, host)
    if reporter.render_matrix is None:
        able = sorted(r.name for r in host.reporters() if r.render_matrix is not None)
        raise UsageError(f"the format {reporter.name} has no matrix; there are {', '.join(['json', 'table', *able])}")
    inputs = gather((), articles, host.readers(), given=Given(), source_given=Given())
    spare(inputs.retellings, output)
    for line in (*map(str, inputs.problems), *inputs.notes):
        say(line)
    progress = Progress()
    try:
        made = matrix(inputs.retellings, config=config, host=host, strict=strict, progress=progress)
    finally:
        progress.close()
    shown = view(to_file=output is not None, verbose=verbose)
    emit(reporter.render_matrix(made, shown), output)
    say_faults(made.faults, verbose)
    return WRONG if inputs.problems else INCOMPLETE if made.faults else 0
