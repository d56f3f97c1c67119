"""The examples of the kind pages, what every plugin has to keep, and what pages cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold import Finding, tables
from retold.testing import cases, contract, run_step
from retold_plugins.claims.check import claims
from retold_plugins.claims.lexicon import grades
from retold_plugins.segmentation.artifacts import stem_of

CLAIMS = Path(__file__).parents[2] / "plugins" / "retold_plugins" / "claims"

test_cases = cases("claims")
test_contract = contract("claims")

BEFORE = "The island's council met on Tuesday in the old school, as it does each spring."
AFTER = "The next meeting is planned for the end of the month, when the ferry runs again."


def found(source: str, retelling: str) -> list[Finding]:
    """Findings between two texts that differ in one sentence."""
    texts = ("\n\n".join((BEFORE, sentence, AFTER)) for sentence in (source, retelling))
    result: list[Finding] = run_step(claims, *texts)
    return result


@pytest.mark.parametrize(
    ("source", "retelling"),
    [
        ("The council agreed to buy grain from the mainland.", "The council agreed to sell grain from the mainland."),
        ("It was not preparing for a storm, the mayor said.", "It was preparing for a storm, the mayor said."),
        ("Few houses have been repaired since then.", "Most houses have been repaired since then."),
        ("The keeper tried to relight the lamp before dawn.", "The keeper managed to relight the lamp before dawn."),
        ("Die Gemeinde könnte den Hafen im Herbst schließen.", "Die Gemeinde wird den Hafen im Herbst schließen."),
        ("Les pêcheurs verraient leurs impôts augmenter.", "Les pêcheurs verront leurs impôts augmenter."),
    ],
)
def test_another_strength_or_the_opposite(source: str, retelling: str) -> None:
    assert "claims/shifted" in {finding.kind for finding in found(source, retelling)}


@pytest.mark.parametrize(
    ("source", "retelling"),
    [
        ("The harbour may be dredged next year.", "The harbour might be dredged next year."),
        ("The boat was not only slow but leaky.", "The boat was not just slow but leaky."),
        ("The harbor was closed for the winter.", "The harbour was closed for the winter."),
        ("The keeper lights the lamp at dusk.", "The keeper lit the lamp at dusk."),
    ],
)
def test_the_same_in_other_words(source: str, retelling: str) -> None:
    assert not [f for f in found(source, retelling) if f.confidence >= 0.6]


def test_nothing_between_languages() -> None:
    assert not found("Der Hafen könnte schließen, sagte der Bürgermeister am Dienstag.", "O porto vai fechar na terça.")


LANGUAGES = ["de", "en", "es", "fr", "hi", "nl", "pt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_has_one_grade_in_a_concept(language: str) -> None:
    table = grades(language)
    assert len(table) >= 40
    for concept, columns in table.items():
        assert len(columns) > 1, concept
        of: dict[tuple[str, ...], int] = {}
        for grade, phrases in enumerate(columns):
            for phrase in phrases:
                assert phrase.strip("?= "), concept
                stems = tuple(stem_of(word, language) for word in phrase.rstrip("?").replace("-", " - ").split())
                assert of.setdefault(stems, grade) == grade, (concept, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_stands_once(language: str) -> None:
    lines = tables.load(str(CLAIMS / "lexicon.py"), "tone", language)["concepts"].splitlines()
    names = [line.partition(":")[0] for line in lines if line]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("source", "retelling", "is_tone"),
    [
        ("Prices of lamp oil fell in the spring.", "Prices of lamp oil plummeted in the spring.", True),
        ("The keeper was unhappy with the new lamp.", "The keeper was furious with the new lamp.", True),
        ("The keeper was upset by the new lamp.", "The keeper was unhappy with the new lamp.", False),
        ("The island's left bank has a new pier.", "The island has a new pier, and storms hit it.", False),
    ],
)
def test_only_another_grade_is_another_tone(source: str, retelling: str, is_tone: bool) -> None:
    assert ("claims/tone" in {finding.kind for finding in found(source, retelling)}) == is_tone
