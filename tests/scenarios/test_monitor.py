"""What the operator can see of the bot: numbers and kinds; of the people nothing."""

from __future__ import annotations

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import structlog
from aiohttp import ClientSession

from locales.texts import Language, T
from services.cases import complaints
from services.trust.backups import BackupMissing
from storage import outbox
from tests.harness import ADMIN_ID, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator
from tests.scenarios.offering import approved, running
from tests.scenarios.steps import STORY, begins, code_of, fills_until

PHONE = "+7 701 234 56 78"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
async def seen(tmp_path: Path) -> AsyncIterator[World]:
    world = World(tmp_path)
    world.settings = world.settings.model_copy(update={"metrics_port": free_port()})
    async with world:
        yield world


async def page(world: World, path: str) -> tuple[int, str]:
    async with ClientSession() as http, asyncio.timeout(10):
        while True:
            try:
                async with http.get(f"http://127.0.0.1:{world.settings.metrics_port}{path}") as answer:
                    return answer.status, await answer.text()
            except OSError:  # it opens while the bot starts
                await asyncio.sleep(0.02)


async def numbers(world: World) -> dict[str, float]:
    text = (await page(world, "/metrics"))[1]
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


async def healthy(world: World) -> tuple[int, str]:
    """The page once the first poll is over: somebody's first message sees to that."""
    await world.citizen("Болат", "ru").starts()
    return await page(world, "/healthz")


async def test_numbers_follow_what_happens(seen: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await healthy(seen) == (200, '{"ok": true, "failing": []}')
    before = await numbers(seen)
    me = seen.citizen("Айгүл", "kk")
    await me.starts()
    with monkeypatch.context() as patch:

        async def broken(*_: object) -> list[object]:
            raise RuntimeError(STORY)

        patch.setattr(complaints, "my_reports", broken)
        await me.taps("menu-reports")
    await me.says("/menu")
    after = await numbers(seen)
    assert after["adal_updates_set_aside"] == 1
    assert after['adal_updates_total{result="set_aside"}'] == 1
    assert after['adal_updates_total{result="handled"}'] > before['adal_updates_total{result="handled"}']
    assert after['adal_calls_total{outcome="sent"}'] > before['adal_calls_total{outcome="sent"}']
    assert after["adal_outbox_queued"] == 0
    assert after["adal_database_bytes"] > 0
    assert after["adal_database_readable"] == 1


async def test_a_letter_that_cannot_leave_is_late(seen: World) -> None:
    await seen.admin().starts()
    async with seen.app.store.write() as connection:
        vault = seen.app.store.vault
        letter = outbox.NewLetter(1, BackupMissing(T("backup-reason-full")), "one", seen.clock())
        await outbox.enqueue(connection, [outbox.row(vault, letter, seen.clock())])
    seen.cloud.faults.change({"network_down": -1, "only": ["sendMessage"]})
    seen.clock.advance_to(seen.clock().replace(hour=23))
    found = await numbers(seen)
    assert found["adal_outbox_queued"] == 1
    assert found["adal_outbox_lag_seconds"] > 3600
    seen.cloud.faults.change({"network_down": 0})


async def test_no_answer_of_the_database_is_said(seen: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await healthy(seen)

    async def broken(*_: object) -> None:
        raise OSError("disk")

    with monkeypatch.context() as patch:
        patch.setattr("transport.monitor.health", broken)
        status, text = await page(seen, "/healthz")
        assert (status, json.loads(text)["failing"]) == (503, ["database"])
        assert (await numbers(seen))["adal_database_readable"] == 0


async def test_nobody_from_outside(seen: World) -> None:
    """Only this machine's own address is listened at."""
    await healthy(seen)
    with socket.socket() as other:
        other.settimeout(1)
        assert other.connect_ex(("127.0.0.2", seen.settings.metrics_port or 0)) != 0


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_a_whole_scenario_leaves_no_secret_in_log_or_metrics(
    seen: World, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Complaint with a phone and a photo, question and answer, a failing handler, a volunteer's visit, bad networks."""
    written = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.JSONRenderer(ensure_ascii=False)],
        logger_factory=structlog.PrintLoggerFactory(written),
        wrapper_class=structlog.make_filtering_bound_logger(0),
    )
    try:
        saule = await coordinator(seen, "Сәуле", "Астана", language=language)
        me = seen.citizen("Айгүл", language)
        await begins(me)
        await fills_until(me, "evidence", institution="№7 емхана")
        await me.does(partial(me.phone.send_photo, photo(), caption="Чек"))
        await me.taps("form-done")
        await me.picks("identity", "named")
        await me.says(PHONE)
        seen.cloud.faults.change({"server_error": 2, "lost_answers": 1})
        await me.taps("form-send")
        code = code_of(me)
        await saule.taps("button-accept")
        await saule.taps("button-ask")
        await saule.says("Қай күні болды?")
        await me.taps("button-answer")
        await me.says("Сейсенбіде болды.")
        with monkeypatch.context() as patch:

            async def broken(*_: object) -> list[object]:
                raise RuntimeError(f"{STORY} {PHONE} {code}")

            patch.setattr(complaints, "my_reports", broken)
            await me.says("/reports")
        daulet = await approved(seen, "Дәулет", language)
        await running(seen, "Көктем ауласы")
        await daulet.taps("button-task-accept")
        await seen.stop()
        await seen.start()
        await healthy(seen)
        text = written.getvalue() + (await page(seen, "/metrics"))[1] + (await page(seen, "/healthz"))[1]
    finally:
        structlog.reset_defaults()
    assert "update set aside" in text, "the log was not looked at"
    people = [str(one.phone.person.id) for one in (saule, me, daulet)]
    secrets = [
        STORY, PHONE, "234 56 78", code, "Айгүл", "Сәуле", "Дәулет", "Болат", "Ерлан", "Көктем", "№7", "Чек",
        "Сейсенбіде", "Қай күні", str(ADMIN_ID), seen.cloud.token, seen.cloud.token.partition(":")[2], *people,
    ]  # fmt: skip
    found = [secret for secret in secrets if secret in text]
    assert found == []
