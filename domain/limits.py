"""How much is heard at once. Everything that comes is kept; what grows less is how often somebody is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

WINDOW = timedelta(minutes=10)
"""What comes within it is told together once there is much of it."""
ARRIVALS = 10
"""New complaints of a region in one window that are told one by one; those beyond are told together at its end."""
CHATTER = 5
"""Messages of one reporter in one window that are told one by one."""
REPORTS_AN_HOUR = 20
"""Complaints of one person; the next one waits as a draft."""
SAME_WORDS_WITHIN = timedelta(hours=1)
"""The same words sent again within it are counted, not repeated."""


def window_of(now: datetime) -> tuple[datetime, datetime]:
    """The beginning and the end of the window that a moment lies in, aware UTC."""
    seconds = int(WINDOW.total_seconds())
    start = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
    return start, start + WINDOW


def same_words(one: str, other: str) -> bool:
    """Whether two messages say the same, but for blanks and capitals."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
