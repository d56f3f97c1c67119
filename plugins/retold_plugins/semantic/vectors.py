"""One vector for each sentence, where the user names a model. Nothing is ever downloaded."""

from __future__ import annotations

from pathlib import Path

from attrs import field, frozen
from attrs.validators import gt, in_

from retold import SENTENCE_VECTORS, SENTENCES, Context, Unavailable, UsageError, provides

MEAN, FIRST = "mean", "first"
MODELS = ("model.onnx", "onnx/model.onnx")
"""Where the model of a folder lies."""
TOKENIZER = "tokenizer.json"


@frozen
class Options:
    """Options of the sentence encoder."""

    model: str = ""
    """A folder with ``model.onnx`` and ``tokenizer.json``. Without one there are no vectors."""
    batch: int = field(default=32, validator=gt(0))
    """So many sentences go through the model at once."""
    max_length: int = field(default=256, validator=gt(2))
    """Of a longer sentence only the first so many tokens are looked at."""
    pooling: str = field(default=MEAN, validator=in_((MEAN, FIRST)))
    """A sentence's vector is the ``mean`` of its tokens' or the ``first`` token's, as the model was trained."""
    prefix: str = ""
    """Words that the model wants before each sentence, such as ``query: ``."""


@provides(SENTENCE_VECTORS, needs=[SENTENCES], options=Options)
def vectors(ctx: Context) -> tuple[tuple[float, ...], ...]:
    """The vectors of an article's sentences, each of length 1."""
    options = ctx.options or Options()
    if not options.model:
        raise Unavailable("no sentence encoder is named", "set [plugins.semantic] model to the folder of one")
    model, tokenizer = files_of(Path(options.model).expanduser())
    try:
        from retold_plugins.semantic.encoder import encoder
    except ImportError as error:
        hint = "pip install 'retold[semantic]'"
        raise Unavailable(f"sentence vectors need {error.name or 'onnxruntime'}", hint) from None
    stamps = tuple(path.stat().st_mtime_ns for path in (model, tokenizer))
    encode = encoder(model, tokenizer, options.max_length, options.pooling, stamps)
    return encode([options.prefix + ctx.text(s.span) for s in ctx.here(SENTENCES)], options.batch)


def files_of(folder: Path) -> tuple[Path, Path]:
    """The model and its tokenizer. Raises UsageError where they are not there."""
    where = "plugins.semantic.model"
    if not folder.is_dir():
        raise UsageError(f"{where}: no folder {str(folder)!r}")
    model = next((folder / name for name in MODELS if (folder / name).is_file()), None)
    if model is None:
        raise UsageError(f"{where}: {folder} holds no {MODELS[0]}; export the model to ONNX")
    if not (folder / TOKENIZER).is_file():
        raise UsageError(f"{where}: {folder} holds no {TOKENIZER}, the tokenizer in the format of 'tokenizers'")
    return model, folder / TOKENIZER
