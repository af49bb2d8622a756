"""After the letter has gone: its registration number, reminder, complaint, and the authority's answer.

What was typed on the way lives in the route of the screen (`Person.at`, sealed at rest), so it survives a restart.
"""

from __future__ import annotations

from datetime import date, timedelta

from chat.screen import Button, Media, Rows, Screen, route
from domain.evidence import Incoming
from domain.people import Role
from domain.referral import BadTalon, talon
from forms.conversation.refusals import Refused
from forms.inputs.dates import parse_date
from handlers.coordinator.phrases import said_first, unusable
from handlers.coordinator.referral.referral import referral_screen
from handlers.packing import carried, packed, unpacked
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.questionnaires.export_files import file_name
from services.referral import referral_papers, referrals
from services.referral.referral_refusals import BadDay, TalonUnread
from services.referral.referrals import name_of

routes = Routes()

DAYS_BACK = 5
"""Days that are a button; an earlier one is typed."""
SUMMARY = 1500


def _back(referral_id: int) -> Rows:
    return ((Button(T("button-back"), route("referral.open", referral_id)),),)


# ------------------------------------------------------------------ the registration number


@routes.tap("referral.talon", Role.COORDINATOR)
async def number(turn: Turn, referral_id: int) -> Screen:
    """Which number did the authority give it?"""
    return await _number(turn, referral_id)


async def _number(turn: Turn, referral_id: int, *before: Words) -> Screen:
    opened = await referrals.open_referral(turn.work, referral_id)
    here = route("referral.talon", referral_id)
    words = (*before, T("referral-talon-how", authority=name_of(opened.authority)))
    return Screen(words, _back(referral_id), at=here, takes=here)


@routes.take("referral.talon", Role.COORDINATOR)
async def numbered(turn: Turn, referral_id: int) -> Screen | None:
    """Then: on which day?"""
    if turn.said.edited:
        return None
    try:
        written = talon(turn.said.text)
    except BadTalon:
        return await _number(turn, referral_id, TalonUnread().text())
    return await _day(turn, referral_id, written)


@routes.tap("referral.day", Role.COORDINATOR)
async def day(turn: Turn, referral_id: int, argument: str) -> Screen:
    """The same question again, after a restart or an old button."""
    return await _day(turn, referral_id, unpacked(argument))


async def _day(turn: Turn, referral_id: int, written: str, *before: Words) -> Screen:
    opened = await referrals.open_referral(turn.work, referral_id)
    today = _today(turn)
    first = opened.referral.letter_on or today
    days = [today - timedelta(days=back) for back in range(DAYS_BACK)]
    buttons = [
        Button(T("form-today") if one == today else f"{one:%d.%m}", route("referral.on", referral_id, one.isoformat()))
        for one in days
        if one >= first
    ]
    again = Button(T("referral-button-number"), route("referral.talon", referral_id))
    rows: Rows = ((buttons[0],), *((tuple(buttons[1:]),) if buttons[1:] else ())) if buttons else ()
    words = (*before, T("referral-day-how", talon=written))
    here = route("referral.day", referral_id, packed(written))
    return Screen(words, (*rows, (again,), *_back(referral_id)), at=here, takes=route("referral.on", referral_id))


def _today(turn: Turn) -> date:
    return turn.now.astimezone(turn.house.zone).date()


def _written(turn: Turn, referral_id: int) -> str:
    """The number on the screen in front of the person; Stale when that is another one."""
    return carried(turn.person.at, route("referral.day", referral_id))


@routes.take("referral.on", Role.COORDINATOR)
async def typed_day(turn: Turn, referral_id: int) -> Screen | None:
    """A day in words: «20.11», «вчера», «кеше»."""
    if turn.said.edited:
        return None
    found = parse_date(turn.said.text, _today(turn))
    written = _written(turn, referral_id)
    if isinstance(found, Refused):
        return await _day(turn, referral_id, written, T("referral-day-unread"))
    return await _register(turn, referral_id, written, found)


@routes.tap("referral.on", Role.COORDINATOR)
async def tapped_day(turn: Turn, referral_id: int, written_day: str) -> Screen:
    """The day on the button."""
    try:
        found = date.fromisoformat(written_day)
    except ValueError:
        raise Stale from None
    return await _register(turn, referral_id, _written(turn, referral_id), found)


