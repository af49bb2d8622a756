"""A table of objects sent as a file: noted here, fetched and read in the background (place_inbox.py)."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from domain.people import Role
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import T
from services.fieldwork import place_inbox
from services.fieldwork.place_loading import Mode
from services.questionnaires.form_inbox import Incoming

routes = Routes()

CAPTIONS = ("нысан", "объект", "object", "place")
"""How a caption begins that says what a table is; a GeoJSON file needs none."""


async def taken(turn: Turn) -> Screen | None:
    """Takes the file if a coordinator sent one that says to be a table of objects; None for everything else."""
    file = turn.said.file
    if file is None or not turn.person.is_staff:
        return None
    called = turn.said.text.strip().lower().startswith(CAPTIONS) or file.name.lower().endswith(".geojson")
    return await received(turn) if called else None


async def received(turn: Turn) -> Screen | None:
    """Takes any file that may be a table; None for one that cannot."""
    file = turn.said.file
    if file is None:
        return None
    incoming = Incoming(file.kind, file.file_id, file.name, file.size)
    if not place_inbox.is_table(incoming):
        return None
    await place_inbox.receive(turn.work, incoming)
    rows = ((Button(T("place-button-list"), route("places", "-", 0)),),)
    return Screen((T("places-received", name=file.name),), rows, at=route("places", "-", 0), takes="places.search")


@routes.tap("places.load", Role.COORDINATOR)
async def load(turn: Turn, number: int, mode: Mode) -> Screen:
    """Everything good in it is loaded; a notice says what came of it."""
    name = await place_inbox.ask_load(turn.work, number, mode)
    rows = ((Button(T("place-button-list"), route("places", "-", 0)),),)
    return Screen((T("places-loading", name=name),), rows, at=route("places", "-", 0), takes="places.search")
