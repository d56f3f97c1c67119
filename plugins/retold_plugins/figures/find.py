"""The provider of figures: walks an article once, from digit to digit and from number word to number word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from retold import LANGUAGE, Article, Context, Span, provides
from retold_plugins.figures import dates, numbers, quantities, ranges
from retold_plugins.figures.artifacts import DATE, DURATION, FIGURES, MULTIPLE, TIME, Figure
from retold_plugins.figures.dollars import own_dollars
from retold_plugins.figures.page import Page
from retold_plugins.figures.vocabulary import Vocabulary, fold, vocabulary
from retold_plugins.segmentation.artifacts import WORDS, Token, Words

DIGIT = re.compile(rf"\d|[{numbers.VULGAR}]")
ADDRESS = re.compile(r"(?:https?://|www\.|[\w.]{1,60}@)\S{1,300}")


@provides(FIGURES, needs=[LANGUAGE, WORDS])
def figures(ctx: Context) -> tuple[Figure, ...]:
    """All figures of the article."""
    return find(ctx.article, ctx.here(LANGUAGE), ctx.here(WORDS))


def find(article: Article, language: str, words: Words) -> tuple[Figure, ...]:
    """The figures of a text whose language and words are known."""
    reader = Reader(article, vocabulary(language), words.tokens)
    return tuple(ranges.joined(article.text, own_dollars(list(reader.figures()), article.text), reader.vocab))


@frozen
class Start:
    """A place where a figure may begin: a digit, or a word (with its token's index)."""

    pos: int
    token: int = -1


def may_hold_address(text: str) -> bool:
    """Whether it is worth looking for addresses: the search costs more than all else does in a text without any."""
    return any(part in text for part in ("@", "www.", "http"))


class Reader:
    """Reads the figures of one article."""

    def __init__(self, article: Article, vocab: Vocabulary, tokens: Sequence[Token]) -> None:
        self.page = Page(article=article, text=article.text, vocab=vocab, tokens=tokens)
        self.article, self.text, self.vocab, self.tokens = article, article.text, vocab, tokens
        self.skip = [match.span() for match in ADDRESS.finditer(self.text)] if may_hold_address(self.text) else []

    def places(self) -> list[Start]:
        """Where to look, in order."""
        first, compounds = self.vocab.first_words, self.vocab.compounds
        found = [Start(m.start()) for m in DIGIT.finditer(self.text)]
        for i, token in enumerate(self.tokens):
            if token.kind != "word":
                continue
            key = token.key if token.key.isascii() else fold(token.key)
            if key in first or (compounds and numbers.compound(key, self.vocab.language) is not None):
                found.append(Start(token.span.start, i))
        found.sort(key=lambda start: start.pos)
        return found

    def figures(self) -> Iterator[Figure]:
        """All figures in order, before their neighbours are looked at."""
        cursor, n = 0, 0
        for start in self.places():
            while n < len(self.skip) and self.skip[n][1] <= start.pos:
                n += 1
            if start.pos < cursor or (n < len(self.skip) and self.skip[n][0] <= start.pos):
                continue
            figure = self.word(start) if start.token >= 0 else self.digit(start.pos)
            if figure is not None:
                cursor = figure.span.end
                yield figure
            elif start.token < 0:
                cursor = self.past_digits(start.pos)

    def past_digits(self, pos: int) -> int:
        """The end of the digits that belong to no figure: of a label such as A320 or 4x4."""
        while pos < len(self.text) and (self.text[pos].isalnum() or self.text[pos] in "_"):
            pos += 1
        return pos

    def digit(self, pos: int) -> Figure | None:
        """The figure that begins with this digit."""
        if quantities.is_label(self.text, pos):
            return None
        sign = quantities.sign_before(self.text, pos)
        if sign is None:
            moment = dates.in_digits(self.text, pos, self.vocab, self.page.before(pos))
            if moment is not None:
                return self.moment(moment)
        numeral = numbers.numeral_in_digits(self.text, pos, self.vocab)
        return quantities.figure(self.page, numeral, sign) if numeral else None

    def word(self, start: Start) -> Figure | None:
        """The figure that begins with this word."""
        moment = dates.in_words(self.text, self.tokens, start.token, self.vocab, self.page.before(start.pos))
        if moment is not None:
            return self.moment(moment)
        token = self.tokens[start.token]
        times = self.vocab.multiples.get(fold(token.key))
        if times is not None:
            return Figure(
                span=token.span, number=token.span, kind=MULTIPLE, value=times, unit="times", notation="words//"
            )
        found = numbers.numeral_in_words(self.text, self.tokens, start.token, self.vocab)
        if found is None:
            return quantities.article_unit(self.page, start.token)
        numeral, after = found
        if numeral.value == 1 and not numeral.sure and quantities.is_pronoun(self.page, start.token, after):
            return None
        return quantities.figure(self.page, numeral, None)

    def moment(self, found: dates.Moment) -> Figure:
        """A date or time as a figure."""
        span = Span(self.article.id, found.start, found.end)
        if found.kind == DURATION:
            value = float(found.when)
            return Figure(span=span, number=span, kind=DURATION, value=value, unit="second", notation=found.notation)
        return Figure(
            span=span, number=span, kind=TIME if found.kind == TIME else DATE, when=found.when, unit=found.zone,
            date=dates.resolved(found.when, self.article.published), notation=found.notation, sure=found.sure,
        )  # fmt: skip
