"""Whether two forms are one name spelt otherwise: misprints and transliterations."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from retold import tables

REGIONAL = (
    ("isa", "iza"),
    ("ise", "ize"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("ll", "l"),
    ("ogue", "og"),
)
CLASSES = (
    (re.compile("sch|sh|ch(?=[aeiou])|tsch|tch|cz|sz|zh|š|ж"), "s"),
    (re.compile("ph"), "v"),
    (re.compile("th"), "t"),
    (re.compile("ck|q|kh|ch|c(?=[aouklrt]|$)"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("[cz]"), "s"),
    (re.compile("[fw]"), "v"),
    (re.compile("[aeiouyjh]"), ""),
    (re.compile("d"), "t"),
    (re.compile(r"(.)\1"), r"\1"),
)


@functools.lru_cache(4096)
def romanised(word: str) -> str:
    """The word in small Latin letters."""
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    return "".join(c for c in word.casefold() if c.isalpha())


@functools.lru_cache(4096)
def skeleton(word: str) -> str:
    """The consonants of a romanised word, those alike in sound made one."""
    out = romanised(word)
    for pattern, into in CLASSES:
        out = pattern.sub(into, out)
    return out


def is_one_step(a: str, b: str) -> bool:
    """Whether at most one insertion, deletion, replacement or swap of neighbours lies between two words."""
    if len(a) > len(b):
        a, b = b, a
    at = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])


def similar(a: str, b: str) -> float:
    """Between 0 and 1, by the letters shared in order."""
    from jellyfish import jaro_winkler_similarity

    return jaro_winkler_similarity(romanised(a), romanised(b))


def is_variant(a: str, b: str) -> bool:
    """Whether two words are one name spelt otherwise."""
    if a == b:
        return True
    x, y = romanised(a), romanised(b)
    if x == y:
        return True
    if not x or not y or (x[0] != y[0] and skeleton(a)[:1] != skeleton(b)[:1]):
        return False
    if min(len(x), len(y)) >= 5 and is_one_step(x, y) and x[-1:] + y[-1:] not in ("ao", "oa"):
        return True
    return len(skeleton(a)) >= 2 and skeleton(a) == skeleton(b) and similar(a, b) >= 0.75


@functools.cache
def familiar() -> dict[str, frozenset[int]]:
    """The groups of first names and their familiar forms that a name is in, by number."""
    found: dict[str, set[int]] = {}
    for n, group in enumerate(tables.load(__file__, "nicknames").get("groups", ())):
        for name in group:
            found.setdefault(name, set()).add(n)
    return {name: frozenset(groups) for name, groups in found.items()}


def are_one_first_name(a: str, b: str) -> bool:
    """Whether two first names may be one person's: an initial, a short form, a familiar one, a spelling."""
    if a.startswith(b) or b.startswith(a) or is_variant(a, b):
        return True
    groups = familiar()
    return bool(groups.get(a, frozenset()) & groups.get(b, frozenset()))


def is_regional(a: str, b: str) -> bool:
    """Whether two words differ as British and American spelling do, which is no matter of names."""
    return (
        any((x in a and a.replace(x, y, 1) == b) or (x in b and b.replace(x, y, 1) == a) for x, y in REGIONAL) or a == b
    )


def are_variants(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names of as many words are one, spelt otherwise."""
    return len(a) == len(b) and tuple(a) != tuple(b) and all(is_variant(x, y) for x, y in zip(a, b, strict=True))
