"""A coordinator signs letters of recommendation, and sees whom to propose for an award."""

from __future__ import annotations

from chat.screen import AnyButton, Button, Screen, route
from domain.certificate import Span
from domain.people import Role
from domain.volunteer import VolunteerState
from handlers.coordinator.phrases import unusable
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Words
from services.volunteering import thanks
from services.volunteering.thanks import LetterAsked

routes = Routes()

SHOWN = 20
"""Volunteers on the screen of awards; the spreadsheet has all."""


def _back() -> tuple[AnyButton, ...]:
    return (Button(T("button-back"), route("volunteers", VolunteerState.APPROVED, 0)), *back_to_menu()[0])


# ------------------------------------------------------------------ letters


@routes.tap("letters", role=Role.COORDINATOR)
async def letters(turn: Turn) -> Screen:
    """Requests that wait, the oldest first."""
    return await _letters(turn)


async def _letters(turn: Turn, *before: Words) -> Screen:
    waiting = (await thanks.waiting_letters(turn.work))[:SHOWN]
    rows = [
        (Button(T("letter-row", at=Brief(one.asked_at), name=one.name), route("letter.open", one.id)),)
        for one in waiting
    ]
    words = (*before, T("letters-title") if waiting else T("letters-none"))
    return Screen(words, (*rows, _back()), at="letters", takes="idle")


@routes.tap("letter.open", role=Role.COORDINATOR)
async def open_letter(turn: Turn, request_id: int) -> Screen:
    """Who asks and what they did; signing is one tap, a sentence of one's own may come before."""
    shown = await thanks.open_letter(turn.work, request_id)
    own = T("letter-words-change" if shown.request.words else "letter-words-add")
    rows = (
        (Button(T("letter-sign"), route("letter.sign", request_id)),),
        (Button(own, route("letter.words", request_id)),),
        (Button(T("letter-decline"), route("letter.decline", request_id)),),
        (Button(T("button-back"), "letters"), *back_to_menu()[0]),
    )
    return Screen(_card(shown), rows, at=route("letter.open", request_id), takes="idle")


def _card(shown: LetterAsked) -> tuple[Words, ...]:
    done, asked = shown.record, shown.request
    facts = Lines(
        (
            T("letter-title", alias=shown.alias),
            T("letter-name", name=asked.name),
            T("letter-language", language=T(f"language-{asked.language}")),
            T("genuine-period", first=asked.first, last=asked.last),
            T("thanks-record", hours=done.hours, visits=done.visits, findings=done.findings),
        )
    )
    words = (T("letter-words", words=asked.words),) if asked.words else ()
    return (facts, *words, T("letter-note"))


@routes.tap("letter.words", role=Role.COORDINATOR)
async def ask_words(turn: Turn, request_id: int) -> Screen:
    """A sentence of the coordinator's own, to be printed in the letter."""
    return await _ask_words(turn, request_id)


async def _ask_words(turn: Turn, request_id: int, *before: Words) -> Screen:
    asked = (await thanks.open_letter(turn.work, request_id)).request
    here = route("letter.words", request_id)
    cancel = Button(T("button-cancel"), route("letter.open", request_id))
    rows = (((Button(T("letter-words-drop"), route("letter.bare", request_id)),),) if asked.words else ()) + (
        (cancel,),
    )
    said = T("letter-words-ask", language=T(f"language-{asked.language}"), limit=thanks.LONGEST_WORDS)
    return Screen((*before, said), rows, at=here, takes=here)


@routes.take("letter.words", role=Role.COORDINATOR)
async def words(turn: Turn, request_id: int) -> Screen | None:
    if turn.said.edited:
        return None
    if (why := unusable(turn, longest=thanks.LONGEST_WORDS)) is not None:
        return await _ask_words(turn, request_id, why)
    await thanks.word_letter(turn.work, request_id, turn.said.text)
    return await open_letter(turn, request_id)


@routes.tap("letter.bare", role=Role.COORDINATOR)
async def bare(turn: Turn, request_id: int) -> Screen:
    """Without words of one's own after all."""
    await thanks.word_letter(turn.work, request_id, "")
    return await open_letter(turn, request_id)


@routes.tap("letter.sign", role=Role.COORDINATOR)
async def sign(turn: Turn, request_id: int) -> Screen:
    await thanks.sign_letter(turn.work, request_id, turn.house.issuer)
    return await _letters(turn, T("letter-signed"))


@routes.tap("letter.decline", role=Role.COORDINATOR)
async def decline(turn: Turn, request_id: int) -> Screen:
    """Why not? The volunteer reads it."""
    await thanks.open_letter(turn.work, request_id)
    return _why(request_id)


def _why(request_id: int, *before: Words) -> Screen:
    here = route("letter.decline", request_id)
    rows = ((Button(T("button-cancel"), route("letter.open", request_id)),),)
    return Screen((*before, T("letter-why")), rows, at=here, takes=here)


@routes.take("letter.decline", role=Role.COORDINATOR)
async def declined(turn: Turn, request_id: int) -> Screen | None:
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return _why(request_id, why)
    await thanks.decline_letter(turn.work, request_id, turn.said.text)
    return await _letters(turn, T("letter-declined-done"))


# ------------------------------------------------------------------ awards


@routes.tap("awards", role=Role.COORDINATOR)
async def awards(turn: Turn, span: Span) -> Screen:
    """Who did how much, for this coordinator's eyes only."""
    return await _awards(turn, span)


async def _awards(turn: Turn, span: Span, *before: Words) -> Screen:
    first, last = span.first_day(thanks.today(turn.work), thanks.LONG_AGO), thanks.today(turn.work)
    found = await thanks.nominees(turn.work, first, last)
    lines = [
        T(
            "awards-line",
            number=number,
            alias=one.alias,
            hours=one.record.hours,
            visits=one.record.visits,
            findings=one.record.findings,
        )
        for number, one in enumerate(found[:SHOWN], 1)
    ]
    listed = Lines(tuple(lines)) if lines else T("awards-none")
    choice = tuple(
        Button(T("awards-chosen", span=T(each.name_key)) if each is span else T(each.name_key), route("awards", each))
        for each in Span
    )
    sheet = ((Button(T("awards-sheet-button"), route("awards.sheet", span)),),) if found else ()
    rows = (*((one,) for one in choice), *sheet, _back())
    words = (*before, T("awards-title"), listed, T("awards-private"))
    return Screen(words, rows, at=route("awards", span), takes="idle")


@routes.tap("awards.sheet", role=Role.COORDINATOR)
async def sheet(turn: Turn, span: Span) -> Screen:
    """The whole list as a spreadsheet."""
    first, last = span.first_day(thanks.today(turn.work), thanks.LONG_AGO), thanks.today(turn.work)
    await thanks.send_nominees(turn.work, first, last, turn.language)
    return await _awards(turn, span, T("awards-comes"))
