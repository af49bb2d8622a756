"""Writes them anew: python -m tests.reports.golden"""

from __future__ import annotations

from tests.reports.golden import HERE, pictures, small

for name, made in pictures().items():
    (HERE / f"{name}.png").write_bytes(small(made()))
