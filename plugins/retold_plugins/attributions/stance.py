"""Which change of reporting words is a change of commitment."""

from __future__ import annotations

from retold_plugins.attributions.artifacts import OTHER, PLAIN, Attribution

UNJUDGED = frozenset(["ask", "call", "express", "hope", "quote", "thank"])
"""To ask, to call by a name or to thank reports with another purpose, not with another commitment."""
OWNED = frozenset(["admit", "deny", "claim"])
"""Who agrees that something is so has not yet owned it, nor disputed it; other verbs may stand for agreeing."""
WILLED = frozenset(["demand", "urge", "promise", "propose", "threaten"])
"""What somebody wants or means to do."""
ACTS = UNJUDGED | {
    "agree",
    "announce",
    "cry",
    "urge",
    "apologise",
    "boast",
    "deny",
    "criticise",
    "demand",
    "joke",
    "praise",
}
ACTS |= {"predict", "promise", "propose", "stress", "threaten"}
"""What is done by saying it, or said for its own sake: not the source of a statement."""
ALIKE = (
    frozenset(["think", "estimate"]),
    frozenset(["predict", "estimate"]),
    frozenset(["find", "estimate"]),
    frozenset(["predict", "think"]),
    frozenset(["note", "remind"]),
    frozenset(["propose", "urge"]),
    frozenset(["fear", "warn"]),
    frozenset(["accuse", "claim"]),
)
"""Stances so near to each other that careful editors would not tell them apart."""
ALIKE_ACROSS = (
    frozenset(["accept", "admit"]),
    frozenset(["demand", "urge"]),
    frozenset(["demand", "propose"]),
)
"""Stances that a translation need not keep apart, because languages part their verbs elsewhere."""


def is_shift(source: Attribution, retelling: Attribution, *, same_language: bool = True) -> bool:
    """Whether the retelling's reporting word commits to something else than the source's."""
    stances = frozenset([source.stance, retelling.stance])
    if any(stance.startswith(OTHER) for stance in stances):
        return len(stances) == 2 and not stances & UNJUDGED and (same_language or PLAIN in stances)
    if "find" in stances and "passive" in (source.form, retelling.form):
        return False  # who was told has learnt it
    if any(a.form == "phrase" and a.stance == "think" for a in (source, retelling)):
        return False  # "in her view" stands for any verb
    if not same_language and stances in ALIKE_ACROSS:
        return False
    if "agree" in stances:
        return bool(stances & OWNED) and same_language
    return len(stances) == 2 and not stances & UNJUDGED and stances not in ALIKE


def is_credit(attribution: Attribution) -> bool:
    """Whether the words make somebody answer for a statement, so that it is another statement without them."""
    if attribution.form == "passive":
        return False
    return (attribution.stance not in ACTS and attribution.form != "noun") or attribution.stance in ("claim", "argue")
