"""Volunteers of the coordinator's regions: who asks to join, who works; approving, asking, declining."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.certificate import Span
from domain.people import Role
from domain.volunteer import NotNow, VolunteerState
from handlers.coordinator.phrases import said_first, snip, unusable
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from handlers.volunteer.profile import interests_of
from locales.texts import Brief, Lines, T, Words
from services.refusals import ChangedMeanwhile
from services.volunteering import joining, thanks, volunteer_desk
from services.volunteering.joining import PAGE, VolunteerList
from services.volunteering.volunteer_common import area_of
from services.volunteering.volunteer_desk import VolunteerPage
from services.volunteering.volunteer_refusals import StaleVolunteer

routes = Routes()

TITLES: Mapping[VolunteerState, str] = {
    VolunteerState.APPLIED: "applicants-title-applied",
    VolunteerState.APPROVED: "applicants-title-approved",
    VolunteerState.PAUSED: "applicants-title-paused",
    VolunteerState.DECLINED: "applicants-title-declined",
    VolunteerState.LEFT: "applicants-title-left",
}
STANDS: Mapping[VolunteerState, str] = {
    VolunteerState.APPLIED: "applicant-applied",
    VolunteerState.APPROVED: "applicant-approved",
    VolunteerState.PAUSED: "applicant-paused",
    VolunteerState.DECLINED: "applicant-declined",
    VolunteerState.LEFT: "applicant-left",
}

ASKED = 3
"""Questions that the card shows, the last ones."""

NOT_NOW: Mapping[NotNow, str] = {
    NotNow.ENOUGH: "not-now-button-enough",
    NotNow.UNCLEAR: "not-now-button-unclear",
    NotNow.SERVES: "not-now-button-serves",
}
"""Labels of the reasons."""


@routes.tap("volunteers", role=Role.COORDINATOR)
async def listed(turn: Turn, state: VolunteerState, page: int) -> Screen:
    """A page of volunteers in one state, with the other states below."""
    shown = await joining.listed(turn.work, state, page)
    counts = await joining.counts(turn.work)
    lines = tuple(
        T(
            "applicants-line",
            number=number,
            alias=one.alias,
            place=_place(one.volunteer.profile.region, one.volunteer.profile.district),
        )
        for number, one in enumerate(shown.lines, shown.page * PAGE + 1)
    )
    words = (T(TITLES[state]), Lines(lines) if lines else T("applicants-none"))
    letters = len(await thanks.waiting_letters(turn.work))
    rows = (*_people(shown), *_pages(shown), *_states(counts), _thanks(letters), *back_to_menu())
    return Screen(words, rows, at=route("volunteers", state, shown.page), takes="idle")


_place = area_of


def _thanks(letters: int) -> tuple[Button, ...]:
    asked = Button(T("thanks-letters-row", count=letters), "letters")
    return asked, Button(T("thanks-awards-row"), route("awards", Span.QUARTER))


def _people(shown: VolunteerList) -> Rows:
    buttons = [
        Button(T("applicants-open", number=number, alias=one.alias), route("volunteer.open", one.volunteer.person_id))
        for number, one in enumerate(shown.lines, shown.page * PAGE + 1)
    ]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _pages(shown: VolunteerList) -> Rows:
    if shown.pages == 1:
        return ()

    def at(page: int, label: str) -> Button:
        return Button(label, route("volunteers", shown.state, page % shown.pages))

    return ((at(shown.page - 1, "‹"), at(shown.page, f"{shown.page + 1} / {shown.pages}"), at(shown.page + 1, "›")),)


def _states(counts: Mapping[VolunteerState, int]) -> Rows:
    def to(state: VolunteerState) -> str:
        return route("volunteers", state, 0)

    s = VolunteerState
    return (
        (
            Button(T("applicants-filter-applied", count=counts[s.APPLIED]), to(s.APPLIED)),
            Button(T("applicants-filter-approved", count=counts[s.APPROVED]), to(s.APPROVED)),
        ),
        (
            Button(T("applicants-filter-paused", count=counts[s.PAUSED]), to(s.PAUSED)),
            Button(T("applicants-filter-declined", count=counts[s.DECLINED]), to(s.DECLINED)),
        ),
    )


# ------------------------------------------------------------------ one volunteer


@routes.tap("volunteer.open", role=Role.COORDINATOR)
async def open_volunteer(turn: Turn, person_id: int) -> Screen:
    """No more of a person than a decision needs."""
    shown = await volunteer_desk.open_volunteer(turn.work, person_id)
    back = (Button(T("applicants-back"), route("volunteers", shown.volunteer.state, 0)), *back_to_menu()[0])
    rows = (*_decisions(shown), back)
    return Screen((_card(shown), *_asked(shown)), rows, at=route("volunteer.open", person_id), takes="idle")


def _card(shown: VolunteerPage) -> Lines:
    one = shown.volunteer
    own = one.profile
    lines: list[Words] = [
        T("applicant-title", alias=shown.alias),
        T(STANDS[one.state]),
        T("applicant-at", at=Brief(one.applied_at)),
        T("volunteering-place", place=_place(own.region, own.district)),
        T("volunteering-languages", languages=joining.labels("languages", own.languages)),
        interests_of(own),
    ]
    if one.works:
        lines.append(T("applicant-work", tasks=str(shown.tasks), visits=str(shown.record.visits)))
    return Lines(tuple(lines))


def _asked(shown: VolunteerPage) -> tuple[Words, ...]:
    """The last questions, each with its answer."""
    return tuple(
        T("applicant-asked", question=snip(one.question, 300), answer=snip(one.answer, 700))
        if one.answer
        else T("applicant-asked-waits", question=snip(one.question, 300))
        for one in shown.asked[-ASKED:]
    )


def _decisions(shown: VolunteerPage) -> Rows:
    person_id, state = shown.volunteer.person_id, shown.volunteer.state
    approve = Button(T("applicant-approve"), route("volunteer.approve", person_id))
    ask = Button(T("applicant-ask"), route("volunteer.ask", person_id))
    decline = Button(T("applicant-decline"), route("volunteer.decline", person_id))
    if state is VolunteerState.APPLIED:
        return (approve,), (ask, decline)
    if state is VolunteerState.DECLINED:
        return (approve,), (ask,)
    return () if state is VolunteerState.LEFT else ((ask,),)


@routes.tap("volunteer.approve", role=Role.COORDINATOR)
async def approve(turn: Turn, person_id: int) -> Screen:
    """They are a volunteer now, and are told."""
    shown = await volunteer_desk.open_volunteer(turn.work, person_id)
    if shown.volunteer.state not in (VolunteerState.APPLIED, VolunteerState.DECLINED):
        # Somebody else was faster, or the volunteer pauses: that is for them to end.
        raise StaleVolunteer(shown.volunteer.state)
    await volunteer_desk.approve(turn.work, person_id)
    return said_first(turn, await open_volunteer(turn, person_id), T("applicant-approve-done"))


@routes.tap("volunteer.ask", role=Role.COORDINATOR)
async def ask(turn: Turn, person_id: int) -> Screen:
    """The next message becomes a question."""
    return await _typing(turn, person_id, "volunteer.ask", "applicant-ask-how")


@routes.take("volunteer.ask", role=Role.COORDINATOR)
async def asked(turn: Turn, person_id: int) -> Screen | None:
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _typing(turn, person_id, "volunteer.ask", "applicant-ask-how", why)
    await volunteer_desk.ask(turn.work, person_id, turn.said.text)
    return said_first(turn, await open_volunteer(turn, person_id), T("applicant-ask-done"))


@routes.tap("volunteer.decline", role=Role.COORDINATOR)
async def decline(turn: Turn, person_id: int) -> Screen:
    """A ready-made reason by a tap, or the next message becomes the reason; the person reads it."""
    shown = await _typing(turn, person_id, "volunteer.decline", "applicant-decline-how")
    reasons: Rows = tuple((Button(T(label), route("volunteer.not", person_id, why)),) for why, label in NOT_NOW.items())
    return replace(shown, buttons=(*reasons, *shown.buttons))


@routes.tap("volunteer.not", role=Role.COORDINATOR)
async def declined_because(turn: Turn, person_id: int, why: NotNow) -> Screen:
    """Declined for a ready-made reason."""
    said = T("applicant-decline-done")
    try:
        await volunteer_desk.decline_because(turn.work, person_id, why)
    except (StaleVolunteer, ChangedMeanwhile) as refusal:
        said = refusal.text()
    return said_first(turn, await open_volunteer(turn, person_id), said)


@routes.take("volunteer.decline", role=Role.COORDINATOR)
async def declined(turn: Turn, person_id: int) -> Screen | None:
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _typing(turn, person_id, "volunteer.decline", "applicant-decline-how", why)
    try:
        await volunteer_desk.decline(turn.work, person_id, turn.said.text)
    except (StaleVolunteer, ChangedMeanwhile) as refusal:
        return said_first(turn, await open_volunteer(turn, person_id), refusal.text())
    return said_first(turn, await open_volunteer(turn, person_id), T("applicant-decline-done"))


async def _typing(turn: Turn, person_id: int, name: str, how: str, *before: Words) -> Screen:
    shown = await volunteer_desk.open_volunteer(turn.work, person_id)
    here = route(name, person_id)
    rows = ((Button(T("button-cancel"), route("volunteer.open", person_id)),),)
    return Screen((*before, T(how, alias=shown.alias)), rows, at=here, takes=here)
