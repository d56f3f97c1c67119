"""Which blocks of a page are not its story.

Evidence comes in four steps: what a line says by itself (``cues``), repetition in the page, where it
stands (a page has furniture above its headline, and after its story other stories), and, for whole
pages, a small fitted model (``page``). Each block gets one verdict.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from retold import BLOCKS, FURNITURE, LANGUAGE, Article, Block, Context, FurnitureBlock, Span, provides
from retold_plugins.furniture.cues import folded, is_pitch, is_role, is_sentence, strongest, table
from retold_plugins.furniture.lines import SURE, Line, Verdict, Verdicts, sure
from retold_plugins.furniture.parts import parts_of
from retold_plugins.furniture.whole import whole_page
from retold_plugins.segmentation.artifacts import WORDS, Words

PAGE_BLOCKS = 30
"""A text of fewer blocks is too short for statistics."""
PAGE_TITLES = {1: 0.6, 2: 0.5, 3: 0.4}
"""On a page at least this share of the blocks is no prose, by the number of groups of cues that are sure."""
FEW = 3
"""A text of so few blocks is not furniture throughout: somebody means it."""
TRIES = 300
"""So many lines at most are tried as the end of a story, whatever the text."""
TAIL_SHARE = 0.3
"""After a single heading of other things, at most so much of the prose may be theirs."""
STORY_SHARE = 0.4
"""A paragraph this share of whose words the story uses elsewhere belongs to it."""
NO_END = frozenset(
    {"advert", "credit", "initials", "byline", "dates", "time", "read", "points elsewhere", "a date alone"}
)
"""Cues that often stand inside a story, and so do not close it."""
PROMISING = frozenset({"newsletter", "account"})
SIGNATURE = re.compile(r"[^\W\d_]{2,4}|[^\W\d_]{2,4}/[^\W\d_]{2,6}")
ROLE_WORDS = 4
INLINE_TEASERS = 6
"""At most so many headlines follow "Read also" in the middle of a story."""


@provides(FURNITURE, needs=[BLOCKS, LANGUAGE, WORDS])
def furniture(ctx: Context) -> dict[str, tuple[FurnitureBlock, ...]]:
    """Blocks of each article that are not its story, in order; the articles of a run bear each other out."""
    languages = ctx[LANGUAGE]
    pages = {a.id: lines_of(a, ctx[BLOCKS][a.id], ctx[WORDS][a.id], languages[a.id]) for a in ctx.articles}
    told = {name: vocabulary(lines) for name, lines in pages.items()}
    out = {}
    for name, lines in pages.items():
        verdicts = judged(lines, told_elsewhere(told, name), languages[name])
        out[name] = tuple(
            FurnitureBlock(lines[i].block.span, v.kind, round(v.confidence, 4), v.why)
            for i, v in sorted(verdicts.items())
            if v.confidence >= SURE
        )
    return out


def lines_of(article: Article, blocks: Sequence[Block], words: Words, language: str) -> list[Line]:
    """The blocks with what each says by itself."""
    parts = [part for block in blocks for part in divided(article, block, language)]
    texts = [article.text[part.span.start : part.span.end] for part in parts]
    bare = [folded(text) for text in texts]
    phrases = table(language).for_page("\n".join(bare))
    out = []
    for block, text, own in zip(parts, texts, bare, strict=True):
        stems = frozenset([t.stem for t in words.within(block.span) if t.is_content and len(t.stem) > 2])
        out.append(Line(block, text, own, strongest(text, own, phrases), stems, is_sentence(text)))
    return out


def divided(article: Article, block: Block, language: str) -> list[Block]:
    """The block, or where furniture shares it with words of the story, its parts."""
    start = block.span.start
    parts = parts_of(article.text[start : block.span.end], language)
    if len(parts) == 1:
        return [block]
    return [Block(block.kind, Span(article.id, start + a, start + b)) for a, b in parts]


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


def judged(lines: list[Line], elsewhere: frozenset[str], language: str = "en") -> Verdicts:
    """A verdict on each block that may be furniture."""
    verdicts: Verdicts = {
        i: Verdict(line.cue.kind, line.cue.strength, (line.cue.why,)) for i, line in enumerate(lines) if line.cue
    }
    for i, verdict in list(verdicts.items()):
        # "Watch: keeper scores from his own half" above everything else is the headline of this story
        if verdict.kind == "teaser" and all(j in verdicts for j in range(i)):
            del verdicts[i]
    beside_its_like(lines, verdicts, language)
    repeated(lines, verdicts)
    in_company(lines, verdicts)
    inline_teasers(lines, verdicts)
    author_box(lines, verdicts)
    end = tail(lines, verdicts, elsewhere)
    if is_page(lines, verdicts):
        whole_page(lines, verdicts, end, elsewhere)
    if len(lines) <= FEW and all(i in verdicts and verdicts[i].confidence >= SURE for i in range(len(lines))):
        return {}
    return verdicts


def is_page(lines: list[Line], verdicts: Verdicts) -> bool:
    """Whether the text was taken from a whole page: furniture of several sorts, and much that is no prose."""
    groups = {
        line.cue.group
        for i, line in enumerate(lines)
        if line.cue and sure(verdicts, i) and line.cue.group not in NO_END
    }
    titles = sum(line.is_title for line in lines) / max(1, len(lines))
    return len(lines) >= PAGE_BLOCKS and bool(groups) and titles >= PAGE_TITLES.get(len(groups), PAGE_TITLES[3])


def beside_its_like(lines: list[Line], verdicts: Verdicts, language: str) -> None:
    """The slogan of a newsletter's box, what the author is, and initials below the last paragraph."""
    for i, line in enumerate(lines):
        if sure(verdicts, i):
            continue
        above, below = (lines[j].cue if 0 <= j < len(lines) and sure(verdicts, j) else None for j in (i - 1, i + 1))
        if any(c and c.group in PROMISING for c in (above, below)) and is_pitch(line.text, language):
            verdicts[i] = Verdict("chrome", 0.9, ("what a newsletter promises",))
        elif above and above.group == "byline" and is_role(line.text, language):
            verdicts[i] = Verdict("chrome", 0.9, ("what the author is",))
        elif 1 <= i <= 2 and not lines[i - 1].told and is_role(line.text, language) and is_title_of_author(lines, i):
            verdicts[i] = Verdict("chrome", 0.7, ("what the author is",))
        elif i > FEW and SIGNATURE.fullmatch(line.text) and lines[i - 1].told and is_last(lines, verdicts, i):
            verdicts[i] = Verdict("chrome", 0.9, ("initials",))


