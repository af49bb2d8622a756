"""Column types that mean the same on SQLite's STRICT tables and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, SmallInteger, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Id = BigInteger().with_variant(Integer, "sqlite")
"""64-bit integer; SQLite's INTEGER PRIMARY KEY is its row id."""
Number = BigInteger().with_variant(Integer, "sqlite")
Small = SmallInteger().with_variant(Integer, "sqlite")
Code = Text
"""A short name from our own vocabulary or a public code: kk, coordinator, 751110000."""
Sealed = LargeBinary
"""Bytes from Vault.seal: only the holder of the key reads them."""
Hash = LargeBinary
"""A keyed hash: equal for equal input, says nothing about it without the key."""


def microseconds(at: datetime) -> int:
    """Whole microseconds since 1970 in UTC. Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("a datetime without a time zone cannot be stored")
    return (at - EPOCH) // MICROSECOND


class Moment(TypeDecorator[datetime]):
    """An aware datetime: microseconds since 1970 on SQLite, timestamptz on PostgreSQL. Comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Integer())
        return dialect.type_descriptor(TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        stored = microseconds(value)
        return stored if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return EPOCH + int(value) * MICROSECOND
        at: datetime = value
        return at.astimezone(UTC)


class Flag(TypeDecorator[bool]):
    """Yes or no: 1 and 0 on SQLite, whose STRICT tables have no BOOLEAN."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)
