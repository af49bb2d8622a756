"""A form's results as files: in words or by names, in which language, as what."""

from __future__ import annotations

from dataclasses import replace

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Text
from services.questionnaires import exports, forms
from services.questionnaires.exports import FileKind

routes = Routes()

SHOWS: dict[str, Text] = {"labels": T("exports-labels"), "values": T("exports-values")}
TONGUES: dict[str, Text] = {"kk": T("language-kk"), "ru": T("language-ru")}
FILES = {
    FileKind.XLSX: T("exports-xlsx"),
    FileKind.CSV: T("exports-csv"),
    FileKind.ZIP: T("exports-zip"),
}


@routes.tap("exports", Role.COORDINATOR)
async def opened(turn: Turn, ref: str) -> Screen:
    """What can be had of a form, in the reader's language to begin with."""
    return await choose(turn, ref, "labels", turn.language)


@routes.tap("exports.choose", Role.COORDINATOR)
async def choose(turn: Turn, ref: str, show: str, language: str) -> Screen:
    """The choices as they stand, and the kinds of file."""
    _known(show, language)
    one = await forms.opened(turn.work, ref)
    count = await exports.count(turn.work, one.offer.form)
    title = T("exports-title", title=one.offer.title_in(turn.language))
    words = (title, T("exports-count", count=count), T("exports-how"))
    rows = _rows(ref, show, language) if count else ()
    back = (Button(T("forms-back"), route("forms.open", ref)),)
    return Screen(words, (*rows, back, *back_to_menu()), at=route("exports.choose", ref, show, language), takes="idle")


def _rows(ref: str, show: str, language: str) -> Rows:
    shows = tuple((_choice(text, one == show, ref, one, language),) for one, text in SHOWS.items())
    tongues = tuple(_choice(text, one == language, ref, show, one) for one, text in TONGUES.items())
    files = tuple((Button(text, route("exports.make", ref, kind, show, language)),) for kind, text in FILES.items())
    return (*shows, *((tongues,) if show == "labels" else ()), *files)


def _choice(text: Text, chosen: bool, ref: str, show: str, language: str) -> Button:
    return Button(T("exports-chosen", what=text) if chosen else text, route("exports.choose", ref, show, language))


@routes.tap("exports.make", Role.COORDINATOR)
async def make(turn: Turn, ref: str, kind: str, show: str, language: str) -> Screen:
    """The file comes as a message of its own."""
    _known(show, language)
    one = await forms.opened(turn.work, ref)
    try:
        wanted = FileKind(kind)
    except ValueError:
        raise Stale from None
    await exports.request(turn.work, one.offer.form, wanted, "values" if show == "values" else "labels", language)
    return replace(await choose(turn, ref, show, language), toast=T("exports-queued"))


def _known(show: str, language: str) -> None:
    if show not in SHOWS or language not in TONGUES:
        raise Stale
