"""To come."""

from __future__ import annotations

from retold._report import Report
from retold.reporters import View


def render(report: Report, view: View) -> str:
    """To come."""
    raise NotImplementedError
