"""News to many, and the report of it. Words: locales/*/broadcasts.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Rows, route, staying
from locales.texts import Named, T, Text


@dataclass(frozen=True)
class BroadcastNews(Notice):
    """The news, in the reader's language; leaves after everything else."""

    where: Text
    words: Named

    priority: ClassVar[Priority] = Priority.BROADCAST

    def buttons(self) -> Rows:
        return staying(((Button(T("news-stop"), "news.stop"),),))


@dataclass(frozen=True)
class BroadcastOver(Notice):
    """To who sent it: how many have got it."""

    broadcast: int
    delivered: int
    blocked: int
    failed: int

    hidden: ClassVar[frozenset[str]] = frozenset({"broadcast"})

    def buttons(self) -> Rows:
        return staying(((Button(T("broadcast-button-open"), route("broadcast.open", self.broadcast)),),))
