"""Runs the form of a person's draft: reads the dialog, lets it answer, stores it back, draws what comes next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from chat.screen import Button, ReplyKey, Screen, route
from forms.conversation.dialog import Dialog
from forms.conversation.given import Given, Receipt, Verdict
from forms.conversation.naming import asks_name
from forms.conversation.prompt import Prompt
from forms.definition import FormError
from handlers.form.draw import draw, illustrations, page_of, said
from handlers.form.naming import ask_name
from handlers.form.review import draw_review
from handlers.routing import Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.questionnaires.form_registry import Loaded
from services.refusals import Refusal
from storage.work import Draft

Finish = Callable[[Turn, Dialog], Awaitable[Screen | None]]
FINISHES: dict[str, Finish] = {}
"""What happens when the form with this id is sent; each journey registers its own."""
TRIAL = "·trial"
"""Stands for every form that is only tried; no form has this id."""
VISIT = "·visit"
"""Stands for every form that is filled at an object, for a volunteer's task; no form has this id."""
OTHERS = ""
"""Stands for every form that has no finish of its own."""

AT_OBJECT: dict[str, Callable[[Turn, int], Awaitable[Screen]]] = {}
"""What the keys of somebody who is at an object do for their task, by the texts on them; their journey registers it."""

REMEMBERED = 100
"""How many messages of a draft can still be corrected by editing them in the chat."""


def finishes(form: str) -> Callable[[Finish], Finish]:
    """Registers what sending this form does."""

    def keep(finish: Finish) -> Finish:
        FINISHES[form] = finish
        return finish

    return keep


class Retired(Refusal):
    """The form of this draft is no longer there, or has changed beyond what the draft's answers fit."""

    key = "form-retired"


@dataclass
class Run:
    """One draft being answered."""

    turn: Turn
    draft: Draft
    dialog: Dialog
    media: Mapping[str, int]
    """Where the files lie that the form shows, by their names."""

    @property
    def trial(self) -> str:
        """Of a form that is only tried, and of which nothing is kept: where the trial was begun; else ''."""
        return str(self.draft.state.get("trial", ""))

    @property
    def naming(self) -> bool:
        """Whether the person has yet to say if the form may be told their name."""
        return bool(self.draft.state.get("naming"))

    def named(self, agreed: bool) -> None:
        """They have said it, and the form goes on."""
        if agreed and self.turn.person.alias:
            self.dialog.tell({"username": self.turn.person.alias})
        state = {key: value for key, value in self.draft.state.items() if key != "naming"}
        self.draft = replace(self.draft, state=state)
        self.save()

    @property
    def visit(self) -> int:
        """The task (an assignment's number) for which the form is filled; 0 where there is none."""
        return int(self.draft.state.get("visit", 0))

    @property
    def receipts(self) -> dict[str, list[str | int | None]]:
        """Which answer each message gave, by message id."""
        return dict(self.draft.state.get("receipts", {}))

    def save(self, receipts: Mapping[str, Any] | None = None) -> None:
        """Stores the answers in the draft; written with the batch."""
        kept = self.receipts if receipts is None else dict(receipts)
        state = {**self.draft.state, "dialog": self.dialog.state(), "receipts": dict(list(kept.items())[-REMEMBERED:])}
        self.draft = self.turn.work.draft = replace(self.draft, state=state)

    def remember(self, message_id: int, receipt: Receipt | None) -> None:
        """Notes which answer a message gave, for when the person edits it."""
        receipts = self.receipts
        if receipt is not None:
            receipts[str(message_id)] = receipt.to_list()
        self.save(receipts)

    def screen(self, *before: Words) -> Screen:
        """What the form asks now, or the review. Pictures come once: of a question when it is reached, of choices when
        their page is; what comes after them is a new message, so that they do not stand above another question."""
        if self.naming:
            asking = ask_name(self.turn.person.alias or "", trial=bool(self.trial))
            return replace(asking, words=(*before, *asking.words))
        shown = self.dialog.screen(self.turn.language)
        left = self._left_pictures(shown.ref if isinstance(shown, Prompt) else "")
        if not isinstance(shown, Prompt):
            drawn = draw_review(shown, trial=bool(self.trial))
            return self._at_object(replace(drawn, words=(*before, *drawn.words), fresh=left))
        drawn = draw(shown, self.turn.language, trial=bool(self.trial))
        drawn = self._at_object(replace(drawn, words=(*before, *drawn.words), fresh=drawn.fresh or left))
        turned = str(self.draft.state.get("pictured", "")).partition(" ")[0] == shown.ref
        pictures = illustrations(shown, self.media, turned=turned) if self.media else ()
        page = page_of(shown)
        if not pictures or self.draft.state.get("pictured") == page:
            return drawn
        state = {**self.draft.state, "pictured": page}
        self.draft = self.turn.work.draft = replace(self.draft, state=state)
        return replace(drawn, media=pictures, fresh=True)

    def _left_pictures(self, ref: str) -> bool:
        """Whether the question before this one had pictures; they are forgotten, and come again with it."""
        pictured = str(self.draft.state.get("pictured", "")).partition(" ")[0]
        if pictured in ("", ref):
            return False
        state = {key: value for key, value in self.draft.state.items() if key != "pictured"}
        self.draft = self.turn.work.draft = replace(self.draft, state=state)
        return True

    def _at_object(self, drawn: Screen) -> Screen:
        """Whoever is out at an object has the task and the danger button under every question; where a place is asked,
        among the keys under the composer."""
        if not self.visit:
            return drawn
        if drawn.keys:
            return replace(drawn, keys=(*drawn.keys, tuple(ReplyKey(T(key)) for key in AT_OBJECT)))
        danger = Button(T("task-danger"), route("task.danger", self.visit))
        task = Button(T("task-back"), route("task.open", self.visit))
        return replace(drawn, buttons=(*drawn.buttons, (danger, task)))

    def answered(self, given: Given, message_id: int | None = None) -> Screen:
        """Gives the answer to the dialog, saves, and shows what comes next. `message_id`: what it was typed in."""
        outcome = self.dialog.answer(given)
        if message_id is not None and outcome.verdict is Verdict.TAKEN:
            self.remember(message_id, outcome.receipt)
        else:
            self.save()
        return self.screen()


