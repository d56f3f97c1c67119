"""Fit the weights of the aligner, or say how well fitted ones do on what they were not fitted on.

    python tests/benchmarks/fit_alignment.py write      fit on all that allows it, write data/weights.toml
    python tests/benchmarks/fit_alignment.py held-out   each story of the gold by the others; half of ArgRewrite
    python tests/benchmarks/fit_alignment.py leave-out  the same without one kind of evidence after the other
    python tests/benchmarks/fit_alignment.py curve      how many of the links of a score are right
    python tests/benchmarks/fit_alignment.py reports    independent reports, each story by the others
    python tests/benchmarks/fit_alignment.py write-reports   the models of independent reports only

Reads ``../shared/gold`` and ``../shared/data`` beside the project; only sets that allow fitting are fitted on. The
models of independent reports are fitted on those among our own stories, too, but for what is kept aside.
"""

from __future__ import annotations

import functools
import json
import math
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field

from retold import BLOCKS, FURNITURE, LANGUAGE, SENTENCES, Article, Comparison, Host, SpanSet
from retold._run import Run, plan
from retold_plugins.alignment import apart as ap
from retold_plugins.alignment import chart as ac
from retold_plugins.alignment import context as cx
from retold_plugins.alignment import evidence as ev
from retold_plugins.alignment.choose import LEAST
from retold_plugins.alignment.compounds import decompounded
from retold_plugins.alignment.sketch import sketches
from retold_plugins.alignment.units import Unit, units_of
from retold_plugins.segmentation.artifacts import WORDS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ASIDE = frozenset({"elecciones", "glacier", "legion", "merger", "pumpen", "schoolweek", "warehouse"})
"""Stories of which nobody has read a miss, and which nothing is fitted on."""
DATA = Path(ac.__file__).parent / "data"
STRAYED = 0.35
"""Across languages, pairs further from the diagonal than this are no examples."""
MOVED = 0.5
"""What a story told in another order counts against the story as it is."""

CONTEXT = (*cx.CONTEXT, *ev.WORDING)
"""The evidence of the second model."""
RIDGE = 10.0
"""What holds down the second model's many weights."""

Fit = tuple[np.ndarray, float]
Spans = list[tuple[int, int]]


@define(eq=False)
class Example:
    """Two texts, their units, and the pairs that an editor linked."""

    name: str
    group: str
    weight: float
    sides: tuple[tuple[Unit, ...], tuple[Unit, ...]]
    gold: set[tuple[int, int]]
    chart: ac.Chart | None = None
    tokens: Any = None
    is_apart: bool = False
    values: dict[tuple[int, int], list[float]] = field(factory=dict)
    weights: Any = None
    unjudged: set[tuple[int, int]] = field(factory=set)
    """Pairs that the editor's marks do not settle; they are no examples."""

    def __attrs_post_init__(self) -> None:
        if self.chart is None:
            self.weights = ev.weights_of(self.sides)
            found = ev.candidates(self.sides, self.weights)
            self.values = {pair: ev.wording(self.sides, self.weights, pair) for pair in found}


PLAN = plan(
    Host.discover().steps(), wanted=(BLOCKS, SENTENCES, LANGUAGE, WORDS, FURNITURE), is_selected=lambda kind: False
)


def example(name: str, group: str, weight: float, texts: Sequence[str], links: Iterable[Sequence[Spans]]) -> Example:
    """Two texts with links by offsets."""
    articles = tuple(Article(id=f"a{k}", text=text) for k, text in enumerate(texts))
    run = Run(articles, (Comparison(articles[1], articles[:1]),), strict=True)
    run.go(PLAN)
    sides = []
    for article in articles:
        junk = SpanSet(f.span for f in run.have["furniture"].get(article.id, ()))
        told = [s for s in run.have["sentences"][article.id] if not junk.touches(s.span)]
        blocks = run.have["blocks"][article.id]
        heads = [s.span for s in told if blocks[s.block].kind == "heading"]
        sides.append(units_of([s.span for s in told], run.have["words"][article.id], heads, [s.block for s in told]))
    tokens = tuple(
        [run.have["words"][a.id].within(unit.span) for unit in side] for a, side in zip(articles, sides, strict=True)
    )
    gold = set()
    for link in links:
        own = [
            [k for k, u in enumerate(side) if any(stands_for(u, a, b) for a, b in spans)]
            for side, spans in zip(sides, link, strict=True)
        ]
        gold |= {(i, j) for i in own[0] for j in own[1]}
    languages = [run.have["language"][a.id].split("-")[0] for a in articles]
    chart = None
    if languages[0] == languages[1]:
        sides = list(decompounded((sides[0], sides[1]), languages[0]))
    else:
        drawn = [
            sketches(
                side,
                [run.have["words"][a.id].within(u.span) for u in side],
                [a.text[u.span.start : u.span.end] for u in side],
                language,
            )
            for a, side, language in zip(articles, sides, languages, strict=True)
        ]
        chart = ac.chart_of((drawn[0], drawn[1]))
    return Example(name, group, weight, (sides[0], sides[1]), gold, chart, tokens)


