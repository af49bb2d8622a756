"""Adding an authority step by step, and changing one of its parts. What was said so far lives in the route of the
screen (`Person.at`, sealed at rest)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chat.screen import Button, Rows, Screen, route
from domain.authority import Authority
from domain.complaint import Category
from domain.geography import region, regions
from domain.people import Role
from handlers.coordinator.phrases import said_first
from handlers.coordinator.referral.authorities import authority_screen
from handlers.packing import Card
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import T, Words
from services.referral import authorities
from services.referral.authority_rows import EMAIL
from services.refusals import ChangedMeanwhile

routes = Routes()

STEPS = ("kk", "ru", "region", "takes", "address", "email")
ASKS = {
    "kk": "authority-ask-kk",
    "ru": "authority-ask-ru",
    "region": "authority-ask-region",
    "takes": "authority-ask-takes",
    "address": "authority-ask-address",
    "email": "authority-ask-email",
}
FIELDS = {
    "kk": "authority-field-kk",
    "ru": "authority-field-ru",
    "region": "authority-field-region",
    "takes": "authority-field-takes",
    "address": "authority-field-address",
    "email": "authority-field-email",
}
OPTIONAL = frozenset({"ru", "takes", "address", "email"})
COUNTRY = "country"
LONGEST = 300


@dataclass(frozen=True)
class AuthorityCard(Card):
    """What was said of an authority; `id` 0: a new one. Empty: not said."""

    steps: ClassVar[str] = "authority.step"

    id: int = 0
    kk: str = ""
    ru: str = ""
    region: str = ""
    takes: str = ""
    address: str = ""
    email: str = ""

    @staticmethod
    def of(one: Authority) -> AuthorityCard:
        """One that is there already."""
        takes = " ".join(sorted(one.takes))
        return AuthorityCard(one.id, one.kk, one.ru, one.region or COUNTRY, takes, one.address, one.email)

    def authority(self, before: Authority | None) -> Authority:
        """The entry; what the form does not ask stays as it was. Raises Stale."""
        try:
            takes = frozenset(Category(name) for name in self.takes.split())
            where = None if self.region == COUNTRY else region(self.region).code
        except (ValueError, LookupError):
            raise Stale from None
        source, version = (before.source, before.version) if before else ("", 1)
        return Authority(
            self.id, self.kk, self.ru, where, takes, self.address, self.email, source=source, version=version
        )


# ------------------------------------------------------------------ asking


@routes.tap("authority.add", Role.COORDINATOR)
async def add(turn: Turn) -> Screen:
    """A new entry, from the first step."""
    return _ask(turn, "kk", AuthorityCard())


@routes.tap("authority.edit", Role.COORDINATOR)
async def edit(turn: Turn, authority_id: int) -> Screen:
    """Which part is changed?"""
    await authorities.open_authority(turn.work, authority_id)
    buttons = [Button(T(FIELDS[name]), route("authority.field", authority_id, name)) for name in STEPS]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    back = ((Button(T("button-back"), route("authority.open", authority_id)),),)
    here = route("authority.edit", authority_id)
    return Screen((T("authority-edit-which"),), (*rows, *back), at=here, takes="idle")


@routes.tap("authority.field", Role.COORDINATOR)
async def field(turn: Turn, authority_id: int, name: str) -> Screen:
    """Asks for one part of an entry that is there."""
    if name not in STEPS:
        raise Stale
    return _ask(turn, name, AuthorityCard.of((await authorities.open_authority(turn.work, authority_id)).authority))


@routes.tap("authority.step", Role.COORDINATOR)
async def again(turn: Turn, step: str, argument: str) -> Screen:
    """The same question once more."""
    return _ask(turn, step, AuthorityCard.read(argument))


def _ask(turn: Turn, step: str, card: AuthorityCard, *before: Words) -> Screen:
    if step not in ASKS:
        raise Stale
    rows = _choices(turn, step, card)
    if step in OPTIONAL and step != "takes":
        passing = T("authority-button-clear") if card.id else T("form-skip")
        rows += ((Button(passing, route("authority.put", "")),),)
    leave = route("authority.open", card.id) if card.id else route("authorities", 0)
    rows += ((Button(T("button-cancel"), leave),),)
    return Screen((*before, T(ASKS[step])), rows, at=card.at(step), takes="authority.said")


def _choices(turn: Turn, step: str, card: AuthorityCard) -> Rows:
    if step == "region":
        codes = [code for code in regions() if authorities.may_edit(turn.person, code)]
        buttons = [Button(region(one).short(turn.language), route("authority.put", one)) for one in codes]
        rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
        if authorities.may_edit(turn.person, None):
            rows = ((Button(T("authority-button-country"), route("authority.put", COUNTRY)),), *rows)
        return rows
    if step == "takes":
        chosen = set(card.takes.split())
        kinds = tuple((Button(_ticked(one, chosen), route("authority.toggle", one)),) for one in Category)
        return (*kinds, (Button(T("form-done"), route("authority.put", "")),))
    return ()


def _ticked(one: Category, chosen: set[str]) -> Words:
    name = T(one.name_key)
    return T("authority-ticked", name=name) if one in chosen else T("authority-unticked", name=name)


# ------------------------------------------------------------------ answers


@routes.tap("authority.toggle", Role.COORDINATOR)
async def toggle(turn: Turn, kind: Category) -> Screen:
    """One category more or less."""
    step, card = AuthorityCard.open_at(turn.person.at)
    if step != "takes":
        raise Stale
    chosen = set(card.takes.split()) ^ {kind.value}
    return _ask(turn, step, card.put("takes", " ".join(sorted(chosen))))


@routes.tap("authority.put", Role.COORDINATOR)
async def put(turn: Turn, value: str) -> Screen:
    """A choice was tapped, or the step passed over."""
    step, card = AuthorityCard.open_at(turn.person.at)
    if step == "takes":
        return await _next(turn, step, card)
    if value and (step != "region" or (value != COUNTRY and value not in regions())):
        raise Stale
    if not value and step not in OPTIONAL:
        raise Stale
    return await _next(turn, step, card.put(step, value))


@routes.take("authority.said", Role.COORDINATOR)
async def said(turn: Turn) -> Screen | None:
    """Words. A correction of an older message changes nothing."""
    step, card = AuthorityCard.open_at(turn.person.at)
    if turn.said.edited:
        return None
    words = " ".join(turn.said.text.split())
    if turn.said.file is not None or turn.said.spot is not None or not words:
        return _ask(turn, step, card, T("case-words-only"))
    if len(words) > LONGEST:
        return _ask(turn, step, card, T("case-words-long", limit=LONGEST))
    if step in ("region", "takes"):
        return _ask(turn, step, card, T("place-tap-one"))
    if step == "email" and not EMAIL.fullmatch(words):
        return _ask(turn, step, card, T("authority-email-unread"))
    return await _next(turn, step, card.put(step, words))


async def _next(turn: Turn, step: str, card: AuthorityCard) -> Screen:
    """The next step; after the last one the entry is kept."""
    if card.id:
        before = (await authorities.open_authority(turn.work, card.id)).authority
        try:
            await authorities.edit(turn.work, card.authority(before))
        except ChangedMeanwhile as refusal:
            await turn.work.undo()
            return said_first(turn, await authority_screen(turn, card.id), refusal.text())
        return said_first(turn, await authority_screen(turn, card.id), T("authority-changed"))
    left = STEPS[STEPS.index(step) + 1 :]
    if left:
        return _ask(turn, left[0], card)
    kept = await authorities.add(turn.work, card.authority(None))
    return said_first(turn, await authority_screen(turn, kept.id), T("authority-added"))
