"""Relation and direction, and what every plugin has to keep."""

from __future__ import annotations

import datetime

import pytest

from retold import Article, Relation
from retold.testing import contract, run_step
from retold_plugins.derivation.relate import relation

test_contract = contract("derivation")

STORY = """\
The bakery on Quay Street in Norvik will close at the end of May after 61 years.

Its owner, Henrike Aalto, said on Monday that she could no longer pay the rent of 3,400 crowns a month. "We baked through two floods and a fire, but not through this," Aalto said.

The building belongs to the port company, which wants to turn it into offices. Its director, Jon Ege, called the plan "sensible and overdue".

Nearly 900 people have signed a petition against the plan. The town council will discuss it on 14 March.
"""  # noqa: E501
REWORDED = """\
After 61 years, the Quay Street bakery in Norvik is shutting its doors when May ends.

Henrike Aalto, who owns the shop, says a rent of 3,400 crowns a month has become too much for her. "We baked through two floods and a fire," Aalto said.

The port company, owner of the building, plans offices there, which its director Jon Ege called "sensible".

A petition against that has close to 900 signatures, and the town council is to discuss it on 14 March. (Norvik is a town of 9,000 people in the north.)
"""  # noqa: E501
OTHER = """\
A swimming pool in the valley of Ostrava is looking for three lifeguards, and training starts in June.

Anyone who can swim a kilometre may apply, the district said.
"""
MIRROR = {
    "source-to-retelling": "retelling-to-source",
    "retelling-to-source": "source-to-retelling",
    "common": "common",
    "none": "none",
}


def related(source: str | Article, retelling: str | Article) -> Relation:
    (found,) = run_step(relation, source, retelling).values()
    assert isinstance(found, Relation)
    return found


def test_the_same_text_is_verbatim_and_has_no_direction_of_its_own() -> None:
    found = related(STORY, STORY)
    assert (found.relation, found.direction) == ("verbatim", "common")
    assert found.retained == found.derived == 1.0


def test_reworded() -> None:
    assert related(STORY, REWORDED).relation == "paraphrase"


def test_some_words_changed() -> None:
    found = related(STORY, STORY.replace("close", "shut").replace("Nearly", "Some").replace("sensible", "wise"))
    assert found.relation == "edited"


def test_the_lead_alone_is_a_summary() -> None:
    assert related(STORY, REWORDED.split("\n\n")[0] + "\n").relation == "summary"


SHORTENED = """\
The Quay Street bakery in Norvik will close in May after 61 years.

Its owner, Henrike Aalto, can no longer pay the rent. The port company wants to turn the building into offices.
"""


def test_a_text_of_half_the_length_is_a_summary_though_half_the_sentences_are_linked() -> None:
    found = related(STORY, SHORTENED)
    assert found.retained > 0.5
    assert (found.relation, found.direction) == ("summary", "source-to-retelling")


def test_another_story_is_unrelated() -> None:
    found = related(STORY, OTHER)
    assert (found.relation, found.direction) == ("unrelated", "none")


@pytest.mark.parametrize("retelling", [STORY, REWORDED, OTHER, STORY + "\n" + OTHER])
def test_swapped_sides_give_the_mirrored_direction(retelling: str) -> None:
    assert related(retelling, STORY).direction == MIRROR[related(STORY, retelling).direction]


def test_the_fuller_text_came_first() -> None:
    assert related(STORY, REWORDED).direction == "source-to-retelling"


def test_a_guess_is_called_one() -> None:
    other = STORY.replace("Monday", "Tuesday").replace("signed", "written").replace("discuss", "debate")
    found = related(STORY, other.replace("will close", "will shut").replace("offices", "flats and offices"))
    assert any("hardly anything" in reason for reason in found.why)
    assert not any("hardly anything" in reason for reason in related(STORY, REWORDED).why)


def test_dates_of_publication_decide() -> None:
    def dated(name: str, text: str, day: int) -> Article:
        return Article(id=name, text=text, published=datetime.datetime(2025, 3, day, tzinfo=datetime.UTC))

    assert related(dated("x", STORY, 2), dated("y", REWORDED, 1)).direction == "retelling-to-source"
    assert related(dated("x", STORY, 1), dated("y", REWORDED, 2)).direction == "source-to-retelling"


def test_names_of_the_articles_change_nothing() -> None:
    one = related(Article(id="b", text=STORY, path="z.txt"), Article(id="a", text=REWORDED, path="a.txt"))
    two = related(Article(id="a", text=STORY, path="a.txt"), Article(id="b", text=REWORDED, path="z.txt"))
    assert one == two


def test_quotations_that_each_keeps_better_than_the_other_point_to_a_third_text() -> None:
    told = (
        "The keeper of the lighthouse spoke to visitors on Friday about the winter storms and the broken lamp.",
        "“The lamp went dark at midnight and {} we rowed across the bay to fetch oil from the mill”, said Ada Brook.",
        "“Nobody on the mainland noticed until the morning, {} because the fog lay thick over the harbour”, she added.",
        "“Two storms in seven days broke windows, gutters, chimneys and the wooden jetty below the cliff”, Brook said.",
        "The council will vote on repairs next month, and the harbour office has promised money for a second lamp.",
    )
    first = "\n\n".join(told).format("with my frightened brother Tom", "not one")
    second = "\n\n".join(told).format("so", "not even the watchful ferryman or the baker,")

    assert related(first, second).direction == "common"
