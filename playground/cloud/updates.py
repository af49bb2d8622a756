"""The queue of updates: unconfirmed updates stay and come again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from playground.cloud.refusals import OTHER_POLLER, Json, conflict

#: Not sent unless the bot asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MAX_LIMIT = 100


class UpdateQueue:
    """Updates in order, with the offset semantics of getUpdates."""

    def __init__(self, first_id: int = 1000) -> None:
        self.allowed: list[str] = []
        """Types the bot asked for; empty: all but those on request."""
        self.duplicate: Callable[[], bool] = lambda: False
        """Whether confirmed updates come once more (an injected fault)."""
        self._pending: list[Json] = []
        self._next_id = first_id
        self._poll = 0
        self._changed = asyncio.Event()
        self._confirmed: list[Json] = []

    def put(self, kind: str, body: Json) -> int | None:
        """Queues an update; its id, or None when the bot does not want this type."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if not wanted:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._pending.append({"update_id": update_id, kind: body})
        self._changed.set()
        return update_id

    @property
    def pending(self) -> list[Json]:
        """Unconfirmed updates."""
        return list(self._pending)

    async def get(self, offset: int, limit: int, timeout: float, wait: bool = True) -> list[Json]:  # noqa: ASYNC109
        """getUpdates: confirms all below `offset`, then gives up to `limit`, waiting `timeout` seconds for the first.

        Refused (409) when another poll begins meanwhile.
        """
        self._poll += 1
        poll = self._poll
        self._changed.set()  # whoever polls already is told to go
        self._confirm_below(offset)
        deadline = asyncio.get_running_loop().time() + timeout
        while not self._pending and wait:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            self._changed.clear()
            await self._wait(left)
            if poll != self._poll:
                raise conflict(OTHER_POLLER)
        repeated = self._confirmed if self.duplicate() and self._pending else []
        self._confirmed = []
        return repeated + self._pending[: max(1, min(limit or MAX_LIMIT, MAX_LIMIT))]

    async def wait_for_update(self) -> None:
        """Returns when something is pending."""
        while not self._pending:
            self._changed.clear()
            await self._changed.wait()

    def confirm(self, update_id: int) -> None:
        """Forgets one update (a webhook took it)."""
        self._pending = [update for update in self._pending if update["update_id"] != update_id]

    def drop_pending(self) -> None:
        """Forgets all."""
        self._pending.clear()

    def abort_poll(self) -> None:
        """Ends a running poll with 409, as setWebhook does."""
        self._poll += 1
        self._changed.set()

    def skip_ids(self, by: int) -> None:
        """Leaves a gap in the update ids."""
        self._next_id += by

    def dump(self) -> Json:
        """For JSON."""
        return {"pending": self._pending, "next_id": self._next_id, "allowed": self.allowed}

    def load(self, dumped: Json) -> None:
        """Takes back what `dump` gave."""
        self._pending, self._next_id = list(dumped["pending"]), int(dumped["next_id"])
        self.allowed = list(dumped["allowed"])

    def _confirm_below(self, offset: int) -> None:
        if offset < 0:  # only the last -offset updates are kept
            self._pending = self._pending[offset:]
        elif offset > 0:
            done = [update for update in self._pending if update["update_id"] < offset]
            self._confirmed = done if done else self._confirmed
            self._pending = self._pending[len(done) :]

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return


def chat_of(update: Json) -> int:
    """The chat (or person) an update belongs to; 0 for none."""
    bodies: Iterable[Json] = (body for body in update.values() if isinstance(body, dict))
    for body in bodies:
        chat = body.get("chat") or body.get("message", {}).get("chat") or body.get("from") or {}
        return int(chat.get("id", 0))
    return 0
