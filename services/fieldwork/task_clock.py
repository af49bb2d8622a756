"""The clock's work with tasks: offers that were not answered go on, reminders are given once, campaigns end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chat.notice import Notice
from domain.assignment import Assignment, AssignmentActor, AssignmentState
from domain.campaign import CampaignState
from domain.place import Place
from domain.reminders import QUIET, Reminder, due
from services.fieldwork import companions, notices_coordinators
from services.fieldwork.campaigns import end
from services.fieldwork.planning import offer_open
from services.fieldwork.visits import tell_swap_failed
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import (
    alias_of,
    campaign_of,
    look_again,
    move,
    place_name,
    place_of,
    remindable,
    reminder_key,
    save,
    tell_region,
    titled,
)
from storage.fieldwork import assignments, campaigns, places
from storage.work import Job

GRACE = timedelta(days=3)
"""So long overdue visits can still be begun before a campaign is closed."""


async def expire_offers(job: Job) -> int:
    """Offers whose time is over end, and their tasks are offered to the next; how many ended."""
    late = await assignments.unanswered(await job.db(), job.now)
    at = await places.by_ids(await job.db(), job.vault, {one.place_id for one in late})
    for one in late:
        await move(job, replace(one, answer_by=None), AssignmentState.EXPIRED, AssignmentActor.SYSTEM)
        await tell_swap_failed(job, one)
        if one.volunteer_id is not None:
            passed = notices.OfferPassed(place_name(at.get(one.place_id)))
            job.notify(one.volunteer_id, passed, key=f"offer-passed:{one.id}", at=QUIET.over(job.now))
    return len(late)


async def offer_tasks(job: Job) -> None:
    """Visits that have nobody are offered."""
    await offer_open(job)


async def remind(job: Job) -> int:
    """Gives every reminder that has come due, once; how many. Which was given last is kept with the task, so neither a
    restart nor a clock that stood still repeats one."""
    count = 0
    for one in await assignments.to_remind(await job.db(), job.now):
        said = due(remindable(one), job.now)
        for what in said:
            await _say(job, one, what)
        if said:
            count += len(said)
            one = replace(one, reminded=said[-1].value)
        later = look_again(one)
        if said or later != one.remind_at:
            if later is not None and later <= job.now:  # it is night: look again in the morning
                later = QUIET.over(job.now)
            await save(job, replace(one, remind_at=later))
    return count


async def _say(job: Job, one: Assignment, what: Reminder) -> None:
    place, key = await place_of(job, one.place_id), reminder_key(one, what)
    if what is Reminder.COORDINATOR:
        campaign = await campaign_of(job, one.campaign_id)
        late = notices_coordinators.TaskLate(
            one.id, place_name(place), await alias_of(job, one.volunteer_id), one.due_at
        )
        await tell_region(job, campaign.region, late, key=key)
    elif one.volunteer_id is not None:
        job.notify(one.volunteer_id, _reminder(one, place, what), key=key)
        await companions.remind(job, one, what)


def _reminder(one: Assignment, place: Place, what: Reminder) -> Notice:
    name = place_name(place)
    match what:
        case Reminder.DAY_BEFORE:
            return notices.TaskTomorrow(one.id, name, one.due_at)
        case Reminder.ON_THE_DAY:
            return notices.TaskToday(one.id, name, one.at, one.due_at)
        case Reminder.HOURS_BEFORE:
            return notices.TaskSoon(one.id, name, one.due_at)
        case Reminder.OVERDUE:
            return notices.TaskOverdue(one.id, name, one.due_at)
        case Reminder.COORDINATOR:
            raise ValueError("that one is for the coordinator")


async def end_campaigns(job: Job) -> None:
    """Campaigns finish some days after their end; what was begun can still be handed in."""
    conn = await job.db()
    for campaign in await campaigns.ending(conn, job.now - GRACE):
        coverage = (await campaigns.coverage(conn, [campaign.id]))[campaign.id]
        await end(job, campaign, CampaignState.FINISHED, by=None)
        over = notices_coordinators.CampaignOver(campaign.id, titled(campaign.title), coverage.done, coverage.total)
        await tell_region(job, campaign.region, over, key=f"campaign-over:{campaign.id}")


DUTIES = {
    "offers": expire_offers,
    "tasks": offer_tasks,
    "reminders": remind,
    "campaigns": end_campaigns,
}
"""In the order in which a tick does them: what has expired is offered again in the same minute."""
