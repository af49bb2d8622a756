"""The questionnaire of a volunteer, run as any form; its draft also remembers how far the rules have been learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from domain.people import EVERYWHERE, Role
from forms import library
from forms.conversation import given as give
from forms.conversation.dialog import Dialog
from forms.conversation.given import Verdict
from handlers.form.runner import Run, start
from handlers.routing import Stale
from handlers.turn import Turn
from services.questionnaires.form_registry import Loaded
from services.volunteering.joining import FORM
from storage.work import Draft

FILLED, PASSED, CHANGING = "filled", "passed", "changing"
"""In the draft's state: the questionnaire was sent; how many questions of the quiz were answered; it is a change."""


def begun(turn: Turn) -> Run:
    """A fresh questionnaire. What the bot knows already, it does not ask: the name, and the region of an invitation."""
    run = _fresh(turn)
    wanted = (Role.INVITED, Role.VOLUNTEER)
    invited = {grant.region for grant in turn.person.grants if grant.role in wanted} - {EVERYWHERE}
    if len(invited) == 1:
        run.dialog.prefill("region", give.Picked(*invited))
    if turn.person.alias:
        run.dialog.prefill("alias", give.Typed(turn.person.alias))
    run.save()
    return run


def changing(turn: Turn, answers: Mapping[str, str]) -> Run:
    """The questionnaire with what the volunteer said before, at its last screen: each answer can be changed there."""
    run = _fresh(turn)
    session = run.dialog.session
    for question in session.form.questions():
        if answers.get(question.name):
            session.answer(question.path, answers[question.name])
    while not run.dialog.at_review:
        if (
            run.dialog.answer(give.Confirmed()).verdict is Verdict.REFUSED
            and run.dialog.skip().verdict is Verdict.REFUSED
        ):
            break  # a question that the questionnaire did not have when they answered it
    run.save()
    _note(turn, CHANGING, True)
    return run


def _fresh(turn: Turn) -> Run:
    return start(turn, Loaded(library.load(FORM), {}))


def answers_in(dialog: Dialog) -> dict[str, str]:
    """The answers by the names of their questions."""
    return {ref.rsplit("/", 1)[-1]: value for ref, value in dialog.values().items()}


# ------------------------------------------------------------------ how far somebody has come


def open_draft(turn: Turn) -> Draft | None:
    """The questionnaire that the person has open; None where that is nothing or another form."""
    draft = turn.work.draft
    return draft if draft is not None and draft.form == FORM and not draft.state.get("trial") else None


def is_change(draft: Draft) -> bool:
    """Whether a volunteer only changes what they said before."""
    return bool(draft.state.get(CHANGING))


def is_filled(draft: Draft) -> bool:
    """Whether the questionnaire was sent, and the rules come."""
    return bool(draft.state.get(FILLED)) and not is_change(draft)


def mark_filled(turn: Turn) -> None:
    """The questionnaire was sent."""
    _note(turn, FILLED, True)


def passed(turn: Turn) -> int:
    """How many questions of the quiz were answered right. Raises Stale unless the questionnaire was sent."""
    draft = open_draft(turn)
    if draft is None or not is_filled(draft):
        raise Stale
    return int(draft.state.get(PASSED, 0))


def mark_passed(turn: Turn, count: int) -> None:
    """So many questions of the quiz were answered right."""
    _note(turn, PASSED, count)


def _note(turn: Turn, name: str, value: bool | int) -> None:
    draft = open_draft(turn)
    if draft is None:
        raise Stale
    turn.work.draft = replace(draft, state={**draft.state, name: value})
