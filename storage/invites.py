"""One-time invitations: only a keyed hash of the link's token is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import Role
from storage.schema.tables import invite
from storage.vault import Vault


@dataclass(frozen=True)
class Invite:
    """What an invitation gives: a role in these regions (none: everywhere)."""

    role: Role
    regions: tuple[str, ...]
    made_by: int | None


async def add(
    connection: AsyncConnection,
    vault: Vault,
    token: str,
    role: Role,
    regions: Collection[str],
    *,
    by: int | None,
    at: datetime,
    expires_at: datetime,
) -> None:
    """Keeps an invitation that is good until `expires_at`."""
    await connection.execute(
        insert(invite).values(
            token=vault.hash_of("invite", token),
            role=role,
            regions=",".join(regions),
            made_by=by,
            made_at=at,
            expires_at=expires_at,
        )
    )


async def use(connection: AsyncConnection, vault: Vault, token: str, *, by: int, at: datetime) -> Invite | None:
    """Spends the invitation. None if there is no such token, it was used before, or it has expired."""
    spent = await connection.execute(
        update(invite)
        .where(invite.c.token == vault.hash_of("invite", token), invite.c.used_at.is_(None), invite.c.expires_at > at)
        .values(used_by=by, used_at=at)
        .returning(invite.c.role, invite.c.regions, invite.c.made_by)
    )
    row = spent.first()
    if row is None:
        return None
    return Invite(Role(row.role), tuple(code for code in row.regions.split(",") if code), row.made_by)


async def forget_old(connection: AsyncConnection, *, before: datetime) -> int:
    """Erases invitations that could not be used any more before then. Returns how many."""
    return (await connection.execute(delete(invite).where(invite.c.expires_at < before))).rowcount
