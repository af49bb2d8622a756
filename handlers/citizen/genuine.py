"""Whoever follows the QR code of a paper sees whether it is genuine, and what it says."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.certificate import Certificate
from domain.code import BadCode
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.volunteering import thanks

routes = Routes()


@routes.tap("genuine")
async def check(turn: Turn, code: str) -> Screen:
    """Anybody may ask; of a person only the initials are shown."""
    try:
        found = await thanks.find_certificate(turn.work, code)
    except BadCode:
        found = None
    rows: Rows = back_to_menu()
    if found is not None and found.is_genuine and found.revoked_at is None and turn.person.has(Role.ADMIN):
        rows = ((Button(T("genuine-revoke"), route("genuine.revoke", found.code)),), *rows)
    return Screen(_said(turn, found), rows, at=route("genuine", code[:20].replace(":", "")), takes="idle")


@routes.tap("genuine.revoke", role=Role.ADMIN)
async def revoke_sure(turn: Turn, code: str) -> Screen:
    """Once more for sure, before a paper counts no longer."""
    rows = (
        (Button(T("genuine-revoke-yes"), route("genuine.revoked", code)),),
        (Button(T("button-back"), route("genuine", code)),),
    )
    return Screen((T("genuine-revoke-sure", code=code),), rows, at=route("genuine", code), takes="idle")


@routes.tap("genuine.revoked", role=Role.ADMIN)
async def revoked(turn: Turn, code: str) -> Screen:
    """It counts no longer; whoever follows its QR code reads so."""
    try:
        await thanks.revoke(turn.work, code)
    except BadCode:
        raise Stale from None
    return await check(turn, code)


def _said(turn: Turn, found: Certificate | None) -> tuple[Words, ...]:
    if found is None:
        return (T("genuine-unknown"),)
    if found.revoked_at is not None:
        return (T("genuine-revoked", code=found.code, day=thanks.day_of(found.revoked_at)),)
    if not found.is_genuine:
        return (T("genuine-erased", code=found.code),)
    facts = Lines(
        (
            T("genuine-name", initials=found.initials),
            T("genuine-period", first=found.first, last=found.last),
            record_line(found),
            T("genuine-issued", day=thanks.day_of(found.made_at)),
            T("genuine-operator", operator=turn.house.operator),
        )
    )
    return T("genuine-yes", paper=T(found.paper.name_key), code=found.code), facts, T("genuine-compare")


def record_line(found: Certificate) -> Text:
    """Hours, visits and findings in one line."""
    done = found.record
    return T("thanks-record", hours=done.hours, visits=done.visits, findings=done.findings)
