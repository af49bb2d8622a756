"""The plan of a campaign, visit by visit with its reasons, and how far each district is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from chat.screen import Button, Rows, Screen, route
from domain.geography import UnknownPlace, district
from domain.matching import Reason, Why
from domain.people import Role
from handlers.coordinator.fieldwork.campaigns import paged, plan_words
from handlers.coordinator.phrases import snip
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Brief, Lines, Named, T, Text, Words
from services.fieldwork import campaign_board, campaigns
from services.volunteering.volunteer_common import area_of, titled

routes = Routes()

LINES = 8
SHORT = {
    Why.GROUP: "plan-why-group",
    Why.SAME_DISTRICT: "plan-why-same-district",
    Why.SAME_REGION: "plan-why-same-region",
    Why.INTEREST: "plan-why-interest",
    Why.NEAR: "plan-why-near",
    Why.LOAD: "plan-why-load",
}
"""What speaks for somebody, as the coordinator reads it; of the free hours there is the hour itself."""


@routes.tap("campaign.plan", Role.COORDINATOR)
async def plan(turn: Turn, campaign_id: int, page: int) -> Screen:
    """Every visit that would be offered: where, to whom, when and why."""
    made = await campaign_board.plan(turn.work, campaign_id)
    pages = max(1, -(-len(made.lines) // LINES))
    page = min(max(page, 0), pages - 1)
    lines = [
        T(
            "campaign-plan-line",
            place=snip(line.place.name(turn.language), 60),
            alias=line.alias,
            at=Brief(line.at),
            why=_why(line.reasons),
        )
        for line in made.lines[page * LINES : (page + 1) * LINES]
    ]
    rows: Rows = (paged("campaign.plan", campaign_id, page, pages),) if pages > 1 else ()
    back = ((Button(T("button-back"), route("campaign.open", campaign_id)),),)
    words: tuple[Words, ...] = (plan_words(made), *lines)
    return Screen(words, (*rows, *back), at=route("campaign.plan", campaign_id, page), takes="idle")


def _why(reasons: Sequence[Reason]) -> Text:
    """What spoke for the choice, in a few words, one after the other."""
    said = [T(SHORT[one.why], number=one.number or 0) for one in reasons if one.why in SHORT]
    return reduce(lambda one, other: T("plan-why-both", one=one, other=other), said)


@routes.tap("campaign.areas", Role.COORDINATOR)
async def areas(turn: Turn, campaign_id: int) -> Screen:
    """How far each district is, the least covered first."""
    page = await campaigns.open_campaign(turn.work, campaign_id)
    lines: list[Words] = [
        T(
            "campaign-area-line",
            area=_area(page.campaign.region, one.district),
            done=one.coverage.done,
            total=one.coverage.total,
            percent=one.coverage.percent,
        )
        for one in await campaign_board.areas(turn.work, campaign_id)
    ]
    words = (T("campaign-areas", title=titled(page.campaign.title)), Lines(tuple(lines)))
    back = ((Button(T("button-back"), route("campaign.open", campaign_id)),),)
    return Screen(words, back, at=route("campaign.areas", campaign_id), takes="idle")


def _area(code: str, part: str | None) -> Named | Text:
    if part is None:
        return area_of(code, None)
    try:
        found = district(part)
    except UnknownPlace:
        return area_of(code, None)
    return Named(found.kk, found.ru)
