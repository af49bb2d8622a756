"""What is told together, because there is much of it. Words: locales/*/limits.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chat.notice import Notice
from chat.screen import Button, Rows, route
from locales.texts import Named, T
from services.cases.about_case import CASE, ForStaff
from services.messaging.group_notices import GroupNotice


@dataclass(frozen=True)
class ManyArrived(Notice):
    """More complaints came to a region within ten minutes than are told one by one; `count` of all of them."""

    region: Named
    count: int

    def buttons(self) -> Rows:
        return ((Button(T("limits-button-inbox"), route("case.inbox", "new", 0)),),)


@dataclass(frozen=True)
class ManyInGroup(GroupNotice, Notice):
    """The same in a group: said once, with the first case that is not shown by itself."""

    case: int
    code: str
    hidden: ClassVar[frozenset[str]] = CASE | {"code"}


@dataclass(frozen=True)
class ManyWords(ForStaff, Notice):
    """A reporter wrote more within ten minutes than is told one by one; `count` of all of it."""

    case: int
    code: str
    count: int


@dataclass(frozen=True)
class MuteEnded(ForStaff, Notice):
    """A case was silenced, and is heard again from now on."""

    case: int
    code: str
