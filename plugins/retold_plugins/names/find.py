"""The provider of names: capitalised sequences, with titles, what stands beside them, and their short forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from retold import BLOCKS, LANGUAGE, SENTENCES, Context, Span, provides
from retold_plugins.names.artifacts import NAMES, ORGANISATION, OTHER, PERSON, PLACE, Name
from retold_plugins.names.cues import Cues, cues
from retold_plugins.segmentation.artifacts import WORDS, Token

OPENING = frozenset("\"“„«‘'‹「『:•*…”")
LONGEST = 8
"""Words of a name; what is longer is a heading or a list."""
ARTICLES = frozenset(
    "der die das des dem den ein eine einen einem einer eines im am zum zur beim vom kein keine".split()
)
"""Words before a noun of German that are not before the name of a place."""
TITLE_CASE = 0.6
"""A heading with this share of capitalised words gives them capitals for being a heading."""


@provides(NAMES, needs=[WORDS, SENTENCES, BLOCKS, LANGUAGE])
def names(ctx: Context) -> tuple[Name, ...]:
    """All names of the article."""
    language = ctx.here(LANGUAGE).split("-")[0]
    headings = [b.span for b in ctx.here(BLOCKS) if b.kind == "heading"]
    finder = Finder(
        ctx.article.text, ctx.here(WORDS).tokens, cues(language), {s.span.start for s in ctx.here(SENTENCES)}, headings
    )
    return tuple(joined(finder.sure()))


def is_capitalised(token: Token) -> bool:
    """A word that begins with a capital and is more than one letter, or is an initial."""
    return token.kind == "word" and token.text[0].isupper()


class Finder:
    """Finds the names of one text."""

    def __init__(
        self, text: str, tokens: Sequence[Token], known: Cues, starts: set[int], headings: Sequence[Span]
    ) -> None:
        self.text, self.tokens, self.cues = text, tokens, known
        self.initial = self.initials(starts)
        self.shouted = self.in_title_case(headings)
        self.lower: set[str] = set()
        self.middle: dict[str, int] = {}
        self.capitalised: list[int] = []
        for i, token in enumerate(tokens):
            if token.kind != "word":
                continue
            if not token.text[0].isupper():
                self.lower.add(token.key)
                continue
            self.capitalised.append(i)
            if i not in self.initial and i not in self.shouted:
                self.middle[token.key] = self.middle.get(token.key, 0) + 1

    def initials(self, starts: set[int]) -> set[int]:
        """The tokens that begin a sentence or a quotation, and would have a capital anyhow."""
        out: set[int] = set()
        waiting = True
        for i, token in enumerate(self.tokens):
            if token.span.start in starts:
                waiting = True
            if token.kind == "mark":
                waiting = waiting or token.text in OPENING or token.text in ".!?"
                continue
            if waiting:
                out.add(i)
            waiting = False
        return out

    def in_title_case(self, headings: Sequence[Span]) -> set[int]:
        """The tokens of headings in which most words have capitals."""
        out: set[int] = set()
        i = 0
        for heading in headings:
            while i < len(self.tokens) and self.tokens[i].span.start < heading.start:
                i += 1
            first = i
            while i < len(self.tokens) and self.tokens[i].span.start < heading.end:
                i += 1
            words = [n for n in range(first, i) if self.tokens[n].kind == "word" and not self.tokens[n].is_stop]
            upper = sum(self.tokens[n].text[0].isupper() for n in words)
            if len(words) >= 4 and upper >= TITLE_CASE * len(words) and not self.cues.nouns_have_capitals:
                out.update(range(first, i))
        return out

    def names(self) -> Iterator[Name]:
        """Names in order."""
        end = 0
        for i in self.capitalised:
            if i < end:
                continue
            end = self.run(i)
            first, last = self.trimmed(i, end)
            if first < last:
                yield self.name(first, last, i)

    def sure(self) -> list[Name]:
        """The names; in a language whose nouns have capitals, without the words that may be nouns."""
        found = list(self.names())
        if not self.cues.nouns_have_capitals:
            return found
        parts = {part for name in found if len(name.parts) > 1 for part in name.parts}
        return [name for name in found if len(name.parts) > 1 or name.title or self.stands_out(name, parts)]

    def stands_out(self, name: Name, parts: set[str]) -> bool:
        """Whether one word among nouns with capitals is a name: of a longer one, in capitals, or of a place."""
        if name.parts[0] in parts or (name.text.isupper() and len(name.text) > 1):
            return True
        return name.kind == PLACE and self.is_bare(name)

    def is_bare(self, name: Name) -> bool:
        """Whether a word never has an article or an ending here, as names of places have none."""
        place = name.parts[0]
        return not any(
            token.key == place and i and self.tokens[i - 1].key in ARTICLES for i, token in enumerate(self.tokens)
        )

    def run(self, i: int) -> int:
        """The end of the capitalised words that begin here, with the small words between them."""
        end = i + 1
        while end < len(self.tokens) and end - i < LONGEST:
            j = end
            if self.tokens[j].kind == "mark" and self.tokens[j].text == "." and self.is_initial(end - 1):
                j += 1
            while j < len(self.tokens) and j - end < 3 and self.tokens[j].key in self.cues.joiners and self.near(j):
                j += 1
            if j < len(self.tokens) and self.tokens[j].text == "-" and self.near(j, tight=True):
                j += 1
            if j >= len(self.tokens) or not is_capitalised(self.tokens[j]) or not self.near(j):
                break
            if j in self.initial and self.tokens[j - 1].text not in "-.":
                break
            end = j + 1
        return end

    def is_initial(self, i: int) -> bool:
        """A single capital letter, or an abbreviated title."""
        token = self.tokens[i]
        return (len(token.text) == 1 and token.text.isupper()) or token.key in (
            "mr",
            "mrs",
            "ms",
            "dr",
            "st",
            "prof",
            "gen",
            "sen",
            "gov",
        )

    def near(self, j: int, *, tight: bool = False) -> bool:
        """Whether a token follows the one before it with at most one space (or none)."""
        gap = self.text[self.tokens[j - 1].span.end : self.tokens[j].span.start]
        return gap == "" or (not tight and len(gap) == 1 and gap != "\n" and gap.isspace())

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The run without words that only have a capital for standing first, and without titles."""
        tokens = self.tokens
        while first < last and not self.may_begin(first, last):
            first += 1
        n, titled = first, False
        while n < last - 1:
            width = self.title_at(n, last)
            if width:
                titled = True
            elif tokens[n].text != "." and tokens[n].key not in self.cues.joiners:
                break
            n += width or 1
        if titled and n < last:
            first = n
        if last - first == 1 and tokens[first].key in self.cues.titles:
            return last, last
        while last > first and tokens[last - 1].key in self.cues.joiners:
            last -= 1
        return first, last

    def title_at(self, n: int, last: int) -> int:
        """How many words of a title begin here: prime minister, president."""
        for width in (3, 2, 1):
            if n + width < last and " ".join(t.key for t in self.tokens[n : n + width]) in self.cues.titles:
                return width
        return 0

    def may_begin(self, n: int, last: int) -> bool:
        """Whether a capitalised word can be the first of a name."""
        token = self.tokens[n]
        if not is_capitalised(token) or token.key in self.cues.not_names or self.is_bare_letter(token):
            return False
        shout = n in self.shouted
        seen = self.middle.get(token.key, 0)
        if shout:
            return seen > 0 and token.key not in self.lower
        if n not in self.initial:
            return not token.is_stop or n + 1 < last or token.text.isupper()
        if token.is_stop and not seen:
            return False
        if self.cues.nouns_have_capitals:
            return seen > 0 or n + 1 < last
        if token.key in self.lower and seen < 2:
            return False
        return seen > 0 or n + 1 < last or (len(token.text) > 1 and token.text.isupper())

    @staticmethod
    def is_bare_letter(token: Token) -> bool:
        """One capital letter is no name by itself."""
        return token.key in ("i", "a", "e", "o", "y", "à", "é")

    def name(self, first: int, last: int, run: int) -> Name:
        """The name of these tokens."""
        tokens = self.tokens[first:last]
        span = Span(tokens[0].span.article, tokens[0].span.start, tokens[-1].span.end)
        parts = tuple(t.key for t in tokens if t.kind == "word" and t.key not in self.cues.joiners)
        title = self.title(first, run)
        text = self.text[span.start : span.end]
        return Name(
            span=span, text=text, kind=self.kind(first, last, parts, title), entity=text, title=title, parts=parts
        )

    def title(self, first: int, run: int) -> str:
        """Titles inside the run before the name, or the word right before it."""
        n = run
        while n < first:
            if self.title_at(n, first + 1):
                return self.text[self.tokens[n].span.start : self.tokens[first - 1].span.end]
            n += 1
        n = first - 1
        if n >= 0 and self.tokens[n].text == "." and self.near(n, tight=True):
            n -= 1
        if n >= 0 and self.tokens[n].key in self.cues.titles and self.near(first):
            return self.tokens[n].text
        return ""

    def kind(self, first: int, last: int, parts: Sequence[str], title: str) -> str:
        """person, place, organisation or other, by what the name holds and what stands beside it."""
        if not self.cues.organisations.isdisjoint(parts):
            return ORGANISATION
        if not self.cues.places.isdisjoint(parts):
            return PLACE
        if title:
            return PERSON
        text = self.tokens[first].text
        if len(parts) == 1 and len(text) > 1 and text.isupper():
            return ORGANISATION
        before = self.tokens[first - 1].key if first else ""
        after = [t.key for t in self.tokens[last : last + 2]]
        if (
            before in self.cues.place_before
            and before != "of"
            and len(parts) <= 2
            and not set(after) & self.cues.person_after
        ):
            return PLACE
        if len(parts) in (2, 3) and (set(after) & self.cues.person_after or self.has_age(last)):
            return PERSON
        return OTHER

    def has_age(self, last: int) -> bool:
        """Whether an age in commas follows."""
        after = self.tokens[last : last + 3]
        return len(after) == 3 and after[0].text == "," and after[1].kind == "number" and after[2].text in ",."