def is_title_of_author(lines: Sequence[Line], i: int) -> bool:
    """Whether a line between the headline and the first paragraph is so short that it tells no story."""
    return len(lines[i].text.split()) <= ROLE_WORDS and i + 1 < len(lines) and lines[i + 1].is_prose


def is_last(lines: Sequence[Line], verdicts: Verdicts, i: int) -> bool:
    """Whether nothing of a story stands below a line but what heads other things."""
    return i == len(lines) - 1 or (sure(verdicts, i + 1) and bool((cue := lines[i + 1].cue) and cue.opens))


def repeated(lines: list[Line], verdicts: Verdicts) -> None:
    """A headline printed twice, and labels that come again and again."""
    seen: dict[str, list[int]] = {}
    busy = sum(sure(verdicts, i) for i in range(len(lines))) >= 3
    for i, line in enumerate(lines):
        if line.is_title and line.folded and not line.text.endswith((":", ",", '"', "”", "«", "»")):
            seen.setdefault(line.folded, []).append(i)
    for places in seen.values():
        for first, again in itertools.pairwise(places):
            if again == first + 1 or (len(lines[again].text) > 25 and again - first <= 12):
                verdicts.setdefault(again, Verdict("chrome", 0.9, ("repeats a line above",)))
        if len(places) >= 3 and busy:
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
    for i in range(1, len(lines) - 1):
        if (
            i not in verdicts
            and lines[i].is_title
            and len(lines[i].text) <= 30
            and all(sure(verdicts, j) and not is_inline(lines[j]) for j in (i - 1, i + 1))
        ):
            verdicts[i] = Verdict("chrome", 0.7, ("a short line between furniture",))


