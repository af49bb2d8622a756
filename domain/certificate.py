"""What a volunteer has done, and the papers that say so: a certificate, a letter of recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


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


class Paper(StrEnum):
    """What a volunteer may ask for."""

    CERTIFICATE = "certificate"
    LETTER = "letter"
    """A letter of recommendation: a right under the law on volunteer activity, art. 12(3)."""

    @property
    def name_key(self) -> str:
        """Fluent key: `paper-certificate`."""
        return f"paper-{self}"


class Span(StrEnum):
    """For which time."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"

    @property
    def name_key(self) -> str:
        """Fluent key: `span-year`."""
        return f"span-{self}"

    def first_day(self, today: date, since: date) -> date:
        """The first day of the time that ends `today`; `since` is when the volunteer came."""
        match self:
            case Span.YEAR:
                return today.replace(month=1, day=1)
            case Span.QUARTER:
                return today - timedelta(days=90)
        return min(since, today)


@dataclass(frozen=True)
class Certificate:
    """A paper as it was issued: the initials of who it names, the period with both its days, the record. The name as
    printed is not kept. `person_id` is None once the person was erased; then it no longer counts as genuine, as neither
    when revoked."""

    id: int
    code: str
    person_id: int | None
    initials: str
    first: date
    last: date
    record: Record
    made_at: datetime
    revoked_at: datetime | None = None
    paper: Paper = Paper.CERTIFICATE

    @property
    def is_genuine(self) -> bool:
        """Whether it may be relied on."""
        return self.person_id is not None and self.revoked_at is None


class RequestState(StrEnum):
    """Where a request for a letter stands."""

    ASKED = "asked"
    SIGNED = "signed"
    DECLINED = "declined"


@dataclass(frozen=True)
class LetterRequest:
    """A volunteer asks for a letter of recommendation: in what name, in which language, for which time. `words` are
    what the coordinator adds of their own."""

    id: int
    person_id: int
    region: str
    name: str
    language: str
    first: date
    last: date
    asked_at: datetime
    state: RequestState = RequestState.ASKED
    words: str = ""


def initials(name: str) -> str:
    """`Асқар Серікұлы Әлиев` → `А. С. Ә.`, as whoever checks a paper sees them."""
    letters = ("".join(sign for sign in part if sign.isalpha()) for part in name.split())
    return " ".join(f"{part[0].upper()}." for part in letters if part) or "—"
