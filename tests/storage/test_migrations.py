"""Every migration goes up and down, and together they make exactly the tables of storage/schema/tables.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import StaticPool

from storage.migrations import config, revisions, upgrade
from storage.schema.tables import metadata


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def _tables(connection: Connection) -> set[str]:
    """Every column of every table, «complaint.code»."""
    seen = inspect(connection)
    names = set(seen.get_table_names()) - {"alembic_version"}
    return {f"{name}.{column['name']}" for name in names for column in seen.get_columns(name)}


def test_stairway(connection: Connection) -> None:
    """Up one, down one, up again, for every step: each changes something, down takes back exactly that, and no step
    loses a table."""
    settings = config(connection)
    steps = list(reversed(list(ScriptDirectory.from_config(settings).walk_revisions())))
    assert len(steps) >= 3
    for step in steps:
        before = _shape(connection)
        command.upgrade(settings, step.revision)
        after = _shape(connection)
        assert after != before, step.revision
        assert after.keys() >= before.keys(), step.revision
        command.downgrade(settings, "-1")
        assert _shape(connection) == before, step.revision
        command.upgrade(settings, step.revision)
        assert _shape(connection) == after, step.revision


def test_files_are_named_by_their_revisions() -> None:
    steps = ScriptDirectory.from_config(config()).walk_revisions()
    assert [step.revision for step in steps] == revisions()[::-1]


def test_objects_there_already_are_found_by_their_words(connection: Connection) -> None:
    settings = config(connection)
    command.upgrade(settings, "0019")
    add = text(
        "INSERT INTO place (id, kind, kk, ru, region, address, sealed_contact, made_at, version, retired_at)"
        " VALUES (:id, 'pharmacy', :kk, '', 'KZ-71', 'Абай, 5', x'', 0, 1, :retired)"
    )
    connection.execute(add, [{"id": 1, "kk": "Дәрігер", "retired": None}, {"id": 2, "kk": "Шипа", "retired": 5}])
    command.upgrade(settings, "0020")
    found = connection.execute(text("SELECT word, place_id FROM place_word ORDER BY word")).all()
    assert [tuple(row) for row in found] == [("5", 1), ("abai", 1), ("dariger", 1)]


def test_models_match_migrations(connection: Connection) -> None:
    upgrade(connection)
    assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def _shape(connection: Connection) -> dict[str, list[str]]:
    """Columns, constraints and indexes of every table, as SQLite itself tells them (a renamed table has quotes)."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        name: sorted(
            one.strip() for one in re.split(r"[,\n]", re.sub(r"[ \t]+", " ", sql.replace('"', ""))) if one.strip()
        )
        for name, sql in rows
        if not name.startswith("alembic")
    }


def test_the_very_same_tables_as_from_the_models(connection: Connection) -> None:
    upgrade(connection)
    made = create_engine("sqlite://", poolclass=StaticPool)
    with made.connect() as other:
        metadata.create_all(other)
        assert _shape(connection) == _shape(other)
    made.dispose()


def test_every_table_is_strict(connection: Connection) -> None:
    upgrade(connection)
    lax = connection.execute(text("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")).scalars()
    assert set(lax) <= {"alembic_version", "sqlite_schema", "sqlite_temp_schema"}


def test_a_second_start_changes_nothing(connection: Connection) -> None:
    upgrade(connection)
    before = _shape(connection)
    upgrade(connection)
    assert _shape(connection) == before