def inline_teasers(lines: list[Line], verdicts: Verdicts) -> None:
    """Headlines that follow "Read also"."""
    for i, line in enumerate(lines):
        if not line.cue or line.cue.opens != "related" or not sure(verdicts, i):
            continue
        for taken, j in enumerate(range(i + 1, min(len(lines), i + 1 + INLINE_TEASERS))):
            title = lines[j].text
            if not lines[j].is_title or len(title) < 15 or title[0].isdigit() or title[0] in "#-":
                break
            verdicts.setdefault(j, Verdict("teaser", 0.85 - 0.05 * taken, (f"follows {line.text[:30]!r}",)))


def tail(lines: list[Line], verdicts: Verdicts, elsewhere: frozenset[str]) -> int | None:
    """What comes after the story: from a line that closes it on, nothing speaks of the story any more.

    Returns where that is, if it is found.
    """
    prose = [len(line.text) if line.is_prose and not sure(verdicts, i) else 0 for i, line in enumerate(lines)]
    total, before, tries = sum(prose), 0, 0
    words: set[str] = set(elsewhere)
    for i, line in enumerate(lines):
        before += prose[i]
        if not sure(verdicts, i):
            words |= line.stems
        elif (
            tries < TRIES
            and before >= max(300, 0.3 * total)
            and closes(lines, verdicts, i, total - before, total)
            and not resumes(lines, verdicts, i, words)
        ):
            close(lines, verdicts, i)
            return i
        else:
            tries += before >= max(300, 0.3 * total)
    return None


def closes(lines: list[Line], verdicts: Verdicts, i: int, after: int, total: int) -> bool:
    """Whether a line may be where a story ends: it heads other things, or stands among several lines of furniture."""
    cue = lines[i].cue
    if cue is not None and cue.group in NO_END:
        return False
    company = sum(sure(verdicts, j) and not is_inline(lines[j]) for j in range(i, min(len(lines), i + 6)))
    heads = cue is not None and cue.opens != ""
    if not heads and goes_on(lines, verdicts, i):
        return False
    rest = [lines[j] for j in range(i + 1, len(lines)) if not sure(verdicts, j)]
    dense = 2 * sum(line.is_prose for line in rest) <= len(lines) - i
    return dense and (company >= 5 or ((heads or company >= 3) and after <= TAIL_SHARE * total))


def goes_on(lines: list[Line], verdicts: Verdicts, i: int) -> bool:
    """Whether a story has paragraphs between a box in its middle and the heading of other things below it."""
    later = (j for j in range(i + 1, len(lines)) if sure(verdicts, j))
    end = next((j for j in later if (cue := lines[j].cue) is not None and cue.opens), None)
    return end is not None and any(lines[j].is_prose and not sure(verdicts, j) for j in range(i + 1, end))


def is_inline(line: Line) -> bool:
    """Whether the line is furniture of the sort that stands inside stories."""
    return line.cue is not None and line.cue.group in NO_END


def resumes(lines: list[Line], verdicts: Verdicts, start: int, words: set[str]) -> bool:
    """Whether a paragraph after a line is about what the words are about."""
    remarks = False
    for i in range(start, len(lines)):
        line = lines[i]
        if line.cue is not None and line.cue.opens:
            remarks = line.cue.opens == "comments"
        if not line.is_prose or sure(verdicts, i):
            continue
        share = 0.7 if remarks else STORY_SHARE
        if len(line.stems) < 4 or len(line.stems & words) >= share * len(line.stems):
            return True
    return False


def author_box(lines: list[Line], verdicts: Verdicts) -> None:
    """A paragraph about the author whom the byline names, or one beside furniture at the end."""
    names = [
        name
        for i, line in enumerate(lines)
        if line.cue and line.cue.group == "byline" and sure(verdicts, i)
        for name in [" ".join(line.text.split(",")[0].split("|")[0].split()[1:])]
        if len(name.split()) > 1
    ]
    for i in range(len(lines) // 2, len(lines)):
        if len(lines[i].text) <= 600 and lines[i].told and any(lines[i].text.startswith(name) for name in names):
            verdicts.setdefault(i, Verdict("chrome", 0.85, ("about the author",)))


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
                if long
                and not (line.cue and line.cue.group == "author")
                and (zone != "comments" or twice or (line.is_prose and i and verdicts[i - 1].kind == "teaser"))
                else "chrome"
            )
            verdicts[i] = Verdict(kind, 0.9, ("after the story, and about something else",))
        if twice:
            zone = "related"
