"""``retold compare`` and ``retold read``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from retold import _api
from retold._baseline import Accepted, baseline_text, load_baseline, without_accepted
from retold._config import NEVER, Config, find_config, load_config
from retold._errors import RetoldError, UsageError, one_line
from retold._finding import Importance
from retold._host import Host
from retold._report import Report, StepRecord, at_least
from retold.artifacts import SENTENCE_ALIGNMENT
from retold.cli import FOUND, INCOMPLETE, WRONG, say
from retold.cli.inputs import Inputs, gather, only, read_argument, replacements, spare
from retold.cli.output import Progress, emit, view
from retold.readers import Given
from retold.reporters import BUILT_IN, Reporter, choose

DEFAULT_FORMAT = "table"
ALIGNER = "alignment"
"""The plugin that aligns the sentences where configuration names no other."""


def compare(
    *,
    articles: Sequence[str],
    sources: Sequence[str],
    format_: str | None,
    output: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    min_confidence: float | None,
    fail_on: str | None,
    baseline: str | None,
    update_baseline: bool,
    links: str | None,
    config_file: str | None,
    no_config: bool,
    disable: Sequence[str],
    strict: bool,
    timings: bool,
    verbose: bool,
    **described: str | None,
) -> int:
    """Compare, print, and return the exit status. Raises RetoldError."""
    sources, retellings = sides(sources, articles)
    config = effective_config(
        config_file, no_config, disable=disable, select=select, ignore=ignore,
        min_confidence=min_confidence, fail_on=fail_on,
    )  # fmt: skip
    config = with_links(config, links)
    accepted = read_baseline(baseline, update_baseline)
    host = Host.discover(disable=config.disable, strict=strict)
    reporter = choose_reporter(format_, output, host)
    inputs = gather(
        sources, retellings, host.readers(), given=given(described), source_given=given(described, "source_")
    )
    for target in (output, baseline if update_baseline else None):
        spare((*inputs.sources, *inputs.retellings), target)
    for problem in inputs.problems:
        say(str(problem))
    for note in inputs.notes:
        say(note)
    if not inputs.retellings:
        if inputs.problems:
            return WRONG
        raise UsageError("no retelling is left to compare; name one that is not the source")
    progress = Progress()
    try:
        report = _api.compare_all(
            inputs.sources, inputs.retellings, config=config, host=host, strict=strict, progress=progress,
            notes=[*inputs.notes, *(f"not compared: {problem}" for problem in inputs.problems)],
        )  # fmt: skip
    finally:
        progress.close()
    if baseline is not None:
        if update_baseline:
            emit(baseline_text(report, accepted), baseline)
            say(f"{baseline}: {len(report.findings)} finding(s) let stand; give each a reason")
            say_faults(report.faults, verbose)
            return WRONG if inputs.problems else INCOMPLETE if report.faults else 0
        report = without_accepted(report, accepted, Path(baseline))
    try:
        rendered = reporter.render(report, view(to_file=output is not None, verbose=verbose, timings=timings))
    except RetoldError:
        raise
    except Exception as error:
        if strict:
            raise
        say(f"the format {reporter.name!r} failed: {type(error).__name__}: {one_line(error)}")
        return INCOMPLETE
    emit(rendered, output)
    if reporter.name != DEFAULT_FORMAT or output is not None:
        say_faults(report.faults, verbose)
    return status(report, inputs, config)


def sides(sources: Sequence[str], articles: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Sources and retellings: without ``--source`` the first article is the source. Raises UsageError."""
    if not sources:
        sources, articles = articles[:1], articles[1:]
    if not sources or (not articles and len(sources) > 1):
        raise UsageError("give a source and at least one retelling; see 'retold compare --help'")
    return sources, articles


