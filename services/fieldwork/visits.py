"""A visit handed in: what it found, what a coordinator may want to look at, and who is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from domain.assignment import TO_VISIT, Assignment, AssignmentActor, AssignmentState, Visit, VisitOutcome
from domain.campaign import Campaign
from domain.finding import Finding, FindingState, found
from domain.quality import (
    Flag,
    Sign,
    comparable,
    disagreement,
    far_away,
    pair_differs,
    plain_text,
    prose,
    same_texts,
    too_fast,
)
from domain.submission import Submission
from services.fieldwork import notices_coordinators
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import (
    alias_of,
    campaign_of,
    move,
    place_name,
    place_of,
    tell_region,
    titled,
)
from storage.fieldwork import assignments, campaigns, findings, visits
from storage.questionnaires import submissions
from storage.work import Job

COMPARED = timedelta(days=90)
"""Texts are compared with visits of this long."""


async def take_in(job: Job, one: Assignment, sent: Submission, *, expected: timedelta) -> Visit:
    """Keeps the filled form of a visit, its findings and signs, and tells the region's desk. Raises StaleTask."""
    conn = await job.db()
    held, again = one, one.state is AssignmentState.RETURNED
    if one.state is AssignmentState.ACCEPTED:  # begun from the reminder, without checking in
        one = await move(job, one, AssignmentState.STARTED, AssignmentActor.VOLUNTEER)
    one = await move(job, one, AssignmentState.SUBMITTED, AssignmentActor.VOLUNTEER)
    before = await visits.find(conn, job.vault, one.id)
    visit = replace(
        before,
        started_at=before.started_at or sent.started_at,
        finished_at=before.finished_at if again else sent.finished_at,
        submission_id=sent.id,
        outcome=VisitOutcome.OBSERVED,
    )
    await visits.save(conn, job.vault, visit)
    campaign = await campaign_of(job, one.campaign_id)
    counted = await _keep_findings(job, one, sent)
    signs = await _signs(job, campaign, one, visit, sent, expected)
    if again:
        for flag in (Flag.SAME_TEXTS, Flag.PAIR_DIFFERS):
            await visits.drop_flag(conn, one.id, flag)
    await visits.put_flags(conn, one.id, signs, at=job.now)
    await _tell(job, campaign, one, counted, len(signs))
    await tell_swap_failed(job, held)
    return visit


async def _keep_findings(job: Job, one: Assignment, sent: Submission) -> int:
    """What the form counts becomes findings; after a correction, new ones that are no longer there go. How many."""
    conn, seen = await job.db(), found(sent.values)
    known = {each.question: each for each in await findings.of_assignment(conn, job.vault, one.id)}
    for question, value in seen.items():
        old = known.get(question)
        if old is None:
            new = Finding(0, one.campaign_id, one.place_id, one.id, sent.id, question, value, FindingState.NEW, job.now)
            await findings.insert(conn, job.vault, new)
        else:
            await findings.save(conn, job.vault, replace(old, value=value, submission_id=sent.id))
    for question, old in known.items():
        if question not in seen and old.state is FindingState.NEW:
            await findings.delete(conn, old.id)
    return len(seen)


async def _signs(
    job: Job, campaign: Campaign, one: Assignment, visit: Visit, sent: Submission, expected: timedelta
) -> list[Sign]:
    texts = await _texts_of_others(job, campaign, one, sent) if prose(sent.values) else set()
    seen = [
        too_fast(sent.finished_at - sent.started_at, expected),
        far_away(visit.metres),
        same_texts(prose(sent.values), texts),
        await _pair_sign(job, campaign, one, sent) if campaign.blind else None,
    ]
    return [sign for sign in seen if sign is not None]


async def _texts_of_others(job: Job, campaign: Campaign, one: Assignment, sent: Submission) -> set[str]:
    conn = await job.db()
    ids = await visits.submission_ids(conn, campaign.form, besides=one.id, since=job.now - COMPARED)
    others = await submissions.by_ids(conn, job.vault, [number for number in ids if number != sent.id])
    return {plain_text(said) for other in others for said in prose(other.values).values()}


