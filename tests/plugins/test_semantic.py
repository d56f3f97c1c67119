"""A tiny encoder is made here: each word has a vector, words of one meaning have the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retold import SENTENCE_VECTORS, Article, Config, Host, UsageError, compare
from retold._step import Context
from retold.artifacts import SENTENCES
from retold.testing import contract
from retold_plugins.semantic.vectors import Options, files_of, vectors

test_contract = contract("semantic")

MEANINGS = (
    "dogs hounds", "barked howled", "night dawn", "rain drizzle", "fell descended", "mayor leader", "resigned quit",
    "bread loaves", "ran out", "bakers ovens", "children pupils", "sang carolled", "harbour port", "froze iced",
)  # fmt: skip
SOURCE = "Dogs barked all night.\n\nRain fell.\n\nThe mayor resigned.\n\nChildren sang in the harbour.\n"
RETELLING = (
    "A leader quit.\n\nThere was drizzle that descended.\n\nHounds howled until dawn.\n\nPupils carolled by a port.\n"
)
KEPT = """The old lighthouse on Skerry Point will be sold at auction in March.

It was built in 1871 and has stood empty since the last keeper left.

The council expects at least 200,000 crowns for the tower and the two cottages beside it.

"""
KEPT_TOO = """Anyone who buys it has to keep the lamp, a spokesman of the council said.

Ships still steer by it when the radio beacon fails.

Bids are taken until the end of the month.
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("model"))


def made(folder: Path, *, output: str = "last_hidden_state", pooled: bool = False, asks: str = "") -> Path:
    """A model and its tokenizer."""
    onnx, numpy = pytest.importorskip("onnx"), pytest.importorskip("numpy")
    pytest.importorskip("onnxruntime")
    tokenizers = pytest.importorskip("tokenizers")
    table = {"[UNK]": 0, "[PAD]": 1}
    rows = [[0.0] * len(MEANINGS), [9.0] * len(MEANINGS)]
    for k, words in enumerate(MEANINGS):
        for word in words.split():
            table[word] = len(rows)
            rows.append([float(k == n) for n in range(len(MEANINGS))])
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(table, unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))

    helper, number = onnx.helper, onnx.TensorProto.INT64
    weights = onnx.numpy_helper.from_array(numpy.array(rows, numpy.float32), "rows")
    nodes = [helper.make_node("Gather", ["rows", "input_ids"], ["gathered" if pooled else output])]
    if pooled:
        nodes.append(helper.make_node("ReduceMax", ["gathered"], [output], axes=[1], keepdims=0))
    inputs = ["input_ids", "attention_mask", *([asks] if asks else [])]
    shape = ["batch", len(MEANINGS)] if pooled else ["batch", "length", len(MEANINGS)]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, number, ["batch", "length"]) for name in inputs],
        [helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, shape)],
        [weights],
    )
    onnx.save(
        helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 13)]), str(folder / "model.onnx")
    )
    return folder


def encoded(text: str, options: Options) -> tuple[tuple[float, ...], ...]:
    """The vectors of a text of one sentence a line."""
    from retold import Sentence, Span

    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Sentence(Span("a0", at, at + len(line)), 0))
        at += len(line) + 1
    article = Article(id="a0", text=text)
    context = Context(
        step="semantic.vectors",
        article=article,
        articles=(article,),
        options=options,
        have={SENTENCES.name: {"a0": tuple(sentences)}},
        declared=frozenset([SENTENCES.name]),
    )
    made: tuple[tuple[float, ...], ...] = vectors.function(context)
    return made


def cosine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def config(folder: Path | str, **options: Any) -> Config:
    return Config(plugins={"semantic": {"model": str(folder), **options}})


def test_padding_is_not_looked_at_and_each_vector_has_length_one(model: Path) -> None:
    options = Options(model=str(model))

    alone = encoded("rain fell", options)
    beside = encoded("rain fell\ndogs barked night rain fell mayor resigned\ndrizzle descended", options)

    assert alone[0] == beside[0] == beside[2]
    assert all(abs(cosine(v, v) - 1) < 1e-5 for v in beside)
    assert 0 < cosine(beside[0], beside[1]) < 1


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_batches_keep_the_order_of_the_sentences(model: Path, batch: int) -> None:
    found = encoded("mayor resigned rain\nrain\ndogs barked night fell", Options(model=str(model), batch=batch))

    assert [sum(x > 0 for x in v) for v in found] == [3, 1, 4]


def test_what_is_longer_is_cut(model: Path) -> None:
    (found,) = encoded("rain fell mayor resigned dogs", Options(model=str(model), max_length=3))

    assert sum(x > 0 for x in found) == 3


def test_a_sentence_without_known_words_has_a_vector_of_zeros(model: Path) -> None:
    assert set(encoded("xylophone", Options(model=str(model)))[0]) == {0.0}
    assert set(encoded("", Options(model=str(model)))[0]) == {0.0}


def test_the_first_token_and_a_prefix(model: Path) -> None:
    text = "rain fell"

    assert encoded(text, Options(model=str(model), pooling="first")) == encoded("drizzle", Options(model=str(model)))
    assert encoded(text, Options(model=str(model), pooling="first", prefix="dogs ")) == encoded(
        "hounds", Options(model=str(model))
    )


