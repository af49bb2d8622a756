"""What a coordinator does with a broadcast: write it, look at it, send it now or later, stop it.

Each service checks that the region is theirs: to everywhere writes only who works everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.broadcast import LONGEST, Audience, Broadcast, BroadcastState, Numbers
from domain.geography import region
from domain.people import Role
from locales.texts import ALMATY, LANGUAGES, Language, Named, T, Text, render
from services.cases.common import needed
from services.outreach.notices_broadcasts import BroadcastNews
from services.refusals import ChangedMeanwhile, NotAllowed, NotFound, Refusal
from services.volunteering.volunteer_common import area_of, regions_of
from storage.outreach import broadcasts
from storage.work import Work


class StaleBroadcast(Refusal):
    """It stands elsewhere by now; this step is not possible any more."""

    key = "refused-broadcast-stale"


class WordsTooLong(Refusal):
    """More than a message can hold."""

    key: ClassVar[str] = "refused-broadcast-long"

    def __init__(self) -> None:
        super().__init__(limit=LONGEST)


@dataclass(frozen=True)
class BroadcastPage:
    """A broadcast, how many people get it now, and how far it is."""

    broadcast: Broadcast
    people: int
    numbers: Numbers


def may(work: Work, code: str) -> bool:
    """Whether the person may write to this region (empty: everywhere)."""
    return work.person.may(Role.COORDINATOR, code)


async def listed(work: Work) -> list[Broadcast]:
    """The newest of one's regions. Raises NotAllowed."""
    return await broadcasts.listed(await work.db(), work.vault, regions=regions_of(work.person))


async def begin(work: Work, audience: Audience, code: str) -> Broadcast:
    """A new one, with nothing written yet. Raises NotAllowed, UnknownPlace."""
    if code:
        region(code)
    if not may(work, code):
        raise NotAllowed
    made = Broadcast(0, audience, code, work.person.id, work.now)
    return await broadcasts.insert(await work.db(), work.vault, made)


async def find(work: Work, number: int) -> Broadcast:
    """A broadcast of one's regions. Raises NotFound."""
    found = await broadcasts.find(await work.db(), work.vault, number)
    if found is None or found.state is BroadcastState.DROPPED or not may(work, found.region):
        raise NotFound
    return found


async def page(work: Work, number: int) -> BroadcastPage:
    """The broadcast with its numbers as they are now. Raises NotFound."""
    one, conn = await find(work, number), await work.db()
    people = await broadcasts.audience_size(conn, one.audience, one.region)
    return BroadcastPage(one, people, one.numbers or await broadcasts.numbers(conn, one.id))


async def write(work: Work, number: int, language: Language, words: str) -> Broadcast:
    """What it says in a language. Raises NotFound, NothingSaid, WordsTooLong, StaleBroadcast."""
    said = needed(words)
    if len(said) > LONGEST:
        raise WordsTooLong
    one = await _in(work, number, BroadcastState.DRAFT)
    return await _save(work, replace(one, ru=said) if language == "ru" else replace(one, kk=said))


async def send(work: Work, number: int, at: datetime | None = None) -> Broadcast:
    """Goes out at this time (None: now). Raises NotFound, StaleBroadcast, also where nothing is written yet."""
    one = await _in(work, number, BroadcastState.DRAFT)
    if not one.is_written or (at is not None and at < work.now):
        raise StaleBroadcast
    if at is not None:
        return await _save(work, replace(one, state=BroadcastState.SCHEDULED, starts_at=at))
    total = await broadcasts.audience_size(await work.db(), one.audience, one.region)
    begun = replace(one, state=BroadcastState.RUNNING, starts_at=work.now, begun_at=work.now, total=total)
    return await _save(work, begun)


async def stop(work: Work, number: int) -> Broadcast:
    """A planned one is a draft again; of a running one nothing more is queued, and what is queued does not leave.

    Raises NotFound, StaleBroadcast once it has ended.
    """
    one = await _in(work, number, BroadcastState.SCHEDULED, BroadcastState.RUNNING)
    if one.state is BroadcastState.SCHEDULED:
        return await _save(work, replace(one, state=BroadcastState.DRAFT, starts_at=None))
    await broadcasts.call_off(await work.db(), number=one.id)
    return await _save(work, replace(one, state=BroadcastState.STOPPED, ended_at=work.now))


async def drop(work: Work, number: int) -> None:
    """Puts a draft away; its words go. Raises NotFound, StaleBroadcast."""
    one = await _in(work, number, BroadcastState.DRAFT)
    await _save(work, replace(one, state=BroadcastState.DROPPED, kk="", ru=""))


async def _in(work: Work, number: int, *states: BroadcastState) -> Broadcast:
    one = await find(work, number)
    if one.state not in states:
        raise StaleBroadcast
    return one


async def _save(work: Work, one: Broadcast) -> Broadcast:
    if not await broadcasts.save(await work.db(), work.vault, one):
        raise ChangedMeanwhile
    return replace(one, version=one.version + 1)


# ------------------------------------------------------------------ what people read


def where_of(one: Broadcast) -> Text:
    """The region, or the whole country."""
    return area_of(one.region, None) if one.region else T("broadcast-everywhere")


def notice_of(one: Broadcast) -> BroadcastNews:
    """The letter: each reader gets their language, or the other one with a word about it."""
    return BroadcastNews(where_of(one), Named(_words(one, "kk"), _words(one, "ru")))


def _words(one: Broadcast, language: Language) -> str:
    said = {"kk": one.kk, "ru": one.ru}
    if said[language]:
        return said[language]
    (other,) = (each for each in LANGUAGES if each != language)
    return f"{render(T('broadcast-no-translation'), language, zone=ALMATY, markup=False)}\n\n{said[other]}"
