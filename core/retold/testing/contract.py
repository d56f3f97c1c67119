"""What every plugin has to keep."""

from __future__ import annotations

from collections.abc import Callable


def contract(plugin: str | object) -> Callable[..., None]:
    """A pytest test of what every plugin has to keep; name it ``test_contract``. (To be completed.)"""

    def test_contract() -> None:
        pass

    return test_contract
