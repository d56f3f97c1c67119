"""Where an article quotes, by its quotation marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold import BLOCKS, Context, Span, provides
from retold_plugins.omissions.artifacts import DIRECT_SPEECH

CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "‘": "’", "‚": "‘’", "「": "」", "『": "』"}
OPENS_STRAIGHT = {'"': '"”“', "'": "'’"}
MARK = re.compile("[“”„«»‘’‚「」『』\"']")
LONGEST = 2000
"""Code points; a mark whose partner is farther away was a slip."""


@provides(DIRECT_SPEECH, needs=[BLOCKS])
def direct_speech(ctx: Context) -> tuple[Span, ...]:
    """The inside of each pair of marks; of nested ones, the outer. A mark that nothing closes ends with its block."""
    return tuple(span for block in ctx.here(BLOCKS) for span in speech_in(ctx.article.text, block.span))


def speech_in(text: str, block: Span) -> Iterator[Span]:
    """The quotations of one block."""
    at = block.start
    while match := MARK.search(text, at, block.end):
        at = match.end()
        if not opens(text, match.start(), block):
            continue
        end = closing(text, match, block)
        if end is not None and end > at:
            yield Span(block.article, at, end)
            at = end + 1


def opens(text: str, at: int, block: Span) -> bool:
    """Whether a mark stands where a quotation can begin: before a word, and not inside one."""
    mark = text[at]
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if mark in "'’" or (mark == "”" and before.isalnum()):
        return mark == "'" and not before.isalnum() and after.isalpha()
    if mark == "«":
        return True
    return mark not in "’”」』" and not after.isspace() and not (mark in "\"'" and before.isalnum())


def closing(text: str, mark: re.Match[str], block: Span) -> int | None:
    """Where the quotation ends; None where it has no end."""
    sign = mark.group()
    closers = CLOSES.get(sign) or OPENS_STRAIGHT[sign]
    stop = min(block.end, mark.end() + LONGEST)
    for at in range(mark.end(), stop):
        if text[at] in closers and not (text[at] in "'’‘" and at + 1 < stop and text[at + 1].isalnum()):
            return at
    return None if sign in "'‘‚" or stop != block.end else stop
