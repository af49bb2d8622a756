"""A Bot API that costs next to nothing: it hands out prepared updates and says yes to everything.

A process of its own, so that what is measured is the bot. Bare asyncio: aiohttp's server would cost as much as a bot.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection

TOKEN = "4242:BENCHMARK_no_secret_at_all"
BATCH = 100
SETTLE = 1.0
"""Seconds between a bot's first poll and the first updates: its start is not measured."""
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_OFFSET = re.compile(rb'"?offset"?\D{0,60}?(\d+)')
_CHAT = re.compile(rb'"?chat_id"?\D{0,60}?(\d+)')


class FakeApi:
    """Serves updates in order as they are confirmed, and notes when all are confirmed and as many screens were sent.

    Both, as aiogram and PTB confirm an update before they handle it.
    """

    def __init__(self, updates: Sequence[bytes], first_id: int, latency: float) -> None:
        self._updates = updates
        self._first = first_id
        self._latency = latency
        self._numbers = 0
        self._confirmed = False
        self.calls = 0
        self.started: float | None = None
        self.polled = asyncio.Event()
        self.finished = asyncio.Event()
        self.seconds = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One kept-alive connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                body = await self._body(reader, head)
                method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].split(b"?")[0].lower()
                answer = await self._answer(method, body)
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    % (len(answer), answer)
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    @staticmethod
    async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
        if found := _LENGTH.search(head):
            return await reader.readexactly(int(found.group(1)))
        if b"chunked" not in head.lower():
            return b""
        parts = []
        while size := int((await reader.readline()).strip() or b"0", 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readline()
        return b"".join(parts)

    async def _answer(self, method: bytes, body: bytes) -> bytes:
        if method == b"getupdates":
            return await self._get_updates(body)
        self.calls += 1
        if self._latency:
            await asyncio.sleep(self._latency)
        if method == b"getme":
            return b'{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"Adal","username":"bench_bot"}}'
        if method in (b"sendmessage", b"editmessagetext"):
            self._numbers += 1
            self._check()
            chat = found.group(1) if (found := _CHAT.search(body)) else b"1"
            return (
                b'{"ok":true,"result":{"message_id":%d,"date":1795298612,"chat":{"id":%s,"type":"private"},"text":"ok"}}'
                % (self._numbers, chat)
            )
        return b'{"ok":true,"result":true}'

    def _check(self) -> None:
        if self._confirmed and self._numbers >= len(self._updates) and self.started and not self.finished.is_set():
            self.seconds = time.perf_counter() - self.started
            self.finished.set()

    async def _get_updates(self, body: bytes) -> bytes:
        found = _OFFSET.search(body)
        offset = max(int(found.group(1)) - self._first if found else 0, 0)
        if self.started is None:
            self.polled.set()
            await asyncio.sleep(SETTLE)
            self.started = time.perf_counter()
        if offset >= len(self._updates):
            self._confirmed = True
            self._check()
            await asyncio.sleep(1)
            return b'{"ok":true,"result":[]}'
        return b'{"ok":true,"result":[%s]}' % b",".join(self._updates[offset : offset + BATCH])


def run(updates: Sequence[bytes], first_id: int, latency: float, pipe: Connection) -> None:
    """The process: tells its port, then the seconds from the first update handed out to the last confirmed."""
    asyncio.run(_run(updates, first_id, latency, pipe))


async def _run(updates: Sequence[bytes], first_id: int, latency: float, pipe: Connection) -> None:
    api = FakeApi(updates, first_id, latency)
    server = await asyncio.start_server(api.serve, "127.0.0.1", 0, limit=2**22)
    pipe.send(server.sockets[0].getsockname()[1])
    await api.polled.wait()
    pipe.send("polled")
    await api.finished.wait()
    pipe.send(json.dumps({"seconds": api.seconds, "calls": api.calls}))
    await asyncio.Event().wait()
