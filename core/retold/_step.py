"""Steps, the artifacts they exchange, and the context they run in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from retold._finding import Finding, Kind
from retold._text import Article, Comparison, Span

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
ByArticle = Mapping[str, T]
BySource = Mapping[str, T]
ARTICLE, PAIR, RUN = "article", "pair", "run"


@frozen
class Artifact(Generic[T_co]):
    """A typed key for what a provider makes; two keys of one name are one artifact.

    The scope says what ``ctx[KEY]`` is: ``article`` a mapping by article id, ``pair`` a mapping by
    source id, ``run`` one value. Annotate it so: ``QUOTES: Artifact[ByArticle[tuple[Quote, ...]]]``.
    """

    name: str
    scope: str = field(eq=False)

    @scope.validator
    def _known(self, _: object, value: str) -> None:
        if value not in (ARTICLE, PAIR, RUN):
            raise ValueError(f"the scope of an artifact is article, pair or run, not {value!r}")


class NotDeclared(KeyError):
    """A step asked for an artifact that its decorator does not name, or not as needed."""

    def __str__(self) -> str:
        return str(self.args[0])


@frozen(kw_only=True)
class Context:
    """All that a step gets: what it works on, its options, and the artifacts that it declared."""

    step: str
    _comparison: Comparison | None = None
    _article: Article | None = None
    articles: tuple[Article, ...] = ()
    """All articles of the run, for providers of run artifacts."""
    options: Any = None
    have: Mapping[str, Any] = field(factory=dict, repr=False)
    declared: frozenset[str] = frozenset()
    log: logging.Logger = field(factory=lambda: logging.getLogger("retold"), repr=False)

    def __getitem__(self, key: Artifact[T]) -> T:
        """The artifact's value. Raises NotDeclared where the step's decorator does not name it in ``needs``."""
        value = self.get(key)
        if value is None and key.name not in self.have:
            raise NotDeclared(
                f"{self.step} takes {key.name!r} as if it were always there, but names it in uses=[...] only: "
                "use ctx.get(...), or name it in needs=[...]"
            )
        return cast(T, value)

    def get(self, key: Artifact[T]) -> T | None:
        """An artifact named in ``uses``, or None where nobody provides it. Raises NotDeclared."""
        if key.name not in self.declared:
            raise NotDeclared(
                f"{self.step} takes {key.name!r}, which its decorator does not name: "
                "add it to needs=[...], or to uses=[...] if the step can do without"
            )
        return cast("T | None", self.have.get(key.name))

    def here(self, key: Artifact[Mapping[str, T]]) -> T:
        """The value for this article (in a provider by article) or this source (in one by pair)."""
        name = self.article.id if self._article is not None else self.source.id
        return self[key][name]

    @property
    def comparison(self) -> Comparison:
        """The comparison; in a provider by pair, the retelling with that one source.

        A check sees the sources in an order of their own, whatever order or names the files were given.
        """
        if self._comparison is None:
            raise AttributeError(f"{self.step} works on one article, not on a comparison")
        return self._comparison

    @property
    def article(self) -> Article:
        """The article of a provider by article."""
        if self._article is None:
            raise AttributeError(f"{self.step} does not work on one article")
        return self._article

    @property
    def source(self) -> Article:
        """The source of a provider by pair; elsewhere the only source. Raises ValueError if there are several."""
        sources = self.comparison.sources
        if len(sources) > 1:
            raise ValueError(f"{self.step} asks for the source, but there are {len(sources)}: loop over them")
        return sources[0]

    @property
    def retelling(self) -> Article:
        """The retelling of the comparison."""
        return self.comparison.retelling

    def text(self, span: Span) -> str:
        """The words of a span."""
        for article in (
            (self._article,) if self._article else self.comparison.articles if self._comparison else self.articles
        ):
            if article.id == span.article:
                return article.text[span.start : span.end]
        raise KeyError(f"{self.step} has no article {span.article!r}")


def _all(cls: type) -> Callable[[Any, Any, tuple[Any, ...]], None]:
    def validate(step: Step, attribute: Any, value: tuple[Any, ...]) -> None:
        for item in value:
            if not isinstance(item, cls):
                raise TypeError(
                    f"{step.function.__name__}: {attribute.name}=[...] lists {cls.__name__} objects, not {item!r}"
                )

    return validate


StepFunction = Callable[[Context], Any]


@frozen(kw_only=True)
class Step:
    """A unit of work that a plugin offers: it provides an artifact, or it checks and makes findings."""

    function: StepFunction
    needs: tuple[Artifact[Any], ...] = field(default=(), validator=_all(Artifact))
    uses: tuple[Artifact[Any], ...] = field(default=(), validator=_all(Artifact))
    """Artifacts that are used where somebody provides them, and done without where nobody does."""
    provides: Artifact[Any] | None = field(default=None, validator=optional(instance_of(Artifact)))
    kinds: tuple[Kind, ...] = field(default=(), validator=_all(Kind))
    options: type | None = None
    """An attrs class; each of its fields has a default."""
    plugin: str = ""
    """Filled by the host, with the distribution and its version."""
    distribution: str = ""
    version: str = ""

    @property
    def name(self) -> str:
        """``plugin.function``"""
        return f"{self.plugin}.{self.function.__name__}" if self.plugin else self.function.__name__

    def of(self, plugin: str, distribution: str, version: str) -> Step:
        """The same step as that plugin's own."""
        return evolve(self, plugin=plugin, distribution=distribution, version=version)


def provides(
    artifact: Artifact[Any],
    *,
    needs: Iterable[Artifact[Any]] = (),
    uses: Iterable[Artifact[Any]] = (),
    options: type | None = None,
) -> Callable[[StepFunction], Step]:
    """Turn a function of one context, which returns the artifact's value, into a step.

    For an artifact by article it is called for each article and returns that article's value;
    by pair, for each source of each comparison; by run, once.
    """

    def step(function: StepFunction) -> Step:
        return Step(function=function, provides=artifact, needs=tuple(needs), uses=tuple(uses), options=options)

    return step


def check(
    *,
    needs: Iterable[Artifact[Any]] = (),
    uses: Iterable[Artifact[Any]] = (),
    kinds: Iterable[Kind],
    options: type | None = None,
) -> Callable[[Callable[[Context], Iterable[Finding]]], Step]:
    """Turn a function of one context, which yields findings of these kinds, into a step."""

    def step(function: Callable[[Context], Iterable[Finding]]) -> Step:
        return Step(function=function, needs=tuple(needs), uses=tuple(uses), kinds=tuple(kinds), options=options)

    return step
