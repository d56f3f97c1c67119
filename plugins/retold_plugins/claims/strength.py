"""The same verb after a word of another strength, or after none: ``hope to land``, ``will land``, ``land``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold import Span, SpanSet
from retold_plugins.claims.lexicon import MODAL, Cue, Lexicon
from retold_plugins.claims.linked import Linked, around, clause, divides
from retold_plugins.claims.shifts import REACH, SHIFTED, Shift, acts, futures, is_negation
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORD, Token, span_of

COMMITMENT = "commitment"
FIRM = 4
RANKS = {
    (MODAL, 0): 0,
    (COMMITMENT, 0): 0,
    (COMMITMENT, 1): 1,
    ("expectation", 0): 1,
    (MODAL, 1): 2,
    (COMMITMENT, 2): 2,
    ("expectation", 1): 2,
    (COMMITMENT, 3): 3,
    (MODAL, 2): FIRM,
}
"""How far words of these scales bind somebody to what they say: from what may be to what will be."""
NEAR, BRACKET = 4, 20
"""A word and its verb stand at most so many tokens apart; the latter, where verbs stand last."""
FORMS, ENDING = 4, 3
"""Two forms of one verb begin with so many same letters at least, and go on with so many others at most."""
HEDGED = 8
LONGEST = 75
"""Characters of a verb with its helping word, at most, that are told as one phrase."""


def strength(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """One verb of both sides, with helping words of two strengths, or with one on the source's side only."""
    ours, theirs = (
        helped(tokens, found, words, taken) for tokens, found in zip(pair.sides, pair.cues(words.scales), strict=True)
    )
    known = {verb for _, _, verb in theirs}
    for rank, cue, verb in ours:
        if rank == FIRM or {level for level, _, there in ours if there == verb} != {rank}:
            continue
        places = [k for k, t in enumerate(pair.retelling) if is_one_act(pair.source[verb], t, words)]
        match = min(places, key=lambda k: abs(pair.places[verb] - k), default=None)
        if match is None or denied(pair.source, verb, words) != denied(pair.retelling, match, words):
            continue
        if match in known:
            levels = {level: other for level, other, there in theirs if there == match}
            if rank not in levels:
                other = levels[max(levels)]
                yield Shift(SHIFTED, (cue.start, verb + 1), (other.start, match + 1), 0.55, "modal")
            continue
        is_close = abs(pair.places[verb] - match) <= 2 * REACH
        close = around(pair.source, cue.start, verb + 1) & around(pair.retelling, match, match + 1)
        if is_bare(cue, words) and not theirs and is_close and close:
            yield Shift(SHIFTED, (cue.start, verb + 1), (opened(pair.retelling, match), match + 1), 0.5, "modal")


def is_bare(cue: Cue, words: Lexicon) -> bool:
    """Whether the verb without this word says more: what is wanted, planned or expected is told as what is."""
    if cue.scale == MODAL:
        return cue.level == 1 and (words.is_final or cue.end - cue.start > 2)
    return RANKS[cue.scale, cue.level] in (1, 2)


def helped(
    tokens: Sequence[Token], scaled: Sequence[Cue], words: Lexicon, taken: SpanSet
) -> list[tuple[int, Cue, int]]:
    """The helping words of a sentence that nobody else has, with their rank and the verb after them."""
    found: list[tuple[int, Cue, int]] = []
    for cue in (*scaled, *futures(tokens, words)):
        rank = RANKS.get((cue.scale, cue.level))
        if rank is None or taken.touches(span_of(tokens, cue.start, cue.end)):
            continue
        verb = governed(tokens, cue, words)
        if verb is not None:
            found.append((rank, cue, verb))
    return found


