"""What a coordinator looks at before and while a campaign runs: which objects it would cover, its plan with reasons,
how far each district is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.campaign import Coverage, TaskState
from domain.evidence import Evidence, Stage
from domain.matching import GapWhy, Reason
from domain.place import Place
from services.fieldwork import campaigns as service
from services.fieldwork import review
from services.volunteering.volunteer_common import aliases, campaign_of, coordinates
from storage import evidence
from storage.fieldwork import campaigns, places
from storage.work import Work


@dataclass(frozen=True)
class PlanLine:
    """A visit that would be offered: where, to whom, when, and why to them."""

    place: Place
    alias: str
    at: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class PlanPage:
    """What starting would do now: visits that would be offered, and for how many there is nobody, by reason."""

    lines: tuple[PlanLine, ...]
    volunteers: int
    gaps: Mapping[GapWhy, int]


@dataclass(frozen=True)
class AreaLine:
    """A district (None: objects without one) and how far it is."""

    district: str | None
    coverage: Coverage


async def plan(work: Work, campaign_id: int) -> PlanPage:
    """The plan as it would be made now; changes nothing. Raises NotFound."""
    campaign = await campaign_of(work, campaign_id)
    made = await service.preview(work, campaign_id)
    tasks = {task.id: task for task in await service.preview_tasks(work, campaign)}
    ids = {tasks[offer.need_id].place_id for offer in made.offers}
    at = await places.by_ids(await work.db(), work.vault, ids)
    names = await aliases(work, {offer.volunteer_id for offer in made.offers})
    lines = [
        PlanLine(at[tasks[offer.need_id].place_id], names[offer.volunteer_id], offer.at, offer.reasons)
        for offer in made.offers
    ]
    lines.sort(key=lambda line: (line.at, line.alias))
    return PlanPage(tuple(lines), len(names), Counter(gap.why for gap in made.gaps))


async def areas(work: Work, campaign_id: int) -> list[AreaLine]:
    """How far each district is, the least covered first. Raises NotFound."""
    campaign, conn = await campaign_of(work, campaign_id), await work.db()
    coordinates(work, campaign.region)
    tasks = [task for task in await campaigns.tasks(conn, campaign_id) if task.state is not TaskState.DROPPED]
    at = await places.by_ids(conn, work.vault, {task.place_id for task in tasks})
    counted: dict[str | None, Counter[TaskState]] = defaultdict(Counter)
    for task in tasks:
        counted[at[task.place_id].district][task.state] += 1
    lines = [
        AreaLine(code, Coverage(one.total(), one[TaskState.DONE], one[TaskState.GIVEN], one[TaskState.OPEN]))
        for code, one in counted.items()
    ]
    return sorted(lines, key=lambda line: (line.coverage.percent, line.district or ""))


async def files_of(work: Work, assignment_id: int) -> list[Evidence]:
    """The files of a visit that are kept, in the form's order. Raises NotFound."""
    opened = await review.open_visit(work, assignment_id)
    if opened.submission is None:
        return []
    number = opened.submission.id
    found = await evidence.of_submissions(await work.db(), work.vault, [number])
    return [one for one in found.get(number, []) if one.stage is Stage.STORED]