def stands_for(unit: Unit, start: int, end: int) -> bool:
    """Half of the shorter overlaps."""
    both = min(unit.span.end, end) - max(unit.span.start, start)
    return 2 * both >= min(len(unit.span), end - start) > 0


def gold_examples(reorder: int | None = None, folder: Path = SHARED / "gold") -> Iterator[Example]:
    """The gold of a folder, each story a group of its own; without what is furniture there."""
    sys.path.insert(0, str(SHARED / "bin"))
    import score

    for path in sorted(x for x in folder.rglob("*.gold.json") if x.parent.name not in ASIDE):
        gold = json.loads(path.read_text(encoding="utf-8"))
        texts = [score.read_text(path.parent / gold[side]) for side in ("source", "retelling")]
        if reorder is not None:
            texts[1] = score.reorder(texts[1], reorder)
            gold = score.reordered_gold(gold, texts[1])
        links = [
            [
                [score.locate(x, text)[0] for x in link[side]]
                for side, text in zip(("source", "retelling"), texts, strict=True)
            ]
            for link in gold["links"]
        ]
        made = example(gold["id"], path.parent.name, 1.0 if reorder is None else MOVED, texts, links)
        made.is_apart = gold["relation"] == "independent"
        yield made


def set_examples(name: str, half: int) -> Iterator[Example]:
    """Every other record of a public set, from the first or the second."""
    sys.path.insert(0, str(SHARED / "bin"))
    import score_sets

    path = SHARED / "data" / f"{name}.dev.jsonl"
    for line in [x for x in path.read_text(encoding="utf-8").split("\n") if x.strip()][half::2]:
        row = json.loads(line)
        s, at_s = score_sets.lay_out(row["source"], row.get("source_paragraphs"))
        t, at_t = score_sets.lay_out(row["target"], row.get("target_paragraphs"))
        links = [[[at_s[i] for i in x[0]], [at_t[j] for j in x[1]]] for x in row["links"] if x[0] and x[1]]
        yield example(row["id"], name, 0.25 if name.endswith("_en") else 0.5, (s, t), links)


def simplified(quarters: Sequence[int]) -> Iterator[Example]:
    """Wikipedia pages and their simple versions, from some quarters of the set; links are what one edit joins."""
    path = SHARED / "data" / "edits_swipe_en.dev.jsonl"
    lines = [x for x in path.read_text(encoding="utf-8").split("\n") if x.strip()]
    for row in [json.loads(line) for n, line in enumerate(lines) if n % 4 in quarters]:
        at = row["source_sentences"], row["target_sentences"]
        linked = [(x[0], x[1]) for x in row["derived_links"]]
        spans = [[[tuple(at[k][n]) for n in x[k]] for k in (0, 1)] for x in linked]
        clear = [x for x in spans if min(map(len, x)) == 1]
        e = example(row["id"], "edits_swipe_en", 0.25, (row["source_text"], row["target_text"]), clear)
        if e.chart is None:
            settle(e, [x for x in spans if min(map(len, x)) > 1], loose_sentences(row, at, linked))
            yield e


def loose_sentences(row: dict[str, Any], at: Sequence[Any], linked: Sequence[Any]) -> list[Spans]:
    """Sentences that were kept, though no edit says as what."""
    out = []
    for k, (labels, free) in enumerate(((row["source_labels"], "omitted"), (row["target_labels"], "added"))):
        known = {n for x in linked for n in x[k]}
        out.append([tuple(at[k][n]) for n, label in enumerate(labels) if label != free and n not in known])
    return out


