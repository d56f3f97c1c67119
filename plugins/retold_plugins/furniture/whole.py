"""A whole page: what the fitted model finds besides, and what of the story it must leave.

The model has seen long pages with long paragraphs. A page that somebody pasted is shorter, and so are its
paragraphs; between its headline and the line that closes its story a sentence is the story's unless much
speaks against it. And the headline is the story's, however far above it stands.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from retold_plugins.furniture.lines import SURE, Line, Verdict, Verdicts, closings, cue_strengths, sure
from retold_plugins.furniture.page import probabilities

PASTED = 100
"""A page of at most so many blocks is one that somebody pasted."""
GAP = 12
"""Between two paragraphs of one story at most so many blocks are something else."""
BESIDE = 4
"""The second paragraph of a story stands at most so far below the first."""
SENTENCE_BIAS, HEADING_BIAS = 3.0, 4.0
"""Log-odds in favour of a sentence between the beginning and the end of a pasted story, and of a heading above one."""
SHORTEST = 8
PROSE = 40
ABOVE = 30
"""The headline stands at most so many blocks above the first paragraph."""
HEADLINE = 15
LONG = 30
"""A title this long is no link of a menu."""
ON_TOPIC = 0.4
"""A paragraph this share of whose words other paragraphs of the page use may be the last of its story."""
TOLD_TOO = 0.75
"""A paragraph this share of whose words another telling of the story has is the story's."""


def whole_page(lines: list[Line], verdicts: Verdicts, end: int | None, elsewhere: frozenset[str]) -> None:
    """What the fitted model finds on a whole page besides.

    ``end`` is where its story was seen to end, ``elsewhere`` the words of other tellings of the story.
    """
    zone = story_zone(lines, verdicts, last_on_topic(lines, verdicts) if end is None else end)
    story = []
    for i, p in enumerate(probabilities(lines, cue_strengths(lines), closings(lines))):
        if i in zone and not sure(verdicts, i, SURE):
            p = raised(p, bias(lines, verdicts, i, zone))
        if lines[i].told and len(lines[i].stems & elsewhere) >= TOLD_TOO * max(4, len(lines[i].stems)):
            p = raised(p, SENTENCE_BIAS)
        if sure(verdicts, i, 0.9) or (p < SURE and sure(verdicts, i)):
            continue
        if p >= SURE:
            verdicts[i] = Verdict(kind_of(lines, verdicts, i), p, ("beside the article on its page",))
        else:
            verdicts.pop(i, None)
            if lines[i].told:
                story.append(i)
    found = headline(lines, story, pasted=len(lines) <= PASTED)
    if found is not None:
        verdicts.pop(found, None)
        above = (
            found - 1 if len(lines) <= PASTED else -1
        )  # the line below a headline may share more words with the story than the headline does
        if above >= 0 and lines[above].is_title and not lines[above].cue and len(lines[above].text) >= LONG:
            verdicts.pop(above, None)


def kind_of(lines: Sequence[Line], verdicts: Verdicts, i: int) -> str:
    """A long title, or a text below a teaser, is another story's."""
    line, above = lines[i], verdicts.get(i - 1)
    other = len(line.text) >= 25 and (line.is_title or (above is not None and above.kind == "teaser"))
    return "teaser" if other else "chrome"


def last_on_topic(lines: Sequence[Line], verdicts: Verdicts) -> int:
    """Below the last paragraph that speaks of what the other paragraphs of the page speak of."""
    prose = [i for i, line in enumerate(lines) if line.told and len(line.text) >= PROSE and not sure(verdicts, i, SURE)]
    count = Counter(stem for i in prose for stem in lines[i].stems)
    for i in reversed(prose):
        stems = lines[i].stems
        if sum(count[stem] > 1 for stem in stems) >= ON_TOPIC * max(4, len(stems)):
            return i + 1
    return 0


def story_zone(lines: Sequence[Line], verdicts: Verdicts, end: int) -> range:
    """From the first paragraph of a pasted page to the end of its story; empty where that is not clear."""
    if len(lines) > PASTED:
        return range(0)
    story: list[int] = []
    for i in range(end - 1, -1, -1):
        line = lines[i]
        if line.told and len(line.text) >= PROSE and not sure(verdicts, i, SURE):
            if story and story[-1] - i > GAP:
                break
            story.append(i)
    return range(first_of(story[::-1]) if story else end, end)


def bias(lines: Sequence[Line], verdicts: Verdicts, i: int, zone: range) -> float:
    """What a block's place among the paragraphs of a story is worth."""
    if lines[i].told:
        return SENTENCE_BIAS
    near = [j for j in (i - 1, i + 1) if j in zone and lines[j].told and not sure(verdicts, j, SURE)]
    if len(lines[i].text) < SHORTEST or i + 1 not in near:
        return 0.0
    return HEADING_BIAS if len(near) < 2 else HEADING_BIAS + 2


def raised(p: float, gain: float) -> float:
    """A probability of being furniture, with log-odds against it."""
    p = min(max(p, 1e-9), 1 - 1e-9)
    return 1 / (1 + math.exp(gain - math.log(p / (1 - p))))


def headline(lines: Sequence[Line], story: Sequence[int], *, pasted: bool) -> int | None:
    """The title above the story that has most of its words in common with it; of equals, the nearer.

    On a pasted page, where no title shares words, it is the first that is long enough to be one.
    """
    if not story:
        return None
    told = Counter(stem for i in story for stem in lines[i].stems)
    first = first_of(story)
    best: tuple[float, int] | None = None
    titles = []
    for i in range(max(0, first - ABOVE), first):
        line = lines[i]
        if not line.is_title or len(line.text) < HEADLINE or len(line.stems) < 2:
            continue
        if line.cue and line.cue.strength >= SURE and line.cue.kind == "chrome":
            continue
        titles.append(i)
        shared = sum(stem in told for stem in line.stems)
        if shared >= 2 or shared >= 0.4 * len(line.stems):
            best = max(best or (0.0, i), (shared / math.sqrt(len(line.stems)), i))
    if best is None and pasted:
        return next((i for i in titles if len(lines[i].text) >= LONG and "," not in lines[i].text[-12:]), None)
    return best[1] if best else None


def first_of(story: Sequence[int]) -> int:
    """Where the story begins: at its first paragraph that others follow soon. A box about cookies stands by itself."""
    for k, i in enumerate(story):
        if k + 2 >= len(story) or (story[k + 1] - i <= BESIDE and story[k + 2] - i <= GAP):
            return i
    return story[0]
