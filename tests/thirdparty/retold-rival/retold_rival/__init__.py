"""A plugin whose name another distribution claims as well; it is not even imported."""

raise SystemExit("imported")
