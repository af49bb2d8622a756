"""The list of forms and the page of one: try, publish, download, retire."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Media, Rows, Screen, route
from domain.form_version import FormState
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words
from services.questionnaires import forms, push_desk
from services.questionnaires.forms import Listed

routes = Routes()

PAGE = 8
MARKS = {FormState.DRAFT: "✏️", FormState.PUBLISHED: "✅", FormState.RETIRED: "💤"}


@routes.command("forms", role=Role.COORDINATOR)
async def forms_command(turn: Turn, payload: str) -> Screen:
    return await listed(turn, 0)


@routes.tap("forms", Role.COORDINATOR)
async def listed(turn: Turn, page: int) -> Screen:
    """Every form with its state; a file sent here is a new one."""
    found = await forms.listed(turn.work)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(f"{MARKS[one.state]} {one.offer.title_in(turn.language)}", route("forms.open", one.ref)),)
        for one in found[page * PAGE : (page + 1) * PAGE]
    )
    if pages > 1:
        rows += (pager("forms", page, pages),)
    if turn.person.has(Role.ADMIN) and (refused := await push_desk.refused(turn.work)):
        rows += ((Button(T("pushes-button", count=len(refused)), route("pushes", 0)),),)
    words: tuple[Words, ...] = (T("forms-title"), T("forms-how"))
    return Screen(words, (*rows, *back_to_menu()), at=route("forms", page), takes="idle")


def pager(name: str, page: int, pages: int) -> tuple[Button, ...]:
    """Always three buttons; the ends lead round."""
    before, after = (page - 1) % pages, (page + 1) % pages
    here = Button(f"{page + 1} / {pages}", route(name, page))
    return Button("‹", route(name, before)), here, Button("›", route(name, after))


@routes.tap("forms.open", Role.COORDINATOR)
async def open_form(turn: Turn, ref: str) -> Screen:
    """One form: what it is, how often it was filled, what can be done."""
    return await _page(turn, await forms.opened(turn.work, ref))


async def _page(turn: Turn, one: Listed) -> Screen:
    facts: list[Text] = [T("forms-version", version=one.offer.version), T("forms-results", count=one.results)]
    if one.stored is None:
        facts.append(T("forms-own"))
    elif one.stored.minutes:
        facts.append(T("forms-size", questions=one.stored.questions, minutes=one.stored.minutes))
    words: tuple[Words, ...] = (
        T("forms-form", title=one.offer.title_in(turn.language), state=T(one.state.name_key)),
        Lines(tuple(facts)),
    )
    return Screen(words, await _rows(turn, one), at=route("forms.open", one.ref), takes="idle")


async def _rows(turn: Turn, one: Listed) -> Rows:
    rows: Rows = ((Button(T("forms-try"), route("forms.try", one.ref)),),)
    if one.stored is not None and one.state is not FormState.PUBLISHED:
        replaced = await forms.in_use(turn.work, one.stored.form)
        label = T("forms-publish") if replaced is None else T("forms-replace", version=replaced)
        rows += ((Button(label, route("forms.publish", one.ref)),),)
    if one.results:
        rows += ((Button(T("exports-button"), route("exports", one.ref)),),)
    rows += ((Button(T("forms-download"), route("forms.file", one.ref)),),)
    if one.can_retire:
        rows += ((Button(T("forms-retire"), route("forms.retire", one.ref)),),)
    return (*rows, (Button(T("forms-list"), route("forms", 0)),), *back_to_menu())


@routes.tap("forms.publish", Role.COORDINATOR)
async def publish(turn: Turn, version_id: int) -> Screen:
    """New visits use it from now on."""
    done = await forms.publish(turn.work, version_id)
    return replace(await open_form(turn, str(done.id)), toast=T("forms-published"))


@routes.tap("forms.retire", Role.COORDINATOR)
async def retire(turn: Turn, ref: str) -> Screen:
    """No new visits; it can be published again, so nothing is asked."""
    one = await forms.opened(turn.work, ref)
    if one.stored is None:
        stored = await forms.retire_own(turn.work, ref)
        return replace(await open_form(turn, str(stored.id)), toast=T("forms-retired"))
    await forms.retire(turn.work, one.stored.id)
    return replace(await open_form(turn, ref), toast=T("forms-retired"))


@routes.tap("forms.file", Role.COORDINATOR)
async def download(turn: Turn, ref: str) -> Screen:
    """The file as it was sent."""
    one = await forms.opened(turn.work, ref)
    file = forms.own_source(ref) if one.stored is None else forms.source(one.stored)
    name = f"{ref}.md" if one.stored is None else one.stored.file_name
    shown = await _page(turn, one)
    return replace(shown, media=(Media("document", file, name),), fresh=True)
