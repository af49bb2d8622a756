"""Campaigns: the list, and the page of one with what can be done where it stands."""

from __future__ import annotations

from collections.abc import Awaitable

from chat.screen import Button, Rows, Screen, route
from domain.assignment import AssignmentState
from domain.campaign import Campaign, CampaignState, Repeat
from domain.finding import COUNTED, FindingState
from domain.form_version import title_in
from domain.geography import region
from domain.people import Role
from handlers.coordinator.phrases import said_first, snip
from handlers.forms.listing import pager
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, Named, T, Text, Words
from services.fieldwork import campaign_board, campaigns, review
from services.fieldwork.campaign_board import PlanPage
from services.fieldwork.campaigns import CampaignPage
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import titled
from services.volunteering.volunteer_refusals import BadPeriod, NothingToVisit, SixMonths, StaleCampaign

routes = Routes()

PAGE = 8
MARKS = {
    CampaignState.DRAFT: "✏️",
    CampaignState.RUNNING: "▶️",
    CampaignState.PAUSED: "⏸",
    CampaignState.FINISHED: "🏁",
    CampaignState.CANCELLED: "✖️",
}
SHOWN = (
    AssignmentState.OFFERED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
    AssignmentState.SUBMITTED,
    AssignmentState.RETURNED,
    AssignmentState.IMPOSSIBLE,
    AssignmentState.APPROVED,
)
"""States that say how far a campaign is; the others went on to somebody else."""


@routes.command("campaigns", role=Role.COORDINATOR)
async def campaigns_command(turn: Turn, payload: str) -> Screen:
    return await listed(turn, 0)


@routes.tap("campaigns", Role.COORDINATOR)
async def listed(turn: Turn, page: int) -> Screen:
    """Every campaign of the person's regions, each a button; visits that wait for them on top."""
    found = await campaigns.listed(turn.work)
    order = list(MARKS)
    found.sort(key=lambda card: order.index(card.campaign.state) // 3)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(_label(card.campaign, card.coverage.percent, turn.language), route("campaign.open", card.campaign.id)),)
        for card in found[page * PAGE : (page + 1) * PAGE]
    )
    if pages > 1:
        rows += (pager("campaigns", page, pages),)
    waiting = len(await review.queue(turn.work))
    rows = (
        (Button(T("campaign-button-new"), route("campaign.make", 0)),),
        *rows,
        (Button(T("campaign-button-review", count=waiting), route("visits", 0, 0)),),
        (Button(T("campaign-button-places"), route("places", "-", 0)), Button(T("teams-button"), route("teams", 0))),
        *back_to_menu(),
    )
    words = (T("campaigns-title"), T("campaigns-how") if found else T("campaigns-none"))
    return Screen(words, rows, at=route("campaigns", page), takes="idle")


def _label(campaign: Campaign, percent: int, language: str) -> str:
    return f"{MARKS[campaign.state]} {snip(title_in(campaign.title, language), 24)} · {percent} %"


# ------------------------------------------------------------------ the page of one


@routes.tap("campaign.open", Role.COORDINATOR)
async def open_campaign(turn: Turn, campaign_id: int) -> Screen:
    return await campaign_screen(turn, campaign_id)


async def campaign_screen(turn: Turn, campaign_id: int) -> Screen:
    """The campaign: what it is, how far it is, and what can be done; a draft shows what starting would do."""
    page = await campaigns.open_campaign(turn.work, campaign_id)
    one = page.campaign
    words: list[Words] = [T("campaign-head", title=titled(one.title), state=T(one.state.name_key)), _facts(page)]
    if one.instructions:
        words.append(T("campaign-instructions", text=snip(one.instructions, 300)))
    if one.state is CampaignState.DRAFT:
        words.append(plan_words(await campaign_board.plan(turn.work, one.id)))
    else:
        words.append(_progress(page))
    return Screen(tuple(words), await _rows(turn, page), at=route("campaign.open", one.id), takes="idle")


def _facts(page: CampaignPage) -> Words:
    one = page.campaign
    where = region(one.region)
    lines: list[Words] = [
        T("campaign-covers", count=page.places, region=Named(where.kk, where.ru)),
        T("campaign-period-long", first=one.starts_at, last=one.ends_at),
        T("campaign-visits", count=one.visits),
    ]
    lines += [T("campaign-blind")] if one.blind else []
    lines += [T("campaign-team", count=one.team_size)] if one.team_size > 1 else []
    lines += [T("campaign-education")] if one.education else []
    lines += [T("campaign-repeats", repeat=T(one.repeat.name_key))] if one.repeat is not Repeat.ONCE else []
    lines += [T("campaign-project", project=one.project)] if one.project else []
    lines += [T("campaign-reason", reason=one.repeat_reason)] if one.repeat_reason else []
    return Lines(tuple(lines))


def plan_words(plan: PlanPage) -> Words:
    """What starting would do now, and why some visits have nobody."""
    offers = T("campaign-plan-offers", count=len(plan.lines), volunteers=plan.volunteers)
    lines: list[Words] = [T("campaign-plan"), offers]
    lines += [T("campaign-plan-gap", count=count, why=T(why.name_key)) for why, count in plan.gaps.items()]
    return Lines(tuple(lines))


