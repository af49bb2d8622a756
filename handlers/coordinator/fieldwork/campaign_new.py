"""Making a campaign: the checklist first, then one page with everything that can be chosen, each a button."""

from __future__ import annotations

from datetime import date

from chat.screen import Button, Rows, Screen, route
from domain.campaign import Repeat
from domain.geography import district, region, regions
from domain.people import Role
from domain.place import PlaceKind
from domain.volunteer import TEAM_LARGEST
from handlers.coordinator.fieldwork.campaign_places import pick_screen, sought
from handlers.coordinator.fieldwork.campaigns import campaign_screen
from handlers.coordinator.fieldwork.making import LONGEST, SPANS, Making, making_at, read_days
from handlers.coordinator.phrases import said_first, unusable
from handlers.forms.begin import key_of
from handlers.forms.listing import pager
from handlers.routing import Routes, Stale
from handlers.turn import Turn
from locales.texts import Lines, Named, T, Text, Words
from services.fieldwork import campaigns, places
from services.questionnaires import forms
from services.questionnaires.forms import Offer
from services.refusals import ChangedMeanwhile
from services.volunteering.volunteer_common import regions_of, titled
from services.volunteering.volunteer_refusals import BadPeriod, NothingToVisit, SixMonths, StaleCampaign

routes = Routes()

PAGE = 8
PERIODS = {"week": "campaign-period-week", "two": "campaign-period-two", "month": "campaign-period-month"}
_NEW = ("campaign-new-title", "campaign-new-how")
ASKS = {
    "title": "campaign-ask-title",
    "instructions": "campaign-ask-instructions",
    "project": "campaign-ask-project",
    "reason": "campaign-ask-reason",
}


def _today(turn: Turn) -> date:
    return turn.now.astimezone(turn.house.zone).date()


def own_regions(turn: Turn) -> list[str]:
    """Codes of the regions the coordinator works in."""
    own = regions_of(turn.person)
    return [code for code in regions() if own is None or code in own]


# ------------------------------------------------------------------ the checklist


