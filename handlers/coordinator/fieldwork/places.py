"""Objects: the list with filter and search, one object, merging two that are one, putting one away."""

from __future__ import annotations

from collections.abc import Awaitable

from chat.screen import Button, Rows, Screen, route
from domain.people import Role
from domain.place import Place, PlaceKind
from domain.week import ALWAYS, WeekHours
from handlers.coordinator.fieldwork.place_upload import received
from handlers.coordinator.phrases import said_first, snip
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Brief, Lines, T, Text, Words
from services.fieldwork import places
from services.fieldwork.places import Likeness, PlacePage
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import place_name, where_is

routes = Routes()

ANY = "-"
FIELDS = ("kind", "kk", "ru", "district", "address", "point", "hours", "contact")
"""What of an object can be changed."""
LATEST = 5
DAYS = ("day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun")


@routes.tap("places", Role.COORDINATOR)
async def listed(turn: Turn, kind: str, page: int) -> Screen:
    """Objects of the person's regions by name; words typed here search, a file sent here is a spreadsheet."""
    found = await places.listed(turn.work, kind=_kind(kind), page=page)
    rows = _rows(turn, found.places)
    if found.pages > 1:
        before, after = (found.page - 1) % found.pages, (found.page + 1) % found.pages
        here = Button(f"{found.page + 1} / {found.pages}", route("places", kind, found.page))
        turns = (Button("‹", route("places", kind, before)), here, Button("›", route("places", kind, after)))
        rows += (turns,)
    words: tuple[Words, ...] = (T("places-title", count=found.total), T("places-how"))
    if _kind(kind) is not None:
        words = (words[0], T("places-only", kind=T(PlaceKind(kind).name_key)), words[1])
    return Screen(words, (*rows, *_below(kind)), at=route("places", kind, found.page), takes="places.search")


def _kind(written: str) -> PlaceKind | None:
    if written == ANY:
        return None
    try:
        return PlaceKind(written)
    except ValueError:
        raise Stale from None


def _rows(turn: Turn, found: tuple[Place, ...]) -> Rows:
    return tuple((Button(snip(place.name(turn.language), 40), route("place.open", place.id)),) for place in found)


def _below(kind: str) -> Rows:
    return (
        (Button(T("places-button-add"), "place.add"), Button(T("places-button-filter"), route("places.kinds", kind))),
        (Button(T("button-back"), route("campaigns", 0)),),
    )


@routes.tap("places.kinds", Role.COORDINATOR)
async def kinds(turn: Turn, kind: str) -> Screen:
    """Only one type, or all."""
    buttons = [Button(T(one.name_key), route("places", one.value, 0)) for one in PlaceKind]
    rows: Rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    every = ((Button(T("campaign-kind-any"), route("places", ANY, 0)),),)
    return Screen((T("places-which-kind"),), (*every, *rows), at=route("places.kinds", kind), takes="idle")


@routes.take("places.search", Role.COORDINATOR)
async def search(turn: Turn) -> Screen | None:
    """What was typed, however spelt; a table is loaded."""
    if turn.said.edited:
        return None
    if (taken := await received(turn)) is not None:
        return taken
    if turn.said.file is not None or turn.said.strange or turn.said.spot is not None:
        raise Stale
    typed = turn.said.text.strip()[:100]
    found = tuple(await places.search(turn.work, typed))
    words = T("places-found", typed=typed) if found else T("places-not-found", typed=typed)
    rows = (*_rows(turn, found), *_below(ANY))
    return Screen((words, T("places-how")), rows, at=route("places", ANY, 0), takes="places.search")


# ------------------------------------------------------------------ one object


@routes.tap("place.open", Role.COORDINATOR)
async def open_place(turn: Turn, place_id: int) -> Screen:
    return await place_screen(turn, place_id)


async def place_screen(turn: Turn, place_id: int, likenesses: tuple[Likeness, ...] = ()) -> Screen:
    """The object; what it may be the same as is offered for merging."""
    page = await places.open_place(turn.work, place_id)
    words: list[Words] = [Lines(tuple(facts(page.place)))]
    if page.stations:
        stations = (
            T("place-station", number=number, place=place_name(one)) for number, one in enumerate(page.stations, 1)
        )
        words.append(Lines((T("place-stations"), *list(stations)[:20])))
    words += _visits(page)
    words += [T("place-alike", place=place_name(one.known)) for one in likenesses[:3]]
    here = route("place.open", place_id)
    return Screen(tuple(words), _buttons(page.place, likenesses), at=here, takes="idle")


