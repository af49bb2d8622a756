"""What an OpenRosa server refused, for the admins: why, and once more or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from domain.people import Role
from services.refusals import NotAllowed, NotFound
from storage.questionnaires import pushes, submissions
from storage.work import Work


@dataclass(frozen=True)
class RefusedPush:
    """A submission that the server will not have: its status code and its words."""

    number: int
    form: str
    reason: str
    answer: str


async def refused(work: Work) -> list[int]:
    """Numbers of the submissions, the newest first. Raises NotAllowed."""
    _admin(work)
    return await pushes.refused(await work.db())


async def opened(work: Work, number: int) -> RefusedPush:
    """One of them. Raises NotAllowed, NotFound."""
    _admin(work)
    conn = await work.db()
    said = await pushes.answer_of(conn, work.vault, number)
    one = await submissions.find(conn, work.vault, number)
    if said is None or one is None:
        raise NotFound
    return RefusedPush(number, one.form, said[0] or "", said[1])


async def decide(work: Work, number: int, *, again: bool) -> None:
    """It goes once more, or is left. Raises NotAllowed; NotFound where it is not refused any more."""
    _admin(work)
    state = pushes.QUEUED if again else pushes.GIVEN_UP
    if not await pushes.decide(await work.db(), number, state, work.now):
        raise NotFound


def _admin(work: Work) -> None:
    if not work.person.has(Role.ADMIN):
        raise NotAllowed
