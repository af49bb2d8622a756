"""A simulated month: every reminder once, no task lost, load fair within two."""

from __future__ import annotations

from collections import Counter, defaultdict

from domain.assignment import COUNTS, LIVE, TO_VISIT, Assignment, AssignmentState
from domain.campaign import TaskState
from domain.reminders import QUIET
from services.fieldwork import notices_coordinators
from services.volunteering import notices_volunteers
from storage.fieldwork import campaigns
from tests.services.conftest import Town
from tests.services.month import Month
from tests.services.volunteering import MORNING, all_of
from tests.sizes import FULL

PEOPLE, VISITS = (200, 2_000) if FULL else (40, 400)
DAYS = 28
REMINDERS = (
    notices_volunteers.TaskTomorrow,
    notices_volunteers.TaskToday,
    notices_volunteers.TaskSoon,
    notices_volunteers.TaskOverdue,
    notices_coordinators.TaskLate,
)


async def test_a_month_of_ten_visits_for_each_volunteer(town: Town) -> None:
    town.now = MORNING
    month = Month(town, PEOPLE, VISITS)
    made = await month.begin(DAYS)
    for day in range(DAYS + 2):
        if day == DAYS // 2:
            await month.leave()
        await month.day()
    given = await all_of(town, made.id)
    async with town.store.read() as conn:
        tasks = await campaigns.tasks(conn, made.id)
    assert len(tasks) == VISITS
    no_task_is_lost({task.id: task.state for task in tasks}, given)
    everybody_was_treated_alike(month, given)
    each_reminder_came_once_and_by_day(month, given)


def no_task_is_lost(tasks: dict[int, TaskState], given: list[Assignment]) -> None:
    """Every visit is made, in somebody's hands, or waits for somebody; nobody has one twice."""
    live = Counter(one.task_id for one in given if one.state in LIVE)
    assert set(live.values()) <= {1}
    for task_id, state in tasks.items():
        assert (state is TaskState.GIVEN) is (task_id in live)
    assert TaskState.DROPPED not in tasks.values()
    finished = {one.task_id for one in given if one.state in LIVE and one.state not in TO_VISIT}
    assert len(finished) > VISITS * 0.95
    twice = Counter((one.task_id, one.volunteer_id) for one in given)
    assert set(twice.values()) == {1}


def everybody_was_treated_alike(month: Month, given: list[Assignment]) -> None:
    """Whoever stayed had as many visits as the others, give or take two; an offer left unanswered was a turn too."""
    load = Counter(one.volunteer_id for one in given if one.state in COUNTS or one.state is AssignmentState.EXPIRED)
    stayed = [load[person_id] for person_id in month.people if person_id not in month.gone]
    assert len(stayed) == PEOPLE - len(month.gone)
    assert max(stayed) - min(stayed) <= 2


def each_reminder_came_once_and_by_day(month: Month, given: list[Assignment]) -> None:
    """None twice, none at night, none about a task that was not theirs; everybody late was told."""
    said: dict[tuple[str, int], list[int]] = defaultdict(list)
    for recipient, notice, at in month.letters:
        if isinstance(notice, REMINDERS):
            said[notice.kind(), notice.task].append(recipient)
            assert not QUIET.covers(at)
    assert {len(recipients) for recipients in said.values()} == {1}
    owner = {one.id: one.volunteer_id for one in given}
    for (kind, task), (recipient,) in said.items():
        assert (recipient == owner[task]) is (kind != "task-late")
    kinds = Counter(kind for kind, _ in said)
    assert kinds["task-today"] > VISITS / 4
    assert min(kinds[kind] for kind in ("task-tomorrow", "task-soon", "task-overdue", "task-late")) > 0
    overdue = {one.id for one in given if one.state in TO_VISIT}
    assert {task for kind, task in said if kind == "task-overdue"} >= overdue
