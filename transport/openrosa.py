"""Takes filled checklists on to an OpenRosa server, once each: the queue is in storage/questionnaires/pushes.py."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from services.questionnaires import pushes
from services.trust.cellar import Cellar
from storage.questionnaires import pushes as rows
from storage.questionnaires.pushes import Push
from storage.store import Store
from transport.clock import Clock, backoff, until
from transport.log import log, what
from transport.openrosa_server import Away, OpenRosaServer, Outcome, Refused, Taken

TICK_SECONDS = 60.0
FIRST_PAUSE = 30.0
LONGEST_PAUSE = 6 * 3600.0


class OpenRosaPush:
    """The background worker. What it could not finish goes after the next start."""

    def __init__(
        self, store: Store, cellar: Cellar, server: OpenRosaServer, *, clock: Clock, tick: float = TICK_SECONDS
    ) -> None:
        self._store = store
        self._cellar = cellar
        self._server = server
        self._clock = clock
        self._tick = tick
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may have been handed in."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until stopped; one that is under way is broken off, which is harmless: it goes again."""
        stopping = asyncio.create_task(stop.wait())
        working = asyncio.create_task(self._work())
        try:
            await asyncio.wait({stopping, working}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (stopping, working):
                task.cancel()
            await asyncio.gather(stopping, working, return_exceptions=True)

    async def _work(self) -> None:
        async with self._server:
            await self._again()
            while True:
                self._woken.clear()
                if not await self._round():
                    await until(self._woken, self._tick, self._clock)

    async def _again(self) -> None:
        """What was refused gets another chance at each start: the form may be there by now."""
        try:
            async with self._store.write() as connection:
                await rows.requeue_refused(connection, self._clock.now())
        except Exception as error:  # noqa: BLE001 - the queue stays as it is
            log.error("refused submissions cannot be queued again", **what(error))

    async def _round(self) -> bool:
        """Sends what is due; whether all of it went, so that there may be more at once."""
        try:
            due = await pushes.due(self._store, self._clock.now())
        except Exception as error:  # noqa: BLE001 - the rows stay; the next round tries again
            log.error("submissions to push cannot be read", **what(error))
            return False
        for push in due:
            if not await self._push(push):
                return False  # a server that is away is not asked for each of them
        return bool(due)

    async def _push(self, push: Push) -> bool:
        try:
            parcel = await pushes.parcel(self._store, self._cellar, push)
            outcome = await self._server.submit(parcel.xml, parcel.files)
            await self._note(push, outcome)
        except Exception as error:  # noqa: BLE001 - one bad submission must not hold up the others for ever
            log.error("a submission cannot be pushed", **what(error))
            return await self._put_off(push, what(error)["error"])
        return not isinstance(outcome, Away)

    async def _put_off(self, push: Push, reason: str) -> bool:
        """Later; whether that could be written, so that the next one may be tried now."""
        try:
            await self._note(push, Away(reason))
        except Exception as error:  # noqa: BLE001 - it stays due
            log.error("a failed push cannot be noted", **what(error))
            return False
        return True

    async def _note(self, push: Push, outcome: Outcome) -> None:
        now = self._clock.now()
        async with self._store.write() as connection:
            match outcome:
                case Taken():
                    await rows.mark_sent(connection, push.submission_id, now)
                case Refused(reason, answer):
                    log.error("the OpenRosa server refused a submission", status=reason)
                    await rows.refuse(
                        connection, self._store.vault, push.submission_id, reason=reason, answer=answer, at=now
                    )
                case Away(reason, credentials):
                    wait = backoff(push.attempts + 1, first=FIRST_PAUSE, longest=LONGEST_PAUSE)
                    if credentials:
                        log.error("the OpenRosa server does not take our credentials", status=reason)
                    await rows.retry(connection, push.submission_id, at=now + timedelta(seconds=wait), reason=reason)
