"""Steps from one shape of the tables to the next; applied at start, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent


class NewerDatabase(Exception):
    """The database stands at a revision this version does not know."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, for these migrations, on this connection."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(HERE).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def revisions() -> list[str]:
    """The steps this version knows, first to last: their files begin with their numbers."""
    return sorted(file.stem.partition("_")[0] for file in (HERE / "versions").glob("[0-9]*.py"))


def upgrade(connection: Connection) -> None:
    """Brings the tables to the latest shape within the caller's transaction. Raises NewerDatabase."""
    known, at = revisions(), _revision(connection)
    if at is not None and at not in known:
        raise NewerDatabase(at)
    if at != known[-1]:
        from alembic import command  # takes a fifth of a second to load, and mostly there is nothing to do

        command.upgrade(config(connection), "head")


def is_latest(connection: Connection) -> bool:
    """Whether the tables have the shape this version works with."""
    return _revision(connection) == revisions()[-1]


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at
