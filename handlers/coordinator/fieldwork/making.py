"""A campaign on its way to being made: everything chosen so far lives in the route of the screen (`Person.at`, sealed
at rest), so it survives a restart, and a button of another beginning does nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
MOST_PICKED = 200
"""Objects that can be picked one by one."""


@dataclass(frozen=True)
class Making:
    """What was chosen so far. `start` and `end` are the first and the last day, ISO; `reason` is why objects are
    visited again within six months. Objects come by region, district and kind, unless they were `picked` one by one;
    `found` are those the last search has found. `draft` is the campaign that is changed (0: a new one), `version` the
    one read, `kept` how many objects it has, as long as they stay as they are and are too many to be picked."""

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
    education: bool = False
    picked: tuple[int, ...] = ()
    found: tuple[int, ...] = ()
    draft: int = 0
    version: int = 1
    kept: int = 0

    @staticmethod
    def of(one: Campaign, place_ids: Sequence[int], zone: tzinfo) -> Making:
        """A draft as it is, to be changed."""
        first, last = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone) - timedelta(seconds=1)
        few = len(place_ids) <= MOST_PICKED
        return Making(
            form=one.form,
            title=one.title,
            region=one.region,
            start=first.date().isoformat(),
            end=last.date().isoformat(),
            visits=one.visits,
            blind=one.blind,
            team=one.team_size,
            repeat=one.repeat.value,
            instructions=one.instructions,
            project=one.project,
            reason=one.repeat_reason,
            education=one.education,
            picked=tuple(place_ids) if few else (),
            draft=one.id,
            version=one.version,
            kept=0 if few else len(place_ids),
        )

    def at(self, part: str = "") -> str:
        """The route of the summary, or of the screen that asks for one part."""
        written = packed(json.dumps(asdict(self), ensure_ascii=False))
        return route(ASKED, part, written) if part else route(SUMMARY, written)

    @staticmethod
    def read(argument: str) -> Making:
        """Raises Stale for what `at` cannot have written."""
        try:
            told = json.loads(unpacked(argument))
            lists = {name: tuple(int(each) for each in told[name]) for name in ("picked", "found")}
            return Making(**{**told, **lists})
        except (ValueError, TypeError, KeyError):
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
                return replace(self._unpicked(), region=region(value).code, district="")
            case "district":
                if value and district(value).region != self.region:
                    raise Stale
                return replace(self._unpicked(), district=value)
            case "kind":
                return replace(self._unpicked(), kind=PlaceKind(value).value if value else "")
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
            case "education":
                return replace(self, education=value == "1")
            case "places" if not value:
                return self._unpicked()
            case "instructions" | "project" | "reason" if not value:
                return self.typed(part, "")
        raise Stale

    def _unpicked(self) -> Making:
        """Objects come by region, district and kind again."""
        return replace(self, picked=(), found=(), kept=0)

    def toggled(self, place_id: int) -> Making:
        """With this object picked, or not any more. Raises Stale for one too many."""
        if place_id in self.picked:
            return replace(self, picked=tuple(one for one in self.picked if one != place_id))
        if len(self.picked) >= MOST_PICKED:
            raise Stale
        return replace(self, picked=(*self.picked, place_id), kept=0)

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
            id=self.draft,
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
            education=self.education,
            version=self.version,
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
