"""Volunteers, objects and a campaign in the small town."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chat.notice import Notice
from domain.assignment import Assignment
from domain.campaign import Campaign
from domain.place import Place, PlaceKind, Point
from domain.submission import Submission
from domain.volunteer import Profile
from domain.workdays import ALMATY
from scheduler.ticker import do_due
from services.fieldwork import assignments, campaigns, places
from services.fieldwork.planning import Planned
from services.volunteering import volunteer_desk, volunteers
from storage.fieldwork import assignments as rows
from storage.questionnaires import submissions
from tests.services.conftest import GULNAR, Town

CITY = "KZ-75"
DISTRICT = "751110000"
ASKAR, BOTA, DANA = 401, 402, 403
"""Telegram ids of three volunteers of Almaty; GULNAR is its coordinator."""
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ALMATY)
HERE = Point(43.2389, 76.8897)


async def joins(town: Town, telegram_id: int, alias: str = "Асқар", **profile: object) -> int:
    """Somebody applies and is approved; their person's id."""
    facts: dict[str, object] = {"region": CITY, "district": DISTRICT, "adult": True, **profile}
    async with town.acts(telegram_id) as work:
        work.person = replace(work.person, language="kk")
        await volunteers.apply(work, Profile(**facts), alias=alias, code_version=1)  # type: ignore[arg-type]
        person_id = work.person.id
    async with town.acts(GULNAR) as work:
        await volunteer_desk.approve(work, person_id)
    return person_id


async def three_join(town: Town) -> None:
    """Our three."""
    for number, alias in ((ASKAR, "Асқар"), (BOTA, "Бота"), (DANA, "Дана")):
        await joins(town, number, alias)


def place(number: int, **other: object) -> Place:
    """A pharmacy."""
    facts: dict[str, object] = {
        "id": 0,
        "kind": PlaceKind.PHARMACY,
        "kk": f"№ {number} дәріхана",
        "ru": f"Аптека № {number}",
        "region": CITY,
        "district": DISTRICT,
        "point": HERE,
        **other,
    }
    return Place(**facts)  # type: ignore[arg-type]


async def adds(town: Town, count: int) -> list[int]:
    """The coordinator adds so many pharmacies; their ids."""
    ids = []
    for number in range(1, count + 1):
        async with town.acts(GULNAR) as work:
            ids.append((await places.add(work, place(number))).place.id)
    return ids


def campaign(town: Town, **other: object) -> Campaign:
    """Two weeks of pharmacies."""
    facts: dict[str, object] = {
        "id": 0,
        "title": "Дәріхана бағасы",
        "form": "pharmacy",
        "form_version": "2026112101",
        "region": CITY,
        "starts_at": town.now,
        "ends_at": town.now + timedelta(days=14),
        **other,
    }
    return Campaign(**facts)  # type: ignore[arg-type]


async def starts(town: Town, place_ids: Sequence[int], **other: object) -> tuple[Campaign, Planned]:
    """The coordinator makes and starts a campaign."""
    async with town.acts(GULNAR) as work:
        made = await campaigns.create(work, campaign(town, **other), place_ids)
        planned = await campaigns.start(work, made.id)
    return made, planned


async def tasks_of(town: Town, telegram_id: int) -> list[Assignment]:
    """What somebody has in hand."""
    async with town.acts(telegram_id) as work:
        return [card.assignment for card in await assignments.mine(work)]


async def whose(town: Town, one: Assignment) -> int:
    """The Telegram id of who has it."""
    for number in (ASKAR, BOTA, DANA):
        if await town.id_of(number) == one.volunteer_id:
            return number
    raise LookupError("nobody of ours")


async def all_of(town: Town, campaign_id: int) -> list[Assignment]:
    """Every assignment of a campaign."""
    async with town.store.read() as conn:
        return await rows.of_campaign(conn, campaign_id)


async def submission(town: Town, telegram_id: int, minutes: int = 12, **answers: str) -> int:
    """A filled pharmacy form, stored as services/questionnaires/submissions.py does; its id."""
    values: Mapping[str, str] = {f"/data/{name}": value for name, value in answers.items()}
    async with town.acts(telegram_id) as work:
        made = Submission(
            0,
            f"uuid:{uuid.uuid4()}",
            "pharmacy",
            "2026112101",
            "kk",
            work.now - timedelta(minutes=minutes),
            work.now,
            values,
            "<data/>",
            CITY,
        )
        return (await submissions.insert(await work.db(), work.vault, made, submitter=work.person.id)).id


async def visits(town: Town, telegram_id: int, one: Assignment, minutes: int = 12, **answers: str) -> None:
    """Takes the task if it is only offered, goes there, fills the form, hands it in."""
    async with town.acts(telegram_id) as work:
        if one.state == "offered":
            await assignments.accept(work, one.id, no_conflict=True)
        await assignments.check_in(work, one.id, HERE)
    town.now += timedelta(minutes=minutes)
    number = await submission(town, telegram_id, minutes, **answers)
    async with town.acts(telegram_id) as work:
        await assignments.finish(work, one.id, number, expected=timedelta(minutes=10))


async def ticks(town: Town, after: timedelta = timedelta(0), times: int = 1) -> None:
    """The clock moves on and ticks."""
    town.now += after
    for _ in range(times):
        assert await do_due(town.store, town.cellar, town.now) == 0


async def kinds(town: Town, telegram_id: int) -> list[str]:
    """What somebody was told."""
    return [notice.kind() for notice in await town.mail(telegram_id)]


def only(kind: type[Notice], mail: Sequence[Notice]) -> list[Notice]:
    """Those of one kind."""
    return [notice for notice in mail if isinstance(notice, kind)]
