"""A plugin whose hook is misspelt."""

from retold import hookimpl


@hookimpl
def retold_step():
    return []
