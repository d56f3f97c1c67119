"""PDF: paragraphs over lines, columns and pages, running heads left out, and one line for what cannot be read."""

from __future__ import annotations

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
