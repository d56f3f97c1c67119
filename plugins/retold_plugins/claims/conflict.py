"""Independent reports that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from retold import SpanSet
from retold_plugins.claims.lexicon import Cue, Lexicon, cues
from retold_plugins.claims.linked import clause
from retold_plugins.claims.shifts import is_negation, negated
from retold_plugins.segmentation.artifacts import NUMBER, WORD, Token, span_of

ANSWER, COMMENT, NONE, SOME = "answer", "comment", "none", "some"
POLES: Mapping[str, tuple[int, int]] = {ANSWER: (0, 2), COMMENT: (0, 2)}
"""Scales whose ends exclude each other, when one actor stands at both about one thing."""
REACH = 7
"""What is denied of nobody, or told of so many, stands at most so many tokens after the word for them."""
CONTEXT = 3
"""So many content words must two places share with what is around them."""
BACK = 3
"""Who a pronoun stands for was named at most so many sentences before."""
LONGEST = 1000
LONG = 7


@frozen
class Statement:
    """A clause of a report, at one end of a scale."""

    scale: str
    pole: bool
    tokens: tuple[Token, ...]
    start: int
    end: int
    topics: frozenset[str]
    """The content words of the clause after the word of the scale."""
    names: frozenset[str]
    """The names before the word of the scale, or in the last sentence with some where there are none."""
    context: frozenset[str]
    """The content words of the sentence and those beside it."""


def conflicts(
    sentences: tuple[Sequence[tuple[Token, ...]], Sequence[tuple[Token, ...]]], words: Lexicon, taken: SpanSet
) -> Iterator[tuple[Statement, Statement]]:
    """Statements of two reports at opposite ends of a scale, by one actor about one thing; each in one conflict.

    What the other report tells at the same end, too, is no conflict: it was said, and something else besides.
    """
    ours, theirs = ([*statements(side, words, taken)] for side in sentences)
    used: set[int] = set()
    for one in ours:
        if any(other.pole == one.pole and weight(one, other) for other in theirs):
            continue
        scored = [
            (weight(one, other), -number)
            for number, other in enumerate(theirs)
            if other.pole != one.pole and number not in used
        ]
        best, number = max(scored, default=(0, 0))
        if best:
            used.add(-number)
            yield one, theirs[-number]


def weight(one: Statement, other: Statement) -> int:
    """How much speaks for one matter, of which both tell; 0 where too little does."""
    if one.scale != other.scale:
        return 0
    shared, topics, who = one.context & other.context, one.topics & other.topics, one.names & other.names
    if len(shared) < CONTEXT - (len(who) > 1):  # a name in full says as much as another word around it
        return 0
    if one.scale == NONE:
        return len(shared) if topics else 0
    return len(shared) + len(topics) if who and topics - who else 0


def statements(sentences: Sequence[tuple[Token, ...]], words: Lexicon, taken: SpanSet) -> Iterator[Statement]:
    """What the sentences of a report say at the ends of scales."""
    for number, tokens in enumerate(sentences):
        if len(tokens) > LONGEST:
            continue
        found = [*ends(tokens, words)]
        for scale, pole, cue in found:
            if scale != NONE and any(other == scale and end != pole for other, end, _ in found):
                continue
            if taken.touches(span_of(tokens, cue.start, cue.end)):
                continue
            start, end = whole(tokens, cue)
            after = tokens[cue.end : min(end, cue.end + REACH)] if scale == NONE else tokens[start:end]
            before = (named(near) for near in reversed(sentences[max(0, number - BACK) : number]))
            names = actors(tokens[: cue.start]) or next(filter(None, before), frozenset())
            around = [t for near in sentences[max(0, number - 1) : number + 2] for t in near]
            yield Statement(
                scale,
                pole,
                tokens,
                start,
                end,
                frozenset(
                    words.alike.get(t.stem, t.stem)
                    for t in after
                    if t.kind == WORD and t.text.islower() and is_topic(t, words)
                ),
                names,
                frozenset(t.stem for t in around if t.is_content and t.kind == WORD),
            )


def is_topic(token: Token, words: Lexicon) -> bool:
    """Whether a word can be what is spoken of; some long ones that are often left out say how something was."""
    return token.is_content or (len(token.key) >= LONG and token.key not in words.breaks)


def named(tokens: Sequence[Token]) -> frozenset[str]:
    """The words of a sentence with capitals."""
    return frozenset(t.stem for t in tokens if t.text[:1].isupper() and t.is_content and t.kind == WORD)


def actors(tokens: Sequence[Token]) -> frozenset[str]:
    """Who acts, by the words before the verb: names, or else nouns."""
    return named(tokens) or frozenset(t.stem for t in tokens if t.is_content and t.kind == WORD)


def ends(tokens: Sequence[Token], words: Lexicon) -> Iterator[tuple[str, bool, Cue]]:
    """The words at the ends of scales; a negation turns an end into the other. Counts say that there were some."""
    for cue in cues(tokens, words.scales):
        if cue.scale in POLES and cue.level in POLES[cue.scale]:
            pole = cue.level == POLES[cue.scale][1]
            denied = (
                negated(tokens, cue, words) or is_stopped(tokens, cue, words) or is_denied_after(tokens, cue, words)
            )
            yield cue.scale, pole != (cue.scale == ANSWER and denied), cue
    for at, token in enumerate(tokens):
        if token.key in words.nobody:
            yield NONE, False, Cue(NONE, 0, at, at + 1)
        elif (token.kind == NUMBER or token.key in words.counts) and at + 1 < len(tokens):
            yield NONE, True, Cue(NONE, 1, at, at + 1)


def is_stopped(tokens: Sequence[Token], cue: Cue, words: Lexicon) -> bool:
    """Whether a word right before denies by itself: ``failed to agree``."""
    before = tokens[max(0, cue.start - 2) : cue.start]
    return any(found.end + 1 >= len(before) for found in cues(before, words.implicit))


def is_denied_after(tokens: Sequence[Token], cue: Cue, words: Lexicon) -> bool:
    """Whether a verb is denied behind it in its clause, where verbs and what denies them stand last."""
    end = clause(tokens, cue.start, cue.end)[1] if words.is_final else cue.end
    return any(is_negation(token, words) for token in tokens[cue.end : end])


def whole(tokens: Sequence[Token], cue: Cue) -> tuple[int, int]:
    """The clause of the word, without the mark that ends it, unless it is the whole sentence."""
    start, end = clause(tokens, cue.start, cue.end)
    return (start, len(tokens)) if start == 0 and end >= len(tokens) - 1 else (start, end)
