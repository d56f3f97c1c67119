"""Compiled templates, kept beside the templates as Python keeps its own modules compiled."""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import sys
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

from retold import tables

if TYPE_CHECKING:
    from jinja2 import Template

OPTIONS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}


def template(path: Path) -> Template:
    """A template whose every value is escaped, and which a missing value makes fail.

    Jinja compiles a page in twice the time that it takes to render one, so what it made is kept in
    ``__pycache__``. What is kept names what it was made from: the template, its options, Jinja and Python.
    """
    import jinja2

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, **OPTIONS)
    source = path.read_bytes()
    made_from = (source, repr(OPTIONS).encode(), jinja2.__version__.encode(), importlib.util.MAGIC_NUMBER)
    stamp = hashlib.sha256(b"\0".join(made_from)).digest()
    cache = path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}"
    code = _kept(cache, stamp)
    if code is None:
        code = environment.compile(source.decode("utf-8"))
        if not sys.dont_write_bytecode:
            tables.keep(cache, stamp + marshal.dumps(code))
    return jinja2.Template.from_code(environment, code, environment.make_globals(None))


def _kept(cache: Path, stamp: bytes) -> CodeType | None:
    """What was kept of this very template, if anything."""
    try:
        data = cache.read_bytes()
        code = marshal.loads(data[len(stamp) :]) if data.startswith(stamp) else None
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return code if isinstance(code, CodeType) else None
