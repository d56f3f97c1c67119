from retold import check, Context, Kind
CHANGED = Kind("figures/changed", summary="x", message="x")
@check(kinds=[CHANGED])
def changes(ctx: Context):
    return ()
