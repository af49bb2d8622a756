"""The screens of one batch: which of them need to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chat.screen import Screen
from transport.arrivals import Arrival
from transport.presenter import Reader

MANY = 3
"""From more screens than this for one person in one batch, those of the same place are left out but the last."""


@dataclass(frozen=True)
class Show:
    """A screen that waits for the commit. `failed`: it tells of a failure; `repeated`: the update was seen before."""

    arrival: Arrival
    screen: Screen | None
    reader: Reader
    person_id: int
    failed: bool = False
    repeated: bool = False

    @property
    def tells(self) -> bool:
        """Whether it shows more than a toast."""
        return self.screen is not None and bool(self.screen.words or self.screen.media)


def without_repeats(shows: Sequence[Show]) -> list[Show]:
    """One screen where several would say the same: ten photos of an album, eight messages forwarded at once, updates
    that came again. At Telegram's one message a second they would keep the person waiting.

    Those left out still stop the spinner of their button.
    """
    kept = list(shows)
    number = Counter(show.reader.chat for show in shows if show.tells)
    last: dict[int, int] = {}
    for index, show in enumerate(kept):
        if not show.tells:
            continue
        chat = show.reader.chat
        before = last.get(chat)
        if before is not None and show.repeated and not kept[before].failed:
            kept[index] = replace(show, screen=None)
            continue
        if before is not None and _replaces(show, kept[before], many=number[chat] > MANY):
            kept[index] = _with_keys_cleared(show, kept[before])
            kept[before] = replace(kept[before], screen=None)
        last[chat] = index
    return kept


def _replaces(show: Show, before: Show, *, many: bool) -> bool:
    if before.failed or show.screen is None or before.screen is None:
        return False
    same_album = show.arrival.album is not None and show.arrival.album == before.arrival.album
    same_place = many and show.screen.at is not None and show.screen.at == before.screen.at
    return before.repeated or same_album or same_place


def _with_keys_cleared(show: Show, before: Show) -> Show:
    if show.screen is None or before.screen is None or not before.screen.clears_keys or show.screen.keys:
        return show
    return replace(show, screen=replace(show.screen, clears_keys=True))