@routes.tap("campaign.make", Role.COORDINATOR)
async def which(turn: Turn, page: int) -> Screen:
    """Which checklist is filled."""
    offers = await forms.offered(turn.work)
    pages = max(1, -(-len(offers) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows: Rows = tuple(
        (Button(one.title_in(turn.language), route("campaign.begin", key_of(one.form))),)
        for one in offers[page * PAGE : (page + 1) * PAGE]
    )
    if pages > 1:
        rows += (pager("campaign.make", page, pages),)
    back = ((Button(T("button-back"), route("campaigns", 0)),),)
    return Screen((T("campaign-which"),), (*rows, *back), at=route("campaign.make", page), takes="idle")


async def _offer(turn: Turn, key: str) -> Offer:
    for one in await forms.offered(turn.work):
        if key in (one.form, key_of(one.form)):
            return one
    raise Stale


@routes.tap("campaign.begin", Role.COORDINATOR)
async def begin(turn: Turn, key: str) -> Screen:
    """A campaign of this week with everything proposed."""
    offer = await _offer(turn, key)
    kind = offer.form if offer.form in set(PlaceKind) else ""
    making = Making(offer.form, offer.title, region=own_regions(turn)[0], kind=kind)
    return await _summary(turn, making.put("period", "week", _today(turn)))


@routes.tap("campaign.edit", Role.COORDINATOR)
async def change(turn: Turn, campaign_id: int) -> Screen:
    """A draft on the same page, as it is."""
    known, ids = await campaigns.draft(turn.work, campaign_id)
    return await _summary(turn, Making.of(known, ids, turn.house.zone))


# ------------------------------------------------------------------ the page


@routes.tap("campaign.new", Role.COORDINATOR)
async def summary(turn: Turn, argument: str) -> Screen:
    """The page once more."""
    return await _summary(turn, Making.read(argument))


async def _summary(turn: Turn, one: Making, *before: Words) -> Screen:
    where = region(one.region)
    facts: list[Words] = [
        *await _covered(turn, one, Named(where.kk, where.ru)),
        T("campaign-period", first=one.first, last=one.last),
        T("campaign-visits", count=one.visits),
    ]
    facts += [T("campaign-blind")] if one.blind else []
    facts += [T("campaign-team", count=one.team)] if one.team > 1 else []
    facts += [T("campaign-education")] if one.education else []
    facts += [T("campaign-repeats", repeat=T(Repeat(one.repeat).name_key))] if one.repeat != Repeat.ONCE else []
    facts += [T("campaign-project", project=one.project)] if one.project else []
    facts += [T("campaign-instructions", text=one.instructions)] if one.instructions else []
    facts += [T("campaign-reason", reason=one.reason)] if one.reason else []
    title, how = ("campaign-change-title", "campaign-change-how") if one.draft else _NEW
    words = (*before, T(title, title=titled(one.title)), Lines(tuple(facts)), T(how))
    return Screen(words, _parts(turn, one), at=one.at(), takes="idle")


async def _covered(turn: Turn, one: Making, where: Named) -> list[Words]:
    """How many objects, and how they were chosen."""
    ids = await _ids(turn, one)
    if one.picked or ids is None:
        return [T("campaign-covers", count=one.kept if ids is None else len(ids), region=where)]
    kind = _kind(one)
    return [
        T("campaign-places", count=len(ids), kind=T("campaign-kind-any") if kind is None else T(kind.name_key)),
        T("campaign-where", region=where, district=_district(one)),
    ]


async def _ids(turn: Turn, one: Making) -> list[int] | None:
    """The objects; None for those a draft has already."""
    if one.picked:
        return list(one.picked)
    if one.kept:
        return None
    return await places.chosen(turn.work, kind=_kind(one), region=one.region, district=one.district or None)


def _kind(one: Making) -> PlaceKind | None:
    return PlaceKind(one.kind) if one.kind else None


def _district(one: Making) -> Named | Text:
    if not one.district:
        return T("campaign-district-any")
    part = district(one.district)
    return Named(part.kk, part.ru)


def _parts(turn: Turn, one: Making) -> Rows:
    def ask(part: str, key: str) -> Button:
        return Button(T(key), route("campaign.part", part, 0))

    where: Rows = ((ask("district", "campaign-button-district"), ask("kind", "campaign-button-kind")),)
    if len(own_regions(turn)) > 1:
        where = ((ask("region", "campaign-button-region"),), *where)
    young = Button(T("campaign-button-education"), route("campaign.put", "education", 0 if one.education else 1))
    made = Button(T("campaign-button-save" if one.draft else "campaign-button-create"), "campaign.create")
    away = route("campaign.open", one.draft) if one.draft else route("campaigns", 0)
    return (
        *where,
        (ask("places", "campaign-button-pick"),),
        (ask("period", "campaign-button-period"), ask("visits", "campaign-button-visits")),
        (ask("team", "campaign-button-team"), ask("repeat", "campaign-button-repeat")),
        (ask("title", "campaign-button-title"), ask("project", "campaign-button-project")),
        (ask("instructions", "campaign-button-instructions"),),
        (young,),
        (made,),
        (Button(T("button-cancel"), away),),
    )


# ------------------------------------------------------------------ one part of it


@routes.tap("campaign.part", Role.COORDINATOR)
async def part(turn: Turn, name: str, page: int) -> Screen:
    """Asks for one part."""
    return await _part(turn, making_at(turn.person.at), name, page)


@routes.tap("campaign.ask", Role.COORDINATOR)
async def part_again(turn: Turn, name: str, argument: str) -> Screen:
    """The same question once more."""
    return await _part(turn, Making.read(argument), name, 0)


async def _part(turn: Turn, one: Making, name: str, page: int, *before: Words) -> Screen:
    back: Rows = ((Button(T("button-back"), "campaign.back"),),)
    if name == "places":
        return await pick_screen(turn, one, page, *before)
    if name in ASKS:
        if name != "title" and getattr(one, name):
            back = ((Button(T("campaign-button-empty"), route("campaign.put", name, "")), *back[0]),)
        words = (*before, T(ASKS[name], limit=LONGEST[name]))
        return Screen(words, back, at=one.at(name), takes=route("campaign.typed", name))
    takes = route("campaign.typed", name) if name == "period" else "idle"
    words = (*before, T("campaign-ask-period") if name == "period" else T("campaign-ask-choice"))
    return Screen(words, (*_choices(turn, one, name, page), *back), at=one.at(name), takes=takes)


def _choices(turn: Turn, one: Making, name: str, page: int) -> Rows:
    """The values of a part as buttons."""

    def put(label: Words, value: str | int) -> Button:
        return Button(label, route("campaign.put", name, value))

    match name:
        case "region":
            return _paged(name, [put(region(code).short(turn.language), code) for code in own_regions(turn)], page)
        case "district":
            listed = [put(part.name(turn.language), part.code) for part in region(one.region).districts]
            return _paged(name, [put(T("campaign-district-any"), ""), *listed], page)
        case "kind":
            kinds = [put(T(kind.name_key), kind.value) for kind in PlaceKind]
            return _paged(name, [put(T("campaign-kind-any"), ""), *kinds], page)
        case "period":
            return tuple((put(T(PERIODS[span]), span),) for span in SPANS)
        case "visits":
            blind = Button(T("campaign-button-blind"), route("campaign.put", "blind", 0 if one.blind else 1))
            return (tuple(put(str(number), number) for number in range(1, 6)), (blind,))
        case "team":
            return (tuple(put(str(number), number) for number in range(1, TEAM_LARGEST + 1)),)
        case "repeat":
            return tuple((put(T(repeat.name_key), repeat.value),) for repeat in Repeat)
    raise Stale


def _paged(name: str, buttons: list[Button], page: int) -> Rows:
    """Two in a row, ten on a page."""
    size, pages = 10, max(1, -(-len(buttons) // 10))
    page = min(max(page, 0), pages - 1)
    shown = buttons[page * size : (page + 1) * size]
    rows: Rows = tuple(tuple(shown[start : start + 2]) for start in range(0, len(shown), 2))
    if pages == 1:
        return rows
    before, after = (page - 1) % pages, (page + 1) % pages
    turns = (
        Button("‹", route("campaign.part", name, before)),
        Button(f"{page + 1} / {pages}", route("campaign.part", name, page)),
        Button("›", route("campaign.part", name, after)),
    )
    return (*rows, turns)


@routes.tap("campaign.back", Role.COORDINATOR)
async def back(turn: Turn) -> Screen:
    """The page, with nothing changed."""
    return await _summary(turn, making_at(turn.person.at))


@routes.tap("campaign.put", Role.COORDINATOR)
async def put(turn: Turn, name: str, value: str) -> Screen:
    """One part is chosen."""
    made = making_at(turn.person.at).put(name, value, _today(turn))
    if made.region not in own_regions(turn):
        raise Stale
    return await _summary(turn, made)


@routes.take("campaign.typed", Role.COORDINATOR)
async def typed(turn: Turn, name: str) -> Screen | None:
    """One part in words. A correction of an older message changes nothing."""
    one = making_at(turn.person.at)
    if turn.said.edited:
        return None
    if (why := unusable(turn)) is not None:
        return await _part(turn, one, name, 0, why)
    words = turn.said.text.strip()
    if name == "period":
        days = read_days(words, _today(turn))
        if days is None:
            return await _part(turn, one, name, 0, T("campaign-period-unread"))
        return await _summary(turn, one.lasting(*days))
    if name == "places":
        return await sought(turn, one, words[:100])
    if name not in LONGEST:
        raise Stale
    if len(words) > LONGEST[name]:
        return await _part(turn, one, name, 0, T("case-words-long", limit=LONGEST[name]))
    made = one.typed(name, words)
    return await _create(turn, made) if name == "reason" else await _summary(turn, made)


# ------------------------------------------------------------------ made


@routes.tap("campaign.create", Role.COORDINATOR)
async def create(turn: Turn) -> Screen:
    """Keeps it as a draft, or changes the draft, and shows its plan; a repeat within six months first asks why."""
    return await _create(turn, making_at(turn.person.at))


async def _create(turn: Turn, one: Making) -> Screen:
    offer = await _offer(turn, one.form)
    ids = await _ids(turn, one)
    try:
        wanted = one.campaign(offer.version, turn.now, turn.house.zone)
        if one.draft:
            made = await campaigns.change(turn.work, wanted, ids)
        else:
            made = await campaigns.create(turn.work, wanted, ids or ())
    except SixMonths as warning:
        return await _part(turn, one, "reason", 0, warning.text())
    except (StaleCampaign, ChangedMeanwhile) as refusal:
        await turn.work.undo()
        return said_first(turn, await campaign_screen(turn, one.draft), refusal.text())
    except (NothingToVisit, BadPeriod, ValueError) as refusal:
        why = T("refused-bad-period") if isinstance(refusal, ValueError) else refusal.text()
        return said_first(turn, await _summary(turn, one), why)
    done = T("campaign-changed" if one.draft else "campaign-created")
    return said_first(turn, await campaign_screen(turn, made.id), done)
