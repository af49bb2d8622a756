"""The webhook over real HTTP on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from tests.faults.table import fault
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
        webhook = Webhook(w.intake, url=url, secret=SECRET, body_seconds=0.2)
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


POST = b"POST /telegram HTTP/1.1\r\nHost: x\r\n"
SIGNED = POST + f"{SECRET_HEADER}: {SECRET}\r\n".encode()
TOLD = "Аким просит деньги"
"""What nobody may find in a log."""
UPDATE = json.dumps({"update_id": 5, "message": {"text": TOLD}}, ensure_ascii=False).encode()
DEEP = b'{"update_id": 7, "message": ' + b"[" * 600 + b"]" * 600 + b"}"


def whole(body: bytes, head: bytes = SIGNED) -> bytes:
    """A request that says how long its body is."""
    return head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


RAW: Mapping[str, tuple[bytes, int | None]] = {
    "no HTTP": (b"\x16\x03\x01" + TOLD.encode() + b"\r\n\r\n", 400),
    "another way": (SIGNED.replace(b"POST", b"GET") + b"\r\n", 405),
    "another address": (whole(UPDATE, SIGNED.replace(b"telegram", b"%2e%2e/x")), 404),
    "a secret that is no text": (whole(UPDATE, POST + SECRET_HEADER.encode() + b": \xff\xfe\r\n"), 401),
    "a length that is none": (SIGNED + b"Content-Length: -5\r\n\r\n" + UPDATE, 400),
    "not packed as it says": (whole(UPDATE, SIGNED + b"Content-Encoding: gzip\r\n"), 400),
    "packed in a bomb": (whole(gzip.compress(bytes(30_000_000)), SIGNED + b"Content-Encoding: gzip\r\n"), 413),
    "a wrong chunk": (SIGNED + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + UPDATE + b"\r\n0\r\n\r\n", 400),
    "no end": (SIGNED + b"Content-Length: 9000\r\n\r\n" + UPDATE, 408),
    "no end, from a stranger": (POST + b"Content-Length: 9000\r\n\r\n" + UPDATE, 401),
    "another type": (whole(UPDATE, SIGNED + b"Content-Type: image/png; charset=utf-99\r\n"), 200),
    "brackets in brackets": (whole(DEEP), 200),
    "more brackets than anybody counts": (whole(b"[" * 200_000), 400),
    "no number": (whole(b'{"update_id": NaN}'), 400),
    "gone in the middle": (SIGNED + b"Content-Len", None),
}
"""What comes, and the status of the answer; None where nobody waits for one."""


async def test_whatever_comes_the_next_update_is_taken_and_nothing_is_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """aiohttp's own log is not written: bot.py gives it nowhere to go."""
    async with office(tmp_path) as o:
        aigul = o.world.phone("Aigul")
        port = int(o.url.split(":")[2].partition("/")[0])
        for name, (request, status) in RAW.items():
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            with contextlib.suppress(ConnectionError):
                await writer.drain()
            if status is not None:
                assert (await reader.readline()).split()[1:2] == [str(status).encode()], name
            writer.close()
        aigul.send_text("one")
        assert await o.post(waiting(o.world)[0]) == 200
        assert texts(aigul) == ["one"]
    written = capsys.readouterr()
    assert TOLD not in written.out + written.err


@fault(
    "an update that comes by webhook cannot be stored",
    "it is answered 500 and taken when Telegram brings it again",
)
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