async def _register(turn: Turn, referral_id: int, written: str, found: date) -> Screen:
    try:
        await referrals.register(turn.work, referral_id, written, found)
    except BadDay as refusal:
        await turn.work.undo()
        return await _day(turn, referral_id, written, refusal.text())
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-registered"))


# ------------------------------------------------------------------ no answer yet


@routes.tap("referral.remind", Role.COORDINATOR)
async def remind(turn: Turn, referral_id: int) -> Screen:
    """The reminder comes as a document."""
    await referral_papers.remind(turn.work, referral_id)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-papers-coming"))


@routes.tap("referral.reminded", Role.COORDINATOR)
async def reminded(turn: Turn, referral_id: int) -> Screen:
    """It was sent: some days more."""
    await referrals.reminded(turn.work, referral_id)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-reminded"))


@routes.tap("referral.complain", Role.COORDINATOR)
async def complain(turn: Turn, referral_id: int) -> Screen:
    """The complaint comes as a document and as text."""
    await referral_papers.complain(turn.work, referral_id, turn.house.operator, turn.house.zone)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-papers-coming"))


@routes.tap("referral.complained", Role.COORDINATOR)
async def complained(turn: Turn, referral_id: int) -> Screen:
    """It was filed: its own term runs."""
    await referrals.complained(turn.work, referral_id)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-complained"))


# ------------------------------------------------------------------ the answer


@routes.tap("referral.answer", Role.COORDINATOR)
async def answer(turn: Turn, referral_id: int) -> Screen:
    """What did they answer, in plain words?"""
    return await _summary(turn, referral_id)


async def _summary(turn: Turn, referral_id: int, *before: Words) -> Screen:
    await referrals.open_referral(turn.work, referral_id)
    here = route("referral.answer", referral_id)
    return Screen((*before, T("referral-answer-how")), _back(referral_id), at=here, takes=here)


@routes.take("referral.answer", Role.COORDINATOR)
async def summed_up(turn: Turn, referral_id: int) -> Screen | None:
    """What the reporter will read; the answer's paper may be sent now."""
    if turn.said.edited:
        return None
    if (why := unusable(turn, longest=SUMMARY)) is not None:
        return await _summary(turn, referral_id, why)
    return _paper(referral_id, turn.said.text.strip())


@routes.tap("referral.sum", Role.COORDINATOR)
async def again(turn: Turn, referral_id: int, argument: str) -> Screen:
    """The same question again."""
    await referrals.open_referral(turn.work, referral_id)
    return _paper(referral_id, unpacked(argument))


def _paper(referral_id: int, words: str, *before: Words) -> Screen:
    rows: Rows = (
        (Button(T("referral-button-no-paper"), route("referral.told", referral_id)),),
        (Button(T("button-back"), route("referral.answer", referral_id)),),
    )
    asked = (*before, T("referral-answer-sure", text=words), T("referral-answer-paper"))
    here = route("referral.sum", referral_id, packed(words))
    return Screen(asked, rows, at=here, takes=route("referral.paper", referral_id))


def _summed(turn: Turn, referral_id: int) -> str:
    return carried(turn.person.at, route("referral.sum", referral_id))


@routes.take("referral.paper", Role.COORDINATOR)
async def with_paper(turn: Turn, referral_id: int) -> Screen | None:
    """A scan or a photo of the answer."""
    if turn.said.edited:
        return None
    words, file = _summed(turn, referral_id), turn.said.file
    if file is None:
        return _paper(referral_id, words, T("referral-paper-only"))
    incoming = Incoming(file.kind, file.file_id, file.name, file.size)
    await referrals.answered(turn.work, referral_id, words, incoming)
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-told"))


@routes.tap("referral.told", Role.COORDINATOR)
async def without_paper(turn: Turn, referral_id: int) -> Screen:
    """Words only."""
    await referrals.answered(turn.work, referral_id, _summed(turn, referral_id))
    return said_first(turn, await referral_screen(turn, referral_id), T("referral-told"))


@routes.tap("referral.reply", Role.COORDINATOR)
async def reply(turn: Turn, referral_id: int) -> Screen:
    """The answer's paper. Seen again after a restart is the letter, not the file."""
    kept = await referrals.reply_of(turn.work, referral_id)
    words = (T("referral-reply"),) if kept else (T("referral-reply-none"),)
    media = tuple(Media("document", row.id, file_name(row)) for row in kept)
    at = route("referral.open", referral_id)
    return Screen(words, _back(referral_id), at=at, takes="idle", media=media, fresh=True)
