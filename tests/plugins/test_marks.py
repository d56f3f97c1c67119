"""What every plugin has to keep."""

from __future__ import annotations

from retold.testing import contract

test_contract = contract("marks")
