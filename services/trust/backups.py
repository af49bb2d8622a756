"""What the admins hear about backups. Words: locales/*/operations.ftl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chat.notice import Notice
from domain.people import Role
from locales.texts import T, Text
from storage import people
from storage.work import Job

REASONS = {
    "full": "backup-reason-full",
    "folder": "backup-reason-folder",
    "source": "backup-reason-source",
    "check": "backup-reason-check",
}


@dataclass(frozen=True)
class BackupMissing(Notice):
    """The backup that was due could not be made, and why."""

    reason: Text


async def tell_failure(job: Job, reason: str, due: datetime) -> None:
    """Tells every admin once of a backup due at `due`. `reason` is BackupFailed's."""
    for admin in await people.with_role(await job.db(), job.vault, [Role.ADMIN]):
        told = BackupMissing(T(REASONS[reason]))
        job.notify(admin.id, told, key=f"backup-missing:{due.isoformat()}:{admin.id}")
