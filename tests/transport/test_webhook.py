"""The webhook over real HTTP on this machine."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from tests.transport.test_polling import soon
from tests.transport.world import World, texts, world
from transport.webhook import SECRET_HEADER, Webhook

SECRET = "s3cret_-"


@dataclass
class Office:
    """A bot behind a webhook."""

    world: World
    webhook: Webhook
    url: str
    http: ClientSession

    async def post(self, body: bytes | io.BytesIO, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.http.post(self.url, data=body, headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def office(folder: Path, **more: Any) -> AsyncIterator[Office]:
    async with world(folder, **more) as w, ClientSession() as http:
        # The port is known only once it is open, the address is needed before: any free one will do.
        probe = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = probe.sockets[0].getsockname()[1]
        probe.close()
        await probe.wait_closed()
        url = f"http://127.0.0.1:{port}/telegram"
        webhook = Webhook(w.intake, url=url, secret=SECRET)
        runner = web.AppRunner(webhook.app())
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield Office(w, webhook, url, http)
        finally:
            await w.cloud.webhook.stop()
            await webhook.close()
            await runner.cleanup()


def waiting(w: World) -> list[bytes]:
    return [json.dumps(update).encode() for update in w.cloud.updates.pending]


async def test_telegram_delivers_and_is_answered(tmp_path: Path) -> None:
    async with office(tmp_path) as o:
        await o.webhook.register(o.world.bot)
        o.world.phone("Aigul").send_text("one")
        await soon(lambda: texts(o.world.phone("Aigul")) == ["one"])
        await soon(lambda: o.world.cloud.updates.pending == [])
        o.world.phone("Aigul").tap("Go")
        await soon(lambda: texts(o.world.phone("Aigul")) == ["tapped go:1"])


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "ключ"])
async def test_strangers_are_sent_away(tmp_path: Path, secret: str | None) -> None:
    async with office(tmp_path) as o:
        o.world.phone("Aigul").send_text("one")
        assert await o.post(waiting(o.world)[0], secret) == 401
        assert texts(o.world.phone("Aigul")) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff"])
async def test_nonsense_is_refused(tmp_path: Path, body: bytes) -> None:
    async with office(tmp_path) as o:
        assert await o.post(body) == 400


async def test_a_huge_body_is_refused(tmp_path: Path) -> None:
    async with office(tmp_path) as o:
        assert await o.post(io.BytesIO(b" " * 2_000_000)) == 413


async def test_an_update_that_could_not_be_kept_is_answered_500_and_taken_the_next_time(tmp_path: Path) -> None:
    async with office(tmp_path) as o:
        aigul = o.world.phone("Aigul")
        aigul.send_text("one")
        (body,) = waiting(o.world)
        async with o.world.store.write() as connection:
            await connection.exec_driver_sql(
                "CREATE TEMP TRIGGER full BEFORE INSERT ON seen_update BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        assert await o.post(body) == 500
        assert texts(aigul) == []
        async with o.world.store.write() as connection:
            await connection.exec_driver_sql("DROP TRIGGER full")
        assert await o.post(body) == 200
        assert await o.post(body) == 200
        assert texts(aigul) == ["one", "current screen"]


async def test_updates_that_come_together_share_a_commit(tmp_path: Path) -> None:
    async with office(tmp_path) as o:
        for number in range(40):
            o.world.phone(f"P{number}").send_text("hi")
        answers = await asyncio.gather(*(o.post(body) for body in waiting(o.world)))
        assert set(answers) == {200}
        assert all(texts(o.world.phone(f"P{number}")) == ["hi"] for number in range(40))
        moments = await o.world.rows("SELECT DISTINCT at FROM seen_update")
        assert len(moments) < 20


async def test_an_unreadable_update_is_set_aside(tmp_path: Path) -> None:
    async with office(tmp_path) as o:
        assert await o.post(b'{"update_id": 9, "message": {"text": "no chat"}}') == 200
        assert await o.world.rows("SELECT update_id FROM set_aside") == [(9,)]


async def test_a_secret_telegram_would_refuse_is_refused_at_once(tmp_path: Path) -> None:
    async with world(tmp_path) as w:
        with pytest.raises(ValueError, match="ADAL_WEBHOOK_SECRET"):
            Webhook(w.intake, url="https://example.org/x", secret="with space")
