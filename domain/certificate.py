"""What a volunteer has done, and the certificate that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Record:
    """Visits that were approved, in whole minutes from check-in to the end, and findings confirmed."""

    visits: int = 0
    minutes: int = 0
    findings: int = 0

    @property
    def hours(self) -> int:
        """Hours, rounded to the nearest, at least 1 for anything done."""
        return max(1, round(self.minutes / 60)) if self.minutes else 0


@dataclass(frozen=True)
class Certificate:
    """A certificate as it was issued: the name as it is to be printed, the period with both its days, the record.
    `person_id` is None once the person was erased; then it no longer counts as genuine, as neither when revoked."""

    id: int
    code: str
    person_id: int | None
    name: str
    first: date
    last: date
    record: Record
    made_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_genuine(self) -> bool:
        """Whether it may be relied on."""
        return self.person_id is not None and self.revoked_at is None
