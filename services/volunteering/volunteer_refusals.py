"""Why something asked for in volunteers' work was not done."""

from __future__ import annotations

from datetime import datetime

from domain.assignment import AssignmentState
from domain.campaign import CampaignState
from domain.finding import FindingState
from domain.matching import GapWhy
from domain.volunteer import VolunteerState
from locales.texts import T
from services.refusals import Refusal


class StaleTask(Refusal):
    """The task has moved on; this step is not possible from where it stands now."""

    key = "refused-task-stale"

    def __init__(self, state: AssignmentState) -> None:
        super().__init__(state=T(state.name_key))
        self.state = state


class StaleVolunteer(Refusal):
    """The person's standing as a volunteer does not allow this step."""

    key = "refused-volunteer-stale"

    def __init__(self, state: VolunteerState) -> None:
        super().__init__(state=T(state.name_key))
        self.state = state


class StaleCampaign(Refusal):
    """The campaign has moved on."""

    key = "refused-campaign-stale"

    def __init__(self, state: CampaignState) -> None:
        super().__init__(state=T(state.name_key))
        self.state = state


class Unfit(Refusal):
    """This volunteer cannot be given this task."""

    key = "refused-unfit"

    def __init__(self, why: GapWhy) -> None:
        super().__init__(why=T(why.name_key))
        self.why = why


class OfferOver(Refusal):
    """The time to answer is over; the task went on to somebody else."""

    key = "refused-offer-over"


class RulesFirst(Refusal):
    """The rules are read and the code of conduct accepted before anything else."""

    key = "refused-rules-first"


class SixMonths(Refusal):
    """Some objects were visited on the same issue within six months: a reason is needed (law, art. 12)."""

    key = "refused-six-months"

    def __init__(self, count: int, last: datetime) -> None:
        super().__init__(count=count, last=last.date())
        self.count = count


class NothingToVisit(Refusal):
    """A campaign needs objects, of its own region."""

    key = "refused-no-places"


class BadPeriod(Refusal):
    """The moment is in the past, or after the end."""

    key = "refused-bad-period"


class GroupFull(Refusal):
    """A monitoring group has at most five people."""

    key = "refused-group-full"


class Unreadable(Refusal):
    """The file is no table of objects that we can read."""

    key = "refused-unreadable"


class NothingDone(Refusal):
    """There is no visit yet that could be certified."""

    key = "refused-nothing-done"


class LetterWaits(Refusal):
    """A letter was asked for and is not decided yet."""

    key = "refused-letter-waits"


class StaleFinding(Refusal):
    """The finding was decided otherwise meanwhile."""

    key = "refused-finding-stale"

    def __init__(self, state: FindingState) -> None:
        super().__init__(state=T(state.name_key))
        self.state = state
