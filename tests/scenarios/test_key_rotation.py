"""A new secret key while the bot runs: nothing stops, nothing is lost, and in the end the old key opens nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import custody
from locales.texts import Language
from services.trust import rekeying
from storage.keys import BadKeyFile, drop, read
from storage.store import WrongKey
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator, filed
from tests.scenarios.steps import rows

CHUNKS = 400
"""More than any of these needs."""


@pytest.fixture
async def aigul(world: World, language: Language) -> Someone:
    person = world.citizen("Айгүл", language)
    await person.starts()
    return person


def keys_used(world: World) -> set[object]:
    """The ids of the keys with which people, complaints, history and settings are sealed."""
    parts = (
        "SELECT sealed_state FROM person", "SELECT sealed_content FROM complaint", "SELECT value FROM setting",
        "SELECT sealed_reporter FROM reporter_link", "SELECT sealed_address FROM person",
    )  # fmt: skip
    return {bytes(row[0])[1] for part in parts for row in rows(world, part)}  # type: ignore[call-overload]


def files_used(world: World) -> set[int]:
    """The ids of the keys with which evidence is sealed."""
    return {path.read_bytes()[1] for path in (world.settings.data_dir / "evidence").glob("*.*")}


async def tick(world: World) -> None:
    """The clock looks; new keys are among what it looks at."""
    await world.app.ticker.tick()
    await world.settle()


async def test_rotated_while_running(
    world: World, aigul: Someone, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=aigul.language)
    first = await filed(world, aigul, contact="+7 701 111 22 33")
    (world.settings.data_dir / "evidence").mkdir(exist_ok=True)
    await world.app.ticker._cellar.put(99, photo())
    assert keys_used(world) == {1}
    assert await asyncio.to_thread(custody.keys, world.settings, "rotate", None) == 0
    monkeypatch.setattr(rekeying, "ROWS", 1)
    monkeypatch.setattr(rekeying, "CHUNKS", 3)
    await tick(world)
    assert keys_used(world) == {1, 2}, "it is under way"
    await world.kill()
    await world.start()
    monkeypatch.setattr(rekeying, "ROWS", 50)
    monkeypatch.setattr(rekeying, "CHUNKS", CHUNKS)
    await tick(world)
    await tick(world)
    assert keys_used(world) == {2}
    assert files_used(world) == {2}
    assert await asyncio.to_thread(custody.keys, world.settings, "drop", 1) == 0
    said = capsys.readouterr().out
    assert "Key 2 is in" in said
    await world.stop()
    await world.start()
    assert list(read(world.settings.key_file).by_id) == [2]
    await saule.says(f"/search {first.code}")
    assert first.code in saule.text
    await aigul.says("/reports")
    assert any(first.code in label for label in aigul.sees.labels)
    assert await asyncio.to_thread(custody.audit_verify, world.settings, None) == 0


async def test_a_key_in_use_is_not_dropped(world: World, aigul: Someone) -> None:
    await filed(world, aigul)
    assert await asyncio.to_thread(custody.keys, world.settings, "drop", 1) == 2
    await asyncio.to_thread(custody.keys, world.settings, "rotate", None)
    assert await asyncio.to_thread(custody.keys, world.settings, "drop", 1) == 2
    assert list(read(world.settings.key_file).by_id) == [1, 2]


def test_the_current_key_stays(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    with pytest.raises(BadKeyFile, match="there is data"):
        read(file)
    file.write_text("1 " + "A" * 43 + "=\n")
    file.chmod(0o600)
    with pytest.raises(BadKeyFile, match="current"):
        drop(file, 1)


async def test_without_its_key_the_bot_does_not_start_and_touches_nothing(world: World, aigul: Someone) -> None:
    await filed(world, aigul)
    await world.stop()
    data, key = world.settings.data_dir, world.settings.key_file
    kept = key.read_bytes()
    key.unlink()
    before = contents(data)
    with pytest.raises(BadKeyFile, match="put back your copy"):
        await world.start()
    assert contents(data) == before
    key.write_text("1 " + "B" * 43 + "=\n")
    key.chmod(0o600)
    before = contents(data)
    with pytest.raises(WrongKey, match="Nothing was changed"):
        await world.start()
    assert contents(data) == before
    key.write_bytes(kept)
    await world.start()
    await aigul.says("/reports")


def contents(folder: Path) -> dict[str, bytes]:
    """What is in the data folder, but for who holds it."""
    ours = (
        one for one in folder.rglob("*") if one.is_file() and one.name not in ("lock", "adal.db-shm", "adal.db-wal")
    )
    return {str(one): one.read_bytes() for one in ours}
