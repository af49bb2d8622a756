"""Which backups stay: the newest of each of the last days and of each of the last weeks. By the time in their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from storage.backups.backup import NAME


@dataclass(frozen=True)
class Shelf:
    """The folder of scheduled backups: made at `hour` of each day in `zone`; the newest of `daily` days and of
    `weekly` weeks are kept."""

    folder: Path
    zone: tzinfo
    hour: int
    daily: int
    weekly: int

    def backups(self) -> list[tuple[datetime, Path]]:
        """Oldest first; whatever else lies in the folder is none of ours. Raises OSError."""
        if not self.folder.exists():
            return []
        return sorted((at, one) for one in self.folder.iterdir() if (at := made_at(one.name)) is not None)

    def due_since(self, now: datetime) -> datetime:
        """The latest moment, at or before now, at which a backup was to be made."""
        here = now.astimezone(self.zone)
        today = here.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return today if today <= here else today - timedelta(days=1)

    def is_due(self, now: datetime) -> bool:
        """Whether none was made since. One from the future (the clock was wrong) is not believed. Raises OSError."""
        since = self.due_since(now)
        return not any(since <= at <= now + timedelta(hours=1) for at, _ in self.backups())

    def rotate(self) -> list[Path]:
        """Deletes what is no longer kept; the newest always stays. Returns what was deleted. Raises OSError."""
        found = self.backups()
        kept = self._newest_of(found, self.daily, "%Y-%m-%d") | self._newest_of(found, self.weekly, "%G-%V")
        kept |= {found[-1][1]} if found else set()
        gone = [one for _, one in found if one not in kept]
        for one in gone:
            one.unlink()
        return gone

    def _newest_of(self, found: Sequence[tuple[datetime, Path]], count: int, period: str) -> set[Path]:
        newest = {at.astimezone(self.zone).strftime(period): one for at, one in found}
        return {newest[each] for each in sorted(newest)[max(0, len(newest) - count) :]}


def made_at(name: str) -> datetime | None:
    """When a backup with this file name was made; None for any other file."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
