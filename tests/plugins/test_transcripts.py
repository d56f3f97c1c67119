"""Transcripts: who said what and when, in plain text and in captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold import Host, InputError
from retold.readers import Document, read_articles
from retold.testing import contract
from retold_plugins.transcripts import read, sniff

test_contract = contract("transcripts")

TALK = """Harbour briefing

INES VALE: We may keep her for a week. She eats
very little.

Q: And then?

INES VALE: Then we shall see.
[00:01:07] Captain Moss (by telephone): I was asked nothing.

(Laughter.)
"""
VTT = """WEBVTT - Harbour

NOTE A note
of two lines

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:02.500 align:start
<v Ines Vale>We may keep <i>her</i>

00:00:02.500 --> 00:00:04.000
<v Ines Vale>for a week &amp; a day.</v>

01:00:05.000 --> 01:00:06.000
<v.loud Captain Moss>I was asked nothing.
"""
SRT = """1
00:00:01,000 --> 00:00:02,500
- VALE: We may keep her
- MOSS: {\\an8}Why?

2
00:00:03,000 --> 00:00:04,000
MOSS: I was asked nothing.
"""


def only(text: str | bytes, name: str = "talk.txt") -> Document:
    (document,) = read(text if isinstance(text, bytes) else text.encode(), name)
    return document


def told(document: Document) -> list[tuple[str, str]]:
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def test_plain_text_stays_as_it_is() -> None:
    document = only(TALK)
    assert document.text == TALK
    assert told(document) == [
        ("heading", "Harbour briefing"),
        ("turn", "INES VALE: We may keep her for a week. She eats\nvery little."),
        ("turn", "Q: And then?"),
        ("turn", "INES VALE: Then we shall see."),
        ("turn", "[00:01:07] Captain Moss (by telephone): I was asked nothing."),
        ("paragraph", "(Laughter.)"),
    ]
    assert [where for _, _, where in document.places] == [
        "speaker INES VALE", "speaker Q", "speaker INES VALE", "speaker Captain Moss (by telephone)"
    ]  # fmt: skip


def test_voices_of_captions_are_turns() -> None:
    document = only(VTT, "talk.vtt")
    assert told(document) == [
        ("turn", "Ines Vale: We may keep her for a week & a day."),
        ("turn", "Captain Moss: I was asked nothing."),
    ]
    assert [where for _, _, where in document.places] == [
        "00:00:01.000 to 00:00:04.000, speaker Ines Vale",
        "01:00:05.000 to 01:00:06.000, speaker Captain Moss",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_names_in_captions_are_turns(newline: str) -> None:
    assert told(only(SRT.replace("\n", newline), "talk.srt")) == [
        ("turn", "VALE: We may keep her"),
        ("turn", "MOSS: Why? I was asked nothing."),
    ]


def test_captions_without_names_are_paragraphs_that_silence_divides() -> None:
    cues = "\n\n".join(
        f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.000\n{words}"
        for at, words in ((1, "The goat came"), (2, "The goat came"), (3, "aboard."), (20, "Then she left."))
    )
    assert told(only(f"WEBVTT\n\n{cues}\n", "talk.vtt")) == [
        ("paragraph", "The goat came aboard."),
        ("paragraph", "Then she left."),
    ]


def test_only_transcripts_are_taken_for_one(tmp_path: Path) -> None:
    assert sniff(TALK.encode())
    assert sniff(SRT.encode())
    story = "Goat: the facts\n\nThe goat came at 6:30.\n\nShe said: no.\n\nThe vote: 40 to 2.\n\nMore: see below.\n"
    assert not sniff(story.encode())
    assert not sniff(b"Nobody spoke.\n")
    labels = "Name: Goat\nAge: 4\nHome: the quay\nOwner: nobody\n"
    assert not sniff(labels.encode())
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "b.txt").write_text(story, encoding="utf-8")
    readers = Host.discover().readers()
    assert read_articles(tmp_path / "a.txt", readers)[0].get("transcript") == "text"
    assert read_articles(tmp_path / "b.txt", readers)[0].get("transcript") is None


def test_malformed_files() -> None:
    for text, name, message in (
        ("The goat came.", "a.vtt", "is no WebVTT: its first line is not WEBVTT"),
        ("The goat came.", "a.srt", "holds no SubRip cue with words"),
        ("WEBVTT\n\n00:00:01.000 --> 00:00:0", "a.vtt", "line 3 is no time of a cue; write"),
        ("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n", "a.vtt", "holds no WebVTT cue with words"),
        (b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\xc3\xa9\xc3\xa9 \xe9\n", "a.vtt", "not UTF-8 at byte 43"),
        (b"%PDF-1.7", "a.srt", "is a PDF file"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            only(text, name)
        assert "\n" not in str(caught.value)


SOURCE = """INES VALE: Good morning, everybody. We may keep her for a week on the island. She eats very little.

REPORTER: Who pays for the food and the vet?

CAPTAIN MOSS: The company will not pay a single cent for a goat that had no ticket.

INES VALE: The council has set aside 300 dollars for her food. We are not going to sell her to anybody.

REPORTER: And then what happens?
"""
TOLD = """Goat stays on the island

"We will keep her for a week on the island," Ines Vale said. The council has set aside $300.

"The company will not pay a single cent for a goat that had no ticket," said Captain Moss.

"We are not going to sell her to anybody," Moss added.

"She is the best goat in the world," said Vale. "I have seen no goat," said Ada Brook.
"""


def test_quotations_are_held_against_who_said_what(tmp_path: Path) -> None:
    from retold import compare

    (tmp_path / "s.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "r.txt").write_text(TOLD, encoding="utf-8")
    report = compare(tmp_path / "s.txt", tmp_path / "r.txt")
    found = [finding for finding in report.findings if finding.kind.startswith("quotes/")]
    assert [(f.kind, dict(f.data)["before"], dict(f.data)["after"]) for f in found] == [
        ("quotes/altered", "may", "will"),
        ("quotes/speaker", "Ines Vale", "Captain Moss"),
        ("quotes/fabricated", "", "She is the best goat in the world,"),
    ]
