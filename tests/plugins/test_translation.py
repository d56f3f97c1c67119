from retold.testing import cases, contract

test_cases = cases("translation")
test_contract = contract("translation")
