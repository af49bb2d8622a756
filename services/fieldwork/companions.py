"""The other members of a group that makes a visit together: they hear of it, of its reminders, and when it is off."""

from __future__ import annotations

from chat.notice import Notice
from domain.assignment import TO_VISIT, Assignment
from domain.reminders import Reminder
from domain.team import Team
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import place_name, place_of, reminder_key
from storage.fieldwork import teams
from storage.work import Job

REMINDED = (Reminder.DAY_BEFORE, Reminder.ON_THE_DAY)
"""What companions are reminded of; the deadline itself is the lead's."""


async def _team(job: Job, one: Assignment) -> Team | None:
    return None if one.team_id is None else await teams.find_team(await job.db(), one.team_id)


def _others(team: Team, one: Assignment) -> list[int]:
    return [number for number in team.members if number != one.volunteer_id]


async def tell_visit(job: Job, one: Assignment) -> None:
    """The lead has taken a visit: go along."""
    await _tell(job, one, key=f"group-visit:{one.id}:{one.state}")


async def remind(job: Job, one: Assignment, what: Reminder) -> None:
    """The day before and on the day."""
    if what in REMINDED:
        await _tell(job, one, key=reminder_key(one, what))


async def _tell(job: Job, one: Assignment, *, key: str) -> None:
    team = await _team(job, one)
    if team is not None:
        place = place_name(await place_of(job, one.place_id))
        _notify(job, team, one, notices.GroupVisit(place, team.name, one.at, one.due_at), key)


async def tell_off(job: Job, one: Assignment) -> None:
    """The visit is not made by this group; `one` as it stood before. Nobody is told of what was only offered."""
    team = await _team(job, one)
    if team is None or one.state not in TO_VISIT:
        return
    await job.withdraw(*(f"{reminder_key(one, what)}:{number}" for what in REMINDED for number in _others(team, one)))
    place = place_name(await place_of(job, one.place_id))
    _notify(job, team, one, notices.GroupVisitOff(place, team.name), f"group-visit:{one.id}:off")


def _notify(job: Job, team: Team, one: Assignment, notice: Notice, key: str) -> None:
    for number in _others(team, one):
        job.notify(number, notice, key=f"{key}:{number}")
