"""Takes what was erased out of the write-ahead log, and gives the room back to the disk."""

from __future__ import annotations

import sqlite3

AT_ONCE = 2_000
"""Pages given back in one go, 8 MB: some hundredths of a second."""
MUCH = 0.25
"""The part of the database that is free before it is worth writing it anew."""
WAIT_SECONDS = 2.0
INCREMENTAL = 2


def compact(file: str, *, whole: bool) -> None:
    """Blocks. Erased pages are overwritten already (`secure_delete`), but the log still has them as they were; readers
    that are slow leave it so until the next time. Raises sqlite3.OperationalError."""
    connection = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        (free,), (pages,) = (connection.execute(f"PRAGMA {one}").fetchone() for one in ("freelist_count", "page_count"))
        if connection.execute("PRAGMA auto_vacuum").fetchone()[0] == INCREMENTAL:
            connection.execute(f"PRAGMA incremental_vacuum({AT_ONCE})").fetchall()
        elif whole and free > AT_ONCE and free > pages * MUCH:
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
            connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
