"""A clock that can be moved forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def _real_now() -> datetime:
    return datetime.now(UTC)


class MovableClock:
    """Real time plus an offset; calling it gives the present as aware UTC."""

    def __init__(self, source: Callable[[], datetime] = _real_now, offset: timedelta = timedelta()) -> None:
        self._source = source
        self._offset = offset

    def __call__(self) -> datetime:
        return self._source().astimezone(UTC) + self._offset

    @property
    def offset(self) -> timedelta:
        """How far the clock is ahead of real time."""
        return self._offset

    def advance(self, by: timedelta) -> None:
        """Moves forward. ValueError for a negative step: the bot's database already knows the later time."""
        if by < timedelta():
            raise ValueError("The clock can only be moved forward.")
        self._offset += by

    def advance_to(self, moment: datetime) -> None:
        """Moves forward to an aware moment; ValueError when it is past."""
        self.advance(moment - self())

    def reset(self) -> None:
        """Back to real time. What was written meanwhile keeps its later dates."""
        self._offset = timedelta()

    def next_weekday(self, weekday: int, at: time, timezone: ZoneInfo) -> datetime:
        """The next time it is `at` on `weekday` (Monday is 0) in `timezone`, later than now."""
        local = self().astimezone(timezone)
        day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
        moment = datetime.combine(day, at, timezone)
        if moment <= local:
            moment = datetime.combine(day + timedelta(days=7), at, timezone)
        return moment.astimezone(UTC)
