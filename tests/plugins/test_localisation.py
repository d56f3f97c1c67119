"""The examples of the kind pages, what every plugin has to keep, and what pages cannot show."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from retold import Article, compare
from retold.testing import cases, contract, run_step
from retold_plugins.localisation.edition import edition_of, evidence
from retold_plugins.localisation.missed import missed, readers_of
from retold_plugins.localisation.options import Options, read_glossary
from retold_plugins.localisation.spelling import spelling
from retold_plugins.localisation.terms import bases, form_of, pieces, terms

SHARED = Path(__file__).parents[3] / "shared"

test_cases = cases("localisation")
test_contract = contract("localisation")

PAIRS = [
    ("en", "colour", "color"),
    ("en", "neighbourhoods", "neighborhoods"),
    ("en", "organisations", "organizations"),
    ("en", "unauthorised", "unauthorized"),
    ("en", "paralysed", "paralyzed"),
    ("en", "theatregoers", "theatergoers"),
    ("en", "centred", "centered"),
    ("en", "kilometres", "kilometers"),
    ("en", "cancelled", "canceled"),
    ("en", "enrolment", "enrollment"),
    ("en", "skilful", "skillful"),
    ("en", "catalogues", "catalogs"),
    ("en", "anaesthetist", "anesthetist"),
    ("en", "manoeuvring", "maneuvering"),
    ("en", "oestrogen", "estrogen"),
    ("en", "licence", "license"),
    ("en", "practised", "practiced"),
    ("en", "programmes", "programs"),
    ("en", "judgement", "judgment"),
    ("en", "sizeable", "sizable"),
    ("en", "towards", "toward"),
    ("en", "learnt", "learned"),
    ("en", "kerbside", "curbside"),
    ("en", "gaol", "jail"),
    ("en", "naïve", "naive"),
    ("de", "schiffahrt", "schifffahrt"),
    ("de", "jänner", "januar"),
    ("pt", "económico", "econômico"),
    ("pt", "recepção", "receção"),
    ("pt", "facto", "fato"),
    ("es", "vídeo", "video"),
    ("fr", "maîtriser", "maitriser"),
    ("fr", "événement", "évènement"),
]
OTHERS = [
    ("four", "for"), ("hour", "whore"), ("wise", "wize"), ("filled", "filed"), ("tilling", "tiling"), ("rise", "size"),
    ("shoes", "shes"), ("rewards", "reward"), ("hopping", "hoping"), ("resume", "résumé"), ("morning", "mourning"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "one", "other"), PAIRS)
def test_two_spellings_of_one_word(language: str, one: str, other: str) -> None:
    assert spelling(language).are_variants(one, other)
    assert spelling(language).are_variants(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert not spelling("en").are_variants(one, other)


@pytest.mark.parametrize(
    ("word", "has", "has_not"),
    [
        ("colour", "GB", "US"), ("color", "US", "GB"), ("organise", "AU", "US"), ("tyres", "ZA", "CA"),
        ("centre", "CA", "US"), ("traveled", "US", "IN"), ("aluminium", "NZ", "US"),
    ],
)  # fmt: skip
def test_a_word_tells_where_it_is_written(word: str, has: str, has_not: str) -> None:
    regions = spelling("en").regions(word)
    assert has in regions
    assert has_not not in regions


@pytest.mark.parametrize(
    "word",
    "program practice tire check story exercise surprise prize laboratory arsenal mumbai moldova hemisphere royalist "
    "four hour citizen promise advertise cruise metal".split(),
)
def test_ambiguous_words_and_look_alikes_tell_nothing(word: str) -> None:
    assert not spelling("en").regions(word)


def test_the_edition_and_what_speaks_against_it() -> None:
    keys = "the colour of the harbour and the centre was cancelled but the neighbors and the color".split()
    found = edition_of(evidence(keys, "en"), Counter(keys))
    assert "GB" in found.regions
    assert {word for word, _ in found.against} == {"neighbors", "color"}
    assert found.is_mixed


def test_no_evidence_no_edition() -> None:
    assert edition_of({}, Counter()).regions == ()


def test_terms_are_found_inflected_and_longest_first() -> None:
    words = "she queued in the car parks beside two lorries".split()
    assert [words[a:b] for a, b, _ in terms("en").within(words)] == [["queued"], ["car", "parks"], ["lorries"]]


@pytest.mark.parametrize(
    ("word", "base"), [("lorries", "lorry"), ("hired", "hire"), ("queuing", "queue"), ("stopped", "stop")]
)
def test_regular_inflection(word: str, base: str) -> None:
    assert base in bases(word, "en")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Notaufnahme", "Notfallstation"), ("de", "Bürgersteigen", "Trottoirs"), ("de", "Azubis", "Lernenden"),
        ("es", "aparcaron", "estacionaron"), ("es", "riada", "crecida"), ("es", "ordenadores", "computadoras"),
        ("pt", "autocarros", "ônibus"), ("pt", "bloco operatório", "centro cirúrgico"), ("pt", "cimeira", "cúpula"),
        ("fr", "civière", "brancard"), ("fr", "mairie", "maison communale"), ("fr", "lycées", "gymnases"),
        ("en", "autopsies", "post-mortems"), ("en", "jawans", "soldiers"), ("en", "called 911", "rang 999"),
        ("nl", "wethouders", "schepenen"),
    ],
)  # fmt: skip
def test_words_of_two_regions(language: str, one: str, other: str) -> None:
    table = terms(language)
    concepts = [
        {(form.concept, form.side) for _, _, forms in table.within(pieces(text.casefold())) for form in forms}
        for text in (one, other)
    ]
    assert any(a == b and p != q for a, p in concepts[0] for b, q in concepts[1])


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "nl", "pt"])
def test_tables_of_terms_are_whole(language: str) -> None:
    table = terms(language)
    for first, entries in table.entries.items():
        for entry in entries:
            form = form_of(entry)
            assert form.words[0].startswith(first)
            assert table.sides[form.concept][form.side]
    assert sum(map(len, table.entries.values())) > 100


def test_readers() -> None:
    assert readers_of(None) is None
    readers = readers_of("en_KE")
    assert readers is not None
    assert (readers.language, readers.region, readers.nearest) == ("en", "KE", "GB")


def test_a_glossary_and_what_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text('keep = ["Harbour"]\n[terms]\n"weir keeper" = "weir warden"\n', encoding="utf-8")
    retelling = Article(
        id="a1", text="The weir keeper closed the harbour in grey weather.", language="en", meta={"readers": "en-US"}
    )
    source = Article(id="a0", text=retelling.text, language="en")
    found = run_step(missed, source, retelling, options=Options(glossary=str(path)))
    assert [retelling.text[f.retelling[0].start : f.retelling[0].end] for f in found] == ["weir keeper", "grey"]


def test_a_faulty_glossary_is_named(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text("words = 1", encoding="utf-8")
    with pytest.raises(ValueError, match="neither 'terms' nor 'keep'"):
        Options(glossary=str(path))
    with pytest.raises(ValueError, match="cannot be read"):
        read_glossary(str(tmp_path / "none.toml"))


def test_several_sources_one_has_the_form() -> None:
    from retold_plugins.localisation.check import regional_forms

    sources = ["The harbour in Oakville was closed on Monday.", "The harbor in Oakville was closed on Monday."]
    assert not run_step(regional_forms, sources, "The harbor in Oakville was closed on Monday.")
    assert len(run_step(regional_forms, sources[:1], "The harbor in Oakville was closed on Monday.")) == 1


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the sets are not here")
def test_spellings_set() -> None:
    text = (SHARED / "data/localisation_spellings_en.dev.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    pairs = [(r["american"].casefold(), r["british"].casefold()) for r in rows if r["kind"] == "spelling"]
    found = sum(spelling("en").are_variants(*pair) for pair in pairs)
    assert found >= 0.97 * len(pairs)


def test_mixed_spelling_is_told_once() -> None:
    source = "The colour of the harbour centre was grey. The neighbours organised a favourite play at the theatre."
    retelling = "The color of the harbor center was gray. The neighbors organised a favorite play at the theatre."
    found = [f for f in compare(source, retelling).comparisons[0].findings if f.kind == "localisation/spelling"]
    assert len(found) > 2
    assert ["mixed by itself" in f.message for f in found] == [True] + [False] * (len(found) - 1)
    assert "'organised'" in found[0].message
    assert "The source" not in found[0].message
