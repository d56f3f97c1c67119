"""Who said what. Each turn is a block of the kind ``turn``; its place says when and who.

Plain text stays as it is. Captions are put together: the cues of one speaker are one turn, ``NAME: words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, frozen

from retold import InputError
from retold.readers import Document, Pieces, decode

TIME = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?"
SPEAKER = re.compile(
    rf"[ \t]{{0,40}}(?:[-–—]|>{{1,3}})?[ \t]{{0,4}}(?:[\[(]?{TIME}[\])]?[ \t]{{0,4}}[-–—]?[ \t]{{0,4}})?"
    r"(?P<name>[^\s:：\"“”«»„?!;,\[\]<>][^:：\n\"“”«»„?!;<>]{0,59})[:：](?=[ \t]|$|[^\x00-\x7f/])[ \t]{0,40}"
)
CUE = re.compile(rf"[ \t]*({TIME})[ \t]+-->[ \t]+({TIME})(?![0-9:])")
VOICE = re.compile(r"<v(?:\.[^<>\s]{1,100})?[ \t]+([^<>]{1,100})>")
TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>|\{\\[^{}]{0,100}\}")
LEAST_TURNS, LEAST_SHARE = 3, 0.5
SILENCE = 4.0
"""Seconds without a word after which another paragraph begins, where nobody is named."""
LONG = 600
SMALL = {"de", "da", "di", "von", "van", "der", "den", "du", "la", "le", "al", "bin", "of", "the", "and", "ter", "dos"}


@frozen
class Cue:
    """Words on a screen, who says them if it is told, and when."""

    start: float
    end: float
    name: str
    words: str


@define
class Turn:
    """What one person says until another one does."""

    name: str
    start: float
    end: float
    words: list[str]


def read_transcripts(data: bytes, path: str) -> tuple[Document, ...]:
    """One article. Raises InputError for captions without times or words."""
    text = decode(data, path)
    if text.lstrip("\ufeff").startswith("WEBVTT"):
        return (captions(text, path, "WebVTT"),)
    if path.lower().endswith((".vtt", ".srt")):
        if path.lower().endswith(".vtt"):
            raise InputError(path, "is no WebVTT: its first line is not WEBVTT")
        return (captions(text, path, "SubRip"),)
    return (captions(text, path, "SubRip") if first_cue(text) else plain(text),)


def looks_like_transcript(data: bytes) -> bool:
    """Whether lines of speakers make up the text, or it begins as captions do."""
    start = data[:65536]
    if b":" not in start and "：".encode() not in start:
        return False
    text = start.decode("utf-8", "replace")
    if text.lstrip("\ufeff").startswith("WEBVTT") or first_cue(text):
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    names = [name for line in lines if (name := speaker_of(line)[0])]
    paragraphs = [part for part in re.split(r"\n[ \t]*\r?\n", text) if part.strip()]
    led = sum(1 for part in paragraphs if speaker_of(part.lstrip("\r\n"))[0])
    again = len(names) - len(set(names))
    told = max(led / max(1, len(paragraphs)), len(names) / max(1, len(lines)))
    return len(names) >= LEAST_TURNS and again >= 1 and len(set(names)) >= 2 and told >= LEAST_SHARE


def first_cue(text: str) -> bool:
    """Whether one of the first lines that are not empty is a cue's time."""
    lines = [line for line in text[:2000].splitlines() if line.strip()][:3]
    return any(CUE.match(line) for line in lines[:2])


def speaker_of(line: str) -> tuple[str, int]:
    """The name before the colon and where the words begin; nothing where the line is no speaker's."""
    found = SPEAKER.match(line)
    if found is None:
        return "", 0
    name = found["name"].strip().strip("*_").strip()
    bare = re.sub(r"\([^()]{0,50}\)", "", name).strip()
    words = bare.split()
    capital = [w for w in words if not w[:1].islower() and w[:1].isalpha()]
    if not capital or len(words) > 6 or any(w[:1].islower() and w not in SMALL for w in words):
        return "", 0
    return name, found.end()


