"""Names in a text, short and long, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from retold_plugins.attributions.artifacts import Attribution
from retold_plugins.attributions.cues import Grammar
from retold_plugins.segmentation.artifacts import MARK, NUMBER, WORD, Token

PARTICLES = frozenset(
    "van von der den de da do dos das di del della du la le al el bin ibn zu zur ter ten y e i and et und".split()
)
"""Lower-case words inside a name; one never begins or ends it."""
Items = Sequence[Token | None]


class People:
    """What has been read so far: names by their last word, and who was last spoken of."""

    def __init__(self, rules: Grammar, language: str) -> None:
        self._rules = rules
        self._language = language
        self._full: dict[str, str] = {}
        self._focus = ""

    def runs(self, items: Items, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Capitalised words that stand together, as ranges of items; a function word is none of them."""
        i = start
        while i < end:
            if not self._is_capital(items, i):
                i += 1
                continue
            j = i + 1
            while j < end:
                if self._is_capital(items, j) or self._joins(items, j, end):
                    j += 1
                else:
                    break
            while j > i + 1 and not self._is_capital(items, j - 1):
                j -= 1
            yield i, j
            i = j

    def _is_capital(self, items: Items, i: int) -> bool:
        token = items[i]
        if token is None or token.kind != WORD or not token.text[0].isupper():
            return False
        rules = self._rules
        little = token.key in rules.determiners or token.key in rules.subjects or token.key in rules.prepositions
        return (
            not little
            and token.key not in rules.between
            and token.key not in rules.complementizers
            and not (token.is_stop and (i == 0 or items[i - 1] is None))
        )

    def _joins(self, items: Items, j: int, end: int) -> bool:
        """Whether a particle or an initial's full stop stands between two capitalised words."""
        token = items[j]
        if token is None or j + 1 >= end:
            return False
        if token.kind == MARK:
            before = items[j - 1]
            return (
                token.text in ".&" and before is not None and len(before.text) <= 2 and self._is_capital(items, j + 1)
            )
        if token.key not in PARTICLES or token.text[0].isupper():
            return False
        return any(self._is_capital(items, k) for k in (j + 1, j + 2) if k < end)

    def hear(self, items: Items, said: Sequence[Attribution]) -> None:
        """Remember the names of a sentence, and whom it was about: who spoke last in it, else its first name."""
        subject = ""
        for i, j in self.runs(items, 0, len(items)):
            name = self.name(items, i, j)
            known = self._full.get(last(name), "")
            if len(name) > len(known):
                self._full[last(name)] = name
            if (
                not subject
                and " " in self._full[last(name)]
                and not self.is_object(items, i)
                and not self._has_article(items, i)
            ):
                subject = name
        spoken = [a.name for a in said if a.name]
        self._focus = spoken[-1] if spoken else subject or self._focus

    def is_object(self, items: Items, i: int) -> bool:
        """Whether a preposition stands before the name, with a determiner at most between."""
        k = i - 1
        while k >= 0:
            token = items[k]
            if token is None or token.kind in (MARK, NUMBER):
                return False
            if token.key in self._rules.prepositions:
                return True
            if token.key not in self._rules.determiners:
                return False
            k -= 1
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
        if attribution.name != "<person>":
            return attribution
        return evolve(attribution, name=self._focus)

    def fullest(self, attribution: Attribution) -> Attribution:
        """With the longest form of the name that the article gives."""
        name = attribution.name
        return evolve(attribution, name=self._full.get(last(name), name)) if name else attribution


def last(name: str) -> str:
    """The part of a name that its short form keeps, case-folded."""
    return name.rsplit(" ", 1)[-1].casefold()
