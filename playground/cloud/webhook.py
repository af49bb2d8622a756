"""Webhook delivery: updates of one chat in order, chats side by side, retried until the bot takes them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
import structlog

from playground.cloud.refusals import Json, bad_request
from playground.cloud.updates import chat_of

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram

log = structlog.get_logger(__name__)

#: Posts a body to an address; the HTTP status and the answer. OSError (or aiohttp.ClientError) when nobody answers.
Deliver = Callable[[str, bytes, dict[str, str]], Awaitable[tuple[int, bytes]]]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_LOCAL = ("127.0.0.1", "localhost", "::1")


async def deliver_over_http(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """The real thing."""
    timeout = aiohttp.ClientTimeout(total=60)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
    ):
        return answer.status, await answer.read()


class Webhook:
    """Where updates go when the bot does not poll. `retry_seconds`: waits between attempts; the last one repeats."""

    def __init__(
        self,
        cloud: Telegram,
        deliver: Deliver = deliver_over_http,
        retry_seconds: Sequence[float] = (1, 2, 4, 8, 16, 32, 60),
    ) -> None:
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.deliver = deliver
        self.retry_seconds = retry_seconds
        self._cloud = cloud
        self._task: asyncio.Task[None] | None = None
        self._last_error: Json = {}

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Changes the address; an empty one stops delivery. http:// is taken for this machine only."""
        parts = urlsplit(url)
        if url and parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.url, self.secret, self.max_connections = url, secret, max(1, min(max_connections, 100))
        self._last_error = {}
        if url:
            self._cloud.updates.abort_poll()
        self.start()

    def start(self) -> None:
        """Begins delivery if there is an address. Needs a running loop."""
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._run()) if self.url else None

    async def stop(self) -> None:
        """Ends delivery; the address stays."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def info(self) -> Json:
        """The Bot API's WebhookInfo."""
        body: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._cloud.updates.pending),
            **self._last_error,
        }
        if self.url:
            body["max_connections"] = self.max_connections
        if self._cloud.updates.allowed:
            body["allowed_updates"] = self._cloud.updates.allowed
        return body

    def dump(self) -> Json:
        """For JSON."""
        return {"url": self.url, "secret": self.secret, "max_connections": self.max_connections}

    def load(self, dumped: Json) -> None:
        """Takes back what `dump` gave; `start` begins delivery."""
        self.url, self.secret = str(dumped["url"]), str(dumped["secret"])
        self.max_connections = int(dumped["max_connections"])

    async def _run(self) -> None:
        while True:
            await self._cloud.updates.wait_for_update()
            chats: dict[int, list[Json]] = {}
            for update in self._cloud.updates.pending:
                chats.setdefault(chat_of(update), []).append(update)
            slots = asyncio.Semaphore(self.max_connections)
            async with asyncio.TaskGroup() as group:
                for updates in chats.values():
                    group.create_task(self._deliver_chat(updates, slots))

    async def _deliver_chat(self, updates: list[Json], slots: asyncio.Semaphore) -> None:
        for update in updates:
            attempt = 0
            while True:
                async with slots:
                    taken = await self._attempt(update)
                if taken:
                    break
                await asyncio.sleep(self.retry_seconds[min(attempt, len(self.retry_seconds) - 1)])
                attempt += 1
            if self._cloud.faults.duplicate_updates:
                await self._attempt(update)
            self._cloud.updates.confirm(update["update_id"])

    async def _attempt(self, update: Json) -> bool:
        """One delivery; False when the bot did not answer 2xx."""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        try:
            status, answer = await self.deliver(self.url, json.dumps(update, ensure_ascii=False).encode(), headers)
        except (OSError, aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return False
        if not 200 <= status < 300:
            self._failed(f"Wrong response from the webhook: {status}")
            return False
        await self._call_from_answer(answer)
        return True

    def _failed(self, message: str) -> None:
        self._last_error = {"last_error_date": self._cloud.unix_now(), "last_error_message": message}
        log.warning("playground_webhook_failed", reason=message)

    async def _call_from_answer(self, answer: bytes) -> None:
        """The bot may answer an update with a method call in JSON."""
        try:
            body = json.loads(answer)
        except ValueError:
            return  # an empty or plain answer is usual
        if isinstance(body, dict) and "method" in body:
            await self._cloud.call(str(body.pop("method")), body)
