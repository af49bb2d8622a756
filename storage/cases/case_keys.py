"""The keys of cut threads: words of which only a slow hash is kept (storage/schema/retention_tables.py)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema.retention_tables import case_key
from storage.vault import Vault

SALT_BYTES = 16
COST, BLOCK, LANES = 2**14, 8, 1
"""scrypt: 16 MB and some hundredths of a second for one guess, for those who have the secret key; the others cannot
even begin, because what is hashed is a keyed hash of the words."""


@dataclass(frozen=True)
class CaseKey:
    """What words are compared with; `tries` are the wrong ones since `first_try_at`."""

    salt: bytes
    verifier: bytes
    tries: int = 0
    first_try_at: datetime | None = None


def made(vault: Vault, case_id: int, words: str) -> CaseKey:
    """The key of these words. Blocks for some hundredths of a second."""
    salt = secrets.token_bytes(SALT_BYTES)
    return CaseKey(salt, _slow(vault, case_id, words, salt))


def fits(vault: Vault, case_id: int, words: str, key: CaseKey) -> bool:
    """Whether these are the words. Blocks as `made`."""
    return hmac.compare_digest(_slow(vault, case_id, words, key.salt), key.verifier)


def _slow(vault: Vault, case_id: int, words: str, salt: bytes) -> bytes:
    keyed = vault.hash_of("case-key", f"{case_id}|{words}")
    return hashlib.scrypt(keyed, salt=salt, n=COST, r=BLOCK, p=LANES)


async def put(connection: AsyncConnection, case_id: int, key: CaseKey) -> None:
    """Keeps the key, in place of the one there was."""
    await drop(connection, case_id)
    await connection.execute(sa.insert(case_key).values(complaint_id=case_id, **vars(key)))


async def find(connection: AsyncConnection, case_id: int) -> CaseKey | None:
    """The case's key."""
    row = (await connection.execute(sa.select(case_key).where(case_key.c.complaint_id == case_id))).first()
    return None if row is None else CaseKey(row.salt, row.verifier, row.tries, row.first_try_at)


async def count_try(connection: AsyncConnection, case_id: int, tries: int, first_at: datetime) -> None:
    """The words were wrong."""
    which = case_key.c.complaint_id == case_id
    await connection.execute(sa.update(case_key).where(which).values(tries=tries, first_try_at=first_at))


async def drop(connection: AsyncConnection, case_id: int) -> None:
    """The words open nothing any more."""
    await connection.execute(sa.delete(case_key).where(case_key.c.complaint_id == case_id))