def test_a_model_that_pools_by_itself(tmp_path: Path) -> None:
    folder = made(tmp_path, output="sentence_embedding", pooled=True)

    (found,) = encoded("rain fell rain", Options(model=str(folder)))

    assert sum(x > 0.7 for x in found) == 2


def test_a_model_may_lie_in_a_folder_of_its_own(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "onnx").mkdir()
    (tmp_path / "model.onnx").rename(tmp_path / "onnx" / "model.onnx")

    assert files_of(tmp_path) == (tmp_path / "onnx" / "model.onnx", tmp_path / "tokenizer.json")


def test_the_aligner_uses_it(model: Path) -> None:
    def links(report: Any) -> list[tuple[str, str]]:
        (found,) = (a for a in report.comparisons[0].alignments if a.level == "sentence")
        return [
            (SOURCE[x.source[0].start : x.source[0].end], RETELLING[x.retelling[0].start : x.retelling[0].end])
            for x in found.links
        ]

    without = compare(SOURCE, RETELLING)
    report = compare(SOURCE, RETELLING, config=config(model))

    assert links(without) == []
    assert ("Dogs barked all night.", "Hounds howled until dawn.") in links(report)
    assert ("The mayor resigned.", "A leader quit.") in links(report)
    assert report.faults == ()
    assert {link.why[-1] for a in report.comparisons[0].alignments for link in a.links} == {"meaning"}


def test_paraphrase_is_told_from_loss(model: Path) -> None:
    def told(report: Any) -> set[str]:
        return {f.kind for f in report.findings if f.kind.startswith(("omissions/", "additions/"))}

    source = f"{KEPT}The mayor resigned in the rain while the dogs barked.\n\n{KEPT_TOO}"
    retelling = f"{KEPT}A leader quit, drizzle notwithstanding, as hounds howled.\n\n{KEPT_TOO}"

    assert told(compare(source, retelling)) == {"omissions/passage", "additions/fact"}
    assert told(compare(source, retelling, config=config(model))) <= {"omissions/detail"}


def test_without_configuration_it_rests_and_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from retold import compare\n"
        f"report = compare({SOURCE!r}, {RETELLING!r})\n"
        "(step,) = [s for s in report.steps if s.plugin == 'semantic']\n"
        "print(step.status, report.faults, *[m for m in ('onnxruntime', 'tokenizers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout == "disabled ()\n", done.stderr


@pytest.fixture
def without_libraries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.delitem(sys.modules, "retold_plugins.semantic.encoder", raising=False)
    yield
    sys.modules.pop("retold_plugins.semantic.encoder", None)


@pytest.mark.usefixtures("without_libraries")
def test_a_model_without_the_libraries_is_incomplete(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"")

    (fault,) = compare(SOURCE, RETELLING, config=config(tmp_path)).faults

    assert fault.step == "semantic.vectors"
    assert fault.reason == "unavailable: sentence vectors need onnxruntime (pip install 'retold[semantic]')"


@pytest.mark.usefixtures("without_libraries")
def test_the_libraries_are_not_missed_without_a_model() -> None:
    assert compare(SOURCE, RETELLING).faults == ()


def test_a_provider_that_is_asked_for_and_has_no_model_is_a_fault() -> None:
    (fault,) = compare(SOURCE, RETELLING, config=Config(providers={"sentence-vectors": "semantic"})).faults

    assert fault.reason is not None
    assert "[plugins.semantic] model" in fault.reason


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (None, "plugins.semantic.model: no folder"),
        ((), "holds no model.onnx"),
        (("model.onnx",), "holds no tokenizer.json"),
        (("model.onnx", "tokenizer.json"), "cannot load it"),
    ],
)
def test_a_folder_that_is_no_model_is_wrong_use(tmp_path: Path, files: tuple[str, ...] | None, words: str) -> None:
    pytest.importorskip("onnxruntime")
    folder = tmp_path / "model"
    if files is not None:
        folder.mkdir()
        for name in files:
            (folder / name).write_text("{}", encoding="utf-8")

    with pytest.raises(UsageError, match=words):
        compare(SOURCE, RETELLING, config=config(folder))


def test_a_tokenizer_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")

    with pytest.raises(UsageError, match=r"tokenizer\.json: tokenizers cannot load it"):
        compare(SOURCE, RETELLING, config=config(tmp_path))


def test_a_model_that_wants_something_else_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="wants the input 'pixel_values'"):
        compare(SOURCE, RETELLING, config=config(made(tmp_path, asks="pixel_values")))


@pytest.mark.parametrize(("option", "value"), [("batch", 0), ("max-length", 1), ("pooling", "max"), ("modle", "x")])
def test_options_are_checked(option: str, value: object) -> None:
    with pytest.raises(UsageError, match=option.replace("-", ".")):
        compare(SOURCE, RETELLING, config=Config(plugins={"semantic": {option: value}}))


def test_it_is_the_bundled_provider() -> None:
    (step,) = [s for s in Host.discover().steps() if s.provides == SENTENCE_VECTORS]

    assert step.name == "semantic.vectors"
