"""Which change of reporting words is a change of commitment."""

from __future__ import annotations

from retold_plugins.attributions.artifacts import Attribution

UNJUDGED = frozenset(["ask", "call", "agree", "hope", "quote", "exclaim"])
"""To ask, to call by a name, to agree and to exclaim report with another purpose, not with another commitment."""
ALIKE = (
    frozenset(["think", "estimate"]),
    frozenset(["predict", "estimate"]),
    frozenset(["predict", "think"]),
    frozenset(["note", "remind"]),
    frozenset(["propose", "demand"]),
    frozenset(["criticise", "complain"]),
    frozenset(["fear", "warn"]),
)
"""Stances so near to each other that careful editors would not tell them apart."""


def is_shift(source: Attribution, retelling: Attribution) -> bool:
    """Whether the retelling's reporting word commits to something else than the source's."""
    stances = frozenset([source.stance, retelling.stance])
    return len(stances) == 2 and not stances & UNJUDGED and stances not in ALIKE
