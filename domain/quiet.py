"""Quiet hours: when nobody is written to without need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.workdays import ALMATY


@dataclass(frozen=True)
class Quiet:
    """Hours in which nobody is written to, Almaty time; may pass midnight. Equal ends: never quiet."""

    start: time = time(21, 0)
    end: time = time(9, 0)

    def covers(self, at: datetime) -> bool:
        """Whether this moment is quiet."""
        now = at.astimezone(ALMATY).time()
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end

    def over(self, at: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it lies in."""
        if not self.covers(at):
            return at
        local = at.astimezone(ALMATY)
        end = datetime.combine(local.date(), self.end, ALMATY)
        return end if end > local else end + timedelta(days=1)

    def before(self, at: datetime) -> datetime:
        """The moment itself, or an hour before the quiet hours it lies in begin."""
        if not self.covers(at):
            return at
        local = at.astimezone(ALMATY)
        start = datetime.combine(local.date(), self.start, ALMATY)
        return (start if start <= local else start - timedelta(days=1)) - timedelta(hours=1)


VOLUNTEERS = Quiet()
"""For those who have agreed to be reminded of their tasks."""
NIGHT = Quiet(time(22, 0), time(8, 0))
"""For citizens who have chosen nothing else."""
NEVER = Quiet(time(0, 0), time(0, 0))
CHOICES = (NIGHT, Quiet(time(21, 0), time(9, 0)), Quiet(time(23, 0), time(7, 0)), NEVER)
"""What a citizen may choose from."""
