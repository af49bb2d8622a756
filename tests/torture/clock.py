"""The time of the tortured: real time and an offset that lies in a file, so that it can be moved while the bot runs."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tests.harness import ALMATY

BEGINS = datetime(2026, 12, 7, 10, 0, tzinfo=ALMATY)
"""A Monday: digests come on working days."""
MORNING = time(9, 10)
"""After the hour of the digests, also when the clock goes back a little."""


class Shifted:
    """The bot and those who watch it read the same file; calling it gives the present as aware UTC."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._offset()

    def _offset(self) -> timedelta:
        try:
            return timedelta(seconds=float(self._file.read_text(encoding="ascii")))
        except FileNotFoundError:
            return timedelta()

    def move(self, by: timedelta) -> None:
        """Forward, or back."""
        beside = self._file.with_suffix(".next")
        beside.write_text(str((self._offset() + by).total_seconds()), encoding="ascii")
        beside.replace(self._file)

    def move_to(self, moment: datetime) -> None:
        """To an aware moment."""
        self.move(moment - self())

    def next_morning(self) -> None:
        """To the next day, after the hour of the digests."""
        day = self().astimezone(ALMATY).date() + timedelta(days=1)
        self.move_to(datetime.combine(day, MORNING, ALMATY))
