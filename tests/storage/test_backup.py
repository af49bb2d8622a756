"""A backup holds everything, opens only for its owner, and is never half of one."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import pyrage
import pytest

from storage.backups.backup import BackupFailed, Made, Source, back_up
from storage.backups.backup_rotation import Shelf, made_at
from storage.backups.backup_seal import Lock, Sealing
from storage.backups.restore import Opener, RestoreRefused, inspect, restore
from tests.faults.table import fault

NOW = datetime(2026, 5, 14, 22, 0, tzinfo=UTC)
WORDS = "үш алма, бір тау"
OWNER = pyrage.x25519.Identity.generate()
LOCKS = {
    "public key": (Lock((str(OWNER.to_public()),)), Opener(identities=f"# mine\n{OWNER}\n")),
    "passphrase": (Lock(passphrase=WORDS), Opener(passphrase=WORDS)),
}
MADE: dict[str, tuple[str, bytes]] = {}
"""A backup of each kind, made once: age takes a second for a key from a passphrase, on purpose."""


def sealed(tmp_path: Path, source: Source, way: str) -> Path:
    """A sound backup that may be harmed."""
    if way not in MADE:
        made = back_up(source, tmp_path / "to", LOCKS[way][0], NOW).file
        MADE[way] = made.name, made.read_bytes()
    name, content = MADE[way]
    file = tmp_path / "to" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.fixture
def source(tmp_path: Path) -> Source:
    folder = tmp_path / "data"
    (folder / "evidence").mkdir(parents=True)
    with closing(sqlite3.connect(folder / "adal.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE said (words TEXT)")
        connection.executemany("INSERT INTO said VALUES (?)", [(f"сөз {number}",) for number in range(1000)])
        connection.commit()
    for number in range(3):
        (folder / "evidence" / f"{number}.original").write_bytes(os.urandom(200_000))
    (folder / "evidence" / "1.display").write_bytes(os.urandom(1000))
    (folder / "evidence" / "2.age").write_bytes(b"age-encryption.org/v1")
    (folder / "evidence" / "7.original.part").write_bytes(b"half")
    (folder / "secret.key").write_bytes(b"1 key")
    return Source(folder / "adal.db", folder / "evidence")


def contents(folder: Path) -> dict[str, bytes]:
    found = (one for one in folder.rglob("*") if one.is_file())
    return {str(one.relative_to(folder)): one.read_bytes() for one in found if "adal.db" not in one.name}


def rows(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT * FROM said").fetchall()


@pytest.mark.parametrize("way", LOCKS)
def test_what_was_there_comes_back_without_the_key(tmp_path: Path, source: Source, way: str) -> None:
    lock, opener = LOCKS[way]
    made = back_up(source, tmp_path / "to", lock, NOW)
    assert [one.name for one in (tmp_path / "to").iterdir()] == [made.file.name]
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert made.files == 5
    assert made.opened_by_owner is (way == "passphrase")
    assert restore(made.file, tmp_path / "new", opener) == 6
    before = contents(source.database.parent)
    assert contents(tmp_path / "new") == {
        name: before[name] for name in before if name not in ("secret.key", "evidence/7.original.part")
    }
    assert rows(tmp_path / "new" / "adal.db") == rows(source.database)
    assert inspect(made.file, opener) == 6
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "new", "to"]


def test_the_key_goes_along_only_when_asked(tmp_path: Path, source: Source) -> None:
    lock, opener = LOCKS["public key"]
    asked = Source(source.database, source.evidence, source.database.parent / "secret.key")
    made = back_up(asked, tmp_path / "to", lock, NOW)
    restore(made.file, tmp_path / "new", opener)
    assert (tmp_path / "new" / "secret.key").read_bytes() == b"1 key"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "secret.key").write_bytes(b"2 key")
    restore(made.file, tmp_path / "other", opener)
    assert (tmp_path / "other" / "secret.key").read_bytes() == b"2 key"


def test_the_age_tool_opens_both_kinds(tmp_path: Path, source: Source) -> None:
    """With nothing of ours: should Adal be gone, its data are not."""
    plain = pyrage.decrypt(back_up(source, tmp_path / "to", LOCKS["public key"][0], NOW).file.read_bytes(), [OWNER])
    other = back_up(source, tmp_path / "to", LOCKS["passphrase"][0], NOW).file
    with tarfile.open(other) as outer:
        key, body = (outer.extractfile(name) for name in ("key.age", "backup.tar.age"))
        assert key is not None
        assert body is not None
        own = pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(key.read(), WORDS).decode())
        for found in (plain, pyrage.decrypt(body.read(), [own])):
            with tarfile.open(fileobj=io.BytesIO(found)) as inner:
                assert inner.getnames()[0] == "adal.db"
                assert inner.getnames()[-1] == "manifest.json"


@pytest.mark.parametrize("way", LOCKS)
@pytest.mark.parametrize("harm", ["bit", "short", "empty", "stranger", "missing"])
@fault(
    "a backup is damaged or cut short",
    "nothing is restored from it",
)
def test_a_bad_backup_restores_nothing(tmp_path: Path, source: Source, way: str, harm: str) -> None:
    _, opener = LOCKS[way]
    file = sealed(tmp_path, source, way)
    whole = bytearray(file.read_bytes())
    match harm:
        case "bit":
            whole[len(whole) // 2] ^= 1
        case "short":
            del whole[len(whole) // 2 :]
        case "empty":
            whole.clear()
        case "stranger":
            opener = Opener(str(pyrage.x25519.Identity.generate()), "басқа сөз")
    file.unlink() if harm == "missing" else file.write_bytes(whole)
    with pytest.raises(RestoreRefused, match=file.name):
        restore(file, tmp_path / "new", opener)
    assert contents(tmp_path / "new") == {}
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "new") == ["data", "to"]


def test_nothing_is_overwritten(tmp_path: Path, source: Source) -> None:
    lock, opener = LOCKS["public key"]
    file = back_up(source, tmp_path / "to", lock, NOW).file
    before = contents(source.database.parent)
    for folder in (source.database.parent, file):
        with pytest.raises(RestoreRefused):
            restore(file, folder, opener)
    assert contents(source.database.parent) == before


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "evidence/../../evil", "evidence/1.exe", "adal.db-wal"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    lock, opener = LOCKS["public key"]

    def produce(sink: IO[bytes]) -> None:
        with tarfile.open(fileobj=sink, mode="w|") as tar:
            info = tarfile.TarInfo(name)
            info.size = 4
            tar.addfile(info, io.BytesIO(b"evil"))

    with (tmp_path / "bad.age").open("wb") as out:
        Sealing(lock).seal(out, produce)
    with pytest.raises(RestoreRefused, match="no backup of ours"):
        restore(tmp_path / "bad.age", tmp_path / "in" / "new", opener)
    assert not list(tmp_path.rglob("*evil*"))


def test_while_it_is_written_to_the_backup_is_of_one_moment(tmp_path: Path, source: Source) -> None:
    """A transaction that is open is not in it; the writer is not held up."""
    lock, opener = LOCKS["public key"]
    with closing(sqlite3.connect(source.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO said VALUES ('жартысы')")
        made = back_up(source, tmp_path / "to", lock, NOW)
        writer.execute("COMMIT")
    restore(made.file, tmp_path / "new", opener)
    assert len(rows(tmp_path / "new" / "adal.db")) == 1000
    assert len(rows(source.database)) == 1001


@fault(
    "the disk is full while a backup is made",
    "half a backup is never left, and it is said that none was made",
)
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Made:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Sealing, "seal", full)
    with pytest.raises(BackupFailed, match="No space") as failed:
        back_up(source, tmp_path / "to", LOCKS["public key"][0], NOW)
    assert failed.value.reason == "full"
    assert list((tmp_path / "to").iterdir()) == []


def test_what_cannot_be_read_back_is_no_backup(tmp_path: Path, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that forgets what was written to it."""
    real = os.fsync

    def forgetful(handle: int) -> None:
        os.pwrite(handle, b"\0" * 64, 100_000)
        real(handle)

    monkeypatch.setattr(os, "fsync", forgetful)
    with pytest.raises(BackupFailed) as failed:
        back_up(source, tmp_path / "to", LOCKS["public key"][0], NOW)
    assert failed.value.reason == "check"
    assert list((tmp_path / "to").iterdir()) == []


