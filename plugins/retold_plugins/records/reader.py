"""Records that hold an article each, by the names that their fields usually have."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from retold import InputError
from retold.readers import Document, Pieces, decode, markup_blocks, moment, reading
from retold_plugins.records.names import FIELDS, TEXT, WRAPPERS, folded

STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
Record = tuple[Any, str]
"""What a record holds, and where it stands."""


def read_records(data: bytes, path: str) -> tuple[Document, ...]:
    """An article for each record with a text. Raises InputError where no field is one."""
    if data.startswith(b"PAR1") or path.lower().endswith(".parquet"):
        from retold_plugins.records.parquet import rows

        found: Iterator[Record] = rows(data, path)
    else:
        found = json_records(decode(data, path), path)
    documents: list[Document] = []
    limit = reading().limits
    seen = 0
    for record, where in found:
        seen += 1
        limit.check("articles", seen, path, "holds records,")
        document = article(record, where, path)
        if document is not None:
            documents.append(document)
    if not documents:
        raise InputError(path, "holds no record with a text" if seen else "holds no record")
    return tuple(documents)


def json_records(text: str, path: str) -> Iterator[Record]:
    """The records of JSON (an object, a list, or a list in an object) or of JSON Lines."""
    if path.lower().endswith((".jsonl", ".ndjson")) or several_lines(text):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield parsed(line, path, number - 1), f"line {number}"
        return
    value = parsed(text, path, 0)
    where = "$"
    if isinstance(value, dict) and text_field(value) is None:
        inner = next((k for k in value if folded(k) in WRAPPERS and isinstance(value[k], (list, dict))), None)
        if inner is not None:
            value, where = value[inner], f"$.{inner}"
    if isinstance(value, list):
        yield from ((record, f"{where}[{number}]") for number, record in enumerate(value))
    else:
        yield value, where


def several_lines(text: str) -> bool:
    """Whether each of the first two lines is an object by itself, whatever the file is called."""
    lines = [line for line in text[:100_000].split("\n", 3)[:2] if line.strip()]
    return len(lines) == 2 and all(line.strip().startswith("{") and line.strip().endswith("}") for line in lines)


def parsed(text: str, path: str, lines_before: int) -> Any:
    """JSON as values. Raises InputError with the line."""
    depth = 0
    limit = reading().limits
    for found in STRUCTURE.finditer(text):
        sign = found.group()[0]
        if sign != '"':
            depth += 1 if sign in "[{" else -1
            limit.check("depth", depth, path, "values stand inside each other")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = lines_before + error.lineno
        raise InputError(path, f"no JSON at line {line}, column {error.colno} ({error.msg})") from None
    except (ValueError, RecursionError) as error:
        raise InputError(path, f"no JSON that can be read ({error})") from None


def text_field(record: Mapping[str, Any]) -> str | None:
    """The field that holds the text: the first of the well-known names that does."""
    by_name = {folded(key): key for key in reversed(list(record))}
    for name in TEXT:
        key = by_name.get(name)
        if key is not None and isinstance(record[key], (str, list)) and told(record[key]):
            return key
    return None


def told(value: Any) -> list[str]:
    """A text, or a list of paragraphs, as texts; nothing for other values."""
    values = value if isinstance(value, list) else [value]
    return [v for v in values if v.strip()] if all(isinstance(v, str) for v in values) else []


def article(record: Any, where: str, path: str) -> Document | None:
    """The article of a record; None where its text is empty. Raises InputError where it has no text."""
    if isinstance(record, str):
        record = {"text": record}
    if not isinstance(record, Mapping):
        raise InputError(path, f"{where} is no record with fields but {type(record).__name__}")
    key = text_field(record)
    if key is None:
        if any(folded(name) in TEXT for name in record):
            return None
        fields = ", ".join(repr(str(name)[:40]) for name in list(record)[:8]) or "none"
        raise InputError(path, f"{where} has no field with a text, only {fields}", f"call it {', '.join(TEXT[:3])}")
    pieces = Pieces("records")
    title, title_key = value_of(record, "title")
    pieces.add("heading", title, f"{where}.{title_key}")
    number = 0
    for words in told(record[key]):
        for kind, block in blocks_of(words):
            number += 1
            pieces.add(kind, block, f"{where}.{key}, block {number}")
    language, _ = value_of(record, "language")
    return pieces.document(
        title=title or None,
        language=language.replace("_", "-") or None,
        published=moment_of(record),
        meta={"outlet": value_of(record, "outlet")[0], "url": value_of(record, "url")[0]},
    )


def blocks_of(words: str) -> Sequence[tuple[str, str]]:
    """Paragraphs of HTML, or of plain text: by blank lines, else by lines."""
    if re.search(r"</(?:p|div|h[1-6]|li|blockquote)>|<br ?/?>", words, re.IGNORECASE):
        return markup_blocks(words)
    if not re.search(r"\n[ \t]*\r?\n", words.strip()):
        return [("paragraph", line) for line in words.splitlines() if line.strip()]
    return [("paragraph", part) for part in re.split(r"\n\s*\n", words) if part.strip()]


def value_of(record: Mapping[str, Any], what: str) -> tuple[str, str]:
    """A field by one of its well-known names, and the name; ``{"name": ...}`` counts as the name in it."""
    by_name = {folded(str(key)): key for key in reversed(list(record))}
    for name in FIELDS[what]:
        key = by_name.get(name)
        value = record[key] if key is not None else None
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, (str, datetime.date)) and str(value).strip():
            return " ".join(str(value).split()), str(key)
    return "", ""


def moment_of(record: Mapping[str, Any]) -> datetime.datetime | None:
    """The date of publication: ISO 8601, as in mails, or seconds since 1970."""
    by_name = {folded(str(key)): record[key] for key in reversed(list(record))}
    for name in FIELDS["date"]:
        value = by_name.get(name)
        if isinstance(value, datetime.datetime):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 1e8 < value < 1e14:
            return datetime.datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), datetime.UTC)
        if isinstance(value, (str, datetime.date)) and (found := moment(str(value))):
            return found
    return None
