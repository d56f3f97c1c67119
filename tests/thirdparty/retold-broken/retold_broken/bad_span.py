"""A plugin whose check points outside the text."""

from retold import Kind, Span, check, hookimpl

KIND = Kind("bad-span/outside", summary="Outside the text.", message="outside")


@check(kinds=[KIND])
def outside(ctx):
    yield KIND.at(retelling=Span(ctx.retelling.id, 0, 999_999))


@hookimpl
def retold_steps():
    return [outside]
