"""My reports: the list, one of them with its history, and what its reporter can do about it."""

from __future__ import annotations

import re

from chat.screen import Button, Rows, Screen, route
from domain.code import BadCode
from domain.evidence import Kind
from handlers.incoming import Said
from handlers.menu import back_to_menu, menu
from handlers.news import asked_once
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Words
from services.cases import complaints, me_too, undo
from services.cases.common import first_lines
from services.cases.complaints import Report
from services.cases.history import HistoryLine
from services.messaging import talk
from services.refusals import NotFound
from services.trust.evidence import Incoming

routes = Routes()

PAGE = 8
"""Reports on one page of the list."""
SAID = 120
"""Characters of a question or an answer that the history repeats."""
FILE_ALONE = "📎"
"""What stands as the answer when only a file was sent."""
CODE = re.compile(r"AD-[2-9A-Z]{4}-[2-9A-Z]{4}")


@routes.tap("reports")
async def all_reports(turn: Turn) -> Screen:
    return await listed(turn, 1)


@routes.tap("reports.page")
async def listed(turn: Turn, page: int) -> Screen:
    """The newest first, each line a button."""
    cases = await complaints.my_reports(turn.work)
    joined = await me_too.mine(turn.work)
    if not cases and not joined:
        rows: Rows = ((Button(T("menu-report"), "report"),), _by_words(), *back_to_menu())
        return Screen(words=(T("reports-title"), T("reports-none")), buttons=rows, at="reports", takes="idle")
    pages = max(1, (len(cases) + PAGE - 1) // PAGE)
    page = min(max(page, 1), pages)
    rows = tuple(
        (Button(T("reports-line", code=case.code, state=T(case.state.name_key)), route("report.open", case.id)),)
        for case in cases[(page - 1) * PAGE : page * PAGE]
    )
    if pages > 1:
        before, after = (page - 2) % pages + 1, page % pages + 1
        turns = (Button("‹", route("reports.page", before)), Button(f"{page} / {pages}", route("reports.page", page)))
        rows += ((*turns, Button("›", route("reports.page", after))),)
    rows += tuple(
        (Button(T("follow-line", code=one.code, state=T(case.state.name_key)), route("follow.open", case.id)),)
        for one, case in joined[:PAGE]
    )
    return Screen(
        words=(T("reports-title"),),
        buttons=(*rows, _by_words(), *back_to_menu()),
        at=route("reports.page", page),
        takes="idle",
    )


def _by_words() -> tuple[Button, ...]:
    """The way back to a report whose thread was cut."""
    return (Button(T("thread-open"), "thread.open"),)


async def open_by_code(turn: Turn, typed: str) -> Screen:
    """From a deep link with the code; only its reporter gets to see it."""
    try:
        return await opened(turn, await complaints.find_report(turn.work, typed))
    except (BadCode, NotFound):
        return await menu(turn, T("refused-not-found"))


@routes.tap("report.open")
async def opened(turn: Turn, case_id: int) -> Screen:
    return _drawn(await complaints.open_report(turn.work, case_id))


async def opened_with(turn: Turn, case_id: int, done: Words) -> Screen:
    """The report, below what has just happened."""
    return _drawn(await complaints.open_report(turn.work, case_id), done)


def _drawn(report: Report, *before: Words) -> Screen:
    case = report.case
    words: list[Words] = [
        *before,
        Lines((T("report-title", code=case.code, category=T(case.category.name_key)), report.place)),
        T("report-state", state=T(case.state.name_key), means=T(case.state.explanation_key)),
        *((T("report-joint", state=T(report.joint.name_key)),) if report.joint is not None else ()),
        Lines((T("report-timeline"), *(line for one in report.history for line in _event(one)))),
    ]
    if report.due is not None:
        words.append(T("report-due", due=report.due))
    if report.evidence:
        words.append(T("report-files", count=len(report.evidence)))
    if report.question is not None:
        words.append(T("report-question", question=report.question.text))
    if report.can_judge:
        words.append(T("report-ask-fixed"))
    here = route("report.open", case.id)
    return Screen(words=tuple(words), buttons=_ways(report), at=here, takes=route("report.said", case.id))


def _event(one: HistoryLine) -> tuple[Words, ...]:
    """When and what; with the beginning of what was asked or answered."""
    line = T("report-event", at=Brief(one.at), what=one.what)
    return (line, T("report-event-said", said=first_lines(one.said, SAID))) if one.said else (line,)


def _ways(report: Report) -> Rows:
    case = report.case.id
    rows: Rows = ()
    if report.question is not None:
        rows += ((Button(T("report-answer"), route("report.answer", case)),),)
    if report.can_judge:
        judge = [Button(T("report-satisfied"), route("report.fixed", case, "yes"))]
        if report.can_reopen:
            judge.append(Button(T("report-not-satisfied"), route("report.fixed", case, "no")))
        rows += (tuple(judge),)
    change = []
    if report.can_add:
        change.append(Button(T("report-add"), route("report.add", case)))
    if report.can_withdraw:
        change.append(Button(T("report-withdraw"), route("report.withdraw", case)))
    if report.can_return:
        change.append(Button(T("report-not-gone"), route("report.not-gone", case)))
    rows += (tuple(change),) if change else ()
    if report.can_add:
        rows += ((Button(T("quiet-button"), route("quiet", case)),),)
    rows += ((Button(T("thread-cut"), route("thread.cut", case)),),)
    return (*rows, (Button(T("button-back"), "reports"), Button(T("button-menu"), "menu")))


@routes.tap("report.seen")
async def seen(turn: Turn, case_id: int) -> Screen:
    """They have read what the coordinator wrote; only a toast, the message stays as it is."""
    await talk.seen(turn.work, case_id)
    return Screen(toast=T("talk-seen-thanks"))


# ------------------------------------------------------------------ answering and adding


@routes.tap("report.answer")
async def answer(turn: Turn, case_id: int) -> Screen:
    report = await complaints.open_report(turn.work, case_id)
    if report.question is None:
        return _drawn(report)
    words = (T("report-question", question=report.question.text), T("report-answer-how"))
    return _typing(case_id, "report.answer", *words)


@routes.tap("report.add")
async def add(turn: Turn, case_id: int) -> Screen:
    await complaints.open_report(turn.work, case_id)
    return _typing(case_id, "report.add", T("report-add-how"))


def _typing(case_id: int, name: str, *words: Words) -> Screen:
    here = route(name, case_id)
    back = ((Button(T("button-back"), route("report.open", case_id)),),)
    return Screen(words=words, buttons=back, at=here, takes=route("report.said", case_id))


@routes.take("report.said")
async def said(turn: Turn, case_id: int) -> Screen | None:
    """Words and files for this report: the answer where a question is open, else an addition."""
    came = turn.said
    if came.edited:
        return None
    report = await complaints.open_report(turn.work, case_id)
    if not report.can_add and report.question is None:
        raise Stale
    if came.strange:
        return _typing(case_id, "report.add", T("not-understood"))
    done = await _stored(turn, report, came)
    return _drawn(await complaints.open_report(turn.work, case_id), done)


async def replied_to(turn: Turn) -> int | None:
    """The person's own report whose code stands in the message of ours that they reply to."""
    for code in CODE.findall(turn.said.quoted):
        try:
            return await complaints.find_report(turn.work, code)
        except (BadCode, NotFound):
            continue
    return None


async def _stored(turn: Turn, report: Report, came: Said) -> Words:
    case_id, answers = report.case.id, report.question is not None
    sent: tuple[int, Kind] | None = None
    words = f"📍 {came.spot.latitude}, {came.spot.longitude}" if came.spot else came.text
    if came.file is not None:
        file = came.file
        incoming = Incoming(file.kind, file.file_id, file.name, file.size, "" if answers else came.text)
        added = await complaints.add_evidence(turn.work, case_id, incoming, answers=answers)
        sent = (added, Kind(file.kind))
    if answers:
        await complaints.answer_question(turn.work, case_id, words or FILE_ALONE, sent)
        return T("report-answered")
    if came.file is None and not await complaints.add_words(turn.work, case_id, words):
        return T("report-same-words")
    return T("report-added-slow" if report.answers_slowly else "report-added")


# ------------------------------------------------------------------ the end


@routes.tap("report.withdraw")
async def withdraw(turn: Turn, case_id: int) -> Screen:
    report = await complaints.open_report(turn.work, case_id)
    rows = (
        (Button(T("report-withdraw-yes"), route("report.gone", case_id)),),
        (Button(T("button-back"), route("report.open", case_id)),),
    )
    here = route("report.withdraw", case_id)
    return Screen(words=(T("report-withdraw-sure", code=report.case.code),), buttons=rows, at=here, takes="idle")


@routes.tap("report.gone")
async def withdrawn(turn: Turn, case_id: int) -> Screen:
    await complaints.withdraw(turn.work, case_id)
    return _drawn(await complaints.open_report(turn.work, case_id), T("report-withdrawn"))


@routes.tap("report.not-gone")
async def not_withdrawn(turn: Turn, case_id: int) -> Screen:
    """It was a mistake, and is as it was."""
    await undo.undo_withdrawal(turn.work, case_id)
    return _drawn(await complaints.open_report(turn.work, case_id), T("report-back"))


@routes.tap("report.fixed")
async def fixed(turn: Turn, case_id: int, verdict: str) -> Screen:
    """Satisfied: thanks. Not satisfied: why, and the case opens again, once."""
    if verdict == "yes":
        await complaints.confirm_fixed(turn.work, case_id, satisfied=True)
        thanked = _drawn(await complaints.open_report(turn.work, case_id), T("report-thanks"))
        return await asked_once(turn, thanked)
    report = await complaints.open_report(turn.work, case_id)
    if verdict != "no" or not report.can_reopen:
        raise Stale
    back = ((Button(T("button-back"), route("report.open", case_id)),),)
    here = route("report.fixed", case_id, "no")
    return Screen(words=(T("report-why-not"),), buttons=back, at=here, takes=route("report.why", case_id))


@routes.take("report.why")
async def why_not_fixed(turn: Turn, case_id: int) -> Screen:
    await complaints.confirm_fixed(turn.work, case_id, satisfied=False, reason=turn.said.text)
    return _drawn(await complaints.open_report(turn.work, case_id), T("report-reopened"))
