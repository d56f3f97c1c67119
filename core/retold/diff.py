"""difflib's interface on diff-match-patch: matchers for sequences and for the words of two texts.

``Matcher(a, b)`` compares two sequences of hashables and answers as ``difflib.SequenceMatcher`` does; which
of several equally good ways of matching it chooses is Myers's choice, not Ratcliff's and Obershelp's. There is
no junk, no clock, and the result depends on the two sequences alone. Where fast-diff-match-patch is installed
it does the work, with the same result.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import Match as Block
from typing import Any

from retold._anchors import anchors

__all__ = ["DELETE", "EQUAL", "INSERT", "REPLACE", "Matcher", "Opcode", "SequenceMatcher", "WordMatcher"]

Opcode = tuple[str, int, int, int, int]
EQUAL, REPLACE, DELETE, INSERT = "equal", "replace", "delete", "insert"
AREA = 40_000
"""Sequences whose lengths have a larger product are first cut at anchors: Myers's time grows with the differences."""

# Python's \w leaves out combining marks, vowel signs and joiners, which belong to their word.
SIGNS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0971-\u0dff"
    r"\u0e31-\u0e4e\u200c\u200d"
)
WORDS = re.compile(rf"[^\W_](?:[\w{SIGNS}]|['’ʼ](?=[^\W_]))*|\s+|[\W_]")


