"""The volunteer's own page: what they said of themselves, and pause, resume, leave, erase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chat.screen import Button, Rows, Screen
from domain.volunteer import Profile, Volunteer, VolunteerState
from handlers.citizen import intake
from handlers.menu import back_to_menu, menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from handlers.volunteer import questionnaire
from locales.texts import Lines, T, Words
from services.volunteering import joining, volunteers
from services.volunteering.volunteer_common import area_of
from services.volunteering.volunteer_refusals import StaleVolunteer

routes = Routes()

STANDS: Mapping[VolunteerState, str] = {
    VolunteerState.APPLIED: "volunteering-applied",
    VolunteerState.APPROVED: "volunteering-approved",
    VolunteerState.PAUSED: "volunteering-paused",
}
"""What is said on top of the page; in the other states there is no page."""
LONGEST_ANSWER = 1000


@routes.tap("volunteering")
async def again(turn: Turn) -> Screen:
    return await page(turn)


async def page(turn: Turn, *before: Words) -> Screen:
    """One's own page. Stale for who is no volunteer and has not asked to be one."""
    one = await _mine(turn)
    words = (
        *before,
        T("volunteering-title", alias=turn.person.alias or "—"),
        T(STANDS[one.state]),
        said_of(one.profile),
    )
    return Screen(words, (*_buttons(one.state), *back_to_menu()), at="volunteering", takes="idle")


async def _mine(turn: Turn) -> Volunteer:
    one = await volunteers.mine(turn.work)
    if one is None or one.state not in STANDS:
        raise Stale
    return one


def said_of(profile: Profile) -> Lines:
    """What a volunteer said of themselves, in lines."""
    lines: list[Words] = [T("volunteering-place", place=area_of(profile.region, profile.district))]
    if profile.travels:
        lines.append(T("volunteering-travels"))
    lines.append(T("volunteering-languages", languages=joining.labels("languages", profile.languages)))
    lines.append(interests_of(profile))
    said = joining.answers_of(profile, "")
    days, hours = (joining.labels(name, said[name].split()) for name in ("days", "hours"))
    lines.append(T("volunteering-free", days=days, hours=hours))
    lines.append(T("volunteering-weekly", weekly=str(profile.weekly)))
    return Lines(tuple(lines))


def interests_of(profile: Profile) -> Words:
    """What they like to observe; for the young, that they get education tasks."""
    if not profile.adult:
        return T("volunteering-young")
    if not profile.interests:
        return T("volunteering-interests-any")
    return T("volunteering-interests", interests=joining.labels("interests", profile.interests))


def _buttons(state: VolunteerState) -> Rows:
    change = Button(T("volunteering-change"), "volunteering.change")
    erase = Button(T("volunteering-erase"), "volunteering.erase")
    if state is VolunteerState.APPLIED:
        return (change,), (Button(T("volunteering-withdraw"), "volunteering.leave"),), (erase,)
    if state is VolunteerState.PAUSED:
        first = Button(T("volunteering-resume"), "volunteering.resume")
    else:
        first = Button(T("volunteering-pause"), "volunteering.pause")
    hours = Button(T("thanks-button"), "thanks")
    conflicts = Button(T("volunteering-conflicts"), "conflicts")
    return (
        (hours,),
        (first,),
        (change,),
        (conflicts,),
        (Button(T("menu-news"), "news"),),
        (Button(T("volunteering-leave"), "volunteering.leave"),),
        (erase,),
    )


# ------------------------------------------------------------------ changes


@routes.tap("volunteering.change")
async def change(turn: Turn) -> Screen:
    """The questionnaire once more, with what they said before."""
    one = await _mine(turn)
    if turn.work.draft is not None and not _is_own_change(turn):
        return intake.unfinished()
    answers = joining.answers_of(one.profile, turn.person.alias or "")
    return questionnaire.changing(turn, answers).screen(T("volunteering-change-how"))


def _is_own_change(turn: Turn) -> bool:
    draft = questionnaire.open_draft(turn)
    return draft is not None and questionnaire.is_change(draft)


async def changed(turn: Turn, answers: Mapping[str, str]) -> Screen:
    """The changed questionnaire was sent."""
    before = await _mine(turn)
    one = await joining.change(turn.work, answers)
    turn.work.close_draft()
    moved = one.profile.region != before.profile.region
    return await page(turn, T("volunteering-moved") if moved else T("volunteering-changed"))


@routes.tap("volunteering.pause")
async def pause(turn: Turn) -> Screen:
    await volunteers.pause(turn.work)
    return replace(await page(turn), toast=T("volunteering-pause-done"))


@routes.tap("volunteering.resume")
async def resume(turn: Turn) -> Screen:
    await volunteers.resume(turn.work)
    return replace(await page(turn), toast=T("volunteering-resume-done"))


@routes.tap("volunteering.leave")
async def ask_leave(turn: Turn) -> Screen:
    """Leaving is asked twice."""
    waits = (await _mine(turn)).state is VolunteerState.APPLIED
    sure = T("volunteering-withdraw-sure") if waits else T("volunteering-leave-sure")
    yes = Button(T("volunteering-withdraw-yes") if waits else T("volunteering-leave-yes"), "volunteering.left")
    return Screen((sure,), ((yes,), _stay()), at="volunteering.leave", takes="idle")


def _stay() -> tuple[Button, ...]:
    return (Button(T("button-back"), "volunteering"),)


@routes.tap("volunteering.left")
async def left(turn: Turn) -> Screen:
    await volunteers.leave(turn.work)
    _drop_change(turn)
    return await menu(turn, T("volunteering-left"))


@routes.tap("volunteering.erase")
async def ask_erase(turn: Turn) -> Screen:
    """Says what goes and what must stay, before anything is erased."""
    await _mine(turn)
    yes = Button(T("volunteering-erase-yes"), "volunteering.erased")
    return Screen((T("volunteering-erase-sure"),), ((yes,), _stay()), at="volunteering.erase", takes="idle")


@routes.tap("volunteering.erased")
async def erased(turn: Turn) -> Screen:
    await volunteers.erase(turn.work)
    _drop_change(turn)
    return await menu(turn, T("volunteering-erased"))


def _drop_change(turn: Turn) -> None:
    if questionnaire.open_draft(turn) is not None:
        turn.work.close_draft()


# ------------------------------------------------------------------ the coordinator's question


@routes.tap("volunteer.answer")
async def answer(turn: Turn) -> Screen:
    """The next message goes to the coordinator who asked."""
    await _asked(turn)
    return _answering()


async def _asked(turn: Turn) -> None:
    one = await volunteers.mine(turn.work)
    if one is None:
        raise Stale
    if one.state is VolunteerState.LEFT:
        raise StaleVolunteer(one.state)


def _answering(*before: Words) -> Screen:
    words = (*before, T("volunteering-answer-how"))
    return Screen(words, ((Button(T("button-cancel"), "join"),),), at="volunteer.answer", takes="volunteer.answer")


@routes.take("volunteer.answer")
async def answered(turn: Turn) -> Screen | None:
    """Passes it on. A correction of an older message is no answer."""
    if turn.said.edited:
        return None
    await _asked(turn)
    if turn.said.file is not None or turn.said.spot is not None or not turn.said.text.strip():
        return _answering(T("volunteering-answer-words"))
    if len(turn.said.text) > LONGEST_ANSWER:
        return _answering(T("volunteering-answer-long", limit=LONGEST_ANSWER))
    await volunteers.answer(turn.work, turn.said.text)
    return Screen((T("volunteering-answered"),), back_to_menu(), at="menu", takes="idle")
