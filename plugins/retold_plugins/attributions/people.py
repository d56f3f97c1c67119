"""Names in a text, short and long, and whom a pronoun stands for."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from retold_plugins.attributions.artifacts import Attribution
from retold_plugins.attributions.cues import Grammar
from retold_plugins.segmentation.artifacts import CLITIC, MARK, NUMBER, WORD, Token, Words

PARTICLES = frozenset(
    "van von der den de da do dos das di del della du la le al el bin ibn zu zur ter ten y e i and et und".split()
)
"""Lower-case words inside a name; none of them begins or ends it."""
OFFICE = 4
"""``the finance minister``: so many words at most."""
PERSON = "<person>"
"""In place of a name: a pronoun that the text before explains."""
Items = Sequence[Token | None]


class People:
    """What has been read so far: names by their last word, and who was last spoken of."""

    def __init__(self, rules: Grammar, tokens: Iterable[Token]) -> None:
        self._rules = rules
        self._common = {t.key for t in tokens if t.text[0].islower()}
        """Words that the article also prints with a small letter: no surnames."""
        self._full: dict[str, str] = {}
        self._speakers: set[str] = set()
        self._offices: dict[str, set[str]] = {}
        """Who is what: the names that stand beside a common noun (``the minister, Ines Ortiz``)."""
        self._focus = ""
        self._focus_block = -1

    def runs(self, items: Items, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Capitalised words that stand together, as ranges of items; a function word is none of them."""
        done = start
        for i in [k for k in range(start, end) if (t := items[k]) is not None and t.text[0].isupper()]:
            if i < done or not self._is_capital(items, i):
                continue
            j = i + 1
            while j < end and (self._is_capital(items, j) or self._joins(items, j, end)):
                j += 1
            while j > i + 1 and not self._is_capital(items, j - 1):
                j -= 1
            if not (self._rules.has_noun_capitals and i and (t := items[i - 1]) is not None and t.kind == NUMBER):
                yield i, j
            done = j

    def _is_capital(self, items: Items, i: int) -> bool:
        token = items[i]
        if token is None or not token.text[0].isupper() or token.kind != WORD or token.key in self._rules.little:
            return False
        if i and items[i - 1] is not None:
            return True
        after = items[i + 1] if i + 1 < len(items) else None
        return not token.is_stop or (after is not None and after.text[:1].isupper() and token.key not in self._common)

    def _joins(self, items: Items, j: int, end: int) -> bool:
        """Whether a particle, hyphen, apostrophe or an initial's full stop stands between two capitalised words."""
        token, before = items[j], items[j - 1]
        if token is None or before is None or j + 1 >= end:
            return False
        if token.kind == MARK:
            near = self._is_capital(items, j + 1) and before.span.end == token.span.start
            return near and (token.text in "-’'" or (token.text in ".&" and len(before.text) <= 2))
        if token.kind == CLITIC:
            return False
        if token.key not in PARTICLES or token.text[0].isupper():
            return False
        return any(self._is_capital(items, k) for k in (j + 1, j + 2) if k < end)

    def hear(self, items: Items, said: Sequence[Attribution], block: int) -> None:
        """Remember the names of a sentence, and whom it was about: who spoke last in it, else its first name."""
        subject = beside = ""
        for i, j in self.runs(items, 0, len(items)):
            name = self.name(items, i, j)
            known = self._full.get(last(name), "")
            if len(name) > len(known) and not (known and self.is_role(name)) and not is_governed(name, known):
                self._full[last(name)] = name
            self._learn_offices(items, i, j, name)
            if not self._is_person(name) or self._has_article(items, i):
                continue
            if not self.is_object(items, i):
                subject = subject or name
            elif last(name) in self._speakers or self._has_role(name):
                beside = name
        spoken = [a.name for a in said if a.name]
        self._speakers.update(last(name) for name in spoken)
        named = [a.name for a in said if a.name and a.is_near]
        if named or (not spoken and (subject or beside)):
            self._focus_block = block
        self._focus = spoken[-1] if spoken else subject or beside or self._focus

    def _learn_offices(self, items: Items, i: int, j: int, name: str) -> None:
        """Remember the common nouns beside a name: right before it, or an office set off by a comma."""
        if self.is_role(name):
            return
        for token in items[i:j]:
            if token is None:
                continue
            is_noun = token is items[i] and j - i > 1 and token.key in self._common
            if token.key in self._rules.roles or is_noun:
                self._offices.setdefault(token.key, set()).add(last(name))
        before = [t for t in items[max(0, i - 5) : i] if t is not None]
        is_apart = bool(before) and before[-1].text == ","
        if is_apart:
            before = before[:-1]
        for token in reversed(before):
            if token.kind != WORD or token.is_stop or token.key in self._rules.between:
                break
            if token.key in self._rules.roles or (not is_apart and token is before[-1]):
                self._offices.setdefault(token.key, set()).add(last(name))
        behind = items[j : j + 5]
        if behind and (t := behind[0]) is not None and t.text == ",":
            for item in behind[1:]:
                if item is None or item.kind == MARK:
                    break
                if item.key in self._rules.roles:
                    self._offices.setdefault(item.key, set()).add(last(name))

    def in_office(self, attribution: Attribution, words: Words) -> Attribution:
        """With the name of whom ``the minister`` stands for, if only one person of the article is that."""
        if attribution.name or attribution.speaker is None:
            return attribution
        tokens = words.within(attribution.speaker)
        if len(tokens) < 2 or len(tokens) > OFFICE or tokens[0].key not in self._rules.determiners:
            return attribution
        for token in tokens[1:]:
            holders = self._offices.get(token.key, set())
            if len(holders) == 1:
                known = next(iter(holders))
                return evolve(attribution, name=self._full.get(known, ""))
        return attribution

    def _is_person(self, name: str) -> bool:
        """A name of two words or more, or the last word of one; a word that is also a common noun is none."""
        if last(name) in self._common or self.is_role(name):
            return False
        if max(map(len, name.split())) < 3:  # U S
            return False
        return " " in name or " " in self._full.get(last(name), "")

    def is_name(self, name: str) -> bool:
        """Whether capitalised words name somebody; where nouns have capitals, one word must end a full name."""
        return not self._rules.has_noun_capitals or " " in name or " " in self._full.get(last(name), "")

    def _has_role(self, name: str) -> bool:
        return any(word.casefold() in self._rules.roles for word in name.split())

    def is_role(self, name: str) -> bool:
        """Whether the last word names an office and nobody in it."""
        return last(name) in self._rules.roles

    def is_object(self, items: Items, i: int) -> bool:
        """Whether a preposition stands before the name, with a determiner at most between."""
        for k in range(i - 1, -1, -1):
            token = items[k]
            if token is None or token.kind in (MARK, NUMBER):
                return False
            if token.key in self._rules.prepositions:
                return True
            if token.key not in self._rules.determiners:
                return False
        return False

    def _has_article(self, items: Items, i: int) -> bool:
        token = items[i - 1] if i else None
        return token is not None and token.key in self._rules.determiners

    @staticmethod
    def name(items: Items, i: int, j: int) -> str:
        """The words of a run."""
        return " ".join(token.text for token in items[i:j] if token is not None and token.kind == WORD)

    def named(self, attribution: Attribution, block: int) -> Attribution:
        """With the person that its pronoun stands for."""
        if attribution.name == PERSON:
            return evolve(attribution, name=self._focus, is_near=self._focus_block == block)
        if self.is_role(attribution.name):
            return evolve(attribution, name="")
        if attribution.name:
            self._focus, self._focus_block = attribution.name, block
        return attribution

    def fullest(self, attribution: Attribution) -> Attribution:
        """With the longest form of the name that the article gives."""
        name = attribution.name
        if not name or last(name) in self._common:
            return attribution
        full = self._full.get(last(name), name)
        return attribution if full == name else evolve(attribution, name=full)


def is_governed(name: str, known: str) -> bool:
    """Whether a name that was known got longer only by a noun that governs it: ``Worten von Jonas Berg``."""
    return bool(known) and name.endswith(known) and name[: -len(known)].rstrip().rsplit(" ", 1)[-1].islower()


@functools.lru_cache(maxsize=10_000)
def last(name: str) -> str:
    """The part of a name that its short form keeps, case-folded."""
    return name.rsplit(" ", 1)[-1].casefold()
