"""Forms and submissions in the database: found again as they were, in their states; evidence survives the migration."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from domain.form_version import FormState, FormVersion
from domain.submission import Submission
from storage.migrations import config
from storage.questionnaires import forms, submissions
from storage.store import Store
from storage.vault import Vault
from tests.storage.conftest import NOW

YARD = FormVersion(
    id=0,
    form="yard",
    version="1",
    state=FormState.DRAFT,
    title="Аула · Двор",
    file_name="yard.xlsx",
    languages=("kk", "ru"),
    questions=12,
    minutes=4,
    source=77,
    media={"sign.jpg": 78},
)
FILLED = Submission(
    id=0,
    instance_id="uuid:1",
    form="yard",
    version="1",
    language="kk",
    started_at=NOW,
    finished_at=NOW + timedelta(minutes=5),
    values={"/data/what": "Тақтай"},
    xml="<data><what>Тақтай</what></data>",
    region="KZ-71",
    findings=1,
)


async def test_a_version_is_found_as_it_was(store: Store) -> None:
    async with store.write() as conn:
        kept = await forms.insert(conn, store.vault, YARD, "<h:html/>", by=None, at=NOW)
        assert kept == replace(YARD, id=kept.id, made_at=NOW)
        assert await forms.find(conn, store.vault, kept.id) == kept
        assert await forms.version_of(conn, store.vault, "yard", "1") == kept
        assert await forms.version_of(conn, store.vault, "yard", "2") is None
        assert await forms.xform(conn, store.vault, "yard", "1") == "<h:html/>"
        assert await forms.xform(conn, store.vault, "yard", "2") is None
        assert kept.files == (77, 78)


async def test_a_version_is_one_thing_only(store: Store) -> None:
    async with store.write() as conn:
        await forms.insert(conn, store.vault, YARD, "<a/>", by=None, at=NOW)
        again = forms.insert(conn, store.vault, YARD, "<b/>", by=None, at=NOW)
        with pytest.raises(IntegrityError):
            await again


async def test_states_move_only_from_where_they_are(store: Store) -> None:
    async with store.write() as conn:
        first = await forms.insert(conn, store.vault, YARD, "<a/>", by=None, at=NOW)
        second = await forms.insert(conn, store.vault, replace(YARD, version="2"), "<b/>", by=None, at=NOW)
        draft = (FormState.DRAFT,)
        assert await forms.set_state(conn, first.id, FormState.PUBLISHED, among=draft, at=NOW)
        assert not await forms.set_state(conn, first.id, FormState.PUBLISHED, among=draft, at=NOW)
        assert await forms.set_state(conn, second.id, FormState.PUBLISHED, among=draft, at=NOW)
        assert await forms.retire_others(conn, "yard", second.id, at=NOW) == 1
        published = await forms.published(conn, store.vault, "yard")
        assert published is not None
        assert published.version == "2"
        retired = await forms.listed(conn, store.vault, [FormState.RETIRED])
        assert [one.version for one in retired] == ["1"]
        await forms.drop(conn, first.id)
        assert await forms.find(conn, store.vault, first.id) is None


async def test_a_submission_is_found_as_it_was(store: Store) -> None:
    late = FILLED.finished_at.astimezone(timezone(timedelta(hours=5)))
    async with store.write() as conn:
        kept = await submissions.insert(conn, store.vault, replace(FILLED, finished_at=late), submitter=5)
        assert await submissions.find(conn, store.vault, kept.id) == replace(FILLED, id=kept.id)
        other = replace(FILLED, instance_id="uuid:2", version="2", finished_at=NOW.astimezone(UTC))
        await submissions.insert(conn, store.vault, other, submitter=6)
        every = await submissions.of_form(conn, store.vault, "yard")
        assert [one.instance_id for one in every] == ["uuid:2", "uuid:1"]
        assert [one.instance_id for one in await submissions.of_form(conn, store.vault, "yard", "1")] == ["uuid:1"]
        assert await submissions.counts(conn) == {"yard": 2}
        assert [one.id for one in await submissions.of_submitter(conn, store.vault, 5)] == [kept.id]
        assert await submissions.submitter_of(conn, store.vault, kept.id) == 5
        await submissions.cut_link(conn, kept.id)
        assert await submissions.submitter_of(conn, store.vault, kept.id) is None
        assert await submissions.of_submitter(conn, store.vault, 5) == []


async def test_an_instance_is_stored_once(store: Store) -> None:
    async with store.write() as conn:
        await submissions.insert(conn, store.vault, FILLED, submitter=5)
        again = submissions.insert(conn, store.vault, FILLED, submitter=5)
        with pytest.raises(IntegrityError):
            await again


def test_evidence_survives_the_migration_up_and_down(vault: Vault) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        settings = config(connection)
        command.upgrade(settings, "0003")
        row = "(9, 4, 'photo', 1, 'pending', x'00', 0, 5, 6)"
        columns = "(id, draft_id, kind, position, state, sealed_about, attempts, due_at, created_at)"
        connection.execute(text(f"INSERT INTO evidence {columns} VALUES {row}"))
        for revision in ("0004", "0003", "0004"):
            (command.upgrade if revision == "0004" else command.downgrade)(settings, revision)
            kept = connection.execute(text("SELECT id, draft_id, kind, due_at, created_at FROM evidence")).all()
            assert [tuple(one) for one in kept] == [(9, 4, "photo", 5, 6)]
    engine.dispose()
