"""Checklists go on to an OpenRosa server: each once, whatever the network and the server do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from structlog.testing import capture_logs

from domain.submission import Submission
from storage.questionnaires import pushes as rows
from storage.questionnaires import submissions
from storage.questionnaires.pushes import QUEUED, REFUSED, SENT
from storage.schema.tables import openrosa_push
from tests.pictures import photo
from tests.services.conftest import Town
from tests.services.results import SUBMITTER, hand_in, publish
from tests.transport.openrosa_receiver import Kept, Receiver, receiving
from tests.transport.world import open_store
from transport.clock import Clock
from transport.openrosa import LONGEST_PAUSE, OpenRosaPush
from transport.openrosa_server import Access, Away, OpenRosaServer, Refused, Taken

NO_FILES: Mapping[str, bytes] = MappingProxyType({})
PASSWORD = Access("kelu", "құпия")
XML = '<data id="visits" version="1"><photo>1.jpg</photo><meta><instanceID>uuid:1</instanceID></meta></data>'


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    store = await open_store(tmp_path)
    yield Town(store, tmp_path)
    await store.close()


async def states(town: Town) -> list[object]:
    """Where every push stands."""
    return [row["state"] for row in await town.rows(openrosa_push)]


@asynccontextmanager
async def pushing(town: Town, url: str, access: Access = PASSWORD) -> AsyncIterator[OpenRosaPush]:
    """The worker, running; its time is the town's."""
    worker = OpenRosaPush(
        town.store, town.cellar, OpenRosaServer(url, access), clock=Clock(now=lambda: town.now), tick=0.01
    )
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    try:
        yield worker
    finally:
        stop.set()
        await running


async def until(town: Town, *wanted: str) -> None:
    """Waits for these states."""

    async def there() -> bool:
        return sorted(map(str, await states(town))) == sorted(wanted)

    await reached(there)


async def reached(there: Callable[[], Awaitable[bool]]) -> None:
    """Waits until it is so."""
    async with asyncio.timeout(5):
        while not await there():  # noqa: ASYNC110 - another task's doing, seen only in the database
            await asyncio.sleep(0.005)


async def failed(town: Town, attempts: int) -> dict[str, object]:
    """The one push, once so many attempts have failed."""
    found: list[dict[str, object]] = []

    async def there() -> bool:
        found[:] = await town.rows(openrosa_push)
        return bool(found) and found[0]["attempts"] == attempts

    await reached(there)
    return found[0]


async def pushed(town: Town, receiver: Receiver, *wanted: str) -> None:
    """Runs the worker until these states are reached."""
    async with receiving(receiver) as url, pushing(town, url):
        await until(town, *wanted)


async def test_a_checklist_arrives_with_its_files(town: Town) -> None:
    await publish(town)
    one, numbers = await hand_in(town, photo())
    receiver = Receiver()
    await pushed(town, receiver, SENT)
    kept = receiver.kept[one.instance_id]
    name = f"{numbers[0]}.jpg"
    assert f"<photo>{name}</photo>" in kept.xml
    assert list(kept.files) == [name]
    kind, content = kept.files[name]
    assert kind == "image/jpeg"
    assert content == await town.cellar.shown(numbers[0])
    assert kept.complete


async def test_each_goes_once_also_over_restarts(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    receiver = Receiver()
    await pushed(town, receiver, SENT)
    await hand_in(town, after=1)
    await pushed(town, receiver, SENT, SENT)
    assert receiver.posts == 2


async def test_what_the_server_already_has_is_done(town: Town) -> None:
    await publish(town)
    one, _ = await hand_in(town)
    receiver = Receiver(kept={one.instance_id: Kept("<other/>")})
    await pushed(town, receiver, SENT)
    assert receiver.kept[one.instance_id].xml == "<other/>"


async def test_a_push_that_died_before_it_was_noted_goes_again_harmlessly(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    receiver = Receiver()
    await pushed(town, receiver, SENT)
    async with town.store.write() as conn:
        await conn.execute(openrosa_push.update().values(state=QUEUED))
    await pushed(town, receiver, SENT)
    assert (receiver.posts, len(receiver.kept)) == (2, 1)


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408, 200, 302])
async def test_a_server_that_is_away_is_tried_later(town: Town, status: int) -> None:
    await publish(town)
    await hand_in(town)
    receiver = Receiver(failing=[status])
    async with receiving(receiver) as url, pushing(town, url):
        row = await failed(town, 1)
        assert (row["state"], row["reason"], receiver.posts) == (QUEUED, str(status), 1)
        assert row["due_at"] > town.now  # type: ignore[operator]
        town.now = row["due_at"]  # type: ignore[assignment]
        await until(town, SENT)
    assert receiver.posts == 2


