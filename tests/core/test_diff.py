"""retold.diff against difflib as the oracle."""

from __future__ import annotations

import difflib
import itertools
import random
from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold import diff
from retold.diff import Matcher, SequenceMatcher, WordMatcher

ITEMS = st.lists(st.integers(0, 6), max_size=40)
TEXTS = st.text(alphabet="ab é́\u0301👩🏽\u200d💻क् ,.'\n", max_size=60)


def check_opcodes(a: Sequence[Hashable], b: Sequence[Hashable], opcodes: list[diff.Opcode]) -> None:
    """They rebuild both sequences without gaps, and neighbours differ in kind."""
    at = (0, 0)
    last = ""
    for tag, i, j, k, m in opcodes:
        assert (i, k) == at
        assert (tag == "equal") != (last == "equal") or not last
        if tag == "equal":
            assert list(a[i:j]) == list(b[k:m])
            assert j > i
        else:
            assert tag == {(True, True): "replace", (True, False): "delete", (False, True): "insert"}[j > i, m > k]
        at, last = (j, m), tag
    assert at == (len(a), len(b))


@given(ITEMS, ITEMS)
def test_opcodes_rebuild_both_sequences(a: list[int], b: list[int]) -> None:
    check_opcodes(a, b, Matcher(a, b).get_opcodes())


@given(ITEMS, ITEMS)
def test_opcodes_of_long_sequences_rebuild_both(a: list[int], b: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diff, "AREA", 20)
        check_opcodes(a, b, Matcher(a, b).get_opcodes())


@given(ITEMS, ITEMS)
def test_at_least_as_much_is_equal_as_difflib_finds(a: list[int], b: list[int]) -> None:
    assert Matcher(a, b).ratio() >= difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() - 1e-12


@given(ITEMS, ITEMS)
def test_blocks_increase_and_end_with_the_lengths(a: list[int], b: list[int]) -> None:
    blocks = Matcher(a, b).get_matching_blocks()
    assert blocks[-1] == (len(a), len(b), 0)
    for one, two in itertools.pairwise(blocks):
        assert one.a + one.size <= two.a
        assert one.b + one.size <= two.b
        assert two.size == 0 or (one.a + one.size, one.b + one.size) != (two.a, two.b)
    assert all(a[x : x + n] == b[y : y + n] for x, y, n in blocks)


@given(ITEMS, ITEMS)
def test_ratios_are_bounds_of_each_other(a: list[int], b: list[int]) -> None:
    ours, oracle = Matcher(a, b), difflib.SequenceMatcher(None, a, b, autojunk=False)
    assert 0 <= ours.ratio() <= ours.quick_ratio() <= ours.real_quick_ratio() <= 1
    assert ours.quick_ratio() == pytest.approx(oracle.quick_ratio())
    assert ours.real_quick_ratio() == pytest.approx(oracle.real_quick_ratio())


@given(ITEMS, ITEMS)
def test_the_longest_match_is_difflibs(a: list[int], b: list[int]) -> None:
    assert (
        Matcher(a, b).find_longest_match() == difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    )


@given(ITEMS, ITEMS, st.integers(0, 4))
def test_groups_are_those_that_difflib_would_make(a: list[int], b: list[int], n: int) -> None:
    ours = Matcher(a, b)
    oracle = difflib.SequenceMatcher(None, a, b, autojunk=False)
    oracle.opcodes = ours.get_opcodes()
    expected = [] if all(op[0] == "equal" for op in oracle.opcodes) else list(oracle.get_grouped_opcodes(n))
    assert list(ours.get_grouped_opcodes(n)) == expected


@given(TEXTS, TEXTS)
def test_word_opcodes_count_characters(a: str, b: str) -> None:
    check_opcodes(a, b, WordMatcher(a, b).get_opcodes())


@given(TEXTS, TEXTS)
def test_the_compiled_engine_gives_the_same(a: str, b: str) -> None:
    pytest.importorskip("fast_diff_match_patch")
    if a and b:
        assert diff.joined(diff.engine()(a, b)) == diff.joined(diff.plain_engine()(a, b))


# The behaviours below are those that CPython's test_difflib asks of the interface.


