"""Reads who said what: ``SPEAKER: words`` in plain text, WebVTT and SubRip captions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from retold import hookimpl

if TYPE_CHECKING:
    from retold.readers import Document, Reader


@hookimpl
def retold_readers() -> Iterable[Reader]:
    from retold.readers import Reader

    return [
        Reader(
            name="transcripts",
            suffixes=(".vtt", ".srt", ".txt", ".text"),
            read=read,
            sniff=sniff,
            types=("text/vtt", "application/x-subrip"),
        )
    ]


def read(data: bytes, path: str) -> Iterable[Document]:
    """The transcript of a file. What it takes is loaded when there is one."""
    from retold_plugins.transcripts.reader import read_transcripts

    return read_transcripts(data, path)


def sniff(data: bytes) -> bool:
    """Whether lines of speakers, or of times, make up most of it."""
    from retold_plugins.transcripts.reader import looks_like_transcript

    return looks_like_transcript(data)
