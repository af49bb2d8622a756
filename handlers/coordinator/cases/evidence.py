"""Showing the files of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chat.screen import Button, Made, Media, MediaKind, Screen, route
from domain.evidence import Kind, Stage
from domain.people import Role
from handlers.coordinator.phrases import cancel
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import Lines, T, Words
from services.cases import desk
from services.trust.evidence import EvidenceLine
from services.trust.originals import original_recipe

routes = Routes()

KINDS: dict[Kind, tuple[MediaKind, str]] = {
    Kind.PHOTO: ("photo", "jpg"),
    Kind.VIDEO: ("video", "mp4"),
    Kind.VOICE: ("voice", "ogg"),
    Kind.AUDIO: ("audio", "mp3"),
    Kind.DOCUMENT: ("document", ""),
}


@routes.tap("case.evidence", role=Role.COORDINATOR)
async def show(turn: Turn, case_id: int) -> Screen:
    """The files that are kept, in order. Seen again after a restart is the case, not the files."""
    opened = await desk.files(turn.work, case_id)
    kept = [line for line in opened.evidence if line.stage is Stage.STORED]
    closed = [line for line in opened.evidence if line.stage is Stage.SEALED]
    words: Words = T("case-evidence-shown", code=opened.case.code) if kept else T("case-evidence-none")
    if closed:
        said = T("evidence-sealed", code=opened.case.code, count=len(closed), on=sealed_on(closed))
        words = Lines((said, words) if kept else (said,))
    key = "originals-button" if kept else "originals-button-sealed"
    whole = ((Button(T(key), route("case.originals", case_id)),),) if kept or closed else ()
    back = (*whole, (Button(T("case-button-back"), route("case.open", case_id)),))
    media = tuple(_media(opened.case.code, line) for line in kept)
    return Screen((words,), back, at=route("case.open", case_id), takes="idle", media=media, fresh=True)


def sealed_on(closed: Sequence[EvidenceLine]) -> date:
    """When the last of them was closed to the offline key."""
    return max(date.fromisoformat(line.sealed_on) for line in closed if line.sealed_on is not None)


def _media(code: str, line: EvidenceLine) -> Media:
    kind, ending = KINDS[line.kind]
    name = f"{code}-{line.number}.{ending}" if ending else f"{code}-{line.number}"
    if line.caption:
        caption = T("case-evidence-captioned", code=code, number=line.number, caption=line.caption)
    else:
        caption = T("case-evidence-caption", code=code, number=line.number)
    return Media(kind, line.id, name, caption)


def _ending(line: EvidenceLine) -> str:
    return "age" if line.stage is Stage.SEALED else "original"


@routes.tap("case.originals", role=Role.COORDINATOR)
async def originals_sure(turn: Turn, case_id: int) -> Screen:
    """What was sent may say where and with what it was made: said before it is shown."""
    opened = await desk.open_case(turn.work, case_id)
    case = opened.case
    confirm = Button(T("originals-confirm"), route("case.originals-show", case_id))
    here = route("case.originals", case_id)
    closed = [line for line in opened.evidence if line.stage is Stage.SEALED]
    sealed = (T("evidence-sealed", code=case.code, count=len(closed), on=sealed_on(closed)),) if closed else ()
    return Screen((T("originals-sure", code=case.code), *sealed), ((confirm,), *cancel(case)), at=here, takes="idle")


@routes.tap("case.originals-show", role=Role.COORDINATOR)
async def originals(turn: Turn, case_id: int) -> Screen:
    """The files to the byte as they came, as documents. Who asked for them stands in the audit log."""
    case, lines = await desk.originals(turn.work, case_id)
    media = tuple(
        Media("document", Made(original_recipe(line.id, turn.person.id)), f"{case.code}-{line.number}.{_ending(line)}")
        for line in lines
    )
    closed = [line for line in lines if line.stage is Stage.SEALED]
    sealed = (T("evidence-sealed", code=case.code, count=len(closed), on=sealed_on(closed)),) if closed else ()
    open_ones = (T("originals-shown", code=case.code),) if len(closed) < len(lines) else ()
    words = (*open_ones, *sealed) or (T("case-evidence-none"),)
    back = ((Button(T("case-button-back"), route("case.open", case_id)),),)
    return Screen(words, back, at=route("case.open", case_id), takes="idle", media=media, fresh=True)
