"""A campaign on its way to being made: everything chosen so far lives in the route of the screen (`Person.at`, sealed
at rest), so it survives a restart, and a button of another beginning does nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from chat.screen import route
from domain.campaign import MOST_VISITS, Campaign, Repeat
from domain.geography import UnknownPlace, district, region
from domain.place import PlaceKind
from domain.volunteer import TEAM_LARGEST
from handlers.packing import packed, unpacked
from handlers.routing import Stale

SUMMARY, ASKED = "campaign.new", "campaign.ask"
LONGEST = {"title": 80, "instructions": 600, "project": 60, "reason": 300}
"""Characters of what is typed."""
SPANS = {"week": 7, "two": 14, "month": 30}
"""Days of the periods that are a button."""
LONGEST_SPAN = timedelta(days=366)


@dataclass(frozen=True)
class Making:
    """What was chosen so far. `start` and `end` are the first and the last day, ISO; `reason` is why objects are
    visited again within six months."""

    form: str
    title: str
    region: str = ""
    district: str = ""
    kind: str = ""
    start: str = ""
    end: str = ""
    visits: int = 1
    blind: bool = False
    team: int = 1
    repeat: str = Repeat.ONCE
    instructions: str = ""
    project: str = ""
    reason: str = ""

    def at(self, part: str = "") -> str:
        """The route of the summary, or of the screen that asks for one part."""
        written = packed(json.dumps(asdict(self), ensure_ascii=False))
        return route(ASKED, part, written) if part else route(SUMMARY, written)

    @staticmethod
    def read(argument: str) -> Making:
        """Raises Stale for what `at` cannot have written."""
        try:
            return Making(**json.loads(unpacked(argument)))
        except (ValueError, TypeError):
            raise Stale from None

    def put(self, part: str, value: str, today: date) -> Making:
        """With one part chosen by a button. Raises Stale for a value that no button has."""
        try:
            return self._put(part, value, today)
        except (ValueError, KeyError, UnknownPlace):
            raise Stale from None

    def _put(self, part: str, value: str, today: date) -> Making:
        match part:
            case "region":
                return replace(self, region=region(value).code, district="")
            case "district":
                if value and district(value).region != self.region:
                    raise Stale
                return replace(self, district=value)
            case "kind":
                return replace(self, kind=PlaceKind(value).value if value else "")
            case "period":
                return self.lasting(today, today + timedelta(days=SPANS[value] - 1))
            case "visits":
                return self._visited(int(value))
            case "blind":
                blind = value == "1"
                return replace(self, blind=blind, visits=max(self.visits, 2) if blind else self.visits)
            case "team" if 1 <= int(value) <= TEAM_LARGEST:
                return replace(self, team=int(value))
            case "repeat":
                return replace(self, repeat=Repeat(value).value)
        raise Stale

    def _visited(self, times: int) -> Making:
        if not 1 <= times <= MOST_VISITS:
            raise Stale
        return replace(self, visits=times, blind=self.blind and times > 1)

    def lasting(self, first: date, last: date) -> Making:
        """From the morning of the first day to the end of the last."""
        return replace(self, start=first.isoformat(), end=last.isoformat())

    def typed(self, part: str, words: str) -> Making:
        """With one part in the coordinator's own words."""
        match part:
            case "title":
                return replace(self, title=words)
            case "instructions":
                return replace(self, instructions=words)
            case "project":
                return replace(self, project=words)
            case "reason":
                return replace(self, reason=words)
        raise Stale

    @property
    def first(self) -> date:
        """The first day."""
        return date.fromisoformat(self.start)

    @property
    def last(self) -> date:
        """The last day, which still belongs to it."""
        return date.fromisoformat(self.end)

    def campaign(self, form_version: str, now: datetime, zone: tzinfo) -> Campaign:
        """As it would be kept. One that begins today begins now."""
        begins = datetime.combine(self.first, time(0), zone)
        return Campaign(
            id=0,
            title=self.title,
            form=self.form,
            form_version=form_version,
            region=self.region,
            starts_at=max(begins, now),
            ends_at=datetime.combine(self.last + timedelta(days=1), time(0), zone),
            visits=self.visits,
            blind=self.blind,
            team_size=self.team,
            repeat=Repeat(self.repeat),
            instructions=self.instructions,
            project=self.project,
            repeat_reason=self.reason,
        )


def making_at(at: str) -> Making:
    """What the screen in front of the person is about. Raises Stale when it is another one."""
    name, *args = at.split(":")
    if name not in (SUMMARY, ASKED) or not args:
        raise Stale
    return Making.read(args[-1])


def read_days(words: str, today: date) -> tuple[date, date] | None:
    """«25.11–10.12» or «25.11.2026 - 10.12.2026»: first and last day; None where that is not what it says, where it is
    the wrong way round, past, or longer than a year. A year that is not written is this one, or the next."""
    parts = [part.strip() for part in words.replace("–", "-").replace("—", "-").split("-")]
    if len(parts) != 2:
        return None
    first = _day(parts[0], today)
    last = _day(parts[1], first or today)
    if first is None or last is None or first < today or last < first or last - first > LONGEST_SPAN:
        return None
    return first, last


def _day(words: str, not_before: date) -> date | None:
    numbers = words.rstrip(".").split(".")
    try:
        day, month, *year = (int(number) for number in numbers)
        if year:
            return date(year[0], month, day)
        found = date(not_before.year, month, day)
        return found if found >= not_before else date(not_before.year + 1, month, day)
    except ValueError:
        return None