async def test_pauses_grow_to_hours(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    waits = []
    async with receiving(Receiver(failing=[500] * 12)) as url, pushing(town, url):
        for attempt in range(1, 13):
            row = await failed(town, attempt)
            waits.append((row["due_at"] - town.now).total_seconds())  # type: ignore[operator]
            town.now = row["due_at"]  # type: ignore[assignment]
        await until(town, SENT)
    assert 20 < waits[0] <= 30
    assert 0.7 * LONGEST_PAUSE < waits[-1] <= LONGEST_PAUSE


async def test_a_refusal_is_kept_with_its_reason_and_tried_at_the_next_start(town: Town) -> None:
    await publish(town)
    one, _ = await hand_in(town)
    receiver = Receiver(forms=set())
    with capture_logs() as logs:
        await pushed(town, receiver, REFUSED)
    async with town.store.read() as conn:
        assert await rows.answer_of(conn, town.store.vault, one.id) == ("404", "The form visits is not known.")
    assert [log["status"] for log in logs] == ["404"]
    assert "not known" not in str(logs)
    receiver.forms = {("visits", "1")}
    await pushed(town, receiver, SENT)


async def test_one_refusal_does_not_hold_up_the_others(town: Town) -> None:
    await publish(town)
    await publish(town, "2")
    await hand_in(town, version="2")
    await hand_in(town, after=1)
    await pushed(town, Receiver(), REFUSED, SENT)


async def test_wrong_credentials_are_said_and_tried_again(town: Town) -> None:
    await publish(town)
    await hand_in(town)
    receiver = Receiver()
    with capture_logs() as logs:
        async with receiving(receiver) as url, pushing(town, url, Access("kelu", "wrong")):
            await failed(town, 1)
    assert await states(town) == [QUEUED]
    assert [log["status"] for log in logs] == ["401"]
    assert "wrong" not in str(logs)


async def test_files_that_are_still_being_fetched_are_waited_for(town: Town) -> None:
    await publish(town)
    await hand_in(town, b"")
    await hand_in(town, after=1)
    receiver = Receiver()
    await pushed(town, receiver, QUEUED, SENT)
    assert len(receiver.kept) == 1


async def test_what_citizens_write_stays_here(town: Town) -> None:
    await publish(town)
    one, _ = await hand_in(town)
    suggestion: Submission = replace(one, form="suggestion", instance_id="uuid:suggestion")
    submitter = await town.id_of(SUBMITTER)
    async with town.store.write() as conn:
        await submissions.insert(conn, town.store.vault, suggestion, submitter=submitter)
    receiver = Receiver()
    await pushed(town, receiver, SENT)
    assert list(receiver.kept) == [one.instance_id]


async def test_stopping_does_not_wait_for_a_server_that_does_not_answer(town: Town) -> None:
    await publish(town)
    await hand_in(town)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with asyncio.timeout(5), pushing(town, f"http://127.0.0.1:{port}"):
        await until(town, QUEUED)
    server.close()
    await server.wait_closed()


# ------------------------------------------------------------------ the client


async def submitted(receiver: Receiver, access: Access = PASSWORD, files: Mapping[str, bytes] = NO_FILES) -> object:
    """What the client makes of the server's answers."""
    async with receiving(receiver) as url, OpenRosaServer(url, access) as server:
        return await server.submit(XML, files)


@pytest.mark.parametrize(
    ("access", "header"),
    [
        (Access(token="abc123"), "Token abc123"),
        (Access(token="Bearer abc123"), "Bearer abc123"),
        (Access("kelu", "құпия"), Receiver().authorization),
        (Access(), ""),
    ],
)
async def test_ways_of_access(access: Access, header: str) -> None:
    receiver = Receiver(authorization=header)
    assert await submitted(receiver, access=access) == Taken()
    assert "abc123" not in repr(access)
    assert "құпия" not in repr(access)


async def test_many_files_go_in_several_requests() -> None:
    receiver = Receiver(limit=20_000)
    receiver.forms = {("visits", "1")}
    xml = XML.replace("1.jpg", "</photo><photo>".join(f"{n}.jpg" for n in range(5)))
    files = {f"{n}.jpg": bytes(6_000) for n in range(5)}
    async with receiving(receiver) as url, OpenRosaServer(url, PASSWORD) as server:
        assert await server.submit(xml, files) == Taken()
    kept = receiver.kept["uuid:1"]
    assert (receiver.posts, sorted(kept.files), kept.complete) == (3, sorted(files), True)


async def test_too_large_a_file_is_refused_with_the_servers_words() -> None:
    assert await submitted(Receiver(limit=5_000), files={"1.jpg": bytes(9_000)}) == Refused("413", "too large")


async def test_nobody_else_gets_the_password() -> None:
    receiver = Receiver(location="https://evil.example/submission")
    assert await submitted(receiver) == Taken()


async def test_no_server_at_all() -> None:
    async with OpenRosaServer("http://127.0.0.1:9", PASSWORD) as server:
        assert await server.submit(XML, {}) == Away("ClientConnectorError")


async def test_a_refusal_in_other_words_is_kept_as_it_is() -> None:
    assert await submitted(Receiver(failing=[400])) == Refused("400", "not now")
