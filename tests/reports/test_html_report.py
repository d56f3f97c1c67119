"""The web page: what it holds without a browser, and what a person can do with it in one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import retold
from retold.reporters import View
from retold_plugins.html_report.page import render, word_changes

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
HOSTILE = (
    "<script>alert(1)</script> shut the gates & left.\n\n"
    "The clerk said “<img src=x onerror=alert(1)>” and [a link](javascript:alert(1)) on Monday.\n\n"
    "Then \u202eevil\u202c text and </p></div></script><!-- a broken page followed on Tuesday."
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def page(*told: str | Path) -> str:
    return render(retold.compare_all(told[:1], told[1:]), View())


class Collector(HTMLParser):
    """Tags and words, to see that nothing of an article became markup."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def story() -> str:
    folder = EXAMPLES / "reservoir"
    return page(folder / "source.txt", folder / "paraphrase.txt", folder / "explainer.txt")


def test_hostile_text_is_shown_as_text() -> None:
    parsed = Collector()
    parsed.feed(page(HOSTILE, HOSTILE.replace("Monday", "Friday")))

    assert "img" not in {tag for tag, _ in parsed.tags}
    assert 2 == sum(tag == "script" for tag, _ in parsed.tags)
    assert "<script>alert(1)</script> shut the gates & left." in parsed.words
    assert not [a for _, a in parsed.tags if (a.get("href") or "#")[0] != "#"]
    assert "\u202e" not in parsed.words
    assert "<U+202E>" in parsed.words


def test_no_style_or_handler_attribute_and_nothing_from_elsewhere(story: str) -> None:
    parsed = Collector()
    parsed.feed(story)

    names = {name for _, attributes in parsed.tags for name in attributes}
    assert not {n for n in names if n.startswith("on") or n in ("style", "src", "srcset")}
    assert "Content-Security-Policy" in story
    assert "default-src 'none'" in story.replace("&#39;", "'")


def test_ids_are_unique_and_every_link_has_its_target(story: str) -> None:
    parsed = Collector()
    parsed.feed(story)

    ids = [a["id"] for _, a in parsed.tags if "id" in a]
    targets = {(a.get("href") or "#")[1:] for tag, a in parsed.tags if tag == "a"}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_every_finding_is_listed_under_its_fingerprint() -> None:
    folder = EXAMPLES / "reservoir"
    report = retold.compare(folder / "source.txt", folder / "paraphrase.txt")
    shown = render(report, View())

    assert all(f'id="f-{name}"' in shown for record in report.comparisons for name in record.fingerprints)


def test_same_bytes_twice_and_not_too_large(story: str) -> None:
    folder = EXAMPLES / "reservoir"

    again = page(folder / "source.txt", folder / "paraphrase.txt", folder / "explainer.txt")
    assert story == again
    assert len(page(folder / "source.txt", folder / "paraphrase.txt").encode()) < 300_000


def test_no_character_of_an_article_is_lost() -> None:
    folder = EXAMPLES / "stadium"
    parsed = Collector()
    parsed.feed(page(folder / "source.txt", folder / "regional.txt"))

    shown = re.sub(r"\s", "", parsed.words)
    for name in ("source.txt", "regional.txt"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            assert re.sub(r"\s", "", line) in shown


def test_house_typography_is_no_word_change() -> None:
    assert (("same", "“it’s shut”"),) == word_changes('"it\'s shut"', "“it’s shut”")
    assert (("same", "We will "), ("del", "try"), ("ins", "manage")) == word_changes("We will try", "We will manage")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        instance = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield instance
        instance.close()


@pytest.fixture
def opened(browser: Any, story: str, tmp_path: Path) -> Iterator[Any]:
    path = tmp_path / "report.html"
    path.write_text(story, encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1500, "height": 1000})
    tab.problems, tab.asked = [], []
    tab.on("console", lambda message: tab.problems.append(message.text))
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto(path.as_uri())
    yield tab
    assert [] == tab.problems
    assert [path.as_uri()] == [url for url in tab.asked if not url.startswith(path.as_uri() + "#")][:1]
    assert not [url for url in tab.asked if not url.startswith("file:")]
    tab.close()


def test_hover_lights_the_linked_sentence_and_says_why(opened: Any) -> None:
    first = opened.locator("#c0 .source .s.kept").first

    first.hover()

    assert opened.locator("#c0 .retelling .s.lit").count() >= 1
    assert "sure" in opened.locator("#why").inner_text()


def test_filters_hide_findings_and_marks(opened: Any) -> None:
    pair = opened.locator("#c0")
    before = pair.locator(".entry:visible").count()

    pair.locator("input[name=family][value=changed]").uncheck()

    after = pair.locator(".entry:visible").count()
    assert after < before
    assert 0 == pair.locator(".entry.changed:visible").count()
    assert f"{after} of {before} findings" == pair.locator(".count").inner_text()