def governed(tokens: Sequence[Token], cue: Cue, words: Lexicon) -> int | None:
    """The verb that a helping word says something of: the next content word, or the clause's last where verbs stand
    last. After a verb of wanting it must look like an infinitive."""
    if tokens[cue.end - 1].key.endswith(words.future or ("-",)) and cue.scale == MODAL and cue.level == 2:
        return cue.start
    stop = min(len(tokens), cue.end + (BRACKET if words.is_final else NEAR))
    stop = next((k for k in range(cue.end, stop) if parts(tokens, k)), stop)
    after = [k for k in range(cue.end, stop) if may_act(tokens[k], words)]
    if not after:
        return None
    verb = after[-1] if words.is_final else after[0]
    if cue.scale == MODAL:
        return verb
    between = {token.key for token in tokens[cue.end - 1 : verb]}
    is_infinitive = tokens[verb].text.islower() and tokens[verb].key.endswith(words.infinitives or ("-",))
    return verb if is_infinitive or not between.isdisjoint(words.markers) else None


def parts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends the clause here; the point of an ordinal number does not."""
    return divides(tokens[at]) and not (tokens[at].text == "." and at and tokens[at - 1].kind == NUMBER)


def bracket(tokens: Sequence[Token], start: int, end: int, stop: int, words: Lexicon) -> int:
    """Where a verb with its helping word ends: with the infinitive at the end of its clause, where it stands there."""
    if not words.is_final:
        return end
    stop = next((k for k in range(end, min(stop, end + BRACKET)) if parts(tokens, k)), min(stop, end + BRACKET))
    last = stop - 1
    is_verb = last > end and tokens[last].is_content and tokens[last].key.endswith(words.infinitives)
    is_short = is_verb and tokens[last].span.end - tokens[start].span.start <= LONGEST
    return last + 1 if is_short and tokens[last].text.islower() else end


def is_form(one: Token, other: Token) -> bool:
    """Whether two words are forms of one, by their stems or by what they begin with."""
    if not one.is_content or not other.is_content:
        return False
    if one.stem == other.stem:
        return True
    same = 0
    for a, b in zip(one.key, other.key, strict=False):
        if a != b:
            break
        same += 1
    return same >= FORMS and max(len(one.key), len(other.key)) - same <= ENDING


def may_act(token: Token, words: Lexicon) -> bool:
    """Whether a word may be the verb that another helps; lists of function words hold common verbs too."""
    return token.kind == WORD and (token.is_content or token.stem in words.acts)


def is_one_act(one: Token, other: Token, words: Lexicon) -> bool:
    """Whether two words are forms of one verb, or two verbs for one act."""
    return is_form(one, other) or not acts(one, words).isdisjoint(acts(other, words))


def denied(tokens: Sequence[Token], verb: int, words: Lexicon) -> bool:
    """Whether a denial stands in the verb's clause before it."""
    start = clause(tokens, verb, verb)[0]
    return any(is_negation(token, words) for token in tokens[start:verb])


def opened(tokens: Sequence[Token], at: int) -> int:
    """The place of a verb, or that of the helping words right before it."""
    begin = at
    while begin > max(0, at - 2) and tokens[begin - 1].is_stop and tokens[begin - 1].kind != MARK:
        begin -= 1
    return begin


def firmer(pair: Linked, hedges: Sequence[Span], words: Lexicon) -> Iterator[Shift]:
    """What may be is told as what is: the modal verb with what follows, and the same words without it."""
    for hedge in hedges:
        at = next((k for k, token in enumerate(pair.source) if token.span.start == hedge.start), None)
        if at is None:
            continue
        reach = BRACKET if words.is_final else HEDGED
        stop = next((k for k in range(at + 1, len(pair.source)) if parts(pair.source, k)), len(pair.source))
        after = [k for k in range(at + 1, min(stop, at + reach)) if pair.source[k].is_content]
        for number, k in enumerate(reversed(after) if words.is_final else after):
            places = [m for m, t in enumerate(pair.retelling) if is_one_act(pair.source[k], t, words)]
            match = min(places, key=lambda m: abs(pair.places[k] - m), default=None)
            if match is not None and (words.is_final or abs(pair.places[k] - match) <= 2 * REACH):
                begin = opened(pair.retelling, match)
                if number and begin and not divides(pair.retelling[begin - 1]):
                    begin = opened(pair.retelling, begin - 1)
                yield Shift(SHIFTED, (at, k + 1), (begin, match + 1), 0.5, "modal")
                break
