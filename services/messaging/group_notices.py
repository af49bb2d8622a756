"""What is said in a group of coordinators, and to them in private about the group. Words: locales/*/groups.ftl.

Nothing a reporter wrote stands in any of these, and nothing that leads to them: a group has more readers than the
coordinators, so the story is read in private.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, LinkButton, Rows, route
from locales.texts import Named, T, Tenge, Text
from services.cases.about_case import CASE, ForStaff

START = "start:"
"""Stands for the bot's own address in the links of these notices."""


def linked(rows: Rows, username: str) -> Rows:
    """The buttons with the bot's address in their links."""
    base = f"https://t.me/{username}?start="
    return tuple(
        tuple(
            replace(one, url=base + one.url.removeprefix(START)) if isinstance(one, LinkButton) else one for one in row
        )
        for row in rows
    )


def opening(case: int) -> LinkButton:
    """The way to the case in private."""
    return LinkButton(T("group-open"), f"{START}k_{case}")


class GroupNotice:
    """What is said about a case in a group."""

    case: int
    code: str

    hidden: ClassVar[frozenset[str]] = CASE

    def buttons(self) -> Rows:
        return ((opening(self.case),),)


@dataclass(frozen=True)
class CaseInGroup(GroupNotice, Notice):
    """The card of a new case."""

    case: int
    code: str
    category: Text
    place: Text
    amount: Tenge | Text
    received_at: datetime
    evidence: int

    def buttons(self) -> Rows:
        return ((Button(T("button-accept"), route("g.accept", self.case)),), (opening(self.case),))


@dataclass(frozen=True)
class CaseMovedInGroup(GroupNotice, Notice):
    """The case moved on, by whom (a coordinator's alias, or nobody's)."""

    case: int
    code: str
    state: Text
    who: Text

    def buttons(self) -> Rows:
        return ((Button(T("group-take"), route("g.take", self.case)),), (opening(self.case),))


@dataclass(frozen=True)
class CitizenWroteInGroup(GroupNotice, Notice):
    """The reporter has written or sent a file; what, is read in private."""

    case: int
    code: str


@dataclass(frozen=True)
class TakenOverInGroup(GroupNotice, Notice):
    """Another coordinator has taken the case over."""

    case: int
    code: str
    alias: str


# In private


@dataclass(frozen=True)
class GroupJoined(Notice):
    """To the region's coordinators: new cases are also shown in a group from now on."""

    region: Named
    alias: str

    def buttons(self) -> Rows:
        return ((Button(T("group-menu"), "groups"),),)


@dataclass(frozen=True)
class GroupLost(Notice):
    """To the region's coordinators: the group is no longer bound, and why."""

    region: Named
    why: Text

    def buttons(self) -> Rows:
        return ((Button(T("group-menu"), "groups"),),)


@dataclass(frozen=True)
class GroupWithoutTopics(Notice):
    """To the region's coordinators: topics cannot be opened in the group, so cases come as messages."""

    region: Named

    def buttons(self) -> Rows:
        return ((Button(T("group-menu"), "groups"),),)


@dataclass(frozen=True)
class CaseTakenInGroup(ForStaff, Notice):
    """To the coordinator who had the case."""

    case: int
    code: str
    alias: str