def plain(text: str) -> Document:
    """A transcript in plain text, its text untouched; lines that name nobody go on with the turn."""
    blocks: list[tuple[str, int, int]] = []
    places: list[tuple[int, int, str]] = []
    blank, offset, name = True, 0, ""
    for line in text.splitlines(keepends=True):
        words = line.strip()
        start = offset + len(line) - len(line.lstrip())
        end = start + len(words)
        found = speaker_of(line)[0]
        if found:
            name = found
            blocks.append(("turn", start, end))
            places.append((start, end, f"speaker {name}"))
        elif words and not blank and blocks:
            blocks[-1] = (blocks[-1][0], blocks[-1][1], end)
            if blocks[-1][0] == "turn":
                places[-1] = (places[-1][0], end, places[-1][2])
        elif words:
            is_turn = bool(name) and len(words) > 40
            kind = "turn" if is_turn else "paragraph" if words[-1] in '.!?)]…"”' else "heading"
            blocks.append((kind, start, end))
            if is_turn:
                places.append((start, end, f"speaker {name}"))
        blank = not words
        offset += len(line)
    return Document(text=text, blocks=tuple(blocks), places=tuple(places), meta={"transcript": "text"})


def captions(text: str, path: str, form: str) -> Document:
    """The turns of captions."""
    pieces = Pieces("transcripts")
    for turn in turns(cues(text, path)):
        words = " ".join(turn.words)
        when = f"{clock(turn.start)} to {clock(turn.end)}"
        if turn.name:
            pieces.add("turn", f"{turn.name}: {words}", f"{when}, speaker {turn.name}")
        else:
            pieces.add("paragraph", words, when)
    if not pieces.blocks:
        raise InputError(path, f"holds no {form} cue with words")
    return pieces.document(meta={"transcript": form})


def cues(text: str, path: str) -> Iterator[Cue]:
    """The cues in order; what stands between them (numbers, notes, styles) is left out."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        found = CUE.match(lines[at])
        if found is None:
            if "-->" in lines[at] and lines[at].strip()[:1].isdigit():
                raise InputError(
                    path, f"line {at + 1} is no time of a cue", "write it as 00:00:01.000 --> 00:00:02.500"
                )
            at += 1
            continue
        start, end = seconds(found[1]), seconds(found[2])
        at += 1
        name = ""
        words: list[str] = []
        while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
            for spoken, said in voices(lines[at]):
                if spoken and words:
                    yield Cue(start, end, name, " ".join(words))
                    words = []
                name = spoken or name
                if said:
                    words.append(said)
            at += 1
        if at < len(lines) and "-->" in lines[at] and words and words[-1].isdigit():
            words.pop()
        if words:
            yield Cue(start, end, name, " ".join(words))


def voices(line: str) -> Iterator[tuple[str, str]]:
    """The speakers of a line, by voice tags or by ``NAME:``, with their words."""
    parts = VOICE.split(line)
    for k in range(0, len(parts), 2):
        name = parts[k - 1].strip() if k else ""
        words = unescaped(TAG.sub("", parts[k])).strip()
        if not name:
            name, begin = speaker_of(words)
            words = words[begin:].strip() if name else words.lstrip("-–—> ")
        if name or words:
            yield name, words


def unescaped(text: str) -> str:
    """Words without the escapes of captions."""
    from html import unescape

    return unescape(text)


def turns(found: Iterator[Cue]) -> Iterator[Turn]:
    """Cues of one speaker together; who is not named goes on, unless a long silence or a full stop parts them."""
    open_: Turn | None = None
    for cue in found:
        if open_ is not None and cue.words == open_.words[-1]:
            open_.end = cue.end  # Captions that roll show a line twice.
            continue
        goes_on = open_ is not None and (cue.name or open_.name) == open_.name
        if goes_on and open_ is not None and not open_.name:
            length = sum(map(len, open_.words))
            done = open_.words[-1][-1:] in ".!?…"
            goes_on = cue.start - open_.end < SILENCE and not (done and length > LONG)
        if open_ is not None and goes_on:
            open_.words.append(cue.words)
            open_.end = cue.end
        else:
            if open_ is not None:
                yield open_
            open_ = Turn(cue.name, cue.start, cue.end, [cue.words])
    if open_ is not None:
        yield open_


def seconds(clock_: str) -> float:
    """A time of a cue."""
    total = 0.0
    for part in clock_.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def clock(at: float) -> str:
    """Seconds as people read them."""
    whole = int(at)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{round((at - whole) * 1000) % 1000:03}"
