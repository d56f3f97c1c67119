"""Word: paragraphs as they print, and one clear line for what is no Word document or too much of one."""

from __future__ import annotations

import io
import zipfile

import pytest

from retold import InputError
from retold.readers import Document, Limits, read_articles, within
from retold.testing import contract
from retold_plugins.docx import sniff
from retold_plugins.docx.reader import read_docx

test_contract = contract("docx")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Goat</dc:title><dc:creator>Ines Vale</dc:creator>'
    "<dc:language>en-GB</dc:language></cp:coreProperties>"
)


def run(words: str, before: str = "") -> str:
    return f'<w:r>{before}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str, style: str = "", further: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{further}</w:pPr>{inner}</w:p>"


def docx(body: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", STYLES)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def told(data: bytes) -> list[tuple[str, str]]:
    (document,) = read_docx(data, "goat.docx")
    return [(kind, document.text[start:end]) for kind, start, end in document.blocks]


def only(data: bytes) -> Document:
    (document,) = read_docx(data, "goat.docx")
    return document


def test_blocks_and_what_the_document_says_of_itself() -> None:
    body = (
        paragraph(run("The goat"), "Titel")
        + paragraph(run("Dawn"), "berschrift1")
        + paragraph(run("She came ") + run("aboard", "<w:tab/>") + "<w:r><w:noBreakHyphen/></w:r>" + run("alone."))
        + paragraph(run("One reason"), "", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + paragraph("")
        + paragraph(run("I saw her."), "Zitat")
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('In a cell'))}</w:tc></w:tr></w:tbl>"
    )
    document = only(docx(body, docProps__core=CORE))
    assert [(kind, document.text[a:b]) for kind, a, b in document.blocks] == [
        ("heading", "The goat"),
        ("heading", "Dawn"),
        ("paragraph", "She came aboard\u2011alone."),
        ("list-item", "One reason"),
        ("quote", "I saw her."),
        ("paragraph", "In a cell"),
    ]
    assert (document.title, document.language, document.meta["author"]) == ("The goat", "en-GB", "Ines Vale")
    assert [where for _, _, where in document.places][2:6:3] == [
        "word/document.xml body, paragraph 3",
        "word/document.xml table, paragraph 7",
    ]
    assert {document.text[a:b] for a, b, _ in document.places} == {document.text[a:b] for _, a, b in document.blocks}


def test_what_does_not_print_is_left_out() -> None:
    body = paragraph(
        run("Kept")
        + f"<w:del>{run(' deleted')}</w:del><w:ins>{run(' inserted')}</w:ins><w:moveFrom>{run(' moved')}</w:moveFrom>"
        + run(" hidden", "<w:rPr><w:vanish/></w:rPr>")
        + run(" shown", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
        + "<w:r><w:instrText>PAGE</w:instrText><w:footnoteReference w:id='1'/></w:r>"
    )
    assert told(docx(body)) == [("paragraph", "Kept inserted shown")]


def test_a_text_box_is_read_once_and_by_itself() -> None:
    box = f"<w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent>"
    inner = f"<w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent></w:r>"
    assert told(docx(paragraph(run("Around") + inner))) == [("paragraph", "Around"), ("paragraph", "In a box")]


def test_malformed_files() -> None:
    whole = docx(paragraph(run("The goat came.")))
    with zipfile.ZipFile(other := io.BytesIO(), "w") as archive:
        archive.writestr("readme.txt", "x")
    entity = '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document/>'
    with zipfile.ZipFile(dtd := io.BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", entity)
    for data, message in (
        (whole[: len(whole) // 2], "no Word document, or one that was cut off"),
        (b"", "no Word document"),
        (b"<html><p>Goat", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word file, or one with a password"),
        (other.getvalue(), "a ZIP archive, but no Word document"),
        (dtd.getvalue(), "declares entities"),
        (docx("<w:p>"), "no well-formed XML at line 1, column"),
        (docx(""), "holds no words"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "elements stand inside each other more than 200"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read_docx(data, "goat.docx")
        assert "\n" not in str(caught.value)


def test_a_bomb_is_not_unpacked() -> None:
    data = docx(paragraph(run("x" * 3_000_000)))
    assert len(data) < 10_000
    with within(limits=Limits(unpacked=1)), pytest.raises(InputError, match="unpacks to more than 1 MB; allow more"):
        read_docx(data, "bomb.docx")


def test_by_suffix_and_by_its_bytes(tmp_path: object) -> None:
    assert sniff(docx(paragraph(run("x"))))
    assert not sniff(b"PK\x03\x04 nothing")
    assert read_articles is not None
