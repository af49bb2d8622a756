"""Where every sealed value stands and what it is bound to, so that all of them can be sealed anew with another key.

A new `sealed_…` column has to be put on this list; a test compares it with the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.cases.case_rows import identity
from storage.schema import tables as t
from storage.schema.columns import microseconds
from storage.schema.metadata import metadata
from storage.vault import Tampered, Vault

Row = Any
Bound = Callable[[Row], str]


@dataclass(frozen=True)
class Seal:
    """What a column's values are sealed for, and to which identity each is bound."""

    purpose: str
    bound: Bound


def _column(name: str) -> Bound:
    return lambda row: str(getattr(row, name))


def _hash(name: str) -> Bound:
    return lambda row: str(getattr(row, name).hex())


def _case(name: str) -> Bound:
    return lambda row: identity(getattr(row, name))


def _in_case(row: Row) -> str:
    return f"{identity(row.complaint_id)}/{microseconds(row.at)}"


def _form(row: Row) -> str:
    return f"{len(row.form)}|{row.form}|{row.version}"


_ID, _KEY = _column("id"), _hash("key")

SEALED: Mapping[str, Mapping[str, Seal]] = {
    "applicant_question": {
        "sealed_question": Seal("applicant-question", _column("person_id")),
        "sealed_answer": Seal("applicant-question", _column("person_id")),
    },
    "assignment_event": {"sealed_words": Seal("assignment-event", _column("assignment_id"))},
    "broadcast": {
        "sealed_words": Seal("broadcast", _ID),
        "sealed_progress": Seal("broadcast-progress", _ID),
    },
    "canned_answer": {"sealed_words": Seal("canned", _ID)},
    "case_event": {"sealed_payload": Seal("event", _in_case)},
    "case_message": {"sealed_text": Seal("message", _in_case)},
    "certificate": {"sealed_content": Seal("certificate", _column("code"))},
    "complaint": {
        "sealed_content": Seal("complaint", _column("code")),
        "sealed_saved_basis": Seal("saved-basis", _column("code")),
    },
    "draft": {"sealed_state": Seal("draft", _ID)},
    "evidence": {"sealed_about": Seal("evidence", _ID)},
    "finding": {"sealed_words": Seal("finding", lambda row: f"{row.assignment_id}/{row.question}")},
    "form_version": {"sealed_about": Seal("form", _form), "sealed_xform": Seal("xform", _form)},
    "group_letter": {"sealed_payload": Seal("group-letter", _hash("dedup"))},
    "internal_note": {"sealed_text": Seal("note", _in_case)},
    "last_move": {"sealed_before": Seal("last-move", _case("complaint_id"))},
    "letter_request": {"sealed_content": Seal("letter-request", _column("person_id"))},
    "me_too": {
        "sealed_person": Seal("me-too", lambda row: f"{identity(row.complaint_id)}/{row.lookup.hex()}"),
    },
    "openrosa_push": {"sealed_answer": Seal("push", _column("submission_id"))},
    "outbox": {"sealed_payload": Seal("outbox", _hash("dedup"))},
    "person": {"sealed_address": Seal("address", _KEY), "sealed_state": Seal("person", _KEY)},
    "place": {"sealed_contact": Seal("place", _ID)},
    "recommendation": {"sealed_content": Seal("recommendation", _column("number"))},
    "recommendation_event": {
        "sealed_words": Seal("recommendation-event", lambda row: f"{row.recommendation_id}/{microseconds(row.at)}"),
    },
    "referral": {"sealed_content": Seal("referral", _column("number"))},
    "reporter_link": {"sealed_reporter": Seal("reporter", _case("complaint_id"))},
    "set_aside": {
        "sealed_raw": Seal("set-aside", lambda row: f"{row.update_id}/raw"),
        "sealed_traceback": Seal("set-aside", lambda row: f"{row.update_id}/traceback"),
    },
    "setting": {"value": Seal("setting", _column("key"))},
    "shared_case": {"sealed_words": Seal("shared", _case("complaint_id"))},
    "staff_group": {"sealed_chat": Seal("group", _hash("lookup"))},
    "submission": {
        "sealed_values": Seal("submission", _column("instance_id")),
        "sealed_instance": Seal("instance", _column("instance_id")),
    },
    "submission_log": {"sealed_text": Seal("audit", _column("instance_id"))},
    "submission_reply": {"sealed_text": Seal("reply", _column("submission_id"))},
    "submitter_link": {"sealed_submitter": Seal("submitter", _column("submission_id"))},
    "tag": {"sealed_name": Seal("tag", _hash("lookup"))},
    "visit": {
        "sealed_location": Seal("visit-location", _column("assignment_id")),
        "sealed_words": Seal("visit", _column("assignment_id")),
    },
    "volunteer": {"sealed_profile": Seal("volunteer", _column("person_id"))},
}  # fmt: skip


@dataclass(frozen=True)
class Resealed:
    """What one chunk came to: how many rows were written, and how many hold a value that does not open."""

    rows: int
    stuck: int


async def reseal(connection: AsyncConnection, vault: Vault, table: str, limit: int) -> Resealed:
    """Seals up to `limit` rows of a table anew that were not sealed with the current key.

    What has been done needs no note: a value says itself which key it was sealed with.
    """
    of = metadata.tables[table]
    old = sa.or_(*(_other(of.c[name], vault.current) for name in SEALED[table]))
    rows = (await connection.execute(_rows(of).where(old).limit(limit))).all()
    written = 0
    for row in rows:
        values = _anew(vault, table, row)
        if values:
            own = sa.and_(*(key == getattr(row, key.name) for key in of.primary_key))
            await connection.execute(sa.update(of).where(own).values(**values))
            written += 1
    return Resealed(written, len(rows) - written)


def _rows(of: sa.Table) -> sa.Select[Any]:
    if of.name != "submission_log":
        return sa.select(of)
    whose = t.metadata.tables["submission"]
    return sa.select(of, whose.c.instance_id).join(whose, whose.c.id == of.c.submission_id)


def _other(column: sa.ColumnElement[bytes], current: int) -> sa.ColumnElement[bool]:
    """Sealed with another key than the current one: the second byte says with which."""
    key = sa.func.substr(column, 2, 1, type_=sa.LargeBinary)
    return column.is_not(None) & (sa.func.length(column) > 2) & (key != bytes((current,)))


def _anew(vault: Vault, table: str, row: Row) -> dict[str, bytes]:
    values: dict[str, bytes] = {}
    for name, seal in SEALED[table].items():
        sealed = getattr(row, name)
        if sealed and sealed[1] != vault.current:
            bound = seal.bound(row)
            try:
                values[name] = vault.seal(seal.purpose, bound, vault.open(seal.purpose, bound, sealed))
            except Tampered:
                continue
    return values


async def counts(connection: AsyncConnection) -> dict[int, int]:
    """How many values of the database are sealed with each key."""
    found: dict[int, int] = {}
    for table, columns in SEALED.items():
        for name in columns:
            column = metadata.tables[table].c[name]
            key = sa.func.substr(column, 2, 1, type_=sa.LargeBinary)
            query = sa.select(key, sa.func.count()).where(sa.func.length(column) > 2).group_by(key)
            for number, count in await connection.execute(query):
                found[number[0]] = found.get(number[0], 0) + count
    return found
