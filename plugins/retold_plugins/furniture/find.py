"""Which blocks of a page are not its story.

Evidence comes in four steps: what a line says by itself (``cues``), repetition in the page, where it
stands (a page has furniture above its headline, and after its story other stories), and, for whole
pages, a small fitted model (``page``). Each block gets one verdict.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from retold import BLOCKS, FURNITURE, LANGUAGE, Article, Block, Context, FurnitureBlock, provides
from retold_plugins.furniture.cues import Cue, cue, folded, is_sentence
from retold_plugins.segmentation.artifacts import WORDS, Words

SURE = 0.5
"""From this confidence on, a block is furniture."""
STORY_SHARE = 0.4
"""A paragraph this share of whose words the story uses elsewhere belongs to it."""
HEADLINE_LIMIT = 220
NO_END = frozenset(
    {"advert", "credit", "initials", "byline", "dates", "time", "read", "points elsewhere", "a date alone"}
)
"""Cues that often stand inside a story, and so do not close it."""
INLINE_TEASERS = 6
"""At most so many headlines follow "Read also" in the middle of a story."""


@frozen
class Line:
    """A block as the steps below see it."""

    block: Block
    text: str
    folded: str
    cue: Cue | None
    stems: frozenset[str]
    told: bool
    """Whether it reads as a sentence."""

    @property
    def is_title(self) -> bool:
        """Short, and not a sentence: a headline, a link or a label."""
        return not self.told and len(self.text) <= HEADLINE_LIMIT

    @property
    def is_prose(self) -> bool:
        """Long enough, and a sentence: a paragraph that a story may have."""
        return self.told and len(self.text) >= 60


@frozen
class Verdict:
    """What was decided of a block, and why."""

    kind: str
    confidence: float
    why: tuple[str, ...] = field(converter=tuple)


Verdicts = dict[int, Verdict]


@provides(FURNITURE, needs=[BLOCKS, LANGUAGE, WORDS])
def furniture(ctx: Context) -> dict[str, tuple[FurnitureBlock, ...]]:
    """Blocks of each article that are not its story, in order; the articles of a run bear each other out."""
    pages = {a.id: lines_of(a, ctx[BLOCKS][a.id], ctx[WORDS][a.id], ctx[LANGUAGE][a.id]) for a in ctx.articles}
    told = {name: vocabulary(lines) for name, lines in pages.items()}
    out = {}
    for name, lines in pages.items():
        verdicts = judged(lines, told_elsewhere(told, name))
        out[name] = tuple(
            FurnitureBlock(lines[i].block.span, v.kind, round(v.confidence, 4), v.why)
            for i, v in sorted(verdicts.items())
            if v.confidence >= SURE
        )
    return out


def lines_of(article: Article, blocks: Sequence[Block], words: Words, language: str) -> list[Line]:
    """The blocks with what each says by itself."""
    out = []
    for block in blocks:
        text = article.text[block.span.start : block.span.end]
        stems = frozenset(t.stem for t in words.within(block.span) if t.is_content and len(t.stem) > 2)
        out.append(Line(block, text, folded(text), cue(text, language), stems, is_sentence(text)))
    return out


def vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """The words of the paragraphs that no cue marks."""
    return frozenset().union(*(line.stems for line in lines if line.is_prose and not line.cue))


def told_elsewhere(told: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    """The words of the other articles of the run that tell the same story."""
    own = told[name]
    near = [
        words
        for other, words in told.items()
        if other != name and words and len(own & words) >= 0.25 * min(len(own), len(words))
    ]
    return frozenset().union(*near)


def judged(lines: list[Line], elsewhere: frozenset[str]) -> Verdicts:
    """A verdict on each block that may be furniture."""
    verdicts: Verdicts = {
        i: Verdict(line.cue.kind, line.cue.strength, (line.cue.why,)) for i, line in enumerate(lines) if line.cue
    }
    repeated(lines, verdicts)
    in_company(lines, verdicts)
    inline_teasers(lines, verdicts)
    tail(lines, verdicts, elsewhere)
    return verdicts


def sure(verdicts: Verdicts, i: int, least: float = 0.85) -> bool:
    """Whether a block is surely furniture so far."""
    return i in verdicts and verdicts[i].confidence >= least


def repeated(lines: list[Line], verdicts: Verdicts) -> None:
    """A headline printed twice, and labels that come again and again."""
    seen: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.is_title and line.folded:
            seen.setdefault(line.folded, []).append(i)
    for places in seen.values():
        for first, again in zip(places, places[1:], strict=False):
            if again == first + 1 or (len(lines[again].text) > 25 and again - first <= 12):
                verdicts.setdefault(again, Verdict("chrome", 0.9, ("repeats a line above",)))
        if len(places) >= 3:
            for i in places:
                verdicts.setdefault(i, Verdict("chrome", 0.8, (f"stands {len(places)} times on the page",)))


def in_company(lines: list[Line], verdicts: Verdicts) -> None:
    """A cue too weak by itself counts between lines that are surely furniture."""
    for _ in range(2):
        for i in list(verdicts):
            verdict = verdicts[i]
            if verdict.confidence >= 0.85:
                continue
            beside = sum(sure(verdicts, j, 0.8) for j in (i - 1, i + 1))
            if beside:
                raised = 1 - (1 - verdict.confidence) * (0.6 if beside == 1 else 0.25)
                verdicts[i] = Verdict(verdict.kind, min(0.95, raised), (*verdict.why[:1], "beside other furniture"))


def inline_teasers(lines: list[Line], verdicts: Verdicts) -> None:
    """Headlines that follow "Read also"."""
    for i, line in enumerate(lines):
        if not line.cue or line.cue.opens != "related" or not sure(verdicts, i):
            continue
        taken = 0
        for j in range(i + 1, min(len(lines), i + 1 + INLINE_TEASERS)):
            if (
                not lines[j].is_title
                or len(lines[j].text) < 15
                or lines[j].text[:1].isdigit()
                or lines[j].text[:1] in "#-"
            ):
                break
            if j not in verdicts:
                verdicts[j] = Verdict("teaser", 0.85 - 0.05 * taken, (f"follows {line.text[:30]!r}",))
            taken += 1


def tail(lines: list[Line], verdicts: Verdicts, elsewhere: frozenset[str]) -> None:
    """What comes after the story: from a line that closes it on, nothing speaks of the story any more."""
    total = sum(len(line.text) for i, line in enumerate(lines) if line.is_prose and not sure(verdicts, i))
    before = 0
    words: set[str] = set(elsewhere)
    for i, line in enumerate(lines):
        if sure(verdicts, i):
            if line.cue and line.cue.group in NO_END:
                continue
            rest = [lines[j] for j in range(i + 1, len(lines)) if not sure(verdicts, j)]
            prose = sum(line.is_prose for line in rest)
            if (
                before >= max(300, 0.3 * total)
                and 2 * prose <= len(lines) - i
                and not any(resumes(line, words) for line in rest)
            ):
                close(lines, verdicts, i)
                return
        else:
            words |= line.stems
            before += len(line.text) if line.is_prose else 0


def resumes(line: Line, words: Iterable[str]) -> bool:
    """Whether a paragraph is about what the words are about."""
    if not line.is_prose:
        return False
    return len(line.stems) < 4 or len(line.stems.intersection(words)) >= STORY_SHARE * len(line.stems)


def close(lines: list[Line], verdicts: Verdicts, start: int) -> None:
    """Everything after the story is furniture: remarks of readers, or other stories."""
    zone = "related"
    doubled = Counter(line.folded for line in lines[start:] if line.is_title)
    for i in range(start, len(lines)):
        line = lines[i]
        if line.cue and line.cue.opens and sure(verdicts, i):
            zone = line.cue.opens
        long = len(line.text) >= 25
        twice = long and doubled[line.folded] > 1
        if not sure(verdicts, i) or (twice and not (line.cue and line.cue.strength >= SURE)):
            kind = (
                "teaser"
                if long and (zone != "comments" or twice or line.is_prose and i and verdicts[i - 1].kind == "teaser")
                else "chrome"
            )
            verdicts[i] = Verdict(kind, 0.9, ("after the story, and about something else",))
        if twice:
            zone = "related"


def logistic(x: float) -> float:
    """The usual squashing function."""
    return 1 / (1 + math.exp(-x))
