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

    def __init__(self, keys: Mapping[int, bytes], current: int) -> None:
        """`keys` are 32-byte secrets by id (1 to 255). Lookup hashes use the lowest id, so they survive rotation.

        Raises ValueError for a key of another length, an id out of range or an unknown `current`.
        """
        if current not in keys:
            raise ValueError("the current key is not among the keys")
        for number, key in keys.items():
            if not 1 <= number <= 255 or len(key) != KEY_BYTES:
                raise ValueError("a key has 32 bytes and an id from 1 to 255")
        self._keys = dict(keys)
        self._current = current
        self._oldest = min(keys)
        self._subkey = lru_cache(maxsize=None)(self._derived)
        self._cipher = lru_cache(maxsize=None)(self._made_cipher)
        self._key_of = lru_cache(maxsize=4096)(self._made_key_of)

    def _derived(self, number: int, purpose: str) -> bytes:
        info = f"adal/{purpose}".encode()
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(self._keys[number])

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
        return hmac.digest(self._subkey(self._oldest, f"hash/{purpose}"), value.encode(), hashlib.sha256)

    def key_of(self, telegram_id: int) -> bytes:
        """The keyed hash by which a person is found; in memory for those who wrote lately."""
        return self._key_of(telegram_id)

    def _made_key_of(self, telegram_id: int) -> bytes:
        return self.hash_of("person", str(telegram_id))


def _bound(purpose: str, identity: str) -> bytes:
    """Associated data; the length keeps purpose and identity apart."""
    return f"{len(purpose)}|{purpose}|{identity}".encode()
