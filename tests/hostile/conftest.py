"""The same world as in the scenarios."""

from tests.scenarios.conftest import world

__all__ = ["world"]
