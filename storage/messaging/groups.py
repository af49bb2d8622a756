"""Groups of coordinators: which region they are bound to, where each case stands in them, what is still to be said.

The queue of what is to be said is an outbox of its own: a group is no person, and what was sent there has a number that
replies are recognised by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chat.notice import Notice
from domain.staff_group import CasePost, StaffGroup
from storage.schema.talk_tables import group_case, group_code, group_letter, staff_group
from storage.vault import Vault

QUEUED, SENT, FAILED = "queued", "sent", "failed"


@dataclass(frozen=True)
class GroupLetter:
    """Something to be said about a case in a group."""

    id: int
    group_id: int
    case_id: int
    kind: str
    packed: str
    attempts: int

    def notice(self) -> Notice:
        """As it was queued. Raises KeyError for a kind that no longer exists."""
        return Notice.from_json(self.kind, self.packed)


# ------------------------------------------------------------------ groups


def _lookup(vault: Vault, chat: int) -> bytes:
    return vault.hash_of("group", str(chat))


def _address(vault: Vault, chat: int) -> dict[str, bytes]:
    lookup = _lookup(vault, chat)
    return {"lookup": lookup, "sealed_chat": vault.seal_text("group", lookup.hex(), str(chat))}


def _opened(vault: Vault, row: sa.Row[tuple[object, ...]]) -> StaffGroup:
    fields = row._mapping
    chat = int(vault.open_text("group", fields["lookup"].hex(), fields["sealed_chat"]))
    return StaffGroup(fields["id"], chat, fields["region"], fields["language"], fields["forum"])


async def bind(connection: AsyncConnection, vault: Vault, group: StaffGroup, *, by: int, at: datetime) -> StaffGroup:
    """Binds a group (its `id` is ignored); one that was bound before is bound anew, with nothing in it."""
    await connection.execute(sa.delete(staff_group).where(staff_group.c.lookup == _lookup(vault, group.chat)))
    values = {"region": group.region, "language": group.language, "forum": group.forum, "bound_by": by, "bound_at": at}
    made = sa.insert(staff_group).values(**_address(vault, group.chat), **values).returning(staff_group.c.id)
    number: int = (await connection.execute(made)).scalar_one()
    return StaffGroup(number, group.chat, group.region, group.language, group.forum)


async def find(connection: AsyncConnection, vault: Vault, group_id: int) -> StaffGroup | None:
    """The group with this id."""
    found = await _listed(connection, vault, staff_group.c.id == group_id)
    return found[0] if found else None


async def by_chat(connection: AsyncConnection, vault: Vault, chat: int) -> StaffGroup | None:
    """The group with this number at the messenger."""
    found = await _listed(connection, vault, staff_group.c.lookup == _lookup(vault, chat))
    return found[0] if found else None


async def of_region(connection: AsyncConnection, vault: Vault, region: str) -> list[StaffGroup]:
    """The groups of a region."""
    return await _listed(connection, vault, staff_group.c.region == region)


async def _listed(connection: AsyncConnection, vault: Vault, which: sa.ColumnElement[bool]) -> list[StaffGroup]:
    rows = await connection.execute(sa.select(staff_group).where(which).order_by(staff_group.c.id))
    return [_opened(vault, row) for row in rows]


async def unbind(connection: AsyncConnection, group_id: int) -> bool:
    """Forgets a group and everything about it; whether it was there."""
    return (await connection.execute(sa.delete(staff_group).where(staff_group.c.id == group_id))).rowcount > 0


async def set_forum(connection: AsyncConnection, group_id: int, forum: bool) -> None:
    """Whether the group has topics that we may open."""
    await connection.execute(sa.update(staff_group).where(staff_group.c.id == group_id).values(forum=forum))


async def move(connection: AsyncConnection, vault: Vault, group_id: int, chat: int) -> None:
    """The group became a supergroup: another number, and nothing of what was said in it can be replied to."""
    heir = staff_group.c.lookup == _lookup(vault, chat)
    await connection.execute(sa.delete(staff_group).where(heir, staff_group.c.id != group_id))
    await connection.execute(sa.update(staff_group).where(staff_group.c.id == group_id).values(**_address(vault, chat)))
    cleared = sa.update(group_case).where(group_case.c.group_id == group_id).values(thread=None, message=None)
    await connection.execute(cleared)
    await connection.execute(sa.update(group_letter).where(group_letter.c.group_id == group_id).values(message=None))


# ------------------------------------------------------------------ codes that bind


async def add_code(
    connection: AsyncConnection, vault: Vault, token: str, region: str, *, by: int, expires_at: datetime
) -> None:
    """Keeps a code that binds one group to the region."""
    row = {"token": vault.hash_of("group-code", token), "region": region, "made_by": by, "expires_at": expires_at}
    await connection.execute(sa.insert(group_code).values(**row))


async def region_of_code(connection: AsyncConnection, vault: Vault, token: str, now: datetime) -> str | None:
    """The region of a code that is still good."""
    which = (group_code.c.token == vault.hash_of("group-code", token)) & (group_code.c.expires_at > now)
    found: str | None = await connection.scalar(sa.select(group_code.c.region).where(which))
    return found


async def spend_code(connection: AsyncConnection, vault: Vault, token: str, now: datetime) -> None:
    """It was used; those that are no longer good go with it."""
    which = (group_code.c.token == vault.hash_of("group-code", token)) | (group_code.c.expires_at <= now)
    await connection.execute(sa.delete(group_code).where(which))


# ------------------------------------------------------------------ a case in a group


async def post_of(connection: AsyncConnection, group_id: int, case_id: int) -> CasePost | None:
    """Where a case stands in a group; None where it does not."""
    which = (group_case.c.group_id == group_id) & (group_case.c.complaint_id == case_id)
    row = (await connection.execute(sa.select(group_case).where(which))).first()
    return None if row is None else CasePost(row.group_id, row.complaint_id, row.thread, row.message)


async def keep_post(connection: AsyncConnection, post: CasePost) -> None:
    """Notes where a case stands in a group."""
    make = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    place = {"thread": post.thread, "message": post.message}
    row = make(group_case).values(group_id=post.group_id, complaint_id=post.case_id, **place)
    await connection.execute(row.on_conflict_do_update(index_elements=["group_id", "complaint_id"], set_=place))


async def case_of(connection: AsyncConnection, group_id: int, message: int) -> int | None:
    """The case that a message of ours in a group is about."""
    query = sa.select(group_letter.c.complaint_id).where(
        group_letter.c.group_id == group_id, group_letter.c.message == message
    )
    return (await connection.scalars(query)).first()


# ------------------------------------------------------------------ what is still to be said


async def enqueue(
    connection: AsyncConnection, vault: Vault, post: CasePost, notice: Notice, *, key: str, at: datetime
) -> None:
    """Queues a notice for a group; one with a key that was queued before is left out."""
    dedup = vault.hash_of("group-letter", key)
    make = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    row = make(group_letter).values(
        group_id=post.group_id,
        complaint_id=post.case_id,
        kind=notice.kind(),
        sealed_payload=vault.seal_text("group-letter", dedup.hex(), notice.to_json()),
        dedup=dedup,
        state=QUEUED,
        attempts=0,
        due_at=at,
    )
    await connection.execute(row.on_conflict_do_nothing(index_elements=["group_id", "dedup"]))


async def due(connection: AsyncConnection, vault: Vault, now: datetime, *, limit: int = 20) -> list[GroupLetter]:
    """What should be said now, oldest first. Of a group whose turn has not come nothing overtakes."""
    earlier = group_letter.alias()
    held = sa.select(earlier.c.id).where(
        earlier.c.group_id == group_letter.c.group_id, earlier.c.state == QUEUED, earlier.c.due_at > now
    )
    query = (
        sa.select(group_letter)
        .where(group_letter.c.state == QUEUED, group_letter.c.due_at <= now, ~held.exists())
        .order_by(group_letter.c.id)
        .limit(limit)
    )
    return [
        GroupLetter(
            row.id,
            row.group_id,
            row.complaint_id,
            row.kind,
            vault.open_text("group-letter", row.dedup.hex(), row.sealed_payload),
            row.attempts,
        )
        for row in await connection.execute(query)
    ]


async def mark_sent(connection: AsyncConnection, letter_id: int, message: int) -> None:
    """It was said; its words are erased."""
    await _change(connection, letter_id, state=SENT, message=message, sealed_payload=b"", reason=None)


async def fail(connection: AsyncConnection, letter_id: int, reason: str) -> None:
    """It cannot be said there. `reason` is a short code, never content."""
    await _change(connection, letter_id, state=FAILED, reason=reason)


async def retry(connection: AsyncConnection, letter_id: int, *, at: datetime, reason: str) -> None:
    """It could not be said now; once more at `at`."""
    await _change(connection, letter_id, due_at=at, attempts=group_letter.c.attempts + 1, reason=reason)


async def _change(connection: AsyncConnection, letter_id: int, **values: object) -> None:
    await connection.execute(sa.update(group_letter).where(group_letter.c.id == letter_id).values(**values))
