"""What was shifted between two linked sentences of one language."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from retold import SpanSet
from retold_plugins.claims.lexicon import LOOSE, MODAL, Cue, Index, Lexicon, cues
from retold_plugins.claims.linked import Linked, around, clause, divides, with_verb
from retold_plugins.segmentation.artifacts import MARK, Token, span_of

SHIFTED, TONE, CONFLICT = "claims/shifted", "claims/tone", "claims/conflict"
SMALL = 5
"""A replacement of at most so many words on each side is a change of these words, not a rewording."""
TIGHT = 0.7
"""The confidence of a word that was exchanged for another in its place."""
ALIKE = 0.6
"""The share of words that two sentences have in common when one is no rewording of the other."""
WITH_VERB = frozenset({"modal", "attempt", "quantity", "degree", "frequency"})
"""Scales of words that say something with the next word only."""
SHARED = 2
"""So many content words in common show that two clauses tell of the same things."""
VERB, ENDING = 4, 3
"""Two forms of one verb begin with so many same letters at least, and go on with so many others at most."""
REACH = 7
"""Counterparts stand at most so many tokens from where they would stand if nothing were inserted."""
Denials = tuple[Sequence[int], Sequence[int]]
"""The tokens of each side that deny something."""


@frozen
class Shift:
    """A change between two linked sentences, as token ranges of the two sides."""

    kind: str
    source: tuple[int, int]
    retelling: tuple[int, int]
    confidence: float
    why: str


def shifts(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """All changes of strength, polarity and tone; words that a more specific kind has are left alone."""
    used: tuple[set[int], set[int]] = (set(), set())
    denied = denials(pair.source, words), denials(pair.retelling, words)
    found = (
        *on_scales(pair, words, taken),
        *negations(pair, denied, words, taken),
        *limits(pair, denied, words, taken),
        *verb_forms(pair, words),
        *tones(pair, words, taken),
    )
    for shift in found:
        ranges = [set(range(*shift.source)), set(range(*shift.retelling))]
        if not any(mine & used[side] for side, mine in enumerate(ranges)):
            used[0].update(ranges[0])
            used[1].update(ranges[1])
            yield shift


def free(tokens: Sequence[Token], found: Iterable[Cue], taken: SpanSet) -> list[Cue]:
    """The cues whose words nobody else has."""
    if not tokens or not taken.touches(span_of(tokens)):
        return list(found)
    return [cue for cue in found if not taken.touches(span_of(tokens, cue.start, cue.end))]


def on_both(pair: Linked, index: Index) -> list[list[Cue]]:
    """The cues of each side that are of a scale of which both have some, of more than one level; modal verbs tell by
    themselves too."""
    found = pair.cues(index)
    levels: dict[str, set[int]] = {}
    for cue in itertools.chain(*found):
        levels.setdefault(cue.scale, set()).add(cue.level)
    both = {cue.scale for cue in found[0]} & {cue.scale for cue in found[1]}
    shared = {scale for scale in both if len(levels[scale]) > 1} | {MODAL}
    return [[cue for cue in side if cue.scale in shared] for side in found]


def on_scales(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """A word became one of another level of its scale; or a plain statement one that may be."""
    ours, theirs = (
        free(side, found, taken) for side, found in zip(pair.sides, on_both(pair, words.scales), strict=True)
    )
    ours, theirs = ours + futures(pair.source, words), theirs + futures(pair.retelling, words)
    for scale in dict.fromkeys(cue.scale for cue in (*ours, *theirs)):
        left = [cue for cue in ours if cue.scale == scale]
        right = [cue for cue in theirs if cue.scale == scale]
        is_alone = len(left) == len(right) == 1
        for cue, other in [*before_verbs(pair, left, right, words), *coupled(pair, left, right)]:
            if cue not in left or other not in right:
                continue
            left.remove(cue)
            right.remove(other)
            if cue.level == other.level:
                continue
            if affinity(pair, cue, other) <= 0 and not (
                (is_alone and in_one_clause(pair, cue, other))
                or (scale in WITH_VERB and follows(pair, cue, other, words))
            ):
                continue
            if scale not in LOOSE and negated(pair.source, cue, words) != negated(pair.retelling, other, words):
                continue
            sure = confidence(pair, cue, other)
            alone = sure >= TIGHT and scale not in WITH_VERB and pair.likeness >= ALIKE
            ranges = [extended(side, c, alone) for side, c in zip(pair.sides, (cue, other), strict=True)]
            yield Shift(SHIFTED, ranges[0], ranges[1], sure, scale)
        if scale == MODAL:
            yield from added_modals(pair, [] if left else right, words)


def coupled(pair: Linked, left: Sequence[Cue], right: Sequence[Cue]) -> Iterator[tuple[Cue, Cue]]:
    """Words of one scale put beside each other: the nearest, the same words and the same surroundings first."""
    if not left or not right:
        return
    ours = [Stand.of(pair.source, cue, pair.places[cue.start]) for cue in left]
    theirs = [Stand.of(pair.retelling, cue, cue.start) for cue in right]
    costs = sorted((one.cost(other), i, j) for i, one in enumerate(ours) for j, other in enumerate(theirs))
    used: tuple[set[int], set[int]] = (set(), set())
    for value, i, j in costs:
        if value <= 2 * REACH and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield left[i], right[j]


class Stand(NamedTuple):
    """Where a word stands in the retelling, or would, and beside what."""

    place: float
    stem: str
    around: frozenset[str]
    beside: set[str]

    @classmethod
    def of(cls, tokens: Sequence[Token], cue: Cue, place: float) -> Stand:
        """The surroundings of a cue among the tokens of its side."""
        return cls(place, tokens[cue.start].stem, around(tokens, cue.start, cue.end), neighbours(tokens, cue))

    def cost(self, other: Stand) -> float:
        """How far two words stand from each other, in tokens; less where they or their surroundings are the same."""
        near, same = not self.beside.isdisjoint(other.beside), self.stem == other.stem
        return abs(self.place - other.place) - 2 * len(self.around & other.around) - 4 * near - 3 * same


def common(pair: Linked, ours: Cue, theirs: Cue) -> int:
    """How many content words stand around both."""
    return len(around(pair.source, ours.start, ours.end) & around(pair.retelling, theirs.start, theirs.end))


def touching(pair: Linked, ours: Cue, theirs: Cue) -> bool:
    """Whether the next content word before or after both is the same."""
    return bool(neighbours(pair.source, ours) & neighbours(pair.retelling, theirs))


def before_verbs(pair: Linked, left: Sequence[Cue], right: Sequence[Cue], words: Lexicon) -> list[tuple[Cue, Cue]]:
    """Helping words before verbs of one concept, which belong together however far apart they stand."""
    return [
        (cue, other) for cue in left for other in right if cue.scale in WITH_VERB and follows(pair, cue, other, words)
    ]


def follows(pair: Linked, ours: Cue, theirs: Cue, words: Lexicon) -> bool:
    """Whether the words after both are of one concept or tell of one act: ``could cut`` and ``will slash``."""
    concepts, told = [], []
    for tokens, cue in zip(pair.sides, (ours, theirs), strict=True):
        after = tokens[cue.end : cue.end + 4]
        concepts.append({found.scale for found in cues(after, words.tones) if not found.is_loose})
        told.append(frozenset[int]().union(*(acts(token, words) for token in after)))
    return bool(concepts[0] & concepts[1] or told[0] & told[1])


def acts(token: Token, words: Lexicon) -> frozenset[int]:
    """The acts that a verb tells of, by number."""
    return words.acts.get(token.stem, frozenset())


def neighbours(tokens: Sequence[Token], cue: Cue) -> set[str]:
    """The next content word on each side, if it stands close by."""
    found = set()
    for near in (reversed(tokens[max(0, cue.start - 3) : cue.start]), tokens[cue.end : cue.end + 4]):
        for token in near:
            if token.is_content:
                found.add(token.stem)
                break
    return found


def affinity(pair: Linked, ours: Cue, theirs: Cue) -> float:
    """How sure it is that one word stands for the other; 0 if it does not."""
    together = pair.in_one_edit(ours.start, theirs.start)
    distance = abs(pair.places[ours.start] - theirs.start)
    shared = common(pair, ours, theirs)
    if together:
        edit = pair.edits.edits[pair.edit_of_source[ours.start]]
        if len(edit.source) <= SMALL and len(edit.retelling) <= SMALL and (shared or pair.likeness >= 0.5):
            return 3 + shared - distance / 20
    if pair.is_same(0, ours.start) or pair.is_same(1, theirs.start):
        return 0.0
    if ours.scale in LOOSE and touching(pair, ours, theirs):
        return 1 + shared - min(distance, 2 * REACH) / 20
    if ours.scale in LOOSE and shared and distance <= REACH and (together or distance <= REACH / 2):
        return shared - distance / 10
    return 0.0


def in_one_clause(pair: Linked, ours: Cue, theirs: Cue) -> bool:
    """Whether the clauses of two words of a scale that is compared across a rewording tell of the same things."""
    if ours.scale not in LOOSE or is_kept(pair, 0, ours) or is_kept(pair, 1, theirs):
        return False
    near = [
        {t.stem for t in tokens[slice(*clause(tokens, c.start, c.end))] if t.is_content}
        for tokens, c in zip(pair.sides, (ours, theirs), strict=True)
    ]
    return len(near[0] & near[1]) >= SHARED


def confidence(pair: Linked, ours: Cue, theirs: Cue) -> float:
    """The share of such pairs that an editor would uphold."""
    sure = affinity(pair, ours, theirs)
    return 0.7 if sure >= 3 else 0.55 if sure >= 1.5 else 0.45


def extended(tokens: Sequence[Token], cue: Cue, alone: bool) -> tuple[int, int]:
    """The phrase, and in a rewording the helping words before it and the next content word."""
    start = cue.start
    if alone or cue.is_split or cue.scale not in LOOSE:
        return cue.start, cue.end
    while start > max(0, cue.start - 2) and tokens[start - 1].is_stop and tokens[start - 1].kind != MARK:
        start -= 1
    return with_verb(tokens, cue.start if cue.scale in WITH_VERB else start, cue.end)


def futures(tokens: Sequence[Token], words: Lexicon) -> list[Cue]:
    """Verb forms that say what will be, as words of the modal scale."""
    if not words.future:
        return []
    return [
        Cue(MODAL, 2, at, at + 1)
        for at, token in enumerate(tokens)
        if len(token.key) > 5 and token.text.islower() and not token.is_stop and token.key.endswith(words.future)
    ]


def negated(tokens: Sequence[Token], cue: Cue, words: Lexicon) -> bool:
    """Whether a negation stands right before the phrase."""
    return any(
        token.key in words.negations or token.key.endswith("n't") for token in tokens[max(0, cue.start - 3) : cue.start]
    )


def is_negation(token: Token, words: Lexicon) -> bool:
    """Whether a token denies by itself."""
    return token.key in words.negations or token.key.endswith("n't")


def denials(tokens: Sequence[Token], words: Lexicon) -> list[int]:
    """The tokens that deny what follows; ``not only`` does not."""
    denying = words.negations
    found = [at for at, token in enumerate(tokens) if token.key in denying or token.key.endswith("n't")]
    return [at for at in found if at + 1 == len(tokens) or tokens[at + 1].key not in words.emphatic]


def negations(pair: Linked, counts: Denials, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """A negation that only one side has, on words that both have."""
    if bool(counts[0]) == bool(counts[1]):
        return
    denied = 0 if counts[0] else 1
    plain = 1 - denied
    tokens, others = pair.sides[denied], pair.sides[plain]
    both = {token.stem for token in tokens}
    if any(others[cue.start].stem not in both for cue in cues(others, words.implicit)):
        return
    for at in counts[denied]:
        if taken.touches(tokens[at].span) or pair.is_same(denied, at):
            continue
        verb = next((k for k in range(at + 1, min(len(tokens), at + 5)) if tokens[k].key not in words.skipped), None)
        if verb is None or tokens[verb].kind == MARK:
            continue
        if any(token.key in words.until for token in tokens[verb : clause(tokens, verb, verb)[1]]):
            continue
        match = next((k for k, token in enumerate(others) if token.stem == tokens[verb].stem), None)
        if match is not None and abs(shifted_place(pair, denied, verb) - match) <= REACH:
            ranges = ((max(0, at - 1) if tokens[at].key != "no" else at, verb + 1), (max(0, match - 1), match + 1))
            yield Shift(SHIFTED, ranges[denied], ranges[plain], 0.6, "negation")


def limits(pair: Linked, counts: Denials, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """A denial that lost what limits it, or that was limited: ``not sufficiently tested`` and ``not tested``."""
    if not counts[0] or not counts[1]:
        return
    for side in (0, 1):
        tokens, others = pair.sides[side], pair.sides[1 - side]
        known = {token.key for token in others}
        for at in counts[side]:
            if at >= len(tokens) - 2 or taken.touches(tokens[at].span):
                continue
            limit = next((k for k in range(at + 1, min(len(tokens), at + 6)) if tokens[k].key in words.limits), None)
            if limit is None or tokens[limit].key in known or any(map(divides, tokens[at:limit])):
                continue
            heads = [k for k in range(at + 1, min(len(tokens), limit + 3)) if k != limit and tokens[k].is_content]
            for there in counts[1 - side]:
                beside = others[there + 1 : there + 5]
                head = next((k for k in heads for t in beside if t.stem == tokens[k].stem), None)
                if head is not None:
                    end = there + 2 + next(n for n, t in enumerate(beside) if t.stem == tokens[head].stem)
                    ranges = ((at, max(head, limit) + 1), (there, end))
                    yield Shift(SHIFTED, ranges[side], ranges[1 - side], 0.6, "negation")
                    break


def shifted_place(pair: Linked, side: int, at: int) -> float:
    """Where a token's counterpart would stand on the other side."""
    if side == 0:
        return pair.places[at]
    return min(range(len(pair.places)), key=lambda i: abs(pair.places[i] - at), default=0)