def _clock(turn: Turn) -> Callable[[], datetime]:
    """The turn's moment by the clock on the wall. It holds nothing else of the turn: a session refers to itself, and
    whatever it held, the whole batch, would stay in memory until garbage is collected."""
    now = turn.now.astimezone(turn.house.zone)
    return lambda: now


def _nobody() -> dict[str, str]:
    """What forms are told of who answers: a name for this one draft, by which nobody can be found or followed."""
    return {"deviceid": "adal", "username": f"anon-{token_hex(4)}"}


def start(turn: Turn, loaded: Loaded, *, trial: str = "") -> Run:
    """A fresh draft of the form, in place of the one that was open. Of a `trial` nothing is kept."""
    form = loaded.form
    dialog = Dialog.start(form, now=_clock(turn), language=turn.language, preloads=_nobody())
    naming = bool(asks_name(form) and turn.person.alias)
    more: dict[str, object] = {**({"trial": trial} if trial else {}), **({"naming": True} if naming else {})}
    state = {"dialog": dialog.state(), "receipts": {}, **more}
    return Run(turn, turn.work.open_draft(form.id, form.version, state), dialog, loaded.media)


async def resume(turn: Turn, revision: int | None = None) -> Run:
    """The person's open draft, in the version it was begun with; Stale when there is none, or when the button belongs
    to an earlier step of it. Raises Retired."""
    draft = turn.work.draft
    if draft is None or "dialog" not in draft.state:
        raise Stale
    try:
        loaded = await turn.house.forms.load(turn.work, draft.form, draft.version)
        dialog = Dialog.restore(loaded.form, draft.state["dialog"], now=_clock(turn))
    except (LookupError, FormError):
        raise Retired from None
    if revision is not None and revision != dialog.revision:
        raise Stale
    return Run(turn, draft, dialog, loaded.media)


async def send(turn: Turn, revision: int) -> Screen | None:
    """Sends the form if nothing is missing; else shows what is."""
    run = await resume(turn, revision)
    outcome = run.dialog.submit()
    if outcome.verdict is Verdict.READY:
        name = TRIAL if run.trial else VISIT if run.visit else run.draft.form
        return await FINISHES.get(name, FINISHES[OTHERS])(turn, run.dialog)
    run.save()
    screen = run.screen()
    return replace(screen, toast=T("form-missing", why=said(outcome.refusal))) if outcome.refusal else screen
