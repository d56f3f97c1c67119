"""What the words around a verb of reporting make of it: a noun, a passive, an aside, something left undone."""

from __future__ import annotations

from collections.abc import Sequence

from retold_plugins.attributions.cues import Grammar
from retold_plugins.segmentation.artifacts import CLITIC, MARK, WORD, Token

Items = Sequence[Token | None]
"""The tokens of a sentence outside quotation marks; None stands for a quotation."""
AUXILIARY_REACH = 5
"""So many words at most stand from an auxiliary to its participle."""
ASIDE, CLOSING_ASIDE = 6, 12
"""So many words back a comma begins an aside; farther back at the end of a sentence: ``..., a trial at six clinics has
found.``"""
HYPHENS = frozenset("-\u2010\u2011")


def is_in_a_compound(items: Items, i: int) -> bool:
    """Whether a hyphen joins a word to the one before: a ``co-accused`` accuses nobody."""
    if i < 2 or (token := items[i]) is None or (dash := items[i - 1]) is None or (ahead := items[i - 2]) is None:
        return False
    return dash.text in HYPHENS and dash.span.end == token.span.start and ahead.span.end == dash.span.start


def is_in_a_name(items: Items, i: int, rules: Grammar) -> bool:
    """Whether a word with a capital follows another one: ``the United States`` reports nothing."""
    token, previous = items[i], items[i - 1] if i else None
    if token is None or previous is None or rules.has_noun_capitals or previous.kind == MARK:
        return False
    return token.text[0].isupper() and previous.text[0].isupper()


def ends_clause(items: Items, j: int, rules: Grammar) -> bool:
    """Whether a clause ends after an item."""
    after = items[j + 1] if j + 1 < len(items) else None
    return after is None or after.kind == MARK or after.key in rules.conjunctions


def before(items: Items, i: int, skip: frozenset[str] = frozenset()) -> Token | None:
    """The item before, adverbs and auxiliaries left out; None at the beginning and after a quotation."""
    j = i - 1
    while j >= 0:
        token = items[j]
        if token is None or token.key not in skip:
            return token
        j -= 1
    return None


def is_noun(items: Items, i: int, rules: Grammar, reach: int = 1) -> bool:
    """Whether a determiner or preposition makes the word a noun, adjectives between them at most."""
    for token in reversed(items[max(0, i - reach) : i]):
        if token is None or token.kind == MARK or token.key in rules.subjects:
            return False
        if token.key in rules.prepositions:
            return True
        if token.key in rules.determiners and token.key not in rules.complementizers:
            return True
        if token.kind == CLITIC and token.key == "'s":
            return True
    return False


def is_unreal(items: Items, i: int, rules: Grammar) -> bool:
    """Whether the verb reports nothing: ``declined to say``, ``would not confirm``, ``was told``."""
    if is_passive(items, i, rules):
        return True
    previous = before(items, i, rules.between - rules.passive)
    if previous is None or previous.key not in rules.unreal:
        return False
    return not is_done(items, i, rules)


def is_passive(items: Items, i: int, rules: Grammar) -> bool:
    """Whether a passive auxiliary stands before: ``was told``."""
    previous, token = before(items, i), items[i]
    if previous is None or previous.key not in rules.passive:
        return False
    return token is not None and not token.key.endswith("ing")


def is_done(items: Items, i: int, rules: Grammar) -> bool:
    """Whether words before ``to`` make the verb real again: ``was forced to admit``, ``tried to blame``."""
    if i and (clitic := items[i - 1]) is not None and clitic.kind == CLITIC and clitic.key not in rules.prepositions:
        i -= 1
    ahead, previous = (items[i - 2], items[i - 1]) if i > 1 else (None, None)
    if ahead is None or previous is None:
        return False
    if previous.key in rules.negations:
        return False
    leads = previous.key in rules.unreal or previous.key in rules.prepositions or previous.key in rules.complementizers
    return (leads and ahead.key in rules.implicative) or previous.key in rules.direct


def reports_clause(items: Items, i: int, rules: Grammar, strict: bool = False) -> bool:
    """Whether a complementizer follows, after an indirect object at most, or a colon and a quotation."""
    for step, token in enumerate(items[i + 1 : i + 6]):
        if token is None:
            return not strict
        if token.key in rules.complementizers:
            after = items[i + step + 2] if i + step + 2 < len(items) else None
            return after is not None and after.kind != MARK
        if token.kind == MARK:
            return token.text == ":" and not strict
        if strict or step > 3:
            return False
    return False


def is_aside(items: Items, i: int, rules: Grammar) -> bool:
    """Whether the verb closes the sentence or stands between commas: ``..., she added.``"""
    after = items[i + 1] if i + 1 < len(items) else None
    if after is not None and not (after.kind == MARK and after.text in ",.;"):
        return False
    is_last = after is not None and after.text == "." and not rules.is_v2  # else a subordinate clause ends so
    reach = CLOSING_ASIDE if is_last else ASIDE
    return any(t is not None and t.text == "," for t in items[max(0, i - reach) : i])


def is_possessed(items: Items, i: int) -> bool:
    """Whether a noun is somebody's: ``in the court's view``."""
    owner = items[i - 1] if i else None
    return owner is not None and owner.kind == CLITIC and owner.key in ("'s", "'")


def is_measure(items: Items, i: int, rules: Grammar) -> bool:
    """Whether what follows measures and does not speak: ``according to income``."""
    return any(t is not None and t.key in rules.measures for t in items[i : i + 3])


def is_participle(items: Items, i: int, rules: Grammar) -> bool:
    """Whether a verb describes what stands before the only comma of its clause: ``a repair, estimated at``."""
    if i < 2 or i + 1 >= len(items) or items[i - 2] is None:
        return False
    token, comma, after = items[i], items[i - 1], items[i + 1]
    if token is None or comma is None or comma.text != "," or after is None or after.key not in rules.prepositions:
        return False
    if token.key.endswith("ing"):
        return False
    return not any(t is None or t.kind == MARK for t in items[max(0, i - 8) : i - 1])


def is_bare_participle(items: Items, i: int, rules: Grammar) -> bool:
    """Whether a participle has no auxiliary, so that it describes a noun: ``un estudio publicado en marzo``."""
    token = items[i]
    if token is None or not rules.participles or not token.key.endswith(rules.participles):
        return False
    ahead = items[max(0, i - AUXILIARY_REACH) : i]
    return not any(t is None or t.key in rules.auxiliaries for t in ahead)


def is_plain_word(token: Token) -> bool:
    """Whether a word may be a verb by its looks."""
    return token.kind == WORD and token.text[0].islower() and not token.is_stop and len(token.text) > 2


def is_day(token: Token, rules: Grammar) -> bool:
    """``said Tuesday``: an adverb of time with a capital."""
    return token.key in rules.between and token.text[0].isupper()