def verb_forms(pair: Linked, words: Lexicon) -> Iterator[Shift]:
    """The same verb as what would be and as what will be, where the ending says it."""
    if not words.conditional:
        return
    for i, token in enumerate(pair.source):
        for j, other in enumerate(pair.retelling):
            if pair.is_same(0, i) or pair.is_same(1, j) or abs(pair.places[i] - j) > 2 * REACH:
                continue
            if root(token, words.conditional, words.future) == root(other, words.future, words.conditional) != "":
                yield Shift(SHIFTED, (i, i + 1), (j, j + 1), 0.7, "modal")
            elif root(token, words.future, words.conditional) == root(other, words.conditional, words.future) != "":
                yield Shift(SHIFTED, (i, i + 1), (j, j + 1), 0.6, "modal")
            elif is_told_plainly(token, other, words):
                yield Shift(SHIFTED, (i, i + 1), (j, j + 1), 0.5, "modal")


def is_told_plainly(token: Token, other: Token, words: Lexicon) -> bool:
    """Whether a verb says what would be, and the other is a form of it that says what is: ``viendrait``, ``vient``."""
    stem = root(token, words.conditional, words.future)
    endings = (*words.conditional, *words.future, *words.infinitives)
    if len(stem) < VERB or other.is_stop or not other.text.islower() or other.key.endswith(endings):
        return False
    same = next((k for k, (a, b) in enumerate(zip(stem, other.key, strict=False)) if a != b), len(stem))
    return same >= max(VERB, len(stem) - 2) and len(other.key) - same <= ENDING