def read_baseline(path: str | None, update: bool) -> tuple[Accepted, ...]:
    """What is let stand; nothing yet where the file is to be made. Raises ConfigError and UsageError."""
    if path is None:
        if update:
            raise UsageError("--update-baseline needs --baseline FILE")
        return ()
    return () if update and not Path(path).exists() else load_baseline(Path(path))


def with_links(config: Config, links: str | None) -> Config:
    """``--links`` is the option ``links`` of whichever plugin aligns the sentences. Raises UsageError."""
    if links is None:
        return config
    aligner = config.providers.get(SENTENCE_ALIGNMENT.name, ALIGNER)
    if aligner in config.disable:
        raise UsageError(f"--links needs the plugin {aligner!r}, which is disabled")
    options = {**config.plugins.get(aligner, {}), "links": links}
    return attrs.evolve(config, plugins={**config.plugins, aligner: options})


def effective_config(
    file: str | None,
    without: bool,
    *,
    disable: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_confidence: float | None = None,
    fail_on: str | None = None,
) -> Config:
    """The configuration file, and what the command line puts in its place or adds to it. Raises ConfigError."""
    if file is not None and without:
        raise UsageError("--config and --no-config exclude each other")
    path = Path(file) if file is not None else None if without else find_config(Path.cwd())
    config = load_config(path) if path is not None else Config()
    chosen = listed(select) or tuple(config.select)
    return attrs.evolve(
        config,
        select=chosen,
        ignore=(*config.ignore, *listed(ignore)),
        disable=(*config.disable, *listed(disable)),
        min_confidence=config.min_confidence if min_confidence is None else min_confidence,
        fail_on=fail_on or config.fail_on,
    )


def listed(values: Sequence[str]) -> tuple[str, ...]:
    """Values of a repeatable option, each of which may hold several with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def given(described: dict[str, str | None], prefix: str = "") -> Given:
    """What the command line says of the articles of one side."""
    names = [a.name for a in attrs.fields(Given)]
    return Given(**{name: described.get(prefix + name) for name in names})


def choose_reporter(format_: str | None, output: str | None, host: Host) -> Reporter:
    """The format that was asked for; else the one that the output's suffix stands for; else the table."""
    further: tuple[Any, ...] = host.reporters()
    if format_ is None and output is not None:
        suffix = Path(output).suffix.lower()
        fitting = [r for r in (*BUILT_IN, *further) if r.suffix == suffix]
        format_ = fitting[0].name if fitting else None
    return choose(format_ or DEFAULT_FORMAT, further)


def say_faults(faults: Sequence[StepRecord], verbose: bool) -> None:
    """One line for each step that failed."""
    if faults:
        from retold.reporters.wording import fault_lines

        for line in fault_lines(faults, every=verbose):
            say(f"incomplete: {line}")


def status(report: Report, inputs: Inputs, config: Config) -> int:
    """2 before 3 before 1."""
    if inputs.problems:
        return WRONG
    if report.faults:
        return INCOMPLETE
    if config.fail_on != NEVER and any(at_least(f, Importance(config.fail_on)) for f in report.findings):
        return FOUND
    return 0


def read(
    *,
    file: str,
    format_: str,
    output: str | None,
    config_file: str | None,
    no_config: bool,
    disable: Sequence[str],
    strict: bool,
    verbose: bool,
) -> int:
    """Print what is read of one article, and return the exit status. Raises RetoldError."""
    config = effective_config(config_file, no_config, disable=disable)
    host = Host.discover(disable=config.disable, strict=strict)
    (article,) = only(file, read_argument(file, host.readers(), None))
    spare([article], output)
    for note in replacements([article]):
        say(note)
    report = _api.read(article, config=config, host=host, strict=strict)
    (record,) = report.articles
    if format_ == "json":
        from retold.reporters.json import render_article

        emit(render_article(record), output)
    else:
        from retold.reporters.reading import render_reading

        emit(render_reading(record, view(to_file=output is not None, verbose=verbose)), output)
    say_faults(report.faults, verbose)
    return INCOMPLETE if report.faults else 0
