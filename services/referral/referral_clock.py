"""The clock's work with letters: who owes an answer and is late, and what has stood still for a quarter.

Each notice goes out once for its term: its key holds letter, state and term.
"""

from __future__ import annotations

from dataclasses import replace

from domain.due import Stage, come
from domain.people import Role
from domain.recommendation import Recommendation, next_look, term_of
from domain.referral import Referral, ReferralState
from domain.reminders import QUIET
from locales.texts import T, Text
from services.cases.common import desk_of, first_lines
from services.cases.due import Overrides, overrides
from services.referral import notices_referrals as notices
from services.referral.paper_recipes import Paper, PaperRecipe, file_name
from services.referral.recommendations import unanswered
from services.referral.referrals import name_of
from services.volunteering.volunteer_common import tell_region
from storage import people
from storage.cases import cases
from storage.referral import authorities, recommendations, referrals
from storage.work import Job

_STEPS = {
    ReferralState.SENT: ("referral-step-remind", Paper.REMINDER, "reminder"),
    ReferralState.REMINDED: ("referral-step-complain", Paper.COMPLAINT, "complaint"),
}


async def tell_late(job: Job) -> int:
    """Says which authorities are late, with the next step's paper attached; how many letters."""
    conn = await job.db()
    late = await referrals.late(conn, job.vault, job.now)
    for one in late:
        case = await cases.find(conn, job.vault, one.case_id)
        authority = await authorities.find(conn, one.authority_id)
        if case is None or authority is None or one.due_at is None:
            continue
        for person in await desk_of(job, case):
            step, recipe, name = _step(one, person.id)
            notice = notices.AuthorityLate(
                one.id, case.code, name_of(authority), one.talon, one.due_at, step, recipe, name
            )
            key = f"authority-late:{one.id}:{one.state}:{int(one.due_at.timestamp())}:{person.id}"
            job.notify(person.id, notice, key=key, at=QUIET.over(job.now))
    return len(late)


_SAID = {
    Stage.BEFORE: "recommendation-term-before",
    Stage.AT: "recommendation-term-at",
    Stage.AFTER: "recommendation-term-after",
}


def _step(one: Referral, reader: int) -> tuple[Text, str, str]:
    """What comes next, and the paper for it."""
    if one.state not in _STEPS:
        return T("referral-step-court"), "", ""
    key, paper, name = _STEPS[one.state]
    return Text(key), PaperRecipe(paper, reader, one.id).packed(), file_name(one.number, name, "pdf")


async def look_at_recommendations(job: Job) -> int:
    """Says which institutions are late with their answers, and asks each quarter about what is not done; how many."""
    conn = await job.db()
    known = await overrides(job)
    for one in await unanswered(job, None):
        await _remind(job, one, known)
    stalled = await recommendations.to_look_at(conn, job.vault, job.now)
    for one in stalled:
        asked = notices.RecommendationStalled(
            one.id, one.number, one.institution, T(one.state.name_key), first_lines(one.words)
        )
        await tell_region(job, one.region, asked, key=f"recommendation-stalled:{one.id}:{one.look_at}")
        await recommendations.save(conn, job.vault, replace(one, look_at=next_look(job.now)))
    return len(stalled)


async def _remind(job: Job, one: Recommendation, known: Overrides) -> None:
    """A working day before the term, at it and after it to the region; five working days later to the admins. There is
    no second coordinator to ask: all of them are told."""
    term = term_of(one)
    if term is None:
        return
    for stage in come(term, job.now, known):
        when = Text(_SAID.get(stage, _SAID[Stage.AFTER]), {"due": term.due_at})
        about = notices.RecommendationTerm(one.id, one.number, one.institution, T(term.kind.name_key), when)
        key = f"recommendation-term:{one.id}:{term.kind}:{int(term.due_at.timestamp())}:{stage}"
        if stage in _SAID:
            await tell_region(job, one.region, about, key=key)
        elif stage is Stage.ADMIN:
            for person in await people.with_role(await job.db(), job.vault, [Role.ADMIN]):
                job.notify(person.id, about, key=f"{key}:{person.id}")


DUTIES = {"late letters": tell_late, "recommendations": look_at_recommendations}
