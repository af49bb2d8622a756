"""The demo town as whoever opens the playground finds it."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.complaint import State
from forms import library
from playground import town
from playground.town_stories import ASEL, DANA, IGOR, MARAT, NURLAN, RUSLAN, SAULE, TIMUR, ZHANAR
from storage.schema import tables, volunteer_tables
from tests.harness import Someone, World

STARTED = (NURLAN, IGOR, DANA, TIMUR, ASEL, RUSLAN, ZHANAR, MARAT, SAULE, town.ADMIN)


class Town(World):
    """The bot as play.py runs it: people first, cases when it has opened its data."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.settings = self.settings.model_copy(update={"admin_ids": frozenset({town.ADMIN})})
        town.people(self.cloud)

    def who(self, number: int) -> Someone:
        """One of the ready people."""
        person = self.cloud.people[number]
        return self._someone(number, person.first_name, "kk" if person.language_code == "kk" else "ru")

    async def states(self) -> Counter[str]:
        """How many cases stand in each state."""
        async with self.app.store.read() as connection:
            return Counter((await connection.execute(select(tables.complaint.c.state))).scalars())


@pytest.fixture
async def settled(tmp_path: Path) -> AsyncIterator[Town]:
    """The town after its first start."""
    async with Town(tmp_path) as world:
        await town.settle(world.app.store, world.cloud, world.clock())
        world.app.courier.wake()
        world.app.downloads.wake()
        await world.settle()
        yield world


async def test_cases_stand_in_different_states(settled: Town) -> None:
    assert await settled.states() == {
        State.RECEIVED: 3,
        State.ACCEPTED: 1,
        State.IN_PROGRESS: 1,
        State.CLOSED: 1,
        State.REJECTED: 1,
        State.REOPENED: 1,
        State.WITHDRAWN: 1,
    }


async def test_settling_again_changes_nothing(settled: Town) -> None:
    before = await settled.states()
    async with settled.app.store.read() as connection:
        letters = await connection.scalar(select(func.count()).select_from(tables.outbox))
    await settled.stop()
    await settled.start()
    await town.settle(settled.app.store, settled.cloud, settled.clock())
    assert await settled.states() == before
    async with settled.app.store.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(tables.outbox)) == letters


async def test_settling_does_not_hang(tmp_path: Path) -> None:
    async with Town(tmp_path) as world:
        await asyncio.to_thread(library.load, "complaint")  # the bot itself begins with this
        began = time.process_time()
        await town.settle(world.app.store, world.cloud, world.clock())
        assert time.process_time() - began < 20  # only a guard against hanging


@pytest.mark.parametrize("number", STARTED)
async def test_everybody_opens_their_menu(settled: Town, number: int) -> None:
    someone = settled.who(number)
    await someone.says("/menu")
    staff = number in (MARAT, SAULE, town.ADMIN)
    assert someone.words("menu-title-desk" if staff else "menu-title") in someone.text
    assert someone.can_tap("menu-citizen" if staff else "menu-emergency")
    routes = [
        button.get("callback_data") for row in someone.sees.body["reply_markup"]["inline_keyboard"] for button in row
    ]
    assert ("case.inbox:new:0" in routes) is staff


async def test_aigul_has_not_begun_yet(settled: Town) -> None:
    aigul = settled.who(town.AIGUL)
    assert not aigul.phone.messages()
    await aigul.starts()
    assert aigul.words("menu-title") in aigul.text


async def test_nurlan_answers_the_open_question(settled: Town) -> None:
    nurlan = settled.who(NURLAN)
    assert "нешінші терезеде" in nurlan.all_text
    await nurlan.says("/reports")
    assert len([label for label in nurlan.sees.labels if label.startswith("AD-")]) == 4
    await nurlan.taps("button-answer")
    await nurlan.says("Сейсенбіде, 4-терезеде, қолма-қол сұрады.")
    assert nurlan.words("report-answered") in nurlan.text
    assert "4-терезеде" in settled.who(MARAT).all_text


async def test_igor_is_asked_whether_it_was_put_right(settled: Town) -> None:
    igor = settled.who(IGOR)
    assert igor.words("outcome-fixed") in igor.all_text
    await igor.taps("button-satisfied")
    assert igor.words("report-thanks") in igor.text


@pytest.mark.parametrize(("number", "new"), [(MARAT, 2), (SAULE, 1), (town.ADMIN, 3)])
async def test_inboxes_hold_the_new_cases_of_their_region(settled: Town, number: int, new: int) -> None:
    someone = settled.who(number)
    await someone.says("/inbox")
    assert sum("AD-" in label for label in someone.sees.labels) == new


async def test_photos_are_fetched_from_the_simulated_cloud(settled: Town) -> None:
    async with settled.app.store.read() as connection:
        stages = list((await connection.execute(select(tables.evidence.c.state))).scalars())
    assert stages == ["stored", "stored", "stored"]


async def test_what_was_told_days_ago_is_not_told_again(settled: Town) -> None:
    marat = settled.who(MARAT)
    assert "фонари стоят" in marat.all_text
    assert "инсулина" not in marat.all_text


async def test_a_campaign_is_under_way(settled: Town) -> None:
    async with settled.app.store.read() as connection:
        found = await connection.execute(select(volunteer_tables.assignment.c.state))
        states = Counter(found.scalars())
        flags = set((await connection.execute(select(volunteer_tables.visit_flag.c.flag))).scalars())
    assert states["offered"] >= 2
    assert {name: states[name] for name in ("approved", "submitted", "returned", "impossible")} == {
        "approved": 2,
        "submitted": 2,
        "returned": 1,
        "impossible": 1,
    }
    assert states["accepted"] >= 3
    assert flags == {"too_fast", "far_away"}


async def test_the_coordinator_finds_visits_findings_and_who_wants_to_help(settled: Town) -> None:
    marat = settled.who(MARAT)
    assert "Жанар" in marat.all_text
    await marat.says("/campaigns")
    running = [label for label in marat.sees.labels if label.startswith("▶️")]
    assert len(running) == 2
    await marat.taps_label(next(label for label in running if "Аптека" in label))
    assert marat.words("campaign-findings", fresh=1, sure=3) in marat.text


async def test_volunteers_find_what_waits_for_them(settled: Town) -> None:
    dana, asel = settled.who(DANA), settled.who(ASEL)
    await dana.says("/tasks")
    assert dana.words("tasks-title") in dana.text
    assert len(dana.sees.labels) >= 3
    await asel.says("/tasks")
    await asel.taps_label(next(label for label in asel.sees.labels if label.startswith("↩️")))
    assert "42 000" in asel.text