def test_page_furniture_is_folded_and_a_link_to_it_still_opens(browser: Any, tmp_path: Path) -> None:
    folder = EXAMPLES / "reservoir"
    path = tmp_path / "regional.html"
    path.write_text(page(folder / "source.txt", folder / "regional.txt"), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    furniture = tab.locator(".entry.furniture")

    assert furniture.count() >= 1
    assert 0 == tab.locator(".entry.furniture:visible").count()
    tab.goto(f"{path.as_uri()}#{furniture.first.get_attribute('id')}")
    assert furniture.first.is_visible()
    tab.locator("input[name=family][value=furniture]").check()
    assert furniture.count() == tab.locator(".entry.furniture:visible").count()
    tab.close()


def test_importance_and_kind_filter_together(opened: Any) -> None:
    pair = opened.locator("#c0")

    pair.locator("select[name=importance]").select_option("2")

    shown = pair.locator(".entry:visible")
    assert shown.count() >= 1
    assert shown.count() == pair.locator(".entry.high:visible").count()


def test_all_kinds_of_a_plugin_or_one_kind_are_shown(opened: Any) -> None:
    pair = opened.locator("#c0")
    choice = pair.locator("select[name=kind]")
    plugin = pair.locator("select[name=kind] option[value$='/']").first.get_attribute("value")
    kind = pair.locator("select[name=kind] optgroup option").last.get_attribute("value")

    choice.select_option(plugin)
    of_plugin = {entry.get_attribute("data-kind") for entry in pair.locator(".entry:visible").all()}
    choice.select_option(kind)
    of_kind = {entry.get_attribute("data-kind") for entry in pair.locator(".entry:visible").all()}

    assert len(of_plugin) > 1
    assert all(name.startswith(plugin) for name in of_plugin)
    assert {kind} == of_kind


def test_on_a_phone_one_gets_to_the_findings_at_once(opened: Any) -> None:
    opened.set_viewport_size({"width": 360, "height": 700})
    opened.emulate_media(reduced_motion="reduce")

    opened.locator("#c0 .jumps a").first.click()

    assert abs(opened.evaluate("document.querySelector('#c0-findings').getBoundingClientRect().top")) < 100


def test_keys_walk_findings_and_sentences(opened: Any) -> None:
    opened.keyboard.press("n")
    assert 1 == opened.locator(".entry.lit").count()
    opened.keyboard.press("n")
    first_two = opened.locator("#c0 .entry").nth(1).get_attribute("id")
    assert first_two == opened.locator(".entry.lit").get_attribute("id")
    opened.keyboard.press("Escape")
    assert 0 == opened.locator(".entry.lit").count()

    opened.locator("#c0 .source .s").first.focus()
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("document.activeElement.id") == opened.locator("#c0 .source .s").nth(1).get_attribute("id")


def test_a_link_to_a_finding_opens_at_it(opened: Any) -> None:
    name = opened.locator("#c1 .entry").nth(2).get_attribute("id")

    opened.goto(opened.url.split("#")[0] + "#" + name)

    assert name == opened.locator(".entry.lit").get_attribute("id")
    assert opened.locator(f"#{name}").is_visible()


def test_a_link_from_elsewhere_shows_the_words_of_the_finding(opened: Any) -> None:
    name = opened.locator("#c1 .entry").last.get_attribute("id")
    address = opened.url.split("#")[0] + "#" + name

    opened.goto("about:blank")
    opened.goto(address)

    opened.locator(".entry.lit").wait_for()
    opened.wait_for_timeout(500)
    tops = opened.evaluate("[...document.querySelectorAll('mark.lit')].map(m => m.getBoundingClientRect().top)")
    assert any(0 <= top <= 1000 for top in tops)
    assert name == opened.locator(".entry.lit").get_attribute("id")


def test_narrow_screens_do_not_scroll_sideways(opened: Any) -> None:
    opened.set_viewport_size({"width": 360, "height": 700})

    assert opened.evaluate("document.documentElement.scrollWidth <= 360")


def test_print_leaves_the_controls_out(opened: Any) -> None:
    opened.emulate_media(media="print")

    assert not opened.locator("#c0 .filters").is_visible()
    assert opened.locator("#c0 .entry").first.is_visible()
    assert opened.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(opened: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened.emulate_media(color_scheme=scheme)

    found = axe.Axe().run(opened)

    assert [] == [v["id"] for v in found.response["violations"]]


def test_right_to_left_text_runs_right_to_left(browser: Any, tmp_path: Path) -> None:
    text = "قال المجلس يوم الاثنين إن الجسر سيبقى مغلقا حتى نهاية العام لأنه غير آمن."
    path = tmp_path / "rtl.html"
    path.write_text(page(text, text), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())

    assert "rtl" == tab.evaluate("getComputedStyle(document.querySelector('.retelling .body')).direction")
    tab.close()
