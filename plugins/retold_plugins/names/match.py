"""The provider of name matches: the same name, the name spelt otherwise, or another one in its place."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from retold import FURNITURE, LANGUAGE, RELATION, SENTENCE_ALIGNMENT, Context, Link, Match, Span, SpanSet, provides
from retold_plugins.names.artifacts import NAME_MATCHES, NAMES, ORGANISATION, OTHER, PERSON, PLACE, Name
from retold_plugins.names.cues import cues
from retold_plugins.names.likeness import (
    are_one_first_name,
    are_variants,
    is_regional,
    is_variant,
    romanised,
    similar,
    skeleton,
)
from retold_plugins.segmentation.artifacts import WORDS, Token, Words

CHANGED, SPELT = "names/changed", "localisation/name"
CAPITALS = frozenset(
    "en de fr es pt it nl sv da no nb nn fi pl cs sk hu ro tr id ru uk bg el hr sr sl et lv lt ca".split()
)
"""Languages whose script has capitals, so that names are seen; in others they are found by their sound."""


@provides(NAME_MATCHES, needs=[NAMES, SENTENCE_ALIGNMENT, WORDS, LANGUAGE, RELATION, FURNITURE])
def matches(ctx: Context) -> tuple[Match, ...]:
    """Counterparts between one source and the retelling."""
    sides = [names_of(ctx, article.id) for article in (ctx.source, ctx.retelling)]
    languages = [ctx[LANGUAGE][article.id].split("-")[0] for article in (ctx.source, ctx.retelling)]
    words = ctx[WORDS][ctx.source.id], ctx[WORDS][ctx.retelling.id]
    adjectives = cues(languages[0]).demonyms | cues(languages[1]).demonyms
    matcher = Matcher(sides, words, adjectives, languages[0] != languages[1], ctx.here(RELATION).is_derived)
    links = ctx.here(SENTENCE_ALIGNMENT).links
    found: dict[tuple[Span, Span], Match] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.source, link.retelling)):
        if languages[0] in CAPITALS and languages[1] in CAPITALS:
            pairs = matcher.in_link(link)
        else:
            pairs = matcher.by_sound(link, languages[0] in CAPITALS)
        for a, b, change, sure in pairs:
            if change == SPELT and (not matcher.is_derived or ctx.text(a) == ctx.text(b)):
                change = ""
            match = Match(
                source=(a,), retelling=(b,), change=change, value=f"{ctx.text(a)} → {ctx.text(b)}", confidence=sure
            )
            found.setdefault((a, b), match)
    if languages[0] == languages[1] and matcher.is_derived:
        for x, y in matcher.elsewhere(SpanSet(b for _, b in found)):
            found.setdefault((x, y), Match(source=(x,), retelling=(y,), change=CHANGED, confidence=0.55))
        told = SpanSet(span for pair, match in found.items() if match.change for span in pair)
        for x, y in matcher.renamed(told):
            found[x, y] = Match(source=(x,), retelling=(y,), change=CHANGED, confidence=0.75)
    return tuple(without_short_forms([found[pair] for pair in sorted(found)], ctx.text))


def without_short_forms(found: Sequence[Match], text: Callable[[Span], str]) -> Iterator[Match]:
    """A surname spelt otherwise is told with the full name, where that is told."""
    told: list[tuple[set[str], set[str]]] = []
    for match in found:
        sides = {*text(match.source[0]).casefold().split()}, {*text(match.retelling[0]).casefold().split()}
        if match.change == SPELT and any(sides[0] < a and sides[1] < b for a, b in told):
            yield evolve(match, change="")
            continue
        if match.change == SPELT:
            told.append(sides)
        yield match


def names_of(ctx: Context, article: str) -> list[Name]:
    """The names of an article that do not stand in furniture."""
    junk = SpanSet(block.span for block in ctx[FURNITURE].get(article, ()))
    return [name for name in ctx[NAMES][article] if not junk.touches(name.span)]


COMMON = frozenset(
    """
    new old north south east west northern southern eastern western great greater upper lower central royal national
    united saint st san santa los las la port fort mount lake cape world red white black green blue first high super
    grand big nord sud est ouest nouveau nouvelle neue neuer alt bad norte sur nuevo nueva novo nova noord zuid
    """.split()
)
"""Words that begin many names of places and things, so that sharing one says nothing."""

SURE = 0.9
"""In sentences linked so surely the one strange name stands for the one of its kind that is gone."""
COMPOUND = 4
"""Letters of the noun that a compound is shortened to."""
MANY = 100
"""Names of one sentence that are looked at."""
Pairs = Iterator[tuple[Span, Span, str, float]]


class Matcher:
    """The names of two texts, and the questions that are asked of a pair of them."""

    def __init__(
        self,
        sides: Sequence[list[Name]],
        words: tuple[Words, Words],
        adjectives: frozenset[str],
        across: bool,
        is_derived: bool,
    ) -> None:
        self.sides, self.words, self.across, self.is_derived = sides, words, across, is_derived
        self.adjectives = adjectives
        self.starts = [[name.span.start for name in side] for side in sides]
        self.parts = [{part for name in side for part in name.parts} for side in sides]
        self.keys = [{token.key for token in w.tokens} for w in words]
        self.small = {token.key for w in words for token in w.tokens if token.text[0].islower()}

    def within(self, side: int, units: Iterable[Span]) -> list[Name]:
        """The names of a side that stand in these units."""
        out: list[Name] = []
        for unit in units:
            a, b = (bisect.bisect_left(self.starts[side], at) for at in (unit.start, unit.end))
            out += self.sides[side][a:b]
        return out

    def in_link(self, link: Link) -> Pairs:
        """Pairs of names of linked sentences."""
        a, b = self.within(0, link.source)[:MANY], self.within(1, link.retelling)[:MANY]
        free = [list(a), list(b)]
        for x in a:
            y = next((y for y in free[1] if y.parts == x.parts), None) or next(
                (y for y in free[1] if same_entity(x, y)), None
            )
            if y is not None:
                free[0].remove(x)
                free[1].remove(y)
                yield x.span, y.span, "", 1.0
        alone = self.strangers(free[1], 0) == 1
        for x in list(free[0]):
            for y in free[1]:
                tail = self.tail(x, y) if self.across else None
                if tail:
                    free[1].remove(y)
                    yield *tail, SPELT, 0.8
                    break
                verdict = self.verdict(link, x, y, alone=alone)
                if verdict:
                    free[0].remove(x)
                    free[1].remove(y)
                    yield x.span, y.span, verdict[0], verdict[1]
                    break
        if not self.across and self.is_derived:
            yield from self.at_the_beginning(link, free)

    def at_the_beginning(self, link: Link, free: Sequence[Sequence[Name]]) -> Pairs:
        """A name, and the word with a capital that stands in its place at the beginning of the sentence."""
        for unit, other in itertools.product(link.source[:3], link.retelling[:3]):
            named = [next((n for n in free[i] if n.span.start == at.start), None) for i, at in enumerate((unit, other))]
            x, y = (named[i] or self.opener(i, at) for i, at in enumerate((unit, other)))
            if x is None or y is None or not any(named) or related(x, y):
                continue
            a, b = (beside(w, n.span, after=True) for w, n in zip(self.words, (x, y), strict=True))
            alike = len(a) == len(b) == 2 and [t.stem for t in a] == [t.stem for t in b]
            if alike and not self.known(y, 0) and not self.known(x, 1):
                yield x.span, y.span, CHANGED, 0.65

    def opener(self, side: int, unit: Span) -> Name | None:
        """The first word of a sentence, if it may be a name: no function word, and nowhere in small letters."""
        token = next(iter(self.words[side].within(unit)), None)
        if token is None or token.kind != "word" or token.is_stop or not token.text[0].isupper():
            return None
        if token.key in self.small or (token.key.endswith("s") and len(token.key) > 3):
            return None  # Managers, Schulkinds: more likely many than a name
        return Name(span=token.span, text=token.text, kind=OTHER, entity=token.text, parts=(token.key,))

    def tail(self, x: Name, y: Name) -> tuple[Span, Span] | None:
        """Where one name is the end of the other, spelt otherwise: University of Port Reed, Puerto Reed."""
        n = min(len(x.parts), len(y.parts))
        if n < 2 or len(x.parts) == len(y.parts):
            return None
        if not are_variants(x.parts[-n:], y.parts[-n:]):
            return None
        ends = []
        for side, name in enumerate((x, y)):
            words = [t for t in self.words[side].within(name.span) if t.key in name.parts][-n:]
            ends.append(Span(name.span.article, words[0].span.start, name.span.end))
        return ends[0], ends[1]

    def strangers(self, names: Iterable[Name], side: int) -> int:
        """How many of the names the other text does not know at all."""
        return sum(self.is_stranger(name, side) for name in names)

    def is_stranger(self, name: Name, side: int) -> bool:
        """Whether the other text has no word of a name, but for those that begin many names."""
        telling = [part for part in name.parts if part not in COMMON] or list(name.parts)
        return not any(part in self.keys[side] for part in telling)

    def elsewhere(self, told: SpanSet) -> Iterator[tuple[Span, Span]]:
        """Names that the source does not know, and the one that stands between the same words there."""
        places: dict[tuple[str, str], list[Name]] = {}
        for x in self.sides[0]:
            for place in self.setting(0, x):
                places.setdefault(place, []).append(x)
        for y in self.sides[1]:
            if told.touches(y.span) or not self.is_stranger(y, 0):
                continue
            for place in self.setting(1, y):
                rows = places.get(place, [])
                found = [
                    x
                    for x in rows
                    if compatible(x, y) and not related(x, y) and self.is_stranger(x, 1)
                    if (x.parts[-1] in self.adjectives) == (y.parts[-1] in self.adjectives)
                    if x.text.isupper() == y.text.isupper()
                ]
                if len({x.parts for x in found}) == 1 == len({x.parts for x in rows}):
                    yield found[0].span, y.span
                    break

    def renamed(self, told: SpanSet) -> Iterator[tuple[Span, Span]]:
        """Another first name with a surname that both texts know, where a word beside both says who that is."""
        people = [
            {n.parts[-1]: n for n in reversed(side) if len(n.parts) == 2 and n.kind in (PERSON, OTHER)}
            for side in self.sides
        ]
        for surname, x in people[0].items():
            y = people[1].get(surname)
            if y is None or x.parts == y.parts or told.touches(x.span) or told.touches(y.span):
                continue
            first = x.parts[0], y.parts[0]
            if first[0] in self.keys[1] or first[1] in self.keys[0] or are_one_first_name(*first):
                continue
            if surname not in COMMON and self.roles(0, surname) & self.roles(1, surname):
                yield x.span, y.span

    def roles(self, side: int, surname: str) -> frozenset[str]:
        """The telling words beside the names that end in a surname."""
        found: set[str] = set()
        for name in self.sides[side]:
            if name.parts[-1:] == (surname,):
                for after in (True, False):
                    near = beside(self.words[side], name.span, after=after)
                    found |= {t.stem for t in near if t.is_content and t.kind == "word"}
        return frozenset(found)

    def setting(self, side: int, name: Name) -> Iterator[tuple[str, str]]:
        """The two words behind a name and the two before it, where they say something."""
        for after in (True, False):
            near = beside(self.words[side], name.span, after=after)
            if len(near) < 2 or any(t.kind != "word" for t in near):
                continue
            if near[0].is_content and not near[0].text[0].isupper():
                yield near[0].stem, f"{near[1].stem} {after}"

    def verdict(self, link: Link, x: Name, y: Name, *, alone: bool) -> tuple[str, float] | None:
        """What two different names in linked sentences are to each other."""
        gone = not self.known(x, 1)
        new = not self.known(y, 0)
        if len({name.parts[-1] in self.adjectives for name in (x, y)}) > 1 or any(map(are_many, (x, y))):
            return None
        if x.kind == y.kind == OTHER and is_shortened(x.parts, y.parts):
            return None
        if are_variants(x.parts, y.parts):
            if self.across and is_translated(x, y):
                return "", 0.7
            spelt = (gone or new) and not all(is_regional(p, q) for p, q in zip(x.parts, y.parts, strict=True))
            return (SPELT, 0.85) if spelt else ("", 0.7)
        if self.across and len(x.parts) > 2 and x.parts[1:] == y.parts[1:]:
            return "", 0.7  # "Chauffeur Jan Smit", "Fahrer Jan Smit": what comes first is no part of the name
        if gone and new and self.one_part_changed(x, y):
            return CHANGED, 0.85
        if self.across:
            return None
        place = self.same_place(x, y)
        known_people = x.kind == y.kind == PERSON and (new or gone)
        if place >= 4 and (new or known_people) and compatible(x, y) and not related(x, y):
            return CHANGED, 0.8
        if not (new and gone and compatible(x, y)) or related(x, y):
            return None
        if place >= 3:
            return CHANGED, 0.75
        if place == 2 and alone and link.score >= 0.5:
            return CHANGED, 0.65
        same_kind = x.kind == y.kind and x.kind in (PERSON, PLACE, ORGANISATION)
        return (CHANGED, 0.55) if same_kind and alone and self.is_derived and link.score >= SURE else None

    def known(self, name: Name, side: int) -> bool:
        """Whether the other text has this name too: all its words."""
        return all(part in self.keys[side] for part in name.parts)

    @staticmethod
    def one_part_changed(x: Name, y: Name) -> bool:
        """One word of a name of two or three is another: another first name or surname."""
        if len(x.parts) != len(y.parts) or not 2 <= len(x.parts) <= 3 or ORGANISATION in (x.kind, y.kind):
            return False
        odd = [(p, q) for p, q in zip(x.parts, y.parts, strict=True) if p != q]
        if len(odd) != 1 or is_variant(*odd[0]) or are_one_first_name(*odd[0]):
            return False
        if PERSON in (x.kind, y.kind):
            return True
        shared = next(p for p, q in zip(x.parts, y.parts, strict=True) if p == q)
        return PLACE not in (x.kind, y.kind) and shared not in COMMON

    def same_place(self, x: Name, y: Name) -> int:
        """How many of the two words before and the two after are the same in both texts."""
        total = 0
        for after in (False, True):
            a, b = (beside(w, n.span, after=after) for w, n in zip(self.words, (x, y), strict=True))
            for p, q in zip(a, b, strict=False):
                if p.stem != q.stem:
                    break
                total += 1
            if not a and not b:
                total += 2
        return total

    def by_sound(self, link: Link, source_has_capitals: bool) -> Pairs:
        """Names of the side with capitals found in the other by their consonants."""
        side = 0 if source_has_capitals else 1
        units = (link.source, link.retelling)
        tokens = [t for unit in units[1 - side] for t in self.words[1 - side].within(unit) if t.kind == "word"]
        used: set[int] = set()
        for name in self.within(side, units[side]):
            at = find_by_sound(name.parts, tokens, used)
            if at is None:
                continue
            used.update(range(at, at + len(name.parts)))
            first, last = tokens[at].span, tokens[at + len(name.parts) - 1].span
            other = Span(first.article, first.start, last.end)
            yield (name.span, other, SPELT, 0.85) if side == 0 else (other, name.span, SPELT, 0.85)


def is_shortened(x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether one word differs and is the end of the other: a compound noun (with a capital) without its first part."""
    odd = [sorted(pair, key=len) for pair in zip(x, y, strict=False) if pair[0] != pair[1]]
    if len(x) != len(y) or len(x) < 2 or len(odd) != 1:
        return False
    short, long = odd[0]
    return len(short) >= COMPOUND and len(long) > len(short) + 2 and long.endswith(short)


