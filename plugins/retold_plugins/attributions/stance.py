"""Which change of reporting words is a change of commitment."""

from __future__ import annotations

from retold_plugins.attributions.artifacts import Attribution

UNJUDGED = frozenset(["ask", "call", "agree", "express", "hope", "quote", "exclaim", "thank"])
"""To ask, to call by a name, to agree and to exclaim report with another purpose, not with another commitment."""
ACTS = UNJUDGED | {"announce", "cry", "urge", "apologise", "boast", "criticise", "demand", "joke", "praise"}
ACTS |= {"predict", "promise", "propose", "stress", "threaten"}
"""What is done by saying it, or said for its own sake: not the source of a statement."""
ALIKE = (
    frozenset(["think", "estimate"]),
    frozenset(["predict", "estimate"]),
    frozenset(["find", "estimate"]),
    frozenset(["predict", "think"]),
    frozenset(["note", "remind"]),
    frozenset(["propose", "urge"]),
    frozenset(["criticise", "complain"]),
    frozenset(["fear", "warn"]),
    frozenset(["accuse", "claim"]),
    frozenset(["cry", "complain"]),
)
"""Stances so near to each other that careful editors would not tell them apart."""
ALIKE_ACROSS = (
    frozenset(["demand", "urge"]),
    frozenset(["demand", "propose"]),
)
"""Stances that a translation need not keep apart, because languages part their verbs elsewhere."""


def is_shift(source: Attribution, retelling: Attribution, *, same_language: bool = True) -> bool:
    """Whether the retelling's reporting word commits to something else than the source's."""
    stances = frozenset([source.stance, retelling.stance])
    if "find" in stances and "passive" in (source.form, retelling.form):
        return False  # who was told has learnt it
    if any(a.form == "phrase" and a.stance == "think" for a in (source, retelling)):
        return False  # "in her view" stands for any verb
    if not same_language and stances in ALIKE_ACROSS:
        return False
    return len(stances) == 2 and not stances & UNJUDGED and stances not in ALIKE


def is_credit(attribution: Attribution) -> bool:
    """Whether the words make somebody answer for a statement, so that it is another statement without them."""
    if attribution.form == "passive":
        return False
    return (attribution.stance not in ACTS and attribution.form != "noun") or attribution.stance in ("claim", "argue")
