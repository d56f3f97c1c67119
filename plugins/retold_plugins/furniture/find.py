"""A first version that finds nothing."""

from __future__ import annotations

from retold import BLOCKS, FURNITURE, Context, FurnitureBlock, provides


@provides(FURNITURE, needs=[BLOCKS])
def furniture(ctx: Context) -> dict[str, tuple[FurnitureBlock, ...]]:
    """Blocks of each article that are not its story."""
    return {article.id: () for article in ctx.articles}
