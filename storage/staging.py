"""What a batch knows and will write: plain values in memory until the batch ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import Person
from storage import outbox, people, setaside
from storage.cases import drafts
from storage.cases.drafts import Draft
from storage.people import Consent, Known
from storage.vault import Vault


@dataclass(frozen=True)
class Staged:
    """A step works on a copy, which takes this one's place if the step succeeds. Dictionaries are by person id."""

    people: dict[int, Person] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)
    draft_rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Drafts that changed, sealed at the end of their step: what cannot be stored fails there, not with the batch."""
    letter_rows: list[dict[str, Any]] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    returned: set[int] = field(default_factory=set)
    """Who has written to the bot …"""
    blocked: set[int] = field(default_factory=set)
    """… and who has blocked it, in this batch."""
    forgotten: set[int] = field(default_factory=set)
    """Who was erased in this batch: nothing of theirs is written."""

    def copy(self) -> Staged:
        """An independent copy; the values themselves are immutable."""
        return Staged(
            dict(self.people),
            dict(self.drafts),
            dict(self.draft_rows),
            list(self.letter_rows),
            list(self.consents),
            set(self.seen),
            set(self.returned),
            set(self.blocked),
            set(self.forgotten),
        )

    async def write(
        self,
        connection: AsyncConnection,
        vault: Vault,
        now: datetime,
        *,
        known: Mapping[int, Known],
        seen_before: Collection[int],
    ) -> None:
        """Writes in bulk what differs from what was `known` (by person id) when the batch was loaded."""
        changed = [
            one
            for one in known.values()
            if self.people[one.person.id] != one.person and one.person.id not in self.forgotten
        ]
        await people.save(connection, vault, [(one.key, self.people[one.person.id]) for one in changed])
        await people.record_consents(connection, self.consents)
        before = {one.person.id: one.draft.id for one in known.values() if one.draft is not None}
        after = {person_id: one.id for person_id, one in self.drafts.items()}
        rows = [row for person_id, row in self.draft_rows.items() if after.get(person_id) == row["id"]]
        await drafts.save(connection, before=before, after=after, rows=rows)
        back = [one for one in self.returned if known[one].blocked or one in self.blocked]
        if back:
            await people.unblock(connection, back)
            await outbox.requeue_blocked(connection, back, now)
        await outbox.enqueue(connection, self.letter_rows)
        await setaside.mark_seen(connection, self.seen.difference(seen_before), now)