def root(token: Token, endings: Sequence[str], others: Sequence[str]) -> str:
    """A verb without one of the endings, empty where it has none of them."""
    if any(token.key.endswith(ending) for ending in others if any(ending.endswith(e) for e in endings)):
        return ""
    ending = max((e for e in endings if token.key.endswith(e)), key=len, default="")
    return token.key[: -len(ending)] if ending and len(token.key) - len(ending) >= 3 else ""


def added_modals(pair: Linked, modals: Iterable[Cue], words: Lexicon) -> Iterator[Shift]:
    """A plain statement told as something that may be: the modal stands right before a verb that both have."""
    for cue in modals:
        if cue.level > 1 or pair.is_same(1, cue.start):
            continue
        tokens, verb = pair.retelling, cue.end
        while (
            verb < len(tokens)
            and verb < cue.end + 3
            and (tokens[verb].kind == MARK or tokens[verb].key in words.skipped)
        ):
            verb += 1
        if verb == len(tokens) or tokens[verb].kind == MARK or tokens[verb].key in words.skipped:
            continue
        places = [k for k, token in enumerate(pair.source) if token.stem == tokens[verb].stem]
        match = min(places, key=lambda k: abs(pair.places[k] - verb), default=None)
        if match is None or abs(pair.places[match] - verb) > 2 * REACH:
            continue
        if around(pair.source, match, match + 1) & around(tokens, cue.start, verb + 1):
            begin = match - 1 if match and pair.source[match - 1].is_stop else match
            yield Shift(SHIFTED, (begin, match + 1), (cue.start, verb + 1), 0.5, "modal")


