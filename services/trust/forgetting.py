"""Being forgotten: everything of a person is erased, except what has become somebody else's to keep.

Law «On personal data and their protection» of 21.05.2013, art. 8: consent can be taken back, unless a law or an
obligation stands against it. A case that was handed to an authority stays, without its reporter: the letter is on the
record there; so does one that others have joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.audit import PERSON_FORGOTTEN
from domain.case import Case
from domain.complaint import ENDED, State
from services.cases import complaints, me_too
from services.cases.common import tell_desk
from services.questionnaires.forms import CITIZENS
from services.trust import retention, threads
from services.trust.retention_notices import CaseForgotten
from services.volunteering import volunteers
from storage.cases import following
from storage.questionnaires import submissions
from storage.trust import audit, forgetting
from storage.trust import retention as rows
from storage.trust.erasing import erase_submission
from storage.work import Work


@dataclass(frozen=True)
class Traces:
    """What there is of a person: `erased` and `kept` are numbers of their reports, `forms` of other forms they sent."""

    erased: int
    kept: int
    forms: int
    follows: int
    has_draft: bool
    is_volunteer: bool
    is_staff: bool


async def traces(work: Work) -> Traces:
    """What would be erased, and what would stay without them."""
    mine = await complaints.my_reports(work)
    kept = [case for case in mine if await _stays(work, case)]
    return Traces(
        erased=len(mine) - len(kept),
        kept=len(kept),
        forms=len(await submissions.of_submitter(await work.db(), work.vault, work.person.id)),
        follows=len(await me_too.mine(work)),
        has_draft=work.draft is not None,
        is_volunteer=await volunteers.mine(work) is not None,
        is_staff=work.person.is_staff,
    )


async def _stays(work: Work, case: Case) -> bool:
    """Whether the case has become more than its reporter's: an authority has it, or others are concerned."""
    conn = await work.db()
    ended = await rows.of_case(conn, case.id)
    if case.state in (State.REFERRED, State.ANSWERED) or (ended is not None and ended.handed_over):
        return True
    others = await following.followers(conn, work.vault, case.id)
    return bool(others) or bool(await following.merged_cases(conn, case.id))


async def forget(work: Work) -> None:
    """Erases the person who acts. Whoever writes with the same account later is somebody new."""
    conn, me = await work.db(), work.person.id
    for case in await complaints.my_reports(work):
        if await _stays(work, case):
            await threads.sever(work, case)
        else:
            await _erase(work, case)
    await _erase_forms(work)
    if await volunteers.mine(work) is not None:
        await volunteers.erase(work)
    for grant in list(work.person.grants):
        await work.revoke(me, grant, by=me)
    await forgetting.forget(conn, work.vault, me, at=work.now)
    await audit.append(conn, work.vault, PERSON_FORGOTTEN, at=work.now)  # who it was must not be known
    await work.forget_person()


async def _erase(work: Work, case: Case) -> None:
    if case.state not in ENDED:
        await tell_desk(work, case, CaseForgotten(case.code), key=f"case-forgotten:{case.id}")
    ended = await rows.of_case(await work.db(), case.id)
    if ended is not None:
        await retention.erase(work, ended, rows.FORGOTTEN)


async def _erase_forms(work: Work) -> None:
    """Suggestions, ratings and questions are the person's own words; a checklist is what was found somewhere."""
    conn = await work.db()
    sent = await submissions.of_submitter(conn, work.vault, work.person.id)
    found = await forgetting.visited(conn, [one.id for one in sent])
    for one in sent:
        if one.form in CITIZENS and one.id not in found:
            await erase_submission(conn, one.id)
