"""The artifacts that the report itself prints. Plugins provide them; any may need them."""

from __future__ import annotations

from retold._align import Alignment, FurnitureBlock, Mark, Relation
from retold._step import ARTICLE, PAIR, RUN, Artifact, ByArticle, BySource
from retold._text import Block, Sentence

__all__ = [
    "BLOCKS",
    "BLOCK_ALIGNMENT",
    "FURNITURE",
    "LANGUAGE",
    "MARKS",
    "RELATION",
    "SENTENCES",
    "SENTENCE_ALIGNMENT",
    "SENTENCE_VECTORS",
]

BLOCKS: Artifact[ByArticle[tuple[Block, ...]]] = Artifact("blocks", ARTICLE)
"""Headings, paragraphs and list items, in order, without overlap; furniture is among them."""

SENTENCES: Artifact[ByArticle[tuple[Sentence, ...]]] = Artifact("sentences", ARTICLE)
"""Sentences and headings of all blocks, in order, without overlap; furniture is among them."""

LANGUAGE: Artifact[ByArticle[str]] = Artifact("language", ARTICLE)
"""The main language of an article: a two- or three-letter code, ``und`` where it cannot be told."""

FURNITURE: Artifact[ByArticle[tuple[FurnitureBlock, ...]]] = Artifact("furniture", RUN)
"""Blocks that are not the story, of all articles of the run (by article id)."""

BLOCK_ALIGNMENT: Artifact[BySource[Alignment]] = Artifact("block-alignment", PAIR)
SENTENCE_ALIGNMENT: Artifact[BySource[Alignment]] = Artifact("sentence-alignment", PAIR)

SENTENCE_VECTORS: Artifact[ByArticle[tuple[tuple[float, ...], ...]]] = Artifact("sentence-vectors", ARTICLE)
"""One vector for each of ``SENTENCES``, comparable across articles by cosine. Nobody provides it by default."""

RELATION: Artifact[BySource[Relation]] = Artifact("relation", PAIR)

MARKS: Artifact[ByArticle[tuple[Mark, ...]]] = Artifact("marks", ARTICLE)
"""Quotations, figures, dates and names, for `retold read`."""
