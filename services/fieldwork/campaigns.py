"""Campaigns: made, planned, run, ended by a coordinator of their region."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.assignment import WITH_VOLUNTEER, AssignmentActor, AssignmentState
from domain.campaign import CAMPAIGN_MOVES, Campaign, CampaignState, Coverage, Task, TaskState
from domain.finding import FindingState
from domain.matching import Plan
from domain.place import Place, repeats_within_six_months
from services.fieldwork import companions, planning
from services.fieldwork.planning import Planned
from services.fieldwork.visits import pair_scores
from services.refusals import ChangedMeanwhile
from services.volunteering import notices_volunteers as notices
from services.volunteering.volunteer_common import campaign_of, coordinates, move, place_name, place_of, regions_of
from services.volunteering.volunteer_refusals import BadPeriod, NothingToVisit, SixMonths, StaleCampaign
from storage.fieldwork import assignments, campaigns, findings, places
from storage.work import Job, Work


@dataclass(frozen=True)
class CampaignCard:
    """A campaign in a list."""

    campaign: Campaign
    coverage: Coverage


@dataclass(frozen=True)
class CampaignPage:
    """A campaign as its coordinator sees it. `pairs` is the disagreement of blind pairs in percent, by place."""

    campaign: Campaign
    coverage: Coverage
    states: dict[AssignmentState, int]
    findings: dict[FindingState, int]
    places: int
    pairs: dict[int, int]
    moves: frozenset[CampaignState]

    @property
    def disagreement(self) -> int | None:
        """The mean of the pairs in percent; None where no pair is complete."""
        return round(sum(self.pairs.values()) / len(self.pairs)) if self.pairs else None


async def create(work: Work, campaign: Campaign, place_ids: Collection[int]) -> Campaign:
    """Keeps a new campaign as a draft, with the places it covers; a route brings its stations.

    Raises NotFound for a foreign region, BadPeriod, NothingToVisit, SixMonths without a `repeat_reason`.
    """
    coordinates(work, campaign.region)
    chosen = await _checked(work, campaign, place_ids)
    draft = replace(campaign, state=CampaignState.DRAFT, made_by=work.person.id)
    made = await campaigns.insert(await work.db(), draft, at=work.now)
    await campaigns.put_places(await work.db(), made.id, [place.id for place in chosen])
    return made


async def change(work: Work, campaign: Campaign, place_ids: Collection[int] | None = None) -> Campaign:
    """Changes a draft, or of a running one the title, instructions, project and time to answer.

    Raises NotFound, StaleCampaign, ChangedMeanwhile, and what `create` raises.
    """
    known = await _theirs(work, campaign.id)
    changed = replace(campaign, state=known.state, made_by=known.made_by)
    coordinates(work, changed.region)
    if known.state is not CampaignState.DRAFT:
        words = ("title", "instructions", "project", "offer_time", "version")
        if changed != replace(known, **{name: getattr(changed, name) for name in words}) or place_ids is not None:
            raise StaleCampaign(known.state)
        return await _save(work, changed)
    ids = await campaigns.place_ids(await work.db(), known.id) if place_ids is None else place_ids
    chosen = await _checked(work, changed, ids)
    await campaigns.put_places(await work.db(), known.id, [place.id for place in chosen])
    return await _save(work, changed)


async def _save(job: Job, campaign: Campaign) -> Campaign:
    if not await campaigns.save(await job.db(), campaign):
        raise ChangedMeanwhile
    return replace(campaign, version=campaign.version + 1)


async def _theirs(work: Work, campaign_id: int) -> Campaign:
    found = await campaign_of(work, campaign_id)
    coordinates(work, found.region)
    return found


async def _checked(work: Work, campaign: Campaign, place_ids: Collection[int]) -> list[Place]:
    """The places, if the campaign can be."""
    if campaign.ends_at <= work.now:
        raise BadPeriod
    conn = await work.db()
    chosen = await places.by_ids(conn, work.vault, place_ids)
    chosen |= {station.id: station for station in await places.stations(conn, work.vault, list(chosen))}
    routes = {place.route_id for place in chosen.values()}
    usable = [place for place in chosen.values() if place.is_active and place.id not in routes]
    if not usable or any(place.region != campaign.region for place in usable):
        raise NothingToVisit
    if not campaign.repeat_reason.strip():
        again = await repeats(work, campaign, [place.id for place in usable])
        if again:
            raise SixMonths(len(again), max(last for _, last in again))
    return usable


async def repeats(work: Work, campaign: Campaign, place_ids: Sequence[int]) -> list[tuple[int, datetime]]:
    """Places (with the last visit's time) that this campaign would visit on the same issue within six months."""
    last = await places.form_visits(await work.db(), campaign.form, place_ids, besides=campaign.id)
    return [
        (place_id, at) for place_id, at in sorted(last.items()) if repeats_within_six_months(at, campaign.starts_at)
    ]


async def draft(work: Work, campaign_id: int) -> tuple[Campaign, list[int]]:
    """A draft with the places it covers, to be changed. Raises NotFound, StaleCampaign."""
    known = await _theirs(work, campaign_id)
    if known.state is not CampaignState.DRAFT:
        raise StaleCampaign(known.state)
    return known, await campaigns.place_ids(await work.db(), known.id)


async def preview(work: Work, campaign_id: int) -> Plan:
    """What would be offered now to whom and why, and what would stay open; changes nothing. Needs are numbered like the
    tasks of `preview_tasks`. Raises NotFound."""
    campaign = await _theirs(work, campaign_id)
    inputs = await planning.gather(work, await preview_tasks(work, campaign))
    return inputs.planned()


async def preview_tasks(work: Work, campaign: Campaign) -> list[Task]:
    """The tasks `preview` plans: those that have nobody, or for a draft those it would have in its first round."""
    conn = await work.db()
    if campaign.state is not CampaignState.DRAFT:
        left = await campaigns.tasks(conn, campaign.id, states=[TaskState.OPEN])
        return [task for task in left if task.opens_at <= work.now < task.due_at]
    made = new_tasks(campaign, await campaigns.place_ids(conn, campaign.id))
    return [replace(task, id=-number) for number, task in enumerate(made, start=1) if task.round == 1]


def new_tasks(campaign: Campaign, place_ids: Sequence[int]) -> list[Task]:
    """Every visit of the campaign, in all its rounds."""
    return [
        Task(0, campaign.id, place_id, round_number, number, opens, due)
        for round_number, (opens, due) in enumerate(campaign.rounds(), start=1)
        for place_id in place_ids
        for number in range(1, campaign.visits + 1)
    ]


async def start(work: Work, campaign_id: int) -> Planned:
    """Runs a draft: its visits are made, and those of the first round offered if it has begun. Raises NotFound,
    StaleCampaign, BadPeriod, NothingToVisit, SixMonths."""
    campaign, conn = await _theirs(work, campaign_id), await work.db()
    ids = await campaigns.place_ids(conn, campaign.id)
    await _checked(work, campaign, ids)
    await _move(work, campaign, CampaignState.RUNNING)
    await campaigns.add_tasks(conn, new_tasks(campaign, ids))
    now = [task for task in await campaigns.tasks(conn, campaign.id) if task.opens_at <= work.now < task.due_at]
    return await planning.offer_tasks(work, now)


async def _move(job: Job, campaign: Campaign, to: CampaignState) -> Campaign:
    if to not in CAMPAIGN_MOVES[campaign.state]:
        raise StaleCampaign(campaign.state)
    return await _save(job, replace(campaign, state=to))


async def pause(work: Work, campaign_id: int) -> None:
    """Nothing more is offered; what was taken goes on. Raises NotFound, StaleCampaign."""
    await _move(work, await _theirs(work, campaign_id), CampaignState.PAUSED)


async def resume(work: Work, campaign_id: int) -> Planned:
    """Goes on. Raises NotFound, StaleCampaign."""
    campaign = await _theirs(work, campaign_id)
    if campaign.state is not CampaignState.PAUSED:
        raise StaleCampaign(campaign.state)
    await _move(work, campaign, CampaignState.RUNNING)
    return await planning.offer_open(work)


async def finish(work: Work, campaign_id: int) -> None:
    """Ends it: what nobody has begun is called off, what was handed in can still be approved. Raises NotFound,
    StaleCampaign."""
    await end(work, await _theirs(work, campaign_id), CampaignState.FINISHED, by=work.person.id)


async def cancel(work: Work, campaign_id: int) -> None:
    """Calls it off. Raises NotFound, StaleCampaign."""
    await end(work, await _theirs(work, campaign_id), CampaignState.CANCELLED, by=work.person.id)


async def end(job: Job, campaign: Campaign, to: CampaignState, *, by: int | None) -> None:
    """Finishes or cancels; `by` None is the clock. Raises StaleCampaign."""
    conn = await job.db()
    await _move(job, campaign, to)
    actor = AssignmentActor.SYSTEM if by is None else AssignmentActor.COORDINATOR
    left = await assignments.of_campaign(conn, campaign.id, states=WITH_VOLUNTEER)
    for one in left:
        if to is CampaignState.FINISHED and one.state in (AssignmentState.STARTED, AssignmentState.RETURNED):
            continue
        await move(job, replace(one, answer_by=None, swap_to=None), AssignmentState.CANCELLED, actor, by=by)
        await companions.tell_off(job, one)
        if one.volunteer_id is not None:
            place = await place_of(job, one.place_id)
            job.notify(one.volunteer_id, notices.TaskCalledOff(place_name(place)))
    await campaigns.drop_tasks(conn, campaign.id)


async def listed(work: Work, *states: CampaignState) -> list[CampaignCard]:
    """Campaigns of the person's regions in these states (all by default), the latest first. Raises NotAllowed."""
    regions, conn = regions_of(work.person), await work.db()
    found = await campaigns.listed(conn, states=states or tuple(CampaignState), regions=regions)
    coverage = await campaigns.coverage(conn, [campaign.id for campaign in found])
    return [CampaignCard(campaign, coverage[campaign.id]) for campaign in found]


async def open_campaign(work: Work, campaign_id: int) -> CampaignPage:
    """A campaign with how far it is, what was found, how blind pairs agree. Raises NotFound."""
    campaign, conn = await _theirs(work, campaign_id), await work.db()
    return CampaignPage(
        campaign=campaign,
        coverage=(await campaigns.coverage(conn, [campaign.id]))[campaign.id],
        states=await assignments.state_counts(conn, campaign.id),
        findings=await findings.counts(conn, campaign_id=campaign.id),
        places=len(await campaigns.place_ids(conn, campaign.id)),
        pairs=await pair_scores(work, campaign),
        moves=CAMPAIGN_MOVES[campaign.state],
    )