def settle(e: Example, many: Sequence[Sequence[Spans]], loose: Sequence[Spans]) -> None:
    """Of an edit of several sentences on both sides the pairs that are a sentence's likest are links."""
    vague = {
        (i, j)
        for left, right in many
        for i, u in enumerate(e.sides[0])
        for j, v in enumerate(e.sides[1])
        if any(stands_for(u, *x) for x in left) and any(stands_for(v, *x) for x in right)
    } - e.gold
    like = {pair: (e.values.get(pair) or ev.wording(e.sides, e.weights, pair))[0] for pair in sorted(vague)}
    for k in (0, 1):
        best: dict[int, tuple[int, int]] = {}
        for pair, cosine in like.items():
            if cosine > like.get(best.get(pair[k], (-1, -1)), 0.0):
                best[pair[k]] = pair
        e.gold |= set(best.values())
    e.unjudged = vague - e.gold
    for k in (0, 1):
        free = {n for n, u in enumerate(e.sides[k]) if any(stands_for(u, *x) for x in loose[k])}
        sizes = len(e.sides[0]), len(e.sides[1])
        e.unjudged |= {(i, j) for i in range(sizes[0]) for j in range(sizes[1]) if (i, j)[k] in free}


def logistic(values: np.ndarray, right: np.ndarray, weight: np.ndarray, shrink: float = 1.0) -> Fit:
    """Weights and bias of a logistic model, by Newton's method with a ridge on standardised evidence."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    z = np.c_[(values - mean) / spread, np.ones(len(values))]
    beta, ridge = np.zeros(z.shape[1]), np.eye(z.shape[1]) * shrink
    ridge[-1, -1] = 0
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ beta))
        slope = z.T @ (weight * (p - right)) + ridge @ beta
        curve = (z * (weight * p * (1 - p) + 1e-9)[:, None]).T @ z + ridge
        step = np.linalg.solve(curve, slope)
        beta -= step
        if abs(step).max() < 1e-6:
            break
    own = beta[:-1] / spread
    return own, float(beta[-1] - (own * mean).sum())


def table_of(
    examples: Sequence[Example], found: Sequence[dict[tuple[int, int], list[float]]]
) -> tuple[np.ndarray, ...]:
    """Evidence, whether right, and weight, of all pairs."""
    rows = [
        (v, pair in e.gold, e.weight)
        for e, own in zip(examples, found, strict=True)
        for pair, v in own.items()
        if pair not in e.unjudged
    ]
    return np.array([r[0] for r in rows]), np.array([float(r[1]) for r in rows]), np.array([r[2] for r in rows])


def in_context(e: Example, first: Fit, least: float = 0.01) -> dict[tuple[int, int], list[float]]:
    """Evidence of the pairs that the second model judges."""
    likely = {pair: sigmoid(float(np.dot(first[0], v)) + first[1]) for pair, v in e.values.items()}
    setting = cx.setting_of(e.sides, likely)
    judged = {pair: p for pair, p in likely.items() if p >= least}
    for pair in cx.between(setting, (len(e.sides[0]), len(e.sides[1]))):
        if pair not in judged:
            values = e.values.get(pair) or ev.wording(e.sides, e.weights, pair)
            e.values[pair] = values
            judged[pair] = sigmoid(float(np.dot(first[0], values)) + first[1])
    return {
        pair: with_kept([*cx.context(e.sides, e.weights, setting, pair, p), *e.values[pair]], setting.kept)
        for pair, p in judged.items()
    }


def with_kept(values: list[float], kept: float) -> list[float]:
    """Evidence, and once more for the weights that grow with how much was kept, their bias last."""
    return [*values, *(kept * x for x in values), kept]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def fit_same(examples: Sequence[Example], without: Sequence[str] = ()) -> tuple[Fit, Fit]:
    """Both models for texts of one language, where evidence may be left out by name.

    Twice, for the first tells which pairs stand in gaps, and is to judge these too.
    """
    for _ in range(2):
        values, right, weight = table_of(examples, [e.values for e in examples])
        first = logistic(blank(values, ev.WORDING, without), right, weight)
        values, right, weight = table_of(examples, [in_context(e, first) for e in examples])
    return first, logistic(blank(values, (*CONTEXT, *CONTEXT, "kept"), without), right, weight, RIDGE)


def blank(values: np.ndarray, names: Sequence[str], without: Sequence[str]) -> np.ndarray:
    """The table with the columns of what is left out at zero."""
    out = values.copy()
    for k, name in enumerate(names):
        if name in without:
            out[:, k] = 0
    return out


def fit_across(examples: Sequence[Example]) -> Fit:
    """The model for texts of two languages: log odds without the share of links among all pairs."""
    values, right, weight = [], [], []
    for e in examples:
        assert e.chart is not None
        rows, columns = len(e.sides[0]), len(e.sides[1])
        for i in range(rows):
            for j in range(columns):
                if abs(i / rows - j / columns) < STRAYED:
                    values.append(ac.across(e.chart, i, j))
                    right.append(float((i, j) in e.gold))
                    weight.append((1 if (i, j) in e.gold else 30 / rows) * e.weight)
    y, w = np.array(right), np.array(weight)
    own, bias = logistic(np.array(values), y, w)
    return own, bias - math.log((w * y).sum() / (w * (1 - y)).sum())


def fit_apart(examples: Sequence[Example], likely: Sequence[dict[tuple[int, int], float]]) -> tuple[Fit, Fit]:
    """Both models for reports that stand apart, from likelihoods that were not fitted on their story."""
    found = [ap.shared(e.sides, e.tokens, own) for e, own in zip(examples, likely, strict=True)]
    first = logistic(*table_of(examples, found), 3.0)
    near = [ap.beside(by_model(first, own)) for own in found]
    return first, logistic(*table_of(examples, near), 3.0)


def by_model(fit: Fit, values: dict[tuple[int, int], list[float]]) -> dict[tuple[int, int], float]:
    return {pair: sigmoid(float(np.dot(fit[0], v)) + fit[1]) for pair, v in values.items()}


@functools.cache
def general_without(stories: frozenset[str]) -> tuple[Fit, Fit]:
    """The models for texts of one language, fitted on other stories than these."""
    return fit_same([e for e in (*one_language(GOLD), *MOVED_GOLD) if e.group not in stories] + ESSAYS[0] + SIMPLE)


def unseen(e: Example, *stories: str) -> dict[tuple[int, int], float]:
    """The likelihoods of an example's pairs by models fitted neither on its story nor on these."""
    known = {x.group for x in GOLD}
    return judged(e, general_without(frozenset({e.group, *stories} & known)), 0.0)


