"""People: found by a keyed hash, with their roles and open drafts; consent, invites, who blocked the bot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import EVERYWHERE, Grant, Person, Role
from storage.drafts import Draft, opened
from storage.tables import consent, draft, person, role_grant
from storage.vault import Vault


@dataclass(frozen=True)
class Known:
    """A person as the unit of work needs them. `key` is the keyed hash of their Telegram id."""

    person: Person
    key: bytes
    blocked: bool
    draft: Draft | None


def _people() -> Select[Any]:
    """People with a row for each role in force; `p_`, `g_` and `d_` columns."""
    in_force = (role_grant.c.person_id == person.c.id) & role_grant.c.revoked_at.is_(None)
    return (
        select(
            person.c.id.label("p_id"),
            person.c.key,
            person.c.language,
            person.c.consent_version,
            person.c.sealed_state.label("p_state"),
            person.c.blocked_at,
            role_grant.c.role,
            role_grant.c.region,
        )
        .select_from(person.outerjoin(role_grant, in_force))
        .order_by(person.c.id)
    )


_BY_KEY = (
    _people()
    .add_columns(*(column.label(f"d_{column.name}") for column in draft.c))
    .outerjoin(draft, draft.c.person_id == person.c.id)
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
    rows = (await connection.execute(_BY_KEY, {"keys": list(keys)})).mappings().all()
    found = {known.key: known for known in _known(vault, rows)}
    missing = {key: telegram_id for key, telegram_id in keys.items() if key not in found}
    if missing:
        found.update(await _add(connection, vault, missing, now))
    return {telegram_id: found[key] for key, telegram_id in keys.items()}


def _known(vault: Vault, rows: Iterable[RowMapping]) -> Iterable[Known]:
    for one, own in _gathered(vault, rows):
        first = own[0]
        kept = {name.removeprefix("d_"): value for name, value in first.items() if name.startswith("d_")}
        yield Known(
            one, first["key"], first["blocked_at"] is not None, opened(vault, kept) if kept["id"] is not None else None
        )


def _gathered(vault: Vault, rows: Iterable[RowMapping]) -> Iterable[tuple[Person, Sequence[RowMapping]]]:
    """Each person with their rows."""
    by_person: dict[int, list[RowMapping]] = {}
    for row in rows:
        by_person.setdefault(row["p_id"], []).append(row)
    for own in by_person.values():
        first = own[0]
        grants = frozenset(Grant(Role(row["role"]), row["region"]) for row in own if row["role"] is not None)
        state = vault.open_json("person", first["key"].hex(), first["p_state"])
        yield Person(first["p_id"], first["language"], grants, first["consent_version"], **state), own


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
    added = await connection.execute(insert(person).returning(person.c.id, person.c.key), rows)
    return {key: Known(Person(person_id), key, blocked=False, draft=None) for person_id, key in added}


def _sealed_state(vault: Vault, key: bytes, one: Person) -> bytes:
    state = {"at": one.at, "awaiting": one.awaiting, "has_keys": one.has_keys, "alias": one.alias}
    return vault.seal_json("person", key.hex(), state)


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
    rows = (await connection.execute(_people().where(person.c.id == person_id))).mappings().all()
    for one, _ in _gathered(vault, rows):
        return one
    raise LookupError("no such person")


async def with_role(
    connection: AsyncConnection, vault: Vault, roles: Collection[Role], *, region: str | None = None
) -> list[Person]:
    """Everybody who holds one of the roles: in this region or everywhere, or (None) in any region."""
    held = select(role_grant.c.person_id).where(role_grant.c.role.in_(roles), role_grant.c.revoked_at.is_(None))
    if region is not None:
        held = held.where(role_grant.c.region.in_([region, EVERYWHERE]))
    rows = (await connection.execute(_people().where(person.c.id.in_(held)))).mappings().all()
    return [one for one, _ in _gathered(vault, rows)]


async def address(connection: AsyncConnection, vault: Vault, person_id: int) -> int:
    """The Telegram chat of a person; for transport and evidence only. Raises LookupError."""
    query = select(person.c.key, person.c.sealed_address).where(person.c.id == person_id)
    row = (await connection.execute(query)).first()
    if row is None:
        raise LookupError("no such person")
    return int(vault.open_text("address", row.key.hex(), row.sealed_address))


async def unblock(connection: AsyncConnection, person_ids: Collection[int]) -> None:
    """They talk to the bot again."""
    await connection.execute(update(person).where(person.c.id.in_(person_ids)).values(blocked_at=None))


async def grant(connection: AsyncConnection, person_id: int, given: Grant, *, by: int | None, at: datetime) -> None:
    """Gives a role; one that is in force stays as it is. In a step use `work.grant`. `by` None: the settings."""
    held = await connection.scalar(select(role_grant.c.id).where(*_in_force(person_id, given)))
    if held is None:
        values = {"person_id": person_id, "role": given.role, "region": given.region, "granted_by": by}
        await connection.execute(insert(role_grant).values(**values, granted_at=at))


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
    for person_id in standing - named:
        await revoke(connection, person_id, admin, at=now)


async def record_consent(
    connection: AsyncConnection, person_id: int, *, version: int, language: str, at: datetime
) -> None:
    """Proof that the person agreed to this version of the text in this language. Also set `consent_version`."""
    await connection.execute(insert(consent).values(person_id=person_id, version=version, language=language, at=at))


async def consents(connection: AsyncConnection, person_id: int) -> list[tuple[int, str, datetime]]:
    """Version, language and time of each consent, the oldest first."""
    query = select(consent.c.version, consent.c.language, consent.c.at).where(consent.c.person_id == person_id)
    return [(row.version, row.language, row.at) for row in await connection.execute(query.order_by(consent.c.id))]
