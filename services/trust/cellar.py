"""Files of evidence on disk: the original and, for pictures, a copy to show without EXIF. Both encrypted.

Everything here blocks and belongs in a thread; the public functions see to that.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from services.pictures.picture_room import display_copy
from storage.trust import offline
from storage.vault import Tampered, Vault

PURPOSE = "evidence"
BLOCK = 1 << 20
"""Bytes that are overwritten at a time."""
PARTS = ("original", "display")
CLOSED = "age"
"""A file that only an offline key opens; as it lies there `age --decrypt` reads it."""

_MAGIC = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (0, b"Rar!\x1a\x07", "application/x-rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"MZ", "application/x-dosexec"),
    (0, b"\x7fELF", "application/x-elf"),
    (0, b"<!DOCTYPE html", "text/html"),
    (0, b"<html", "text/html"),
)
SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""Pictures of which a copy is made: the only ones that are ever decoded, and not in this process."""


@dataclass(frozen=True)
class Kept:
    """What is known of a file once it lies on disk."""

    evidence_id: int
    sha256: str
    size: int
    mime: str
    has_display: bool


class NotShowable(LookupError):
    """A picture without a display copy: only its original exists, and that may say where it was taken."""


class Cellar:
    """The folder of evidence."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault
        self._changing = Lock()

    async def put(self, evidence_id: int, data: bytes) -> Kept:
        """Stores a file; doing it again with the same bytes changes nothing. Raises OSError."""
        return await asyncio.to_thread(self._put, evidence_id, data)

    def _put(self, evidence_id: int, data: bytes) -> Kept:
        mime = mime_of(data)
        shown = display_copy(data) if mime in SHOWN else None
        self._write(evidence_id, "original", data)
        if shown is not None:
            self._write(evidence_id, "display", shown)
        else:  # a restored backup may hold the picture of a number that is given out anew
            self._path(evidence_id, "display").unlink(missing_ok=True)
        return Kept(evidence_id, hashlib.sha256(data).hexdigest(), len(data), mime, shown is not None)

    async def original(self, evidence_id: int) -> bytes:
        """The file as it was sent. Raises FileNotFoundError, Tampered."""
        return await asyncio.to_thread(self._read, evidence_id, "original")

    async def shown(self, evidence_id: int) -> bytes:
        """The file for showing: pictures without EXIF. Raises NotShowable, FileNotFoundError, Tampered."""
        return await asyncio.to_thread(self._shown, evidence_id)

    def _shown(self, evidence_id: int) -> bytes:
        if self._path(evidence_id, "display").exists():
            return self._read(evidence_id, "display")
        data = self._read(evidence_id, "original")
        if mime_of(data).startswith("image/"):
            raise NotShowable("no display copy")
        return data

    async def erase(self, evidence_id: int) -> None:
        """Overwrites whatever there is of a file, and removes it. Raises OSError.

        On disks that write elsewhere what is overwritten (SSDs, journals, snapshots) the old bytes may stay for a
        while: they are sealed.
        """
        await asyncio.to_thread(self._erase, evidence_id)

    def _erase(self, evidence_id: int) -> None:
        with self._changing:
            for part in (*PARTS, CLOSED):
                _shred(self._path(evidence_id, part))

    async def close(self, evidence_id: int, sha256: str, recipients: Sequence[str]) -> bool:
        """Closes a file to these age keys, sees that what was written holds the original, and overwrites what could
        be read here. False where the original is not what its hash says; then nothing is changed. Doing it again
        changes nothing. Raises FileNotFoundError, Tampered, OSError."""
        return await asyncio.to_thread(self._close, evidence_id, sha256, recipients)

    def _close(self, evidence_id: int, sha256: str, recipients: Sequence[str]) -> bool:
        with self._changing:
            if self._path(evidence_id, "original").exists():
                data = self._read(evidence_id, "original")
                if hashlib.sha256(data).hexdigest() != sha256:
                    return False
                self._store(evidence_id, CLOSED, offline.closed(data, recipients))
            elif not self._path(evidence_id, CLOSED).exists():
                raise FileNotFoundError(f"{evidence_id}.original")
            for part in PARTS:
                _shred(self._path(evidence_id, part))
        return True

    async def closed(self, evidence_id: int) -> bytes:
        """A file that was closed, for whoever has the offline key. Raises FileNotFoundError."""
        return await asyncio.to_thread(self._path(evidence_id, CLOSED).read_bytes)

    async def reseal(self, limit: int) -> bool:
        """Seals up to `limit` files anew that were sealed with an older key; whether there may be more of them."""
        return await asyncio.to_thread(self._reseal, limit)

    def _reseal(self, limit: int) -> bool:
        found = 0
        for path in sorted(self._folder.glob("*.*")) if self._folder.is_dir() else ():
            name, part = path.stem, path.suffix[1:]
            if part not in PARTS or not name.isdecimal() or self._is_current(path):
                continue
            if found == limit:
                return True
            found += self._seal_anew(int(name), part)
        return False

    async def keys_used(self) -> dict[int, int]:
        """How many files are sealed with each key."""
        return await asyncio.to_thread(self._keys_used)

    def _keys_used(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for path in self._folder.glob("*.*") if self._folder.is_dir() else ():
            if path.suffix[1:] in PARTS:
                with path.open("rb") as file:
                    number = file.read(2)[1]
                found[number] = found.get(number, 0) + 1
        return found

    def _is_current(self, path: Path) -> bool:
        try:
            with path.open("rb") as file:
                return file.read(2)[1:] == bytes((self._vault.current,))
        except FileNotFoundError:
            return True

    def _seal_anew(self, evidence_id: int, part: str) -> bool:
        """False where the file does not open: it is left as it is. A file that is erased meanwhile stays erased."""
        with self._changing:
            try:
                self._write(evidence_id, part, self._read(evidence_id, part))
            except (FileNotFoundError, Tampered):
                return False
        return True

    def _path(self, evidence_id: int, part: str) -> Path:
        return self._folder / f"{evidence_id}.{part}"

    def _read(self, evidence_id: int, part: str) -> bytes:
        return self._vault.open(PURPOSE, f"{evidence_id}.{part}", self._path(evidence_id, part).read_bytes())

    def _write(self, evidence_id: int, part: str, data: bytes) -> None:
        self._store(evidence_id, part, self._vault.seal(PURPOSE, f"{evidence_id}.{part}", data))

    def _store(self, evidence_id: int, part: str, sealed: bytes) -> None:
        """Whole or not at all, also when the power fails."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(evidence_id, part)
        unfinished = path.with_suffix(path.suffix + ".part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            unfinished.unlink(missing_ok=True)  # on a full disk it would take the room that the database needs
            raise
        unfinished.replace(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _shred(path: Path) -> None:
    for one in (path, path.with_suffix(path.suffix + ".part")):
        try:
            descriptor = os.open(one, os.O_WRONLY)
        except FileNotFoundError:
            continue
        with os.fdopen(descriptor, "wb") as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, BLOCK)))
            file.flush()
            os.fsync(file.fileno())
        one.unlink()


def mime_of(data: bytes) -> str:
    """The type by the file's first bytes; what the sender claims is not trusted."""
    for offset, magic, mime in _MAGIC:
        if data.startswith(magic, offset):
            return mime
    return "application/octet-stream"
