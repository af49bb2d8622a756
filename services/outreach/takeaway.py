"""Cases and visits as tables for reports to those who fund the work: chosen by taps, asked for in a transaction, made
when they are sent (takeaway_files.py). Who reported, their contact and who visited are in none of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Made, Media, Rows, Screen, staying
from domain.digest import Span
from domain.workdays import ALMATY
from locales.texts import T, Text
from services.questionnaires.exports import FileKind
from services.refusals import NotFound
from services.volunteering.volunteer_common import regions_of
from storage.cases import tags
from storage.outreach import takeaway
from storage.outreach.figures import Regions
from storage.work import Work

MARK = "takeaway"
"""What a recipe begins with."""
BEGINNING = date(2020, 1, 1)
"""Before anything there is."""
ALL = 0


class What(StrEnum):
    """What the rows are."""

    CASES = "cases"
    VISITS = "visits"


class Period(StrEnum):
    """Of which time."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    """The last whole three months of the calendar."""
    YEAR = "year"
    ALWAYS = "always"

    @property
    def name_key(self) -> str:
        """Fluent key: `period-last-month`."""
        return f"period-{self.replace('_', '-')}"

    def span(self, today: date) -> Span:
        """Its days, as of today."""
        first = today.replace(day=1)
        match self:
            case Period.MONTH:
                return Span(first, today)
            case Period.LAST_MONTH:
                end = first - timedelta(days=1)
                return Span(end.replace(day=1), end)
            case Period.QUARTER:
                begun = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
                end = begun - timedelta(days=1)
                return Span(date(end.year, end.month - 2, 1), end)
            case Period.YEAR:
                return Span(date(today.year, 1, 1), today)
            case Period.ALWAYS:
                return Span(BEGINNING, today)


@dataclass(frozen=True)
class Wanted:
    """What was chosen. `region` empty: all of the person's; `project` is a tag of cases, or the first campaign of a
    project of visits, or ALL; `stories`: with the reporters' words."""

    what: What = What.CASES
    period: Period = Period.LAST_MONTH
    region: str = ""
    project: int = ALL
    stories: bool = False


@dataclass(frozen=True)
class Recipe:
    """One file, for the outbox."""

    reader: int
    what: What
    kind: FileKind
    first: str
    last: str
    region: str
    project: int
    stories: bool
    language: str

    @property
    def span(self) -> Span:
        """Of which days."""
        return Span(date.fromisoformat(self.first), date.fromisoformat(self.last))

    def packed(self) -> str:
        """For a notice's `Made`."""
        return f"{MARK} {json.dumps(asdict(self))}"

    @classmethod
    def unpacked(cls, text: str) -> Recipe:
        """From `packed`."""
        values = json.loads(text.partition(" ")[2])
        return cls(**{**values, "what": What(values["what"]), "kind": FileKind(values["kind"])})


def is_ours(recipe: str) -> bool:
    """Whether a recipe is one of these."""
    return recipe.startswith(f"{MARK} ")


@dataclass(frozen=True)
class TakeawayReady(Notice):
    """The table, as a file."""

    what: Text
    first: date
    last: date
    count: int
    recipe: str
    file_name: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"recipe", "file_name"})

    def buttons(self) -> Rows:
        return staying(((Button(T("button-menu"), "menu"),),))

    def screen(self) -> Screen:
        media = (Media("document", Made(self.recipe), self.file_name),)
        return Screen((self.text(),), self.buttons(), media=media, fresh=True)


# ------------------------------------------------------------------ choosing


def span_of(work: Work, wanted: Wanted) -> Span:
    """The days that were chosen."""
    return wanted.period.span(work.now.astimezone(ALMATY).date())


def narrowed(own: Regions, region: str) -> Regions:
    """The person's regions, or the one of them. Raises NotFound for another's."""
    if not region:
        return own
    if own is not None and region not in own:
        raise NotFound
    return frozenset({region})


async def count(work: Work, wanted: Wanted) -> int:
    """How many rows it would be. Raises NotAllowed, NotFound."""
    own, conn, span = regions_of(work.person), await work.db(), span_of(work, wanted)
    regions = narrowed(own, wanted.region)
    project = await project_of(work, wanted)
    if wanted.what is What.CASES:
        return await takeaway.count_cases(conn, regions, span, wanted.project or None)
    return await takeaway.count_visits(conn, regions, span, project)


async def projects(work: Work, wanted: Wanted) -> dict[int, str]:
    """What rows can be chosen by: tags of cases, projects of campaigns. Raises NotAllowed, NotFound."""
    regions, conn = narrowed(regions_of(work.person), wanted.region), await work.db()
    if wanted.what is What.CASES:
        return {one.id: one.name for one in await tags.of_region(conn, work.vault, regions)}
    return await takeaway.projects(conn, regions)


async def project_of(work: Work, wanted: Wanted) -> str | None:
    """The name of what was chosen, None for all. Raises NotFound for one that is not theirs."""
    if wanted.project == ALL:
        return None
    known = await projects(work, wanted)
    if wanted.project not in known:
        raise NotFound
    return known[wanted.project]


async def request(work: Work, wanted: Wanted, kind: FileKind, language: str) -> int:
    """Queues the file for who asks; how many rows. Raises NotAllowed, NotFound; ValueError for a zip."""
    if kind is FileKind.ZIP:
        raise ValueError("tables only")
    rows, span = await count(work, wanted), span_of(work, wanted)
    first, last = span.first.isoformat(), span.last.isoformat()
    recipe = Recipe(
        work.person.id, wanted.what, kind, first, last, wanted.region, wanted.project, wanted.stories, language
    )
    name = f"adal-{wanted.what}-{first}-{last}.{kind}"
    what = T("takeaway-cases") if wanted.what is What.CASES else T("takeaway-visits")
    work.notify(work.person.id, TakeawayReady(what, span.first, span.last, rows, recipe.packed(), name))
    return rows


def may_choose(work: Work) -> list[str]:
    """Codes of the regions that can be chosen from; empty where there is one or all. Raises NotAllowed."""
    own = regions_of(work.person)
    return sorted(own) if own is not None and len(own) > 1 else []
