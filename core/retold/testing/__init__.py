"""The kit for authors of plugins. A plugin's tests begin with

    from retold.testing import cases, contract

    test_cases = cases("quotes")
    test_contract = contract("quotes")

``cases`` runs the examples of the kind pages, ``contract`` what every plugin has to keep, and ``run_step``
one step on texts of your own. pytest is imported only when ``cases`` or ``contract`` is called.
"""

from __future__ import annotations

from retold.testing.cases import cases
from retold.testing.contract import contract
from retold.testing.pages import Example, Page, PageError, parse_page
from retold.testing.stated import DidNotRun, run_step

__all__ = ["DidNotRun", "Example", "Page", "PageError", "cases", "contract", "parse_page", "run_step"]
