"""The reporters: structure, hostile words, widths."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from wcwidth import wcswidth

import retold
from retold import Article, Comparison, Config, Finding, Host, Kind, Link, Relation, Report
from retold.cli.starting import examples
from retold.reporters import View, choose, visible
from retold.reporters import json as json_reporter
from retold.reporters.tables import columns
from retold.reporters.wording import NARROW, cut, focus, headline, percent

SCHEMA = Path(json_reporter.__file__).with_name("report.schema.json")
SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
HOSTILE = (
    "<script>alert('x')</script> | `code` **bold** [a](javascript:alert(1)) @admin #12 \x1b[31mred\x1b[0m\x07 "
    "\x9b2J \u202eoverride\u202c \u2066isolate\u2069 \u2028 a\rb\x00c &amp; ~~gone~~ $x$"
)
ALTERED = Kind("things/altered", summary="Things altered.", message="{before} became {after}", importance="high")
DROPPED = Kind("things/dropped", summary="Things dropped.", message="Dropped: {words}")


def report_on(source: str, retelling: str, *, path: str | None = None, relation: str = "paraphrase") -> Report:
    """A report made by hand, whose findings quote both texts whole."""
    one, other = Article(id="a0", text=source, path=path), Article(id="a1", text=retelling)
    findings: tuple[Finding, ...] = (
        ALTERED.at(source=one.span(), retelling=other.span(), data={"before": source, "after": retelling}),
        DROPPED.at(source=one.span(), confidence=0.4, data={"words": source}),
        DROPPED.at(source=one.span(0, 1), importance="low", data={"words": source[:1]}),
    )
    direction = "source-to-retelling" if relation == "paraphrase" else "none"
    record = retold.ComparisonRecord(
        comparison=Comparison(other, (one,)),
        relations=(("a0", Relation(relation=relation, direction=direction, retained=0.934, derived=0.999)),),
        findings=findings,
    )
    return Report(
        articles=tuple(retold.ArticleRecord(article=a, language="en") for a in (one, other)),
        comparisons=(record,),
        steps=(
            retold.StepRecord(
                step="odd.check", plugin="odd", distribution="retold-odd", version="1", status="failed", reason=HOSTILE
            ),
        ),
        notes=(HOSTILE,),
    )


def render(report: Report, format_: str, **view: Any) -> str:
    rendered = choose(format_, ()).render(report, View(**view))
    assert isinstance(rendered, str)
    return rendered


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_no_control_character_of_an_article_reaches_the_reader(format_: str, verbose: bool) -> None:
    text = render(report_on(HOSTILE, HOSTILE + " more", path=f"{HOSTILE}.txt"), format_, verbose=verbose)
    odd = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c not in "\n\u2060"}
    assert odd == set()
    assert "␛[31m" in text.replace("\\", "")


def test_colours_are_the_only_escape_sequences() -> None:
    text = render(report_on(HOSTILE, "words"), "table", colour=True)
    assert set(re.findall(r"\x1b\[[0-9;]*[A-Za-z]", text)) <= {"\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[0m"}
    assert text.count("\x1b") == len(re.findall(r"\x1b\[[0-9;]*m", text))


def test_markdown_shows_markup_as_text() -> None:
    text = render(report_on(HOSTILE, "other words"), "markdown")
    assert "<" not in text
    assert not re.search(r"(?<!\\)[`|]", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "@admin" not in text
    assert "&amp;amp;" in text


def test_json_keeps_every_character() -> None:
    report = json.loads(render(report_on(HOSTILE, "words"), "json"))
    assert report["comparisons"][0]["findings"][0]["source"][0]["text"] == HOSTILE


def test_what_a_person_wants_first_comes_first() -> None:
    lines = render(report_on("One thing.", "Another."), "table", width=200).splitlines()
    assert lines[0] == (
        "a1 retells a0 in other words (paraphrase): it keeps 93 % of the story, "
        "and 99 % of what it tells comes from there."
    )
    assert lines[1:3] == ["  Changed: 1 things/altered.", "  Left out: 1 things/dropped."]
    assert lines[4] == "High importance (1)"
    text = "\n".join(lines)
    assert text.index("High") < text.index("Medium") < text.index("Also: 1 things/dropped.") < text.index("incomplete")


def test_several_retellings_are_summed_up_first() -> None:
    report = report_on("One.", "Two.")
    twice = Report(articles=report.articles, comparisons=report.comparisons * 2, steps=())
    assert render(twice, "table").splitlines()[0].split() == [
        "retelling", "relation", "retained", "derived", "high", "medium", "low"
    ]  # fmt: skip
    header, rule, first = render(twice, "markdown").splitlines()[:3]
    assert header == "| retelling | relation | retained | derived | high | medium | low |"
    assert first.startswith("| a1 | paraphrase | 93 % | 99 % | 1 | ")
    assert header.count("|") == rule.count("|")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "words",
    [
        "plain words that go on " * 20,
        "市議会は競技場の建設を承認した。" * 20,
        "परिषद ने स्टेडियम को मंज़ूरी दी " * 20,
        "x" * 400,
        "👩🏽\u200d💻 " * 99,
    ],
    ids=["latin", "cjk", "devanagari", "long", "emoji"],
)
def test_lines_fit_the_terminal(width: int, words: str) -> None:
    text = render(report_on(words, words + "!"), "table", width=width)
    assert max(wcswidth(line) for line in text.splitlines() if "odd.check" not in line) <= width


def test_verbose_shows_everything_in_full() -> None:
    words = "Some words that nobody wants to lose, however many there are of them. " * 30
    text = " ".join(render(report_on(words, words + "!"), "table", verbose=True, width=100).split())
    assert "Low importance (1)" in text
    assert "40 % sure" in text
    assert text.count("…") == 0


def test_long_lists_are_cut_and_say_so() -> None:
    one, other = Article(id="a0", text="x" * 99), Article(id="a1", text="y")
    findings = tuple(DROPPED.at(source=one.span(i, i + 1), data={"words": "x"}) for i in range(30))
    record = retold.ComparisonRecord(comparison=Comparison(other, (one,)), findings=findings)
    articles = tuple(retold.ArticleRecord(article=a, language="en") for a in (one, other))
    report = Report(articles=articles, comparisons=(record,), steps=())
    assert "more; --verbose shows all" in render(report, "table")
    assert "more; --verbose shows all" not in render(report, "table", verbose=True)
    assert "how it is related could not be told" in render(report, "table")


def test_tables_keep_what_looks_like_numbers_and_bars() -> None:
    text = columns(["a", "b"], [["007", "1e5"], ["x | y", "0.10"]], 80)
    assert text.splitlines()[2:] == ["007    1e5", "x | y  0.10"]
    cells = ["31,000", "-1,000.5", "True", "False", "nan", "1_000"]
    assert columns(["a"], [[cell] for cell in cells], 80).splitlines()[2:] == cells


def test_the_longest_word_of_the_first_column_is_not_broken_where_there_is_room() -> None:
    words = "many words of a sentence that takes more room than there is " * 3
    rows = [["localisation/abbreviation", words, words]]
    assert "localisation/abbreviation" in columns(["a", "b", "c"], rows, 80, weights=[2, 3, 3], first=25)
    narrow = columns(["a", "b", "c"], rows, 40, weights=[2, 3, 3], first=25)
    assert max(map(len, narrow.splitlines())) <= 40


def test_shares_do_not_claim_all_or_nothing() -> None:
    assert [percent(x) for x in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


def test_headlines() -> None:
    independent = Relation(relation="independent", direction="none", retained=0.05, derived=0.04)
    assert headline("a", "b", independent) == (
        "a is an independent report of the same event as b: they share 5 % of b and 4 % of a."
    )
    close = Relation(relation="edited", direction="source-to-retelling", retained=1, derived=1)
    assert headline("a", "b", close).startswith("a tells b in mostly the same words (edited): it keeps 100 %")
    assert headline("a", "b", close, same_language=False).startswith("a translates b closely (edited): ")
    backwards = Relation(relation="edited", direction="retelling-to-source", retained=0.9, derived=0.8)
    assert "b seems to be the retelling" in headline("a", "b", backwards)
    common = Relation(relation="summary", direction="common", retained=0.9, derived=0.8)
    assert headline("a", "b", common).endswith("both seem to retell a third text.")


@pytest.mark.parametrize("limit", [20, 40, 61])
def test_cut_keeps_both_ends(limit: int) -> None:
    text = "the first word of a sentence that has many more words than anybody cares to read at the end"
    shown = cut(text, limit)
    assert wcswidth(shown) <= limit
    head, tail = shown.split(" … ")
    assert text.startswith(head + " ")
    assert text.endswith(" " + tail)


def test_cut_splits_no_letter() -> None:
    shown = cut("ना" * 60, 20)
    assert all(not part.startswith("ा") for part in shown.split(" … "))


def test_focus_shows_the_words_that_differ() -> None:
    same = "words that both of them have and that go on and on "
    one, other = focus(same * 3 + "old news " + same * 3, same * 3 + "fresh news " + same * 3, 70)
    assert "old" in one
    assert "fresh" in other


def test_visible_leaves_letters_alone() -> None:
    for text in ("naïve – “quoted”", "हिन्दी क्\u200dष", "עברית\u200f", "👩🏽\u200d💻", "e\u0301"):
        assert visible(text) == text


def described(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> None:
    """Fail where a field is printed that the schema does not describe."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) <= set(schema["properties"]), where
        for key, inner in value.items():
            described(inner, schema["properties"][key], root, f"{where}.{key}")
    if isinstance(value, list) and "items" in schema:
        for inner in value:
            described(inner, schema["items"], root, f"{where}[]")


