"""Filling a form: the checklists of volunteers, and the small forms that anybody may fill."""

from __future__ import annotations

from chat.screen import Button, Rows, Screen, route
from domain.form_version import title_in
from forms.conversation.dialog import Dialog
from handlers.citizen.consent import after, agreed
from handlers.form.leaving import trial_over
from handlers.form.runner import OTHERS, TRIAL, finishes
from handlers.forms.begin import key_of
from handlers.forms.listing import PAGE, pager
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T, Words
from services.questionnaires import forms, small_forms, submissions
from services.questionnaires.forms import CITIZENS

routes = Routes()


@routes.command("checklists")
async def checklists_command(turn: Turn, payload: str) -> Screen | None:
    return await checklists(turn, 0)


@routes.tap("checklists")
async def checklists(turn: Turn, page: int) -> Screen | None:
    """What can be filled, by title. Those without the role are refused by the service."""
    await forms.offered(turn.work)
    return await (agreed(turn, "checklists") if page == 0 else _listed(turn, page))


@after("checklists")
async def agreed_checklists(turn: Turn) -> Screen:
    return await _listed(turn, 0)


async def _listed(turn: Turn, page: int) -> Screen:
    offers = await forms.offered(turn.work)
    pages = max(1, -(-len(offers) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(one.title_in(turn.language), route("form.begin", key_of(one.form))),)
        for one in offers[page * PAGE : (page + 1) * PAGE]
    )
    if pages > 1:
        rows += (pager("checklists", page, pages),)
    words = (T("checklists-title"), T("checklists-rule") if offers else T("checklists-none"))
    return Screen(words, (*rows, *back_to_menu()), at=route("checklists", page), takes="idle")


@routes.tap("small")
async def small(turn: Turn) -> Screen | None:
    """A suggestion, a rating, a question to a lawyer."""
    return await agreed(turn, "small")


@after("small")
async def agreed_small(turn: Turn) -> Screen:
    rows: Rows = tuple(
        (Button(one.title_in(turn.language), route("form.begin", key_of(one.form))),) for one in forms.own_offers()
    )
    return Screen((T("small-title"),), (*rows, *back_to_menu()), at="small", takes="idle")


# ------------------------------------------------------------------ sent


@finishes(OTHERS)
async def sent(turn: Turn, dialog: Dialog) -> Screen:
    """Stored with its files; said once, with what was found."""
    kept = await submissions.submit(turn.work, dialog)
    title = title_in(dialog.session.form.title, turn.language)
    words: list[Words] = [T("forms-thanks", title=title)]
    if kept.findings is not None:
        words.append(T("forms-findings", count=kept.findings))
    if kept.form in CITIZENS:
        await small_forms.tell_desk(turn.work, kept)
        words += [T("small-number", number=kept.id), small_forms.NEXT[kept.form]]
        return Screen(tuple(words), back_to_menu(), at="menu", takes="idle")
    again = ((Button(T("checklists-again"), route("checklists", 0)),), *back_to_menu())
    return Screen(tuple(words), again, at=route("checklists", 0), takes="idle")


@finishes(TRIAL)
async def tried(turn: Turn, dialog: Dialog) -> Screen:
    """The end of a trial: nothing is kept."""
    found = submissions.findings(dialog.values())
    return trial_over(turn, *(() if found is None else (T("forms-findings", count=found),)))
