"""The examples of the kind pages, and what every plugin has to keep."""

from __future__ import annotations

from retold.testing import cases, contract

test_cases = cases("retold_example")
test_contract = contract("retold_example")