def test_a_damaged_database_is_not_backed_up_as_if_it_were_sound(tmp_path: Path, source: Source) -> None:
    with closing(sqlite3.connect(source.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(source.database.read_bytes())
    content[4096:12288] = os.urandom(8192)
    source.database.write_bytes(content)
    with pytest.raises(BackupFailed) as failed:
        back_up(source, tmp_path / "to", LOCKS["public key"][0], NOW)
    assert failed.value.reason == "source"


def test_a_lock_is_one_of_two() -> None:
    for wrong in ({}, {"recipients": ("age1x",), "passphrase": "x"}):
        with pytest.raises(ValueError, match="either"):
            Lock(**wrong)  # type: ignore[arg-type]


def test_a_month_of_backups_leaves_seven_days_and_four_weeks(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, ZoneInfo("Asia/Almaty"), hour=3, daily=7, weekly=4)
    (tmp_path / "notes.txt").write_text("keep")
    for day in range(60):
        at = datetime(2026, 3, 1, 22, 0, 5, tzinfo=UTC) + timedelta(days=day)
        assert shelf.is_due(at)
        assert shelf.due_since(at) <= at
        (tmp_path / f"adal-{at:%Y%m%dT%H%M%SZ}.age").write_bytes(b"")
        assert not shelf.is_due(at + timedelta(hours=23, minutes=59))
        shelf.rotate()
    days = [at.astimezone(shelf.zone).date() for at, _ in shelf.backups()]
    assert [f"{day:%m-%d}" for day in days] == [
        "04-12", "04-19", "04-24", "04-25", "04-26", "04-27", "04-28", "04-29", "04-30",
    ]  # fmt: skip
    assert (tmp_path / "notes.txt").exists()


def test_a_backup_dated_in_the_future_does_not_stop_the_next(tmp_path: Path) -> None:
    """The clock was wrong once: it must not be the last backup ever made."""
    shelf = Shelf(tmp_path, ZoneInfo("Asia/Almaty"), hour=3, daily=2, weekly=0)
    (tmp_path / "adal-20990101T000000Z.age").write_bytes(b"")
    assert shelf.is_due(NOW)
    assert made_at("adal-20269901T000000Z.age") is None
    assert made_at("adal-20260514T220000Z-2.age.tar") == NOW