def reports(without: str = "") -> tuple[list[Example], list[dict[tuple[int, int], float]]]:
    """The independent reports but for one story's, and their likelihoods by models fitted on the other stories."""
    chosen = [e for e in (*one_language(GOLD), *OWN_REPORTS) if e.is_apart and e.group != without]
    return chosen, [unseen(e, without) for e in chosen]


def held_out_reports() -> None:
    """Each story of independent reports by models fitted on the others: precision, recall and F1 of pairs."""
    means = []
    everything, _ = reports()
    for g in sorted({e.group for e in everything}):
        first, second = fit_apart(*reports(g))
        for e in everything:
            if e.group == g:
                likely = unseen(e)
                values = ap.shared(e.sides, e.tokens, likely)
                own = by_model(second, ap.beside(by_model(first, values)))
                new = set(ap.chosen(own, likely, values))
                old = {pair for pair, p in likely.items() if p >= LEAST}
                figures = [of_pairs(said, e.gold) for said in (old, new)]
                means.append(figures)
                print(f"{e.name:20}", *(" ".join(f"{x:.3f}" for x in own) for own in figures), flush=True)
    print(f"{'mean':20}", *(" ".join(f"{x:.3f}" for x in own) for own in np.array(means).mean(0)))


def of_pairs(said: set[tuple[int, int]], gold: set[tuple[int, int]]) -> tuple[float, float, float]:
    right = len(said & gold)
    p, r = right / max(1, len(said)), right / max(1, len(gold))
    return p, r, 2 * p * r / max(1e-9, p + r)


def judged(e: Example, models: tuple[Fit, Fit], least: float = 0.01) -> dict[tuple[int, int], float]:
    """The likelihoods of an example's pairs."""
    return by_model(models[1], in_context(e, models[0], least))


