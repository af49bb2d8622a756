"""Takes updates that Telegram posts to us. A request is answered 200 only after its update's transaction."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SetWebhook
from aiohttp import web

from transport.arrivals import ALLOWED_UPDATES
from transport.calls import reason_of
from transport.clock import Clock
from transport.intake import Intake
from transport.log import log, what
from transport.polling import is_number, read
from transport.reaching import reached

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MAX_BODY = 1024 * 1024
BODY_SECONDS = 20.0
"""How long the body of an update may take; Telegram's comes at once."""
CONNECTIONS = 100
BATCH = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass
class _Waiting:
    """An update whose request is held until it is applied; the result is what still has to be shown."""

    raw: dict[str, Any]
    applied: asyncio.Future[Sequence[asyncio.Task[None]]]


class AddressRefused(Exception):
    """Telegram does not take our address; the text names the setting."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"ADAL_WEBHOOK_URL: Telegram does not take it ({reason}).")


class Webhook:
    """The endpoint. Updates that arrive while a transaction runs share the next one."""

    def __init__(self, intake: Intake, *, url: str, secret: str, body_seconds: float = BODY_SECONDS) -> None:
        """`url` is the public https address Telegram posts to. Raises ValueError for a secret Telegram would refuse."""
        if not _SECRET.fullmatch(secret):
            raise ValueError("ADAL_WEBHOOK_SECRET: 1 to 256 characters A-Z a-z 0-9 _ -")
        self._intake = intake
        self._url = url
        self._secret = secret
        self._body_seconds = body_seconds
        self._waiting: list[_Waiting] = []
        self._applying: asyncio.Task[None] | None = None

    async def register(self, bot: Bot) -> None:
        """Tells Telegram where to post. Raises aiogram's exceptions."""
        await bot(
            SetWebhook(
                url=self._url,
                secret_token=self._secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        )

    def app(self) -> web.Application:
        """The server's application, with one route: the path of the public address."""
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_post(urlsplit(self._url).path or "/", self._receive)
        return app

    async def serve(self, bot: Bot, stop: asyncio.Event, *, host: str, port: int | None, clock: Clock) -> None:
        """Listens, tells Telegram where as soon as it can be reached, until stopped.

        Raises TokenRefused, AddressRefused; OSError for a port that is taken.
        """
        runner = web.AppRunner(self.app(), access_log=None)
        await runner.setup()
        stopping = asyncio.ensure_future(stop.wait())
        registering = asyncio.ensure_future(reached(lambda: self.register(bot), clock))
        try:
            await web.TCPSite(runner, host, port).start()
            await asyncio.wait({registering, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if registering.done():
                registering.result()
            await stopping
        except TelegramBadRequest as error:
            raise AddressRefused(reason_of(error)) from None
        finally:
            for one in (registering, stopping):
                one.cancel()
            await asyncio.gather(registering, stopping, return_exceptions=True)
            await runner.cleanup()
            await self.close()

    async def close(self) -> None:
        """Waits for what is being applied."""
        if self._applying is not None:
            await asyncio.wait([self._applying])

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret.encode()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            async with asyncio.timeout(self._body_seconds):
                raw = json.loads(await request.read())
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        except (ValueError, RecursionError, web.RequestPayloadError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if not isinstance(raw, dict) or not is_number(raw.get("update_id")):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        waiting = _Waiting(raw, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._applying is None or self._applying.done():
            self._applying = asyncio.create_task(self._apply())
        try:
            screens = await waiting.applied
        except Exception:  # noqa: BLE001 - logged where it was raised; Telegram brings the update again
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
        await self._intake.shown(screens)
        return web.Response()

    async def _apply(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            batch.sort(key=lambda one: int(one.raw["update_id"]))
            try:
                screens = await self._intake.take(*read([one.raw for one in batch]))
            except Exception as error:  # noqa: BLE001 - nothing was kept: each request is answered 500
                log.warning("updates could not be kept", **what(error), updates=len(batch))
                for one in batch:
                    _settle(one.applied, error)
                continue
            for one in batch:
                _settle(one.applied, screens)


def _settle(
    future: asyncio.Future[Sequence[asyncio.Task[None]]], result: Sequence[asyncio.Task[None]] | Exception
) -> None:
    """The request may be gone meanwhile."""
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
