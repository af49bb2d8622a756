"""Our session over real HTTP: what is sent, and what errors say."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile
from aiohttp import web

from transport.api import make_bot
from transport.calls import Blocked, Refused, Unreachable, outcome_of, perform, say

TOKEN = "4242:VERY-SECRET-TOKEN"


class Server:
    """Answers every call with what it was told to, and remembers the calls."""

    def __init__(self) -> None:
        self.status = 200
        self.answer: bytes = b'{"ok": true, "result": {"message_id": 5}}'
        self.seen: list[tuple[str, Any]] = []

    def refuse(self, status: int, description: str, **more: Any) -> None:
        self.status = status
        self.answer = json.dumps({"ok": False, "error_code": status, "description": description, **more}).encode()

    async def handle(self, request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            self.seen.append((request.path, await request.json()))
        else:
            form = await request.post()
            self.seen.append(
                (request.path, {k: v.file.read() if isinstance(v, web.FileField) else v for k, v in form.items()})
            )
        return web.Response(status=self.status, body=self.answer, content_type="application/json")


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Server, Bot]]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    bot = make_bot(TOKEN, base_url=f"http://127.0.0.1:{port}/")
    try:
        yield server, bot
    finally:
        await bot.session.close()
        await runner.cleanup()


async def test_a_lean_call_sends_what_was_given_and_nothing_else() -> None:
    async with served() as (server, bot):
        keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go:1"}]]}
        assert await perform(bot, say(7, "Сәлем", keys)) == {"message_id": 5}
        assert server.seen == [
            (
                f"/bot{TOKEN}/sendMessage",
                {
                    "chat_id": 7,
                    "text": "Сәлем",
                    "parse_mode": "HTML",
                    "link_preview_options": {"is_disabled": True},
                    "reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "go:1"}]]},
                },
            )
        ]


async def test_a_file_goes_as_a_form() -> None:
    async with served() as (server, bot):
        server.answer = b'{"ok": true, "result": {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}}'
        sent = await bot(SendDocument(chat_id=7, document=BufferedInputFile(b"bytes", "a.pdf"), caption="сөз"))
        assert sent.message_id == 5
        _, fields = server.seen[0]
        name = fields.pop("document").removeprefix("attach://")
        assert fields == {"chat_id": "7", "caption": "сөз", "parse_mode": "HTML", name: b"bytes"}


@pytest.mark.parametrize(
    ("status", "description", "more", "error", "outcome"),
    [
        (400, "Bad Request: chat not found", {}, TelegramBadRequest, Blocked("chat not found")),
        (403, "Forbidden: bot was blocked by the user", {}, TelegramForbiddenError, Blocked),
        (429, "Too Many Requests", {"parameters": {"retry_after": 9}}, TelegramRetryAfter, Unreachable),
        (500, "Internal Server Error", {}, TelegramServerError, Unreachable),
        (
            400,
            'Bad Request: can\'t parse entities: unsupported start tag "Aigul" at byte offset 17',
            {},
            TelegramBadRequest,
            Refused,
        ),
    ],
)
async def test_refusals(
    status: int, description: str, more: dict[str, Any], error: type[Exception], outcome: object
) -> None:
    async with served() as (server, bot):
        server.refuse(status, description, **more)
        with pytest.raises(error) as caught:
            await perform(bot, say(7, "hi"))
        became = outcome_of(caught.value)
        assert became == outcome or isinstance(became, outcome if isinstance(outcome, type) else ())
        assert "aigul" not in became.reason  # type: ignore[union-attr]


@pytest.mark.parametrize("body", [b"<html>Bad Gateway, secret words</html>", b"", b"[]", b'{"ok": true'])
@pytest.mark.parametrize("status", [200, 502])
async def test_a_proxys_page_is_a_passing_failure_and_is_not_quoted(status: int, body: bytes) -> None:
    async with served() as (server, bot):
        server.status, server.answer = status, body
        with pytest.raises(TelegramServerError) as caught:
            await perform(bot, say(7, "hi"))
        assert "secret words" not in f"{caught.value!r} {caught.value.__cause__!r}"
        assert isinstance(outcome_of(caught.value), Unreachable)


async def test_no_error_names_the_token() -> None:
    bot = make_bot(TOKEN, base_url="http://127.0.0.1:9")
    try:
        with pytest.raises(TelegramNetworkError) as caught:
            await perform(bot, say(7, "hi"))
        assert "SECRET" not in f"{caught.value!r} {caught.value.__cause__!r}"
        with pytest.raises(ConnectionError) as broken:
            async for _ in bot.session.stream_content(bot.session.api.file_url(TOKEN, "a/b")):
                pass
        assert "SECRET" not in f"{broken.value!r} {broken.value.__cause__!r}"
    finally:
        await bot.session.close()


async def test_a_download_that_is_not_there() -> None:
    async with served() as (server, bot):
        server.status = 404
        with pytest.raises(ConnectionError, match="HTTP 404"):
            async for _ in bot.session.stream_content(bot.session.api.file_url(TOKEN, "a/b")):
                pass
