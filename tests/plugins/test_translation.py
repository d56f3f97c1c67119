"""The examples of the kind pages, what every plugin has to keep, and what pages cannot show."""

from __future__ import annotations

import pytest

from retold import Article
from retold.testing import cases, contract, run_step
from retold_plugins.translation.language import code, language

test_cases = cases("translation")
test_contract = contract("translation")

ENGLISH, SPANISH = "The eels came back to the mill on Monday.", "Las anguilas volvieron al molino el lunes."


def told(name: str, text: str, tag: str) -> Article:
    return Article(id=name, text=text, language=tag)


def test_not_where_another_source_is_in_the_retellings_language() -> None:
    sources = [told("a0", ENGLISH, "en"), told("a1", SPANISH, "es")]
    assert not run_step(language, sources, told("a2", SPANISH, "es"))
    assert len(run_step(language, sources[:1], told("a2", SPANISH, "es"))) == 1


@pytest.mark.parametrize(("tag", "wanted"), [("pt-BR", "pt"), ("zh_Hant", "zh"), ("nb", "no"), ("EN", "en")])
def test_the_language_of_a_tag(tag: str, wanted: str) -> None:
    assert code(tag) == wanted
