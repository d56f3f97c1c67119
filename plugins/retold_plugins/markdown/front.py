"""What the front matter of a Markdown file says of the article: YAML's plain ``key: value`` lines, or TOML."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping

from attrs import field, frozen

YAML = re.compile(r"---[ \t]*\r?\n")
TOML = re.compile(r"\+\+\+[ \t]*\r?\n")
LIMIT = 65536
NAMES = {
    "title": "title", "headline": "title",
    "date": "date", "published": "date", "published_at": "date", "pubdate": "date",
    "lang": "language", "language": "language", "locale": "language",
    "outlet": "outlet", "publication": "outlet", "site": "outlet", "publisher": "outlet",
    "region": "region", "readers": "readers", "author": "author", "url": "url", "canonical": "url",
}  # fmt: skip


@frozen(kw_only=True)
class Stated:
    """What the front matter says."""

    title: str | None = None
    language: str | None = None
    published: datetime.datetime | None = None
    meta: Mapping[str, str] = field(factory=dict)


def front_matter(text: str) -> tuple[Stated, int]:
    """What is stated, and the offset at which the article begins. Front matter that never ends is none."""
    for opening, closing, parse in ((YAML, "---", parse_yaml), (TOML, "+++", parse_toml)):
        begun = opening.match(text)
        if begun:
            ended = re.compile(rf"^{re.escape(closing)}[ \t]*$", re.MULTILINE).search(text, begun.end(), LIMIT)
            if ended:
                return stated(parse(text[begun.end() : ended.start()])), ended.end()
    return Stated(), 0


def parse_yaml(table: str) -> dict[str, str]:
    """The ``key: value`` lines; nested values, lists and comments are passed over."""
    found = {}
    for line in table.splitlines():
        key, colon, value = line.partition(":")
        value = value.strip()
        if colon and key and key == key.strip() and value and value[0] not in "[{|>&*!#":
            if value[0] in "'\"" and value[-1:] == value[0] and len(value) > 1:
                value = value[1:-1]
            else:
                value = value.partition(" #")[0].strip()
            found[key.lower()] = value
    return found


def parse_toml(table: str) -> dict[str, str]:
    """The plain values; front matter that is no TOML states nothing."""
    try:
        values = tomllib.loads(table)
    except tomllib.TOMLDecodeError:
        return {}
    return {
        key.lower(): value.isoformat() if isinstance(value, datetime.date) else str(value)
        for key, value in values.items()
        if isinstance(value, (str, int, datetime.date))
    }


def stated(table: Mapping[str, str]) -> Stated:
    """The keys that are known, under the names that retold gives them."""
    known: dict[str, str] = {}
    for key, value in table.items():
        if key in NAMES and value:
            known.setdefault(NAMES[key], value)
    return Stated(
        title=known.pop("title", None),
        language=known.pop("language", None),
        published=date_of(known.pop("date", "")),
        meta=known,
    )


def date_of(value: str) -> datetime.datetime | None:
    """An ISO date or time, with or without a space before the offset; None for anything else."""
    try:
        return datetime.datetime.fromisoformat(re.sub(r" (?=[+-]\d{2}:?\d{2}$)", "", value))
    except ValueError:
        return None
