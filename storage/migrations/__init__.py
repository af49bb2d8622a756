"""Steps from one shape of the tables to the next; applied at start, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text


class NewerDatabase(Exception):
    """The database stands at a revision this version does not know."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, for these migrations, on this connection."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection) -> None:
    """Brings the tables to the latest shape within the caller's transaction. Raises NewerDatabase."""
    settings = config(connection)
    script = ScriptDirectory.from_config(settings)
    at = _revision(connection)
    if at is not None and at not in {one.revision for one in script.walk_revisions()}:
        raise NewerDatabase(at)
    if at != script.get_current_head():
        command.upgrade(settings, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at
