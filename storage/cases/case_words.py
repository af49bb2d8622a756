"""Finding cases by their words although the words are sealed: a blind index (docs/decisions/0008).

Of every stem of a case's words only a keyed hash of region and stem is kept, cut to 8 bytes. It is written in the
transaction that writes the words, and goes with the case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.geography import UnknownPlace, district, region
from forms.inputs.search import fold
from forms.inputs.stems import beginning, stem, stems
from storage.cases.case_rows import opened
from storage.schema.tables import complaint
from storage.schema.triage_tables import case_indexed, case_word
from storage.vault import Vault

RULES = 1
"""Version of the rules by which words are taken; raise it when they change, and the clock takes all words anew."""
TOKEN_BYTES = 8
WORD, INSTITUTION, BEGINNING = "w", "i", "b"
"""Kinds of tokens: any word; a word of the institution; the beginning of one, for words not typed to their end."""


def token(vault: Vault, code: str, kind: str, word: str) -> bytes:
    """The blind token of a word in the region with this code."""
    return vault.hash_of("case-word", f"{code}|{kind}|{word}")[:TOKEN_BYTES]


def institution_stems(case: Case) -> tuple[str, ...]:
    """The stems of the institution's name, in its order."""
    return tuple(stem(word) for word in fold(case.values.get("institution", "")).split())


def tokens_of(vault: Vault, case: Case, said: Iterable[str] = ()) -> set[bytes]:
    """All tokens of a case: story, institution, place; `said` is what the reporter added since."""
    name = case.values.get("institution", "")
    words = stems(" ".join((name, *_place(case), case.story, *said)))
    found = {token(vault, case.region, WORD, word) for word in words}
    found |= {token(vault, case.region, INSTITUTION, word) for word in institution_stems(case)}
    return found | {token(vault, case.region, BEGINNING, beginning(word)) for word in fold(name).split()}


def _place(case: Case) -> tuple[str, ...]:
    """The names of region and district in both languages."""
    try:
        whole = region(case.region)
        names = (whole.short_kk, whole.short_ru)
        if case.district is None:
            return names
        part = district(case.district)
    except UnknownPlace:
        return ()
    return (*names, part.kk, part.ru)


async def index(connection: AsyncConnection, vault: Vault, case: Case, said: Iterable[str] = ()) -> None:
    """Takes the words of a case, and of what its reporter added; it has none in the index yet, or not any more."""
    await _add(connection, case.id, tokens_of(vault, case, said))
    row = {"complaint_id": case.id, "rules": RULES, "digest": _digest(vault, case)}
    await connection.execute(_NOTED, row)


async def is_fresh(connection: AsyncConnection, vault: Vault, case: Case) -> bool:
    """Whether the index has the words of the case as it now is."""
    return bool(await connection.scalar(_DIGEST, {"id": case.id}) == _digest(vault, case))


async def add(connection: AsyncConnection, vault: Vault, case_id: int, text: str) -> None:
    """Adds the words of something the reporter said later."""
    code = await connection.scalar(_REGION, {"id": case_id})
    if code is not None:
        await _add(connection, case_id, {token(vault, code, WORD, word) for word in stems(text)})


async def remove(connection: AsyncConnection, case_id: int) -> None:
    """Nothing finds the case by its words any more. (With the case itself its words go by themselves.)"""
    await connection.execute(sa.delete(case_word).where(case_word.c.complaint_id == case_id))
    await connection.execute(sa.delete(case_indexed).where(case_indexed.c.complaint_id == case_id))


async def lacking(connection: AsyncConnection, vault: Vault, limit: int) -> list[Case]:
    """Cases whose words were not taken yet, or by older rules; the newest first."""
    rows = await connection.execute(
        sa.select(complaint)
        .outerjoin(case_indexed, (case_indexed.c.complaint_id == complaint.c.id) & (case_indexed.c.rules == RULES))
        .where(case_indexed.c.complaint_id.is_(None))
        .order_by(complaint.c.id.desc())
        .limit(limit)
    )
    return [opened(vault, row) for row in rows]


async def _add(connection: AsyncConnection, case_id: int, tokens: Collection[bytes]) -> None:
    if tokens:
        make = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
        await connection.execute(
            make(case_word).on_conflict_do_nothing(),
            [{"token": one, "complaint_id": case_id} for one in sorted(tokens)],
        )


def _digest(vault: Vault, case: Case) -> bytes:
    parts = (case.region, case.district or "", case.values.get("institution", ""), case.story)
    return vault.hash_of("case-words", "\0".join(parts))[:TOKEN_BYTES]


_NOTED = sa.insert(case_indexed)
_DIGEST = sa.select(case_indexed.c.digest).where(case_indexed.c.complaint_id == sa.bindparam("id"))
_REGION = sa.select(complaint.c.region).where(complaint.c.id == sa.bindparam("id"))
