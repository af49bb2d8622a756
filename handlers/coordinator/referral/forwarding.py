"""The authority says that the matter is another's and sends the letter there (APPK, art. 65): to whom?"""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.people import Role
from handlers.coordinator.phrases import said_first
from handlers.coordinator.referral.addressees import addressees
from handlers.coordinator.referral.referral import referral_screen
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T, Words
from services.referral import authorities, referrals
from services.referral.referrals import name_of

routes = Routes()


@routes.tap("referral.elsewhere", Role.COORDINATOR)
async def elsewhere(turn: Turn, referral_id: int, page: int) -> Screen:
    """Where did they send it?"""
    opened = await referrals.open_referral(turn.work, referral_id)
    case, here = opened.case, opened.authority.id
    found = [one for one in await authorities.for_case(turn.work, case) if one.id != here]
    rows = addressees(turn, case, found, page, ("referral.forward", "referral.elsewhere"), referral_id)
    directory = (Button(T("authorities-button"), route("authorities", 0)),)
    back = (Button(T("button-back"), route("referral.open", referral_id)),)
    asked: Words = T("referral-forwarded-where", authority=name_of(opened.authority))
    words = (asked,) if found else (asked, T("referral-forwarded-none"))
    at = route("referral.elsewhere", referral_id, page)
    return Screen(words, (*rows, directory, back), at=at, takes="idle")


@routes.tap("referral.forward", Role.COORDINATOR)
async def forward(turn: Turn, referral_id: int, authority_id: int) -> Screen:
    """Asked once more, because the reporter is told."""
    await referrals.open_referral(turn.work, referral_id)
    authority = (await authorities.open_authority(turn.work, authority_id)).authority
    rows = (
        (Button(T("referral-forwarded-yes"), route("referral.forward-do", referral_id, authority_id)),),
        (Button(T("button-back"), route("referral.elsewhere", referral_id, 0)),),
    )
    words = (T("referral-forwarded-sure", authority=name_of(authority)),)
    return Screen(words, rows, at=route("referral.forward", referral_id, authority_id), takes="idle")


@routes.tap("referral.forward-do", Role.COORDINATOR)
async def forwarded(turn: Turn, referral_id: int, authority_id: int) -> Screen:
    """From now on the next authority's number is waited for."""
    await referrals.forwarded(turn.work, referral_id, authority_id)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-forwarded"))
