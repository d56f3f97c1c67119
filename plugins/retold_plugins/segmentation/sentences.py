"""Sentences, by sentencex and a repair of what it is known to get wrong.

sentencex keeps a quotation whole, glues a bracketed sentence to the next, splits a question from the
clause that reports it and stumbles over some abbreviations. Every cut here is by offsets of the
untouched text.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from retold import BLOCKS, LANGUAGE, SENTENCES, Context, Sentence, Span, provides, tables

Cuts = list[tuple[int, int]]

OPENING = '"“„«‘‹「『'
CLOSED = re.compile(r"[\"”“»’›」』)\]]+$")
QUOTED = re.compile(
    r"“[^“”]{8,2000}”|„[^„“”]{8,2000}[“”]|«[^«»]{8,2000}»|\"[^\"\n]{8,2000}\""
    r"|「[^「」]{8,2000}」|‘[^‘\n]{8,2000}’(?!\w)"
)
OPEN_END = re.compile(r"[“„«\"‘][^”»\"\n]{8,2000}$")
"""A quotation that the paragraph leaves open (it goes on in the next one)."""
BRACKETED = re.compile(r"\([^()]{10,1000}[.!?…]['\"”’»]*\)(?=\s+\S)")
GLUED = re.compile(r"[.!?](?:(?<=[a-zà-öø-ÿ]{2}.)(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])|['”\"](?<=[a-z]..)(?=[A-ZÀ-ÖØ-Þ][a-z]))")
"""A full stop with no space after it, between a lower-case and a capitalised word."""
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w-])[\w-]+\.(?:com|org|net|gov|edu|info|news|co|io|eu|uk|de|fr|es|in|br|au|za)\b",
    re.I,
)
DOTTED = re.compile(r"\.\S|://")
"""What every address has: a search that costs little."""
REACH = 400
"""Whether a sentence goes on is told by so many of its last characters."""
INITIALS = re.compile(r"(?:^|[\s(\"“])[^\W\d_]$")
SHORT = re.compile(r"(?<![^\s(\"“])([^\W\d_]|no|etc|usw|ecc|enz)\.(?=\s+([^\W\d_]{1,12})\b)")
"""A single letter or a word that sentencex takes for an abbreviation in any place, and the word after its stop."""
STOP = re.compile(r"\.(?=\s+[^\W\d_])")
SWALLOWED = re.compile(r"“[^“”\n]{8,2000}(?=“)")
"""Words from a quotation mark that is never closed to the next one that opens."""
MARKER = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]")
ASKED = re.compile(r"[?!？！…]['\"”“»’]+$")


@provides(SENTENCES, needs=[BLOCKS, LANGUAGE])
def sentences(ctx: Context) -> tuple[Sentence, ...]:
    """A heading is one unit; a paragraph and a list item are cut into sentences."""
    language = ctx.here(LANGUAGE)
    found = []
    for i, block in enumerate(ctx.here(BLOCKS)):
        words = ctx.text(block.span)
        cuts = [(0, len(words))] if block.kind == "heading" else cut(words, language)
        for a, b in cuts:
            found.append(Sentence(Span(ctx.article.id, block.span.start + a, block.span.start + b), i))
    return tuple(found)


def cut(text: str, language: str) -> Cuts:
    """The sentences of a paragraph as offsets into it, white space trimmed."""
    pieces = joined(text, split(text, language), language)
    pieces = [piece for start, end in pieces for piece in split_inside(text, start, end, language)]
    return [piece for piece in (trimmed(text, a, b) for a, b in pieces) if piece[0] < piece[1]]


def split(text: str, language: str, offset: int = 0) -> Cuts:
    """sentencex's cuts, and one at a full stop that lacks its space."""
    import sentencex

    code = "en" if language == "und" else language
    at = {b["end_index"] for b in sentencex.get_sentence_boundaries(code, text)}
    at |= {match.end() for match in GLUED.finditer(text)}
    short = {m.end() for m in shorts(text) if m.start() and (opens(m[2], language) or trails_off(m, language))}
    if short:  # a quotation is cut as a whole later on
        at |= short - {i for m in QUOTED.finditer(text) for i in range(m.start() + 1, m.end())}
    if DOTTED.search(text):
        at -= {i for m in ADDRESS.finditer(text) for i in range(m.start() + 1, m.end())}
    bounds = sorted(at | {0, len(text)})
    return [(a + offset, b + offset) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def joined(text: str, pieces: Iterable[tuple[int, int]], language: str) -> Cuts:
    """Pieces put together again where the cut stands inside a sentence."""
    out: Cuts = []
    for start, end in pieces:
        before = text[max(out[-1][0], out[-1][1] - REACH) : out[-1][1]].rstrip() if out else ""
        if out and goes_on(before, text[start:end].lstrip(), language):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def goes_on(before: str, after: str, language: str) -> bool:
    """Whether a cut between the two stands inside one sentence."""
    if not after or MARKER.fullmatch(before):
        return True
    if ASKED.search(before):
        return after[0].islower() or reports(after, language)
    if not any(c.isalnum() for c in after) and len(after) < 4:
        return True
    if not before.endswith(".") or before[-2:-1].isspace() or len(before) < 2:
        return bool(CLOSED.search(before)) and after[0].islower() and not before.endswith(")")
    titles, others = abbreviations(language)
    tail = before[:-1].casefold()
    if INITIALS.search(before[:-1]) and language != "hi":
        return len(before) == 2 or not opens(after.split(None, 1)[0], language)
    if any(tail == t or tail.endswith((" " + t, "(" + t, "\u00a0" + t)) for t in titles):
        return True
    if after[0].islower() or after[0].isdigit():
        return any(tail == o or tail.endswith((" " + o, "(" + o, "\u00a0" + o)) for o in others)
    # a German ordinal: der 2. Weltkrieg
    return language == "de" and bool(re.search(r"(?:^|\s)\d{1,2}\.$", before))


def shorts(text: str) -> Iterator[re.Match[str]]:
    """Short words with a stop inside the text, found from their stops: there are fewer of these than of words."""
    for stop in STOP.finditer(text):
        for letters in (1, 2, 3):
            found = SHORT.match(text, max(0, stop.start() - letters))
            if found and found.end() == stop.end():
                yield found
                break


def opens(word: str, language: str) -> bool:
    """Whether a word is one that a sentence begins with: ``World War I. The``, but ``J. R. Smith``."""
    return word[:1].isupper() and word.strip(",'’").casefold() in openers(language)


def trails_off(short: re.Match[str], language: str) -> bool:
    """Whether an "etc." stands before a capital, where a language writes its nouns without."""
    return len(short[1]) > 2 and short[2][0].isupper() and language != "de"


def reports(after: str, language: str) -> bool:
    """Whether a clause that reports the words before it begins here: ``Vega asked him.``"""
    verbs = reporting_verbs(language)
    words = [word.strip('.,:;!?"”“»').casefold() for word in after.split(None, 5)[:5]]
    return any(word in verbs for word in words[:4]) and not after.startswith(tuple(OPENING))


def split_inside(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Cuts inside quotations of several sentences and after a bracketed sentence."""
    words = text[start:end]
    cuts = {start, end}
    for match in BRACKETED.finditer(words):
        if not words[: match.start()].strip() and begins_sentence(words[match.end() :].lstrip()):
            cuts.add(start + match.end())
        if re.search(r"[.!?…]['\"”’»]*\s+$", words[: match.start()]):
            cuts |= {start + match.start(), start + match.end()}
    for match in (*QUOTED.finditer(words), *OPEN_END.finditer(words), *SWALLOWED.finditer(words)):
        a, b = match.span()
        inner = joined(words[a:b], split(words[a + 1 : b], language, 1), language)
        cuts |= {start + a + piece[0] for piece in inner[1:]}
        after = words[b:].lstrip()
        if (
            re.search(r"[.!?…]['\"”“»’]+$", match.group())
            and after[:1].isupper()
            and not goes_on(match.group(), after, language)
        ):
            cuts.add(start + b)
    ordered = sorted(cuts)
    yield from itertools.pairwise(ordered)


def begins_sentence(after: str) -> bool:
    """Whether a sentence may begin with these words."""
    return after[:1].isupper() or (after[:1] in OPENING and after[1:2].isupper())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@functools.cache
def abbreviations(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, and those that do not before a lower-case letter or digit."""
    table = tables.load(__file__, "abbreviations").get(language.split("-")[0], {})
    return frozenset(table.get("titles", ())), frozenset(table.get("others", ()))


@functools.cache
def openers(language: str) -> frozenset[str]:
    """Function words that begin sentences and are no surnames."""
    return frozenset(tables.load(__file__, "openers").get(language.split("-")[0], ()))


@functools.cache
def reporting_verbs(language: str) -> frozenset[str]:
    """Verbs that report the question before them."""
    return frozenset(tables.load(__file__, "reporting").get(language.split("-")[0], ()))
