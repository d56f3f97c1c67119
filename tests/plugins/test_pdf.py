"""PDF: paragraphs over lines, columns and pages, running heads left out, and one line for what cannot be read."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Sequence

import pytest

from retold import InputError, Unavailable
from retold.readers import Document, Limits, within
from retold.testing import contract
from retold_plugins.pdf.reader import read_pdf

test_contract = contract("pdf")

pytest.importorskip("pdfminer")

Placed = tuple[float, float, str]
"""Left, height and words of a line."""


def pdf(pages: Sequence[Sequence[Placed | tuple[float, float, str, int]]], info: str = "", further: str = "") -> bytes:
    """A PDF file with these lines, 10 points high where nothing else is said."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        words = "".join(
            f"BT /F1 {line[3] if len(line) > 3 else 10} Tf {line[0]} {line[1]} Td ({line[2]}) Tj ET\n" for line in lines
        )
        stream = zlib.compress(words.encode("latin-1"))
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(
            f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n{stream.decode('latin-1')}\nendstream"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {further} >>"
    return out + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def only(data: bytes) -> Document:
    (document,) = read_pdf(data, "goat.pdf")
    return document


def told(data: bytes) -> list[tuple[str, str]]:
    document = only(data)
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


PAGE = (
    (72, 700, "The goat of the quay", 18),
    (72, 660, "She came aboard at dawn, said the harbour master, and stood be-"),
    (72, 648, "tween the mail and the bread until somebody noticed her there."),
    (72, 620, "Nobody knows how she got aboard the boat, which carries mail and"),
    (72, 608, "bread to the well-known island every day."),
)


def test_paragraphs_and_headings() -> None:
    document = only(pdf([PAGE], info="/Title (The goat of the quay)"))
    assert [(kind, document.text[a:b]) for kind, a, b in document.blocks] == [
        ("heading", "The goat of the quay"),
        (
            "paragraph",
            "She came aboard at dawn, said the harbour master, and stood between the mail and the bread until "
            "somebody noticed her there.",
        ),
        (
            "paragraph",
            "Nobody knows how she got aboard the boat, which carries mail and bread to the well-known island "
            "every day.",
        ),
    ]
    assert document.title == "The goat of the quay"
    where = document.places[1][2]
    assert where.startswith("page 1, box 72 64")


def test_columns_are_read_one_after_the_other() -> None:
    left = [
        "The first column tells how the",
        "goat came aboard the boat and",
        "how it was noticed by the crew",
        "of the",
    ]
    right = ["boat, who gave her some bread.", "Then the second column says", "that she was led ashore by the", "mate."]
    lines = [(60, 700 - 12 * k, words) for k, words in enumerate(left)]
    lines += [(320, 700 - 12 * k, words) for k, words in enumerate(right)]
    ((_, words),) = told(pdf([lines]))
    assert words.startswith("The first column tells how the goat came aboard")
    assert words.endswith(
        "of the boat, who gave her some bread. Then the second column says that she was led ashore by the mate."
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (72, 770, f"Island News, issue {k}"),
            (72, 600, f"Story {words} begins here and ends."),
            (300, 30, f"Page {k} of 3"),
        ]
        for k, words in ((1, "one"), (2, "two"), (3, "three"))
    ]
    document = only(pdf(pages))
    assert [document.text[a:b] for _, a, b in document.blocks] == [
        f"Story {words} begins here and ends." for words in ("one", "two", "three")
    ]
    assert (document.meta["running-lines"], document.meta["pages"]) == ("6", "3")


STORY = (
    "The council of Marrow Bay voted on Monday to rebuild the old swimming pier, which a storm had broken in two",
    "Work is to begin in March and will cost about four million crowns, most of it paid by the insurer",
    "Some neighbours had asked for a place to park in its stead but they were outvoted by nine to two",
    "A bench from the older pier with the names of four generations carved into it will be put up again",
    "Nobody remembers who carved the first of the names and the family which might know it has moved away",
    "The bathers have promised to keep the thermometer in order and to write down what it says every morning",
)


