"""Attributions that only one side has, though both tell what is attributed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from retold import Alignment, Link, Match, Span, SpanSet
from retold_plugins.attributions.artifacts import Attribution
from retold_plugins.attributions.cues import NOUN, VERB, Grammar
from retold_plugins.attributions.stance import is_credit
from retold_plugins.segmentation.artifacts import MARK, Token, Words

DROPPED, ADDED = "omissions/attribution", "additions/attribution"
TOLD = 0.35
"""A link of this score at least tells something of a sentence, so that a missing attribution may have been dropped."""
KEPT = 0.25
"""Below this share of its words, what somebody said is not told at all."""
VOUCHED = frozenset(["plain", "claim", "estimate", "find"])
"""What is told beside other attributions was dropped if it was said so; of beliefs and hints that is not sure."""
MOST_BESIDE = 20
"""Among more attributions than that nothing is looked up: sentences without end take no cubes."""
CROWDED = 50
"""Of a sentence with more attributions than that none is missed: sentences without end take no squares."""
LEAST_BARE = 2
"""So many words of what was said stand outside other attributions, where it is asserted beside them."""
GAP = 2
"""So many code points at most part an attribution from one inside what it reports."""
LONG = 60
"""A speaker's name of more code points is left out of the words that go."""
HEAD = 12
"""So many words at most stand before the colon of ``Marn was curt: ...``."""


@frozen
class Side:
    """What one article says, ready to look up."""

    words: Words
    rules: Grammar
    attributions: tuple[Attribution, ...]
    by_sentence: dict[Span, list[Attribution]]
    quoted: SpanSet
    used: set[Span]
    """Attributions that have a counterpart."""
    partners: dict[Span, list[Attribution]]
    """By an attribution of this side those of the other side that it was matched with."""


def lost(alignment: Alignment, source: Side, retelling: Side, *, same_language: bool) -> Iterator[Match]:
    """Attributions whose sentence is told on the other side by somebody who attributes nothing there."""
    told = {True: linked(alignment, of_source=True), False: linked(alignment, of_source=False)}
    for here, there, of_source in ((source, retelling, True), (retelling, source, False)):
        for a in here.attributions:
            if a.span in here.used or not is_credit(a) or len(here.by_sentence.get(a.sentence, ())) > CROWDED:
                continue
            units = told[of_source].get(a.sentence, [])
            if of_source and same_language and len(units) > 1:
                units = telling(a, units, here, there)
            if not units or not is_bare(a, units, here, there, is_strict=not (of_source and same_language)):
                continue
            if same_language and not is_told(a, units, here, there):
                continue
            if same_language and any(is_said_there(a, unit, here, there) for unit in units):
                continue
            if not (of_source and (a.name or a.speaker)) and any(is_reported(unit, there) for unit in units):
                continue  # of a pronoun's credit the mood of the verb keeps as much
            if not of_source and any(is_about(a, unit, here, there) for unit in units):
                continue
            span = words_lost(a, units, here, there)
            if of_source:
                yield Match(source=(span,), change=DROPPED, value=a.stance, confidence=0.6)
            else:
                yield Match(retelling=(span,), change=ADDED, value=a.stance, confidence=0.6)


def linked(alignment: Alignment, *, of_source: bool) -> dict[Span, list[Span]]:
    """The other side's sentences that tell what each sentence tells, the surest first."""
    found: dict[Span, list[Span]] = {}
    for link in sorted(alignment.links, key=strength):
        if link.score >= TOLD:
            for unit in link.source if of_source else link.retelling:
                found.setdefault(unit, []).extend(link.retelling if of_source else link.source)
    return found


def telling(a: Attribution, units: list[Span], here: Side, there: Side) -> list[Span]:
    """Of several sentences those that tell what was said, and not only the rest of its sentence."""
    said = {t.stem for t in scope(a, here) if t.is_content}
    shares = [len(said & {t.stem for t in there.words.within(unit)}) for unit in units]
    return [unit for unit, share in zip(units, shares, strict=True) if share * 2 >= max(shares)]


def strength(link: Link) -> float:
    """Strong links first."""
    return -link.score


def is_bare(a: Attribution, units: list[Span], here: Side, there: Side, *, is_strict: bool) -> bool:
    """Whether those sentences assert what was said; a noun (``his argument that``) needs a counterpart of its own."""
    near = [other for unit in units for other in there.by_sentence.get(unit, ())]
    if a.form == NOUN:
        return not any(other.span not in there.used for other in near)
    if any(is_quoted(unit, there) or is_headed(a, unit, there) for unit in units):
        return False
    if not near:
        return True
    near = [other for other in near if not is_beside(a, other, there)]
    if is_strict or len(near) > MOST_BESIDE:
        return False
    if (
        not near
        and a.stance in VOUCHED
        and any(is_inner(a, o) for o in here.by_sentence[a.sentence] if o.span in here.used)
    ):
        return True
    return a.stance in VOUCHED and is_outside(a, units, near, here, there)


def is_beside(a: Attribution, other: Attribution, there: Side) -> bool:
    """Whether an attribution has its counterpart beside this one already: it replaces nothing."""
    own = there.partners.get(other.span, ())
    return bool(own) and all(partner.sentence == a.sentence for partner in own)


