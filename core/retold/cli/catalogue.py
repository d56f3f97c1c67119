"""``retold plugins``, ``retold kinds`` and ``retold explain``."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from retold._errors import UsageError, nearest
from retold._finding import Kind
from retold._host import Found, Host, find
from retold._report import StepRecord
from retold.cli import INCOMPLETE, say
from retold.cli.comparing import effective_config
from retold.cli.output import emit, view
from retold.reporters import View, visible
from retold.reporters.tables import bold, columns

INDENT = "    "
MARK = re.compile(r"\{\{[^|{}\n]{1,40}\|([^{}]{0,2000})\}\}")


def plugins(*, check: bool) -> int:
    """List the plugins by their metadata; with ``check`` import each and say what it offers."""
    shown = view(to_file=False)
    found = find()
    if not check:
        rows = [[f.name, f"{f.distribution} {f.version}", f.problem or f.value] for f in found]
        emit(columns(["plugin", "distribution", "module"], rows, shown.width), None)
        return 0
    host = Host.discover(disable=())
    offers = {name: ", ".join(words) for name, words in host.offers().items()}
    wrong = {record.plugin: record for record in host.records}
    rows = [
        [f.name, f"{f.distribution} {f.version}", problem(wrong[f.name]) if f.name in wrong else offers.get(f.name, "")]
        for f in found
    ]
    emit(columns(["plugin", "distribution", "offers"], rows, shown.width), None)
    faults = [record for record in host.records if record.is_fault]
    for record in faults:
        say(f"{record.plugin} ({record.distribution} {record.version}) {record.status}: {record.reason}")
    return INCOMPLETE if faults else 0


def problem(record: StepRecord) -> str:
    """Why a plugin offers nothing."""
    return f"{record.status}: {record.reason}"


def kinds(*, format_: str, config_file: str | None, no_config: bool, disable: Sequence[str]) -> int:
    """List the kinds of the plugins that are not disabled."""
    config = effective_config(config_file, no_config, disable=disable)
    host = Host.discover(disable=config.disable)
    known = [kind for _, kind in sorted(host.kinds().items())]
    if format_ == "json":
        rows = [{"id": k.id, "summary": k.summary, "importance": str(k.importance)} for k in known]
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
    else:
        emit(kind_table(known, view(to_file=False)), None)
    return 0


def kind_table(known: Sequence[Kind], shown: View) -> str:
    """Kinds with their importance and what they mark."""
    return columns(
        ["kind", "importance", "what it marks"], [[k.id, str(k.importance), k.summary] for k in known], shown.width
    )


def explain(name: str) -> int:
    """Print the page of one kind, or the kinds of one plugin. Raises UsageError."""
    shown = view(to_file=False)
    plugin, slash, kebab = name.partition("/")
    found = {f.name: f for f in find()}
    if plugin not in found:
        raise UsageError(f"no plugin {plugin!r} is installed{nearest(plugin, found)}; 'retold kinds' lists the kinds")
    host = Host.discover(only=[plugin])
    for record in host.records:
        if record.plugin == plugin:
            raise UsageError(f"{plugin} cannot say: {record.reason}")
    known = host.kinds()
    if not slash:
        if not known:
            raise UsageError(f"the plugin {plugin!r} reports no kinds of findings")
        emit(kind_table([kind for _, kind in sorted(known.items())], shown), None)
        return 0
    if name not in known:
        raise UsageError(f"no kind {name!r}{nearest(name, known)}; 'retold explain {plugin}' lists those of {plugin}")
    emit(page(found[plugin], known[name], kebab, shown), None)
    return 0


def page(found: Found, kind: Kind, kebab: str, shown: View) -> str:
    """The page of a kind, marks shown as people read them, with where it comes from beneath."""
    path = page_path(found, kebab)
    text = path.read_text(encoding="utf-8") if path else f"# {kind.id}\n\n{kind.summary}\n"
    lines = list(example_lines(text.splitlines(), shown.colour))
    source = f"{kind.importance} importance, by {found.name} ({found.distribution} {found.version})"
    return "\n".join(lines).rstrip() + f"\n\n{source}\n"


def example_lines(lines: Sequence[str], colour: bool) -> Iterator[str]:
    """The lines of a page: headings bold, examples with their side before them instead of fences, marks shown."""

    def mark(found: re.Match[str]) -> str:
        return f"\x1b[4m{found[1]}\x1b[24m" if colour else f"[{found[1]}]"

    side = ""
    for line in lines:
        shown = visible(line)
        if line.startswith("```"):
            side = line.strip("`").strip() if not side else ""
        elif side == "expect":
            yield f"{INDENT}found      {shown.partition(' ')[2] or shown}"
        elif side:
            yield f"{INDENT}{side:<10} {MARK.sub(mark, shown)}".rstrip()
        else:
            yield bold(shown, colour) if line.startswith("#") else MARK.sub(mark, shown)


def page_path(found: Found, kebab: str) -> Path | None:
    """Where a kind's page lies: ``kinds/<kind>.md`` in the folder of the plugin's module."""
    spec = importlib.util.find_spec(found.value.partition(":")[0])
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if spec is not None and spec.origin:
        folders.append(str(Path(spec.origin).parent))
    paths = [Path(folder) / "kinds" / f"{kebab}.md" for folder in folders]
    return next((path for path in paths if path.is_file()), None)
