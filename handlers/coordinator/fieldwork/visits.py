"""Visits that were made: the queue, one visit with its answers, photos and hints; approving, returning, rejecting."""

from __future__ import annotations

from chat.screen import Button, Media, Rows, Screen, route
from domain.assignment import TO_VISIT, AssignmentState
from domain.people import Role
from domain.quality import Flag, Sign
from handlers.coordinator.answers import Answered, answered, form_of
from handlers.coordinator.cases.evidence import KINDS
from handlers.coordinator.fieldwork.campaigns import paged
from handlers.coordinator.phrases import snip
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Text, Words
from services.fieldwork import campaign_board, review
from services.fieldwork.review import VisitCard, VisitPage
from services.questionnaires.form_labels import label_of
from services.volunteering.volunteer_common import place_name, titled, where_is

routes = Routes()

PAGE = 6
ANSWERS, ANSWER = 14, 110
"""Answers on the page of a visit, and characters of each; all of them are behind a button."""
WHOLE = 12
LABEL = 80
ALL = 0
"""Stands for every campaign."""


# ------------------------------------------------------------------ the queue


@routes.tap("visits", Role.COORDINATOR)
async def queue(turn: Turn, campaign_id: int, page: int) -> Screen:
    """Visits that wait to be looked at, of one campaign or of all; those with hints first."""
    cards = await review.queue(turn.work, campaign_id or None)
    pages = max(1, -(-len(cards) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = cards[page * PAGE : (page + 1) * PAGE]
    lines = tuple(_line(number, card) for number, card in enumerate(shown, page * PAGE + 1))
    rows: Rows = tuple(
        (Button(f"{number}. {snip(card.place.name(turn.language), 30)}", route("visit.open", card.assignment.id)),)
        for number, card in enumerate(shown, page * PAGE + 1)
    )
    if pages > 1:
        rows += (paged("visits", campaign_id, page, pages),)
    back = route("campaign.open", campaign_id) if campaign_id else route("campaigns", 0)
    words = (T("visits-title", count=len(cards)), *lines) if cards else (T("visits-none"),)
    here = route("visits", campaign_id, page)
    return Screen(words, (*rows, (Button(T("button-back"), back),)), at=here, takes="idle")


def _line(number: int, card: VisitCard) -> Words:
    who = T(
        "visit-line",
        number=number,
        place=place_name(card.place),
        alias=card.alias,
        campaign=titled(card.campaign.title),
    )
    return Lines((who, T("visit-line-signs", count=len(card.signs)))) if card.signs else who


# ------------------------------------------------------------------ one visit


@routes.tap("visit.open", Role.COORDINATOR)
async def open_visit(turn: Turn, assignment_id: int) -> Screen:
    return await visit_screen(turn, assignment_id)


async def visit_screen(turn: Turn, assignment_id: int) -> Screen:
    """A visit with everything a coordinator may see of it, and what can be done with it."""
    page = await review.open_visit(turn.work, assignment_id)
    said = await answers_of(turn, page)
    words: list[Words] = [_head(page), _facts(page)]
    if page.visit.words:
        words.append(T("visit-words", text=snip(page.visit.words, 500)))
    if said:
        words.append(Lines((T("visit-answers"), *(_said(one) for one in said[:ANSWERS]))))
    words += await _findings(turn, page)
    words += _signs(page)
    return Screen(tuple(words), await _rows(turn, page, said), at=route("visit.open", assignment_id), takes="idle")


def _head(page: VisitPage) -> Words:
    one = page.assignment
    return Lines(
        (
            T("visit-head", place=place_name(page.place), state=T(one.state.name_key)),
            where_is(page.place),
            T("visit-of", campaign=titled(page.campaign.title), alias=page.alias),
        )
    )


def _facts(page: VisitPage) -> Words:
    one, visit = page.assignment, page.visit
    lines: list[Words] = []
    if one.state in TO_VISIT or one.state is AssignmentState.OFFERED:
        lines.append(T("visit-due", at=one.at, due=one.due_at))
    if visit.checked_in_at is not None:
        lines.append(T("visit-came", at=Brief(visit.checked_in_at)))
    if visit.metres is not None:
        lines.append(T("visit-metres", metres=visit.metres))
    if visit.finished_at is not None:
        lines.append(T("visit-ended", at=Brief(visit.finished_at), minutes=visit.minutes))
    if visit.outcome is not None:
        lines.append(T("visit-outcome", outcome=T(visit.outcome.name_key)))
    if page.pair_score is not None:
        lines.append(T("visit-pair", percent=page.pair_score))
    return Lines(tuple(lines)) if lines else T("visit-not-yet")


async def answers_of(turn: Turn, page: VisitPage) -> list[Answered]:
    sent = page.submission
    form = None if sent is None else await form_of(turn, sent.form, sent.version)
    return [] if sent is None or form is None else answered(form, sent.values, turn.language, turn.house.zone)


def _said(one: Answered, limit: int = ANSWER) -> Text:
    return T("visit-answer", label=snip(one.label, LABEL), said=snip(one.said, limit))


async def _findings(turn: Turn, page: VisitPage) -> list[Words]:
    if not page.findings:
        return []
    form = await form_of(turn, page.campaign.form, page.campaign.form_version)
    lines = [
        T("finding-line", what=snip(label_of(form, one.question, turn.language), LABEL), state=T(one.state.name_key))
        for one in page.findings
    ]
    return [Lines((T("visit-findings", count=len(lines)), *lines))]


def _signs(page: VisitPage) -> list[Words]:
    """Hints, said kindly: each has honest causes."""
    if not page.signs:
        return []
    return [Lines((T("visit-signs"), *(_sign(one) for one in page.signs)))]


def _sign(one: Sign) -> Text:
    match one.flag:
        case Flag.TOO_FAST:
            return T("sign-too-fast", minutes=max(1, one.value // 60))
        case Flag.FAR_AWAY:
            return T("sign-far-away", metres=one.value)
        case Flag.PHOTO_SEEN:
            return T("sign-photo-seen")
        case Flag.SAME_TEXTS:
            return T("sign-same-texts")
        case Flag.PAIR_DIFFERS:
            return T("sign-pair-differs", percent=one.value)


async def _rows(turn: Turn, page: VisitPage, said: list[Answered]) -> Rows:
    number, moves = page.assignment.id, page.moves
    rows: Rows = ()
    if AssignmentState.APPROVED in moves:
        rows += ((Button(T("visit-button-approve"), route("visit.approve", number)),),)
    deciding: tuple[Button, ...] = ()
    if AssignmentState.RETURNED in moves:
        deciding += (Button(T("visit-button-return"), route("visit.return", number, 0)),)
    if AssignmentState.REJECTED in moves:
        deciding += (Button(T("visit-button-reject"), route("visit.reject", number)),)
    rows += (deciding,) if deciding else ()
    reading: tuple[Button, ...] = ()
    if await campaign_board.files_of(turn.work, number):
        reading += (Button(T("visit-button-photos"), route("visit.photos", number)),)
    if len(said) > ANSWERS or any(len(one.said) > ANSWER for one in said):
        reading += (Button(T("visit-button-answers"), route("visit.answers", number, 0)),)
    rows += (reading,) if reading else ()
    rows += tuple(
        (Button(T("visit-button-finding", number=count), route("finding.open", one.id)),)
        for count, one in enumerate(page.findings, 1)
    )
    if page.assignment.state in TO_VISIT:
        rows += ((Button(T("button-task-extend"), route("task.extend", number)),),)
    if page.assignment.state in TO_VISIT or page.assignment.state is AssignmentState.OFFERED:
        rows += ((Button(T("visit-button-take"), route("visit.take", number)),),)
    if page.assignment.swap_to is not None:
        allow = Button(T("button-swap-allow"), route("swap.allow", number))
        rows += ((allow, Button(T("button-swap-refuse"), route("swap.refuse", number))),)
    campaign = Button(T("visit-button-campaign"), route("campaign.open", page.campaign.id))
    return (*rows, (Button(T("visit-button-queue"), route("visits", ALL, 0)), campaign))


@routes.tap("visit.answers", Role.COORDINATOR)
async def answers(turn: Turn, assignment_id: int, page: int) -> Screen:
    """Every answer in full, page by page."""
    opened = await review.open_visit(turn.work, assignment_id)
    said = await answers_of(turn, opened)
    pages = max(1, -(-len(said) // WHOLE))
    page = min(max(page, 0), pages - 1)
    lines = tuple(_said(one, 250) for one in said[page * WHOLE : (page + 1) * WHOLE])
    rows: Rows = (paged("visit.answers", assignment_id, page, pages),) if pages > 1 else ()
    here, back = route("visit.answers", assignment_id, page), back_to(assignment_id)
    return Screen((T("visit-answers"), Lines(lines)), (*rows, *back), at=here, takes="idle")


def back_to(assignment_id: int) -> Rows:
    return ((Button(T("button-back"), route("visit.open", assignment_id)),),)


@routes.tap("visit.photos", Role.COORDINATOR)
async def photos(turn: Turn, assignment_id: int) -> Screen:
    """The files of the visit. Seen again after a restart is the visit, not the files."""
    kept = await campaign_board.files_of(turn.work, assignment_id)
    media = tuple(
        Media(KINDS[one.kind][0], one.id, f"{number}.{KINDS[one.kind][1] or 'bin'}", one.caption or None)
        for number, one in enumerate(kept, 1)
    )
    words = (T("visit-files", count=len(kept)),)
    here = route("visit.open", assignment_id)
    return Screen(words, back_to(assignment_id), at=here, takes="idle", media=media, fresh=True)
