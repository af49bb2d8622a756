"""What tests spare themselves: threads for SQLite, and a process for each thing that is made or checked apart.

A statement runs where it is awaited.

aiosqlite hands every statement to a thread and back, which costs far more than the statement itself, and the order in
which threads answer differs from run to run. The database, its files and its transactions are the real ones. Tests that
run the bot as a process of its own (tests/torture) and those of storage/ keep the threads.

A process that checks a form or draws a page first loads large libraries for a second or two; here they are loaded once.
Limits on time and memory are the matter of the tests that leave it so (services/test_forms, reports/test_pdf).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import aiosqlite
import pytest

from services import apart


class _NoThread:
    """Stands where aiosqlite keeps its thread."""

    daemon = True

    def start(self) -> None:
        """Nothing to start."""


class _AtOnce:
    """Stands where aiosqlite keeps the queue to its thread: does what would be queued."""

    def put_nowait(self, asked: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = asked
        try:
            result = function()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class ThreadlessConnection(aiosqlite.Connection):
    """A connection that never leaves the event loop."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread: Any = _NoThread()
        self._tx: Any = _AtOnce()

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._connection is None:
            raise ValueError("Connection closed")
        return fn(*args, **kwargs)


def _connect(database: str, **options: Any) -> ThreadlessConnection:
    return ThreadlessConnection(lambda: sqlite3.connect(database, **options | {"check_same_thread": False}))


def _creator(database: str) -> Callable[[], Awaitable[aiosqlite.Connection]]:
    async def connect() -> aiosqlite.Connection:
        return await _connect(database)

    return connect


def without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every database opened from now on."""
    monkeypatch.setattr("aiosqlite.connect", _connect)
    monkeypatch.setattr("storage.store.inline_creator", _creator)


@cache
def _made(module: str, arguments: tuple[str, ...], content: bytes) -> bytes:
    match module:
        case "forms.authoring.checking":
            from forms.authoring.checking import examine, to_json

            return to_json(examine(content, *arguments)).encode()
        case "reports.chart":
            from reports.chart import Chart, render

            return render(Chart.unpacked(content.decode()))
        case "reports.pdf":
            from reports import pdf

            job = pdf.Job.unpacked(content)
            return pdf.render(job.template, job.data, datetime.fromtimestamp(job.at, UTC))
        case "services.fieldwork.place_work":
            from services.fieldwork.place_work import answer

            return answer(content)
    raise LookupError(module)


async def _run(module: str, *arguments: str, content: bytes, seconds: float) -> bytes:
    await asyncio.sleep(0)
    try:
        return _made(module, arguments, content)
    except LookupError:
        raise
    except Exception as error:
        raise apart.Failed(1) from error


def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs apart runs here, and once for the same content."""
    monkeypatch.setattr("services.apart.run", _run)