def tones(pair: Linked, words: Lexicon, taken: SpanSet) -> Iterator[Shift]:
    """A word became a more or a less loaded one for the same thing."""
    ours, theirs = (
        [cue for cue in free(side, found, taken) if not is_name(side, cue)]
        for side, found in zip(pair.sides, on_both(pair, words.tones), strict=True)
    )
    concepts = {cue.scale for cue in theirs}
    found: list[tuple[float, Cue, Cue]] = []
    for concept in dict.fromkeys(cue.scale for cue in ours if cue.scale in concepts):
        left, right = ([cue for cue in side if cue.scale == concept] for side in (ours, theirs))
        levels = [{cue.level for cue in side} for side in (left, right)]
        for cue, other in coupled(pair, left, right):
            if cue.level == other.level or is_kept(pair, 0, cue) or is_kept(pair, 1, other):
                continue
            is_alone = cue.level not in levels[1] and other.level not in levels[0]
            sure = tone_confidence(pair, cue, other, is_alone)
            if sure:
                found.append((sure, cue, other))
    for sure, cue, other in sorted(found, key=lambda f: -f[0]):
        yield Shift(TONE, (cue.start, cue.end), (other.start, other.end), sure, cue.scale)


def is_kept(pair: Linked, side: int, cue: Cue) -> bool:
    """Whether all words of the phrase are the same on the other side."""
    return all(pair.is_same(side, at) for at in range(cue.start, cue.end))