def _progress(page: CampaignPage) -> Words:
    covered = page.coverage
    lines: list[Words] = [
        T("campaign-coverage", done=covered.done, total=covered.total, percent=covered.percent),
        T("campaign-open-tasks", given=covered.given, open=covered.open),
    ]
    counted = [(state, page.states.get(state, 0)) for state in SHOWN]
    lines += [T("campaign-state-count", state=T(state.name_key), count=count) for state, count in counted if count]
    fresh = page.findings.get(FindingState.NEW, 0)
    sure = sum(count for state, count in page.findings.items() if state in COUNTED)
    lines.append(T("campaign-findings", fresh=fresh, sure=sure))
    if page.disagreement is not None:
        lines.append(T("campaign-pairs", percent=page.disagreement, pairs=len(page.pairs)))
    return Lines(tuple(lines))


async def _rows(turn: Turn, page: CampaignPage) -> Rows:
    one, moves = page.campaign, page.moves
    rows: Rows = ()
    if one.state is CampaignState.DRAFT:
        rows += ((Button(T("campaign-button-start"), route("campaign.start", one.id)),),)
        rows += ((Button(T("campaign-button-plan"), route("campaign.plan", one.id, 0)),),)
        rows += ((Button(T("campaign-button-change"), route("campaign.edit", one.id)),),)
        rows += ((Button(T("campaign-button-drop"), route("campaign.end", one.id, "drop")),),)
    else:
        waiting = len(await review.queue(turn.work, one.id))
        rows += ((Button(T("campaign-button-review", count=waiting), route("visits", one.id, 0)),),)
        findings = Button(T("campaign-button-findings"), route("findings", one.id, 0))
        districts = Button(T("campaign-button-areas"), route("campaign.areas", one.id))
        rows += ((findings, districts),)
        if page.coverage.open and one.state is not CampaignState.FINISHED:
            label = T("campaign-button-gaps", count=page.coverage.open)
            rows += ((Button(label, route("campaign.gaps", one.id, 0)),),)
        rows += _moving(one, moves)
    return (*rows, (Button(T("campaign-button-list"), route("campaigns", 0)), *back_to_menu()[0]))


def _moving(one: Campaign, moves: frozenset[CampaignState]) -> Rows:
    if CampaignState.FINISHED not in moves:
        return ()
    finish = Button(T("campaign-button-finish"), route("campaign.end", one.id, "finish"))
    if one.state is CampaignState.PAUSED:
        return ((Button(T("campaign-button-resume"), route("campaign.resume", one.id)), finish),)
    return ((Button(T("campaign-button-pause"), route("campaign.pause", one.id)), finish),)


# ------------------------------------------------------------------ what can be done


async def _done(turn: Turn, campaign_id: int, action: Awaitable[object], said: Text) -> Screen:
    """Does it and says so, or why the campaign does not allow it any more."""
    try:
        await action
    except (StaleCampaign, ChangedMeanwhile, BadPeriod, NothingToVisit, SixMonths) as refusal:
        await turn.work.undo()
        said = refusal.text()
    return said_first(turn, await campaign_screen(turn, campaign_id), said)


@routes.tap("campaign.start", Role.COORDINATOR)
async def start(turn: Turn, campaign_id: int) -> Screen:
    """The visits are made and offered."""
    return await _done(turn, campaign_id, campaigns.start(turn.work, campaign_id), T("campaign-started"))


@routes.tap("campaign.pause", Role.COORDINATOR)
async def pause(turn: Turn, campaign_id: int) -> Screen:
    return await _done(turn, campaign_id, campaigns.pause(turn.work, campaign_id), T("campaign-paused"))


@routes.tap("campaign.resume", Role.COORDINATOR)
async def resume(turn: Turn, campaign_id: int) -> Screen:
    return await _done(turn, campaign_id, campaigns.resume(turn.work, campaign_id), T("campaign-resumed"))


@routes.tap("campaign.end", Role.COORDINATOR)
async def end_sure(turn: Turn, campaign_id: int, how: str) -> Screen:
    """Once more for sure: what is not begun is called off."""
    one = (await campaigns.open_campaign(turn.work, campaign_id)).campaign
    label = T("campaign-drop-yes") if how == "drop" else T("campaign-finish-yes")
    rows = (
        (Button(label, route("campaign.end-do", one.id, how)),),
        (Button(T("button-back"), route("campaign.open", one.id)),),
    )
    asked = (
        T("campaign-drop-sure", title=titled(one.title))
        if how == "drop"
        else T("campaign-finish-sure", title=titled(one.title))
    )
    return Screen((asked,), rows, at=route("campaign.open", one.id), takes="idle")


@routes.tap("campaign.end-do", Role.COORDINATOR)
async def end(turn: Turn, campaign_id: int, how: str) -> Screen:
    """It is over; a draft is put away."""
    if how == "drop":
        return await _done(turn, campaign_id, campaigns.cancel(turn.work, campaign_id), T("campaign-dropped"))
    return await _done(turn, campaign_id, campaigns.finish(turn.work, campaign_id), T("campaign-finished"))


def paged(name: str, number: int, page: int, pages: int) -> tuple[Button, ...]:
    """Turning pages of something that belongs to a campaign."""
    before, after = (page - 1) % pages, (page + 1) % pages
    here = Button(f"{page + 1} / {pages}", route(name, number, page))
    return Button("‹", route(name, number, before)), here, Button("›", route(name, number, after))
