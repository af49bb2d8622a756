"""People: found by a keyed hash, with their roles and open drafts; consent, invites, who blocked the bot."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.audit import ROLE_GIVEN, ROLE_TAKEN, about_grant
from domain.people import EVERYWHERE, Grant, Person, Role
from storage.cases.drafts import COLUMNS, Draft, opened
from storage.schema.columns import EPOCH
from storage.schema.tables import consent, draft, person, role_grant
from storage.trust import audit
from storage.vault import Vault


@dataclass(frozen=True)
class Known:
    """A person as the unit of work needs them. `key` is the keyed hash of their Telegram id."""

    person: Person
    key: bytes
    blocked: bool
    draft: Draft | None


@dataclass(frozen=True)
class Consent:
    """Proof that a person agreed to this version of the text in this language."""

    person_id: int
    version: int
    language: str
    at: datetime


_OWN = (
    person.c.id,
    person.c.key,
    person.c.language,
    person.c.consent_version,
    person.c.sealed_state,
    person.c.blocked_at,
    role_grant.c.role,
    role_grant.c.region,
)
_IN_FORCE = (role_grant.c.person_id == person.c.id) & role_grant.c.revoked_at.is_(None)
_PEOPLE = select(*_OWN).select_from(person.outerjoin(role_grant, _IN_FORCE)).order_by(person.c.id)
"""People, with a row for each role in force."""
_BY_KEY = (
    select(*_OWN, *COLUMNS)
    .select_from(person.outerjoin(role_grant, _IN_FORCE).outerjoin(draft, draft.c.person_id == person.c.id))
    .where(person.c.key.in_(bindparam("keys", expanding=True)))
    .with_for_update(of=person)
)


async def load(
    connection: AsyncConnection, vault: Vault, telegram_ids: Collection[int], now: datetime
) -> dict[int, Known]:
    """The people with these Telegram ids, by that id; whoever is new gets a row."""
    if not telegram_ids:
        return {}
    keys = {vault.key_of(telegram_id): telegram_id for telegram_id in telegram_ids}
    rows = (await connection.execute(_BY_KEY, {"keys": list(keys)})).all()
    found = {known.key: known for known in _known(vault, rows)}
    missing = {key: telegram_id for key, telegram_id in keys.items() if key not in found}
    if missing:
        found.update(await _add(connection, vault, missing, now))
    return {telegram_id: found[key] for key, telegram_id in keys.items()}


def _known(vault: Vault, rows: Iterable[Sequence[Any]]) -> Iterable[Known]:
    for one, first in _gathered(vault, rows):
        kept = first[len(_OWN) :]
        yield Known(one, first[1], first[5] is not None, opened(vault, kept) if kept[0] is not None else None)


def _gathered(vault: Vault, rows: Iterable[Sequence[Any]]) -> Iterable[tuple[Person, Sequence[Any]]]:
    """Each person with the first of their rows."""
    by_person: dict[int, list[Sequence[Any]]] = {}
    for row in rows:
        by_person.setdefault(row[0], []).append(row)
    for own in by_person.values():
        number, key, language, consent_version, sealed = own[0][:5]
        grants = frozenset(Grant(Role(role), region) for *_, role, region in (row[: len(_OWN)] for row in own) if role)
        state = vault.open_json("person", key.hex(), sealed)
        yield Person(number, language, grants, consent_version, **state), own[0]


async def _add(
    connection: AsyncConnection, vault: Vault, missing: Mapping[bytes, int], now: datetime
) -> dict[bytes, Known]:
    rows = [
        {
            "key": key,
            "sealed_address": vault.seal_text("address", key.hex(), str(telegram_id)),
            "sealed_state": _sealed_state(vault, key, Person(0)),
            "created_at": now,
        }
        for key, telegram_id in missing.items()
    ]
    added = await connection.execute(_ADD, rows)
    return {key: Known(Person(person_id), key, blocked=False, draft=None) for person_id, key in added}


def _sealed_state(vault: Vault, key: bytes, one: Person) -> bytes:
    state = {"at": one.at, "awaiting": one.awaiting, "has_keys": one.has_keys, "alias": one.alias}
    return vault.seal_json("person", key.hex(), state)


_ADD = insert(person).returning(person.c.id, person.c.key)
_SAVE = (
    update(person)
    .where(person.c.id == bindparam("b_id"))
    .values(
        language=bindparam("b_language"),
        consent_version=bindparam("b_consent"),
        sealed_state=bindparam("b_state"),
    )
)


async def save(connection: AsyncConnection, vault: Vault, changed: Sequence[tuple[bytes, Person]]) -> None:
    """Writes people (each with the keyed hash they are found by). Roles are not among what is written."""
    if changed:
        rows = [
            {
                "b_id": one.id,
                "b_language": one.language,
                "b_consent": one.consent_version,
                "b_state": _sealed_state(vault, key, one),
            }
            for key, one in changed
        ]
        await connection.execute(_SAVE, rows)


async def get(connection: AsyncConnection, vault: Vault, person_id: int) -> Person:
    """Somebody by id. Raises LookupError."""
    rows = (await connection.execute(_PEOPLE.where(person.c.id == person_id))).all()
    for one, _ in _gathered(vault, rows):
        return one
    raise LookupError("no such person")


async def with_role(
    connection: AsyncConnection, vault: Vault, roles: Collection[Role], *, region: str | None = None
) -> list[Person]:
    """Everybody who holds one of the roles: in this region or everywhere, or (None) in any region."""
    if region is None:
        rows = (await connection.execute(_IN_ROLES, {"roles": list(roles)})).all()
    else:
        rows = (await connection.execute(_IN_REGION, {"roles": list(roles), "regions": [region, EVERYWHERE]})).all()
    return [one for one, _ in _gathered(vault, rows)]


_HELD = select(role_grant.c.person_id).where(
    role_grant.c.role.in_(bindparam("roles", expanding=True)), role_grant.c.revoked_at.is_(None)
)
_IN_ROLES = _PEOPLE.where(person.c.id.in_(_HELD))
_IN_REGION = _PEOPLE.where(person.c.id.in_(_HELD.where(role_grant.c.region.in_(bindparam("regions", expanding=True)))))


async def address(connection: AsyncConnection, vault: Vault, person_id: int) -> int:
    """The Telegram chat of a person; for transport and evidence only. Raises LookupError."""
    query = select(person.c.key, person.c.sealed_address).where(person.c.id == person_id)
    row = (await connection.execute(query)).first()
    if row is None:
        raise LookupError("no such person")
    return int(vault.open_text("address", row.key.hex(), row.sealed_address))


async def language_of(connection: AsyncConnection, vault: Vault, telegram_id: int) -> str | None:
    """What the person with this Telegram id reads; None for a stranger, or where none was chosen."""
    language: str | None = await connection.scalar(
        select(person.c.language).where(person.c.key == vault.key_of(telegram_id))
    )
    return language


async def unblock(connection: AsyncConnection, person_ids: Collection[int]) -> None:
    """They talk to the bot again."""
    await connection.execute(update(person).where(person.c.id.in_(person_ids)).values(blocked_at=None))


async def grant(connection: AsyncConnection, person_id: int, given: Grant, *, by: int | None, at: datetime) -> bool:
    """Gives a role; False if it was in force already. In a step use `work.grant`. `by` None: the settings."""
    held = await connection.scalar(select(role_grant.c.id).where(*_in_force(person_id, given)))
    if held is None:
        values = {"person_id": person_id, "role": given.role, "region": given.region, "granted_by": by}
        await connection.execute(insert(role_grant).values(**values, granted_at=at))
    return held is None


async def revoke(connection: AsyncConnection, person_id: int, taken: Grant, *, at: datetime) -> bool:
    """Takes a role away; False if it was not held. In a step use `work.revoke`."""
    done = await connection.execute(update(role_grant).where(*_in_force(person_id, taken)).values(revoked_at=at))
    return done.rowcount > 0


def _in_force(person_id: int, one: Grant) -> tuple[Any, ...]:
    return (
        role_grant.c.person_id == person_id,
        role_grant.c.role == one.role,
        role_grant.c.region == one.region,
        role_grant.c.revoked_at.is_(None),
    )


async def appoint_admins(
    connection: AsyncConnection, vault: Vault, telegram_ids: Collection[int], now: datetime
) -> None:
    """Makes the settings' list of admins true: who is on it is an admin everywhere, who no longer is, is not."""
    named = {known.person.id for known in (await load(connection, vault, telegram_ids, now)).values()}
    admin = Grant(Role.ADMIN, EVERYWHERE)
    standing = {one.id for one in await with_role(connection, vault, [Role.ADMIN])}
    for person_id in named - standing:
        await grant(connection, person_id, admin, by=None, at=now)
        await audit.append(connection, vault, ROLE_GIVEN, at=now, about=about_grant(person_id, admin))
    for person_id in standing - named:
        await revoke(connection, person_id, admin, at=now)
        await audit.append(connection, vault, ROLE_TAKEN, at=now, about=about_grant(person_id, admin))


async def record_consents(connection: AsyncConnection, given: Sequence[Consent]) -> None:
    """Keeps the proofs. In a step use `work.consent`."""
    if given:
        await connection.execute(_AGREED, [vars(one) for one in given])


_AGREED = insert(consent)


async def consents(connection: AsyncConnection, person_id: int) -> list[tuple[int, str, datetime]]:
    """Version, language and time of each consent, the oldest first."""
    query = select(consent.c.version, consent.c.language, consent.c.at).where(consent.c.person_id == person_id)
    return [(row.version, row.language, row.at) for row in await connection.execute(query.order_by(consent.c.id))]


async def forget(connection: AsyncConnection, vault: Vault, person_id: int) -> None:
    """Erases somebody: the row stays as an empty number, because history may name a member of staff by it, and because
    numbers are not given again. Nothing finds it any more; whoever writes with the same account is new."""
    key = secrets.token_bytes(32)
    await connection.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(
            key=key,
            sealed_address=vault.seal_text("address", key.hex(), "0"),
            sealed_state=_sealed_state(vault, key, Person(0)),
            language=None,
            consent_version=None,
            blocked_at=None,
            created_at=EPOCH,
        )
    )
