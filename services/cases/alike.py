"""Cases that are probably about the same: shown with the reason, merged, and split again by an admin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.case import Case
from domain.complaint import ENDED, Actor, State
from domain.people import Role
from domain.similarity import Features, Likeness, likeness
from forms.inputs.stems import stems
from locales.texts import T
from services.cases.common import desk_case, move, move_key, others_key, tell_reporter
from services.cases.notices_triage import OthersToo, ReportMerged, ReportSplit
from services.refusals import NotAllowed, NotFound, StaleMove, TakenBy
from storage import people
from storage.cases import case_search, cases, following
from storage.cases.case_words import institution_stems
from storage.work import Work

WINDOW = timedelta(days=180)
"""Cases further apart are not compared."""
CANDIDATES, SHOWN = 40, 5


@dataclass(frozen=True)
class Alike:
    """A case like the one that is open, and why."""

    case: Case
    likeness: Likeness


@dataclass(frozen=True)
class Family:
    """What belongs together: where a case was merged to, what was merged into it, how many people it concerns."""

    into: Case | None
    merged: tuple[tuple[int, str], ...]
    people: int


async def similar(work: Work, case: Case) -> tuple[Alike, ...]:
    """Cases of the region like this one, the most alike first; not those already merged. `case` came from the desk."""
    conn = await work.db()
    since = case.received_at - WINDOW
    found = await case_search.sharing(conn, work.vault, case, since=since, limit=CANDIDATES)
    own = features(case)
    compared = [Alike(other, likeness(own, features(other))) for other in found if other.state is not State.MERGED]
    worth = [one for one in compared if one.likeness.is_worth_showing]
    return tuple(sorted(worth, key=lambda one: (-one.likeness.score, one.case.id)))[:SHOWN]


def features(case: Case) -> Features:
    """What is compared of a case."""
    return Features(
        category=case.category,
        region=case.region,
        district=case.district,
        institution=institution_stems(case),
        words=stems(case.story),
        at=case.received_at,
    )


async def family(work: Work, case: Case) -> Family:
    """What belongs to the case. `case` came from the desk."""
    conn = await work.db()
    into = await following.merged_into(conn, case.id)
    return Family(
        into=None if into is None else await cases.find(conn, work.vault, into),
        merged=tuple(await following.merged_cases(conn, case.id)),
        people=await following.people_concerned(conn, case.id),
    )


async def pair(work: Work, case_id: int, other_id: int) -> tuple[Case, Case, Likeness]:
    """Two cases of one's regions side by side. Raises NotFound."""
    one, other = await desk_case(work, case_id), await desk_case(work, other_id)
    if one.id == other.id:
        raise NotFound
    return one, other, likeness(features(one), features(other))


async def merge(work: Work, case_id: int, into_id: int) -> Case:
    """Merges the first case into the second; both reporters hear it, and from then on the second one's public moves.

    Raises NotFound, TakenBy where a colleague works on the first, StaleMove where one of them has ended.
    """
    case, into, _ = await pair(work, case_id, into_id)
    conn, me = await work.db(), work.person.id
    if case.assignee_id not in (None, me) and not work.person.has(Role.ADMIN):
        raise TakenBy((await people.get(conn, work.vault, case.assignee_id or 0)).alias or "—")
    if into.state in ENDED:
        raise StaleMove(into.state)
    ended = replace(case, assignee_id=case.assignee_id or me, question_open=False)
    merged = await move(work, ended, State.MERGED, Actor.COORDINATOR, by=me, payload={"into": into.code})
    await following.merge(conn, case.id, into.id, by=me, at=work.now)
    stands = T(into.state.name_key)
    count = await following.people_concerned(conn, into.id)
    await tell_reporter(work, case, ReportMerged(case.id, case.code, stands), key=move_key(merged))
    if count > 1:
        await tell_reporter(work, into, OthersToo(into.id, into.code, stands, count), key=others_key(merged))
    return into


async def split(work: Work, case_id: int) -> Case:
    """A merged case stands for itself again, new and nobody's; admins only. Raises NotAllowed, NotFound, StaleMove."""
    if not work.person.has(Role.ADMIN):
        raise NotAllowed
    case = await desk_case(work, case_id)
    free = replace(case, assignee_id=None)
    apart = await move(work, free, State.RECEIVED, Actor.COORDINATOR, by=work.person.id)
    await following.split(await work.db(), case.id)
    await tell_reporter(work, apart, ReportSplit(apart.id, apart.code, T(apart.state.name_key)))
    return apart
