"""Speakers that are described and not named: whether a description can stand for somebody."""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Sequence

from attrs import field, frozen

from retold import Article, Block, Sentence, Span
from retold_plugins.quotes.artifacts import Quote
from retold_plugins.segmentation.artifacts import Token, Words

HEAD_FIRST = frozenset("fr es pt it ca ro".split())
"""Languages whose adjectives mostly follow the noun."""
BACK = 2
"""Somebody who is named in so many paragraphs before may be the one who is described."""
MANY = 50
"""Mentions of a word that are looked at."""


@frozen
class Described:
    """A description as its noun and the words with a capital beside that: Norwegian diplomat."""

    head: Token
    proper: frozenset[str]


@frozen(kw_only=True)
class Scene:
    """An article with what tells who stands near what."""

    article: Article
    language: str
    words: Words
    units: Sequence[Sentence]
    blocks: Sequence[Block]
    _places: defaultdict[str, list[Token]] = field(factory=lambda: defaultdict(list), init=False, repr=False, eq=False)

    def described(self, quote: Quote) -> Described | None:
        """The speaker's description; one that points back is taken with the words of the first mention."""
        if quote.speaker is None:
            return None
        run: list[Token] = []
        for token in self.words.within(quote.speaker):
            if token.is_content and token.kind == "word":
                run.append(token)
            elif run:
                break
        if not run:
            return None
        head = run[0] if self.language in HEAD_FIRST else run[-1]
        if self.language != "de" and head.text[0].isupper():
            return None
        proper = frozenset(t.key for t in run if t is not head and t.text[0].isupper())
        if not proper and len(run) == 1:
            proper = self.first_mention(head, quote.span.start)
        return Described(head, proper)

    def first_mention(self, head: Token, before: int) -> frozenset[str]:
        """The word with a capital right before the last mention of a noun in these paragraphs."""
        reach = Span(self.article.id, self.start_of(before, BACK), before)
        tokens = self.words.within(reach)
        for one, other in reversed(list(itertools.pairwise(tokens))):
            if other.stem == head.stem:
                return frozenset({one.key}) if one.text[0].isupper() and one.is_content else frozenset()
        return frozenset()

    def start_of(self, at: int, back: int) -> int:
        """Where the block so many before that of an offset begins."""
        n = bisect.bisect_right(self.blocks, at, key=lambda block: block.span.start) - 1
        return self.blocks[max(0, n - back)].span.start if self.blocks else 0

    def mentions(self, key: str) -> list[Token]:
        """Where a word stands, by its key or stem."""
        if not self._places:
            for token in self.words.tokens:
                for form in {token.key, token.stem}:
                    self._places[form].append(token)
        return self._places.get(key, [])[:MANY]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds an offset."""
        return bisect.bisect_right(self.units, at, key=lambda unit: unit.span.start) - 1

    def stand_together(self, head: Token, name: str) -> bool:
        """Whether a noun and a surname stand in one sentence, so that one may describe the other."""
        places = {self.sentence_of(t.span.start) for t in self.mentions(head.stem)}
        return any(self.sentence_of(t.span.start) in places for t in self.mentions(name))

    def is_fresh(self, name: str, quote: Quote) -> bool:
        """Whether somebody of that name was told of in the paragraphs before the quotation."""
        start = self.start_of(quote.span.start, BACK)
        return any(start <= t.span.start < quote.span.end for t in self.mentions(name))


def is_another(scenes: tuple[Scene, Scene], quotes: tuple[Quote, Quote]) -> tuple[str, str] | None:
    """How both speakers are told, where one at least is described and it cannot be the other."""
    told = [scene.described(quote) if not quote.name else None for scene, quote in zip(scenes, quotes, strict=True)]
    names = [quote.name.casefold().rsplit(" ", 1)[-1] for quote in quotes]
    if told[0] and told[1]:
        is_other = differ(told[0], told[1], scenes)
    elif told[0] and names[1]:
        is_other = is_apart(scenes, told[0], names[1], at=0, quote=quotes[0])
    elif told[1] and names[0]:
        known = bool(scenes[0].mentions(told[1].head.stem))
        is_other = known and is_apart(scenes, told[1], names[0], at=1, quote=quotes[1])
    else:
        is_other = False
    if not is_other:
        return None
    before, after = (
        quote.name or scene.article.text[quote.speaker.start : quote.speaker.end] if quote.speaker else quote.name
        for scene, quote in zip(scenes, quotes, strict=True)
    )
    return before, after


def differ(one: Described, other: Described, scenes: tuple[Scene, Scene]) -> bool:
    """Whether the same noun goes with another nation, town or house, which the source knows too."""
    if one.head.stem != other.head.stem or not one.proper or not other.proper or one.proper & other.proper:
        return False
    if any(a[:4] == b[:4] for a in one.proper for b in other.proper):
        return False
    return all(scenes[0].mentions(word) for word in other.proper)


def is_apart(scenes: tuple[Scene, Scene], told: Described, name: str, *, at: int, quote: Quote) -> bool:
    """Whether a described speaker is not the one who is named: both texts keep them apart."""
    if not scenes[0].mentions(name) or not scenes[1].mentions(name):
        return False
    if any(scene.stand_together(told.head, name) for scene in scenes):
        return False
    return not scenes[at].is_fresh(name, quote)
