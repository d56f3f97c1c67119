"""Bilingual files: both sides, and the alignment that their units state."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retold import InputError
from retold.cli import run
from retold.readers import Document
from retold.testing import contract
from retold_plugins.bitext.reader import read_bitext

test_contract = contract("bitext")

XLIFF2 = """<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"
srcLang="en" trgLang="de"><file id="f"><unit id="a"><segment>
<source>The goat came <pc id="1">aboard</pc><ph id="2"/>.</source>
<target>Die Ziege kam an Bord.</target></segment></unit>
<unit id="b"><segment><source>Nobody saw her.</source></segment></unit>
<unit id="c"><segment><source>She left. The boat stayed.</source>
<target>Sie ging. Das Boot blieb.</target></segment></unit>
</file></xliff>"""
XLIFF1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en-GB"
target-language="de"><body><trans-unit id="1"><source>The <bpt id="1">&lt;b&gt;</bpt>goat<ept id="1">&lt;/b&gt;</ept>.
</source><target>Die Ziege.</target><alt-trans><source>The boat.</source><target>Das Boot.</target></alt-trans>
</trans-unit></body></file></xliff>"""
TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="de"><seg>Die Ziege.</seg></tuv><tuv xml:lang="EN"><seg>The <ph>x</ph>goat.</seg></tuv>
<tuv xml:lang="fr"><seg>La chèvre.</seg></tuv></tu>
<tu><tuv xml:lang="en-GB"><seg>Nobody.</seg></tuv><tuv xml:lang="de"><seg>Niemand.</seg></tuv></tu></body></tmx>"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=ISO-8859-1\\n"
"Language: pt_BR\\n"

#, fuzzy
msgctxt "title"
msgid "The goat \\"Ines\\""
msgstr "A cabra \\"Ines\\""

msgid "Many "
"goats."
msgid_plural "x"
msgstr[0] "Não."
msgstr[1] "Sim."

#~ msgid "Old"
#~ msgstr "Velho"
"""


def told(documents: tuple[Document, ...]) -> list[tuple[str | None, str]]:
    return [(d.language, d.text) for d in documents]


def test_xliff() -> None:
    source, target = read_bitext(XLIFF2.encode(), "a.xlf")
    assert told((source, target)) == [
        ("en", "The goat came aboard.\n\nNobody saw her.\n\nShe left. The boat stayed.\n"),
        ("de", "Die Ziege kam an Bord.\n\nSie ging. Das Boot blieb.\n"),
    ]
    assert [d.meta["bitext-role"] for d in (source, target)] == ["source", "target"]
    assert [where for _, _, where in target.places] == ["unit 1", "unit 3"]
    assert told(read_bitext(XLIFF1.encode(), "a.xliff")) == [("en-GB", "The goat.\n"), ("de", "Die Ziege.\n")]


def test_tmx_of_three_languages() -> None:
    assert told(read_bitext(TMX.encode(), "a.tmx")) == [
        ("en", "The goat.\n\nNobody.\n"), ("de", "Die Ziege.\n\nNiemand.\n"), ("fr", "La chèvre.\n")
    ]  # fmt: skip


def test_po() -> None:
    assert told(read_bitext(PO.encode("latin-1"), "a.po")) == [
        (None, 'The goat "Ines"\n\nMany goats.\n'), ("pt-BR", 'A cabra "Ines"\n\nNão.\n')
    ]  # fmt: skip


@pytest.fixture
def compared(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    def call(name: str, text: str) -> dict[str, Any]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run(["compare", str(tmp_path / name), "--no-config", "--format", "json"]) == 0
        report: dict[str, Any] = json.loads(capfd.readouterr().out)
        return report

    return call


def test_a_file_is_compared_by_itself_as_its_units_say(compared: Callable[..., dict[str, Any]]) -> None:
    report = compared("a.xliff", XLIFF2)
    assert [a["language"] for a in report["articles"]] == ["en", "de"]
    (comparison,) = report["comparisons"]
    links = [(x["source"], x["retelling"], x["why"]) for x in comparison["links"] if x["level"] == "sentence"]
    assert links == [
        (["a0.s0"], ["a1.s0"], ["given"]), (["a0.s2"], ["a1.s1"], ["given"]), (["a0.s3"], ["a1.s2"], ["given"])
    ]  # fmt: skip


def test_links_are_stated_even_where_the_words_differ(compared: Callable[..., dict[str, Any]]) -> None:
    pairs = (("The goat came aboard.", "Two boats sank at noon."), ("Two boats sank at noon.", "The goat came aboard."))
    segments = "".join(
        f"<unit id='{s}'><segment><source>{s}</source><target>{t}</target></segment></unit>" for s, t in pairs
    )
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="en"><file id="f">'
    report = compared("b.xliff", f"{head}{segments.replace('.', '')}</file></xliff>")
    links = [(x["source"], x["retelling"]) for x in report["comparisons"][0]["links"] if x["level"] == "sentence"]
    assert links == [(["a0.s0"], ["a1.s0"]), (["a0.s1"], ["a1.s1"])]


def test_another_file_alone_is_no_comparison(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A goat.", encoding="utf-8")
    assert run(["compare", str(tmp_path / "a.txt")]) == 2
    assert "give a source and at least one retelling" in capfd.readouterr().err


def test_malformed_files() -> None:
    only_source = XLIFF2.replace("<target>Die Ziege kam an Bord.</target>", "").replace(
        "<target>Sie ging. Das Boot blieb.</target>", ""
    )
    for data, name, message in (
        (XLIFF2[:400], "a.xlf", "no well-formed XML at line"),
        (only_source, "a.xlf", "holds no target with words; translate it first"),
        ("<html/>", "a.xlf", "is neither XLIFF nor TMX: its first element is <html>"),
        ("<tmx/>", "a.tmx", "holds no translation unit"),
        ("<tmx><tu/></tmx>", "a.tmx", "holds no source with words"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "a.tmx", "declares entities"),
        ('msgid "a"\nmsgstr "b\n', "a.po", "line 2 is no line of a PO file"),
        ("The goat came.", "a.po", "line 1 is no line of a PO file"),
        ("", "a.po", "holds no message"),
        (b'msgid "\xe9\xe8"\nmsgstr "charset=utf-8"\n"Content-Type: charset=utf-8"', "a.po", "not UTF-8 at byte 7"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read_bitext(data if isinstance(data, bytes) else data.encode(), name)
        assert "\n" not in str(caught.value)
