"""Articles, comparisons and places in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold import Article, Block, Comparison, Span, SpanSet


def test_a_span_is_half_open_and_may_be_a_caret() -> None:
    span = Span("a", 2, 5)
    assert len(span) == 3
    assert len(Span("a", 2, 2)) == 0
    assert span.contains(Span("a", 2, 5))
    assert span.contains(Span("a", 5, 5))
    assert not span.contains(Span("b", 3, 4))
    assert span.overlaps(Span("a", 4, 9))
    assert not span.overlaps(Span("a", 5, 9))
    assert not span.overlaps(Span("b", 2, 5))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forward(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="runs forward from 0"):
        Span("a", start, end)


spans = st.builds(
    lambda article, start, length: Span(article, start, start + length),
    st.sampled_from("ab"),
    st.integers(0, 30),
    st.integers(0, 8),
)


@given(st.lists(spans), spans)
def test_a_set_of_spans_knows_its_characters(members: list[Span], span: Span) -> None:
    characters = {(s.article, i) for s in members for i in range(s.start, s.end)}
    inside = {(span.article, i) for i in range(span.start, span.end)}
    found = SpanSet(members)
    assert len(characters & inside) == found.covered(span)
    assert bool(characters & inside) is found.touches(span)
    assert (inside <= characters) is found.contains(span)
    assert characters == {(s.article, i) for s in found.spans() for i in range(s.start, s.end)}


def test_an_article_keeps_what_the_document_says() -> None:
    article = Article(id="a", text="Né.\r\n", meta={"region": "GB", "outlet": "Bell"})
    assert article.meta == (("outlet", "Bell"), ("region", "GB"))
    assert article.get("outlet") == "Bell"
    assert article.get("readers") is None
    assert article.span() == Span("a", 0, 5)
    assert article.span(1, 2) == Span("a", 1, 2)
    assert article.sha256 == Article(id="b", text="Né.\r\n").sha256


def test_a_block_lies_in_its_article() -> None:
    with pytest.raises(ValueError, match="lies outside article 'a' of 3 code points"):
        Article(id="a", text="Hey", blocks=(Block("paragraph", Span("a", 0, 4)),))


def test_a_long_text_is_short_in_messages() -> None:
    assert "x" * 41 not in repr(Article(id="a", text="x" * 100))


def test_a_comparison_needs_a_source_and_different_ids() -> None:
    article = Article(id="a", text="Hey")
    with pytest.raises(ValueError, match="at least one source"):
        Comparison(article, ())
    with pytest.raises(ValueError, match="different ids"):
        Comparison(article, (article,))


def test_a_comparison_finds_its_articles() -> None:
    source, retelling = Article(id="a", text="Hey"), Article(id="b", text="Ho")
    comparison = Comparison(retelling, (source,))
    assert comparison.articles == (source, retelling)
    assert comparison.text(Span("b", 0, 1)) == "H"
    with pytest.raises(KeyError):
        comparison.article("c")
