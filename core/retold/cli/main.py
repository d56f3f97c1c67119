"""The commands and their options. What they do is imported when they run, so that ``--help`` stays light."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from retold._version import __version__

Command = Callable[..., Any]
IMPORTANCE = click.Choice(["never", "low", "medium", "high"])
DESCRIPTIONS = {
    "date": "publication date, ISO 8601",
    "language": "language, such as en or pt-BR",
    "outlet": "name of the outlet",
    "region": "region of the edition, such as GB",
    "readers": "the readers' edition, such as en-GB",
}


def describing(command: Command) -> Command:
    """Add the options that say what the articles are; they go before sidecar files."""
    for prefix, whose in (("source-", "the sources'"), ("", "the retellings'")):
        for name, what in reversed(DESCRIPTIONS.items()):
            if (prefix, name) != ("source-", "readers"):
                help_ = f"{whose} {what}" if name != "readers" else f"{what}; turns on localisation/missed"
                command = click.option(f"--{prefix}{name}", metavar="TEXT", help=help_)(command)
    return command


def configured(command: Command) -> Command:
    """Add the options that say which configuration is read."""
    for add in (
        click.option("--disable", metavar="PLUGIN", multiple=True, help="do not even import this plugin; repeatable"),
        click.option("--no-config", is_flag=True, help="read no configuration file"),
        click.option("--config", "config_file", metavar="FILE", help="read this instead of the nearest retold.toml"),
    ):
        command = add(command)
    return command


def reading(command: Command) -> Command:
    """Add the options that say how files are read."""
    for add in (
        click.option("--allow-private", is_flag=True, help="let --fetch ask addresses of private networks, too"),
        click.option("--fetch", is_flag=True, help="fetch articles that are named by http(s) addresses"),
        click.option("--limit", metavar="NAME=NUMBER", multiple=True, help="size, unpacked, depth, pages or articles"),
        click.option("--lossy", is_flag=True, help="replace bytes that are no text, instead of refusing the file"),
    ):
        command = add(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="retold %(version)s")
def cli() -> None:
    """Compare retellings of news articles with their sources.

    \b
    Exit status: 0; 1 findings at or above --fail-on; 2 usage, configuration or
    unreadable input; 3 a plugin failed and the report is incomplete.
    """


@cli.command(short_help="Compare retellings with their source or sources.")
@click.argument("articles", nargs=-1, metavar="SOURCE RETELLING...")
@click.option("--source", "sources", metavar="FILE", multiple=True, help="a source; all arguments are retellings then")
@click.option("--format", "format_", metavar="NAME", help="table (default), json, markdown, or a plugin's")
@click.option("-o", "--output", metavar="FILE", help="write here, wholly or not at all; the suffix sets the format")
@click.option("--select", metavar="KIND", multiple=True, help="report only these kinds or plugins; repeatable")
@click.option("--ignore", metavar="KIND", multiple=True, help="leave out these kinds or plugins; repeatable")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="leave out findings less sure than this")
@click.option("--fail-on", type=IMPORTANCE, help="exit with 1 where a finding matters at least this much")
@click.option("--baseline", metavar="FILE", help="let stand the findings that this file lists")
@click.option("--update-baseline", is_flag=True, help="write the findings to that file instead, reasons kept")
@click.option("--links", metavar="REPORT", help="let the links of this JSON report stand; align the rest around them")
@describing
@reading
@configured
@click.option("--raise", "strict", is_flag=True, help="stop at the first error of a plugin, with its traceback")
@click.option("--timings", is_flag=True, help="say how long each step took")
@click.option("-v", "--verbose", is_flag=True, help="show every finding, in full")
def compare(**asked: Any) -> int:
    """Compare each RETELLING with SOURCE (or with all that --source names).

    A RETELLING may be a file, a folder, a glob, or - for standard input. A file NAME.toml beside NAME.txt
    may state its date, language, outlet, region, readers and title.
    """
    from retold.cli.comparing import compare as run
    from retold.cli.inputs import read_as

    with read_as(asked):
        return run(**asked)


@cli.command(short_help="Who tells what, and who has it from whom; no source named.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--format", "format_", metavar="NAME", help="table (default), json or html")
@click.option("-o", "--output", metavar="FILE", help="write here, wholly or not at all; the suffix sets the format")
@reading
@configured
@click.option("--raise", "strict", is_flag=True, help="stop at the first error of a plugin, with its traceback")
@click.option("-v", "--verbose", is_flag=True, help="show content that only one article tells, too")
def matrix(**asked: Any) -> int:
    """Compare all ARTICLES with each other: who tells what, in which version, and which derives from which.

    Neither the order nor the names of the files matter.
    """
    from retold.cli.inputs import read_as
    from retold.cli.matrix import show

    with read_as(asked):
        return show(**asked)


@cli.command(short_help="Show what is read of one article.")
@click.argument("file", metavar="FILE")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="write here, wholly or not at all")
@reading
@configured
@click.option("--raise", "strict", is_flag=True, help="stop at the first error of a plugin, with its traceback")
@click.option("-v", "--verbose", is_flag=True, help="show sentences and marks in full")
def read(**asked: Any) -> int:
    """Show what is read of FILE: blocks, sentences, language, furniture, quotations, figures, dates and names."""
    from retold.cli.comparing import read as run
    from retold.cli.inputs import read_as

    with read_as(asked):
        return run(**asked)


@cli.command(short_help="List the installed plugins.")
@click.option("--check", is_flag=True, help="import each and say what it offers or what is wrong with it")
def plugins(check: bool) -> int:
    """List the installed plugins without importing any."""
    from retold.cli.catalogue import plugins as run

    return run(check=check)


@cli.command(short_help="List the kinds of findings.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@configured
def kinds(**asked: Any) -> int:
    """List the kinds of findings that the installed plugins report."""
    from retold.cli.catalogue import kinds as run

    return run(**asked)


@cli.command(short_help="Explain a kind of finding.")
@click.argument("kind", metavar="KIND")
def explain(kind: str) -> int:
    """Print the page of KIND, such as quotes/altered, or list the kinds of a plugin."""
    from retold.cli.catalogue import explain as run

    return run(kind)


@cli.command(short_help="Write the example stories to a folder.")
@click.argument("folder", metavar="DIR")
def example(folder: str) -> int:
    """Write the example stories to DIR; files that are there already are left alone."""
    from retold.cli.starting import example as run

    return run(folder)


@cli.command("new-plugin", short_help="Write a plugin to start from.")
@click.argument("name", metavar="NAME")
@click.option("--kind", metavar="KIND", default="found", show_default=True, help="the first kind, without the plugin")
@click.option("--folder", metavar="DIR", help="where to write it  [default: retold-NAME]")
def new_plugin(name: str, kind: str, folder: str | None) -> int:
    """Write a plugin called NAME, with a kind, its page and its tests, green from the start."""
    from retold.cli.starting import new_plugin as run

    return run(name, kind, folder)
