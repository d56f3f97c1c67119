"""An ONNX sentence encoder: texts to tokens to vectors. Imports the heavy libraries, so it is imported late."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from attrs import frozen
from tokenizers import Encoding, Tokenizer

from retold import UsageError

DIGITS = 6
"""Processors differ beyond; what is found must not."""
ERRORS_ONLY = 3
POOLED = "sentence_embedding"
"""The output of models that make one vector of a sentence by themselves."""
PAD = ("[PAD]", "<pad>", "<PAD>")
FEEDS: dict[str, Callable[[Encoding], list[int]]] = {
    "input_ids": lambda encoding: encoding.ids,
    "attention_mask": lambda encoding: encoding.attention_mask,
    "token_type_ids": lambda encoding: encoding.type_ids,
}
"""The inputs of a model that a tokenizer can fill."""

Vectors = tuple[tuple[float, ...], ...]


@functools.lru_cache(maxsize=1)
def encoder(
    model: Path, tokenizer: Path, max_length: int, pooling: str, stamps: tuple[int, ...]
) -> Callable[[Sequence[str], int], Vectors]:
    """The model of these files, loaded once for all articles. ``stamps``, when they were written, tell a new model."""
    del stamps
    return Encoder(session_of(model), tokenizer_of(tokenizer, max_length), pooling, str(model)).encode


@frozen(eq=False)
class Encoder:
    """A loaded model."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    pooling: str
    path: str

    def encode(self, texts: Sequence[str], batch: int) -> Vectors:
        """A vector for each text, each of length 1 (of zeros for a text without tokens)."""
        # sentences of one length together, so that little is padded
        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        made: dict[int, tuple[float, ...]] = {}
        for at in range(0, len(order), batch):
            some = order[at : at + batch]
            made.update(zip(some, self.vectors([texts[i] for i in some]), strict=True))
        return tuple(made[i] for i in range(len(texts)))

    def vectors(self, texts: list[str]) -> Vectors:
        """The vectors of one batch."""
        encodings = self.tokenizer.encode_batch(texts)
        feed = {name: np.array([take(e) for e in encodings], np.int64) for name, take in FEEDS.items()}
        names = [put.name for put in self.session.get_inputs()]
        unknown = sorted(set(names) - set(feed))
        if unknown:
            raise UsageError(
                f"{self.path}: wants the input {unknown[0]!r}; a sentence encoder takes {', '.join(FEEDS)}"
            )
        outputs = [put.name for put in self.session.get_outputs()]
        wanted = POOLED if POOLED in outputs else outputs[0]
        (out,) = self.session.run([wanted], {name: feed[name] for name in names})
        return unit(self.pooled(np.asarray(out, np.float64), feed["attention_mask"]))

    def pooled(self, out: Any, mask: Any) -> Any:
        """One row for each sentence of the batch."""
        if out.ndim == 2 and len(out) == len(mask):
            return out
        if out.ndim != 3 or out.shape[:2] != mask.shape:
            raise UsageError(f"{self.path}: makes no vectors of tokens or sentences (its output is {out.shape})")
        if self.pooling == "first":
            return out[:, 0]
        weights = mask[:, :, None].astype(np.float64)
        return (out * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)


def unit(rows: Any) -> Vectors:
    """Each row as a vector of length 1."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rounded = np.round(rows / np.where(lengths > 0, lengths, 1.0), DIGITS) + 0.0  # no -0.0
    return tuple(map(tuple, rounded.tolist()))


def session_of(model: Path) -> onnxruntime.InferenceSession:
    """The model, on the processor, quiet. Raises UsageError where it cannot be loaded."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.use_deterministic_compute = True
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no common class
        raise UsageError(f"{model}: onnxruntime cannot load it ({' '.join(str(error).split())[:200]})") from None


def tokenizer_of(path: Path, max_length: int) -> Tokenizer:
    """The tokenizer, cutting long sentences and padding short ones. Raises UsageError where it cannot be loaded."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises no other class
        raise UsageError(f"{path}: tokenizers cannot load it ({' '.join(str(error).split())[:200]})") from None
    own = tokenizer.padding or {}
    pad = own.get("pad_token") or next((token for token in PAD if tokenizer.token_to_id(token) is not None), PAD[0])
    tokenizer.enable_truncation(max_length=max_length)
    tokenizer.enable_padding(
        pad_id=tokenizer.token_to_id(pad) or 0, pad_token=pad, pad_type_id=own.get("pad_type_id", 0)
    )
    return tokenizer
