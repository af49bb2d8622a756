"""What is typed, sent or shared while a form asks."""

from __future__ import annotations

from functools import cache

from chat.screen import Screen
from domain.evidence import Incoming
from forms.conversation import given as give
from forms.conversation import prompt as ask
from forms.conversation.given import Given, Receipt, Verdict
from handlers.form.leaving import left
from handlers.form.runner import AT_OBJECT, Run, resume
from handlers.form.taps import step_back, step_over
from handlers.incoming import Said, Sent
from handlers.routing import Routes
from handlers.turn import Turn
from locales.texts import ALMATY, LANGUAGES, T, render
from services.questionnaires import barcodes
from services.trust import evidence

routes = Routes()

MEDIA = {
    "photo": ask.Media.IMAGE,
    "video": ask.Media.VIDEO,
    "voice": ask.Media.AUDIO,
    "audio": ask.Media.AUDIO,
    "document": ask.Media.FILE,
}

KEY_GIVES: dict[str, Given] = {
    "next": give.Confirmed(),
    "done": give.Finished(),
    "undo-point": give.Undone(),
    "clear": give.Cleared(),
}
KEYS = ("back", "skip", *KEY_GIVES)
"""The keys under the composer at a question for a place, by the ends of their texts' keys."""


@routes.take("form")
async def take(turn: Turn) -> Screen | None:
    """An answer that is not a button."""
    run = await resume(turn)
    said = turn.said
    if run.naming:
        return run.screen()
    if said.edited:
        return None if said.spot is not None else _revised(run, said)  # a live location is edited as it moves
    if said.text in _labels("form-leave") | _labels("form-leave-trial"):
        return await left(turn)
    for key, act in AT_OBJECT.items():
        if run.visit and said.text.strip() in _labels(key):
            return await act(turn, run.visit)
    if (pressed := _key(run, said)) is not None:
        return pressed
    if said.file is not None and _scans(run, said.file):
        await barcodes.receive(turn.work, Incoming(said.file.kind, said.file.file_id, size=said.file.size))
        return run.screen(T("form-code-reading"))
    if said.file is not None and (collected := await _collected(run, said.message_id, said.file, said.text)):
        return collected
    given = await _given(run, said)
    if given is None:
        return run.screen(T("form-refused", why=T("form-file-strange")))
    return run.answered(given, said.message_id)


def _scans(run: Run, file: Sent) -> bool:
    """Whether the file is a photo for a question that wants a bar code."""
    shown = run.dialog.screen(run.turn.language)
    wanted = isinstance(shown, ask.Prompt) and isinstance(shown.ask, ask.Barcode)
    return wanted and barcodes.is_picture(Incoming(file.kind, file.file_id))


async def _given(run: Run, said: Said) -> Given | None:
    if said.spot is not None:
        return give.Pinned(said.spot.latitude, said.spot.longitude, said.spot.accuracy)
    if said.file is not None:
        return await attached(run, said.file, said.text)
    return give.Typed(said.text) if said.text else None


async def _collected(run: Run, message_id: int, file: Sent, caption: str) -> Screen | None:
    """A file sent at a question that wants none goes to where the form collects files; None where it has no such."""
    shown = run.dialog.screen(run.turn.language)
    if not isinstance(shown, ask.Prompt) or not run.dialog.flow.collections:
        return None
    if isinstance(shown.ask, ask.Files) or (isinstance(shown.ask, ask.Words) and shown.ask.takes_files):
        return None
    name = next(iter(run.dialog.flow.collections)).rsplit("/", 1)[-1]
    outcome = run.dialog.prefill(name, await attached(run, file, caption))
    if outcome.verdict is not Verdict.TAKEN:
        return run.screen(T("form-refused", why=T("refused-file-not-here")))
    run.remember(message_id, outcome.receipt)
    return run.screen(T("form-file-kept"))


async def attached(run: Run, file: Sent, caption: str) -> give.Attached:
    """Notes the file for fetching; the dialog knows it by the name it is kept under. In a trial it is not fetched."""
    if run.trial:
        return give.Attached(f"{file.file_id[-12:]}-{run.dialog.revision}", MEDIA[file.kind], caption)
    name = await evidence.attach(run.turn.work, file.kind, file.file_id, file.name, file.size, caption)
    return give.Attached(name, MEDIA[file.kind], caption)


def _revised(run: Run, said: Said) -> Screen | None:
    """An edited message changes the answer it gave, while the draft is open."""
    stored = run.receipts.get(str(said.message_id))
    if stored is None:
        return run.screen(T("form-edit-late"))
    outcome = run.dialog.revise(Receipt.from_list(stored), give.Typed(said.text))
    run.save()
    if outcome.verdict is Verdict.TAKEN:
        return run.screen(T("form-edit-taken"))
    return run.screen()


def _key(run: Run, said: Said) -> Screen | None:
    """The keys under the composer at a question for a place send their labels as text."""
    pressed = {name for name in KEYS if said.text.strip() in _labels(f"form-{name}")}
    if not pressed or said.file or said.spot:
        return None
    shown = run.dialog.screen(run.turn.language)
    if not isinstance(shown, ask.Prompt) or not isinstance(shown.ask, ask.Place):
        return None
    if "back" in pressed:
        return step_back(run)
    if "skip" in pressed:
        return step_over(run)
    for name, given in KEY_GIVES.items():
        if name in pressed:
            return run.answered(given)
    return None


@cache
def _labels(key: str) -> frozenset[str]:
    """A key's label in every language."""
    return frozenset(render(T(key), language, zone=ALMATY, markup=False) for language in LANGUAGES)