def is_name(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the word is part of a name: capitals where the words beside it need none."""
    first, last = tokens[cue.start], tokens[cue.end - 1]
    before = tokens[cue.start - 1] if cue.start else None
    after = tokens[cue.end] if cue.end < len(tokens) else None
    if not before or before.kind == MARK or not first.text[:1].isupper():
        return False
    return before.text[:1].isupper() or bool(last.text[:1].isupper() and after and after.text[:1].isupper())


def tone_confidence(pair: Linked, ours: Cue, theirs: Cue, is_alone: bool) -> float:
    """How sure it is that one word stands for the other, as the share an editor would uphold; 0 if it does not.

    Firm words need only be alone in their sentences, as words of no other grade could be meant; those that are also
    other everyday words have to stand in one another's place.
    """
    together = pair.in_one_edit(ours.start, theirs.start)
    distance = abs(pair.places[ours.start] - theirs.start)
    close, beside = common(pair, ours, theirs), touching(pair, ours, theirs)
    loose = ours.is_loose + theirs.is_loose
    if together:
        edit = pair.edits.edits[pair.edit_of_source[ours.start]]
        if max(len(edit.source), len(edit.retelling)) <= SMALL - loose:
            return 0.65 if close or beside else 0.5
    if loose:
        in_place = beside and distance <= REACH and (close > 1 or together)
        return 0.5 if in_place and loose == 1 else 0.4 if in_place and together else 0.0
    if beside or (distance <= REACH and (together or close)):
        return 0.6 if close else 0.5
    return 0.4 if is_alone and distance <= 2 * REACH else 0.0
