"""Adding an object step by step, and changing one of its parts."""

from __future__ import annotations

import json
from dataclasses import replace

from chat.screen import Button, ReplyKey, Rows, Screen, route
from domain.geography import district, region
from domain.opening_hours import UnclearHours, read_hours
from domain.people import Role
from domain.place import PlaceKind
from domain.week import ALWAYS, HourRange, WeekHours
from handlers.coordinator.fieldwork.campaign_new import own_regions
from handlers.coordinator.fieldwork.place_card import PlaceCard, read_point
from handlers.coordinator.fieldwork.places import ANY, FIELDS, facts, listed, place_screen
from handlers.coordinator.phrases import said_first
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, T, Text, Words, render
from services.fieldwork import places
from services.refusals import ChangedMeanwhile

routes = Routes()

STEPS = ("kind", "kk", "ru", "region", "district", "address", "point", "hours")
ASKS = {
    "kind": "place-ask-kind",
    "kk": "place-ask-kk",
    "ru": "place-ask-ru",
    "region": "place-ask-region",
    "district": "place-ask-district",
    "address": "place-ask-address",
    "point": "place-ask-point",
    "hours": "place-ask-hours",
    "contact": "place-ask-contact",
}
LABELS = {
    "kind": "place-field-kind",
    "kk": "place-field-kk",
    "ru": "place-field-ru",
    "district": "place-field-district",
    "address": "place-field-address",
    "point": "place-field-point",
    "hours": "place-field-hours",
    "contact": "place-field-contact",
}
HOURS = {
    "week": WeekHours.of(HourRange(day, 9, 18) for day in range(5)),
    "daily": WeekHours.of(HourRange(day, 9, 20) for day in range(7)),
    "always": ALWAYS,
}
"""Opening hours that are a button."""
LABELS_HOURS = {"week": "place-hours-week", "daily": "place-hours-daily", "always": "place-hours-always"}
LONGEST = 200
PER_PAGE = 12
OPTIONAL = frozenset({"ru", "district", "address", "point", "hours", "contact"})


# ------------------------------------------------------------------ asking


@routes.tap("place.add", Role.COORDINATOR)
async def add(turn: Turn) -> Screen:
    """A new object, from the first step."""
    own = own_regions(turn)
    return _ask(turn, "kind", PlaceCard(region=own[0] if len(own) == 1 else ""))


@routes.tap("place.edit", Role.COORDINATOR)
async def edit(turn: Turn, place_id: int) -> Screen:
    """Which part is changed?"""
    page = await places.open_place(turn.work, place_id)
    buttons = [Button(T(LABELS[name]), route("place.field", place_id, name)) for name in FIELDS]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    back = ((Button(T("button-back"), route("place.open", place_id)),),)
    here = route("place.edit", place_id)
    return Screen((Lines(tuple(facts(page.place))), T("place-edit-which")), (*rows, *back), at=here, takes="idle")


@routes.tap("place.field", Role.COORDINATOR)
async def field(turn: Turn, place_id: int, name: str) -> Screen:
    """Asks for one part of an object that is there."""
    if name not in FIELDS:
        raise Stale
    return _ask(turn, name, PlaceCard.of((await places.open_place(turn.work, place_id)).place))


@routes.tap("place.step", Role.COORDINATOR)
async def again(turn: Turn, step: str, argument: str) -> Screen:
    """The same question once more."""
    return _ask(turn, step, PlaceCard.read(argument))


@routes.tap("place.page", Role.COORDINATOR)
async def page(turn: Turn, number: int) -> Screen:
    """Another page of the choices."""
    step, card = PlaceCard.open_at(turn.person.at)
    return _ask(turn, step, card, number)


def _ask(turn: Turn, step: str, card: PlaceCard, number: int = 0, *before: Words) -> Screen:
    if step not in ASKS:
        raise Stale
    words = (*before, T(ASKS[step]))
    if step == "point":  # a phone tells where it is from the keys under the composer only
        keys = ((ReplyKey(T("place-key-location"), "location"),), (ReplyKey(_pass(card)), ReplyKey(T("button-cancel"))))
        return Screen(words, (), at=card.at(step), takes="place.said", keys=keys)
    rows = _choices(turn, step, card, number)
    if step in OPTIONAL:
        rows += ((Button(_pass(card), route("place.put", "")),),)
    leave = route("place.open", card.id) if card.id else route("places", ANY, 0)
    rows += ((Button(T("button-cancel"), leave),),)
    return Screen(words, rows, at=card.at(step), takes="place.said")


def _pass(card: PlaceCard) -> Text:
    """Passing over a step; of an object that is there, erasing what was said."""
    return T("place-button-clear") if card.id else T("form-skip")