def facts(place: Place) -> list[Words]:
    """What is known of an object, a line each."""
    lines: list[Words] = [T("place-head", name=place_name(place), kind=T(place.kind.name_key)), where_is(place)]
    if place.kk and place.ru and place.kk != place.ru:
        lines.insert(1, T("place-names", kk=place.kk, ru=place.ru))
    if place.point is not None:
        lines.append(T("place-point", point=f"{place.point.latitude:.5f}, {place.point.longitude:.5f}"))
    else:
        lines.append(T("place-no-point"))
    if place.hours is not None:
        lines.append(hours_text(place.hours))
    if place.contact:
        lines.append(T("place-contact", contact=place.contact))
    if place.merged_into is not None:
        lines.append(T("place-merged"))
    elif place.retired_at is not None:
        lines.append(T("place-retired"))
    return lines


def hours_text(hours: WeekHours) -> Words:
    """Opening hours, days with the same hours together."""
    if hours == ALWAYS:
        return T("place-hours-always")
    by_day = [
        ", ".join(f"{one.start:02}:00–{one.end:02}:00" for one in hours.ranges() if one.day == day) for day in range(7)
    ]
    lines: list[Words] = []
    day = 0
    while day < 7:
        last = day
        while last < 6 and by_day[last + 1] == by_day[day]:
            last += 1
        if by_day[day]:
            one = T("hours-day", day=T(DAYS[day]), hours=by_day[day])
            span = T("hours-days", first=T(DAYS[day]), last=T(DAYS[last]), hours=by_day[day])
            lines.append(one if last == day else span)
        day = last + 1
    return Lines((T("place-hours"), *lines))


def _visits(page: PlacePage) -> list[Words]:
    if not page.assignments:
        return []
    lines = [T("place-visit", at=Brief(one.at), state=T(one.state.name_key)) for one in page.assignments[:LATEST]]
    return [Lines((T("place-visits"), *lines))]


def _buttons(place: Place, likenesses: tuple[Likeness, ...]) -> Rows:
    rows: Rows = tuple(
        (Button(T("place-button-merge"), route("place.merge", place.id, one.known.id)),) for one in likenesses[:3]
    )
    if place.is_active:
        retire = Button(T("place-button-retire"), route("place.retire", place.id))
        rows += ((Button(T("place-button-edit"), route("place.edit", place.id)), retire),)
        if place.route_id is None:
            rows += ((Button(T("place-button-stations"), route("route.stations", place.id)),),)
    return (*rows, (Button(T("place-button-list"), route("places", ANY, 0)),))


# ------------------------------------------------------------------ what can be done


@routes.tap("place.retire", Role.COORDINATOR)
async def retire_sure(turn: Turn, place_id: int) -> Screen:
    """Once more for sure."""
    page = await places.open_place(turn.work, place_id)
    rows = (
        (Button(T("place-retire-yes"), route("place.retire-do", place_id)),),
        (Button(T("button-back"), route("place.open", place_id)),),
    )
    words = (T("place-retire-sure", place=place_name(page.place)),)
    return Screen(words, rows, at=route("place.open", place_id), takes="idle")


@routes.tap("place.retire-do", Role.COORDINATOR)
async def retire(turn: Turn, place_id: int) -> Screen:
    """No new campaign covers it."""
    return await _done(turn, place_id, places.retire(turn.work, place_id), T("place-retired-done"))


async def _done(turn: Turn, place_id: int, action: Awaitable[object], said: Text) -> Screen:
    try:
        await action
    except ChangedMeanwhile as refusal:
        await turn.work.undo()
        said = refusal.text()
    return said_first(turn, await place_screen(turn, place_id), said)


@routes.tap("place.merge", Role.COORDINATOR)
async def merge_sure(turn: Turn, merged_id: int, kept_id: int) -> Screen:
    """Both side by side, before they become one."""
    merged = (await places.open_place(turn.work, merged_id)).place
    kept = (await places.open_place(turn.work, kept_id)).place
    rows = (
        (Button(T("place-merge-yes"), route("place.merge-do", merged_id, kept_id)),),
        (Button(T("button-back"), route("place.open", merged_id)),),
    )
    words = (T("place-merge-sure"), Lines(tuple(facts(kept))), Lines(tuple(facts(merged))))
    return Screen(words, rows, at=route("place.merge", merged_id, kept_id), takes="idle")


@routes.tap("place.merge-do", Role.COORDINATOR)
async def merge(turn: Turn, merged_id: int, kept_id: int) -> Screen:
    """They are one from now on."""
    return await _done(turn, kept_id, places.merge(turn.work, merged_id, kept_id), T("place-merged-done"))
