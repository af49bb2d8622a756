"""Filled checklists on their way to an OpenRosa server: which, and what is in the parcel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.submission import Submission
from forms.conversation.reopening import edited
from services.questionnaires.export_files import file_name, loaded, log_of, sent_instance, shown
from services.questionnaires.forms import OWN
from services.trust.cellar import Cellar
from storage import evidence as files
from storage.questionnaires import pushes, submissions
from storage.questionnaires.pushes import Push
from storage.store import Store

AT_ONCE = 20
"""Submissions that are taken up together."""


@dataclass(frozen=True)
class Parcel:
    """One submission as the server gets it: the instance, and its files by name."""

    submission_id: int
    xml: str
    files: Mapping[str, bytes]


async def due(store: Store, now: datetime) -> list[Push]:
    """What should go now; what was handed in since the last time is queued first.

    Only checklists go: what citizens write stays here.
    """
    async with store.read() as connection:
        new = await pushes.waiting(connection, OWN)
    if new:
        async with store.write() as connection:
            await pushes.queue(connection, new, now)
    async with store.read() as connection:
        return await pushes.due(connection, now, limit=AT_ONCE)


async def parcel(store: Store, cellar: Cellar, push: Push) -> Parcel:
    """What to send. A file that was never fetched is not in it. Raises LookupError for a form that is gone."""
    async with store.read() as connection:
        one = await submissions.find(connection, store.vault, push.submission_id)
        if one is None:
            raise LookupError("no such submission")
        attached = (await files.of_submissions(connection, store.vault, [one.id])).get(one.id, [])
        form = await loaded(connection, store, one.form, one.version)
        earlier = await _known_there(connection, store, one)
    kept = {file_name(file): content for file in attached if (content := await shown(cellar, file)) is not None}
    xml = edited(sent_instance(one, attached, form.has_version), earlier)
    return Parcel(one.id, xml, {**log_of(one), **kept})


async def _known_there(connection: AsyncConnection, store: Store, one: Submission) -> str | None:
    """The instance id by which the server knows what this one puts right; None where it has never got it, so that this
    is its first."""
    before = one.corrects
    while before is not None:
        found = await submissions.by_instance(connection, store.vault, before)
        if found is None or await pushes.received(connection, found.id):
            return before
        before = found.corrects
    return None
