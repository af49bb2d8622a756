"""How large the tests that could be of any size are."""

from __future__ import annotations

import os

FULL = os.environ.get("ADAL_TESTS_FULL") == "1"
"""Whole months, all the kills: minutes instead of seconds. The promises are the same, seen more often."""
