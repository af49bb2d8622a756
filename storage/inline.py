"""SQLite's writer on the event loop's own thread, except for the commit.

aiosqlite hands every statement, fetch and cursor close to a thread and back: about 0.1 ms each way, six times a
statement, where the statement itself takes 4 to 90 µs. A batch is a few such statements, so they run right here;
only what waits for the disk (connecting, committing, closing) goes to the thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import aiosqlite


class InlineConnection(aiosqlite.Connection):
    """For one user at a time: the store's lock sees to it."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if getattr(fn, "__name__", "") in ("commit", "close") and getattr(fn, "__self__", None) is self._connection:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)


def inline_creator(database: str) -> Callable[[], Awaitable[aiosqlite.Connection]]:
    """What create_async_engine takes as `async_creator`."""

    async def connect() -> aiosqlite.Connection:
        def connector() -> sqlite3.Connection:
            return sqlite3.connect(database, check_same_thread=False)

        made = InlineConnection(connector, iter_chunk_size=64)
        made._thread.daemon = True
        return await made

    return connect