def joined(found: list[Name]) -> Iterator[Name]:
    """The names with the longest form and the surest kind of each."""
    by_form: dict[tuple[str, ...], list[Name]] = {}
    for name in found:
        by_form.setdefault(name.parts, []).append(name)
    long_forms = [parts for parts in by_form if 2 <= len(parts) <= 5]
    of_word: dict[str, list[tuple[str, ...]]] = {}
    for parts in long_forms:
        for word in {*parts, acronym(parts)}:
            of_word.setdefault(word, []).append(parts)
    full = {parts: longest(parts, of_word, by_form) for parts in by_form}
    kinds = {parts: surest(by_form[parts] + by_form.get(full[parts], [])) for parts in by_form}
    for name in found:
        entity, kind = by_form[full[name.parts]][0].text, kinds[name.parts]
        yield name if (name.entity, name.kind) == (entity, kind) else evolve(name, entity=entity, kind=kind)


def acronym(parts: Sequence[str]) -> str:
    """The initials of a name of several words."""
    return "".join(part[0] for part in parts)


def longest(
    parts: tuple[str, ...], of_word: dict[str, list[tuple[str, ...]]], by_form: dict[tuple[str, ...], list[Name]]
) -> tuple[str, ...]:
    """The fuller form that a short one stands for: the surname's, the acronym's; itself where there is none."""
    best, rank = parts, (0, 0)
    for other in of_word.get(parts[-1], []):
        if other == parts or len(other) <= len(parts):
            continue
        ends = other[-len(parts) :] == parts
        begins = other[: len(parts)] == parts
        short = len(parts) == 1 and acronym(other) == parts[0] and by_form[parts][0].text.isupper()
        if (ends or begins or short) and not (
            begins and not ends and by_form[other][0].kind != PERSON and len(parts) == 1
        ):
            score = (2 if ends or short else 1, len(by_form[other]))
            if score > rank:
                best, rank = other, score
    return best


def surest(group: Sequence[Name]) -> str:
    """The kind that most of the occurrences have that have one."""
    votes = [name.kind for name in group if name.kind != OTHER]
    return max(sorted(set(votes)), key=votes.count) if votes else OTHER
