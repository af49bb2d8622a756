"""The tables of keeping and erasing: how long a case stays, what is left of it, the key of a cut thread, the keys
of letters whose rows are gone.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from storage.schema.columns import Code, Flag, Hash, Id, Moment, Number
from storage.schema.metadata import metadata

__all__ = ["case_keeping", "case_key", "case_statistic", "past_consent", "told", "used_id"]

case_keeping = Table(
    "case_keeping",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("keep_until", Moment, comment="the reporter asked to keep it longer"),
    Column("warned_at", Moment, comment="the reporter was told that it will be erased"),
    sqlite_strict=True,
)

# What is left of a case that was erased. Days, not moments: a moment would point at who wrote to the bot just then.
case_statistic = Table(
    "case_statistic",
    metadata,
    Column("id", Id, primary_key=True),
    Column("category", Code, nullable=False),
    Column("region", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("outcome", Code),
    Column("handed_over", Flag, nullable=False, comment="a letter went to an authority"),
    Column("saved_tenge", Number),
    Column("received_on", Code, nullable=False, comment="ISO date"),
    Column("ended_on", Code, comment="ISO date"),
    Column("erased_on", Code, nullable=False, comment="ISO date"),
    Column("why", Code, nullable=False, comment="expired or forgotten"),
    sqlite_strict=True,
)

# The words that open a case whose thread was cut, as a slow hash.
case_key = Table(
    "case_key",
    metadata,
    Column("complaint_id", Id, ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("salt", Hash, nullable=False),
    Column("verifier", Hash, nullable=False, comment="scrypt of a keyed hash of the words"),
    Column("tries", Number, nullable=False, comment="wrong words since first_try_at"),
    Column("first_try_at", Moment),
    sqlite_strict=True,
)

# That somebody had agreed to a text: not who.
past_consent = Table(
    "past_consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("version", Number, nullable=False),
    Column("language", Code, nullable=False),
    Column("given_on", Code, nullable=False, comment="ISO date"),
    Column("ended_on", Code, nullable=False, comment="ISO date"),
    sqlite_strict=True,
)

# SQLite gives the number of the newest row again once that row is gone; an old button must never open another's case.
used_id = Table(
    "used_id",
    metadata,
    Column("name", Code, primary_key=True, comment="a table's"),
    Column("highest", Number, nullable=False),
    sqlite_strict=True,
)

# The keys of letters whose rows are gone: nothing about whom they were for, when they left or what they said.
told = Table(
    "told",
    metadata,
    Column("dedup", Hash, primary_key=True, comment="as in outbox"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
