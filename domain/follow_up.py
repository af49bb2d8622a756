"""After a case was closed: everybody concerned is asked some days later whether it was really put right."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

DAYS = (7, 30, 90)
"""Days after the closing on which everybody concerned is asked."""
LATEST = timedelta(days=30)
"""So long after the last of them it is still asked; later nobody remembers."""
REOPENING_NOES = 2
"""So many «no» open a case again, unless the operator has set another number."""


class Answer(StrEnum):
    """«Is it fixed?»"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NEVER = "never"
    """They do not want to be asked about this case again."""

    @property
    def name_key(self) -> str:
        """Fluent key: `fixed-partly`."""
        return f"fixed-{self}"


def asks_now(closed_at: datetime, now: datetime) -> int | None:
    """The days of the question that is due: the last one whose time has come, since a process that was down asks once
    and not three times. None before the first and long after the last."""
    if now > closed_at + timedelta(days=DAYS[-1]) + LATEST:
        return None
    return max((days for days in DAYS if closed_at + timedelta(days=days) <= now), default=None)


def next_look(closed_at: datetime, now: datetime) -> datetime | None:
    """When the next question comes; None after the last."""
    later = (closed_at + timedelta(days=days) for days in DAYS)
    return min((at for at in later if at > now), default=None)
