"""The audit log in the chat, for admins: who did what to which case, page by page or of one case."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain import audit as actions
from domain.people import Role
from handlers.audit_words import did
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Text, Words
from services.refusals import NotFound
from services.trust import audit
from services.trust.audit import Line

routes = Routes()

WORDS = {
    actions.LOG_BEGUN: "audit-log-begun",
    actions.CASE_OPENED: "audit-case-opened",
    actions.ROLE_GIVEN: "audit-role-given",
    actions.ROLE_TAKEN: "audit-role-taken",
    actions.INVITE_MADE: "audit-invite-made",
    actions.RESULTS_EXPORTED: "audit-results-exported",
    actions.PAPERS_MADE: "audit-papers-made",
    actions.EVIDENCE_READ: "audit-evidence-read",
    actions.ORIGINALS_READ: "audit-originals-read",
    actions.EVIDENCE_SEALED: "audit-evidence-sealed",
    actions.NOTE_WRITTEN: "audit-note-written",
    actions.GROUP_BOUND: "audit-group-bound",
    actions.GROUP_UNBOUND: "audit-group-unbound",
    actions.FORM_PUBLISHED: "audit-form-published",
    actions.FORM_RETIRED: "audit-form-retired",
    actions.PERSON_FORGOTTEN: "audit-person-forgotten",
    actions.KEY_ADDED: "audit-key-added",
    actions.KEY_APPLIED: "audit-key-applied",
    "case-moved": "audit-case-moved",
    "case-undone": "audit-case-undone",
    "case-assigned": "audit-case-assigned",
    "case-taken-over": "audit-case-taken-over",
    "case-contact-read": "audit-case-contact-read",
    "case-extended": "audit-case-extended",
    "case-evidence-added": "audit-case-evidence-added",
    "case-satisfied": "audit-case-satisfied",
    "case-muted": "audit-case-muted",
    "case-unmuted": "audit-case-unmuted",
    "case-thread-cut": "audit-case-thread-cut",
    "case-thread-tied": "audit-case-thread-tied",
    "case-erased": "audit-case-erased",
}
"""Actions with words of their own; of any other the code is shown."""


@routes.command("audit", role=Role.ADMIN)
async def command(turn: Turn, payload: str) -> Screen:
    return await _of_case(turn, payload) if payload.strip() else await page(turn, 0)


@routes.tap("audit", role=Role.ADMIN)
async def page(turn: Turn, number: int) -> Screen:
    """The whole log, the newest first; a case's code that is typed narrows it."""
    return await _page(turn, number, None)


@routes.tap("audit.case", role=Role.ADMIN)
async def case_page(turn: Turn, code: str, number: int) -> Screen:
    """What was done to one case."""
    return await _page(turn, number, audit.code_of(code))


@routes.take("audit", role=Role.ADMIN)
async def typed(turn: Turn) -> Screen | None:
    return None if turn.said.edited else await _of_case(turn, turn.said.text)


async def _of_case(turn: Turn, text: str) -> Screen:
    try:
        return await _page(turn, 0, audit.code_of(text))
    except NotFound:
        return await _page(turn, 0, None, T("audit-no-code"))


async def _page(turn: Turn, number: int, code: str | None, *before: Words) -> Screen:
    read = await audit.read(turn.work, number, code)

    def to(there: int) -> str:
        return route("audit", there) if code is None else route("audit.case", code, there)

    heading = T("audit-title") if code is None else T("audit-of-case", code=code)
    count = T("audit-count", count=read.total, fingerprint=read.fingerprint) if read.total else T("audit-empty")
    lines = Lines(tuple(_line(one) for one in read.lines))
    words = (*before, heading, count, *((lines,) if read.lines else ()), T("audit-how"))
    rows: Rows = ()
    if read.pages > 1:
        earlier, later = (read.page + 1) % read.pages, (read.page - 1) % read.pages
        here = Button(f"{read.page + 1} / {read.pages}", to(read.page))
        rows += ((Button("‹", to(later)), here, Button("›", to(earlier))),)
    if code is not None:
        rows += ((Button(T("audit-all"), route("audit", 0)),),)
    rows += ((Button(T("admin-back-people"), route("admin.people", 0)), *back_to_menu()[0]),)
    return Screen(words, rows, at=to(read.page), takes="audit")


def _line(one: Line) -> Text:
    entry = one.entry
    key = WORDS.get(entry.action) or did(entry.action)
    what: Text | str = T(key) if key is not None else entry.action
    exactly = entry.action if entry.action not in WORDS and key is not None else ""
    about = " · ".join(part for part in (entry.case or "", exactly, _about(entry.about)) if part)
    who: Text | str = one.alias if one.alias is not None else T("audit-nobody")
    line = "audit-line-about" if about else "audit-line"
    return T(line, number=entry.number, at=Brief(entry.at), who=who, what=what, **({"about": about} if about else {}))


def _about(about: str) -> str:
    """Codes as they are: they are the same in both languages and everywhere the log is read."""
    return about.replace("_", " ")