def f1(examples: Sequence[Example], models: Callable[[Example], tuple[Fit, Fit]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs."""
    right = said = wanted = 0
    for e in examples:
        chosen = {pair for pair, p in judged(e, models(e)).items() if p >= LEAST}
        right, said, wanted = right + len(chosen & e.gold), said + len(chosen), wanted + len(e.gold)
    p, r = right / max(1, said), right / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


KINDS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "words (stems)": ("cosine", "in_source", "in_retelling", "best_cover", "amount", "sequence", "same"),
    "letters (4-grams)": ("letters",),
    "names": ("names",),
    "figures": ("figures", "figures_differ"),
    "quotations": ("quoted",),
    "headings": ("heading", "one_heading"),
    "lengths": ("longer", "short"),
    "place in the text": ("far",),
    "neighbours": ("before", "after", "around", "around_derived", "block"),
    "order between sure pairs": ("fits", "jump", "fits_derived"),
    "rivals": ("row_margin", "column_margin", "row_news", "column_news", "best", "crowded", "margins_derived"),
    "how derived the pair is": (
        "derived", "derived_least", "words_derived", "fits_derived", "margins_derived", "around_derived",
    ),
}  # fmt: skip


def one_language(examples: Iterable[Example]) -> list[Example]:
    return [e for e in examples if e.chart is None]


def held_out(without: Sequence[str] = ()) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """The gold, each story by the others, and the half of ArgRewrite that nothing is fitted on."""
    gold = one_language(GOLD)
    groups = sorted({e.group for e in gold})
    models = {
        g: fit_same([e for e in (*gold, *MOVED_GOLD) if e.group != g] + ESSAYS[0] + SIMPLE, without) for g in groups
    }
    everything = fit_same([*gold, *MOVED_GOLD, *ESSAYS[0], *SIMPLE], without)
    return f1(gold, lambda e: models[e.group]), f1(ESSAYS[1], lambda e: everything)


def write() -> None:
    """Fit on all that allows it."""
    first, second = fit_same([*one_language(GOLD), *MOVED_GOLD, *ESSAYS[0], *SIMPLE])
    third = fit_across([e for e in (*GOLD, *set_examples("align_parice_en_is", 0)) if e.chart is not None])
    own, by_kept = np.split(second[0][:-1], 2)
    models = (
        ("wording", ev.WORDING, first),
        ("context", CONTEXT, (own, second[1])),
        ("context-kept", CONTEXT, (by_kept, float(second[0][-1]))),
        ("across", ac.ACROSS, third),
    )
    write_models("weights", "evidence.py, context.py and across.py", models)
    write_reports()


def write_reports() -> None:
    """Fit what judges reports that stand apart, on those of the gold."""
    first, second = fit_apart(*reports())
    write_models("apart", "apart.py", (("apart", ap.SHARED, first), ("apart-beside", ap.BESIDE, second)))


def write_models(table: str, modules: str, models: Iterable[tuple[str, Sequence[str], Fit]]) -> None:
    out = [
        "# Fitted weights of the evidence for a link, made by tests/benchmarks/fit_alignment.py.",
        f"# What each means stands in {modules}.",
    ]
    for name, names, (own, bias) in models:
        out += ["", f"[{name}]", f"bias = {bias:.4f}", *(f"{n} = {w:.4f}" for n, w in zip(names, own, strict=True))]
    (DATA / f"{table}.toml").write_text("\n".join(out) + "\n", encoding="utf-8")


def curve() -> None:
    """The share of right links by score, on what was not fitted on."""
    gold = one_language(GOLD)
    bins: dict[int, list[bool]] = {}
    for g in sorted({e.group for e in gold}):
        models = fit_same([e for e in (*gold, *MOVED_GOLD) if e.group != g] + ESSAYS[0] + SIMPLE)
        for e in gold:
            if e.group == g:
                for pair, p in judged(e, models).items():
                    bins.setdefault(min(9, int(p * 10)), []).append(pair in e.gold)
    for k, right in sorted(bins.items()):
        print(f"{k / 10:.1f}-{k / 10 + 0.1:.1f}  {len(right):6}  {sum(right) / len(right):.3f}")


if __name__ == "__main__":
    random.seed(0)
    GOLD = list(gold_examples())
    OWN_REPORTS = [e for e in one_language(gold_examples(folder=ROOT / "tests" / "stories")) if e.is_apart]
    MOVED_GOLD = one_language([*gold_examples(1), *gold_examples(2)])
    ESSAYS = [list(set_examples("align_argrewrite_en", half)) for half in (0, 1)]
    SIMPLE = list(simplified((1, 2, 3)))
    what = sys.argv[1] if len(sys.argv) > 1 else "held-out"
    if what == "write":
        write()
    elif what == "write-reports":
        write_reports()
    elif what == "reports":
        held_out_reports()
    elif what == "curve":
        curve()
    else:
        for kind, names in KINDS.items() if what == "leave-out" else [("nothing", ())]:
            figures = held_out(names)
            print(f"{kind:26}", "  ".join(f"{p:.3f} {r:.3f} {f:.3f}" for p, r, f in figures), flush=True)
