"""What the operator does by hand with the data: back it up, and put a backup back."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from settings import ConfigError, Settings
from storage.backups.backup import BackupFailed, Source, back_up
from storage.backups.backup_rotation import Shelf
from storage.backups.backup_seal import Lock, needs_passphrase
from storage.backups.restore import Opener, RestoreRefused, inspect, restore


class Failed(Exception):
    """The command did nothing, or not all; the text says why and what to do."""


def lock_of(settings: Settings) -> Lock | None:
    """Who can open backups; None where the settings do not say."""
    if settings.backup_passphrase is not None:
        return Lock(passphrase=settings.backup_passphrase.get_secret_value())
    return Lock(recipients=settings.backup_recipients) if settings.backup_recipients else None


def source_of(settings: Settings, *, with_key: bool = False) -> Source:
    """What is backed up. Raises ConfigError for a database that is not SQLite."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise ConfigError("The database is PostgreSQL: back it up with pg_dump, and the folder of evidence beside it.")
    return Source(Path(url.database), settings.data_dir / "evidence", settings.key_file if with_key else None)


def shelf_of(settings: Settings) -> Shelf | None:
    """Where scheduled backups lie; None where none are made."""
    if settings.backup_dir is None:
        return None
    kept = settings.backup_daily, settings.backup_weekly
    return Shelf(settings.backup_dir, settings.zone, settings.backup_hour, *kept)


def make_backup(settings: Settings, to: Path | None, *, with_key: bool) -> str:
    """Makes one backup now, beside a running bot or without; what to tell the operator. Raises Failed, ConfigError."""
    lock, folder = lock_of(settings), to or settings.backup_dir
    if lock is None:
        raise Failed("Set ADAL_BACKUP_RECIPIENTS (age public keys) or ADAL_BACKUP_PASSPHRASE: no backup is left open.")
    if folder is None:
        raise Failed("Say where: --to FOLDER, or set ADAL_BACKUP_DIR.")
    source = source_of(settings, with_key=with_key)
    if not source.database.exists():
        raise Failed(f"There is no database at {source.database}.")
    if with_key and not settings.key_file.exists():
        raise Failed(f"There is no key file at {settings.key_file}; a key from ADAL_SECRET_KEY is not backed up.")
    try:
        made = back_up(source, folder, lock, datetime.now(UTC))
    except BackupFailed as error:
        raise Failed(f"No backup was made. {error}") from None
    tried = (
        "It was opened with the passphrase and read to the end"
        if made.opened_by_owner
        else "It was opened with a key of its own and read to the end. Whether your secret key opens it, only you can "
        "try: `python bot.py restore --check FILE --identity KEYFILE`"
    )
    key = "The secret key IS in it" if with_key else "The secret key is not in it: keep a copy of it elsewhere"
    return f"{made.file}\n{made.files} files of evidence, {made.size:,} bytes. {tried}.\n{key}."


def put_back(settings: Settings, file: Path, into: Path | None, identity: Path | None, *, check: bool) -> str:
    """Restores a backup, or only reads it through; what to tell the operator. Raises Failed."""
    if into is None and settings.database_url and not check:
        raise Failed("ADAL_DATABASE_URL is set: give a new folder with --into and put its adal.db there yourself.")
    try:
        opener = _opener(settings, file, identity)
        if check:
            return f"{file} is whole: {inspect(file, opener)} files, its database is sound."
        folder = into or settings.data_dir
        number = restore(file, folder, opener)
    except RestoreRefused as error:
        raise Failed(f"Nothing was restored. {error}") from None
    except OSError as error:
        raise Failed(f"{error.strerror or type(error).__name__}: {error.filename or file}") from None
    key = folder / "secret.key"
    last = "" if key.exists() else f"\nNow put the secret key to {key} (chmod 600), or set ADAL_SECRET_KEY, and start."
    return f"{number} files restored into {folder}.{last}"


def _opener(settings: Settings, file: Path, identity: Path | None) -> Opener:
    if not needs_passphrase(file):
        if identity is None:
            raise Failed("This backup was made for a public key: give the file with its secret, --identity KEYFILE.")
        return Opener(identities=identity.read_text(encoding="utf-8", errors="replace"))
    if settings.backup_passphrase is not None:
        return Opener(passphrase=settings.backup_passphrase.get_secret_value())
    if not sys.stdin.isatty():
        raise Failed("This backup was made with a passphrase: set ADAL_BACKUP_PASSPHRASE.")
    return Opener(passphrase=getpass.getpass("Passphrase of the backup: "))
