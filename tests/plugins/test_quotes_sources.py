"""Several sources: what one of them explains is no finding."""

from __future__ import annotations

from retold import Article, compare_all

ONE = '"We will try to land before dark," said Captain Moss.\n\nThe storm had torn two sails off the ship at noon.'
OTHER = '"We will manage to land before dark," said Captain Moss.\n\nThe storm had torn two sails off the ship.'
RETELLING = '"We will manage to land before dark," said Captain Moss.\n\nThe storm had torn two sails off the ship.'


def kinds(*sources: str) -> list[str]:
    articles = [Article(id=f"s{i}", text=text, language="en") for i, text in enumerate(sources)]
    report = compare_all(articles, [Article(id="r", text=RETELLING, language="en")])
    return [f.kind for f in report.comparisons[0].findings if f.kind.startswith("quotes/")]


def test_one_source_that_quotes_otherwise() -> None:
    assert kinds(ONE) == ["quotes/altered"]


def test_another_source_has_the_retellings_form() -> None:
    assert kinds(ONE, OTHER) == []


def test_two_sources_that_quote_otherwise_make_one_finding() -> None:
    assert kinds(ONE, ONE.replace("storm", "gale")) == ["quotes/altered"]
