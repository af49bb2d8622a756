"""What Telegram, or whatever stands between, answers on a bad day."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import web
from aiohttp.resolver import DefaultResolver
from pydantic import SecretStr

from locales.texts import Language
from playground.cloud.refusals import Refused
from playground.cloud.session import SimulatorSession
from playground.http_api import bot_api_app
from tests.faults.conftest import NAMES, known, quiet
from tests.faults.table import fault
from tests.harness import World
from tests.pictures import photo
from tests.scenarios.steps import STORY, begins, code_of, count, fills, fills_until, sends, times_said
from transport.api import Session
from transport.reaching import TokenRefused
from transport.webhook import AddressRefused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Odd = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]


async def page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A proxy's error page, with 200, which quotes the request."""
    return web.Response(text=f"<html>Sorry: {request.path} {await request.text()}</html>", content_type="text/html")


async def other_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """JSON, but no answer of the Bot API."""
    return web.json_response([await request.text()])


async def half(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The call takes effect; of the answer the first half arrives, as if it were all."""
    body = await _body(request, handler)
    return web.Response(body=body[: len(body) // 2], content_type="application/json")


async def cut(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The call takes effect; the connection breaks in the middle of the answer."""
    body = await _body(request, handler)
    response = web.StreamResponse(headers={"Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.abort()
    return response


async def slow(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The call takes effect; the answer takes longer than anybody waits."""
    answer = await handler(request)
    await asyncio.sleep(0.6)
    return answer


async def unauthorized(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The token was revoked."""
    return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)


async def _body(request: web.Request, handler: Handler) -> bytes:
    answer = await handler(request)
    assert isinstance(answer, web.Response)
    assert isinstance(answer.body, bytes)
    return answer.body


class Between:
    """Lets the next calls of each method named be answered otherwise; -1: all, of every method."""

    def __init__(self) -> None:
        self.odd: Odd = page
        self.left: dict[str, int] = {}

    def make(self, odd: Odd, times: int, *methods: str) -> None:
        """From now on."""
        self.odd, self.left = odd, dict.fromkeys(methods, times)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """For the simulator's application."""
        method = request.match_info.get("method", "").lower()
        if self.left.get("*"):
            return await self.odd(request, handler)
        if self.left.get(method):
            self.left[method] -= 1
            return await self.odd(request, handler)
        return await handler(request)


@pytest.fixture
async def between() -> Between:
    return Between()


@pytest.fixture
async def far(tmp_path: Path, log: io.StringIO, between: Between) -> AsyncIterator[World]:
    """A world whose bot speaks HTTP to its Telegram, with something between; it does not run yet."""
    world = known(World(tmp_path))
    app = bot_api_app(world.cloud)
    app.middlewares.append(between.middleware)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    world.session = lambda _: Session(TelegramAPIServer.from_base(f"http://telegram.example:{port}"))
    yield world
    await runner.cleanup()
    quiet(log, world)


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> list[OSError]:
    """The name service: telegram.example is this machine; each error here is one failure before."""
    failures: list[OSError] = []

    async def resolve(self: object, host: str, port: int = 0, family: Any = 0) -> list[dict[str, Any]]:
        if failures:
            raise failures.pop()
        found = {"hostname": host, "host": "127.0.0.1", "port": port}
        return [{**found, "family": socket.AF_INET, "proto": 0, "flags": socket.AI_NUMERICHOST}]

    monkeypatch.setattr(DefaultResolver, "resolve", resolve)
    return failures


@asynccontextmanager
async def nudged(world: World) -> AsyncIterator[None]:
    """Files are looked after every five seconds; here all the time."""

    async def nudge() -> None:
        while True:
            world.app.downloads.wake()
            await asyncio.sleep(0.05)

    nudging = asyncio.create_task(nudge())
    yield
    nudging.cancel()


@pytest.mark.parametrize("odd", [page, other_json, half, cut, slow])
@fault(
    "Telegram answers with an error page, other JSON, half an answer, a broken connection, or too late",
    "everything is taken once and arrives at least once; the log quotes none of it",
)
async def test_answers_nobody_can_read(
    far: World, between: Between, odd: Odd, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    monkeypatch.setattr("transport.api.CALL_SECONDS", 0.3)
    async with far as world, nudged(world):
        me, admin = world.citizen(NAMES[0], "kk"), world.admin()
        await admin.starts()
        await begins(me)
        await fills_until(me, "evidence")
        calls = ("sendmessage", "editmessagetext", "answercallbackquery", "getfile")
        between.make(odd, 2, *calls, *(() if odd is slow else ("getupdates",)))
        await me.does(partial(me.phone.send_photo, photo()))
        await me.taps("form-done")
        await fills(me, "identity")
        await me.taps("form-send")
        code = code_of(me)
        assert code in admin.text
        assert times_said(me, "button-copy-code") >= 1
        assert (count(world, "complaint"), count(world, "evidence"), count(world, "set_aside")) == (1, 1, 0)
    assert between.left["sendmessage"] == 0
    assert '"error": "Telegram' in log.getvalue()


@fault(
    "there is no name service as the bot starts, then 502, then 429",
    "it waits, says so in the log each time, and goes on",
)
async def test_no_name_service_at_the_start(
    far: World, between: Between, names: list[OSError], log: io.StringIO
) -> None:
    names += [socket.gaierror(-3, "Temporary failure in name resolution") for _ in range(3)]
    far.cloud.faults.change({"bad_gateway": 2, "too_many_requests": 1, "retry_after": 1, "only": ["getme"]})
    async with far as world:
        await world.citizen(NAMES[1], "ru").starts()
    assert log.getvalue().count("Telegram cannot be reached yet") == 6
    assert log.getvalue().count('"cause": "ClientConnectorDNSError"') == 3


@fault(
    "the token is revoked while the bot runs",
    "it stops and says which setting to look at; with a good token all goes on",
)
async def test_the_token_is_revoked(far: World, between: Between, language: Language) -> None:
    async with far as world:
        me, admin = world.citizen(NAMES[0], language), world.admin()
        await admin.starts()
        await begins(me)
        await fills(me)
        between.make(unauthorized, -1, "*")
        me.phone.tap(me.words("form-send"))
        with pytest.raises(TokenRefused, match="ADAL_BOT_TOKEN"):
            await world.settle()
        await world.kill()
        assert times_said(me, "button-copy-code") == 0
        between.make(page, 0)
        await world.start()
        await world.settle()
        assert (count(world, "complaint"), count(world, "set_aside")) == (1, 0)
        assert times_said(me, "button-copy-code") == 1
        assert code_of(me) in admin.all_text


class Backwards(SimulatorSession):
    """Gives each batch of updates in the wrong order."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        result = await super().make_request(bot, method, timeout)
        if isinstance(result, list):
            result.reverse()
        return result


@fault("updates come twice, and in the wrong order", "each counts once, in the order in which they were sent")
async def test_updates_twice_and_backwards(tmp_path: Path, log: io.StringIO) -> None:
    world = known(World(tmp_path, session=Backwards))
    world.cloud.faults.change({"duplicate_updates": True})
    async with world:
        me = world.citizen(NAMES[0], "kk")
        await begins(me)
        await fills_until(me, "story")
        parts = [f"{STORY} {word}" for word in ("бірінші", "екінші", "үшінші")]
        for part in parts:
            me.phone.send_text(part)
        await world.settle()
        await me.taps("form-done")
        await fills(me, "evidence", "identity")
        places = [me.all_text.rindex(part) for part in parts]
        assert places == sorted(places)
        await me.taps("form-send")
        assert code_of(me)
        again = world.citizen(NAMES[1], "ru")
        await sends(again)
        assert (count(world, "complaint"), count(world, "set_aside")) == (2, 0)
        assert times_said(again, "button-copy-code") >= 1
    quiet(log, world)


def behind_webhook(world: World, url: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    changes = {"webhook_url": url, "webhook_secret": SecretStr("s"), "http_host": "127.0.0.1", "http_port": port}
    world.settings = world.settings.model_copy(update=changes)


@fault("Telegram cannot be told of the webhook as the bot starts", "it tries on, and can be stopped meanwhile")
async def test_telegram_is_away_as_the_webhook_is_set(stopped: World, log: io.StringIO) -> None:
    behind_webhook(stopped, "https://adal.example/telegram")
    stopped.cloud.faults.change({"bad_gateway": -1, "only": ["setwebhook"]})
    async with asyncio.timeout(20):
        await stopped.start()
        while log.getvalue().count("Telegram cannot be reached yet") < 3:  # noqa: ASYNC110 - the log has no event
            await asyncio.sleep(0.01)
        await stopped.stop()
    quiet(log, stopped)


async def test_an_address_that_telegram_does_not_take(
    stopped: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(method: str) -> None:
        if method == "setwebhook":
            raise Refused(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")

    behind_webhook(stopped, "https://adal.example/telegram")
    monkeypatch.setattr(stopped.cloud.faults, "before", refuse)
    await stopped.start()
    assert stopped._running is not None
    with pytest.raises(AddressRefused, match=r"ADAL_WEBHOOK_URL.*bad webhook"):
        await stopped._running
    await stopped.kill()
