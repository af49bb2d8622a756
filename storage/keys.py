"""The secret keys: from the settings, or in a file made on first run that only its owner can read.

The file holds one key a line, `id base64`; the last line is the current key, the others open what is older. The line
`index base64` is what lookup hashes are made with: it never changes. In a file without it they are made with the key of
the lowest id, which then has to stay.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.vault import KEY_BYTES, Vault


class BadKeyFile(Exception):
    """The key file cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Keys:
    """What a key file says: keys by id in the order of their lines, and the index key."""

    by_id: Mapping[int, bytes]
    index: bytes | None

    @property
    def current(self) -> int:
        """The id of the key that seals: of the last line."""
        return list(self.by_id)[-1]

    def vault(self) -> Vault:
        """The vault with these keys."""
        return Vault(self.by_id, self.current, self.index)


def load_or_make(key: bytes | None, file: Path, *, may_make: bool = True) -> tuple[Vault, bool]:
    """The vault, and whether the file was made just now: then the operator must be told to keep a copy.

    `key` (32 bytes, from the settings) goes before the file. Where there is data already, a key must not be made
    (`may_make`): it could not read it. Raises BadKeyFile.
    """
    if key is not None:
        return Vault({1: key}, current=1), False
    made = may_make and not file.exists()
    if made:
        _write(file, Keys({1: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES)), replaces=False)
    return load(None, file), made


def load(key: bytes | None, file: Path) -> Vault:
    """The vault of data that is there already: never makes a key. Raises BadKeyFile."""
    return Vault({1: key}, current=1) if key is not None else read(file).vault()


def rotate(file: Path) -> int:
    """Puts a new key at the end of the file, whole or not at all; its id. A running bot takes it over by itself.

    Raises BadKeyFile.
    """
    keys = read(file)
    number = next((one for one in range(max(keys.by_id) + 1, 256)), 0)
    if not number:
        raise BadKeyFile(f"The key file {file} has used all ids up to 255.")
    _write(file, Keys({**keys.by_id, number: secrets.token_bytes(KEY_BYTES)}, keys.index), replaces=True)
    return number


def drop(file: Path, number: int) -> None:
    """Takes a key out of the file. The caller has seen that nothing is sealed with it. Raises BadKeyFile."""
    keys = read(file)
    if number not in keys.by_id:
        raise BadKeyFile(f"The key file {file} has no key {number}.")
    if number == keys.current:
        raise BadKeyFile(f"Key {number} is the current one. Run `python bot.py keys rotate` first.")
    if keys.index is None and number == min(keys.by_id):
        raise BadKeyFile(f"Key {number} has to stay: people and words are found by hashes that are made with it.")
    _write(file, Keys({one: key for one, key in keys.by_id.items() if one != number}, keys.index), replaces=True)


class KeyFile:
    """The key file of a running bot, looked at again and again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = self._mark()

    def refresh(self, vault: Vault) -> bool:
        """Takes new keys of a file that has changed over into the vault; whether it has another current key now.

        Raises BadKeyFile, and ValueError for keys that are not of this data: the vault then stays as it was.
        """
        mark = self._mark()
        if mark == self._seen:
            return False
        self._seen = mark
        before = vault.current
        vault.renew(read(self._file).vault())
        return vault.current != before

    def _mark(self) -> tuple[int, int, int]:
        try:
            found = self._file.stat()
        except OSError:
            return (0, 0, 0)
        return (found.st_ino, found.st_mtime_ns, found.st_size)


def _write(file: Path, keys: Keys, *, replaces: bool) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    # Written beside and put into place: a crash never leaves half a key, and a first key overwrites none.
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        lines = [("index", keys.index)] if keys.index is not None else []
        for name, key in (*lines, *((str(number), key) for number, key in keys.by_id.items())):
            opened.write(f"{name} {base64.b64encode(key).decode()}\n")
        opened.flush()
        os.fsync(opened.fileno())
    if replaces:
        fresh.replace(file)
    else:
        os.link(fresh, file)
        fresh.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(file: Path) -> Keys:
    """What the key file says. Raises BadKeyFile."""
    try:
        written = file.read_text(encoding="ascii")
        lines = dict(_line(line) for line in written.splitlines() if line.strip())
    except FileNotFoundError:
        raise BadKeyFile(
            f"There is no key file {file}, but there is data: put back your copy of the key, or say where it lies with "
            "ADAL_SECRET_KEY_FILE. Nothing was changed."
        ) from None
    except PermissionError:
        raise BadKeyFile(f"The key file {file} cannot be read: make this user its owner (chown).") from None
    except OSError as error:
        raise BadKeyFile(f"The key file {file} cannot be read: {error.strerror}.") from None
    except ValueError:
        lines = {}
    index = lines.pop(_INDEX, None)
    if not lines:
        raise BadKeyFile(f"The key file {file} is not one of ours: put back your copy. Nothing was changed.")
    if file.stat().st_mode & 0o077:
        raise BadKeyFile(f"Others can read the key file {file}: run `chmod 600 {file}`.")
    return Keys(lines, index)


_INDEX = 0
"""The index key among the lines; keys begin with 1."""


def _line(line: str) -> tuple[int, bytes]:
    name, _, encoded = line.strip().partition(" ")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    number = _INDEX if name == "index" else int(name)
    if len(key) != KEY_BYTES or (name != "index" and not 1 <= number <= 255):
        raise ValueError("not a key")
    return number, key
