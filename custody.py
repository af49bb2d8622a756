"""What the operator asks of the data beside the running bot: is the audit log as it was written."""

from __future__ import annotations

import asyncio
import re
import sys

from settings import Settings


def audit_verify(settings: Settings, since: str | None) -> int:
    """Prints what a check of the audit log found; 0 when it is whole, 1 when it is not, 2 when it cannot be read."""
    from storage.keys import BadKeyFile
    from storage.store import StorageError

    known = _known(since)
    if since is not None and known is None:
        return _sorry("--since: write it as 1204:0123456789abcdef, as the log and this command show it.")
    try:
        return asyncio.run(_audit_verify(settings, known))
    except (BadKeyFile, StorageError) as error:
        return _sorry(str(error))


def _known(since: str | None) -> tuple[int, str] | None:
    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{16})", since or "")
    return None if found is None else (int(found[1]), found[2])


async def _audit_verify(settings: Settings, known: tuple[int, str] | None) -> int:
    from storage import audit
    from storage.keys import load
    from storage.store import peek

    vault = load(settings.secret_key, settings.key_file)
    async with peek(settings.database, vault=vault) as connection:
        verdict = await audit.verify(connection, vault, known=known)
    if verdict.broken is not None:
        print(f"The audit log was tampered with. Line {verdict.broken}: {verdict.why}.")
        print(f"The {verdict.count} lines before are as they were written.")
        return 1
    print(f"The audit log is whole. Lines: {verdict.count}. Note this down elsewhere for the next time:")
    print(f"--since {verdict.count}:{verdict.fingerprint}")
    return 0


def _sorry(text: str) -> int:
    print(text, file=sys.stderr)
    return 2
