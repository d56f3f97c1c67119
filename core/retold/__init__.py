"""retold compares retellings of news articles with their sources.

This module is the whole public API, with ``retold.artifacts``, ``retold.diff``, ``retold.readers``,
``retold.reporters``, ``retold.tables`` and ``retold.testing``. Offsets count Unicode code points.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from retold._version import __version__

if TYPE_CHECKING:
    from retold._align import (
        FULL,
        PARTIAL,
        Alignment,
        FurnitureBlock,
        Link,
        Mark,
        Match,
        Relation,
    )
    from retold._api import (
        compare,
        compare_all,
        read,
    )
    from retold._config import (
        Config,
        load_config,
    )
    from retold._errors import (
        ConfigError,
        InputError,
        PlanError,
        RetoldError,
        Unavailable,
        UsageError,
    )
    from retold._finding import (
        Finding,
        Importance,
        Kind,
    )
    from retold._hooks import (
        hookimpl,
    )
    from retold._host import (
        Host,
    )
    from retold._matrix import (
        Content,
        Matrix,
        matrix,
    )
    from retold._readings import (
        Reading,
    )
    from retold._report import (
        ArticleRecord,
        ComparisonRecord,
        Report,
        StepRecord,
        fingerprints,
    )
    from retold._stemma import (
        Descent,
        Shared,
    )
    from retold._step import (
        Artifact,
        ByArticle,
        BySource,
        Context,
        NotDeclared,
        Step,
        check,
        provides,
    )
    from retold._text import (
        Article,
        Block,
        Comparison,
        Place,
        Sentence,
        Span,
        SpanSet,
    )
    from retold.artifacts import (
        BLOCK_ALIGNMENT,
        BLOCKS,
        FURNITURE,
        LANGUAGE,
        MARKS,
        RELATION,
        SENTENCE_ALIGNMENT,
        SENTENCE_VECTORS,
        SENTENCES,
    )
    from retold.readers import (
        Given,
    )

_HOMES = {
    "retold._align": "FULL PARTIAL Alignment FurnitureBlock Link Mark Match Relation",
    "retold._api": "compare compare_all read",
    "retold._config": "Config load_config",
    "retold._errors": "ConfigError InputError PlanError RetoldError Unavailable UsageError",
    "retold._finding": "Finding Importance Kind",
    "retold._hooks": "hookimpl",
    "retold._host": "Host",
    "retold._matrix": "Content Matrix matrix",
    "retold._readings": "Reading",
    "retold._report": "ArticleRecord ComparisonRecord Report StepRecord fingerprints",
    "retold._stemma": "Descent Shared",
    "retold._step": "Artifact ByArticle BySource Context NotDeclared Step check provides",
    "retold._text": "Article Block Comparison Place Sentence Span SpanSet",
    "retold.artifacts": "BLOCK_ALIGNMENT BLOCKS FURNITURE LANGUAGE MARKS RELATION SENTENCES"
    " SENTENCE_ALIGNMENT SENTENCE_VECTORS",
    "retold.readers": "Given",
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "BLOCKS",
    "BLOCK_ALIGNMENT",
    "FULL",
    "FURNITURE",
    "LANGUAGE",
    "MARKS",
    "PARTIAL",
    "RELATION",
    "SENTENCES",
    "SENTENCE_ALIGNMENT",
    "SENTENCE_VECTORS",
    "Alignment",
    "Article",
    "ArticleRecord",
    "Artifact",
    "Block",
    "ByArticle",
    "BySource",
    "Comparison",
    "ComparisonRecord",
    "Config",
    "ConfigError",
    "Content",
    "Context",
    "Descent",
    "Finding",
    "FurnitureBlock",
    "Given",
    "Host",
    "Importance",
    "InputError",
    "Kind",
    "Link",
    "Mark",
    "Match",
    "Matrix",
    "NotDeclared",
    "Place",
    "PlanError",
    "Reading",
    "Relation",
    "Report",
    "RetoldError",
    "Sentence",
    "Shared",
    "Span",
    "SpanSet",
    "Step",
    "StepRecord",
    "Unavailable",
    "UsageError",
    "__version__",
    "check",
    "compare",
    "compare_all",
    "fingerprints",
    "hookimpl",
    "load_config",
    "matrix",
    "provides",
    "read",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used: importing retold costs nothing, and
    `retold --version` reads neither attrs nor pluggy."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'retold' has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_HOME_OF[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
