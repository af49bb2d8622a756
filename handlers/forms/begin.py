"""Beginning to fill a form: who may, with consent, and never over unfinished answers without asking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256

from chat.screen import Button, Screen, route
from domain.form_version import title_in
from domain.people import Role
from handlers.citizen.consent import agreed
from handlers.form.runner import start
from handlers.menu import back_to_menu
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T
from services.questionnaires import forms
from services.questionnaires.forms import CITIZENS, Offer
from services.refusals import NotFound
from services.trust import consent

routes = Routes()

LONGEST_KEY = 40
TRIAL = "t"
"""The kind of beginning that is only a trial; any other that is not in BEGINNINGS is a form chosen from a list."""
VISIT = "v"

Beginning = Callable[[Turn, str], Awaitable[Screen]]
BEGINNINGS: dict[str, Beginning] = {}
"""Other journeys' ways to begin, by the kind that the buttons carry; each gets what its button names."""


def begins(kind: str) -> Callable[[Beginning], Beginning]:
    """Registers how a form of this kind is begun, in place of whatever is open."""

    def keep(beginning: Beginning) -> Beginning:
        BEGINNINGS[kind] = beginning
        return beginning

    return keep


def key_of(form: str) -> str:
    """A form's id as buttons carry it: itself where it fits, else a short hash."""
    fits = form.isascii() and ":" not in form and len(form) <= LONGEST_KEY
    return form if fits else "~" + sha256(form.encode()).hexdigest()[:16]


@routes.tap("form.begin")
async def begin(turn: Turn, key: str) -> Screen | None:
    """A new visit, once the person has agreed to the storing of data."""
    offer = await _offer(turn, key)
    if consent.is_needed(turn.person):
        return await agreed(turn, "small" if offer.form in CITIZENS else "checklists")
    return await _begun(turn, VISIT, key)


@routes.tap("forms.try", Role.COORDINATOR)
async def try_out(turn: Turn, ref: str) -> Screen | None:
    """As a volunteer would see it; nothing is stored."""
    return await _begun(turn, TRIAL, ref)


async def _begun(turn: Turn, kind: str, what: str) -> Screen:
    draft = turn.work.draft
    if draft is not None and not draft.state.get("trial"):
        return await unfinished(turn, kind, what)
    return await anew(turn, kind, what)


@routes.tap("form.unfinished")
async def unfinished(turn: Turn, kind: str, what: str) -> Screen:
    """Something is open already: go on with it, or drop it?"""
    draft = turn.work.draft
    if draft is None:
        raise Stale
    rows = (
        (Button(T("draft-continue"), "draft.continue"),),
        (Button(T("forms-drop"), route("form.drop", kind, what)),),
        *back_to_menu(),
    )
    words = (T("forms-unfinished", title=await _title(turn, draft.form, draft.version)),)
    return Screen(words, rows, at=route("form.unfinished", kind, what), takes="idle")


@routes.tap("form.drop")
async def drop(turn: Turn, kind: str, what: str) -> Screen:
    """Erasing answers is asked twice."""
    draft = turn.work.draft
    if draft is None:
        raise Stale
    rows = (
        (Button(T("draft-drop-yes"), route("form.anew", kind, what)),),
        (Button(T("draft-continue"), "draft.continue"),),
    )
    words = (T("forms-drop-sure", title=await _title(turn, draft.form, draft.version)),)
    return Screen(words, rows, at=route("form.unfinished", kind, what), takes="idle")


@routes.tap("form.anew")
async def anew(turn: Turn, kind: str, what: str) -> Screen:
    """Begins, in place of whatever is open."""
    if kind in BEGINNINGS:
        return await BEGINNINGS[kind](turn, what)
    if kind == TRIAL:
        offer = (await forms.opened(turn.work, what)).offer
        loaded = await turn.house.forms.load(turn.work, offer.form, offer.version)
        return start(turn, loaded, trial=what).screen()
    offer = await _offer(turn, what)
    if consent.is_needed(turn.person):
        raise Stale
    return start(turn, await turn.house.forms.load(turn.work, offer.form, offer.version)).screen()


async def _title(turn: Turn, form: str, version: str) -> str:
    try:
        loaded = await turn.house.forms.load(turn.work, form, version)
    except LookupError:
        return form
    return title_in(loaded.form.title, turn.language)


async def _offer(turn: Turn, key: str) -> Offer:
    """What the button offers, in the version of now. Raises NotFound."""
    if not key.startswith("~"):
        return await forms.offer_of(turn.work, key)
    for offer in await forms.offered(turn.work):
        if key_of(offer.form) == key:
            return offer
    raise NotFound