def _choices(turn: Turn, step: str, card: PlaceCard, number: int) -> Rows:
    match step:
        case "kind":
            buttons = [Button(T(one.name_key), route("place.put", one.value)) for one in PlaceKind]
        case "region":
            buttons = [Button(region(one).short(turn.language), route("place.put", one)) for one in own_regions(turn)]
        case "district":
            parts = region(card.region).districts
            buttons = [Button(one.name(turn.language), route("place.put", one.code)) for one in parts]
        case "hours":
            return tuple((Button(T(LABELS_HOURS[name]), route("place.put", name)),) for name in HOURS)
        case _:
            return ()
    pages = max(1, -(-len(buttons) // PER_PAGE))
    shown = buttons[number % pages * PER_PAGE :][:PER_PAGE]
    rows: Rows = tuple(tuple(shown[start : start + 2]) for start in range(0, len(shown), 2))
    if pages == 1:
        return rows
    before, after = (number - 1) % pages, (number + 1) % pages
    return (*rows, (Button("‹", route("place.page", before)), Button("›", route("place.page", after))))


# ------------------------------------------------------------------ answers


@routes.tap("place.put", Role.COORDINATOR)
async def put(turn: Turn, value: str) -> Screen:
    """A choice was tapped, or the step passed over."""
    step, card = PlaceCard.open_at(turn.person.at)
    if not value and step not in OPTIONAL:
        raise Stale
    return await _next(turn, step, card.put(step, _chosen(turn, step, card, value) if value else ""))


def _chosen(turn: Turn, step: str, card: PlaceCard, value: str) -> str:
    """The value of a button. Raises Stale for one that no button has."""
    match step:
        case "kind" if value in set(PlaceKind):
            return value
        case "region" if value in own_regions(turn):
            return value
        case "district" if any(one.code == value for one in region(card.region).districts):
            return district(value).code
        case "hours" if value in HOURS:
            return json.dumps(HOURS[value].packed())
    raise Stale


@routes.take("place.said", Role.COORDINATOR)
async def said(turn: Turn) -> Screen | None:
    """Words or a location. A correction of an older message changes nothing."""
    step, card = PlaceCard.open_at(turn.person.at)
    came = turn.said
    if came.edited:
        return None
    if came.spot is not None and step == "point":
        return await _next(turn, step, replace(card, point=f"{came.spot.latitude} {came.spot.longitude}"))
    words = " ".join(came.text.split())
    if came.file is not None or came.spot is not None or not words:
        return _ask(turn, step, card, 0, T("case-words-only"))
    if len(words) > LONGEST:
        return _ask(turn, step, card, 0, T("case-words-long", limit=LONGEST))
    match step:
        case "point" if words == _label(turn, T("button-cancel")):
            return await place_screen(turn, card.id) if card.id else await listed(turn, ANY, 0)
        case "point" if words == _label(turn, _pass(card)):
            return await _next(turn, step, card.put("point", ""))
        case "point":
            point = read_point(words)
            if point is None:
                return _ask(turn, step, card, 0, T("place-point-unread"))
            return await _next(turn, step, replace(card, point=f"{point.latitude} {point.longitude}"))
        case "hours":
            try:
                hours = read_hours(words)
            except UnclearHours:
                return _ask(turn, step, card, 0, T("place-hours-unread"))
            return await _next(turn, step, replace(card, hours=json.dumps(hours.packed())))
        case "kk" | "ru" | "address" | "contact":
            return await _next(turn, step, card.put(step, words))
    return _ask(turn, step, card, 0, T("place-tap-one"))


def _label(turn: Turn, text: Text) -> str:
    """What a key under the composer sends."""
    return render(text, turn.language, zone=turn.house.zone, markup=False)


async def _next(turn: Turn, step: str, card: PlaceCard) -> Screen:
    """The next step that is not said yet; after the last one the object is kept."""
    if card.id:
        return await _changed(turn, card)
    left = STEPS[STEPS.index(step) + 1 :]
    for following in left:
        if following != "region" or not card.region:
            return _ask(turn, following, card)
    added = await places.add(turn.work, card.place())
    shown = await place_screen(turn, added.place.id, added.likenesses)
    return said_first(turn, shown, T("place-added"))


async def _changed(turn: Turn, card: PlaceCard) -> Screen:
    before = (await places.open_place(turn.work, card.id)).place
    new = card.place()
    changed = replace(
        before,
        kind=new.kind,
        kk=new.kk,
        ru=new.ru,
        district=new.district,
        address=new.address,
        point=new.point,
        hours=new.hours,
        contact=new.contact,
    )
    try:
        await places.edit(turn.work, changed)
    except ChangedMeanwhile as refusal:
        return said_first(turn, await place_screen(turn, card.id), refusal.text())
    return said_first(turn, await place_screen(turn, card.id), T("place-changed"))
