"""/healthz and /metrics, for this machine alone: how the bot is doing in numbers, with nothing about anybody.

/healthz answers 200 while the bot does its work, 503 and the names of what does not otherwise. /metrics is Prometheus'
text format; its labels are kinds and outcomes from our own code, never anything a person has said or is called.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from services.trust.health import Health, health
from storage.backups.backup_rotation import Shelf
from storage.store import Store
from transport.calls import Counters
from transport.clock import Clock
from transport.log import log, what

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

HOST = "127.0.0.1"
CONTACT_SECONDS = 120.0
"""Longer than a long poll and its longest pause after failures: then Telegram is out of reach."""
TICK_SECONDS = 600.0
PREFIX = "adal_"


@dataclass
class Signs:
    """Signs of life, as the parts leave them; `contact` and `tick` in seconds of the monotonic clock. `stuck`: what
    people sent last could not be stored."""

    updates: Counter[str]
    calls: Counters
    failures: Callable[[], dict[str, int]]
    contact: Callable[[], float | None]
    tick: Callable[[], float | None]
    stuck: Callable[[], bool]


class Monitor:
    """Serves both pages until stopped. A taken port is an error at the start: OSError."""

    def __init__(
        self, store: Store, signs: Signs, *, clock: Clock, port: int, database: Path | None, shelf: Shelf | None
    ) -> None:
        self._store = store
        self._signs = signs
        self._clock = clock
        self._port = port
        self._database = database
        self._shelf = shelf

    async def run(self, stop: asyncio.Event) -> None:
        """Serves until stopped."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/metrics", self._metrics)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
            await stop.wait()
        except OSError as error:
            log.error("no metrics: the port is taken", **what(error))
        finally:
            await runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        bad = [name for name, at, limit in self._seen() if at is None or self._clock.monotonic() - at > limit]
        if await self._health() is None or self._signs.stuck():
            bad.append("database")
        return web.json_response({"ok": not bad, "failing": bad}, status=503 if bad else 200)

    def _seen(self) -> Iterator[tuple[str, float | None, float]]:
        yield "telegram", self._signs.contact(), CONTACT_SECONDS
        yield "clock", self._signs.tick(), TICK_SECONDS

    async def _health(self) -> Health | None:
        try:
            return await health(self._store, self._clock.now())
        except Exception as error:  # noqa: BLE001 - that it cannot be read is what is asked
            log.error("the database cannot be read", **what(error))
            return None

    async def _metrics(self, _: web.Request) -> web.Response:
        from prometheus_client import generate_latest

        found = await self._health()
        text = generate_latest(_Page(list(self._families(found))))
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    def _families(self, found: Health | None) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        def gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
            return GaugeMetricFamily(PREFIX + name, about, value=value)

        def counter(name: str, about: str, label: str, values: dict[str, int]) -> CounterMetricFamily:
            family = CounterMetricFamily(PREFIX + name, about, labels=[label])
            for kind, value in values.items():
                family.add_metric([kind], value)
            return family

        yield gauge("database_readable", "1 if the database answers", 0.0 if found is None else 1.0)
        if found is not None:
            yield gauge("outbox_queued", "Letters that wait to be sent", found.queued)
            yield gauge("outbox_lag_seconds", "How late the letter is that waits longest", found.oldest_due)
            yield gauge("outbox_failed", "Letters that could not be delivered", found.failed)
            yield gauge("files_pending", "Files not fetched yet", found.files_pending)
            yield gauge("updates_set_aside", "Updates whose handler failed, kept", found.updates_set_aside)
        yield counter("updates", "Updates taken, by what became of them", "result", dict(self._signs.updates))
        yield counter("calls", "Calls to Telegram that send, by outcome", "outcome", asdict(self._signs.calls))
        yield counter("failures", "What went wrong inside, by part", "part", self._signs.failures())
        yield from self._of_files(gauge)

    def _of_files(self, gauge: Callable[[str, str, float], Any]) -> Iterator[Metric]:
        if self._database is not None:
            files = (self._database, self._database.with_name(f"{self._database.name}-wal"))
            yield gauge("database_bytes", "The database's file and log", sum(_size(one) for one in files))
        try:
            newest = self._shelf.backups()[-1:] if self._shelf is not None else []
        except OSError:
            newest = []
        for at, _ in newest:
            age = (self._clock.now() - at).total_seconds()
            yield gauge("backup_age_seconds", "Since the newest scheduled backup", age)


@dataclass(frozen=True)
class _Page:
    """What Prometheus' writer asks of a registry."""

    families: list[Metric]

    def collect(self) -> list[Metric]:
        """The families."""
        return self.families


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