def test_one_insert() -> None:
    matcher = Matcher("b" * 100, "a" + "b" * 100)
    assert matcher.ratio() == pytest.approx(0.995, abs=1e-3)
    assert matcher.get_opcodes() == [("insert", 0, 0, 0, 1), ("equal", 0, 100, 1, 101)]
    matcher = Matcher("b" * 100, "b" * 50 + "a" + "b" * 50)
    assert matcher.get_opcodes() == [("equal", 0, 50, 0, 50), ("insert", 50, 50, 50, 51), ("equal", 50, 100, 51, 101)]


def test_one_delete() -> None:
    matcher = Matcher("a" * 40 + "c" + "b" * 40, "a" * 40 + "b" * 40)
    assert matcher.ratio() == pytest.approx(0.994, abs=1e-3)
    assert matcher.get_opcodes() == [("equal", 0, 40, 0, 40), ("delete", 40, 41, 40, 40), ("equal", 41, 81, 40, 80)]


def test_opcodes_and_blocks_are_kept() -> None:
    matcher = Matcher("abcd", "abxcd")
    assert matcher.get_opcodes() == matcher.get_opcodes()
    blocks = matcher.get_matching_blocks()
    assert [block.size for block in matcher.get_matching_blocks()] == [block.size for block in blocks]
    assert blocks == [(0, 0, 2), (2, 3, 2), (4, 5, 0)]


def test_empty_sequences() -> None:
    matcher = Matcher([], [])
    assert (matcher.ratio(), matcher.quick_ratio(), matcher.real_quick_ratio()) == (1, 1, 1)
    assert matcher.get_opcodes() == []
    assert matcher.get_matching_blocks() == [(0, 0, 0)]
    with pytest.raises(StopIteration):
        next(matcher.get_grouped_opcodes())


def test_setting_one_sequence_keeps_the_other() -> None:
    matcher = Matcher("abcd", "bcde")
    matcher.set_seq1("bcde")
    assert matcher.ratio() == 1.0
    matcher.set_seq2("xcde")
    assert matcher.ratio() == 0.75
    matcher.set_seqs("a", "b")
    assert matcher.get_opcodes() == [("replace", 0, 1, 0, 1)]


def test_longest_match_within_bounds() -> None:
    a, b = "foo bar", "foo baz bar"
    assert Matcher(a, b).find_longest_match() == (0, 0, 6)
    assert Matcher(a, b).find_longest_match(alo=2, blo=4) == (3, 7, 4)
    assert Matcher(a, b).find_longest_match(bhi=5, blo=1) == (1, 1, 4)


def test_difflibs_arguments_are_taken_and_junk_is_refused() -> None:
    assert SequenceMatcher(None, "abcd", "bcde").ratio() == 0.75
    with pytest.raises(ValueError, match="no junk"):
        SequenceMatcher(lambda x: x == " ", "a b", "a b")


def test_any_hashable_items() -> None:
    a, b = [("x", 1), None, "word", 2.5], [None, "word", frozenset({1}), 2.5]
    assert Matcher(a, b).get_opcodes() == [
        ("delete", 0, 1, 0, 0),
        ("equal", 1, 3, 0, 2),
        ("insert", 3, 3, 2, 3),
        ("equal", 3, 4, 3, 4),
    ]


def test_more_kinds_of_items_than_private_code_points() -> None:
    a = list(range(150_000))
    b = [*a[:70_000], "new", *a[70_001:]]
    assert Matcher(a, b).get_opcodes() == [
        ("equal", 0, 70_000, 0, 70_000),
        ("replace", 70_000, 70_001, 70_000, 70_001),
        ("equal", 70_001, 150_000, 70_001, 150_000),
    ]


def test_long_and_wholly_shuffled_texts_take_no_shortcut() -> None:
    words = [f"w{k % 900}" for k in range(20_000)]
    shuffled = words[:]
    random.Random(7).shuffle(shuffled)
    matcher = Matcher(words, shuffled)
    check_opcodes(words, shuffled, matcher.get_opcodes())
    assert matcher.ratio() > 0.03


def test_words_are_whole() -> None:
    a, b = "The ferry left at ten.", "The ferry sailed at ten."
    changed = [op for op in WordMatcher(a, b).get_opcodes() if op[0] != "equal"]
    assert [(a[i:j], b[k:m]) for _, i, j, k, m in changed] == [("left", "sailed")]
