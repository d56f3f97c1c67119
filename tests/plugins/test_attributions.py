"""The examples of the kind page, and what every plugin has to keep."""

from retold.testing import cases, contract

test_cases = cases("attributions")
test_contract = contract("attributions")
