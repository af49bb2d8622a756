"""What the operator asks of the data beside the running bot: is the audit log whole, which keys are there."""

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
    from storage.keys import load
    from storage.store import peek
    from storage.trust import audit

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


def keys(settings: Settings, does: str, number: int | None) -> int:
    """Lists the keys, adds one or drops one; 0, or 2 when it cannot be done. Never prints a key."""
    from storage.keys import BadKeyFile, rotate
    from storage.store import StorageError

    if settings.secret_key is not None:
        return _sorry(
            "The key comes from ADAL_SECRET_KEY and cannot change there. Write it into a file of your own as the line "
            "`1 KEY` (KEY in base64), chmod 600, set ADAL_SECRET_KEY_FILE instead, restart, then rotate."
        )
    try:
        if does == "rotate":
            made = rotate(settings.key_file)
            print(f"Key {made} is in {settings.key_file}. Keep a copy of the file elsewhere, now.")
            print("A running bot takes it within a minute and seals everything anew; `keys list` shows how far it is.")
            return 0
        return asyncio.run(_keys(settings, number if does == "drop" else None))
    except (BadKeyFile, StorageError) as error:
        return _sorry(str(error))
    except OSError as error:
        return _sorry(f"{settings.key_file}: {error.strerror}. To change a credential see docs/operations.md.")


async def _keys(settings: Settings, dropped: int | None) -> int:
    from services.trust.cellar import Cellar
    from storage.keys import drop, read
    from storage.schema.sealed import counts
    from storage.store import peek

    known = read(settings.key_file)
    vault = known.vault()
    async with peek(settings.database, vault=vault) as connection:
        rows = await counts(connection)
    files = await Cellar(settings.data_dir / "evidence", vault).keys_used()
    if dropped is not None:
        if rows.get(dropped) or files.get(dropped):
            return _sorry(f"Key {dropped} is still needed: `python bot.py keys list` shows for how much.")
        drop(settings.key_file, dropped)
        print(f"Key {dropped} is out of {settings.key_file}. Backups from its time need a file that still has it.")
        return 0
    for number in known.by_id:
        current = " (current)" if number == known.current else ""
        print(f"key {number}{current}: {rows.get(number, 0)} values, {files.get(number, 0)} files")
    print("lookup hashes: " + ("a key of their own" if known.index else f"key {min(known.by_id)}, which has to stay"))
    return 0


def _sorry(text: str) -> int:
    print(text, file=sys.stderr)
    return 2
