"""What is said to coordinators about volunteers' work. Words: locales/*/volunteers.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Rows, route
from locales.texts import Named, T, Text

TASK = frozenset({"task"})
PERSON = frozenset({"person"})


class _OfVisit:
    """A button under a notice to a coordinator about a visit."""

    task: int
    hidden: ClassVar[frozenset[str]] = TASK

    def buttons(self) -> Rows:
        return ((Button(T("button-visit-open"), route("visit.open", self.task)),),)


class _OfVolunteer:
    """A button under a notice to a coordinator about a volunteer."""

    person: int
    hidden: ClassVar[frozenset[str]] = PERSON

    def buttons(self) -> Rows:
        return ((Button(T("button-volunteer-open"), route("volunteer.open", self.person)),),)


@dataclass(frozen=True)
class VolunteerApplied(_OfVolunteer, Notice):
    """Somebody wants to help."""

    person: int
    alias: str
    place: Text


@dataclass(frozen=True)
class VolunteerAnswered(_OfVolunteer, Notice):
    """They answered a question."""

    person: int
    alias: str
    lines: str


@dataclass(frozen=True)
class VolunteerGone(Notice):
    """A volunteer left, paused or was erased; so many tasks need somebody else."""

    alias: str
    count: int


@dataclass(frozen=True)
class VisitArrived(_OfVisit, Notice):
    """A visit was made: how many findings, and how many signs to look at."""

    task: int
    campaign: Named
    place: Named
    alias: str
    findings: int
    signs: int


@dataclass(frozen=True)
class VisitNotPossible(_OfVisit, Notice):
    """The volunteer could not observe."""

    task: int
    place: Named
    alias: str
    outcome: Text
    lines: str


@dataclass(frozen=True)
class TimeAsked(Notice):
    """A volunteer asks for more time."""

    task: int
    place: Named
    alias: str
    due: datetime
    lines: str

    hidden: ClassVar[frozenset[str]] = TASK

    def buttons(self) -> Rows:
        extend = Button(T("button-task-extend"), route("task.extend", self.task))
        return (extend,), (Button(T("button-visit-open"), route("visit.open", self.task)),)


@dataclass(frozen=True)
class SwapAsked(Notice):
    """A volunteer would like to hand a task to a colleague; the law asks for the coordinator's leave."""

    task: int
    place: Named
    alias: str
    colleague: str

    hidden: ClassVar[frozenset[str]] = TASK

    def buttons(self) -> Rows:
        allow = Button(T("button-swap-allow"), route("swap.allow", self.task))
        refuse = Button(T("button-swap-refuse"), route("swap.refuse", self.task))
        return ((allow, refuse),)


@dataclass(frozen=True)
class TaskLate(_OfVisit, Notice):
    """A day has passed since the deadline of somebody's task."""

    task: int
    place: Named
    alias: str
    due: datetime


@dataclass(frozen=True)
class VolunteerInDanger(Notice):
    """Somebody pressed the danger button. Goes before everything else."""

    person: int
    alias: str
    where: Text
    at: datetime

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = PERSON

    def buttons(self) -> Rows:
        return ((Button(T("button-volunteer-open"), route("volunteer.open", self.person)),),)


@dataclass(frozen=True)
class NobodyFound(Notice):
    """For so many visits of a campaign nobody could be found."""

    campaign: int
    title: Named
    count: int

    hidden: ClassVar[frozenset[str]] = frozenset({"campaign"})

    def buttons(self) -> Rows:
        return ((Button(T("button-campaign-open"), route("campaign.open", self.campaign)),),)


@dataclass(frozen=True)
class CampaignOver(Notice):
    """A campaign has come to its end."""

    campaign: int
    title: Named
    done: int
    total: int

    hidden: ClassVar[frozenset[str]] = frozenset({"campaign"})

    def buttons(self) -> Rows:
        return ((Button(T("button-campaign-open"), route("campaign.open", self.campaign)),),)
