"""The examples of the kind pages, and what every plugin has to keep."""

from __future__ import annotations

from retold.testing import cases, contract

test_cases = cases("translation")
test_contract = contract("translation")
