"""At the object: the rule card, «I'm here», the checklist, handing in, putting right; and the danger button."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chat.screen import Button, ReplyKey, Screen, route
from domain.assignment import TO_VISIT, AssignmentState, Visit, VisitOutcome
from domain.people import Role
from domain.place import Point
from forms.conversation import given as give
from forms.conversation.dialog import Dialog
from forms.conversation.given import Given
from forms.conversation.reopening import reopened
from handlers.citizen.consent import agreed
from handlers.form.runner import AT_OBJECT, VISIT, Run, finishes, resume, start
from handlers.forms.begin import begins, unfinished
from handlers.incoming import Spot
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from handlers.volunteer.tasks import listed, shown
from handlers.volunteer.words import far, labels
from locales.texts import T, Text, Words
from services.fieldwork import assignments
from services.fieldwork.assignments import TaskPage, sign_of_distance
from services.questionnaires import submissions
from services.refusals import NotFound, Refusal
from services.trust import consent
from services.volunteering.volunteer_common import place_name
from services.volunteering.volunteer_refusals import StaleTask
from storage.work import Draft

routes = Routes()

KIND = "a"
"""What the buttons of unfinished answers call a visit for a task."""
A_QUESTION = timedelta(seconds=12)
"""How long answering a question takes, roughly: for noticing checklists that were filled without looking."""
PLACE, RULES = "location", "rules"
"""Questions of our checklists that are answered by coming to the object."""


class FormGone(Refusal):
    """The checklist of the task cannot be loaded any more."""

    key = "task-form-gone"


# ------------------------------------------------------------------ arriving


@routes.tap("task.start", Role.VOLUNTEER)
async def begin(turn: Turn, task: int) -> Screen | None:
    """The rules, each time; for answers begun already, on with them."""
    page = await assignments.open_task(turn.work, task)
    if page.assignment.state not in TO_VISIT:
        raise StaleTask(page.assignment.state)
    if consent.is_needed(turn.person):
        return await agreed(turn, "tasks")
    if _is_for(turn.work.draft, task):
        return (await resume(turn)).screen()
    if page.assignment.state is AssignmentState.RETURNED:
        return await _fill(turn, page)
    return _rules(page)


def _rules(page: TaskPage) -> Screen:
    task = page.assignment.id
    rows = (
        (Button(T("visit-here"), route("task.here", task)),),
        (Button(T("task-not-possible"), route("task.outcome", task)),),
        (Button(T("task-danger"), route("task.danger", task)), Button(T("task-back"), route("task.open", task))),
    )
    words = (T("visit-at", place=place_name(page.place)), T("visit-rules"), T("visit-rules-ready"))
    return Screen(words, rows, at=route("task.start", task), takes="idle")


def _is_for(draft: Draft | None, task: int) -> bool:
    return draft is not None and draft.state.get("visit") == task


@routes.tap("task.here", Role.VOLUNTEER)
async def here(turn: Turn, task: int) -> Screen:
    """Telegram shares a location only from a key under the composer."""
    page = await assignments.open_task(turn.work, task)
    if page.assignment.state not in TO_VISIT:
        raise StaleTask(page.assignment.state)
    return _asked_where(task)


def _asked_where(task: int, *before: Words) -> Screen:
    keys = (
        (ReplyKey(T("visit-send-place"), sends="location"),),
        (ReplyKey(T("visit-no-place")),),
        (ReplyKey(T("task-danger")), ReplyKey(T("task-back"))),
    )
    words = (*before, T("visit-where"))
    return Screen(words, at=route("task.here", task), takes=route("task.spot", task), keys=keys, fresh=True)


@routes.take("task.spot", Role.VOLUNTEER)
async def spot(turn: Turn, task: int) -> Screen | None:
    """Where they are, or that they would not say; then the checklist."""
    said = turn.said
    if said.edited:
        return None  # a live location is edited as it moves
    if said.text in labels("task-danger"):
        return await danger(turn, task)
    if said.text in labels("task-back"):
        return await shown(turn, task)
    if said.spot is not None:
        visit = await assignments.check_in(turn.work, task, Point(said.spot.latitude, said.spot.longitude))
        return await _arrived(turn, task, _how_far(turn, visit), said.spot)
    if said.text in labels("visit-no-place"):
        await assignments.begin(turn.work, task)
        return await _arrived(turn, task, T("visit-place-unsaid"))
    return _asked_where(task, T("visit-place-needed"))


def _how_far(turn: Turn, visit: Visit) -> Text:
    """The distance, said kindly: the map may be wrong, a phone too."""
    if visit.metres is None:
        return T("visit-checked-in")
    key = "visit-far" if sign_of_distance(visit) is not None else "visit-near"
    return T(key, distance=far(turn, visit.metres))


async def _arrived(turn: Turn, task: int, before: Text, where: Spot | None = None) -> Screen:
    page = await assignments.open_task(turn.work, task)
    if _is_for(turn.work.draft, task):
        return (await resume(turn)).screen(before)
    return await _fill(turn, page, before, where=where)


# ------------------------------------------------------------------ the checklist


async def _fill(turn: Turn, page: TaskPage, *before: Words, where: Spot | None = None) -> Screen:
    """The checklist, tied to the task; other unfinished answers are not lost without asking."""
    task, draft = page.assignment.id, turn.work.draft
    if draft is not None and not draft.state.get("trial"):
        asked = await unfinished(turn, KIND, str(task))
        return replace(asked, words=(*before, *asked.words))
    return (await _opened(turn, page, where)).screen(*before)


@begins(KIND)
async def anew(turn: Turn, what: str) -> Screen:
    """In place of other answers, which the person has dropped."""
    page = await assignments.open_task(turn.work, int(what) if what.isdecimal() else 0)
    if page.assignment.state not in (AssignmentState.STARTED, AssignmentState.RETURNED):
        raise StaleTask(page.assignment.state)
    return (await _opened(turn, page, None)).screen()


async def _opened(turn: Turn, page: TaskPage, where: Spot | None) -> Run:
    if page.assignment.state is AssignmentState.RETURNED and page.visit.submission_id is not None:
        return await _to_correct(turn, page, page.visit.submission_id)
    try:
        loaded = await turn.house.forms.load(turn.work, page.campaign.form, page.campaign.form_version)
    except LookupError:
        raise FormGone from None
    run = start(turn, loaded)
    run.draft = turn.work.draft = replace(run.draft, state={**run.draft.state, "visit": page.assignment.id})
    if where is not None:
        _ahead(run, PLACE, give.Pinned(where.latitude, where.longitude, where.accuracy))
    _ahead(run, RULES, give.Confirmed())
    run.save()
    return run


def _ahead(run: Run, question: str, given: Given) -> None:
    """Answers what the visit itself has answered; a form without the question is as good."""
    try:
        run.dialog.prefill(question, given)
    except LookupError:
        return


async def _to_correct(turn: Turn, page: TaskPage, submission_id: int) -> Run:
    """What was handed in, open at its review: the volunteer changes the answer that the coordinator asked about."""
    sent = await submissions.own(turn.work, submission_id)
    try:
        loaded = await turn.house.forms.load(turn.work, sent.form, sent.version)
    except LookupError:
        raise FormGone from None
    moment = turn.now.astimezone(turn.house.zone)
    dialog = reopened(loaded.form, sent.values, now=lambda: moment, language=turn.language)
    state = {"dialog": dialog.state(), "receipts": {}, "visit": page.assignment.id, "corrects": submission_id}
    draft = turn.work.open_draft(sent.form, sent.version, state)
    draft = turn.work.draft = replace(draft, opened_at=sent.started_at)  # the visit was then, not now
    return Run(turn, draft, dialog, loaded.media)


@finishes(VISIT)
async def handed_in(turn: Turn, dialog: Dialog) -> Screen:
    """The visit is made. Answers for a task that is not theirs any more are kept all the same."""
    draft = turn.work.draft
    state = {} if draft is None else draft.state
    task, corrects = int(state.get("visit", 0)), state.get("corrects")
    try:
        page: TaskPage | None = await assignments.open_task(turn.work, task)
    except NotFound:
        page = None
    expected = A_QUESTION * len(dialog.session.steps())
    kept = await submissions.submit(turn.work, dialog, corrects=corrects)
    if page is None or page.assignment.state not in TO_VISIT:
        return await listed(turn, 0, T("visit-too-late"))
    await assignments.finish(turn.work, task, kept.id, expected=expected)
    words: list[Words] = [T("visit-handed-in", place=place_name(page.place))]
    if kept.findings is not None:
        words.append(T("forms-findings", count=kept.findings))
    words.append(T("task-looked-at"))
    rows = ((Button(T("tasks-back"), "tasks:0"),), *back_to_menu())
    return Screen(tuple(words), rows, at="tasks:0", takes="idle")


# ------------------------------------------------------------------ danger


@routes.tap("task.danger", Role.VOLUNTEER)
async def danger(turn: Turn, task: int) -> Screen:
    """One tap, nothing asked: the coordinators are told at once."""
    await assignments.danger(turn.work, task)
    return await safe(turn, task)


@routes.tap("task.safe", Role.VOLUNTEER)
async def safe(turn: Turn, task: int) -> Screen:
    """What to do now. Showing it again tells nobody anything."""
    page = await assignments.open_task(turn.work, task)
    rows = [(Button(T("task-back"), route("task.open", task)),)]
    if AssignmentState.IMPOSSIBLE in page.moves:
        rows.insert(0, (Button(T("danger-end"), route("task.ended", task, VisitOutcome.UNSAFE)),))
    return Screen((T("danger-now"), T("danger-told")), tuple(rows), at=route("task.safe", task), takes="idle")


@routes.tap("task.alarm", Role.VOLUNTEER)
async def alarm(turn: Turn) -> Screen:
    """Danger outside of a task."""
    await assignments.danger(turn.work, None)
    return await alarmed(turn)


@routes.tap("task.alarmed", Role.VOLUNTEER)
async def alarmed(turn: Turn) -> Screen:
    rows = ((Button(T("tasks-back"), "tasks:0"),), *back_to_menu())
    return Screen((T("danger-now"), T("danger-told")), rows, at="task.alarmed", takes="idle")


AT_OBJECT["task-danger"] = danger
AT_OBJECT["task-back"] = shown
