"""What is said about tables of objects that a coordinator sent. Words: locales/*/campaigns.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chat.notice import Notice, Priority
from chat.screen import Button, Media, Rows, Screen, route
from locales.texts import T, Text


def _to_places() -> Rows:
    return ((Button(T("place-button-list"), route("places", "-", 0)),),)


@dataclass(frozen=True)
class PlacesRead(Notice):
    """What loading the table would do: good rows, bad ones by number, those that look like objects we have."""

    file: int
    name: str
    good: int
    bad: int
    alike: int
    lines: Text
    report: str

    priority: ClassVar[Priority] = Priority.REPLY
    hidden: ClassVar[frozenset[str]] = frozenset({"file", "report"})

    def buttons(self) -> Rows:
        def load(key: Text, mode: str) -> Rows:
            return ((Button(key, route("places.load", self.file, mode)),),)

        if not self.good:
            return _to_places()
        if not self.alike:
            return (*load(T("places-load", count=self.good), "all"), *_to_places())
        rows = load(T("places-load-new", count=self.good - self.alike), "skip") if self.good > self.alike else ()
        return (*rows, *load(T("places-load-merge"), "merge"), *load(T("places-load-all"), "all"), *_to_places())

    def screen(self) -> Screen:
        media = (Media("document", self.report.encode(), "rows.txt"),) if self.report else ()
        return Screen(words=(self.text(),), buttons=self.buttons(), media=media, fresh=True)


@dataclass(frozen=True)
class PlacesFaulty(Notice):
    """The file is no table of objects that we can read."""

    name: str

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        return _to_places()


@dataclass(frozen=True)
class PlacesLoaded(Notice):
    """The table is loaded: how many are new, were merged into objects we had, were passed over."""

    name: str
    kept: int
    merged: int
    skipped: int

    priority: ClassVar[Priority] = Priority.REPLY

    def buttons(self) -> Rows:
        campaign = (Button(T("campaign-button-new"), route("campaign.make", 0)),)
        return (campaign, *_to_places())
