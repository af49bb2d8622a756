"""The secret key: from the settings, or in a file made on first run that only its owner can read.

The file holds one key a line, `id base64`; the last line is the current key, the others open what is older.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from storage.vault import KEY_BYTES, Vault


class BadKeyFile(Exception):
    """The key file cannot be used; the text says why and what to do."""


def load_or_make(key: bytes | None, file: Path) -> tuple[Vault, bool]:
    """The vault, and whether the file was made just now: then the operator must be told to keep a copy.

    `key` (32 bytes, from the settings) goes before the file. Raises BadKeyFile.
    """
    if key is not None:
        return Vault({1: key}, current=1), False
    made = not file.exists()
    if made:
        _make(file)
    keys = _read(file)
    return Vault(keys, current=list(keys)[-1]), made


def load(key: bytes | None, file: Path) -> Vault:
    """The vault of data that is there already: never makes a key. Raises BadKeyFile."""
    if key is not None:
        return Vault({1: key}, current=1)
    keys = _read(file)
    return Vault(keys, current=list(keys)[-1])


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    # Written beside and linked into place: a crash never leaves half a key, and no existing key is overwritten.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(f"1 {base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n")
        opened.flush()
        os.fsync(opened.fileno())
    os.link(fresh, file)
    fresh.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(file: Path) -> dict[int, bytes]:
    try:
        written = file.read_text(encoding="ascii")
        keys = dict(_line(line) for line in written.splitlines() if line.strip())
    except PermissionError:
        raise BadKeyFile(f"The key file {file} cannot be read: make this user its owner (chown).") from None
    except OSError as error:
        raise BadKeyFile(f"The key file {file} cannot be read: {error.strerror}.") from None
    except ValueError:
        keys = {}
    if not keys:
        raise BadKeyFile(f"The key file {file} is not one of ours: put back your copy. Nothing was changed.")
    if file.stat().st_mode & 0o077:
        raise BadKeyFile(f"Others can read the key file {file}: run `chmod 600 {file}`.")
    return keys


def _line(line: str) -> tuple[int, bytes]:
    number, _, encoded = line.strip().partition(" ")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(key) != KEY_BYTES or not 1 <= int(number) <= 255:
        raise ValueError("not a key")
    return int(number), key