def beside(words: Words, span: Span, *, after: bool) -> list[Token]:
    """The two words next to a name, the nearest first."""
    if after:
        tokens = words.within(Span(span.article, span.end, span.end + 40))
        return [t for t in tokens if t.kind in ("word", "number")][:2]
    tokens = words.within(Span(span.article, max(0, span.start - 40), span.start))
    return [t for t in tokens if t.kind in ("word", "number")][::-1][:2]


def same_entity(x: Name, y: Name) -> bool:
    """Whether one is a form of the other."""
    a, b = set(x.parts), set(y.parts)
    return a <= b or b <= a or x.entity.casefold() == y.entity.casefold()


def are_many(name: Name) -> bool:
    """Whether the word is the plural of an abbreviation, which stands for people or things of a sort: MPs, NGOs."""
    return len(name.text) > 2 and name.text[-1] == "s" and name.text[:-1].isupper()


def is_translated(x: Name, y: Name) -> bool:
    """Whether names of several words with little ones between are the same institution's in two languages."""
    return all(len(name.parts) > 1 and any(word.islower() for word in name.text.split()) for name in (x, y))


def compatible(x: Name, y: Name) -> bool:
    """Whether both can be of one kind."""
    known = {x.kind, y.kind} & {PERSON, PLACE, ORGANISATION}
    return len(known) < 2


