"""Volunteers and objects that are simply there, and what volunteers do, for scenarios of the coordinator's side."""

from __future__ import annotations

import io
import itertools
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import xlsxwriter

from domain.assignment import Assignment, AssignmentState
from domain.people import Grant, Role
from domain.place import Place, PlaceKind, Point
from domain.submission import Submission
from domain.volunteer import Profile, Volunteer, VolunteerState
from domain.week import DAYTIME
from locales.texts import Language
from services.fieldwork import assignments
from services.trust import consent
from storage.fieldwork import places, volunteers
from storage.questionnaires import submissions
from storage.work import Work, begin
from tests.harness import Someone, World

ASTANA, SARYARKA = "KZ-71", "711310000"
_updates = itertools.count(2 * 10**9)

CLEAN: Mapping[str, str] = {
    "/data/open_hours": "yes",
    "/data/inside/limit_prices": "yes",
    "/data/finding_limit_prices": "0",
    "/data/notes": "Бәрі көрініп тұр, сұрақ болған жоқ.",
}
RED: Mapping[str, str] = {
    "/data/open_hours": "yes",
    "/data/inside/limit_prices": "no",
    "/data/finding_limit_prices": "1",
    "/data/notes": "Шекті бағалар тақтасы жоқ екен.",
}


@asynccontextmanager
async def acting(world: World, someone: Someone) -> AsyncIterator[Work]:
    """One update of somebody's, without words."""
    telegram_id, update_id = someone.phone.person.id, next(_updates)
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([update_id], [telegram_id])
        async with batch.step(update_id, telegram_id) as work:
            yield work
    world.app.courier.wake()


async def volunteer(world: World, name: str, language: Language = "kk", *, district: str = SARYARKA) -> Someone:
    """An approved volunteer of Astana."""
    someone = world.citizen(name, language)
    await someone.starts()
    async with acting(world, someone) as work:
        work.person = replace(work.person, alias=name, consent_version=consent.VERSION)
        await work.grant(work.person.id, Grant(Role.VOLUNTEER, ASTANA), by=None)
        profile = Profile(ASTANA, district, free=DAYTIME, adult=True, travels=True, weekly=14)
        one = Volunteer(
            work.person.id, VolunteerState.APPROVED, profile, world.clock(), world.clock(), 1, world.clock()
        )
        await volunteers.insert(await work.db(), work.vault, one)
    await world.settle()
    return someone


async def pharmacies(world: World, *names: str, by: Someone) -> None:
    """Pharmacies of Astana, a kilometre from each other."""
    async with acting(world, by) as work:
        made = [
            Place(0, PlaceKind.PHARMACY, name, name, ASTANA, SARYARKA, point=Point(51.10 + number / 100, 71.40))
            for number, name in enumerate(names)
        ]
        await places.insert(await work.db(), work.vault, made, by=work.person.id, at=work.now)


async def offered(world: World, someone: Someone) -> list[Assignment]:
    """What waits for their answer."""
    async with acting(world, someone) as work:
        return [card.assignment for card in await assignments.mine(work, AssignmentState.OFFERED)]


async def visits(
    world: World, someone: Someone, task: Assignment, answers: Mapping[str, str], *, minutes: int = 20
) -> None:
    """Accepts, goes there, fills the checklist and hands it in."""
    async with acting(world, someone) as work:
        await assignments.accept(work, task.id, no_conflict=True)
    world.clock.advance(timedelta(hours=1))
    async with acting(world, someone) as work:
        await assignments.check_in(work, task.id, Point(51.10, 71.40))
    began = world.clock()
    world.clock.advance(timedelta(minutes=minutes))
    async with acting(world, someone) as work:
        filled = Submission(
            0, f"uuid:{uuid.uuid4()}", "pharmacy", "", "kk", began, world.clock(), answers, "<data/>", ASTANA, None
        )
        kept = await submissions.insert(await work.db(), work.vault, filled, submitter=work.person.id)
        await assignments.finish(work, task.id, kept.id, expected=timedelta(minutes=15))
    await world.settle()


def spreadsheet(*rows: tuple[str, ...]) -> bytes:
    """An XLSX with these rows, the header first."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    book.close()
    return out.getvalue()


def pharmacy(someone: Someone) -> str:
    """The checklist's title on their buttons."""
    return "Аптека" if someone.language == "ru" else "Дәріхана"


async def making(saule: Someone) -> None:
    """The page of a new campaign at pharmacies."""
    await saule.says("/campaigns")
    await saule.taps("campaign-button-new")
    while pharmacy(saule) not in saule.sees.labels:
        await saule.taps_label("›")
    await saule.taps_label(pharmacy(saule))


async def drafted(saule: Someone) -> None:
    """A campaign of this week at all pharmacies, not started yet."""
    await making(saule)
    await saule.taps("campaign-button-create")
    assert saule.words("campaign-created") in (saule.toast, *saule.text.splitlines())


async def sends(saule: Someone, content: bytes, name: str, caption: str = "") -> None:
    """A file, once everything about it is said."""
    await saule.does(lambda: saule.phone.send_file("document", content, name=name, caption=caption))
