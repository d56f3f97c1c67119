"""Links, alignments, relations and matches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold import Alignment, Link, Match, Relation, Span

S = tuple(Span("s", i * 10, i * 10 + 9) for i in range(4))
R = tuple(Span("r", i * 10, i * 10 + 9) for i in range(4))


def alignment(*links: Link) -> Alignment:
    return Alignment("s", "r", "sentence", S, R, links)


def test_units_in_no_link_are_unmatched() -> None:
    made = alignment(Link([S[1], S[0]], [R[2]]), Link([S[1]], [R[3]]))
    assert made.links[0].source == S[:2]
    assert made.unmatched_source == S[2:]
    assert made.unmatched_retelling == R[:2]


def test_links_at_a_place_come_best_first() -> None:
    weak, strong = Link([S[1]], [R[0]], 0.4), Link([S[1]], [R[1]], 0.9)
    made = alignment(weak, strong)
    assert made.at_source(Span("s", 12, 13)) == (strong, weak)
    assert made.at_retelling(Span("r", 0, 35)) == (strong, weak)
    assert made.at_source(S[0]) == ()


def test_links_out_of_order_cross() -> None:
    first, second, third = Link([S[0]], [R[2]]), Link([S[1]], [R[0]]), Link([S[3]], [R[3]])
    assert alignment(third, second, first).crossings() == ((first, second),)


def test_a_link_names_units_of_its_own_side() -> None:
    with pytest.raises(ValueError, match="no sentence of the source"):
        alignment(Link([Span("s", 0, 3)], [R[0]]))
    with pytest.raises(ValueError, match="a source unit of another article than 's'"):
        Alignment("s", "r", "sentence", R, R, ())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([], [R[0]]), "units on both sides"),
        (([S[0]], [R[0]], 1.5), "between 0 and 1"),
        (([S[0]], [R[0]], 0.5, "half"), "full or partial, not 'half'"),
    ],
)
def test_a_faulty_link_is_refused(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Link(*arguments)  # type: ignore[arg-type]


def test_a_relation_is_one_of_the_seven() -> None:
    assert Relation(relation="summary", direction="common", retained=0.3, derived=0.9).is_derived
    assert not Relation(relation="independent", direction="none", retained=0, derived=0).is_derived
    with pytest.raises(ValueError, match="no relation 'copy'; one of verbatim"):
        Relation(relation="copy", direction="none", retained=0, derived=0)
    with pytest.raises(ValueError, match="no direction 'back'"):
        Relation(relation="edited", direction="back", retained=0, derived=0)


def test_a_match_has_a_side() -> None:
    assert Match(source=[S[1], S[0]]).source == S[:2]
    with pytest.raises(ValueError, match="at least one side"):
        Match(change="x/y")


units = tuple(Span("s", start, start + 4) for start in range(0, 60, 5))
pieces = st.lists(st.sampled_from(units), min_size=1, max_size=4, unique=True)


@given(st.lists(st.tuples(pieces, st.integers(0, 3)), max_size=8), st.integers(0, 60), st.integers(0, 30))
def test_links_at_a_place_are_those_that_overlap_it(
    drawn: list[tuple[list[Span], int]], start: int, length: int
) -> None:
    links = tuple(Link(tuple(side), [R[n]], n / 4) for side, n in drawn)
    made = Alignment("s", "r", "sentence", units, R, links)
    span = Span("s", start, start + length)
    expected = [link for link in links if any(unit.overlaps(span) for unit in link.source)]
    assert sorted(expected, key=lambda link: (-link.score, link.source, link.retelling)) == list(made.at_source(span))
    assert {unit for link in links for unit in link.source}.isdisjoint(made.unmatched_source)
