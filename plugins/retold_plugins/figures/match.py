from retold import provides, Context
from retold_plugins.figures.artifacts import FIGURE_MATCHES
@provides(FIGURE_MATCHES)
def matches(ctx: Context):
    return ()
