"""The examples of the kind pages, and what every plugin has to keep."""

from retold.testing import cases, contract

test_cases = cases("quotes")
test_contract = contract("quotes")
