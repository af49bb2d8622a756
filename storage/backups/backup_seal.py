"""How a backup is closed and opened with age, in a stream: no more of it is in memory than a chunk."""

from __future__ import annotations

import os
import tarfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

T = TypeVar("T")
MAGIC = b"age-encryption.org/v1"
KEY_PART, BODY_PART = "key.age", "backup.tar.age"
BLOCK = tarfile.BLOCKSIZE


class SealBroken(Exception):
    """A backup cannot be opened, or is not whole; the text says which."""


class BadRecipient(ValueError):
    """Not an age public key."""


@dataclass(frozen=True)
class Lock:
    """Who can open backups: the owners of these age public keys, or else whoever knows the passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""

    def __post_init__(self) -> None:
        if bool(self.recipients) == bool(self.passphrase):
            raise ValueError("either public keys or a passphrase")


def recipient(text: str) -> str:
    """The public key, if it is one (age1…). Raises BadRecipient."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(text))
    except RecipientError:
        raise BadRecipient(text) from None


class Sealing:
    """Closes one backup and opens it again to see that it is whole.

    A backup for public keys is also closed to a key that lives in this object alone: it opens the backup for the check
    and is forgotten. With a passphrase the backup's own key is taken out of the file, through the passphrase.
    """

    def __init__(self, lock: Lock) -> None:
        from pyrage import x25519

        self._lock = lock
        self._own: Any = x25519.Identity.generate()

    def seal(self, out: IO[bytes], produce: Callable[[IO[bytes]], None]) -> None:
        """Writes what `produce` writes, encrypted, to a file that can be sought. Raises OSError."""
        from pyrage import passphrase, x25519

        if not self._lock.passphrase:
            keys = [x25519.Recipient.from_str(one) for one in self._lock.recipients]
            _encrypted(out, produce, [*keys, self._own.to_public()])
            return
        _member(out, KEY_PART, passphrase.encrypt(str(self._own).encode(), self._lock.passphrase))
        header, begin = out.tell(), out.tell() + BLOCK
        out.write(bytes(BLOCK))
        _encrypted(out, produce, [self._own.to_public()])
        out.seek(0, os.SEEK_END)
        size = out.tell() - begin
        out.write(bytes(-size % BLOCK + 2 * BLOCK))
        out.seek(header)
        out.write(_header(BODY_PART, size))

    def opened(self, file: Path, consume: Callable[[IO[bytes]], T]) -> T:
        """What `consume` makes of the plain contents. Raises SealBroken, OSError."""
        key = None if self._lock.passphrase else str(self._own)
        return opened(file, consume, identities=key or "", passphrase=self._lock.passphrase)


def opened(file: Path, consume: Callable[[IO[bytes]], T], *, identities: str = "", passphrase: str = "") -> T:
    """Opens a backup with age identities (the text of an identity file) or its passphrase. Raises SealBroken."""
    with file.open("rb") as sealed:
        start = sealed.read(len(MAGIC))
        sealed.seek(0)
        if start == MAGIC:
            return _decrypted(sealed, consume, _identities(identities))
        return _decrypted(sealed, consume, [_key_inside(sealed, passphrase)])


def needs_passphrase(file: Path) -> bool:
    """Whether a backup was closed with a passphrase. Raises OSError."""
    with file.open("rb") as sealed:
        return sealed.read(len(MAGIC)) != MAGIC


def _key_inside(sealed: IO[bytes], words: str) -> Any:
    """The key in front of a backup with a passphrase; the file then stands at the encrypted part."""
    from pyrage import DecryptError, IdentityError, passphrase, x25519

    try:
        info = tarfile.TarInfo.frombuf(sealed.read(BLOCK), "utf-8", "strict")
        if info.name != KEY_PART or info.size > BLOCK * 8:
            raise SealBroken("it is not a backup of ours")
        key = sealed.read(info.size)
        sealed.seek(-info.size % BLOCK + BLOCK, os.SEEK_CUR)
        return x25519.Identity.from_str(passphrase.decrypt(key, words).decode())
    except DecryptError:
        raise SealBroken("the passphrase is not the one it was made with") from None
    except (tarfile.TarError, IdentityError):
        raise SealBroken("it is not a backup of ours") from None


def _identities(text: str) -> list[Any]:
    from pyrage import IdentityError, x25519

    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except IdentityError:
        found = []
    if not found:
        raise SealBroken("the identity file holds no age secret key (AGE-SECRET-KEY-1…)")
    return found


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


def _member(out: IO[bytes], name: str, content: bytes) -> None:
    out.write(_header(name, len(content)) + content + bytes(-len(content) % BLOCK))


def _encrypted(out: IO[bytes], produce: Callable[[IO[bytes]], None], recipients: list[Any]) -> None:
    from pyrage import EncryptError, encrypt_io

    failures: list[BaseException] = []
    reader, writer = _pipe()

    def feed() -> None:
        try:
            with writer:
                produce(writer)
        except BaseException as error:  # noqa: BLE001 - raised again below, in the caller's thread
            failures.append(error)

    sink = _Noting(out)
    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    try:
        with reader:
            encrypt_io(reader, sink, recipients)
    except EncryptError:
        raise sink.failure or OSError("encryption failed") from None
    finally:
        thread.join()
    if failures:
        raise failures[0]


def _decrypted(sealed: IO[bytes], consume: Callable[[IO[bytes]], T], identities: list[Any]) -> T:
    from pyrage import DecryptError, decrypt_io

    failures: list[Exception] = []
    reader, writer = _pipe()

    def feed() -> None:
        try:
            with writer:
                # What follows the encrypted part in a tar is only its padding, which age would refuse.
                decrypt_io(_Body(sealed), writer, identities)
        except (DecryptError, OSError) as error:
            failures.append(error)

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    try:
        with reader:
            made = consume(reader)
            while reader.read(BLOCK):
                pass
    except SealBroken:
        thread.join()
        if failures:
            raise _broken(failures[0]) from None
        raise
    thread.join()
    if failures:
        raise _broken(failures[0]) from None
    return made


def _broken(error: Exception) -> SealBroken:
    """What a failed decryption means."""
    from pyrage import DecryptError

    if isinstance(error, DecryptError):
        return SealBroken("this key does not open it, or its beginning is damaged")
    return SealBroken("it is damaged or was cut short")


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    reader, writer = os.pipe()
    return os.fdopen(reader, "rb"), os.fdopen(writer, "wb")


class _Noting:
    """age hides why writing failed; we want to know that the disk is full."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.failure: OSError | None = None

    def write(self, chunk: bytes) -> int:
        try:
            return self._out.write(chunk)
        except OSError as error:
            self.failure = error
            raise

    def flush(self) -> None:
        self._out.flush()


class _Body:
    """The encrypted part of a file: to its end, or as long as the tar's header before it says."""

    def __init__(self, sealed: IO[bytes]) -> None:
        self._sealed = sealed
        self._left = os.fstat(sealed.fileno()).st_size - sealed.tell()
        if sealed.tell():
            sealed.seek(-BLOCK, os.SEEK_CUR)
            self._left = tarfile.TarInfo.frombuf(sealed.read(BLOCK), "utf-8", "strict").size

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        chunk = self._sealed.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(chunk)
        return chunk
