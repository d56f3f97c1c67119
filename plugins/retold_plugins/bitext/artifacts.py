"""What neighbours may know of bilingual files: how their articles say that they are two sides of one."""

from __future__ import annotations

ROLE = "bitext-role"
"""A statement of ``Article.meta``: ``source`` or ``target``."""
SOURCE, TARGET = "source", "target"
UNIT = "unit"
"""Places of both sides begin with this word; what has the same place is stated to say the same."""
