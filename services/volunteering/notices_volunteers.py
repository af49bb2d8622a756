"""What is said to volunteers about their work. Words: locales/*/volunteers.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Rows, route
from locales.texts import Named, T, Text

TASK = frozenset({"task"})


class _OfTask:
    """Buttons under a notice about a volunteer's own task."""

    task: int
    hidden: ClassVar[frozenset[str]] = TASK

    def buttons(self) -> Rows:
        return ((Button(T("button-task-open"), route("task.open", self.task)),),)


class _Remind(_OfTask):
    """Buttons under a reminder: start, can't, more time."""

    def buttons(self) -> Rows:
        start = Button(T("button-task-start"), route("task.start", self.task))
        cannot = Button(T("button-task-cannot"), route("task.cant", self.task))
        more = Button(T("button-task-more-time"), route("task.time", self.task))
        return (start,), (cannot, more)


class _Menu:
    def buttons(self) -> Rows:
        return ((Button(T("button-menu"), "menu"),),)


# To volunteers: joining


@dataclass(frozen=True)
class VolunteerApproved(_Menu, Notice):
    """The coordinator said yes."""

    region: Named


@dataclass(frozen=True)
class VolunteerAsked(Notice):
    """The coordinator wants to know something before deciding."""

    question: str

    def buttons(self) -> Rows:
        return ((Button(T("button-answer"), "volunteer.answer"),),)


@dataclass(frozen=True)
class VolunteerNotApproved(_Menu, Notice):
    """The coordinator said no, and why."""

    words: str


# To volunteers: tasks


@dataclass(frozen=True)
class TaskOffered(Notice):
    """A visit is proposed; `why` says why to them."""

    task: int
    campaign: Named
    place: Named
    where: Text
    at: datetime
    due: datetime
    answer_by: datetime
    why: Text

    hidden: ClassVar[frozenset[str]] = TASK

    def buttons(self) -> Rows:
        accept = Button(T("button-task-accept"), route("task.accept", self.task))
        decline = Button(T("button-task-decline"), route("task.decline", self.task))
        return (accept, decline), (Button(T("button-task-open"), route("task.open", self.task)),)


@dataclass(frozen=True)
class OfferPassed(_Menu, Notice):
    """No answer came in time; the task went on."""

    place: Named


@dataclass(frozen=True)
class GroupVisit(_Menu, Notice):
    """The lead of one's group has taken a visit: go along."""

    place: Named
    team: str
    at: datetime
    due: datetime


@dataclass(frozen=True)
class GroupVisitOff(_Menu, Notice):
    """The lead of one's group has given a visit back."""

    place: Named
    team: str


@dataclass(frozen=True)
class TaskCalledOff(_Menu, Notice):
    """The task is not needed any more."""

    place: Named


@dataclass(frozen=True)
class TaskHandedOver(_Menu, Notice):
    """A colleague has taken the task over."""

    place: Named


@dataclass(frozen=True)
class TaskStays(_OfTask, Notice):
    """A swap did not come about: the task is still theirs."""

    task: int
    place: Named


@dataclass(frozen=True)
class TaskMoved(_OfTask, Notice):
    """There is more time."""

    task: int
    place: Named
    due: datetime


@dataclass(frozen=True)
class TaskTomorrow(_Remind, Notice):
    """A day before the deadline."""

    task: int
    place: Named
    due: datetime


@dataclass(frozen=True)
class TaskToday(_Remind, Notice):
    """On the morning of the visit."""

    task: int
    place: Named
    at: datetime
    due: datetime


@dataclass(frozen=True)
class TaskSoon(_Remind, Notice):
    """Three hours before the deadline."""

    task: int
    place: Named
    due: datetime


@dataclass(frozen=True)
class TaskOverdue(_Remind, Notice):
    """The deadline is past."""

    task: int
    place: Named
    due: datetime


@dataclass(frozen=True)
class VisitReturned(_OfTask, Notice):
    """The coordinator asks to put something right."""

    task: int
    place: Named
    words: str


@dataclass(frozen=True)
class VisitApproved(_OfTask, Notice):
    """The visit counts."""

    task: int
    place: Named


@dataclass(frozen=True)
class VisitRejected(_OfTask, Notice):
    """The visit does not count, and why."""

    task: int
    place: Named
    words: str
