"""Kinds of findings and findings."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from retold._text import Span

Data = tuple[tuple[str, Any], ...]
KIND_ID = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Importance(enum.StrEnum):
    """How much an editor who checks the retelling would want to know of a finding."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 1 for medium, 2 for high."""
        return list(Importance).index(self)


def _spans(value: Span | Iterable[Span]) -> tuple[Span, ...]:
    spans = (value,) if isinstance(value, Span) else tuple(value)
    for span in spans:
        if not isinstance(span, Span):
            raise TypeError(f"a finding lies in Span objects, not in {type(span).__name__}")
    return tuple(sorted(spans))


def _frozen_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(sorted((str(k), _frozen_value(v)) for k, v in value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(_frozen_value(v) for v in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"data holds finite numbers, not {value}")
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"data holds text, numbers, true or false, and lists of these, not {type(value).__name__}")


def _data(value: Mapping[str, Any] | Data) -> Data:
    items = value.items() if isinstance(value, Mapping) else value
    return tuple(sorted((str(k), _frozen_value(v)) for k, v in items))


@frozen(kw_only=True)
class Finding:
    """An instance of a kind: where it stands, how sure it is, and what a person reads."""

    kind: str
    source: tuple[Span, ...] = field(default=(), converter=_spans)
    retelling: tuple[Span, ...] = field(default=(), converter=_spans)
    confidence: float = 1.0
    """The share of such findings that a careful editor would uphold."""
    data: Data = field(default=(), converter=_data)
    importance: Importance = field(converter=Importance)
    message: str

    def __attrs_post_init__(self) -> None:
        if not self.source and not self.retelling:
            raise ValueError(f"a finding of {self.kind} needs a span in the source or in the retelling")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"the confidence of a finding lies between 0 and 1, not at {self.confidence}")


def _check_id(_: Kind, __: object, value: str) -> None:
    if not KIND_ID.fullmatch(value):
        raise ValueError(f"a kind is named plugin/kebab-name, not {value!r}")


@frozen
class Kind:
    """What a finding is an instance of. ``id`` is ``plugin/kebab-name``."""

    id: str = field(validator=_check_id)
    summary: str = field(kw_only=True)
    message: str = field(kw_only=True)
    """A template that the finding's data fill: ``{before} became {after}``."""
    importance: Importance = field(default=Importance.MEDIUM, converter=Importance, kw_only=True)
    of_one_article: bool = field(default=False, kw_only=True)
    """Whether it marks something in one article whatever the other says, as furniture does. All other kinds
    mark a difference, and an article does not differ from itself."""

    @property
    def plugin(self) -> str:
        """The part of the id before the slash."""
        return self.id.split("/")[0]

    def at(
        self,
        source: Span | Iterable[Span] = (),
        retelling: Span | Iterable[Span] = (),
        *,
        confidence: float = 1.0,
        importance: Importance | str | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> Finding:
        """A finding of this kind. Raises ValueError where the message needs data that are not given."""
        data = data or {}
        try:
            message = self.message.format_map(data)
        except KeyError as missing:
            raise ValueError(f"the message of {self.id} needs data[{missing}]") from None
        return Finding(
            kind=self.id,
            source=source,
            retelling=retelling,
            confidence=round(confidence, 4),
            data=data,
            importance=self.importance if importance is None else importance,
            message=message,
        )
