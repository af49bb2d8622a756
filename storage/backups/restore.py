"""Puts a backup back: whole, checked, and never over anything that is there."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage.backups.backup import DATABASE, KEY, BackupFailed, check
from storage.backups.backup_seal import SealBroken, opened

LEFT_ALONE = frozenset({KEY, "lock"})
"""What may lie in a folder that a backup is restored into: the key put there before, and a lock nobody holds."""


class RestoreRefused(Exception):
    """Nothing was restored and nothing changed; the text says why and what to do."""


@dataclass(frozen=True)
class Opener:
    """How to open a backup: the text of an age identity file, or the passphrase it was made with."""

    identities: str = ""
    passphrase: str = ""


def inspect(file: Path, opener: Opener) -> int:
    """Reads a whole backup without keeping it; how many files it holds. Raises RestoreRefused."""
    with tempfile.TemporaryDirectory(prefix="adal-check-") as aside:
        return len(_read(file, opener, Path(aside), keep=False))


def restore(file: Path, into: Path, opener: Opener) -> int:
    """Restores into a folder that is new or empty but for the key; how many files. Raises RestoreRefused.

    Everything is written and checked beside the folder first, so that a bad backup leaves nothing behind.
    """
    if into.is_symlink() or (into.exists() and not into.is_dir()):
        raise RestoreRefused(f"{into} is not a folder.")
    there = {one.name for one in into.iterdir()} if into.exists() else set()
    if there - LEFT_ALONE:
        raise RestoreRefused(
            f"{into} is not empty, and nothing is overwritten. Give a new folder with --into, "
            "or move what is there away first."
        )
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=into.parent) as aside:
            found = _read(file, opener, Path(aside), keep=True)
            _move(Path(aside), into, keep_key=KEY in there)
    except OSError as error:
        raise RestoreRefused(f"{error.strerror or type(error).__name__}: {error.filename or into}") from None
    return len(found)


def _read(file: Path, opener: Opener, aside: Path, *, keep: bool) -> dict[str, str]:
    try:
        return opened(
            file,
            lambda plain: check(plain, aside / DATABASE, write=lambda name: aside / name if keep else None),
            identities=opener.identities,
            passphrase=opener.passphrase,
        )
    except SealBroken as error:
        raise RestoreRefused(f"{file}: {error}.") from None
    except (BackupFailed, sqlite3.DatabaseError):
        raise RestoreRefused(f"{file}: the database in it is damaged. Take an older backup.") from None
    except FileNotFoundError:
        raise RestoreRefused(f"{file}: there is no such file.") from None


def _move(aside: Path, into: Path, *, keep_key: bool) -> None:
    """The database last: until it is there, a bot that is started finds no data, and not half of it."""
    names = sorted((one.name for one in aside.iterdir()), key=lambda name: name == DATABASE)
    for name in names:
        if name == KEY and keep_key:
            continue
        (aside / name).rename(into / name)
    handle = os.open(into, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
