"""Answers that were handed in, open once more: to put one of them right without giving the others again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from forms.conversation.dialog import Dialog, Now
from forms.conversation.flow import flow
from forms.conversation.memory import Memory
from forms.conversation.moving import Moves
from forms.definition import Form, FormError
from forms.engine.session import RepeatLimit, Session

_INSTANCE_ID = re.compile(r"<((?:\w+:)?)instanceID>[^<]*</\1instanceID>")
_DEPRECATED = re.compile(r"<((?:\w+:)?)deprecatedID>[^<]*</\1deprecatedID>")
_ENTRY = re.compile(r"\[(\d+)\]")


def reopened(form: Form, values: Mapping[str, str], *, now: Now, language: str = "kk") -> Dialog:
    """The conversation at its review, with these answers (as `Dialog.values` gave them) in it. It is a new instance
    with its own times and calculations; what the form does not take any more is left out, and asked."""
    session = Session.start(form, now=now, preloads=_told(form, values))
    for ref, value in values.items():
        if value:
            _put(session, ref, value)
    memory = Memory(language=language)
    answered = [stop.ref for stop in Moves(session, flow(form), memory).stops()]
    memory.seen = answered
    dialog = Dialog(session, memory, now)
    dialog.begin_log()
    return dialog


def _told(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """What the form was told of the person and the device when it was filled."""
    found = {path: bind.preload for path, bind in form.binds.items() if bind.preload is not None}
    return {one.parameter: values[path] for path, one in found.items() if one.source == "property" and path in values}


def edited(xml: str, earlier: str | None) -> str:
    """The instance as an edited submission of the one with the instance id `earlier` (OpenRosa metadata: deprecatedID);
    with None as a first one."""
    first = _DEPRECATED.sub("", xml)
    if earlier is None:
        return first
    return _INSTANCE_ID.sub(
        lambda found: f"{found[0]}<{found[1]}deprecatedID>{escape(earlier)}</{found[1]}deprecatedID>", first, count=1
    )


def _put(session: Session, ref: str, value: str) -> None:
    try:
        for entry in _ENTRY.finditer(ref):
            _grow(session, ref[: entry.start()], int(entry[1]))
        session.answer(ref, value)
    except (FormError, RepeatLimit):
        return  # a calculation, a time of the first filling, or a question that is not asked now


def _grow(session: Session, repeat: str, number: int) -> None:
    """Entries up to this number."""
    for have in range(1, number + 1):
        try:
            session.value(f"{repeat}[{have}]")
        except FormError:
            session.add_repeat(repeat)
