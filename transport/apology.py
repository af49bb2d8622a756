"""What people are told while nothing can be stored: that it is not stored yet, and that they need not send it again.

What they sent waits with Telegram, which brings it until we confirm it, for a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial

from chat.screen import Screen
from locales.texts import LANGUAGES, Language
from storage import people
from storage.store import Store
from transport.arrivals import Arrival
from transport.calls import Done
from transport.lanes import Lanes
from transport.log import log, what
from transport.presenter import Presenter, Reader

TRIES = 3


class Apology:
    """Tells each person once in an outage; and not before the third try: a hiccup is over before it would be read."""

    def __init__(self, store: Store, presenter: Presenter, lanes: Lanes, screen: Screen) -> None:
        self._store = store
        self._presenter = presenter
        self._lanes = lanes
        self._screen = screen
        self._failures: Counter[int] = Counter()
        self._told: set[int] = set()

    @property
    def needed(self) -> bool:
        """Whether the last updates could not be stored."""
        return bool(self._failures)

    def failed(self, arrivals: Sequence[Arrival]) -> None:
        """These could not be stored; they will be brought again."""
        newest = {one.person: one for one in arrivals if one.group is None and one.what in ("said", "tapped")}
        self._failures.update(newest.keys())
        for person, arrival in newest.items():
            if self._failures[person] >= TRIES and person not in self._told:
                self._told.add(person)
                self._lanes.submit(person, partial(self._tell, arrival))

    def over(self) -> None:
        """Something could be stored again."""
        self._failures.clear()
        self._told.clear()

    async def _tell(self, arrival: Arrival) -> None:
        tapped = arrival.tapped
        for language in await self._languages(arrival.person):
            outcome = await self._presenter.show(self._screen, Reader(arrival.person, language), tapped=tapped)
            tapped = None
            if not isinstance(outcome, Done):
                log.warning("nobody could be told that nothing can be stored", reason=outcome.reason)

    async def _languages(self, telegram_id: int) -> Collection[Language]:
        """Theirs; both, where they have chosen none or the database cannot even be read."""
        try:
            async with self._store.read() as connection:
                spoken = await people.language_of(connection, self._store.vault, telegram_id)
        except Exception as error:  # noqa: BLE001 - it is down, which is why we are here
            log.warning("the language cannot be read", **what(error))
            spoken = None
        return [one for one in LANGUAGES if one == spoken] or LANGUAGES
