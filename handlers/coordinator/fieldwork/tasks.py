"""Tasks from the coordinator's side: those that have nobody, giving one by hand, more time, swaps, taking one away."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta

from chat.screen import Button, Rows, Screen, route
from domain.assignment import Assignment
from domain.matching import Why
from domain.people import Role
from handlers.coordinator.fieldwork.campaigns import paged
from handlers.coordinator.fieldwork.visit_decide import done
from handlers.coordinator.fieldwork.visits import back_to
from handlers.coordinator.phrases import said_first, snip
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.fieldwork import review, task_desk
from services.fieldwork.task_desk import CandidateLine
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import place_name
from services.volunteering.volunteer_refusals import StaleCampaign, StaleTask, Unfit

routes = Routes()

PAGE = 8
MORE = (1, 3, 7)
"""Days more that are a button each."""


# ------------------------------------------------------------------ without anybody


@routes.tap("campaign.gaps", Role.COORDINATOR)
async def gaps(turn: Turn, campaign_id: int, page: int) -> Screen:
    """Visits that have nobody, and why; each leads to those who could be asked."""
    return await _gaps(turn, campaign_id, page)


async def _gaps(turn: Turn, campaign_id: int, page: int) -> Screen:
    found = await task_desk.gaps(turn.work, campaign_id)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(found, 1))[page * PAGE : (page + 1) * PAGE]
    lines: list[Words] = [
        T("gap-line", number=number, place=place_name(one.place), why=T(one.why.name_key if one.why else "gap-not-yet"))
        for number, one in shown
    ]
    rows: Rows = tuple(
        (Button(f"{number}. {snip(one.place.name(turn.language), 30)}", route("campaign.task", one.task.id)),)
        for number, one in shown
    )
    if pages > 1:
        rows += (paged("campaign.gaps", campaign_id, page, pages),)
    words = (T("gaps-title", count=len(found)), Lines(tuple(lines))) if found else (T("gaps-none"),)
    back = ((Button(T("button-back"), route("campaign.open", campaign_id)),),)
    return Screen(words, (*rows, *back), at=route("campaign.gaps", campaign_id, page), takes="idle")


@routes.tap("campaign.task", Role.COORDINATOR)
async def whom(turn: Turn, task_id: int) -> Screen:
    """Who could be given the task, with what speaks for them."""
    found = (await task_desk.candidates(turn.work, task_id))[:PAGE]
    lines: list[Words] = [T("candidate-line", alias=one.alias, why=_why(one)) for one in found]
    rows: Rows = tuple((Button(snip(one.alias, 30), route("campaign.give", task_id, one.person_id)),) for one in found)
    groups = (await task_desk.groups(turn.work, task_id))[:PAGE]
    rows += tuple(
        (Button(f"👥 {snip(one.name, 30)}", route("campaign.group", task_id, one.id)),) for one in groups[:PAGE]
    )
    words = (T("candidates-title"), Lines(tuple(lines))) if found else (T("candidates-none"),)
    back = ((Button(T("campaign-button-list"), route("campaigns", 0)),),)
    return Screen(words, (*rows, *back), at=route("campaign.task", task_id), takes="idle")


def _why(one: CandidateLine) -> Text:
    district = any(reason.why is Why.SAME_DISTRICT for reason in one.reasons)
    near = next((reason.number for reason in one.reasons if reason.why is Why.NEAR), None)
    if near is not None:
        return T("candidate-near", metres=near, load=one.load)
    return T("candidate-district", load=one.load) if district else T("candidate-region", load=one.load)


@routes.tap("campaign.give", Role.COORDINATOR)
async def give(turn: Turn, task_id: int, person_id: int) -> Screen:
    """Offers it to who was chosen by hand."""
    return await _given(turn, task_id, task_desk.assign(turn.work, task_id, person_id))


@routes.tap("campaign.group", Role.COORDINATOR)
async def give_group(turn: Turn, task_id: int, team_id: int) -> Screen:
    """Offers it to a group, through its lead."""
    return await _given(turn, task_id, task_desk.assign_group(turn.work, task_id, team_id))


async def _given(turn: Turn, task_id: int, action: Awaitable[Assignment]) -> Screen:
    try:
        made = await action
    except (StaleTask, StaleCampaign, Unfit, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        return said_first(turn, await whom(turn, task_id), refusal.text())
    return said_first(turn, await _gaps(turn, made.campaign_id, 0), T("task-given"))


# ------------------------------------------------------------------ in somebody's hand


@routes.tap("task.extend", Role.COORDINATOR)
async def extend(turn: Turn, assignment_id: int) -> Screen:
    """How much more time?"""
    one = (await review.open_visit(turn.work, assignment_id)).assignment
    base = max(one.due_at, turn.now)
    rows = tuple(
        (Button(T("task-extend-days", days=days), route("task.extend-by", assignment_id, days)),) for days in MORE
    )
    words = (T("task-extend-how", due=base),)
    here = route("task.extend", assignment_id)
    return Screen(words, (*rows, *back_to(assignment_id)), at=here, takes="idle")


@routes.tap("task.extend-by", Role.COORDINATOR)
async def extended(turn: Turn, assignment_id: int, days: int) -> Screen:
    """So many days more, from the deadline or from now."""
    one = (await review.open_visit(turn.work, assignment_id)).assignment
    until = max(one.due_at, turn.now) + timedelta(days=min(max(days, 1), max(MORE)))
    action = task_desk.extend(turn.work, assignment_id, until)
    return await done(turn, assignment_id, action, T("task-extended", due=until))


@routes.tap("swap.allow", Role.COORDINATOR)
async def allow_swap(turn: Turn, assignment_id: int) -> Screen:
    """The colleague is asked; until they accept the task stays where it is."""
    return await done(turn, assignment_id, task_desk.allow_swap(turn.work, assignment_id), T("swap-allowed"))


@routes.tap("swap.refuse", Role.COORDINATOR)
async def refuse_swap(turn: Turn, assignment_id: int) -> Screen:
    """The task stays."""
    return await done(turn, assignment_id, task_desk.refuse_swap(turn.work, assignment_id), T("swap-refused"))


@routes.tap("visit.take", Role.COORDINATOR)
async def take_sure(turn: Turn, assignment_id: int) -> Screen:
    """Once more for sure, before a task is taken from somebody."""
    opened = await review.open_visit(turn.work, assignment_id)
    rows = ((Button(T("visit-take-yes"), route("visit.take-do", assignment_id)),), *back_to(assignment_id))
    words = (T("visit-take-sure", place=place_name(opened.place), alias=opened.alias),)
    return Screen(words, rows, at=route("visit.open", assignment_id), takes="idle")


@routes.tap("visit.take-do", Role.COORDINATOR)
async def take(turn: Turn, assignment_id: int) -> Screen:
    """It goes on to the next."""
    return await done(turn, assignment_id, task_desk.cancel(turn.work, assignment_id), T("visit-taken"))
