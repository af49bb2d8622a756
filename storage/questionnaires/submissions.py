"""Filled forms that were handed in, and the sealed thread to who filled them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.evidence import Stage
from domain.submission import Submission
from storage.questionnaires.pushes import SUPERSEDED
from storage.schema.submission_tables import submission_log
from storage.schema.tables import evidence, openrosa_push, submission, submitter_link
from storage.trust.erasing import next_id
from storage.vault import Vault

_PLAIN = ("instance_id", "form", "version", "language", "region", "started_at", "finished_at", "findings")

_ALL = sa.select(submission, submission_log.c.sealed_text.label("sealed_audit")).outerjoin(
    submission_log, submission_log.c.submission_id == submission.c.id
)


_LATEST = submission.c.id.not_in(sa.select(openrosa_push.c.submission_id).where(openrosa_push.c.state == SUPERSEDED))
"""What was put right later is history: it is found by its id only."""


@dataclass(frozen=True)
class Weight:
    """How much one submission weighs: `size` is the bytes of its files."""

    id: int
    region: str | None
    size: int


async def insert(connection: AsyncConnection, vault: Vault, one: Submission, *, submitter: int) -> Submission:
    """Keeps a submission and the thread to its submitter (a person's id). `id` of the one given is ignored.

    Raises IntegrityError for an instance id that is there already.
    """
    values = {name: getattr(one, name) for name in _PLAIN}
    values["sealed_values"] = vault.seal_json("submission", one.instance_id, dict(one.values))
    values["sealed_instance"] = vault.seal_text("instance", one.instance_id, one.xml)
    if connection.dialect.name == "sqlite":
        values["id"] = next_id(submission)
    added = await connection.execute(sa.insert(submission).values(**values).returning(submission.c.id))
    number: int = added.scalar_one()
    link = {
        "lookup": _lookup(vault, submitter),
        "sealed_submitter": vault.seal_text("submitter", str(number), str(submitter)),
    }
    await connection.execute(sa.insert(submitter_link).values(submission_id=number, **link))
    if one.audit is not None:
        log = vault.seal_text("audit", one.instance_id, one.audit)
        await connection.execute(sa.insert(submission_log).values(submission_id=number, sealed_text=log))
    return replace(one, id=number)


def _opened(vault: Vault, row: sa.Row[Any]) -> Submission:
    plain = {name: getattr(row, name) for name in _PLAIN}
    values = vault.open_json("submission", row.instance_id, row.sealed_values)
    xml = vault.open_text("instance", row.instance_id, row.sealed_instance)
    audit = None if row.sealed_audit is None else vault.open_text("audit", row.instance_id, row.sealed_audit)
    return Submission(id=row.id, values=values, xml=xml, audit=audit, **plain)


def _lookup(vault: Vault, person_id: int) -> bytes:
    return vault.hash_of("submitter", str(person_id))


async def find(connection: AsyncConnection, vault: Vault, submission_id: int) -> Submission | None:
    """The submission with this id."""
    row = (await connection.execute(_ALL.where(submission.c.id == submission_id))).first()
    return None if row is None else _opened(vault, row)


async def by_instance(connection: AsyncConnection, vault: Vault, instance_id: str) -> Submission | None:
    """The submission with this instance id."""
    row = (await connection.execute(_ALL.where(submission.c.instance_id == instance_id))).first()
    return None if row is None else _opened(vault, row)


async def by_ids(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> list[Submission]:
    """The submissions with these ids."""
    rows = await connection.execute(_ALL.where(submission.c.id.in_(sorted(set(ids)))))
    return [_opened(vault, row) for row in rows]


async def of_form(connection: AsyncConnection, vault: Vault, form: str, version: str | None = None) -> list[Submission]:
    """What was handed in of a form (None: of all its versions), the oldest first."""
    query = _ALL.where(submission.c.form == form, _LATEST)
    if version is not None:
        query = query.where(submission.c.version == version)
    query = query.order_by(submission.c.finished_at, submission.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]


async def counts(connection: AsyncConnection) -> dict[str, int]:
    """How many submissions each form has, by form id."""
    query = sa.select(submission.c.form, sa.func.count()).where(_LATEST).group_by(submission.c.form)
    return {row[0]: row[1] for row in await connection.execute(query)}


async def of_submitter(connection: AsyncConnection, vault: Vault, person_id: int) -> list[Submission]:
    """What the person has handed in, newest first."""
    query = (
        _ALL.join(submitter_link, submitter_link.c.submission_id == submission.c.id)
        .where(submitter_link.c.lookup == _lookup(vault, person_id), _LATEST)
        .order_by(submission.c.finished_at.desc(), submission.c.id.desc())
    )
    return [_opened(vault, row) for row in await connection.execute(query)]


async def submitter_of(connection: AsyncConnection, vault: Vault, submission_id: int) -> int | None:
    """The person's id; None once the thread is cut. For telling them something, never for showing."""
    sealed = await connection.scalar(
        sa.select(submitter_link.c.sealed_submitter).where(submitter_link.c.submission_id == submission_id)
    )
    return None if sealed is None else int(vault.open_text("submitter", str(submission_id), sealed))


async def cut_link(connection: AsyncConnection, submission_id: int) -> None:
    """Forgets who it was."""
    await connection.execute(sa.delete(submitter_link).where(submitter_link.c.submission_id == submission_id))


async def weights(connection: AsyncConnection, form: str) -> list[Weight]:
    """Every submission of a form with what its kept files weigh, in the order they came."""
    size = sa.func.coalesce(sa.func.sum(evidence.c.size), 0)
    query = (
        sa.select(submission.c.id, submission.c.region, size)
        .outerjoin(evidence, (evidence.c.submission_id == submission.c.id) & (evidence.c.state == Stage.STORED))
        .where(submission.c.form == form, _LATEST)
        .group_by(submission.c.id)
        .order_by(submission.c.id)
    )
    return [Weight(row[0], row[1], int(row[2])) for row in await connection.execute(query)]


async def some(connection: AsyncConnection, vault: Vault, ids: Collection[int]) -> list[Submission]:
    """These submissions, in the order they came."""
    query = _ALL.where(submission.c.id.in_(ids)).order_by(submission.c.id)
    return [_opened(vault, row) for row in await connection.execute(query)]
