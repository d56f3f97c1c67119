"""``retold compare``: what is compared with what, where it goes, and the exit status."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import RETELLING, SOURCE, Retold

from retold.cli import output


def comparisons(text: str) -> list[tuple[list[str], str]]:
    """Sources and retelling of each comparison, by path."""
    report = json.loads(text)
    path = {article["id"]: article["path"] for article in report["articles"]}
    return [([path[s] for s in c["sources"]], path[c["retelling"]]) for c in report["comparisons"]]


def test_the_first_article_is_the_source(retold: Retold) -> None:
    done = retold("compare", "source.txt", "a.txt", "b.md", "--format", "json")
    assert done.status == 0
    assert comparisons(done.out) == [(["source.txt"], "a.txt"), (["source.txt"], "b.md")]


def test_with_source_all_arguments_are_retellings(retold: Retold, story: Path) -> None:
    (story / "second.txt").write_text("Another report. " * 5, encoding="utf-8")
    done = retold("compare", "--source", "source.txt", "--source", "second.txt", "a.txt", "--format=json")
    assert comparisons(done.out) == [(["source.txt", "second.txt"], "a.txt")]


@pytest.mark.parametrize("named", [["."], ["*.txt", "*.md"], ["*"], ["a.txt", "b.md", "a.txt"]])
def test_folders_and_globs_without_source_sidecars_and_repetitions(retold: Retold, named: list[str]) -> None:
    done = retold("compare", "source.txt", *named, "--format", "json")
    told = [Path(path).name for _, path in comparisons(done.out)]
    assert told[:2] == ["a.txt", "b.md"]
    assert told[2:] in ([], ["notes.csv"])
    if named != ["a.txt", "b.md", "a.txt"]:
        assert "source.txt: skipped, it is a source" in done.err
        assert any("skipped, it is a source" in note for note in json.loads(done.out)["notes"])
    else:
        assert "a.txt: skipped, it was named before" in done.err


def test_a_link_to_the_source_is_the_source(retold: Retold, story: Path) -> None:
    (story / "link.txt").symlink_to(story / "source.txt")
    done = retold("compare", "source.txt", "link.txt", "a.txt", "--format", "json")
    assert [retelling for _, retelling in comparisons(done.out)] == ["a.txt"]


def test_several_unreadable_retellings_do_not_keep_the_others_back(retold: Retold, story: Path) -> None:
    (story / "binary.txt").write_bytes(b"a\0b")
    (story / "bad.txt").write_bytes(b"\x81\x8d\x8f\x90\x9d" * 20 + b"caf\xe9")
    unreadable = ["gone.txt", "binary.txt", "bad.txt", "none", "x*.txt"]
    done = retold("compare", "source.txt", *unreadable[:2], "a.txt", *unreadable[2:], "--format=json")
    assert done.status == 2
    assert [retelling for _, retelling in comparisons(done.out)] == ["a.txt"]
    assert [line.split(": ")[1] for line in done.lines if "incomplete" not in line] == unreadable
    assert len([note for note in json.loads(done.out)["notes"] if note.startswith("not compared: ")]) == 5


def test_standard_input(retold: Retold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RETELLING.encode())))
    done = retold("compare", "source.txt", "-", "--format", "json")
    assert done.status == 0
    assert json.loads(done.out)["articles"][1]["text"] == RETELLING
    done = retold("compare", "-", "-")
    assert (done.status, done.lines) == (2, ["retold: standard input (-) can be read only once"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give a source and at least one retelling"),
        (["source.txt"], "give a source and at least one retelling"),
        (["source.txt", "source.txt"], "no retelling is left to compare"),
        (["sorce.txt", "a.txt"], "sorce.txt: no such file; did you mean 'source.txt'?"),
        (["source.txt", "a.txt", "--format", "tabel"], "no format 'tabel'; did you mean 'table'?"),
        (["source.txt", "a.txt", "--select", "qoutes"], "no kind or plugin 'qoutes'; did you mean 'quotes'?"),
        (["source.txt", "a.txt", "--disable", "qoutes"], "no plugin 'qoutes' is installed; did you mean 'quotes'?"),
        (["source.txt", "a.txt", "--min-confidence", "2"], "--min-confidence"),
        (["source.txt", "a.txt", "--fail-on", "always"], "--fail-on"),
        (["source.txt", "a.txt", "--config", "x", "--no-config"], "exclude each other"),
        (["source.txt", "a.txt", "--date", "tomorrow"], "'tomorrow' is no date"),
        (["source.txt", "a.txt", "-o", "gone/report.json"], "cannot be written"),
        (["source.txt", "a.txt", "-o", "."], "is a folder"),
        (["source.txt", "a.txt", "-o", "source.txt"], "source.txt: is one of the articles"),
        (["source.txt", "a.txt", "-o", "./a.txt"], "./a.txt: is one of the articles"),
        (["source.txt", "a.txt", "--baseline", "a.txt", "--update-baseline"], "not TOML"),
        (["source.txt", "a.txt", "--readers", "klingon"], "a.txt: 'klingon' is no locale of readers"),
        (["source.txt", "a.txt", "--config", "gone.toml"], "gone.toml: cannot be read (No such file or directory)"),
        (
            ["source.txt", "a.txt", "--baseline", "gone.toml"],
            "gone.toml: cannot be read (No such file or directory); make",
        ),
        (["source.txt", "a.txt", "--nonsense"], "--nonsense"),
    ],
)
def test_errors_are_one_line_and_status_2(retold: Retold, arguments: list[str], words: str) -> None:
    done = retold("compare", *arguments)
    assert done.status == 2
    assert done.out == ""
    last = done.lines[-1]
    assert last.startswith("retold: ")
    assert words in last


@pytest.mark.parametrize("words", [b"", b" \r\n\n", b"\xef\xbb\xbf --- \n"])
@pytest.mark.parametrize("command", ["compare", "read", "matrix"])
def test_a_file_without_words_never_looks_like_a_clean_one(
    retold: Retold, story: Path, command: str, words: bytes
) -> None:
    (story / "a.txt").write_bytes(words)
    done = retold(command, *(["a.txt"] if command == "read" else ["source.txt", "a.txt"]))
    assert (done.status, done.out) == (2, "")
    assert "retold: a.txt: holds no words; name a file with the text of an article" in done.lines


@pytest.mark.parametrize("command", ["read", "matrix"])
def test_a_report_is_not_written_over_an_article(retold: Retold, story: Path, command: str) -> None:
    before = (story / "a.txt").read_bytes()
    done = retold(command, *(["a.txt"] if command == "read" else ["source.txt", "a.txt"]), "-o", "a.txt")
    assert done.status == 2
    assert "a.txt: is one of the articles; name another file for the report" in done.err
    assert (story / "a.txt").read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("place", [["-o", "/dev/full"], []])
def test_a_full_disk_is_one_line(story: Path, place: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from retold.cli import main; main()", "compare", "source.txt", "a.txt", *place],
            cwd=story, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert re.fullmatch(r"retold: (/dev/full|standard output): cannot be written \(.*\)\n", done.stderr)


def test_a_faulty_sidecar_is_named(retold: Retold, story: Path) -> None:
    (story / "a.toml").write_text("outlte = 'x'\n", encoding="utf-8")
    done = retold("compare", "source.txt", "a.txt")
    assert done.status == 2
    assert "a.toml: no key 'outlte'; did you mean 'outlet'?" in done.err


def test_output_is_written_whole_and_its_suffix_sets_the_format(retold: Retold, story: Path) -> None:
    done = retold("compare", "source.txt", "a.txt", "-o", "report.json")
    assert (done.status, done.out) == (0, "")
    assert json.loads((story / "report.json").read_text("utf-8"))["format"] == "retold-report/1"
    retold("compare", "source.txt", "a.txt", "-o", "report.md")
    assert (story / "report.md").read_text("utf-8").startswith("## a.txt")
    retold("compare", "source.txt", "a.txt", "-o", "report.out")
    assert (story / "report.out").read_text("utf-8").startswith("a.txt ")
    assert not [path for path in story.iterdir() if path.name.startswith(".report")]


def test_a_failed_write_leaves_the_old_file(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = story / "report.json"
    target.write_text("old", encoding="utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(output.InputError, match="cannot be written"):
        output.write_whole(target, b"new")
    assert target.read_text("utf-8") == "old"
    assert not [path for path in story.iterdir() if path.name.startswith(".report")]


def test_permissions_of_a_file_that_is_replaced_stay(story: Path) -> None:
    target = story / "report.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    output.write_whole(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_select_ignore_and_confidence(retold: Retold) -> None:
    def kinds(*options: str) -> set[str]:
        report = json.loads(retold("compare", "source.txt", "a.txt", "--format", "json", *options).out)
        return {finding["kind"] for finding in report["comparisons"][0]["findings"]}

    everything = kinds()
    assert len(everything) > 1
    one = min(everything)
    assert kinds("--select", one) == {one}
    assert kinds("--ignore", one) == everything - {one}
    assert kinds("--ignore", ",".join(sorted(everything))) == set()
    assert kinds("--min-confidence", "1.0") < everything


def test_fail_on(retold: Retold) -> None:
    assert retold("compare", "source.txt", "a.txt", "--fail-on", "low").status == 1
    assert retold("compare", "source.txt", "a.txt", "--fail-on", "never").status == 0
    (Path("copy.txt")).write_text(SOURCE, encoding="utf-8")
    assert retold("compare", "source.txt", "copy.txt", "--fail-on", "low").status == 0


def test_configuration_is_found_named_and_left_out(retold: Retold, story: Path) -> None:
    (story / "retold.toml").write_text('fail-on = "low"\n', encoding="utf-8")
    assert retold("compare", "source.txt", "a.txt").status == 1
    assert retold("compare", "source.txt", "a.txt", "--no-config").status == 0
    assert retold("compare", "source.txt", "a.txt", "--fail-on", "never").status == 0
    (story / "other.toml").write_text("fail_on = 'low'\n", encoding="utf-8")
    done = retold("compare", "source.txt", "a.txt", "--config", "other.toml")
    assert (done.status, done.lines) == (2, ["retold: other.toml: no key 'fail_on'; did you mean 'fail-on'?"])


def test_what_the_command_line_says_of_the_articles(retold: Retold) -> None:
    done = retold(
        "compare", "source.txt", "b.md", "--format", "json", "--outlet", "B News", "--date", "2025-05-04",
        "--readers", "en-GB", "--source-outlet", "A News", "--source-language", "en-US",
    )  # fmt: skip
    source, retelling = json.loads(done.out)["articles"]
    assert (source["meta"], source["published"]) == ({"outlet": "A News"}, None)
    assert retelling["meta"] == {"outlet": "B News", "readers": "en-GB"}
    assert retelling["published"] == "2025-05-04T00:00:00"
    sidecar = json.loads(retold("compare", "source.txt", "b.md", "--format", "json").out)["articles"][1]
    assert sidecar["meta"] == {"outlet": "Island News"}


def test_timings_and_verbose(retold: Retold) -> None:
    plain = retold("compare", "source.txt", "a.txt").out
    assert "milliseconds" in retold("compare", "source.txt", "a.txt", "--timings").out
    assert "% sure" in retold("compare", "source.txt", "a.txt", "--verbose").out
    assert "% sure" not in plain
    assert "\x1b" not in plain


def test_a_disabled_plugin_is_not_imported_and_no_fault(retold: Retold) -> None:
    done = retold("compare", "source.txt", "a.txt", "--disable", "quotes", "--format", "json")
    steps = {step["step"]: step for step in json.loads(done.out)["steps"]}
    assert steps["quotes"]["status"] == "disabled"


def test_the_same_bytes_twice(retold: Retold) -> None:
    def once() -> Any:
        report = json.loads(retold("compare", "source.txt", "a.txt", "b.md", "--format", "json").out)
        for step in report["steps"]:
            step["seconds"] = 0
        return json.dumps(report)

    assert once() == once()
    assert retold("compare", "source.txt", "a.txt").out == retold("compare", "source.txt", "a.txt").out


def test_hostile_names_are_shown_as_what_they_are(retold: Retold, story: Path) -> None:
    name = "\x1b[31mred\u202etxt.txt"
    (story / name).write_text(RETELLING, encoding="utf-8")
    done = retold("compare", "source.txt", name, "\x1b[2Jgone.txt")
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out
    assert "␛[31mred<U+202E>txt.txt " in done.out


def test_a_format_that_fails_is_named(retold: Retold, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> str:
        raise ValueError("no ink\nleft")

    monkeypatch.setattr("retold.reporters.json.render", broken)
    done = retold("compare", "source.txt", "a.txt", "--format", "json")
    assert (done.status, done.out) == (3, "")
    assert done.lines[-1] == "retold: the format 'json' failed: ValueError: no ink left"
    done = retold("compare", "source.txt", "a.txt", "--format", "json", "--raise")
    assert done.status == 3
    assert "Traceback" in done.err
    assert done.lines[-1].startswith("left") or "ValueError: no ink" in done.err


def test_interruption_is_one_line(retold: Retold, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("retold._api.compare_all", interrupted)
    done = retold("compare", "source.txt", "a.txt")
    assert (done.status, done.lines[-1]) == (130, "retold: interrupted")
