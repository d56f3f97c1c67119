"""A plugin whose check raises half-way."""

from retold import Kind, check, hookimpl

KIND = Kind("raising/half", summary="Half of what there is.", message="half")


@check(kinds=[KIND])
def half(ctx):
    yield KIND.at(retelling=ctx.retelling.span(0, 1))
    raise RuntimeError("this check always\nfails half-way")


@hookimpl
def retold_steps():
    return [half]
