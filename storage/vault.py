"""Encryption of fields and files: AES-256-GCM, one subkey for each purpose, a key id in front for rotation.

What is sealed is bound to a purpose and an identity (for instance the row it stands in): moved elsewhere, it does not
open. People are found by a keyed hash of their Telegram id, which says nothing without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
LAYOUT = 1
"""First byte of everything sealed: layout, key id, nonce, ciphertext with its tag."""


class Tampered(Exception):
    """The bytes were not sealed with these keys for this purpose and identity, or they were changed since."""


class Vault:
    """Seals with the current key, opens with any of its keys."""

    def __init__(self, keys: Mapping[int, bytes], current: int, index: bytes | None = None) -> None:
        """`keys` are 32-byte secrets by id (1 to 255). Lookup hashes come from `index`, or from the lowest id's key
        where there is none, so they survive rotation.

        Raises ValueError for a key of another length, an id out of range or an unknown `current`.
        """
        _check(keys, current)
        self._keys = dict(keys)
        self._current = current
        self._index = index or keys[min(keys)]
        self._subkey = lru_cache(maxsize=None)(self._derived)
        self._hash_key = lru_cache(maxsize=None)(self._derived_index)
        self._cipher = lru_cache(maxsize=None)(self._made_cipher)
        self._key_of = lru_cache(maxsize=4096)(self._made_key_of)

    @property
    def current(self) -> int:
        """The id of the key that seals."""
        return self._current

    @property
    def has_older(self) -> bool:
        """Whether something may be sealed with another key than the current one."""
        return len(self._keys) > 1

    def renew(self, other: Vault) -> None:
        """Goes on with the keys of another vault: everything that shares this one seals with its current key.

        Raises ValueError where it hashes otherwise or has another key under the same id: then it is not of this data.
        """
        if other._index != self._index:
            raise ValueError("another index key")
        if any(other._keys.get(number, key) != key for number, key in self._keys.items()):
            raise ValueError("another key under the same id")
        # A thread that seals or opens now finds its key in either state: the new map first, then the current id.
        self._keys = {**self._keys, **other._keys}
        self._current = other._current

    def _derived(self, number: int, purpose: str) -> bytes:
        return _subkey(self._keys[number], purpose)

    def _derived_index(self, purpose: str) -> bytes:
        return _subkey(self._index, f"hash/{purpose}")

    def _made_cipher(self, number: int, purpose: str) -> AESGCM:
        return AESGCM(self._subkey(number, f"seal/{purpose}"))

    def seal(self, purpose: str, identity: str, plain: bytes) -> bytes:
        """Encrypted `plain`, to be opened with the same purpose and identity."""
        nonce = os.urandom(NONCE_BYTES)
        cipher = self._cipher(self._current, purpose)
        return bytes((LAYOUT, self._current)) + nonce + cipher.encrypt(nonce, plain, _bound(purpose, identity))

    def open(self, purpose: str, identity: str, sealed: bytes) -> bytes:
        """What was sealed. Raises Tampered."""
        if len(sealed) < 2 + NONCE_BYTES or sealed[0] != LAYOUT or sealed[1] not in self._keys:
            raise Tampered(purpose)
        nonce, body = sealed[2 : 2 + NONCE_BYTES], sealed[2 + NONCE_BYTES :]
        try:
            return self._cipher(sealed[1], purpose).decrypt(nonce, body, _bound(purpose, identity))
        except InvalidTag:
            raise Tampered(purpose) from None

    def seal_text(self, purpose: str, identity: str, plain: str) -> bytes:
        """Like `seal`, for text."""
        return self.seal(purpose, identity, plain.encode())

    def open_text(self, purpose: str, identity: str, sealed: bytes) -> str:
        """Like `open`, for text."""
        return self.open(purpose, identity, sealed).decode()

    def seal_json(self, purpose: str, identity: str, value: object) -> bytes:
        """Like `seal`, for what JSON can say. Raises TypeError for anything else."""
        return self.seal(purpose, identity, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def open_json(self, purpose: str, identity: str, sealed: bytes) -> Any:
        """Like `open`, for JSON."""
        return json.loads(self.open(purpose, identity, sealed))

    def hash_of(self, purpose: str, value: str) -> bytes:
        """A keyed hash for looking up: equal for equal values, meaningless without the key."""
        return hmac.digest(self._hash_key(purpose), value.encode(), hashlib.sha256)

    def key_of(self, telegram_id: int) -> bytes:
        """The keyed hash by which a person is found; in memory for those who wrote lately."""
        return self._key_of(telegram_id)

    def _made_key_of(self, telegram_id: int) -> bytes:
        return self.hash_of("person", str(telegram_id))


def _check(keys: Mapping[int, bytes], current: int) -> None:
    if current not in keys:
        raise ValueError("the current key is not among the keys")
    for number, key in keys.items():
        if not 1 <= number <= 255 or len(key) != KEY_BYTES:
            raise ValueError("a key has 32 bytes and an id from 1 to 255")


def _subkey(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"adal/{purpose}".encode()).derive(key)


def _bound(purpose: str, identity: str) -> bytes:
    """Associated data; the length keeps purpose and identity apart."""
    return f"{len(purpose)}|{purpose}|{identity}".encode()
