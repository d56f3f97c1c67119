"""Names in a text, short and long, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from retold_plugins.attributions.artifacts import Attribution
from retold_plugins.attributions.cues import Grammar
from retold_plugins.segmentation.artifacts import CLITIC, MARK, NUMBER, WORD, Token

PARTICLES = frozenset(
    "van von der den de da do dos das di del della du la le al el bin ibn zu zur ter ten y e i and et und".split()
)
"""Lower-case words inside a name; none of them begins or ends it."""
PERSON = "<person>"
"""In place of a name: a pronoun that the text before explains."""
Items = Sequence[Token | None]


class People:
    """What has been read so far: names by their last word, and who was last spoken of."""

    def __init__(self, rules: Grammar, tokens: Iterable[Token]) -> None:
        self._rules = rules
        self._common = {t.key for t in tokens if t.text[:1].islower()}
        """Words that the article also prints with a small letter: no surnames."""
        self._full: dict[str, str] = {}
        self._speakers: set[str] = set()
        self._focus = ""

    def runs(self, items: Items, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Capitalised words that stand together, as ranges of items; a function word is none of them."""
        i = start
        while i < end:
            if not self._is_capital(items, i):
                i += 1
                continue
            j = i + 1
            while j < end and (self._is_capital(items, j) or self._joins(items, j, end)):
                j += 1
            while j > i + 1 and not self._is_capital(items, j - 1):
                j -= 1
            yield i, j
            i = j

    def _is_capital(self, items: Items, i: int) -> bool:
        token = items[i]
        if token is None or token.kind != WORD or not token.text[0].isupper():
            return False
        rules = self._rules
        little = (rules.determiners, rules.subjects, rules.prepositions, rules.between, rules.complementizers)
        if any(token.key in words for words in little):
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
            near = self._is_capital(items, j + 1)
            return near and (token.text in "-’'" or (token.text in ".&" and len(before.text) <= 2))
        if token.kind == CLITIC:
            return False
        if token.key not in PARTICLES or token.text[0].isupper():
            return False
        return any(self._is_capital(items, k) for k in (j + 1, j + 2) if k < end)

    def hear(self, items: Items, said: Sequence[Attribution]) -> None:
        """Remember the names of a sentence, and whom it was about: who spoke last in it, else its first name."""
        subject = beside = ""
        for i, j in self.runs(items, 0, len(items)):
            name = self.name(items, i, j)
            known = self._full.get(last(name), "")
            if len(name) > len(known) and not (known and self.is_role(name)):
                self._full[last(name)] = name
            if not self._is_person(name) or self._has_article(items, i):
                continue
            if not self.is_object(items, i):
                subject = subject or name
            elif last(name) in self._speakers or self._has_role(name):
                beside = name
        spoken = [a.name for a in said if a.name]
        self._speakers.update(last(name) for name in spoken)
        self._focus = spoken[-1] if spoken else subject or beside or self._focus

    def _is_person(self, name: str) -> bool:
        """A name of two words or more, or the last word of one; a word that is also a common noun is none."""
        if last(name) in self._common or self.is_role(name):
            return False
        if max(map(len, name.split())) < 3:  # U S
            return False
        return " " in name or " " in self._full.get(last(name), "")

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

    def named(self, attribution: Attribution) -> Attribution:
        """With the person that its pronoun stands for."""
        if attribution.name == PERSON:
            return evolve(attribution, name=self._focus)
        if self.is_role(attribution.name):
            return evolve(attribution, name="")
        self._focus = attribution.name or self._focus
        return attribution

    def fullest(self, attribution: Attribution) -> Attribution:
        """With the longest form of the name that the article gives."""
        name = attribution.name
        if not name or last(name) in self._common:
            return attribution
        return evolve(attribution, name=self._full.get(last(name), name))


def last(name: str) -> str:
    """The part of a name that its short form keeps, case-folded."""
    return name.rsplit(" ", 1)[-1].casefold()
