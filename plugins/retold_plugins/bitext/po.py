"""Messages and translations of gettext's PO files."""

from __future__ import annotations

import re

from retold import InputError
from retold.readers import decode
from retold_plugins.bitext.reader import Unit

CHARSET = re.compile(rb"Content-Type:[^\"\n]{0,100}charset=([A-Za-z0-9_.:-]{2,40})")
LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})?)", re.MULTILINE)
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]{1,2}\])?)[ \t]{1,20}(?=")')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t\r]*$')
ESCAPE = re.compile(r"\\(.)")
MEANT = {"n": "\n", "t": "\t", "r": "\r", "CHARSET": ""}


def po_units(data: bytes, path: str) -> tuple[str, list[Unit]]:
    """The translation's language, and a unit for each message that is not obsolete. Raises InputError."""
    declared = CHARSET.search(data[:65536])
    text = decode(data, path, declared[1].decode("ascii") if declared else None)
    entries: list[dict[str, str]] = [{}]
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        found = KEYWORD.match(stripped)
        if found is not None:
            key = found[1]
            if key == "msgctxt" or (key == "msgid" and "msgid" in entries[-1]):
                entries.append({})
        string = STRING.match(stripped, found.end() if found else 0)
        if string is None or not key:
            raise InputError(path, f"line {number} is no line of a PO file")
        entries[-1][key] = entries[-1].get(key, "") + ESCAPE.sub(lambda m: MEANT.get(m[1], m[1]), string[1])
    header = next((e.get("msgstr", "") for e in entries if e.get("msgid") == ""), "")
    language = LANGUAGE.search(header)
    units = [
        Unit(e.get("msgctxt", ""), e["msgid"], (("", e.get("msgstr", e.get("msgstr[0]", ""))),))
        for e in entries
        if e.get("msgid")
    ]
    if not units:
        raise InputError(path, "holds no message")
    return (language[1] if language else ""), units
