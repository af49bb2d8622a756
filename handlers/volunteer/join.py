"""Becoming a volunteer: what it is, consent, the questionnaire; then come the rules."""

from __future__ import annotations

from chat.screen import Button, Screen
from domain.people import Role
from domain.volunteer import Volunteer, VolunteerState
from forms.conversation.dialog import Dialog
from handlers.citizen import intake
from handlers.citizen.consent import after, agreed
from handlers.form.runner import finishes, resume
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from handlers.volunteer import profile, questionnaire, rules
from locales.texts import T, Text
from services.volunteering import joining, volunteers
from services.volunteering.joining import FORM

routes = Routes()

AGAIN = frozenset({VolunteerState.LEFT, VolunteerState.DECLINED})
"""From here one may ask to become a volunteer, as from nowhere at all."""


@routes.tap("join")
async def join(turn: Turn) -> Screen:
    """What it means to be a volunteer; for those who have asked already, their own page."""
    await joining.admit(turn.work)
    one = await volunteers.mine(turn.work)
    return _about(turn, one) if _may_ask(one) else await profile.page(turn)


def _may_ask(one: Volunteer | None) -> bool:
    return one is None or one.state in AGAIN


def _about(turn: Turn, one: Volunteer | None) -> Screen:
    before: tuple[Text, ...] = ()
    if one is not None:
        before = (T("join-after-leaving") if one.state is VolunteerState.LEFT else T("join-after-decline"),)
    if questionnaire.open_draft(turn) is not None:
        first = Button(T("draft-continue"), "draft.continue")
    else:
        first = Button(T("join-begin"), "join.begin")
    steps = T("join-steps-invited") if turn.person.has(Role.INVITED) else T("join-steps")
    words = (T("join-title"), *before, T("join-about"), steps)
    return Screen(words, ((first,), *back_to_menu()), at="join", takes="idle")


@routes.tap("join.begin")
async def begin(turn: Turn) -> Screen | None:
    """Consent first, then the questionnaire; what is open already is gone on with, or offered."""
    if not _may_ask(await volunteers.mine(turn.work)):
        return await profile.page(turn)
    if questionnaire.open_draft(turn) is not None:
        return await go_on(turn)
    return intake.unfinished() if turn.work.draft is not None else await agreed(turn, "join")


@after("join")
async def ask(turn: Turn) -> Screen | None:
    """The first question."""
    if turn.work.draft is not None or not _may_ask(await volunteers.mine(turn.work)):
        return await begin(turn)
    return questionnaire.begun(turn).screen()


@intake.returns(FORM)
async def go_on(turn: Turn) -> Screen | None:
    """Where they left off: in the questionnaire, in the rules, or in the quiz."""
    draft = questionnaire.open_draft(turn)
    if draft is not None and questionnaire.is_filled(draft):
        return rules.go_on(turn)
    return (await resume(turn)).screen()


@finishes(FORM)
async def filled(turn: Turn, dialog: Dialog) -> Screen:
    """The answers stay in the draft until the code of conduct is accepted."""
    draft = questionnaire.open_draft(turn)
    if draft is None:
        raise Stale
    if questionnaire.is_change(draft):
        return await profile.changed(turn, questionnaire.answers_in(dialog))
    questionnaire.mark_filled(turn)
    return rules.go_on(turn)