def related(x: Name, y: Name) -> bool:
    """Whether the names share a word or a root, or one is the other's initials: then it is no other one."""
    if set(x.parts) & set(y.parts):
        return not (len(x.parts) == len(y.parts) >= 2)
    initials = ["".join(part[0] for part in n.parts) for n in (x, y)]
    if initials[0] == y.parts[0] or initials[1] == x.parts[0]:
        return True
    if any(p.startswith(q) or q.startswith(p) for p in x.parts for q in y.parts):
        return True
    return any(p[:4] == q[:4] for p in x.parts for q in y.parts if min(len(p), len(q)) >= 4)


def find_by_sound(parts: Sequence[str], tokens: Sequence[Token], used: set[int]) -> int | None:
    """Where words of these sounds stand."""
    best, score = None, 0.0
    for i in range(len(tokens) - len(parts) + 1):
        if any(n in used for n in range(i, i + len(parts))):
            continue
        alike = [sounds_alike(part, tokens[i + n].key) for n, part in enumerate(parts)]
        if min(alike) > 0 and is_sure(alike, parts) and sum(alike) / len(alike) > score:
            best, score = i, sum(alike) / len(alike)
    return best


def is_sure(alike: Sequence[float], parts: Sequence[str]) -> bool:
    """One short word that sounds alike is chance; several are not."""
    return len(parts) > 1 or alike[0] >= (0.6 if len(skeleton(parts[0])) >= 3 else 0.78)


def sounds_alike(latin: str, other: str) -> float:
    """How alike a name in Latin letters and a word in another script sound; 0 if they are no pair."""
    if not romanised(other) or not romanised(latin):
        return 0.0
    a, b = skeleton(latin), skeleton(other)
    if not a or a != b:
        return 0.0
    alike = similar(latin, other)
    return max(alike, 0.5) if alike >= (0.55 if len(a) >= 3 else 0.6) else 0.0
