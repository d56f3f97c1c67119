"""Steps, artifacts and the context."""

from __future__ import annotations

from typing import Any

import pytest

from retold import Article, Artifact, Comparison, Context, Kind, NotDeclared, Span, check, provides

LENGTH: Artifact[Any] = Artifact("length", "article")
KIND = Kind("words/lost", summary="", message="")
A, B, C = (Article(id=name, text=name * 3) for name in "abc")


def test_decorators_make_frozen_steps() -> None:
    @provides(LENGTH, needs=[Artifact("other", "run")])
    def length(ctx: Context) -> int:
        return len(ctx.article.text)

    assert length.provides == LENGTH
    assert length.name == "length"
    assert length.of("words", "retold-words", "1").name == "words.length"
    assert length.function(Context(step="words.length", article=A)) == 3
    with pytest.raises(AttributeError):
        length.needs = ()  # type: ignore[misc]


def test_two_keys_of_one_name_are_one_artifact() -> None:
    assert Artifact("length", "article") == Artifact("length", "pair")
    with pytest.raises(ValueError, match="article, pair or run, not 'block'"):
        Artifact("length", "block")


def test_a_step_names_artifacts_and_kinds_not_strings() -> None:
    with pytest.raises(TypeError, match=r"lengthy: needs=\[...\] lists Artifact objects, not 'sentences'"):

        @provides(LENGTH, needs=["sentences"])  # type: ignore[list-item]
        def lengthy(ctx: Context) -> int:
            return 1

    with pytest.raises(TypeError, match=r"loss: kinds=\[...\] lists Kind objects, not 'words/lost'"):

        @check(kinds=["words/lost"])  # type: ignore[list-item]
        def loss(ctx: Context) -> list[Any]:
            return []


def test_a_context_gives_what_is_declared() -> None:
    ctx = Context(step="words.x", article=A, have={"length": {"a": 3}}, declared=frozenset({"length", "mood"}))
    assert ctx[LENGTH] == {"a": 3}
    assert ctx.here(LENGTH) == 3
    assert ctx.get(Artifact("mood", "run")) is None


def test_a_context_names_what_is_not_declared() -> None:
    ctx = Context(step="words.x", article=A, declared=frozenset({"mood"}))
    with pytest.raises(NotDeclared) as caught:
        ctx[LENGTH]
    assert str(caught.value) == (
        "words.x takes 'length', which its decorator does not name: "
        "add it to needs=[...], or to uses=[...] if the step can do without"
    )
    with pytest.raises(NotDeclared, match="takes 'length', which"):
        ctx.get(LENGTH)
    with pytest.raises(NotDeclared, match=r"uses=\[...\] only: use ctx.get"):
        ctx[Artifact("mood", "run")]


def test_a_context_knows_where_it_works() -> None:
    one = Context(step="words.x", article=A)
    with pytest.raises(AttributeError, match=r"words.x works on one article, not on a comparison"):
        one.comparison  # noqa: B018
    pair = Context(step="words.y", comparison=Comparison(B, (A,)))
    assert (pair.source, pair.retelling) == (A, B)
    with pytest.raises(AttributeError, match=r"words.y does not work on one article"):
        pair.article  # noqa: B018
    several = Context(step="words.z", comparison=Comparison(C, (A, B)))
    with pytest.raises(ValueError, match="there are 2: loop over them"):
        several.source  # noqa: B018


def test_a_context_reads_its_own_articles_only() -> None:
    assert Context(step="x", article=A).text(Span("a", 1, 3)) == "aa"
    assert Context(step="x", comparison=Comparison(B, (A,))).text(Span("b", 0, 1)) == "b"
    assert Context(step="x", articles=(A, B, C)).text(Span("c", 0, 1)) == "c"
    with pytest.raises(KeyError, match="has no article 'b'"):
        Context(step="x", article=A).text(Span("b", 1, 3))