async def _pair_sign(job: Job, campaign: Campaign, one: Assignment, sent: Submission) -> Sign | None:
    """The score of the pair, once both have handed in; noted at both."""
    conn, worst = await job.db(), None
    for other, values in (await _pair_values(job, campaign, one)).items():
        score = disagreement(sent.values, values, comparable(sent.values) & comparable(values))
        sign = pair_differs(score)
        if sign is not None:
            await visits.put_flags(conn, other, [sign], at=job.now)
            worst = sign if worst is None or sign.value > worst.value else worst
        else:
            await visits.drop_flag(conn, other, Flag.PAIR_DIFFERS)
    return worst


async def _pair_values(job: Job, campaign: Campaign, one: Assignment) -> dict[int, Mapping[str, str]]:
    """Answers of the others who saw the same object in the same round, by assignment."""
    conn, task = await job.db(), await campaigns.find_task(await job.db(), one.task_id)
    if task is None:
        return {}
    together = await campaigns.round_of(conn, task)
    partners = await assignments.pair_of(conn, one, round_tasks=[other.id for other in together])
    known = await visits.of_assignments(conn, job.vault, [other.id for other in partners])
    sent = {number: visit.submission_id for number, visit in known.items() if visit.submission_id is not None}
    answers = {each.id: each.values for each in await submissions.by_ids(conn, job.vault, list(sent.values()))}
    return {number: answers[submission_id] for number, submission_id in sent.items() if submission_id in answers}


async def pair_scores(job: Job, campaign: Campaign) -> dict[int, int]:
    """The disagreement of each blind pair of a campaign in percent, by place; pairs of which one has not handed in are
    left out. More than two observers: the worst."""
    conn = await job.db()
    if not campaign.blind:
        return {}
    tasks = {task.id: (task.place_id, task.round) for task in await campaigns.tasks(conn, campaign.id)}
    handed = (AssignmentState.SUBMITTED, AssignmentState.RETURNED, AssignmentState.APPROVED)
    made = await assignments.of_campaign(conn, campaign.id, states=handed)
    known = await visits.of_assignments(conn, job.vault, [one.id for one in made])
    ids = {one.id: known[one.id].submission_id for one in made if one.id in known}
    sent = {each.id: each.values for each in await submissions.by_ids(conn, job.vault, _numbers(ids.values()))}
    groups: dict[tuple[int, int], list[Mapping[str, str]]] = {}
    for one in made:
        number = ids.get(one.id)
        if number in sent:
            groups.setdefault(tasks[one.task_id], []).append(sent[number])
    scores: dict[int, int] = {}
    for (place_id, _), answers in groups.items():
        pairs = [(a, b) for index, a in enumerate(answers) for b in answers[index + 1 :]]
        if pairs:
            score = max(disagreement(a, b, comparable(a) & comparable(b)) for a, b in pairs)
            scores[place_id] = max(scores.get(place_id, 0), round(100 * score))
    return scores


def _numbers(values: Collection[int | None]) -> list[int]:
    return [value for value in values if value is not None]


async def _tell(job: Job, campaign: Campaign, one: Assignment, counted: int, signs: int) -> None:
    place, alias = await place_of(job, one.place_id), await alias_of(job, one.volunteer_id)
    notice = notices_coordinators.VisitArrived(one.id, titled(campaign.title), place_name(place), alias, counted, signs)
    await tell_region(job, campaign.region, notice)


async def tell_swap_failed(job: Job, one: Assignment) -> None:
    """A colleague's open offer to take this task over ends; and where this one was such an offer, the task stays."""
    taken = one.state in TO_VISIT
    for offer in await assignments.replacing(await job.db(), one.id) if taken else ():
        await move(job, replace(offer, answer_by=None), AssignmentState.CANCELLED, AssignmentActor.SYSTEM)
        if offer.volunteer_id is not None:
            job.notify(offer.volunteer_id, notices.TaskCalledOff(place_name(await place_of(job, one.place_id))))
    if one.replaces_id is None or one.state is not AssignmentState.OFFERED:
        return
    before = await assignments.find(await job.db(), one.replaces_id)
    if before is not None and before.volunteer_id is not None:
        place = await place_of(job, before.place_id)
        job.notify(before.volunteer_id, notices.TaskStays(before.id, place_name(place)))
