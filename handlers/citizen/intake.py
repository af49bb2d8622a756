"""From the first word to a sent complaint: a button, a command, or simply a message to the idle bot."""

from __future__ import annotations

from collections.abc import Callable

from chat.screen import Button, Rows, Screen
from forms import library
from forms.conversation import given as give
from forms.conversation.dialog import Dialog
from handlers.citizen import reports
from handlers.citizen.consent import After, after, agreed
from handlers.citizen.greeting import OFFER, choose_language
from handlers.form.runner import Run, finishes, resume, start
from handlers.form.taker import attached
from handlers.forms import upload
from handlers.incoming import Said
from handlers.menu import back_to_menu, menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T
from services.cases import filing
from services.questionnaires.form_registry import Loaded

routes = Routes()

FORM = "complaint"
MOST_WAITING = 20
"""Messages of one person kept while they decide; the rest stays in their chat and they are told."""


@routes.tap("report")
async def begin(turn: Turn) -> Screen | None:
    """A new complaint; an unfinished one is offered first."""
    if turn.work.draft is not None:
        return unfinished()
    return await agreed(turn, "fresh")


@routes.tap("report.bribe")
async def begin_bribe(turn: Turn) -> Screen | None:
    """From the emergency card: what it is about is known already."""
    return unfinished() if turn.work.draft is not None else await agreed(turn, "bribe")


@routes.tap("draft.new")
async def begin_anew(turn: Turn) -> Screen | None:
    """Drops the unfinished one, as the person asked."""
    turn.work.close_draft()
    return await agreed(turn, "fresh")


RETURNS: dict[str, After] = {}
"""Where «continue» leads in a draft of the form with this id, if not always to a question of the form."""


def returns(form: str) -> Callable[[After], After]:
    """Registers where «continue» leads in a draft of this form."""

    def keep(go_on: After) -> After:
        RETURNS[form] = go_on
        return go_on

    return keep


@routes.tap("draft.continue")
async def go_on(turn: Turn) -> Screen | None:
    """Where the person left off."""
    if turn.work.draft is not None and (back := RETURNS.get(turn.work.draft.form)) is not None:
        return await back(turn)
    return (await resume(turn)).screen()


@routes.tap("draft")
async def unfinished_again(turn: Turn) -> Screen:
    return unfinished()


def unfinished() -> Screen:
    """A draft is open: continue, or begin anew?"""
    rows = (
        (Button(T("draft-continue"), "draft.continue"),),
        (Button(T("draft-new"), "draft.drop"),),
        *back_to_menu(),
    )
    return Screen(words=(T("draft-unfinished"),), buttons=rows, at="draft", takes="idle")


@routes.tap("draft.drop")
async def ask_drop(turn: Turn) -> Screen:
    """Erasing answers is asked twice."""
    rows = ((Button(T("draft-drop-yes"), "draft.new"),), (Button(T("draft-continue"), "draft.continue"),))
    return Screen(words=(T("draft-drop-sure"),), buttons=rows, at="draft", takes="idle")


@after("fresh")
async def fresh(turn: Turn) -> Screen:
    return _started(turn).screen()


@after("bribe")
async def bribe(turn: Turn) -> Screen:
    run = _started(turn)
    run.dialog.prefill("category", give.Picked("bribe"))
    run.save()
    return run.screen()


@after("anonymous")
async def offered_anonymous(turn: Turn) -> Screen:
    return await _from_offer(turn, "anonymous")


@after("named")
async def offered_named(turn: Turn) -> Screen:
    return await _from_offer(turn, "named")


def _started(turn: Turn) -> Run:
    return start(turn, Loaded(library.load(FORM), {}))


# ------------------------------------------------------------------ a message to the idle bot


@routes.take("idle")
async def idle(turn: Turn) -> Screen | None:
    """Words, a photo, a voice message or a forward with nothing going on: perhaps it is a complaint.

    Until the person says yes and has agreed, it waits in memory only: nothing is stored before consent, and the
    message itself stays in their chat.
    """
    said = turn.said
    if said.edited:
        return None
    if said.strange:
        return await menu(turn, T("not-understood")) if turn.person.language else choose_language()
    if (case_id := await reports.replied_to(turn)) is not None:
        return await reports.said(turn, case_id)
    if (taken := await upload.taken(turn)) is not None:
        return taken
    wait(turn, said)
    return await offer(turn) if turn.person.language else choose_language(OFFER)


def wait(turn: Turn, said: Said) -> None:
    """Keeps what they sent in memory until they have agreed."""
    waiting = turn.house.waits(turn.person.id)
    if len(waiting) < MOST_WAITING and not said.strange:
        waiting.append(said)


@routes.tap("offer")
async def offer(turn: Turn) -> Screen:
    """Is this a complaint?"""
    rows: Rows
    draft = turn.work.draft
    if draft is not None and draft.form != FORM:
        # Words for a complaint do not belong into another form's answers.
        return unfinished()
    if draft is not None:
        rows = (
            (Button(T("offer-to-draft"), "offer.draft"),),
            (Button(T("offer-no"), "offer.no"),),
        )
    else:
        rows = (
            (Button(T("offer-anonymous"), "offer.anonymous"),),
            (Button(T("offer-named"), "offer.named"),),
            (Button(T("offer-no"), "offer.no"),),
        )
    words = T("offer-question", count=len(_waiting(turn)))
    return Screen(words=(words,), buttons=rows, at="offer", takes="idle")


@routes.tap("offer.anonymous")
async def offer_anonymous(turn: Turn) -> Screen | None:
    return await agreed(turn, "anonymous")


@routes.tap("offer.named")
async def offer_named(turn: Turn) -> Screen | None:
    return await agreed(turn, "named")


@routes.tap("offer.draft")
async def offer_to_draft(turn: Turn) -> Screen:
    """Adds what was sent to the draft that is open already."""
    run = await resume(turn)
    if run.draft.form != FORM:
        raise Stale
    await _take_in(run, turn)
    return run.screen()


@routes.tap("offer.no")
async def offer_no(turn: Turn) -> Screen:
    """Forgets it."""
    turn.house.waiting.pop(turn.person.id, None)
    return await menu(turn, T("offer-forgotten"))


def _waiting(turn: Turn) -> list[Said]:
    return turn.house.waiting.get(turn.person.id, [])


async def _from_offer(turn: Turn, identity: str) -> Screen:
    if turn.work.draft is not None:
        raise Stale
    lost = not _waiting(turn)
    run = _started(turn)
    run.dialog.prefill("identity", give.Picked(identity))
    await _take_in(run, turn)
    return run.screen(T("offer-lost")) if lost else run.screen(T("offer-taken"))


async def _take_in(run: Run, turn: Turn) -> None:
    """Words become the story, files the evidence, a shared location the place."""
    for said in _waiting(turn):
        if said.file is not None:
            run.dialog.prefill("evidence", await attached(run, said.file, said.text))
        elif said.spot is not None:
            run.dialog.prefill("place", give.Pinned(said.spot.latitude, said.spot.longitude, said.spot.accuracy))
        else:
            run.dialog.prefill("story", give.Typed(said.text))
    turn.house.waiting.pop(turn.person.id, None)
    run.save()


# ------------------------------------------------------------------ sent


@finishes(FORM)
async def sent(turn: Turn, dialog: Dialog) -> Screen:
    """Stores the complaint; the receipt is queued in the same transaction and leaves after the commit."""
    await filing.submit(turn.work, dialog.values())
    return Screen(words=(T("complaint-sent"),), at="reports", takes="idle")
