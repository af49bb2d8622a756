"""What the database and the disk say when they, and not our code, are at fault: in names fit for the log, in sentences
for the operator. An error's own text is never repeated: it may quote what somebody wrote.
"""

from __future__ import annotations

import errno
import sqlite3

_OUTAGES = (
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_FULL",
    "SQLITE_INTERRUPT",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
    "SQLITE_NOMEM",
    "SQLITE_NOTADB",
    "SQLITE_PROTOCOL",
    "SQLITE_READONLY",
)
"""SQLite's names of results (https://sqlite.org/rescode.html) that no statement of ours is to blame for. Some of them
have ended the transaction by the time they are heard: nothing more may be written in it."""

_SENTENCES = {
    "SQLITE_BUSY": "another program holds it locked. Find out which (`fuser -v {file}`), end it, start again",
    "SQLITE_LOCKED": "another program holds it locked. Find out which (`fuser -v {file}`), end it, start again",
    "SQLITE_FULL": "the disk is full. Make room, start again",
    "SQLITE_READONLY": "it may not be written: the disk is read-only, or the file belongs to somebody else",
    "SQLITE_CANTOPEN": "it may not be written: the disk is read-only, or the folder belongs to somebody else",
    "SQLITE_IOERR_SHM": "the disk is full. Make room, start again",
    "SQLITE_IOERR": "the disk fails. Look at `dmesg`, and copy the data folder before anything else",
}


def told(error: BaseException) -> dict[str, str]:
    """For the log: the kind of the error, and SQLite's or the system's own name of the cause, where there is one."""
    cause = _result(error) or _errno(error)
    return {"error": type(error).__name__, **({"cause": cause} if cause else {})}


def is_outage(error: BaseException) -> bool:
    """Whether it is the database that cannot do anything now; the same may well succeed later."""
    return _result(error).startswith(_OUTAGES)


def is_locked(error: BaseException) -> bool:
    """Whether another process writes just now."""
    return _result(error).startswith("SQLITE_BUSY")


def sentence(error: BaseException, file: str) -> str | None:
    """What to tell the operator when the database cannot be used at the start; None where nothing is known."""
    for name, said in _SENTENCES.items():
        if _result(error).startswith(name):
            return f"The database {file} cannot be used now: {said.format(file=file)}. Nothing was changed."
    return None


def _result(error: BaseException) -> str:
    """SQLite's name of the result, also from inside SQLAlchemy's error; empty for any other error."""
    inner = getattr(error, "orig", None) or error
    return str(getattr(inner, "sqlite_errorname", "")) if isinstance(inner, sqlite3.Error) else ""


def _errno(error: BaseException) -> str:
    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
