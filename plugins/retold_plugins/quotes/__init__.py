"""Quotations: what stands in quotation marks, who says it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold import Step


@hookimpl
def retold_steps() -> Iterable[Step]:
    from retold_plugins.quotes.check import altered, fabricated, speaker, unquoted
    from retold_plugins.quotes.find import quotes
    from retold_plugins.quotes.marks import quote_marks
    from retold_plugins.quotes.match import quote_counterparts, quote_matches

    return [altered, fabricated, quote_counterparts, quote_marks, quote_matches, quotes, speaker, unquoted]
