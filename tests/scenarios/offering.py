"""Volunteers, objects and a running campaign that are simply there, for scenarios that begin with an offer."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from domain.assignment import AssignmentState
from domain.campaign import Campaign
from domain.people import EVERYWHERE, Grant, Role
from domain.place import Place, PlaceKind, Point
from domain.volunteer import Profile
from forms import library
from locales.texts import Language
from services.fieldwork import campaigns, places, review, task_desk
from services.trust import consent
from services.volunteering import volunteers
from storage.fieldwork import assignments as rows
from storage.work import Work, begin
from tests.harness import ADMIN_ID, Someone, World

_updates = itertools.count(3 * 10**9)

ASTANA = "KZ-71"
CENTRE = Point(51.1283, 71.4305)
NEAR, FAR = (51.1290, 71.4310), (51.1600, 71.4700)
FORM = "playground"


@asynccontextmanager
async def acting(world: World, telegram_id: int) -> AsyncIterator[Work]:
    """One step of somebody, without a screen; the admin may do everything."""
    update = next(_updates)
    async with begin(world.app.store, now=world.clock()) as batch:
        await batch.load([update], [telegram_id])
        async with batch.step(update, telegram_id) as work:
            if telegram_id == ADMIN_ID and not work.person.has(Role.ADMIN):
                await work.grant(work.person.id, Grant(Role.ADMIN, EVERYWHERE), by=None)
            yield work
    world.app.courier.wake()


async def approved(world: World, name: str, language: Language, **profile: Any) -> Someone:
    """A volunteer of Astana, ready to work."""
    someone = world.citizen(name, language)
    await someone.starts()
    async with acting(world, someone.phone.person.id) as work:
        work.person = replace(work.person, alias=name)
        await consent.give(work)
        await work.grant(work.person.id, Grant(Role.VOLUNTEER, ASTANA), by=None)
    async with acting(world, someone.phone.person.id) as work:
        told: dict[str, Any] = {"region": ASTANA, "adult": True, "weekly": 14, "travels": True, **profile}
        await volunteers.apply(work, Profile(**told), alias=name, code_version=1)
    await world.settle()
    return someone


@dataclass(frozen=True)
class Round:
    """A campaign that runs."""

    world: World
    campaign: int
    places: tuple[int, ...]

    async def task_of(self, someone: Someone) -> int:
        """The newest task of this volunteer."""
        async with acting(self.world, someone.phone.person.id) as work:
            found = await rows.of_volunteer(await work.db(), work.person.id, states=tuple(AssignmentState))
            return max(one.id for one in found)

    async def state_of(self, task: int) -> str:
        """Where a task stands."""
        async with self.world.app.store.read() as connection:
            found = await rows.find(connection, task)
            assert found is not None
            return found.state.value

    async def send_back(self, task: int, words: str) -> None:
        """The coordinator wants something put right."""
        async with acting(self.world, ADMIN_ID) as work:
            await review.send_back(work, task, words)
        await self.world.settle()

    async def call_off(self, task: int) -> None:
        """The coordinator takes the task away."""
        async with acting(self.world, ADMIN_ID) as work:
            await task_desk.cancel(work, task)
        await self.world.settle()


async def running(world: World, *names: str, days: int = 14, **other: Any) -> Round:
    """A campaign at playgrounds with these names, in Kazakh; its offers are sent."""
    await world.admin().starts()
    async with acting(world, ADMIN_ID) as work:
        made = [
            (await places.add(work, Place(0, PlaceKind.PLAYGROUND, name, "", ASTANA, address="Абай, 1", point=CENTRE)))
            for name in names
        ]
        numbers = tuple(one.place.id for one in made)
        about = library.about(FORM)
        campaign = Campaign(
            0,
            "Аулалар",
            FORM,
            about.version,
            ASTANA,
            work.now,
            work.now + timedelta(days=days),
            instructions="Жарықты кешке қараңыз.",
            **other,
        )
        kept = await campaigns.create(work, campaign, numbers)
        await campaigns.start(work, kept.id)
    await world.later(timedelta(hours=2))
    return Round(world, kept.id, numbers)
