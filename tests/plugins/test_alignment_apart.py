"""Two reports of one event of which neither derives from the other."""

from __future__ import annotations

import pytest

from retold import SENTENCES, Article, Comparison, Host
from retold._run import Run, plan
from retold.testing import run_step
from retold_plugins.alignment.align import sentences
from retold_plugins.alignment.apart import agreement, chosen, counted_alike, kin
from retold_plugins.alignment.tellings import Telling, tellings
from retold_plugins.alignment.units import units_of
from retold_plugins.segmentation.artifacts import WORDS

MORNING = """\
The roof of the covered market in Torvik fell in on Thursday night, hours after the last stalls had closed.

Nobody was under it, the fire brigade said.

The town engineer, Signe Halvorsrud, ruled out a storm as the cause and asked for old drawings.

About 40 traders have lost their stalls.

"I sold cheese here for thirty years," said Ola Brenne.

Architects had praised the building when it opened in 1978.

Schools in the neighbourhood will stay closed until Monday because of the dust.

The market hall cost 3 million crowns to build.

A choir had been due to sing there on Sunday.
"""
EVENING = """\
Traders in Torvik were looking for new premises on Friday after their market hall collapsed.

Some 45 traders sold fish, flowers and bread there, and most of them had no insurance.

They will have an answer within a week, according to Signe Halvorsrud, the town engineer.

A tent on the harbour could open in ten days.

Brenne said he would rather wait than sell from a van.

The insurers have sent two experts, who measured beams all afternoon.

Tourists stopped to take photographs of the fence.

The mayor was on holiday in Portugal and flew back at noon.
"""


def linked(source: str, retelling: str) -> set[tuple[str, str]]:
    alignment = run_step(sentences, source, retelling)["a0"]
    return {
        (source[s.start : s.end], retelling[t.start : t.end])
        for link in alignment.links
        for s in link.source
        for t in link.retelling
    }


def told(source: str, retelling: str) -> list[list[Telling]]:
    """What the sentences of both texts tell."""
    steps = plan(Host.discover().steps(), wanted=(SENTENCES, WORDS), is_selected=lambda kind: False)
    articles = Article(id="s", text=source), Article(id="t", text=retelling)
    run = Run(articles, (Comparison(articles[1], articles[:1]),), strict=True)
    run.go(steps)
    sides, tokens = [], []
    for article in articles:
        words, units = run.have["words"][article.id], run.have["sentences"][article.id]
        sides.append(units_of([u.span for u in units], words, [], [u.block for u in units]))
        tokens.append([words.within(u.span) for u in units])
    return tellings((sides[0], sides[1]), (tokens[0], tokens[1]))


def test_figures_of_about_the_same_size_count_the_same_thing() -> None:
    assert ("About 40 traders have lost their stalls.", lines(EVENING)[1]) in linked(MORNING, EVENING)


def test_the_same_person_introduced_is_no_link() -> None:
    assert (lines(MORNING)[2], lines(EVENING)[2]) not in linked(MORNING, EVENING)


def test_office_and_first_name_say_no_more_than_the_name() -> None:
    (first,), (second,) = told(
        "The head of the harbour police, Grete Lindqvist, denied it.",
        "Grete Lindqvist, head of the harbour police, was on holiday.",
    )
    assert {"head", "harbour", "polic"} <= {word for word, name in first.introduced if name == "lindqvist"}
    assert "grete" not in first.concepts
    names, topics, _, introduced = agreement(first, second, dict.fromkeys([*first.concepts, *second.concepts], 1.0))
    assert names > 0
    assert topics == 0
    assert introduced > 0.5


def test_words_of_one_family_are_kin() -> None:
    left = Telling({"optimist": "topic", "1200": "figure", "car": "topic"}, frozenset(), ())
    right = Telling({"optim": "topic", "12000": "figure", "cargo": "topic"}, frozenset(), ())
    assert kin(left, right) == {"optimist": "optim"}


@pytest.mark.parametrize(("counts", "alike"), [((38.0, 40.0), True), ((38.0, 90.0), False)])
def test_how_far_two_counts_may_differ(counts: tuple[float, float], alike: bool) -> None:
    left, right = (Telling({}, frozenset(), ((count, "tonn"),)) for count in counts)
    assert counted_alike(left, right) == alike


def test_a_unit_that_has_its_counterpart_needs_a_second_less() -> None:
    likely = {(0, 0): 0.9, (0, 1): 0.45, (1, 2): 0.45, (2, 3): 0.2}
    assert set(chosen(likely, likely, {pair: [0.0] for pair in likely})) == {(0, 0), (1, 2)}


def test_what_the_general_model_is_sure_of_stands_where_a_unit_is_alone() -> None:
    own = {(0, 0): 0.95, (1, 1): 0.95, (0, 1): 0.02, (2, 2): 0.02, (1, 3): 0.02, (3, 4): 0.02}
    likely = {(0, 0): 0.9, (1, 1): 0.9, (0, 1): 0.7, (2, 2): 0.7, (1, 3): 0.5, (3, 4): 0.7}
    introduced = {pair: [0.9 if pair == (3, 4) else 0.0] for pair in own}
    assert set(chosen(own, likely, introduced)) == {(0, 0), (1, 1), (2, 2)}


def test_swapped_sides_give_the_same_links() -> None:
    assert linked(MORNING, EVENING) == {(s, t) for t, s in linked(EVENING, MORNING)}


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]
