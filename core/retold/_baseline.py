"""Findings that somebody has looked at and let stand, with the reason of each.

A text cannot carry a comment that silences a check, so what is accepted stands in a file of its own, by
fingerprint. An entry that matches nothing any more is told, so that the file does not rot.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs
from attrs import frozen

from retold._errors import ConfigError, nearest, reason_of
from retold._report import ComparisonRecord, Report

KEYS = ("fingerprint", "kind", "retelling", "words", "reason")
NO_REASON = "not looked at yet"


@frozen(kw_only=True)
class Accepted:
    """One finding that is let stand."""

    fingerprint: str
    retelling: str = ""
    """The retelling's file name; empty for any."""
    kind: str = ""
    words: str = ""
    """For people; only the fingerprint and the retelling count."""
    reason: str = NO_REASON


def load_baseline(path: Path) -> tuple[Accepted, ...]:
    """Read a baseline. Raises ConfigError with the file and the entry at fault."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({reason_of(error)}); make it with --update-baseline") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    entries = table.get("accepted", [])
    if set(table) - {"accepted"} or not isinstance(entries, list):
        raise ConfigError(f"{path}: a baseline holds [[accepted]] entries and nothing else")
    return tuple(entry_of(entry, f"{path}: accepted entry {i + 1}") for i, entry in enumerate(entries))


def entry_of(entry: object, where: str) -> Accepted:
    """One entry, checked."""
    if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
        raise ConfigError(f"{where}: needs a fingerprint")
    for key, value in entry.items():
        if key not in KEYS:
            raise ConfigError(f"{where}: no key {key!r}{nearest(key, KEYS)}")
        if not isinstance(value, str):
            raise ConfigError(f"{where}: {key}: wanted a string, found {value!r}")
    return Accepted(**entry)


def without_accepted(report: Report, baseline: Iterable[Accepted], path: Path) -> Report:
    """The report without what the baseline lets stand, and with a note for each entry that matches nothing."""
    entries = list(baseline)
    used: set[Accepted] = set()
    records = []
    for record in report.comparisons:
        name = retelling_name(record)
        here = {e.fingerprint: e for e in entries if e.retelling in ("", name)}
        used |= {here[f] for f in record.fingerprints if f in here}
        kept = [(f, n) for f, n in zip(record.findings, record.fingerprints, strict=True) if n not in here]
        records.append(attrs.evolve(record, findings=tuple(f for f, _ in kept), fingerprints=tuple(n for _, n in kept)))
    stale = [e for e in entries if e not in used]
    notes = [
        f"{path}: {e.kind or 'a finding'} ({e.words or e.fingerprint}) is found no more; take it out" for e in stale
    ]
    hidden = sum(len(a.findings) - len(b.findings) for a, b in zip(report.comparisons, records, strict=True))
    if hidden:
        notes.insert(0, f"{path}: {hidden} finding(s) let stand")
    return attrs.evolve(report, comparisons=tuple(records), notes=(*report.notes, *notes))


def baseline_text(report: Report, before: Iterable[Accepted]) -> str:
    """A baseline that lets all findings of the report stand; reasons given before are kept."""
    reasons: Mapping[tuple[str, str], str] = {(e.fingerprint, e.retelling): e.reason for e in before}
    lines = ["# Findings that are let stand. Give each a reason; retold says which match nothing any more.", ""]
    for record in report.comparisons:
        name = retelling_name(record)
        for finding, fingerprint in zip(record.findings, record.fingerprints, strict=True):
            spans = finding.retelling or finding.source
            words = " ".join(record.comparison.text(spans[0]).split())[:80]
            reason = reasons.get((fingerprint, name)) or reasons.get((fingerprint, "")) or NO_REASON
            values = (("fingerprint", fingerprint), ("retelling", name), ("kind", finding.kind))
            lines += [
                "[[accepted]]",
                *(f"{k} = {quoted(v)}" for k, v in (*values, ("words", words), ("reason", reason))),
            ]
            lines.append("")
    return "\n".join(lines)


def retelling_name(record: ComparisonRecord) -> str:
    """The retelling's file name; its id where it is no file."""
    retelling = record.comparison.retelling
    return Path(retelling.path).name if retelling.path else retelling.id


def quoted(value: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for DEL and lone surrogates."""
    text = value.encode("utf-8", "replace").decode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
