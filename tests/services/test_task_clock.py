"""The clock and a volunteer's task: reminders that come once, stop, and start again with a new deadline."""

from __future__ import annotations

from datetime import timedelta

from domain.assignment import Assignment
from services.fieldwork import assignments, review, task_desk
from services.volunteering import notices_volunteers
from tests.services.conftest import GULNAR, Town
from tests.services.volunteering import ASKAR, MORNING, adds, joins, kinds, starts, tasks_of, ticks, visits

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def taken(town: Town, days: int = 4) -> Assignment:
    """A task taken on Monday morning, due at 17:00 so many days later; the visit is proposed for Tuesday."""
    town.now = MORNING
    await joins(town, ASKAR)
    await starts(town, await adds(town, 1), ends_at=MORNING + timedelta(days=days, hours=7))
    (task,) = await tasks_of(town, ASKAR)
    async with town.acts(ASKAR) as work:
        await assignments.accept(work, task.id, no_conflict=True)
    await town.mail(ASKAR)
    await town.mail(GULNAR)
    return task


async def test_reminders_come_in_their_order_each_once_and_then_the_coordinator(town: Town) -> None:
    await taken(town)
    said: list[str] = []
    for _ in range(8 * 6):
        await ticks(town, 3 * HOUR, times=2)
        said += await kinds(town, ASKAR)
    assert said == ["task-today", "task-tomorrow", "task-soon", "task-overdue"]
    assert (await kinds(town, GULNAR)).count("task-late") == 1


async def test_a_reminder_carries_what_can_be_done(town: Town) -> None:
    task = await taken(town)
    await ticks(town, 3 * DAY + 8 * HOUR)
    (told,) = await town.mail(ASKAR)
    assert isinstance(told, notices_volunteers.TaskTomorrow)
    routes = [button.route for row in told.buttons() for button in row if hasattr(button, "route")]
    assert routes == [f"task.start:{task.id}", f"task.cant:{task.id}", f"task.time:{task.id}"]


async def test_a_reminder_that_has_not_left_is_withdrawn_when_the_visit_is_made(town: Town) -> None:
    task = await taken(town)
    await ticks(town, 3 * DAY + 8 * HOUR)
    await visits(town, ASKAR, (await tasks_of(town, ASKAR))[0])
    assert await kinds(town, ASKAR) == []
    await ticks(town, 3 * DAY, times=3)
    assert await kinds(town, ASKAR) == []
    assert "task-late" not in await kinds(town, GULNAR)
    assert task.id


async def test_after_a_stopped_clock_only_what_still_matters_is_said(town: Town) -> None:
    await taken(town)
    await ticks(town, 3 * DAY + 5 * HOUR + 20 * HOUR)  # Friday 11:00: 24 hours are past, three are not yet
    assert await kinds(town, ASKAR) == ["task-tomorrow"]
    await ticks(town, 40 * DAY, times=3)
    assert set(await kinds(town, ASKAR)) <= {"task-overdue", "task-called-off"}


async def test_a_new_deadline_is_recalled_anew(town: Town) -> None:
    task = await taken(town)
    await ticks(town, 3 * DAY + 8 * HOUR)
    assert await kinds(town, ASKAR) == ["task-tomorrow"]
    async with town.acts(GULNAR) as work:
        await task_desk.extend(work, task.id, task.due_at + 7 * DAY)
    said: list[str] = []
    for _ in range(8 * 9):
        await ticks(town, 3 * HOUR)
        said += await kinds(town, ASKAR)
    assert said == ["task-moved", "task-tomorrow", "task-soon", "task-overdue"]


async def test_a_returned_visit_gets_time_and_reminders_of_its_own(town: Town) -> None:
    task = await taken(town)
    await visits(town, ASKAR, (await tasks_of(town, ASKAR))[0])
    town.now = task.due_at + DAY
    async with town.acts(GULNAR) as work:
        await review.send_back(work, task.id, "Баға қайда?")
    (again,) = await tasks_of(town, ASKAR)
    assert again.due_at == town.now + review.RETURNED_FOR
    await town.mail(ASKAR)
    said: list[str] = []
    for _ in range(24 * 4):
        await ticks(town, HOUR)
        said += await kinds(town, ASKAR)
    assert said == ["task-tomorrow", "task-soon", "task-overdue"]
