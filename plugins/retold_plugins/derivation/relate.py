"""A first rule for the relation, by the shares of linked characters."""

from __future__ import annotations

from retold import RELATION, SENTENCE_ALIGNMENT, Alignment, Context, Relation, Span, provides


@provides(RELATION, needs=[SENTENCE_ALIGNMENT])
def relation(ctx: Context) -> Relation:
    """By how much of each side is linked."""
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    retained, derived = shares(alignment)
    if derived < 0.5:
        return Relation(relation="independent", direction="none", retained=retained, derived=derived)
    name = "summary" if retained < 0.5 else "paraphrase"
    return Relation(relation=name, direction="source-to-retelling", retained=retained, derived=derived)


def shares(alignment: Alignment) -> tuple[float, float]:
    """Shares of the characters of both sides that are linked, partial links counting half."""
    out = []
    for units, side in ((alignment.source_units, "source"), (alignment.retelling_units, "retelling")):
        weight: dict[Span, float] = {}
        for link in alignment.links:
            for unit in getattr(link, side):
                weight[unit] = max(weight.get(unit, 0.0), 1.0 if link.degree == "full" else 0.5)
        total = sum(map(len, units))
        out.append(sum(len(unit) * w for unit, w in weight.items()) / total if total else 0.0)
    return out[0], out[1]