def set_in_columns(number: int, width: int) -> tuple[list[list[Placed]], str]:
    """Two pages with a story in columns, words divided at line ends, heads in turn left and right, and its words."""
    words = ". ".join(STORY) + "."
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
        elif len(word) > 7 and word.isalpha():
            lines.append(f"{line} {word[:4]}-")
            line = word[4:]
        else:
            lines.append(line)
            line = word
    lines.append(line)
    depth = -(-len(lines) // (2 * number))
    pages: list[list[Placed]] = []
    for page in (0, 1):
        name = (40, 770, "THE BAY COURIER") if page else (40, 770, "Tuesday, 4 March 2025")
        placed: list[Placed] = [name, (480, 770, "Local news"), (290, 20, f"- {page + 4} -")]
        for column in range(number):
            first = (page * number + column) * depth
            left = 40 + column * (540 // number)
            placed += [(left, 700 - 12 * k, words) for k, words in enumerate(lines[first : first + depth])]
        pages.append(placed)
    return pages, words


@pytest.mark.parametrize(("number", "width"), [(1, 90), (2, 46), (3, 28)])
def test_columns_with_divided_words_and_heads_in_turn(number: int, width: int) -> None:
    pages, words = set_in_columns(number, width)
    document = only(pdf(pages))
    assert " ".join(document.text.split()) == words
    assert document.meta["running-lines"] == "6"


def test_columns_below_a_headline_over_all_of_them() -> None:
    pages, words = set_in_columns(2, 46)
    title = "Marrow Bay rebuilds its pier"
    kinds = told(pdf([[(40, 740, title, 22), *pages[0][3:]], pages[1][3:]]))
    assert kinds[0] == ("heading", title)
    assert " ".join(text for _, text in kinds[1:]) == words


def test_columns_that_end_at_different_heights() -> None:
    words = ". ".join(STORY) + "."
    lines = textwrap.wrap(words, 46, break_on_hyphens=False)
    placed = [(40, 700 - 12 * k, line) for k, line in enumerate(lines[:-3])]
    placed += [(310, 700 - 12 * k, line) for k, line in enumerate(lines[-3:])]
    assert " ".join(only(pdf([placed])).text.split()) == words


def test_what_stands_beside_a_page_number_alone_stays() -> None:
    """Only a line that comes back makes its neighbours running heads."""
    lines: list[Placed] = [(40, 740, "A line of the story at the top."), (40, 700, "And another."), (300, 20, "12")]
    assert [words for _, words in told(pdf([lines]))] == ["A line of the story at the top.", "And another."]


def test_a_sentence_goes_on_over_the_page() -> None:
    document = only(pdf([[(72, 400, "She came aboard and")], [(72, 700, "left again at noon.")]]))
    assert document.text == "She came aboard and left again at noon.\n"
    assert document.places[0][2].count("page ") == 2


def test_malformed_files() -> None:
    whole = pdf([PAGE])
    assert only(whole.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")).text == only(whole).text  # a tree that is its own
    locked = pdf(
        [PAGE],
        further=f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>",
    )
    for data, message in (
        (b"", "is no PDF file"),
        (b"PK\x03\x04", "is no PDF file"),
        (b"%PDF-1.4\n", "was cut off: its end is missing"),
        (whole[: len(whole) // 4], "was cut off: its end is missing"),
        (pdf([[]]), r"has no text layer \(scanned pages\?\); run text recognition over it first"),
        (locked, "is protected by a password; save it without one"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read_pdf(data, "goat.pdf")
        assert "\n" not in str(caught.value)


def test_limits() -> None:
    with within(limits=Limits(pages=2)), pytest.raises(InputError, match="holds pages, more than 2; allow more"):
        read_pdf(pdf([PAGE] * 3), "goat.pdf")
    bomb = zlib.compress(b" " * 5_000_000)
    twice = zlib.compress(bomb)
    for filters, stream in (
        ("/FlateDecode", bomb),
        ("[/FlateDecode /FlateDecode]", twice),
        ("[/ASCIIHexDecode /FlateDecode]", bomb.hex().encode() + b">"),
    ):
        data = (
            b"%PDF-1.4\n1 0 obj\n<< /Filter "
            + filters.encode()
            + b" >>\nstream\n"
            + stream
            + b"\nendstream\nendobj\n%%EOF\n"
        )
        assert len(data) < 20_000
        with within(limits=Limits(unpacked=1)), pytest.raises(InputError, match="its streams unpack to more than 1 MB"):
            read_pdf(data, "bomb.pdf")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pdfminer.layout", None)
    with pytest.raises(Unavailable, match=r"needs the extra 'pdf' \(pip install 'retold\[pdf\]'\)"):
        read_pdf(pdf([PAGE]), "goat.pdf")
