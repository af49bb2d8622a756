"""Conditions on cases, written so that the database goes the short way: through what is open, late or of a week, and
not through all cases of a region or a coordinator (benchmarks/digest.py shows the plans)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from domain.complaint import ENDED
from storage.schema.tables import complaint

OPEN = complaint.c.state.not_in(sa.bindparam("ended", sorted(ENDED), expanding=True, literal_execute=True, unique=True))
"""Cases somebody works on. The states are written out, so that SQLite sees that its indexes of open cases will do."""


def bare_text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The column in a condition for which no index is to be used."""
    return column.concat(sa.literal("", literal_execute=True))


def bare_number(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """As `bare_text`, of a number."""
    return column + sa.literal(0, literal_execute=True)


def in_regions(regions: Collection[str] | None) -> sa.ColumnElement[bool]:
    """Cases of these regions (None: all), among those that another condition has found."""
    return sa.true() if regions is None else bare_text(complaint.c.region).in_(sorted(regions))
