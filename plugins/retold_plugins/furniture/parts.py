"""Furniture in one block with words of the story: a line of its own, or a pointer after the last sentence.

Lines come together in one block where a text is wrapped, and a page that puts "Read also: ..." into its
paragraphs is pasted so. Only what is sure by itself is cut off; all else stays one block with one verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold_plugins.furniture.cues import ENDS_SENTENCE, cue, is_sentence, table

LEAST = 0.9
LONGEST = 220
"""A pointer with its headline has at most so many characters."""
STOP = re.compile(r"[.!?…।][\"'”’»)\]]{0,2}\s{1,3}(?=\S)")
LINES = 200
"""In a block of more lines nothing is cut off."""


def parts_of(text: str, language: str) -> list[tuple[int, int]]:
    """The parts of a block that are judged by themselves, in order; nearly always the block as it is."""
    whole = [(0, len(text))]
    if "\n" in text:
        found = list(by_line(text, language))
        if len(found) > 1:
            return found
    at = pointer_at(text, language)
    return [(0, len(text[:at].rstrip())), (at, len(text))] if at else whole


def by_line(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Lines that are surely furniture, by themselves, and the rest between them."""
    rows = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text)]
    if len(rows) > LINES:
        return
    start = end = -1
    for number, (a, b) in enumerate(rows):
        before = text[rows[number - 1][0] : rows[number - 1][1]].rstrip() if number else ""
        if stands_alone(text[a:b].strip(), before, language):
            if start >= 0:
                yield start, end
            yield a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())
            start = -1
        else:
            start = a if start < 0 else start
            end = a + len(text[a:b].rstrip())
    if start >= 0:
        yield start, end


def stands_alone(line: str, before: str, language: str) -> bool:
    """Whether a line is surely furniture and not the middle of a wrapped sentence."""
    if before and not ENDS_SENTENCE.search(before) and not (line[:1].isupper() and cue_of(before, language)):
        return False
    return cue_of(line, language)


def cue_of(line: str, language: str) -> bool:
    """Whether a line by itself is surely furniture."""
    found = cue(line, language)
    return found is not None and found.strength >= LEAST


def pointer_at(text: str, language: str) -> int:
    """Where "Read also: ..." begins after the last full stop of a paragraph; 0 where nothing does."""
    tail = max(0, len(text) - LONGEST)
    for stop in STOP.finditer(text, tail):
        rest = text[stop.end() :]
        bare = rest.replace("’", "'").casefold()
        if is_sentence(rest.rstrip(".")):
            continue
        for phrase, group in table(language).starts.get(bare[:1], ()):
            if group == "read" and bare.startswith(phrase):
                label = phrase.endswith((":", "|")) or bare[len(phrase) :].lstrip()[:1] in tuple(":|»")
                if label and len(rest) > len(phrase) + 3:
                    return stop.end()
    return 0
