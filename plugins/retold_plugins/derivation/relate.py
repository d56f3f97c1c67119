"""What a retelling is to a source: relation, direction and shares."""

from __future__ import annotations

from retold import BLOCKS, FURNITURE, LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Relation, SpanSet, provides
from retold_plugins.alignment.artifacts import WORD_EDITS
from retold_plugins.derivation.direction import direction
from retold_plugins.derivation.profile import Profile, profile_of, quotations_in
from retold_plugins.segmentation.artifacts import WORDS

VERBATIM = 0.99
"""Word for word but for typography: at least this share of the words of linked sentences is the same."""

DERIVED = 0.6
"""What the larger share of linked text, shared runs of words and likeness of wording must come to in a derived pair."""
BOTH = 0.49
"""The same with the mean of the two shares: a loose retelling of nearly its source's length keeps a good half of each
side; independent reports may link much of the shorter one, never much of both (0.47 at most over 14 marked pairs)."""
SHORT, NEARLY_ALL = 0.5, 0.75
"""A text of less than half the source's length is a summary of it, unless it is linked to so much of the source that it
must say the same in fewer words: sentences are linked as a whole, though the one tells half of the other."""
BRIEF = 0.25
KNOWN = 0.75
"""A text of at most this share of the source's length, with at least this share of its words known there, is a
summary of it though few of its sentences can be linked one by one. Independent reports know 0.4 to 0.7 of them."""


@provides(RELATION, needs=[SENTENCE_ALIGNMENT, WORD_EDITS, WORDS, BLOCKS, FURNITURE, LANGUAGE])
def relation(ctx: Context) -> Relation:
    """By how much of each side is linked, and how closely the words of linked sentences agree."""
    alignment = ctx.here(SENTENCE_ALIGNMENT)
    across = main_language(ctx, ctx.source.id) != main_language(ctx, ctx.retelling.id)
    words = ctx[WORDS][ctx.source.id], ctx[WORDS][ctx.retelling.id]
    quotations = quotations_in(ctx.source), quotations_in(ctx.retelling)
    profile = profile_of(alignment, ctx.here(WORD_EDITS), words, quotations)
    name, confidence, why = translated(profile) if across else told(profile)
    is_copy = ctx.source.text == ctx.retelling.text and bool(ctx.source.text.strip())
    if is_copy:  # whether or not there are sentences in it that can be linked
        name, confidence, why = "verbatim", 1.0, ("the same text",)
    way = "none"
    if name not in ("independent", "unrelated"):
        headings = [
            SpanSet(b.span for b in ctx[BLOCKS][article.id] if b.kind == "heading")
            for article in (ctx.source, ctx.retelling)
        ]
        junk = [sum(len(f.span) for f in ctx[FURNITURE].get(a.id, ())) for a in (ctx.source, ctx.retelling)]
        way, reason = direction(
            (ctx.source, ctx.retelling), alignment, ctx.here(WORD_EDITS), quotations,
            headings=headings, furniture=(junk[0], junk[1]),
        )  # fmt: skip
        why = (*why, reason) if reason else why
    return Relation(
        relation=name,
        direction=way,
        retained=1.0 if is_copy else round(profile.retained, 4),
        derived=1.0 if is_copy else round(profile.derived, 4),
        confidence=confidence,
        why=why,
    )


def main_language(ctx: Context, article: str) -> str:
    """The language without its region."""
    return ctx[LANGUAGE][article].split("-")[0]


def told(p: Profile) -> tuple[str, float, tuple[str, ...]]:
    """The relation of two texts in one language, how sure it is, and why."""
    kept = f"{p.retained:.0%} and {p.derived:.0%} of the two stories linked"
    same = f"{p.same:.0%} of the words of linked sentences the same"
    if not is_derived(p):
        name = "independent" if p.links and (p.kinship >= 0.02 or p.linked_retelling >= 0.1) else "unrelated"
        return name, 0.9 if p.linked_retelling < 0.4 else 0.7, (kept, same)
    if p.derived < 0.5 and p.linked_retelling < 0.6 and not (p.brevity <= BRIEF and p.known >= KNOWN):
        return "partial", 0.7, (kept, same)
    if is_summary(p):
        return "summary", 0.85, (kept,)
    if p.same >= VERBATIM and min(p.retained, p.derived) > 0.85:
        return "verbatim", 0.9, (same,)
    if p.near >= 0.72:
        return "edited", 0.9 if p.near > 0.85 else 0.7, (kept, same)
    return "paraphrase", 0.9 if p.near < 0.6 else 0.7, (kept, same)


def is_derived(p: Profile) -> bool:
    """Whether so much is linked, or so many runs of words are the same outside quotations, that chance is ruled out."""
    most = max(p.retained, p.derived)
    if p.brevity <= BRIEF and p.known >= KNOWN and p.links:
        return True
    likeness = p.runs + 0.5 * (p.same_unquoted - 0.4)
    mean = (p.retained + p.derived) / 2
    return most >= 0.75 or (p.links > 1 and (most + likeness >= DERIVED or mean + likeness >= BOTH))


def is_summary(p: Profile) -> bool:
    """Whether a derived text keeps less than half of its source."""
    return p.retained < 0.5 or (p.brevity < SHORT and p.retained < NEARLY_ALL)


def translated(p: Profile) -> tuple[str, float, tuple[str, ...]]:
    """The relation of two texts in different languages."""
    kept = f"{p.retained:.0%} and {p.derived:.0%} of the two stories linked"
    if p.linked_retelling < 0.45:
        return ("independent", 0.5, (kept,)) if p.links else ("unrelated", 0.5, (kept,))
    if p.retained < 0.5:  # lengths in characters say nothing across scripts
        return "summary", 0.6, (kept,)
    if min(p.retained, p.derived) >= 0.6:
        return "edited", 0.7, (kept,)
    return "paraphrase", 0.5, (kept,)
