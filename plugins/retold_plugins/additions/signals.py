"""What speaks for the reteller's own voice in a piece of text, and what against it.

Each signal is a number between 0 and 1; ``data/commentary.toml`` weighs them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from retold import Span, SpanSet, tables
from retold_plugins.segmentation.artifacts import MARK, NUMBER, Phrases, Token, Words

HEAD = 4
"""Tokens at the beginning of a piece that count as its head."""
FEW_WORDS = 9
VOICES = frozenset(
    {
        "explain", "stance", "evaluation", "loaded", "generic", "first", "second", "imperative", "modal", "anaphora",
        "present",
    }
)  # fmt: skip
COUNTRY, MONTH = "US", "May"
"""Not the writer and his readers, and nothing that may be."""
CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages whose capitals do not tell a name."""


def is_heard(language: str) -> bool:
    """Whether there is a table of a language, so that a source in it can be asked for a voice of its own."""
    return bool(tables.load(__file__, "stance", language))


@functools.cache
def cues(language: str) -> Phrases:
    """The cue table of a language; one without entries where there is none."""
    table = tables.load(__file__, "stance", language)
    return Phrases({label: entries for label, entries in table.items() if isinstance(entries, list)})


@functools.cache
def weights() -> Mapping[str, float]:
    """The weights of the signals, learnt as ``data/commentary.toml`` says."""
    loaded: Mapping[str, float] = tables.load(__file__, "commentary")["weights"]
    return loaded


@frozen
class Voice:
    """What is needed to weigh a piece of the retelling."""

    words: Words
    language: str
    speech: SpanSet
    """Direct quotations."""
    credits: SpanSet
    """Words that credit somebody."""
    known: frozenset[str] = field(repr=False)
    """Stems of the sources."""

    def signals(self, span: Span, *, beside: bool, bracketed: bool = False) -> dict[str, float]:
        """The signals of a piece. ``beside`` says whether retained text stands next to it."""
        tokens = self.words.within(span)
        spoken = [t for t in tokens if t.kind != MARK]
        own = tuple(t for t in tokens if not self.speech.touches(t.span))
        found = self.cue_signals(own)
        names = self.names(tokens)
        found |= {
            "bracketed": float(bracketed),
            "question": float(any(t.text in "?？" for t in own[-3:])),
            "quotation": float(self.speech.touches(span)),
            "credited": float(self.credits.touches(span) or found.get("credit", 0) > 0),
            "figures": min(2, sum(t.kind == NUMBER for t in tokens)) / 2,
            "names": min(3, names) / 3,
            "no-name-or-figure": float(not names and not any(t.kind == NUMBER for t in tokens)),
            "short": float(len(spoken) <= FEW_WORDS),
            "beside-retained": float(beside),
        }
        found["voiceless"] = float(not bracketed and not found["question"] and VOICES.isdisjoint(found))
        found.pop("credit", None)
        return {name: value for name, value in found.items() if value}

    def cue_signals(self, own: Sequence[Token]) -> dict[str, float]:
        """The cues outside quotations; some count at the head only."""
        found: dict[str, float] = {}
        for start, _, label in cues(self.language).find(own):
            if own[start].text == COUNTRY or (label == "modal" and own[start].text == MONTH):
                continue
            if label in ("imperative", "anaphora"):
                if own[start].kind != MARK and all(t.kind == MARK for t in own[:start]):
                    found[label] = 1.0
            elif label in ("modal", "present", "when", "evaluation", "loaded"):
                found[label] = min(1.0, found.get(label, 0.0) + 0.5)
            else:
                found[label] = 1.0
        return found

    def names(self, tokens: Sequence[Token]) -> int:
        """Words with a capital that do not begin the piece."""
        if self.language in CAPITAL_NOUNS:
            return 0
        words = [t for t in tokens if t.kind != MARK]
        return sum(t.text[:1].isupper() and not t.is_stop for t in words[1:])


def logit(signals: Mapping[str, float]) -> float:
    """How strongly the signals speak for commentary; above 0, more for it than against it."""
    by_name = weights()
    return by_name["base"] + sum(by_name.get(name, 0.0) * value for name, value in signals.items())


def deciding(signals: Mapping[str, float]) -> list[str]:
    """The signals that spoke for it, the strongest first, for a person who may disagree."""
    by_name = weights()
    shares = sorted(((-by_name.get(name, 0.0) * value, name) for name, value in signals.items()))
    return [name for share, name in shares if share < 0][:5]
