"""Fetches updates from Telegram: fetch, apply, show, and only then ask for the next, which confirms the last.

aiogram's own polling confirms updates before they are handled, so a crash loses them; hence this loop.
"""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook
from aiogram.types import Update
from pydantic import ValidationError

from transport.arrivals import ALLOWED_UPDATES
from transport.calls import Lean, perform
from transport.clock import Clock, backoff, until
from transport.intake import Intake, Unreadable
from transport.log import log, what
from transport.reaching import TokenRefused

POLL_SECONDS = 25
FETCH = 100
GRACE_SECONDS = 10
CONFIRM_SECONDS = 5


class Poller:
    """The polling loop. `stop` ends it after what was taken is finished."""

    def __init__(
        self, bot: Bot, intake: Intake, *, clock: Clock, stop: asyncio.Event, poll_seconds: int = POLL_SECONDS
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._clock = clock
        self._stop = stop
        self._poll_seconds = poll_seconds
        self._offset = 0
        self._failures = 0
        self.contact: float | None = None
        """When Telegram last answered, by the monotonic clock."""

    async def run(self) -> None:
        """Polls until stopped. Raises TokenRefused; everything else is tried again."""
        await self._release_webhook()
        while not self._stop.is_set():
            try:
                fetched = await self._fetch()
                if fetched is None:
                    break
                self.contact = self._clock.monotonic()
                await self._take(fetched)
                self._failures = 0
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise TokenRefused from None
            except Exception as error:  # noqa: BLE001 - nothing was confirmed, so the same updates come again
                await self._wait_after(error)
        await self._confirm()

    async def _release_webhook(self) -> None:
        """Telegram gives no updates to a poller while a webhook is set."""
        try:
            await self._bot(DeleteWebhook(drop_pending_updates=False))
        except (TelegramAPIError, ClientDecodeError, TimeoutError, OSError) as error:
            log.warning("could not release the webhook", **what(error))

    async def _fetch(self) -> list[dict[str, Any]] | None:
        """What Telegram has; None when it is time to stop. An update not yet confirmed comes again."""
        fetching = asyncio.ensure_future(self._ask(FETCH, self._poll_seconds, GRACE_SECONDS))
        stopping = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return list(fetching.result()) if fetching.done() else None
        finally:
            for one in (fetching, stopping):
                one.cancel()
            await asyncio.gather(fetching, stopping, return_exceptions=True)

    async def _ask(self, limit: int, wait: int, grace: int) -> Any:
        """getUpdates, as JSON: one update that we cannot read must not hide the others."""
        fields = {"offset": self._offset, "limit": limit, "timeout": wait, "allowed_updates": ALLOWED_UPDATES}
        return await perform(self._bot, Lean("getUpdates", **fields), wait + grace)

    async def _take(self, fetched: Sequence[Mapping[str, Any]]) -> None:
        if fetched:
            await self._intake.process(*read(fetched))
            numbers = [one.get("update_id") for one in fetched]
            self._offset = max((one for one in numbers if type(one) is int), default=self._offset - 1) + 1

    async def _wait_after(self, error: Exception) -> None:
        self._failures += 1
        seconds = backoff(self._failures)
        if isinstance(error, TelegramRetryAfter):
            seconds = float(error.retry_after)
        hint = "another process polls with this token, or a webhook is set" if _is_conflict(error) else None
        log.warning("polling failed", **what(error), retry_in=round(seconds, 1), hint=hint)
        await until(self._stop, seconds, self._clock)

    async def _confirm(self) -> None:
        """Tells Telegram what was taken, so that it does not come again at the next start."""
        if not self._offset:
            return
        try:
            await self._ask(1, 0, CONFIRM_SECONDS)
        except (TelegramAPIError, ClientDecodeError, TimeoutError, OSError) as error:
            # They come again, are recognized and change nothing.
            log.warning("could not confirm the last updates", **what(error))


def is_number(value: object) -> TypeGuard[int]:
    """Whether this can be an update's number."""
    return type(value) is int and 0 <= value <= LARGEST


def _why(error: Exception) -> str:
    """The traceback, in letters that can be stored."""
    return "".join(traceback.format_exception(error)).encode(errors="backslashreplace").decode()


LARGEST = 2**63 - 1
"""The database takes no larger number."""
DEEPEST = 40
"""Things in things; a reply in a group with a photo has about seven."""


def _is_conflict(error: Exception) -> bool:
    return isinstance(error, TelegramConflictError)


def read(fetched: Sequence[Mapping[str, Any]]) -> tuple[list[Update], list[Unreadable]]:
    """The updates, and those that are not as we know them: one such must not stop the others."""
    updates: list[Update] = []
    unreadable: list[Unreadable] = []
    for one in fetched:
        number = one.get("update_id")
        if not is_number(number):
            log.error("an update without a number", error="Unreadable")
            continue
        try:
            check(one)
            updates.append(Update.model_validate(one))
        except (ValidationError, NotSound) as error:
            unreadable.append(Unreadable(number, _raw(one), _why(error)))
    return updates, unreadable


class NotSound(ValueError):
    """JSON that Telegram does not send and that could not be stored."""


def check(update: Mapping[str, Any]) -> None:
    """Raises NotSound for numbers that no database takes, halves of a surrogate pair, and things in things without
    end: what a handler would break on, if only when it saves."""
    level: list[Any] = [update]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise NotSound("too deep")


def _inside(value: Any) -> Iterable[Any]:
    match value:
        case dict():
            return (*value, *value.values())
        case list():
            return value
        case str() if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise NotSound("half a surrogate pair") from None
        case int() if not -LARGEST <= value <= LARGEST:
            raise NotSound("a number without end")
    return ()


def _raw(update: Mapping[str, Any]) -> bytes:
    """As it came, in ASCII: half a surrogate pair has no other bytes."""
    try:
        return json.dumps(update).encode()
    except RecursionError:
        return json.dumps({"update_id": update["update_id"]}).encode()