def is_inner(a: Attribution, other: Attribution) -> bool:
    """Whether what somebody says is that another says so: ``She said a review suggested``."""
    return 0 <= (other.whole or other.span).start - (a.whole or a.span).end <= GAP


def is_outside(a: Attribution, units: Iterable[Span], near: Iterable[Attribution], here: Side, there: Side) -> bool:
    """Whether most of what was said is told where none of those attributions reaches."""
    said = {t.stem for t in scope(a, here) if t.is_content}
    reached = SpanSet(t.span for other in near for t in scope(other, there))
    told = [t for unit in units for t in there.words.within(unit) if t.is_content and t.stem in said]
    bare = [t for t in told if not reached.touches(t.span) and not there.quoted.touches(t.span)]
    return len(bare) * 2 > len(told) and len(bare) >= LEAST_BARE


def is_quoted(unit: Span, side: Side) -> bool:
    """Whether most of a sentence stands in quotation marks: it is somebody's."""
    return side.quoted.covered(unit) * 2 > len(unit)


def is_reported(unit: Span, side: Side) -> bool:
    """Whether the form of the verb, or a word such as ``reportedly``, gives a sentence to somebody else."""
    return any(t.key in side.rules.reported and not side.quoted.touches(t.span) for t in side.words.within(unit))


def is_about(a: Attribution, unit: Span, here: Side, there: Side) -> bool:
    """Whether a sentence is about the speaker anyway: its subject is only said to have said so."""
    named = {t.stem for t in here.words.within(a.speaker) if t.is_content} if a.speaker is not None else set()
    return bool(named & {t.stem for t in there.words.within(unit)})


def is_said_there(a: Attribution, unit: Span, here: Side, there: Side) -> bool:
    """Whether the speaker does there what the word of reporting says: ``reported by the clinics`` is told by
    ``the clinics reported few errors``."""
    if a.speaker is None or (a.stance == "plain" and a.form == VERB):
        return False
    stems = {t.stem for t in there.words.within(unit)}
    said = {t.stem for t in here.words.within(a.span) if t.is_content}
    named = head(a.speaker, here)
    return bool(said) and bool(named) and said <= stems and named <= stems


def head(speaker: Span, side: Side) -> set[str]:
    """The words of a speaker's name but for what a preposition adds: ``farmers`` of ``farmers in the north``."""
    found: set[str] = set()
    for token in side.words.within(speaker):
        if found and token.key in side.rules.prepositions:
            break
        if token.is_content:
            found.add(token.stem)
    return found


def is_headed(a: Attribution, unit: Span, side: Side) -> bool:
    """Whether who says it stands before a colon: ``Marn was curt: No ship would sail.``"""
    tokens = side.words.within(unit)
    colon = next((k for k, t in enumerate(tokens[: HEAD + 1]) if t.text == ":"), None)
    if not colon or colon + 2 >= len(tokens):
        return False
    last = a.name.rsplit(" ", 1)[-1].casefold() if a.name else ""
    return any(t.key == last for t in tokens[:colon])


def is_told(a: Attribution, units: Iterable[Span], here: Side, there: Side) -> bool:
    """Whether what was said is told at all, and not only the rest of its sentence."""
    inside = scope(a, here)
    said = [t for t in inside if t.is_content]
    spans = SpanSet([*(t.span for t in inside), a.whole or a.span])
    rest = [t for t in here.words.within(a.sentence) if t.is_content and not spans.touches(t.span)]
    known = {t.stem for unit in units for t in there.words.within(unit)}
    if len(said) < 2 or not rest:
        return True
    told, elsewhere = (sum(t.stem in known for t in part) / len(part) for part in (said, rest))
    return told >= KEPT or told >= elsewhere


def scope(a: Attribution, side: Side) -> list[Token]:
    """The words that somebody is made to answer for: those behind the attribution, else those before it."""
    whole = a.whole or a.span
    others = [other.whole or other.span for other in side.by_sentence.get(a.sentence, ()) if other is not a]
    start = max((o.end for o in others if o.end <= whole.start), default=a.sentence.start)
    end = min((o.start for o in others if o.start >= whole.end), default=a.sentence.end)
    ahead = list(side.words.within(Span(whole.article, min(start, whole.start), whole.start)))
    behind = list(side.words.within(Span(whole.article, whole.end, max(end, whole.end))))
    stop = next((k for k, t in enumerate(behind) if t.text == ";"), len(behind))
    is_aside = not behind or behind[0].kind == MARK
    if is_aside and sum(t.is_content for t in ahead) > 1:
        return ahead
    return behind[:stop] if any(t.is_content for t in behind) else ahead


def words_lost(a: Attribution, units: Iterable[Span], here: Side, there: Side) -> Span:
    """The words that go: with the speaker, unless the other side names that one, too, or the name is long."""
    whole = a.whole or a.span
    if a.speaker is None or not whole.contains(a.speaker) or a.speaker.start >= a.span.end:
        return whole
    known = {t.stem for unit in units for t in there.words.within(unit)}
    if len(a.speaker) > LONG or head(a.speaker, here) & known:
        return Span(whole.article, a.span.start, whole.end)
    return whole
