"""A backup: the database and the evidence in one file, encrypted with age, made while the bot runs, verified at once.

The file is a tar (`adal.db`, `evidence/…`, last `manifest.json` with the SHA-256 of each) encrypted to the operator's
public keys. With a passphrase instead, a fresh key is made for each backup: the file is then a plain tar of two,
`key.age` (that key under the passphrase) and `backup.tar.age`, so that the age tool opens it as well.
Everything here blocks.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from storage.backups.backup_seal import Lock, SealBroken, Sealing

DATABASE, EVIDENCE, MANIFEST, KEY = "adal.db", "evidence", "manifest.json", "secret.key"
ENTRY = re.compile(rf"{DATABASE}|{KEY}|{MANIFEST}|{EVIDENCE}/[0-9]{{1,18}}\.(original|display|age)")
"""What a backup may hold; no other name is written anywhere when it is restored."""
NAME = re.compile(r"adal-(\d{8}T\d{6}Z)(-\d+)?\.age(\.tar)?")
CHUNK = 1 << 20
FORMAT = 1


class BackupFailed(Exception):
    """No backup was made; the text says why and what to do. `reason`: full, folder, source or check."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text)
        self.reason = reason


@dataclass(frozen=True)
class Source:
    """What is backed up: the database's file, the folder of evidence, and the key's file if it is to go along."""

    database: Path
    evidence: Path
    key: Path | None = None


@dataclass(frozen=True)
class Made:
    """A verified backup. `files` of evidence; `opened_by_owner`: also the operator's own way to open it was tried."""

    file: Path
    files: int
    size: int
    opened_by_owner: bool


def back_up(source: Source, to: Path, lock: Lock, now: datetime) -> Made:
    """Makes and verifies a backup in the folder `to`. Raises BackupFailed; then nothing of it is left there."""
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = _free(to, now, lock)
        part = file.with_name(f".{file.name}.part")
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=source.database.parent) as staging:
            snapshot = Path(staging) / DATABASE
            _snapshot(source.database, snapshot)
            try:
                return _written(source, snapshot, part, file, lock, now)
            finally:
                part.unlink(missing_ok=True)
    except SealBroken as error:
        raise BackupFailed(f"The backup was written and could not be read again: {error}", "check") from None
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"The database cannot be read ({error}).", "source") from None
    except OSError as error:
        raise BackupFailed(f"{error.strerror or type(error).__name__}: {error.filename or to}", _kind(error)) from None


def _kind(error: OSError) -> str:
    return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "folder"


def _free(to: Path, now: datetime, lock: Lock) -> Path:
    stamp, ending = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"), ".age.tar" if lock.passphrase else ".age"
    names = (f"adal-{stamp}{number}{ending}" for number in ("", *(f"-{one}" for one in range(1, 100))))
    return next(to / name for name in names if not (to / name).exists())


def _snapshot(database: Path, copy: Path) -> None:
    """The database as it is at one moment; its writer goes on meanwhile. Raises BackupFailed for an unsound one."""
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as live,
        closing(sqlite3.connect(copy)) as taken,
    ):
        live.backup(taken)
        taken.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        require_sound(taken)


def require_sound(connection: sqlite3.Connection) -> None:
    """Raises BackupFailed for a database that is damaged."""
    said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or broken:
        raise BackupFailed("The database is damaged: restore the latest good backup.", "source")


def _written(source: Source, snapshot: Path, part: Path, file: Path, lock: Lock, now: datetime) -> Made:
    hashes: dict[str, str] = {}
    sealing = Sealing(lock)
    with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as out:
        sealing.seal(out, lambda sink: _pack(source, snapshot, sink, hashes, now))
        out.flush()
        os.fsync(out.fileno())
    found = sealing.opened(part, lambda plain: check(plain, snapshot.with_name("again.db")))
    if found != hashes:
        raise BackupFailed("What was written is not what was read.", "check")
    part.replace(file)
    _sync(file.parent)
    return Made(file, sum(name.startswith(EVIDENCE) for name in hashes), file.stat().st_size, bool(lock.passphrase))


def _pack(source: Source, snapshot: Path, sink: IO[bytes], hashes: dict[str, str], now: datetime) -> None:
    with tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT, bufsize=CHUNK) as tar:
        _add(tar, snapshot, DATABASE, hashes)
        for one in sorted(source.evidence.iterdir()) if source.evidence.is_dir() else ():
            name = f"{EVIDENCE}/{one.name}"
            if ENTRY.fullmatch(name):
                _add(tar, one, name, hashes)
        if source.key is not None:
            _add(tar, source.key, KEY, hashes)
        manifest = {"format": FORMAT, "made_at": now.astimezone(UTC).isoformat(), "sha256": hashes}
        content = json.dumps(manifest, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(content)
        tar.addfile(info, _Bytes(content))


class _Bytes:
    """A tar's source from memory, or from a file that is hashed as it goes."""

    def __init__(self, content: bytes) -> None:
        self._left = content

    def read(self, size: int = -1) -> bytes:
        given, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return given


class Hashed:
    """Reads a file and keeps the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        chunk = self._file.read(size)
        self.sha256.update(chunk)
        return chunk


def _add(tar: tarfile.TarFile, file: Path, name: str, hashes: dict[str, str]) -> None:
    """Adds a file; one that was erased meanwhile, as its owner may ask, is left out."""
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        return
    with opened:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(opened.fileno()).st_size, 0o600
        hashed = Hashed(opened)
        tar.addfile(info, hashed)
        hashes[name] = hashed.sha256.hexdigest()


def _entries(plain: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """The files in an opened backup, one after the other. Raises SealBroken for what is not one of ours."""
    with tarfile.open(fileobj=plain, mode="r|", bufsize=CHUNK) as tar:
        for info in tar:
            content = tar.extractfile(info) if info.isreg() and ENTRY.fullmatch(info.name) else None
            if content is None:
                raise SealBroken("it holds what no backup of ours holds")
            yield info.name, content


def check(
    plain: IO[bytes], database: Path, *, write: Callable[[str], Path | None] = lambda name: None
) -> dict[str, str]:
    """Reads a whole backup: every hash must be the manifest's, and its database (put into `database`) be sound.

    `write` says where else a file is to be put. Returns the hashes. Raises SealBroken, BackupFailed.
    """
    try:
        found, said = _read(plain, lambda name: database if name == DATABASE else write(name))
    except (tarfile.TarError, ValueError, LookupError, TypeError):
        raise SealBroken("it is damaged or was cut short") from None
    if said is None or DATABASE not in found:
        raise SealBroken("it is incomplete")
    if said != found:
        raise SealBroken("its files are not those of its manifest")
    with closing(sqlite3.connect(database)) as connection:
        require_sound(connection)
    return found


def _read(plain: IO[bytes], target: Callable[[str], Path | None]) -> tuple[dict[str, str], dict[str, str] | None]:
    """The hashes of what is there, and those that the manifest says."""
    found: dict[str, str] = {}
    said: dict[str, str] | None = None
    for name, content in _entries(plain):
        if name == MANIFEST:
            said = dict(json.loads(content.read())["sha256"])
            continue
        hashed = Hashed(content)
        with _created(target(name)) as out:
            shutil.copyfileobj(hashed, out, CHUNK)
        found[name] = hashed.sha256.hexdigest()
    return found, said


@contextmanager
def _created(target: Path | None) -> Iterator[IO[bytes]]:
    """A file for its owner only, on the disk when this ends; nowhere for None."""
    if target is None:
        with Path(os.devnull).open("wb") as nowhere:
            yield nowhere
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
