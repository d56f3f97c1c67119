"""Which change of reporting words is a change of commitment."""

from __future__ import annotations

from retold_plugins.attributions.artifacts import Attribution

UNJUDGED = frozenset(["ask", "call", "agree", "hope", "quote", "exclaim", "thank"])
"""To ask, to call by a name, to agree and to exclaim report with another purpose, not with another commitment."""
ACTS = UNJUDGED | {"accuse", "announce", "apologise", "boast", "criticise", "demand", "find", "joke", "praise"}
ACTS |= {"predict", "promise", "propose", "remind", "stress", "threaten"}
"""What is done by saying it, or said for its own sake: not the source of a statement."""
ALIKE = (
    frozenset(["think", "estimate"]),
    frozenset(["predict", "estimate"]),
    frozenset(["predict", "think"]),
    frozenset(["note", "remind"]),
    frozenset(["propose", "demand"]),
    frozenset(["criticise", "complain"]),
    frozenset(["fear", "warn"]),
    frozenset(["accuse", "claim"]),
)
"""Stances so near to each other that careful editors would not tell them apart."""


def is_shift(source: Attribution, retelling: Attribution) -> bool:
    """Whether the retelling's reporting word commits to something else than the source's."""
    stances = frozenset([source.stance, retelling.stance])
    if any(a.form == "phrase" and a.stance == "think" for a in (source, retelling)):
        return False  # "in her view" stands for any verb
    return len(stances) == 2 and not stances & UNJUDGED and stances not in ALIKE


def is_credit(attribution: Attribution) -> bool:
    """Whether the words make somebody answer for a statement, so that it is another statement without them."""
    return (attribution.stance not in ACTS and attribution.form != "noun") or attribution.stance in ("claim", "argue")
