"""The commands (a first version)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from retold import compare_all, read
from retold._errors import RetoldError
from retold.reporters import View, choose
from retold.reporters.json import render_article


@click.group()
def cli() -> None:
    """Compare retellings with their sources."""


@cli.command()
@click.argument("articles", nargs=-1)
@click.option("--format", "format_", default="json")
@click.option("--raise", "strict", is_flag=True)
def compare(articles: tuple[str, ...], format_: str, strict: bool) -> None:
    try:
        report = compare_all([Path(articles[0])], [Path(a) for a in articles[1:]], strict=strict)
        click.echo(choose(format_, ()).render(report, View()), nl=False)
    except RetoldError as error:
        click.echo(f"retold: {error}", err=True)
        sys.exit(2)
    for fault in report.faults:
        click.echo(f"{fault.step}: {fault.status}: {fault.reason}", err=True)


@cli.command("read")
@click.argument("file")
@click.option("--format", "format_", default="json")
def read_(file: str, format_: str) -> None:
    click.echo(render_article(read(Path(file)).articles[0]), nl=False)
