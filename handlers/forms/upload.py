"""A form sent as a file: noted here, fetched and checked in the background (form_inbox.py), answered there."""

from __future__ import annotations

from chat.screen import Button, Screen, route
from handlers.coordinator.fieldwork import place_upload
from handlers.turn import Turn
from locales.texts import T
from services.questionnaires import form_inbox
from services.questionnaires.form_inbox import Incoming


async def taken(turn: Turn) -> Screen | None:
    """Takes the file if a coordinator sent one that may be a form; None for everything else."""
    if (taken := await place_upload.taken(turn)) is not None:
        return taken
    file = turn.said.file
    if file is None or not turn.person.is_staff:
        return None
    incoming = Incoming(file.kind, file.file_id, file.name, file.size)
    if not form_inbox.is_form(incoming):
        return None
    await form_inbox.receive(turn.work, incoming)
    rows = ((Button(T("forms-list"), route("forms", 0)),),)
    return Screen((T("forms-received", name=file.name),), rows, at=route("forms", 0), takes="idle")
