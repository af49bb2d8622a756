"""What keeps the bot from starting is said in a sentence, with an exit code, and nothing is touched."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from app import opened
from bot import MAY_PASS, WRONG, main
from playground.cloud.session import SimulatorSession
from settings import Settings
from storage.keys import load_or_make
from tests.faults.conftest import NAMES, quiet
from tests.faults.disk import SmallDisk
from tests.faults.table import fault
from tests.harness import World
from tests.scenarios.filed import filed
from tests.scenarios.steps import STORY, count
from tests.torture.process import served


@pytest.fixture(autouse=True)
def operator(stopped: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log: io.StringIO) -> Iterator[None]:
    """The settings of a bot on the data of the world, and no others."""
    for name in [name for name in os.environ if name.startswith(("ADAL_", "CREDENTIALS_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ADAL_BOT_TOKEN", stopped.cloud.token)
    monkeypatch.setenv("ADAL_DATA_DIR", str(stopped.settings.data_dir))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.set_up_log", lambda level: None)  # it is set up, and heard
    yield
    quiet(log, stopped)


async def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """`python bot.py run`: the exit code, and what the operator reads."""
    capsys.readouterr()
    code = await asyncio.to_thread(main, ["run"])
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    return code, said.err


@asynccontextmanager
async def reachable(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Telegram is there."""
    runner, url = await served(world.cloud)
    monkeypatch.setenv("ADAL_BOT_API_URL", url)
    yield
    await runner.cleanup()


def state(folder: Path) -> dict[str, str]:
    """Every file of the data folder as it is, but for the lock and SQLite's shared memory."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name not in ("lock", "adal.db-shm"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.stat().st_size}


async def lived(world: World) -> Path:
    """A data folder with a report in it; its database."""
    async with world:
        await filed(world, world.citizen(NAMES[0], "kk"))
    return world.settings.data_dir / "adal.db"


@fault("a second process is started on the same data", "it refuses and names the first; the first goes on")
async def test_two_processes(stopped: World, capsys: pytest.CaptureFixture[str]) -> None:
    async with stopped as world:
        code, said = await run(capsys)
        assert code == WRONG
        assert f"process {os.getpid()}" in said
        assert "ADAL_DATA_DIR" in said
        await world.citizen(NAMES[1], "ru").starts()
        await filed(world, world.citizen(NAMES[0], "kk"))
        assert count(world, "complaint") == 1


@fault("the database is damaged", "it does not start and points to the backup; the damaged file stays as it is")
async def test_a_damaged_database(stopped: World, capsys: pytest.CaptureFixture[str]) -> None:
    file = await lived(stopped)
    content = bytearray(file.read_bytes())
    for page in range(3, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 64] = b"\xee" * 64
    file.write_bytes(content)
    before = state(file.parent)
    code, said = await run(capsys)
    assert code == WRONG
    assert "restore the latest backup" in said
    assert state(file.parent) == before


@pytest.mark.parametrize("key", ["another", "none"])
@fault("the key is missing, or another", "it does not start, makes no new one and touches nothing")
async def test_the_wrong_key(stopped: World, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = (await lived(stopped)).parent
    (folder / "secret.key").rename(folder.parent / "copy.key")
    if key == "another":
        load_or_make(None, folder / "secret.key")
    before = state(folder)
    code, said = await run(capsys)
    assert code == WRONG
    assert ("another secret key" if key == "another" else "There is no key file") in said
    assert "Nothing was changed" in said
    assert state(folder) == before
    (folder.parent / "copy.key").replace(folder / "secret.key")
    async with stopped as world:
        assert count(world, "complaint") == 1


@fault(
    "another program holds the database as the bot starts",
    "it says so and ends with code 1, so that systemd tries again",
)
async def test_locked_at_the_start(
    stopped: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await lived(stopped)
    monkeypatch.setattr("storage.store.PRAGMAS", ("PRAGMA busy_timeout=50", "PRAGMA synchronous=FULL"))
    before = state(file.parent)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, said = await run(capsys)
        other.execute("ROLLBACK")
    assert code == MAY_PASS
    assert "another program holds it" in said
    assert state(file.parent) == before


@fault("the disk is full, or read-only, as the bot starts", "it says so and ends with code 1; nothing is lost")
async def test_no_disk_at_the_start(
    disk: SmallDisk, stopped: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await lived(stopped)
    monkeypatch.setenv("ADAL_ADMIN_IDS", "71234567")  # somebody new, so that there is something to write
    async with reachable(stopped, monkeypatch):
        disk.fill()
        code, said = await run(capsys)
        assert (code, "the disk is full" in said) == (MAY_PASS, True)
        disk.clear()
        disk.read_only()
        code, said = await run(capsys)
        assert (code, "ead-only" in said) == (MAY_PASS, True)
        disk.writable()
    async with stopped as world:
        assert count(world, "complaint") == 1


@pytest.mark.parametrize("status", [401, 404])
@fault("Telegram does not know the token at the start", "it ends with code 2 and names the setting")
async def test_an_unknown_token(
    stopped: World, status: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from playground.cloud.refusals import Refused

    async def refuse(method: str) -> None:
        raise Refused(status, "Unauthorized" if status == 401 else "Not Found")

    monkeypatch.setattr(stopped.cloud.faults, "before", refuse)
    async with reachable(stopped, monkeypatch):
        code, said = await run(capsys)
    assert code == WRONG
    assert "ADAL_BOT_TOKEN" in said
    assert stopped.cloud.token not in said


@fault("something that nobody thought of", "it ends with code 1; the log has the places in the code, and no words")
async def test_an_unforeseen_fault(
    stopped: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"{STORY} {stopped.cloud.token}")

    monkeypatch.setattr("app.opened", broken)
    code, said = await run(capsys)
    assert code == MAY_PASS
    assert STORY not in said
    assert '"error": "RuntimeError"' in log.getvalue()
    assert "bot:" in log.getvalue()


async def test_token_and_key_come_as_credentials_of_systemd(
    stopped: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As deploy/adal.service hands them over; and nothing of them is in the environment or in the data folder."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "adal_bot_token").write_text(f"{stopped.cloud.token}\n")
    (folder / "adal_secret_key").write_text(f"{'ab' * 32}\n")
    monkeypatch.delenv("ADAL_BOT_TOKEN")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    async with opened(Settings.read(), session=SimulatorSession(stopped.cloud)) as app:
        assert app.bot.token == stopped.cloud.token
        assert not app.settings.key_file.exists()
    (folder / "adal_secret_key").write_text("cd" * 32)
    assert (await run(capsys))[0] == WRONG
    (folder / "adal_secret_kye").write_text("ab" * 32)
    code, said = await run(capsys)
    assert (code, said) == (
        WRONG,
        "adal_secret_kye: there is no such setting. Did you mean ADAL_SECRET_KEY?\n",
    )


async def test_the_key_file_comes_as_a_credential_of_systemd(
    stopped: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`LoadCredentialEncrypted=adal.key:…`: keys that were rotated are several lines."""
    folder = tmp_path / "credentials"
    load_or_make(None, folder / "adal.key")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    async with opened(Settings.read(), session=SimulatorSession(stopped.cloud)) as app:
        assert app.settings.key_file == folder / "adal.key"
    assert not (stopped.settings.data_dir / "secret.key").exists()