class Matcher:
    """Compares two sequences of hashable items; ``SequenceMatcher`` takes difflib's arguments."""

    def __init__(self, a: Sequence[Hashable] = "", b: Sequence[Hashable] = "") -> None:
        self.set_seqs(a, b)

    def set_seqs(self, a: Sequence[Hashable], b: Sequence[Hashable]) -> None:
        """Set both sequences."""
        self.a, self.b = a, b
        self._forget()

    def set_seq1(self, a: Sequence[Hashable]) -> None:
        """Set the first sequence; the second stays."""
        self.set_seqs(a, self.b)

    def set_seq2(self, b: Sequence[Hashable]) -> None:
        """Set the second sequence; the first stays."""
        self.set_seqs(self.a, b)

    def _forget(self) -> None:
        self._opcodes: list[Opcode] | None = None
        self._blocks: list[Block] | None = None

    def get_opcodes(self) -> list[Opcode]:
        """Tuples of tag, i1, i2, j1, j2 that turn ``a[i1:i2]`` into ``b[j1:j2]``, in order and without gaps.

        The tag is ``equal``, ``replace``, ``delete`` or ``insert``; two neighbours never have the same kind.
        """
        if self._opcodes is None:
            self._opcodes = opcodes(self.a, self.b)
        return self._opcodes

    def get_matching_blocks(self) -> list[Block]:
        """Triples of a, b and size of equal runs, increasing; the last is ``(len(a), len(b), 0)``."""
        if self._blocks is None:
            equal = [Block(i, k, j - i) for tag, i, j, k, _ in self.get_opcodes() if tag == EQUAL]
            self._blocks = [*equal, Block(len(self.a), len(self.b), 0)]
        return self._blocks

    def get_grouped_opcodes(self, n: int = 3) -> Iterator[list[Opcode]]:
        """Groups of changes with up to ``n`` equal items of context around them."""
        return grouped(self.get_opcodes(), n)

    def ratio(self) -> float:
        """Twice the equal items over all items; 1.0 for two empty sequences."""
        return share(sum(block.size for block in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self) -> float:
        """An upper bound of ``ratio``: items in common, whatever their order."""
        return share((Counter(self.a) & Counter(self.b)).total(), len(self.a) + len(self.b))

    def real_quick_ratio(self) -> float:
        """An upper bound of ``ratio`` by the lengths alone."""
        return share(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Block:
        """The longest equal run in ``a[alo:ahi]`` and ``b[blo:bhi]``; of several the first in ``a``, then in ``b``."""
        ahi, bhi = len(self.a) if ahi is None else ahi, len(self.b) if bhi is None else bhi
        places: dict[Hashable, list[int]] = {}
        for j in range(blo, bhi):
            places.setdefault(self.b[j], []).append(j)
        best = Block(alo, blo, 0)
        ends: dict[int, int] = {}
        for i in range(alo, ahi):
            here: dict[int, int] = {}
            for j in places.get(self.a[i], ()):
                size = here[j] = ends.get(j - 1, 0) + 1
                if size > best.size:
                    best = Block(i - size + 1, j - size + 1, size)
            ends = here
        return best


class SequenceMatcher(Matcher):
    """``Matcher`` with the arguments of ``difflib.SequenceMatcher``. Junk is refused: nothing is left out."""

    def __init__(
        self,
        isjunk: Callable[[Any], bool] | None = None,
        a: Sequence[Hashable] = "",
        b: Sequence[Hashable] = "",
        autojunk: bool = False,
    ) -> None:
        if isjunk is not None or autojunk:
            raise ValueError("this matcher has no junk; compare without the items that should not count")
        super().__init__(a, b)


class WordMatcher(Matcher):
    """Compares two texts word by word; the offsets of its opcodes and blocks count characters."""

    def get_opcodes(self) -> list[Opcode]:
        """As ``Matcher.get_opcodes``, cut at words, with offsets of characters."""
        if self._opcodes is None:
            a, b = str(self.a), str(self.b)
            words = [[m.group() for m in WORDS.finditer(text)] for text in (a, b)]
            ends = [list(itertools.accumulate(map(len, side), initial=0)) for side in words]
            self._opcodes = [
                (tag, ends[0][i], ends[0][j], ends[1][k], ends[1][n]) for tag, i, j, k, n in opcodes(*words)
            ]
        return self._opcodes


def share(matches: int, length: int) -> float:
    """As difflib's ratios count."""
    return 2.0 * matches / length if length else 1.0


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Opcode]:
    """The opcodes of two sequences."""
    left, right = coded(a, b)
    return joined(pieces(left, right))


def coded(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[str, str]:
    """One character for each item, equal where the items are.

    Only items of both sides need a character of their own; there is one for all others of ``a`` and one
    for those of ``b``. The first 256 come first: Python keeps one object for each of them. Surrogates are left out.
    """
    common = set(a) & set(b)
    code: dict[Hashable, str] = {}
    fresh = itertools.chain(range(3, 0xD800), range(0xE000, 0x110000))
    for item in a:
        if item in common and item not in code:
            code[item] = chr(next(fresh))
    return "".join([code.get(x, "\x01") for x in a]), "".join([code.get(x, "\x02") for x in b])


def pieces(a: str, b: str) -> Iterator[tuple[bool, int, int]]:
    """Runs of equal and of other characters: whether equal, length in ``a``, length in ``b``."""
    head = shared_start(a, b)
    a, b = a[head:], b[head:]
    tail = shared_start(a[::-1], b[::-1])
    if tail:
        a, b = a[:-tail], b[:-tail]
    if head:
        yield True, head, head
    if not a or not b:
        if a or b:
            yield False, len(a), len(b)
    elif len(a) * len(b) > AREA:
        yield from cut(a, b)
    else:
        yield from engine()(a, b)
    if tail:
        yield True, tail, tail


def cut(a: str, b: str) -> Iterator[tuple[bool, int, int]]:
    """Two long texts cut at what anchors them, piece by piece; without any anchor they have nothing in common."""
    i = j = 0
    for x, y in anchors(a, b):
        yield from pieces(a[i:x], b[j:y])
        yield True, 1, 1
        i, j = x + 1, y + 1
    if i == j == 0:
        yield False, len(a), len(b)
    else:
        yield from pieces(a[i:], b[j:])


def shared_start(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    if not a or not b or a[0] != b[0]:
        return 0
    low, high = 1, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[:middle] == b[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def joined(parts: Iterable[tuple[bool, int, int]]) -> list[Opcode]:
    """Opcodes with offsets; neighbours of one kind are one."""
    out: list[Opcode] = []
    i = j = k = n = 0
    was_equal = None
    for equal, size, other in parts:
        if equal != was_equal and was_equal is not None:
            out.append((tag_of(was_equal, j - i, n - k), i, j, k, n))
            i, k = j, n
        was_equal = equal
        j, n = j + size, n + other
    if was_equal is not None:
        out.append((tag_of(was_equal, j - i, n - k), i, j, k, n))
    return out


def tag_of(equal: bool, gone: int, come: int) -> str:
    """What a run is called that is equal, or of which so many items go and so many come."""
    return EQUAL if equal else REPLACE if gone and come else DELETE if gone else INSERT


def grouped(codes: Sequence[Opcode], n: int) -> Iterator[list[Opcode]]:
    """Opcodes in groups with ``n`` items of context; nothing where nothing differs."""
    if not any(tag != EQUAL for tag, *_ in codes):
        return
    group: list[Opcode] = []
    for place, (tag, i, j, k, m) in enumerate(codes):
        if tag != EQUAL:
            group.append((tag, i, j, k, m))
            continue
        first, last = place == 0, place == len(codes) - 1
        if not first and not last and j - i > 2 * n:
            yield [*group, (tag, i, min(j, i + n), k, min(m, k + n))]
            group = [(tag, max(i, j - n), j, max(k, m - n), m)]
        elif first:
            group = [(tag, max(i, j - n), j, max(k, m - n), m)]
        else:
            group.append((tag, i, min(j, i + n), k, min(m, k + n)) if last else (tag, i, j, k, m))
    yield group


Engine = Callable[[str, str], Iterator[tuple[bool, int, int]]]


@functools.cache
def engine() -> Engine:
    """The compiled diff-match-patch where it is installed, else the one in Python."""
    try:
        from fast_diff_match_patch import diff
    except ImportError:
        return plain_engine()

    def fast(a: str, b: str) -> Iterator[tuple[bool, int, int]]:
        for sign, size in diff(a, b, timelimit=0, checklines=False, cleanup="No", counts_only=True):
            yield sign == "=", size if sign != "+" else 0, size if sign != "-" else 0

    return fast


def plain_engine() -> Engine:
    """diff-match-patch without its clock."""
    from retold._myers import Worker

    worker = Worker()

    def plain(a: str, b: str) -> Iterator[tuple[bool, int, int]]:
        for sign, words in worker.diff_main(a, b, False):
            yield sign == 0, len(words) if sign <= 0 else 0, len(words) if sign >= 0 else 0

    return plain
