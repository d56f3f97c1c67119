"""Where on a page the blocks of its article stand: the XPath of the element, and nothing where that is not certain.

What was taken for the article is trafilatura's choice and no tree of ours. Its blocks are found again by their
characters, white space aside: a block has a place if one element of the page alone has its words, or if as many
elements have them as blocks do, in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import define, field

BLOCKS = frozenset(
    "p li ul ol dl dd dt div blockquote table tbody thead tr td th section article main aside header footer nav figure"
    " figcaption h1 h2 h3 h4 h5 h6 pre details summary form fieldset body".split()
)
UNSEEN = frozenset("script style noscript template head title".split())
LONGEST, DEEPEST = 400, 100
"""A longer path than this helps nobody."""


@define
class Elements:
    """The innermost blocks of a page by their characters, in the page's order."""

    by_words: dict[str, list[str]] = field(factory=dict)
    _steps: dict[Any, dict[Any, str]] = field(factory=dict, alias="steps")

    @classmethod
    def of(cls, tree: Any) -> Elements:
        """Those of a tree, before anybody changes it."""
        found = cls()
        inner = [element for element in tree.iter(*BLOCKS) if next(element.iterdescendants(*BLOCKS), None) is None]
        for element in inner:
            key = bare(seen(element))
            if key:
                found.by_words.setdefault(key, []).append(found.path(element))
        return found

    def path(self, element: Any) -> str:
        """The element's XPath; a step has a number where siblings have the same name."""
        steps: list[str] = []
        while element is not None and len(steps) <= DEEPEST:
            parent = element.getparent()
            steps.append(element.tag if parent is None else self._step(parent, element))
            element = parent
        return "/" + "/".join(reversed(steps))

    def _step(self, parent: Any, element: Any) -> str:
        if parent not in self._steps:
            children = [child for child in parent if isinstance(child.tag, str)]
            many, so_far = Counter(child.tag for child in children), Counter[str]()
            steps = {}
            for child in children:
                so_far[child.tag] += 1
                steps[child] = f"{child.tag}[{so_far[child.tag]}]" if many[child.tag] > 1 else child.tag
            self._steps[parent] = steps
        return self._steps[parent][element]


def seen(element: Any) -> Iterable[str]:
    """An element's words, without scripts and comments."""
    for part in element.iter():
        tag = part.tag if isinstance(part.tag, str) else ""
        if tag and tag not in UNSEEN and part.text:
            yield part.text
        if part is not element and part.tail:
            yield part.tail


def bare(words: Iterable[str]) -> str:
    """The characters without white space."""
    return "".join("".join(words).split())


def places_of(elements: Elements, blocks: Sequence[str]) -> list[str]:
    """The path of each block, empty where it is not certain."""
    keys = [bare([words]) for words in blocks]
    wanted = Counter(keys)
    taken: Counter[str] = Counter()
    out = []
    for key in keys:
        there = elements.by_words.get(key, ())
        path = there[taken[key]] if len(there) == wanted[key] else ""
        taken[key] += 1
        out.append(path if len(path) <= LONGEST else "")
    return out