def check(report: Report) -> None:
    """The JSON is what the schema says, field by field, and its offsets hold."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    told = json.loads(render(report, "json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(told)
    described(told, schema, schema, "$")
    texts = {record.article.id: record.article.text for record in report.articles}
    for comparison in told["comparisons"]:
        prints = [finding["fingerprint"] for finding in comparison["findings"]]
        assert len(set(prints)) == len(prints)
        for finding in comparison["findings"]:
            for span in finding["source"] + finding["retelling"]:
                assert texts[span["article"]][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("story", ["reservoir", "stadium"])
def test_json_of_the_examples_is_as_the_schema_says(story: str) -> None:
    folder = examples() / story
    retellings = sorted(path for path in folder.glob("*.txt") if path.name != "source.txt")
    report = retold.compare_all([folder / "source.txt"], retellings)
    assert len(report.comparisons) == 4
    check(report)
    for format_ in ("table", "markdown"):
        assert render(report, format_) == render(report, format_)


def test_json_of_a_text_of_no_file_carries_the_text() -> None:
    report = retold.compare("A text.\nIt has words.", "Another text.\nIt has words.", host=Host.discover())
    check(report)
    assert [a["text"] for a in json.loads(render(report, "json"))["articles"]] == [
        "A text.\nIt has words.", "Another text.\nIt has words."
    ]  # fmt: skip


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")
def test_json_of_the_seeds_is_as_the_schema_says() -> None:
    first, *others = sorted(SEEDS.glob("*.txt"))
    check(retold.compare_all([first], others))


def test_schema_names_the_values_that_the_code_knows() -> None:
    definitions = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    assert definitions["relation"]["properties"]["relation"]["enum"] == list(Relation.RELATIONS)
    assert definitions["relation"]["properties"]["direction"]["enum"] == list(Relation.DIRECTIONS)
    assert definitions["finding"]["properties"]["importance"]["enum"] == [str(i) for i in retold.Importance]
    assert definitions["link"]["properties"]["degree"]["enum"] == [retold.FULL, retold.PARTIAL]
    with pytest.raises(ValueError, match="degree"):
        Link((retold.Span("a", 0, 1),), (retold.Span("b", 0, 1),), degree="half")


def test_what_is_left_out_is_left_out_everywhere() -> None:
    folder = examples() / "stadium"
    config = Config(select=("additions",), min_confidence=0.5)
    report = retold.compare(folder / "source.txt", folder / "explainer.txt", config=config)
    kinds = {finding["kind"] for finding in json.loads(render(report, "json"))["comparisons"][0]["findings"]}
    assert all(kind.startswith("additions/") for kind in kinds)
    for format_ in ("table", "markdown"):
        assert "omissions/" not in render(report, format_, verbose=True)


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_with_several_sources_each_finding_names_its_own(format_: str) -> None:
    one, two, other = (Article(id=i, text=t, path=f"{i}.txt") for i, t in (("s", "One."), ("t", "Two."), ("r", "R.")))
    record = retold.ComparisonRecord(
        comparison=Comparison(other, (one, two)),
        findings=(
            DROPPED.at(source=two.span(), data={"words": "nothing"}),
            ALTERED.at(source=one.span(), retelling=other.span(), data={"before": "x", "after": "y"}),
            ALTERED.at(retelling=other.span(), data={"before": "x", "after": "y"}),
        ),
    )
    articles = tuple(retold.ArticleRecord(article=a, language="en") for a in (one, two, other))
    text = render(Report(articles=articles, comparisons=(record,), steps=()), format_)
    assert "t.txt: Two." in text
    assert "s.txt: One." in text


def test_characters_that_are_called_narrow_take_one_column() -> None:
    from wcwidth import wcwidth

    narrow = [chr(code) for code in range(0x3000) if NARROW.fullmatch(chr(code))]
    assert len(narrow) > 600
    assert all(wcwidth(character) == 1 for character in narrow)
